"""Suggestions (意见建议): noted in the citizen's words, and what becomes of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.records.outreach import SuggestionOutcome
from widgets.base.buttons import KeyButton
from widgets.base.fields import Field, FieldForm, FieldKind
from widgets.base.listing import Listing
from widgets.base.parts import Header, Label, Rule, inset
from widgets.base.rows import Line
from widgets.base.theme import Tone

_NOTING = 132
_BECOMING = 136
"""The heights of the form at the top and of what stands beneath the list, in pixels."""


class SuggestionsView(QWidget):
    """``noted()`` writes down what stands in ``form``; ``settled(outcome)`` asks for what shall become of the current line.

    Where that takes words they are asked for in place: ``given()`` sends what stands in ``asking``. ``left()`` follows where that
    is not asked any more. ``opened(key)`` wants what became of a line.
    """

    noted = Signal()
    settled = Signal(str)
    given = Signal()
    opened = Signal(str)
    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._noting = self._build_noting()
        self._head = Header("")
        self._none = Label(self.tr("No suggestion has been noted."), tone=Tone.MUTED, wrap=True)
        self._none.setContentsMargins(14, 8, 14, 8)
        self.rows = Listing("outreach.suggestions")
        self.rows.setAccessibleName(self.tr("Suggestions"))
        self.rows.chosen.connect(self._on_chosen)
        self.rows.activated_key.connect(self.opened)
        column.addWidget(self._noting)
        column.addWidget(self._head)
        column.addWidget(self._none)
        column.addWidget(self.rows, 1)
        column.addWidget(Rule())
        column.addWidget(self._build_becoming())

    def set_suggestions(self, title: str, lines: Sequence[Line]) -> None:
        """Show the suggestions under a title that says how many they are."""
        self._head.title.setText(title)
        self.rows.set_lines(lines)
        self._none.setVisible(not lines)

    def set_noting(self, able: bool) -> None:
        """Let suggestions be noted here, or only be looked at."""
        self._noting.setVisible(able)

    def set_choices(self, words: str, outcomes: Sequence[SuggestionOutcome]) -> None:
        """Show the whole words of the current suggestion, and what may become of it."""
        self._whole.setText(words)
        self._whole.setVisible(bool(words))
        for outcome, button in self.buttons.items():
            button.setVisible(outcome in outcomes)

    def ask(self, fields: Sequence[Field], values: dict[str, str | bool]) -> None:
        """Ask in place for what has to be said besides."""
        self.asking.set_fields(fields)
        self.asking.set_values(values)
        self._becoming.setCurrentIndex(1)
        self.asking.focus_first()

    def close_ask(self) -> None:
        """Ask for nothing any more."""
        held = self.is_asking()
        self._becoming.setCurrentIndex(0)
        if held:
            self.left.emit()
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_asking(self) -> bool:
        """Tell whether something is being asked for."""
        return self._becoming.currentIndex() == 1

    def send(self) -> None:
        """Do what Ctrl S means here: send what is asked for, else note what stands in the form."""
        (self.given if self.is_asking() else self.noted).emit()

    def _build_noting(self) -> QWidget:
        self.form = FieldForm("outreach.suggestion")
        self.form.set_fields(
            (
                Field(name="words", label=self.tr("Suggestion"), kind=FieldKind.TEXT, hint=self.tr("In the citizen’s words")),
                Field(name="name", label=self.tr("Name"), hint=self.tr("only if it is given")),
                Field(name="number", label=self.tr("Number"), hint=self.tr("only if it is given"), beside=True),
            )
        )
        self.form.setMaximumHeight(_NOTING)
        note = KeyButton(self.tr("Note it"), "Ctrl S", kind="primary", name="outreach.note")
        note.clicked.connect(self.noted)
        told = Label(self.tr("Name and number are handled like a caller’s."), size="small", tone=Tone.MUTED, wrap=True)
        foot = inset(told, note, margins=(14, 0, 14, 8))
        foot.layout().setStretch(0, 1)  # type: ignore[union-attr]
        return inset(self.form, foot, Rule(), margins=(0, 0, 0, 0), spacing=0, vertical=True)

    def _build_becoming(self) -> QWidget:
        words = {
            SuggestionOutcome.CASE: (self.tr("Make it a case"), "Alt C"),
            SuggestionOutcome.NEED: (self.tr("An unmet need"), "Alt N"),
            SuggestionOutcome.PARTNER: (self.tr("A possible partner"), "Alt P"),
            SuggestionOutcome.LAID_DOWN: (self.tr("Lay it down"), "Alt L"),
        }
        self.buttons: dict[SuggestionOutcome, KeyButton] = {}
        for outcome, (word, key) in words.items():
            button = self.buttons[outcome] = KeyButton(word, key, name=f"outreach.{outcome.value}")
            button.clicked.connect(lambda _on=False, outcome=outcome: self.settled.emit(outcome.value))
            button.hide()
        self._whole = Label("", wrap=True)
        self._whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._whole.hide()
        bar = inset(*self.buttons.values(), margins=(0, 0, 0, 0))
        bar.layout().setAlignment(Qt.AlignmentFlag.AlignLeft)  # type: ignore[union-attr]
        choosing = inset(self._whole, bar, vertical=True)
        self.asking = FieldForm("outreach.asking")
        back = KeyButton(self.tr("Back"), "", kind="flat", name="outreach.unasked")
        back.clicked.connect(self.close_ask)
        give = KeyButton(self.tr("Save"), "Ctrl S", kind="primary", name="outreach.give")
        give.clicked.connect(self.given)
        foot = inset(QWidget(), back, give, margins=(14, 0, 14, 8))
        foot.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self._becoming = QStackedWidget()
        self._becoming.addWidget(choosing)
        self._becoming.addWidget(inset(self.asking, foot, margins=(0, 0, 0, 0), spacing=0, vertical=True))
        self._becoming.setFixedHeight(_BECOMING)
        return self._becoming

    def _on_chosen(self, key: str) -> None:
        self.close_ask()
        self.chosen.emit(key)
