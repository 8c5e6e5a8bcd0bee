"""A knowledge article to read out, with where it comes from and until when it holds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from models.records.knowledge import ArticleRow
from widgets.base.buttons import KeyButton
from widgets.base.parts import Chip, Label, restyle
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.catalogue.lines import expired, validity_mark


class AnswerKey(QObject):
    """While an article is on screen, Ctrl+Enter answers with it from each of ``fields``, before any other meaning of that key."""

    def __init__(self, article: ArticleView, *fields: QWidget) -> None:
        super().__init__(article)
        self._article = article
        for field in (*fields, article.words, article.answer, article.back):
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        asked = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and self._article.isVisible()
        if not asked or not isinstance(event, QKeyEvent) or not _is_answer(event):
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._article.confirm()
        return True


def _is_answer(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class ArticleView(QWidget):
    """Shows one article. ``answered(code)`` when it was read out, ``left()`` when the operator goes back.

    ``reported(code, words)`` when the operator says what is wrong with it, in a line beneath: Enter tells, Esc leaves it.
    """

    answered = Signal(str)
    left = Signal()
    reported = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._article: ArticleRow | None = None
        self._title = Label("", size="title", wrap=True)
        self._valid = Chip("")
        self._warning = Label("", tone=Tone.OVERDUE, bold=True, wrap=True)
        self.words = QPlainTextEdit()
        self.words.setObjectName("catalogue.article")
        self.words.setAccessibleName(self.tr("Text to read out"))
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setProperty("role", "reading")
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.document().setDocumentMargin(0)
        self.words.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._source = Label("", size="small", tone=Tone.MUTED, wrap=True)
        self.back = KeyButton(self.tr("Back"), self.tr("Esc"), kind="flat", name="catalogue.article.back")
        self.wrong = KeyButton(self.tr("This is wrong…"), kind="flat", name="catalogue.article.wrong")
        self.what = QLineEdit()
        self.what.setObjectName("catalogue.article.what")
        self.what.setPlaceholderText(self.tr("What is wrong: the owner reads it (Enter tells, Esc leaves it)"))
        self.what.setAccessibleName(self.tr("What is wrong with this article"))
        self.what.setMaxLength(500)
        self.what.hide()
        self.answer = KeyButton(self.tr("Answered with this"), self.tr("Ctrl Enter"), kind="primary", name="catalogue.article.answer")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._valid, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._source, 1)
        foot.addWidget(self.wrong)
        foot.addWidget(self.answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 14, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._warning)
        column.addWidget(self.words, 1)
        column.addWidget(self.what)
        column.addLayout(foot)
        self.back.clicked.connect(self.left)
        self.answer.clicked.connect(self.confirm)
        self.wrong.clicked.connect(self.ask_what)

    def set_article(self, article: ArticleRow | None, today: str) -> None:
        """Show an article from its top, as of ``today`` (ISO date); an expired one says so and its button steps back."""
        if article is None or self._article is None or article.code != self._article.code:
            self._leave_what()
        self._article = article
        if article is None:
            return
        speech = language()
        late = expired(article, today)
        mark = validity_mark(article, today)
        self._title.setText(article.title.in_(speech))
        self._valid.set_chip(mark.text, mark.tone)
        self._warning.setText(self.tr("Expired: ask {owner} before you read it out.").format(owner=article.owner.in_(speech)))
        self._warning.setVisible(late)
        self.words.setPlainText(article.body.in_(speech))
        self._source.setText(
            " · ".join(
                filter(
                    None,
                    (
                        article.owner.in_(speech),
                        self.tr("source: {source}").format(source=article.source.in_(speech)),
                        self.tr("version {number}").format(number=article.version),
                    ),
                )
            )
        )
        restyle(self.answer, kind="" if late else "primary")

    def confirm(self) -> None:
        """Say that the caller was answered with this article."""
        if self._article is not None:
            self.answered.emit(self._article.code)

    def last(self) -> ArticleRow | None:
        """Return the article that was last on screen for what is on the desk, None where none was."""
        return self._article

    def ask_what(self) -> None:
        """Ask what is wrong with the article, and take the caret."""
        self.what.show()
        self.what.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave_what(self) -> None:
        held = self.what.hasFocus()
        self.what.clear()
        self.what.hide()
        if held:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_what(self) -> None:
        words = self.what.text().strip()
        if words and self._article is not None:
            self._leave_what()
            self.reported.emit(self._article.code, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asking = self.what.hasFocus()
        if asking and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell_what()
            return
        if event.key() == Qt.Key.Key_Escape:
            if asking:
                self._leave_what()
            else:
                self.left.emit()
            return
        super().keyPressEvent(event)
