"""What the caller says, what kind of case it is, and the button that accepts it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from models.records.case import CaseKind, Way
from widgets.base.buttons import KeyButton
from widgets.base.chooser import Chooser
from widgets.base.flow import FlowLayout
from widgets.base.parts import Chip, ElidedLabel, Header, Label, restyle
from widgets.base.theme import Tone
from widgets.base.words import kind_word, way_word

_TEXT_HEIGHT = 72


class SpeechEdit(QPlainTextEdit):
    """A text that asks for no more than its least height and takes what there is."""

    def sizeHint(self) -> QSize:
        return QSize(200, _TEXT_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _TEXT_HEIGHT)


class SpeechBox(QWidget):
    """The words of the caller with the kind of case. Signals follow the operator only, never a ``set_…``."""

    text_changed = Signal(str)
    kind_changed = Signal(str)
    way_changed = Signal(str)
    accept_asked = Signal()

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._accept_key = keys.get("accept", "")
        self._saved = Label("", tone=Tone.OK, size="small")
        self._others = Chip()
        self._others.setObjectName("case.others")
        self._why = Label("", tone=Tone.MUTED, size="small")
        self._head = Header(self.tr("What the caller says"), keys.get("text", ""))
        self._subject = Chip("")
        self._where = ElidedLabel("", size="small", tone=Tone.MUTED)
        self._head.add(self._subject)
        self._head.add(self._where, 100)
        self._head.add(self._saved)
        self._head.add(self._others)
        self._head.add_right(self._why)
        self.edit = SpeechEdit()
        self.edit.setObjectName("case.text")
        self.edit.setAccessibleName(self.tr("What the caller says"))
        self.edit.setPlaceholderText(self.tr("In the caller's words: what happened, where, what is wanted by when"))
        self.edit.setProperty("role", "page")
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.setTabChangesFocus(True)
        self.way = Chooser()
        self.way.setObjectName("case.way")
        self.way.setProperty("role", "quiet")
        self.way.setMinimumContentsLength(9)
        self.way.setAccessibleName(self.tr("How it came, where nobody rang"))
        self.way.setToolTip(self.tr("How it came, where nobody rang"))
        for way in Way:
            self.way.addItem(way_word(way) if way else self.tr("Came by …"), way.value)
        self.way.view().setAccessibleName(self.way.accessibleName())
        self.way.hide()
        self._kinds = QButtonGroup(self)
        self._chips: dict[CaseKind, QPushButton] = {}
        self.accept = KeyButton(self.tr("Accept"), self._accept_key, kind="primary", name="case.accept")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.edit, 1)
        column.addLayout(self._foot())
        self.edit.textChanged.connect(lambda: self.text_changed.emit(self.text()))
        self._kinds.buttonClicked.connect(lambda button: self.kind_changed.emit(str(button.property("case"))))
        self.way.activated.connect(lambda place: self.way_changed.emit(str(self.way.itemData(place))))
        self.accept.clicked.connect(self.accept_asked)

    def text(self) -> str:
        """Return what stands in the field."""
        return self.edit.toPlainText()

    def composing(self) -> bool:
        """Tell whether an input method is in the midst of a word here, which no text holds yet."""
        return bool(self.edit.textCursor().block().layout().preeditAreaText())

    def set_text(self, text: str) -> None:
        """Show another text, with the caret behind it; the same text again moves nothing. Taking back does not reach behind it."""
        if text == self.text():
            self.edit.document().clearUndoRedoStacks()
            return
        blocked = self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.blockSignals(blocked)
        cursor = self.edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.edit.setTextCursor(cursor)

    def set_subject(self, case_no: str, *, closed: bool) -> None:
        """Say to which case these words belong, or that they begin a new need ('')."""
        if case_no:
            changes = self.tr("F9 saves changes · new need: Ctrl N")
            words = self.tr("Closed: Ctrl N begins a new need") if closed else changes
            self._head.title.setText(self.tr("Case {no}").format(no=case_no))
        else:
            words = ""
            self._head.title.setText(self.tr("What the caller says"))
        self._subject.set_chip("" if case_no else self.tr("New need"), Tone.ACCENT)
        self._where.set_text(words)
        self._where.setVisible(bool(words))
        restyle(self.edit, subject="case" if case_no else "")
        self.edit.setAccessibleDescription(f"{self._head.title.text()}. {words}" if case_no else self.tr("New need"))

    def set_kind(self, kind: CaseKind) -> None:
        """Mark the kind of case."""
        self._chips[kind].setChecked(True)

    def set_way(self, way: Way, *, asked: bool) -> None:
        """Show how the need came; ``asked`` where no call brought it, and it can be said."""
        self.way.setCurrentIndex(self.way.findData(way.value))
        self.way.setVisible(asked)

    def set_saved(self, text: str) -> None:
        """Say when the words were last saved."""
        self._saved.setText(text)

    def set_others(self, text: str, tone: Tone) -> None:
        """Say who else has the case open, or is writing in it; '' for nobody."""
        self._others.set_chip(text, tone)

    def set_can_accept(self, able: bool, why: str) -> None:
        """Enable the button, which then says ``why`` if that is given; or disable it, with ``why`` beside it."""
        self.accept.setEnabled(able)
        self.accept.set_caption(why if able and why else self.tr("Accept"), self._accept_key)
        self.accept.setToolTip(why)
        self.accept.setAccessibleDescription("" if able else why)
        self._why.setText("" if able else why)

    def _foot(self) -> QHBoxLayout:
        holder = QWidget()
        flow = FlowLayout(holder, gap=4, line_gap=4)
        for kind in CaseKind:
            chip = QPushButton(kind_word(kind))
            chip.setCheckable(True)
            chip.setProperty("kind", "chip")
            chip.setProperty("scale", "small")
            chip.setProperty("case", kind.value)
            chip.setObjectName(f"case.kind.{kind.value}")
            chip.setAccessibleName(self.tr("Kind of case: {kind}").format(kind=kind_word(kind)))
            self._kinds.addButton(chip)
            self._chips[kind] = chip
            flow.addWidget(chip)
        self._chips[CaseKind.SERVICE].setChecked(True)
        flow.addWidget(self.way)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 3, 12, 6)
        foot.setSpacing(12)
        foot.addWidget(holder, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.accept, 0, Qt.AlignmentFlag.AlignVCenter)
        return foot
