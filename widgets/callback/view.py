"""The callback pane: the checklist asked after the work, the attempts so far, and what to do where nobody answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from models.records.callback import Attempt, Checklist, Step
from widgets.base.buttons import KeyButton
from widgets.base.moment import clock, countdown, day_clock
from widgets.base.number import grouped
from widgets.base.parts import Chip, ElidedLabel, Label, Pane, clear, inset
from widgets.base.theme import Tone
from widgets.base.words import attempt_word
from widgets.callback.foot import Foot
from widgets.callback.steps import POOR, CommentLine, ScoreRow, YesNoRow

ROOMY = 400
"""From this height on, in pixels, the title of the case stands above the questions."""

Answers = tuple[tuple[tuple[Step, bool], ...], int | None, str]


class CallbackPane(Pane):
    """``set_checklist`` in, ``answered`` out: (steps, score, comment) as ``answers`` returns them.

    What the operator has answered or typed stays until another case comes, or until it is saved; work done anew begins with empty
    questions, the typed words stay. ``ask_how`` asks how the answers were heard, ``heard(words)`` saves them so. Control+Enter saves;
    ``keys`` is read for ``callback``, ``dial``, ``callback_save``, ``not_reached``, ``complaint`` and ``callbacks_due``.
    """

    dial_asked = Signal(str)
    attempt_made = Signal(str)
    answered = Signal(object)
    heard = Signal(object, str)
    complaint_asked = Signal(str)
    answers_changed = Signal()

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__(self.tr("Callback"), keys.get("callback", ""))
        self._keys = keys
        self._list: Checklist | None = None
        self._edited = False
        self._asked: list[YesNoRow | ScoreRow] = []
        self._rows: list[YesNoRow] = []
        self._score: ScoreRow | None = None
        self._chip = Chip()
        self.header.add(self._chip)
        self.asks = False
        """Whether there is a checklist to show."""
        self._empty = Label(tone=Tone.MUTED, wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty_row = inset(self._empty, margins=(14, 12, 12, 12))
        self._title = ElidedLabel(size="small", tone=Tone.MUTED)
        self._steps = QVBoxLayout()
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(0)
        self._hint = Label(size="small", tone=Tone.MUTED, wrap=True)
        self._complaint = KeyButton(self.tr("Complaint"), keys.get("complaint", ""), kind="danger", name="callback.complaint")
        self._complaint.setFixedHeight(28)
        self.comment = CommentLine()
        self.comment.setObjectName("callback.comment")
        self.comment.setAccessibleName(self.tr("What the citizen says"))
        self.comment.setPlaceholderText(self.tr("What the citizen says"))
        self._attempts = Label(size="small", tone=Tone.MUTED, wrap=True)
        self._scroll = self._make_scroll()
        self.foot = Foot(keys)
        self._empty.setToolTip(self.tr("The questions for the citizen stand here when a case is open."))
        self.body.addWidget(self._empty_row, 1)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.foot)
        self.comment.textEdited.connect(self._on_edited)
        self.comment.moved.connect(lambda by: self._on_moved(self.comment, by))
        self.comment.focused.connect(lambda: self._scroll.ensureWidgetVisible(self.comment))
        self._complaint.clicked.connect(lambda: self.complaint_asked.emit(self.comment.text().strip()))
        self.foot.dial_asked.connect(self.dial)
        self.foot.save_asked.connect(self.save)
        self.foot.attempt_made.connect(self.attempt_made)
        self.foot.how.given.connect(self._on_heard)
        self.foot.how.edited.connect(self.answers_changed)
        self.set_checklist(None, None)

    # --- rows in ----------------------------------------------------------------------------------------------------------------

    def set_checklist(self, checklist: Checklist | None, now: datetime | None) -> None:
        """Show the checklist of a case, or None for no case; ``now`` (aware) says how far the promise is."""
        before, self._list = self._list, checklist
        self.asks = checklist is not None
        other = before is None or checklist is None or before.case_id != checklist.case_id
        self._empty_row.setVisible(checklist is None)
        self._scroll.setVisible(checklist is not None)
        self.foot.setVisible(checklist is not None and checklist.open)
        if checklist is None:
            self._edited = False
            self._chip.set_chip("", Tone.MUTED)
            due = self._keys.get("callbacks_due", "")
            self._empty.setText(
                self.tr("Opens with a case. Callbacks due: {key}").format(key=due)
            )
            return
        if other or before is None or before.steps != checklist.steps:
            given = self._given()
            self._edited = self._edited and not other
            self._ask(checklist.steps)
            if self._edited:
                self._load(*given)
        if other or before is None or (before.saved and not checklist.saved):
            self.comment.setText(checklist.comment)
            self.foot.how.line.clear()
        elif before.round != checklist.round:
            self._load((), None, self.comment.text())
        if checklist.saved or not self._edited:
            self._edited = False
            self._load(checklist.answers, checklist.score, checklist.comment or self.comment.text())
        self._show_state(checklist, now)
        if other:
            self.foot.set_rung(False)
            self._scroll.verticalScrollBar().setValue(0)

    def set_leading(self, leading: bool) -> None:
        """Let the next button of the callback be the primary one of the window, or not."""
        self.foot.set_leading(leading)

    def set_answers(self, steps: tuple[tuple[Step, bool], ...], score: int | None, comment: str, how: str = "") -> None:
        """Put back what was answered and typed before, e.g. from a draft; it counts as the operator's own."""
        self._load(steps, score, comment)
        self.foot.how.line.setText(how)
        self._edited = True
        self._show_progress()

    def answers(self) -> Answers:
        """Return (steps answered so far, score or None, comment); nothing where no case is shown."""
        return self._given() if self._list is not None else ((), None, "")

    def how(self) -> str:
        """Return the words begun about how the answers were heard."""
        return self.foot.how.line.text().strip() if self._list is not None else ""

    def begun(self, case_id: str) -> bool:
        """Tell whether answers to this case were begun and are not saved."""
        return self._list is not None and self._list.case_id == case_id and self._edited and any(self._given())

    def _given(self) -> Answers:
        """The same, whether or not a case is shown."""
        given = tuple((row.step, answer) for row in self._rows if (answer := row.answer()) is not None)
        return given, self._score.score() if self._score else None, self.comment.text().strip()

    # --- intents ----------------------------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard on the first question without an answer, else on the comment."""
        open_rows = [row for row in self._lines() if isinstance(row, YesNoRow) and row.answer() is None]
        (open_rows[0] if open_rows else self.comment).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Hand over the answers, where there are any."""
        steps, score, comment = self.answers()
        if self._list is not None and self._list.open and (steps or score is not None):
            self.answered.emit((steps, score, comment))

    def not_reached(self) -> None:
        """Ask why the citizen was not reached, where a callback is open."""
        if self._list is not None and self._list.open:
            self.foot.ask_missed()

    def ask_how(self, why: str) -> None:
        """Nobody spoke with the citizen on this line: ask how the answers were heard, or whether to ring now."""
        self.foot.ask_how(why)

    def dial(self) -> None:
        """Ask for the citizen to be rung."""
        if self._list is not None and self._list.number:
            self.foot.set_rung(True)
            self.dial_asked.emit(self._list.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._title_row.setVisible(event.size().height() > ROOMY)  # it says again what the case pane says

    # --- inside -----------------------------------------------------------------------------------------------------------------

    def _make_scroll(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 6, 0, 8)
        column.setSpacing(2)
        self._title_row = inset(self._title, margins=(14, 0, 12, 2))
        column.addWidget(self._title_row)
        column.addLayout(self._steps)
        column.addWidget(inset(self._hint, self._complaint, margins=(14, 2, 12, 2)))
        column.addWidget(inset(self.comment, margins=(14, 2, 12, 2)))
        column.addWidget(inset(self._attempts, margins=(14, 2, 12, 0)))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        return scroll

    def _ask(self, steps: tuple[Step, ...]) -> None:
        """Lay out the questions anew."""
        clear(self._steps)
        self._asked, self._rows, self._score = [], [], None
        for step in steps:
            row: YesNoRow | ScoreRow
            if step is Step.SATISFIED:
                row = self._score = ScoreRow()
            else:
                row = YesNoRow(step)
                self._rows.append(row)
            self._asked.append(row)
            row.changed.connect(self._on_edited)
            row.moved.connect(lambda by, origin=row: self._on_moved(origin, by))
            row.score_typed.connect(self._on_score_typed)
            row.focused.connect(lambda origin=row: self._scroll.ensureWidgetVisible(origin))
            self._steps.addWidget(row)
            row.show()  # now rather than with the next layout, so that it can take the keyboard at once
        last: QWidget = self._scroll
        for line in self._lines():
            QWidget.setTabOrder(last, line)
            last = line

    def _lines(self) -> list[YesNoRow | ScoreRow | CommentLine]:
        """Return what up and down lead through."""
        return [*self._asked, self.comment]

    def _load(self, steps: tuple[tuple[Step, bool], ...], score: int | None, comment: str) -> None:
        known = dict(steps)
        for row in self._rows:
            row.set_answer(known.get(row.step))
        if self._score is not None:
            self._score.set_score(score)
        if comment != self.comment.text():
            self.comment.setText(comment)

    def _show_state(self, checklist: Checklist, now: datetime | None) -> None:
        self._title.set_text(" · ".join(filter(None, (checklist.title, grouped(checklist.number)))))
        self.foot.set_number(checklist.number)
        far, tone = countdown(checklist.due, now) if now is not None else ("", Tone.MUTED)
        if checklist.overdue:
            tone = Tone.OVERDUE
        self._chip.set_chip(" · ".join(filter(None, (checklist.case_no, clock(checklist.due), far))), tone if far else Tone.MUTED)
        for line in self._lines():
            line.setEnabled(checklist.open)
        told = [f"{day_clock(at, now) if now else clock(at)} {attempt_word(how)}" for at, how in checklist.attempts]
        failed = sum(how is not Attempt.REACHED for _, how in checklist.attempts)
        counted = self.tr("Not reached {failed} of {needed}: ").format(failed=failed, needed=checklist.needed) if told else ""
        self._attempts.setText(counted + " · ".join(told))
        self._attempts.set_tone(Tone.DUE if failed >= checklist.needed else Tone.MUTED)
        self._attempts.setVisible(bool(told))
        self._show_progress()

    def _show_progress(self) -> None:
        """Say what is still to ask, and lead the eye to the key that comes next."""
        steps, score, _ = self.answers()
        total = len(self._rows) + (self._score is not None)
        done = len(steps) + (score is not None)
        is_open = self._list is not None and self._list.open
        poor = score is not None and score <= POOR
        if self._list is not None and not is_open:
            said = self.tr("Answered") if self._list.saved else self.tr("Not open for a callback now")
        elif poor:
            said = self.tr("1 and 2 open verification: ask what went wrong")
        else:
            said = self.tr("Y / N answers · ↓ next · 1–5 satisfaction")
            former = self._list.former if self._list is not None else None
            if former is not None:
                said = self.tr("Asked anew; last time {score} of 5").format(score=former) + " · " + said
        self._hint.setText(said)
        self._hint.set_tone(Tone.OVERDUE if poor else Tone.MUTED)
        self._complaint.setVisible(is_open and poor)
        self.foot.set_progress(done, total)

    def _on_edited(self) -> None:
        self._edited = True
        self._show_progress()
        self.answers_changed.emit()

    def _on_heard(self, words: str) -> None:
        if self._list is not None and self._list.open:
            self.heard.emit(self.answers(), words)

    def _on_score_typed(self, score: int) -> None:
        if self._score is not None:
            self._score.give(score)

    def _on_moved(self, origin: QWidget, by: int) -> None:
        lines = self._lines()
        place = next(place for place, line in enumerate(lines) if line is origin) + by
        if 0 <= place < len(lines):
            lines[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif place == len(lines):
            self.foot.focus_save()
