"""The caller pane: who speaks, where help is needed, and what there was before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from models.records.caller import CallerCard, PersonRow, TimelineKind
from models.records.catalogue import DistrictRow
from widgets.base.flow import tab_chain
from widgets.base.listing import Listing
from widgets.base.number import grouped
from widgets.base.parts import UNLIMITED, Chip, Header, KeyHint, Label, Pane
from widgets.base.theme import Tone
from widgets.caller.flags import FlagEntry, FlagRows
from widgets.caller.form import PersonForm
from widgets.caller.given import GivenNumber
from widgets.caller.lines import case_line, timeline_line
from widgets.caller.number import DialNumber
from widgets.caller.party import PartyBox
from widgets.caller.people import PeopleChips

_PAST_HEIGHT = 112
"""The history is at least so high, in pixels: two rows."""
_OPEN_ROWS = 3
"""So many open cases are shown whole; more scroll."""


class CallerPane(Pane):
    """Shows one number's card and takes what the operator writes about the person.

    Signals: ``person_chosen(id)``, ``person_new_asked()``, ``person_edited(fields)`` when a changed field is left,
    ``field_edited(name, value)`` at every keystroke, ``flag_added(kind, reason, ISO date)``, ``flag_lifted(kind)``, ``case_asked(id)``.
    """

    person_chosen = Signal(str)
    person_new_asked = Signal()
    person_edited = Signal(dict)
    field_edited = Signal(str, str)
    flag_added = Signal(str, str, str)
    flag_lifted = Signal(str)
    case_asked = Signal(str)

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__("", keys.get("caller", ""))
        self.header.title.setText(self.tr("Caller"))
        self.setObjectName("caller")
        self.setAccessibleName(self.tr("Caller"))
        self._now: datetime | None = None
        self._card: CallerCard | None = None
        self._person: PersonRow | None = None
        self._shared = Chip("", Tone.ACCENT)
        self.header.add(self._shared)
        self._who_key = KeyHint(keys.get("who", ""))
        self.header.add(self._who_key)
        self.number = DialNumber(keys.get("dial", ""))
        self._quiet = Label("", tone=Tone.MUTED, size="small", wrap=True)
        self.given = GivenNumber()
        self.party = PartyBox(keys.get("who", ""))
        self.people = PeopleChips()
        self.form = PersonForm()
        self._flags = FlagRows()
        self._flag_entry = FlagEntry()
        self._add_flag = QPushButton(self.tr("+ Flag"))
        self._open_count = Chip("", Tone.DUE)
        self._open_head = _section(self.tr("Open cases of this number"), self._open_count)
        self.open_cases = Listing("caller.open")
        self.open_cases.setAccessibleName(self.tr("Open cases of this number"))
        self._past_count = Label("", tone=Tone.MUTED, size="small")
        self._past_head = _section(self.tr("History"), self._past_count)
        self.timeline = Listing("caller.timeline")
        self.timeline.setAccessibleName(self.tr("History of this number"))
        self._past_quiet = Label("", tone=Tone.MUTED, size="small", wrap=True)
        self._assemble()
        self._connect()
        self._show_card()

    # --- what goes in ---------------------------------------------------------------------------------------------------------

    def set_districts(self, rows: Sequence[DistrictRow]) -> None:
        """Offer these districts for the address."""
        self.form.set_districts(rows)

    def set_card(self, card: CallerCard | None, now: datetime) -> None:
        """Show a number's card as it stands at ``now``; None where no number lies on the desk. Words being typed stay."""
        self._card, self._now = card, now
        if card is not None and self._person is not None:
            fresh = next((person for person in card.people if person.id == self._person.id), None)
            if fresh is not None:
                self._show_person(fresh)
        self._show_card()

    def set_person(self, person: PersonRow | None) -> None:
        """Say who speaks. Another person replaces the form, the same one changes only fields without edits, None empties it."""
        self._show_person(person)

    def set_draft_fields(self, name: str, address: str, district: str, notes: str, *, by_hand: bool = True) -> None:
        """Put words back into the form (``district`` is a code), typed ones or those of a case. Replaces what stands there."""
        self.form.set_fields({"name": name, "address": address, "district": district, "notes": notes}, by_hand=by_hand)

    def set_notes(self, notes: str) -> None:
        """Show these notes as the person's own; the other fields stay as they are."""
        self.form.set_notes(notes)

    def set_loose_words(self, words: Mapping[str, str], today: date) -> None:
        """Put back what ``loose_words`` returned."""
        if typed := words.get("district.typed"):
            self.form.district.put(typed)
        aside: dict[str, dict[str, str]] = {}
        flags: dict[str, dict[str, str]] = {}
        for key, text in words.items():
            for mark, found in (("aside.", aside), ("flag.aside.", flags)):
                if key.startswith(mark):
                    person, _, field = key.removeprefix(mark).rpartition(".")
                    found.setdefault(person, {})[field] = text
        self.form.set_aside(aside)
        waiting = {person: (flag.get("kind", ""), flag["note"], flag.get("review", "")) for person, flag in flags.items() if "note" in flag}
        self._flag_entry.set_aside(waiting, today)
        if reason := words.get("flag.note"):
            self._flag_entry.put(words.get("flag.kind", ""), reason, words.get("flag.review", ""), today)

    def forget_loose_words(self) -> None:
        """Another need lies on the desk: a flag that was not added, and words for other people, belong to nobody here."""
        self._flag_entry.forget()
        self.form.forget()

    def set_now(self, now: datetime) -> None:
        """Let the promises move on."""
        self._now = now
        self._show_lists()

    # --- what comes out -------------------------------------------------------------------------------------------------------

    def person_fields(self) -> dict[str, str]:
        """Return what stands in the form: ``name``, ``address``, ``district`` (a code), ``notes``."""
        return self.form.fields()

    def loose_words(self) -> dict[str, str]:
        """Return what is typed here and in no field now: a district that is none, a flag that is not added, words for somebody else."""
        kind, reason, review = self._flag_entry.words()
        flag = {"flag.kind": kind, "flag.note": reason, "flag.review": review} if reason else {}
        typed = self.form.district.typed()
        place = {"district.typed": typed} if typed else {}
        aside = {f"aside.{person}.{name}": text for person, words in self.form.aside().items() for name, text in words.items()}
        for person, waiting in self._flag_entry.aside().items():
            aside |= {f"flag.aside.{person}.{name}": text for name, text in zip(("kind", "note", "review"), waiting, strict=True)}
        return {**flag, **place, **aside}

    def focus_first(self) -> None:
        """Put the caret where the next word is missing: into the first empty field, else into the name."""
        fields = self.form.fields()
        empty = next((name for name in ("name", "address", "district") if not fields[name]), "name")
        field: QWidget = {"name": self.form.name, "address": self.form.address, "district": self.form.district}[empty]
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_who(self) -> None:
        """Put the keyboard on who speaks: on the number to ask for, on the cases of a partner or unit, else on the people."""
        if not self.given.focus_first() and not self.party.focus_first():
            self.people.focus_first()

    # --- inside ---------------------------------------------------------------------------------------------------------------

    def _assemble(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(14, 8, 8, 0)
        top.addWidget(self.number, 1)
        self._add_flag.setProperty("kind", "flat")
        self._add_flag.setAutoDefault(True)
        self._add_flag.setObjectName("caller.flag")
        self._add_flag.setAccessibleName(self.tr("Add a flag to this person"))
        top.addWidget(self._add_flag)
        column.addWidget(self.party)
        column.addLayout(top)
        self._quiet.setContentsMargins(14, 2, 12, 2)
        column.addWidget(self._quiet)
        column.addWidget(self.given)
        column.addWidget(self._flags)
        column.addWidget(self._flag_entry)
        column.addWidget(self.people)
        column.addWidget(self.form)
        self.open_cases.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._past_quiet.setContentsMargins(14, 8, 12, 8)
        for widget in (self._open_head, self.open_cases, self._past_head, self._past_quiet):
            column.addWidget(widget)
        column.addWidget(self.timeline, 1)
        column.addStretch(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self._area, self._content = area, content
        self.timeline.chosen.connect(self._show_past)
        self.body.addWidget(area, 1)
        self.setMinimumWidth(220)

    def _connect(self) -> None:
        self.party.case_asked.connect(self.case_asked)
        self.given.answered.connect(lambda: self.form.name.setFocus(Qt.FocusReason.OtherFocusReason))
        self.people.person_chosen.connect(self.person_chosen)
        self.people.new_asked.connect(self._on_new_asked)
        self.form.edited.connect(self.field_edited)
        self.form.finished.connect(self.person_edited)
        self._add_flag.clicked.connect(self.ask_flag)
        self._flag_entry.flag_given.connect(self.flag_added)
        self._flags.lift_asked.connect(self.flag_lifted)
        self._flags.again_asked.connect(self.flag_added)
        self._flag_entry.edited.connect(lambda: self.field_edited.emit("flag", ""))
        self._flag_entry.closed.connect(self._add_flag.setFocus)
        self.open_cases.activated_key.connect(self.case_asked)
        self.timeline.activated_key.connect(self._on_past_activated)

    def _show_person(self, person: PersonRow | None) -> None:
        if (person.id if person else "") != (self._person.id if self._person else ""):
            self._flags.forget()
            self._flag_entry.turn_to(person.id if person else "")
        self._person = person
        self.form.set_person(person)
        self.people.set_current(person.id if person else "")
        self._flags.set_flags(person.flags if person else (), self._now.date().isoformat() if self._now else "")
        tab_chain(self._add_flag, *self._flags.buttons(), self._flag_entry.kind)

    def _show_card(self) -> None:
        card = self._card
        self._add_flag.setEnabled(self._now is not None)
        self._shared.set_chip(
            self.tr("shared by {count}").format(count=len(card.people)) if card and len(card.people) > 1 else "", Tone.ACCENT
        )
        self._shared.setToolTip(self.tr("Several people use this number: ask who is speaking"))
        if card is None:
            number, words = self.tr("No number"), self.tr("Write down who asks; a call puts its number here.")
        elif not card.number:
            number, words = self.tr("Number withheld"), self.tr("Ask for a number to ring back; help does not depend on it.")
        else:
            number, words = grouped(card.number), ""
        self.number.set_number(number, rings=card is not None and bool(card.number))
        self._quiet.setText(words)
        self._quiet.setVisible(bool(words))
        self._who_key.setVisible(card is not None and len(card.people) > 1)
        self.people.set_people(card.people if card else ())
        form, entry = self.form, self._flag_entry
        tab_chain(self._add_flag, *self._flags.buttons(), entry.kind, entry.note, entry.review, entry.add)
        tab_chain(entry.add, *self.people.chips(), self.people.new)
        tab_chain(self.people.new, form.name, form.address, form.district, form.notes, self.open_cases, self.timeline)
        self.people.set_current(self._person.id if self._person else "")
        self._show_lists()

    def _show_lists(self) -> None:
        card, now = self._card, self._now
        if card is None or now is None:
            for widget in (self._open_head, self.open_cases, self._past_head, self.timeline, self._past_quiet):
                widget.hide()
            return
        self.open_cases.set_lines([case_line(row, now) for row in card.open_cases])
        self.open_cases.setFixedHeight(self._open_height())
        self._open_count.set_chip(str(len(card.open_cases)), Tone.DUE)
        self._open_head.setVisible(bool(card.open_cases))
        self.open_cases.setVisible(bool(card.open_cases))
        self.timeline.set_lines([timeline_line(row, now) for row in card.timeline])
        self._past_count.setText(str(len(card.timeline)) if card.timeline else "")
        self._past_quiet.setText(self.tr("Nothing yet: the first contact from this number.") if card.number else "")
        self._past_head.setVisible(bool(card.number))
        self._past_quiet.setVisible(bool(card.number) and not card.timeline)
        self.timeline.setVisible(bool(card.timeline))
        self._fit_timeline()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_timeline()

    def _fit_timeline(self) -> None:
        """Let the history scroll by itself where there is room for it, else with the rest of the pane: never two bars side by side."""
        whole = self.timeline.content_height() + 2
        self.timeline.setMinimumHeight(_PAST_HEIGHT)
        self.timeline.setMaximumHeight(UNLIMITED)
        if self._content.minimumSizeHint().height() > self._area.viewport().height():
            self.timeline.setFixedHeight(max(whole, _PAST_HEIGHT))

    def _show_past(self, key: str) -> None:
        if key and self.timeline.hasFocus():
            row = self.timeline.visualRect(self.timeline.currentIndex())
            middle = self.timeline.mapTo(self._content, row.center())
            self._area.ensureVisible(middle.x(), middle.y(), 0, row.height())

    def _open_height(self) -> int:
        rows = min(self.open_cases.lines.rowCount(), _OPEN_ROWS)
        return sum(self.open_cases.sizeHintForRow(row) for row in range(rows))

    def _on_new_asked(self) -> None:
        self.person_new_asked.emit()
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_flag(self) -> None:
        """Ask in place for a flag of the person; one that was begun goes on."""
        if self._flag_entry.words()[1]:
            self._flag_entry.note.setFocus(Qt.FocusReason.OtherFocusReason)  # a flag that was begun is not begun anew
        elif self._now is not None:
            self._flag_entry.open(self._now.date())

    def _on_past_activated(self, key: str) -> None:
        kind, _, ref = key.partition(":")
        if kind != TimelineKind.CALL.value:
            self.case_asked.emit(ref)


def _section(title: str, beside: QWidget) -> Header:
    head = Header(title)
    head.add(beside)
    return head
