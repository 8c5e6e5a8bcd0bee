"""Outreach events: the list of them, and of the chosen one its table, its suggestions and its report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.records.outreach import SuggestionOutcome
from widgets.base.buttons import KeyButton
from widgets.base.fields import Field
from widgets.base.listing import Listing
from widgets.base.parts import Chip, ElidedLabel, Label, Pane, Rule, inset
from widgets.base.rows import Line
from widgets.base.theme import Tone
from widgets.outreach.planning import PlanView
from widgets.outreach.report import ReportView
from widgets.outreach.services import Offer
from widgets.outreach.suggestions import SuggestionsView
from widgets.outreach.tally import TallyView

TALLY, SUGGESTIONS, REPORT = "tally", "suggestions", "report"
OPEN = "open"
"""The key of the line that stands for the open suggestions of all events."""

_LIST = 340
"""The width of the list of events, in pixels."""


class OutreachPane(QWidget):
    """``chosen(key)`` follows the list of events; ``new_asked()`` and ``edit_asked()`` want the form of a plan, ``plan_given()`` sends it.

    ``tally``, ``suggestions`` and ``report`` are the sheets of the chosen event (Alt 1 to 3), ``plan`` is the form.
    """

    chosen = Signal(str)
    new_asked = Signal()
    edit_asked = Signal()
    plan_given = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outreach")
        self.tally, self.suggestions, self.report, self.plan = TallyView(), SuggestionsView(), ReportView(), PlanView()
        self._event: tuple[str, str, tuple[str, Tone], bool, bool] = ("", "", ("", Tone.MUTED), False, False)
        self._parts: Mapping[str, QWidget] = {TALLY: self.tally, SUGGESTIONS: self.suggestions, REPORT: self.report}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._build_list())
        row.addWidget(self._build_event(), 1)
        self.plan.given.connect(self.plan_given)
        self.plan.left.connect(self.close_plan)
        for key, act in (
            ("Ctrl+N", lambda: self._new.click()),
            ("Ctrl+E", lambda: self._edit.click()),
            ("Ctrl+S", self._on_save),
            ("Ctrl+Z", self._on_back),
            ("Ctrl+Shift+C", lambda: self._on_report(self.report.copied.emit)),
            ("Ctrl+Shift+P", lambda: self._on_report(self.report.paper_asked.emit)),
            ("Alt+C", lambda: self._on_settle(SuggestionOutcome.CASE)),
            ("Alt+N", lambda: self._on_settle(SuggestionOutcome.NEED)),
            ("Alt+P", lambda: self._on_settle(SuggestionOutcome.PARTNER)),
            ("Alt+L", lambda: self._on_settle(SuggestionOutcome.LAID_DOWN)),
        ):
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def set_events(self, lines: Sequence[Line], current: str, told: str, able: bool) -> None:
        """Show the events with the one at the right current; ``told`` says how many, ``able`` whether whoever sits here may plan."""
        blocked = self.events.blockSignals(True)  # a row that is put back has not been chosen by anybody
        self.events.set_lines(lines)
        self.events.set_current(current)
        self.events.blockSignals(blocked)
        self._told_count.setText(told)
        self._new.setVisible(able)
        self._none.setVisible(len(lines) < 2)

    def set_event(self, title: str, told: str, state: tuple[str, Tone], *, whole: bool, able: bool) -> None:
        """Say what is shown at the right; ``whole`` is an event with its three sheets, ``able`` lets its plan be changed."""
        self._event = (title, told, state, whole, able)
        if not self.planning():
            self._show_event()
            if not whole:
                self._stack.setCurrentWidget(self.suggestions)

    def set_counts(self, counts: Mapping[str, str]) -> None:
        """Show a number on each sheet's button."""
        for place, (name, button) in enumerate(self.sheets.items(), start=1):
            button.set_caption(f"{self._words[name]} {counts.get(name, '')}".strip(), f"Alt {place}")

    def show_sheet(self, name: str) -> None:
        """Bring a sheet to the front and put the keyboard into it."""
        self.open_sheet(name)
        lists = {TALLY: self.tally.services, SUGGESTIONS: self.suggestions.rows, REPORT: self.report.figures}
        lists[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def open_sheet(self, name: str) -> None:
        """Bring a sheet to the front and leave the keyboard where it is."""
        for other, button in self.sheets.items():
            button.setChecked(other == name)
        self._stack.setCurrentWidget(self._parts[name])
        self._show_event()

    def sheet(self) -> str:
        """Return the sheet in front."""
        return next((name for name, button in self.sheets.items() if button.isChecked()), TALLY)

    def open_plan(self, title: str, fields: Sequence[Field], offers: Mapping[str, Offer]) -> None:
        """Ask for a plan in place under ``title``; ``offers`` can be put on its table."""
        self.plan.ask(fields, offers)
        self._stack.setCurrentWidget(self.plan)
        self._title.set_text(title)
        self._state.set_chip("", Tone.MUTED)
        for part in (self._about_row, self._bar, self._rule, self._edit):
            part.hide()
        self.plan.focus_first()

    def set_begun(self, begun: bool) -> None:
        """Say whether the plan of a new event has been begun and not written."""
        self._new.set_caption(self.tr("Go on planning") if begun else self.tr("Plan one"), "Ctrl N")

    def close_plan(self) -> None:
        """Ask for no plan any more."""
        if not self.planning():
            return
        if not self._event[3]:
            self._stack.setCurrentWidget(self.suggestions)
            self._show_event()
            self.events.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.show_sheet(self.sheet())

    def planning(self) -> bool:
        """Tell whether a plan is being asked for."""
        return self._stack.currentWidget() is self.plan

    def say(self, text: str, tone: Tone, field: str = "") -> None:
        """Say one sentence above the sheets ('' for none), and frame the field that it is about."""
        self._told.setText(text)
        self._told.set_tone(tone)
        self._told.setVisible(bool(text))
        if field:
            form = self.plan if self.planning() else self.suggestions.asking if self.suggestions.is_asking() else self.suggestions.form
            form.mark(field)

    def _show_event(self) -> None:
        title, told, state, whole, able = self._event
        self._title.set_text(title)
        self._about.set_text(told)
        self._state.set_chip(*state)
        self._edit.setVisible(able)
        for part in (self._about_row, self._bar, self._rule):
            part.setVisible(whole)

    def _build_list(self) -> QWidget:
        pane = Pane(self.tr("Outreach"))
        pane.setFixedWidth(_LIST)
        self._told_count = Label("", tone=Tone.MUTED, size="small")
        pane.header.add(self._told_count)
        self._new = KeyButton(self.tr("Plan one"), "Ctrl N", kind="quiet", name="outreach.new")
        self._new.clicked.connect(self.new_asked)
        pane.header.add_right(self._new)
        self.events = Listing("outreach.events")
        self.events.setAccessibleName(self.tr("Events"))
        self.events.chosen.connect(self.chosen)
        self.events.activated_key.connect(lambda _key: self._on_sheet(self.sheet()))
        self._none = Label(self.tr("Events in communities stand here, with what was counted at their tables."), tone=Tone.MUTED, wrap=True)
        self._none.setContentsMargins(14, 8, 14, 8)
        self._none.hide()
        pane.body.addWidget(self._none)
        pane.body.addWidget(self.events, 1)
        return pane

    def _build_event(self) -> QWidget:
        pane = Pane("")
        pane.header.title.hide()
        self._title, self._state = ElidedLabel("", bold=True), Chip("")
        pane.header.add(self._title, 1)
        pane.header.add_right(self._state)
        self._edit = KeyButton(self.tr("Change the plan"), "Ctrl E", kind="quiet", name="outreach.edit")
        self._edit.clicked.connect(self.edit_asked)
        self._edit.hide()
        pane.header.add_right(self._edit)
        self._about = ElidedLabel("", tone=Tone.MUTED, size="small")
        self._words = {TALLY: self.tr("Table"), SUGGESTIONS: self.tr("Suggestions"), REPORT: self.tr("Report")}
        self.sheets: dict[str, KeyButton] = {}
        for place, (name, word) in enumerate(self._words.items(), start=1):
            button = self.sheets[name] = KeyButton(word, f"Alt {place}", kind="page", name=f"outreach.sheet.{name}")
            button.setCheckable(True)
            button.clicked.connect(lambda _on, name=name: self.show_sheet(name))
            keys = QShortcut(QKeySequence(f"Alt+{place}"), self, lambda name=name: self._on_sheet(name))
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.sheets[TALLY].setChecked(True)
        self._bar = inset(*self.sheets.values(), spacing=4)
        self._told = Label("", wrap=True)
        self._told.setContentsMargins(14, 6, 14, 6)
        self._told.hide()
        self._stack = QStackedWidget()
        for sheet in (*self._parts.values(), self.plan):
            self._stack.addWidget(sheet)
        self._about_row, self._rule = inset(self._about, margins=(14, 6, 14, 2)), Rule()
        for part in (self._about_row, self._bar, self._rule):
            pane.body.addWidget(part)
        pane.body.addWidget(self._told)
        pane.body.addWidget(self._stack, 1)
        return pane

    def _on_sheet(self, name: str) -> None:
        if self._event[3] and not self.planning():
            self.show_sheet(name)

    def _on_save(self) -> None:
        if self.planning():
            self.plan_given.emit()
        elif self._stack.currentWidget() is self.suggestions:
            self.suggestions.send()

    def _on_back(self) -> None:
        if self._stack.currentWidget() is self.tally:
            self.tally.back_asked.emit("")

    def _on_report(self, act: Callable[[], None]) -> None:
        if self._stack.currentWidget() is self.report:
            act()

    def _on_settle(self, outcome: SuggestionOutcome) -> None:
        if self._stack.currentWidget() is self.suggestions and not self.suggestions.is_asking():
            button = self.suggestions.buttons[outcome]
            if button.isVisible():
                button.click()
