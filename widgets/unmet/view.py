"""The needs that nobody could meet, ranked; what lies behind each, and an item proposed for it in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from widgets.base.buttons import KeyButton
from widgets.base.chooser import Chooser
from widgets.base.fields import Field, FieldForm, Value
from widgets.base.listing import Listing
from widgets.base.parts import Chip, ElidedLabel, Header, Label, Pane, Rule, inset
from widgets.base.rows import Line
from widgets.base.theme import Tone

_LIST = 400
"""The width of the ledger, in pixels."""

_SHARES = 190
"""The height of what is counted by district, hour and attempt, in pixels."""

Options = Sequence[tuple[str, str]]


class UnmetPane(QWidget):
    """The ledger at the left, the chosen need at the right.

    ``scope_changed()`` when a period, a district or an hour was chosen, by hand or by one of the counts; ``chosen(key)`` follows both lists
    of the ledger; ``case_asked(key)`` wants the case of a line. ``propose_asked()`` wants the form, ``given(add)`` sends it: to be decided,
    or (``add``) into the catalogue at once.
    """

    scope_changed = Signal()
    chosen = Signal(str)
    case_asked = Signal(str)
    propose_asked = Signal()
    given = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("unmet")
        self._may_propose = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._build_ledger())
        row.addWidget(self._build_need(), 1)
        QShortcut(QKeySequence("Ctrl+N"), self, self._on_propose, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        QShortcut(QKeySequence("Ctrl+S"), self, self._on_send, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- what goes in ---------------------------------------------------------------------------------------------------------

    def set_scopes(self, periods: Options, districts: Options, hours: Options) -> None:
        """Let these be chosen, pairs of a value and its words; what is chosen stays where it is still there."""
        for chooser, options in ((self.period, periods), (self.district, districts), (self.hour, hours)):
            held, blocked = chooser.currentData(), chooser.blockSignals(True)
            chooser.clear()
            for value, words in options:
                chooser.addItem(words, value)
            chooser.setCurrentIndex(max(chooser.findData(held), 0))
            chooser.blockSignals(blocked)

    def scope(self) -> tuple[str, str, str]:
        """Return the chosen period, district and hour as they were given, '' for all."""
        return tuple(str(chooser.currentData() or "") for chooser in (self.period, self.district, self.hour))  # type: ignore[return-value]

    def choose_scope(self, *, district: str = "", hour: str = "") -> None:
        """Choose a district or an hour as if by hand."""
        for chooser, value in ((self.district, district), (self.hour, hour)):
            if value:
                chooser.setCurrentIndex(max(chooser.findData(value), 0))

    def set_needs(self, needs: Sequence[Line], searches: Sequence[Line], cases: str, typed: str) -> None:
        """Show the ledger; ``cases`` and ``typed`` say how much it adds up to."""
        self.needs.set_lines(needs)
        self.searches.set_lines(searches)
        self._cases.setText(cases)
        self._typed.setText(typed)
        self._nothing.setVisible(not needs)
        self._unsearched.setVisible(not searches)

    def begin_with(self, key: str) -> None:
        """Choose the need that the page opens with, and put the keyboard on the ledger."""
        self.needs.set_current(key)
        self.needs.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_need(self, title: str, state: tuple[str, Tone]) -> None:
        """Say which need is chosen, and what became of it."""
        self._title.set_text(title)
        self._state.set_chip(*state)

    def set_shares(self, districts: Sequence[Line], hours: Sequence[Line], tried: Sequence[Line]) -> None:
        """Show what is counted for the chosen need."""
        for listing, lines in ((self.districts, districts), (self.hours, hours), (self.tried, tried)):
            listing.set_lines(lines, keep=False)

    def set_cases(self, title: str, lines: Sequence[Line]) -> None:
        """Show the cases behind the chosen need."""
        self._behind.title.setText(title)
        self.cases.set_lines(lines, keep=False)

    def set_proposing(self, able: bool, proposing: bool, adding: bool) -> None:
        """Say whether an item may be proposed for what is chosen, and which of the two ways of sending it are open."""
        self._may_propose = able
        self._propose.setVisible(able and not self.asking())
        self._send.setVisible(proposing)
        self._add.setVisible(adding)
        self._add.set_leading(adding)
        self._send.set_leading(proposing and not adding)
        self._send.set_caption(self.tr("Propose"), "" if adding else "Ctrl S")
        self._add.set_caption(self.tr("Add to the catalogue"), "Ctrl S")

    def open_form(self, fields: Sequence[Field], values: Mapping[str, Value]) -> None:
        """Ask for the new item in place, beginning with ``values``."""
        self.form.set_fields(fields)
        self.form.set_values(values)
        self._upper.setCurrentWidget(self._asking)
        self._propose.hide()
        self.form.focus_first(replacing=True)

    def close_form(self) -> None:
        """Ask for no item any more."""
        held = self._asking.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._upper.setCurrentWidget(self._shares)
        self._propose.setVisible(self._may_propose)
        if held:
            self.needs.setFocus(Qt.FocusReason.OtherFocusReason)

    def asking(self) -> bool:
        """Tell whether an item is being asked for."""
        return self._upper.currentWidget() is self._asking

    def say(self, text: str, tone: Tone, field: str = "") -> None:
        """Say one sentence above the cases ('' for none), and frame the field that it is about."""
        self._told.setText(text)
        self._told.set_tone(tone)
        self._told.setVisible(bool(text))
        if field:
            self.form.mark(field)

    # --- how it is built ------------------------------------------------------------------------------------------------------

    def _build_ledger(self) -> QWidget:
        pane = Pane(self.tr("Unmet needs"))
        pane.setFixedWidth(_LIST)
        self._cases = Label("", tone=Tone.MUTED, size="small")
        pane.header.add(self._cases)
        self.period, self.district, self.hour = Chooser(), Chooser(), Chooser()
        for chooser, words in (
            (self.period, self.tr("Period")),
            (self.district, self.tr("District")),
            (self.hour, self.tr("Hour of the day")),
        ):
            chooser.setAccessibleName(words)
            chooser.currentIndexChanged.connect(self.scope_changed)
        self.needs, self.searches = Listing("unmet.needs"), Listing("unmet.searches")
        self.needs.setAccessibleName(self.tr("Needs that cases tell of"))
        self.searches.setAccessibleName(self.tr("Searches that found nothing"))
        for listing, other in ((self.needs, self.searches), (self.searches, self.needs)):
            listing.chosen.connect(lambda key, other=other: self._on_chosen(key, other))
            listing.activated_key.connect(lambda _key: self.cases.setFocus(Qt.FocusReason.OtherFocusReason))
        self._nothing = _hint(self.tr("No case of this period was left without help."))
        self._typed = Label("", tone=Tone.MUTED, size="small")
        searched = Header(self.tr("Searches that found nothing"))
        searched.add(self._typed)
        self._unsearched = _hint(self.tr("Every search of this period found something. Searches keep no district and no hour."))
        pane.body.addWidget(inset(self.period, self.district, self.hour))
        pane.body.addWidget(self._nothing)
        pane.body.addWidget(self.needs, 3)
        pane.body.addWidget(Rule())
        pane.body.addWidget(searched)
        pane.body.addWidget(self._unsearched)
        pane.body.addWidget(self.searches, 2)
        return pane

    def _build_need(self) -> QWidget:
        pane = Pane("")
        pane.header.title.hide()
        self._title, self._state = ElidedLabel("", bold=True), Chip("")
        pane.header.add(self._title, 1)
        pane.header.add_right(self._state)
        self._propose = KeyButton(self.tr("Propose an item"), "Ctrl N", kind="quiet", name="unmet.propose")
        self._propose.clicked.connect(self.propose_asked)
        pane.header.add_right(self._propose)
        self._upper = QStackedWidget()
        self._upper.addWidget(self._build_shares())
        self._upper.addWidget(self._build_asking())
        self._upper.setFixedHeight(_SHARES + 56)
        self._told = Label("", wrap=True)
        self._told.setContentsMargins(14, 6, 14, 6)
        self._told.hide()
        self._behind = Header("")
        self.cases = Listing("unmet.cases")
        self.cases.setAccessibleName(self.tr("The cases behind it"))
        self.cases.activated_key.connect(self.case_asked)
        pane.body.addWidget(self._upper)
        pane.body.addWidget(self._told)
        pane.body.addWidget(Rule())
        pane.body.addWidget(self._behind)
        pane.body.addWidget(self.cases, 1)
        return pane

    def _build_shares(self) -> QWidget:
        self._shares = QWidget()
        row = QHBoxLayout(self._shares)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.districts, self.hours, self.tried = (Listing(f"unmet.{name}") for name in ("districts", "hours", "tried"))
        self.districts.activated_key.connect(lambda key: self.choose_scope(district=key))
        self.hours.activated_key.connect(lambda key: self.choose_scope(hour=key))
        for listing, words in (
            (self.districts, self.tr("By district")),
            (self.hours, self.tr("By hour")),
            (self.tried, self.tr("Tried and proposed")),
        ):
            listing.setAccessibleName(words)
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(Header(words))
            column.addWidget(listing, 1)
            row.addWidget(part, 1)
        return self._shares

    def _build_asking(self) -> QWidget:
        self._asking = QWidget()
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.form = FieldForm("unmet.form")
        back = KeyButton(self.tr("Back"), "", kind="flat", name="unmet.back")
        back.clicked.connect(self.close_form)
        self._send = KeyButton(self.tr("Propose"), "", name="unmet.send")
        self._send.clicked.connect(lambda: self.given.emit(False))
        self._add = KeyButton(self.tr("Add to the catalogue"), "", name="unmet.add")
        self._add.clicked.connect(lambda: self.given.emit(True))
        told = Label(self.tr("A new item: nothing of what stands in the catalogue changes."), size="small", tone=Tone.MUTED, wrap=True)
        foot = inset(told, back, self._send, self._add, margins=(14, 0, 14, 8))
        layout = foot.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setStretch(0, 1)
        column.addWidget(self.form)
        column.addStretch(1)
        column.addWidget(foot)
        return self._asking

    def _on_chosen(self, key: str, other: Listing) -> None:
        if key:
            other.selectionModel().clear()
            self.chosen.emit(key)

    def _on_propose(self) -> None:
        if self._may_propose and not self.asking():
            self.propose_asked.emit()

    def _on_send(self) -> None:
        if self.asking():
            self.given.emit(not self._add.isHidden())


def _hint(text: str) -> Label:
    label = Label(text, tone=Tone.MUTED, wrap=True)
    label.setContentsMargins(14, 8, 14, 8)
    label.hide()
    return label
