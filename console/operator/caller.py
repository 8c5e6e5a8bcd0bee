"""The caller pane: whose number it is, who is speaking, where help is needed."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from console.operator.desk import Desk
from console.operator.notes import home_of
from console.operator.tools import Tools
from models.commands import caller as caller_commands
from models.records.call import CallRow
from models.records.caller import CallerCard, PersonRow
from models.records.case import CaseState
from models.records.catalogue import Line
from models.records.failure import BadInput
from models.records.journal import Note
from models.records.operation import Changes, Topic
from models.repositories import caller as callers
from models.rules.permissions import Permission
from models.rules.phone import normalise
from widgets.caller.view import CallerPane


class CallerPresenter(QObject):
    """Reads the card of a number and keeps what the operator writes about the person.

    ``shown(number)`` is emitted when a card has been handed to the pane; ``fields_changed`` when the operator typed.
    """

    shown = Signal(str)
    fields_changed = Signal()
    case_asked = Signal(str)

    def __init__(self, tools: Tools, desk: Desk, pane: CallerPane) -> None:
        super().__init__(pane)
        self._tools = tools
        self._desk = desk
        self._pane = pane
        self._ticket = 0
        self._card: CallerCard | None = None
        self._met: tuple[str, str] | None = None
        """The call and the number of whom the card was read first: whoever rings again is met again."""
        pane.person_chosen.connect(self._on_person_chosen)
        pane.person_new_asked.connect(lambda: desk.set_person(None))
        pane.given.given.connect(self._on_number_given)
        pane.field_edited.connect(self._on_field_edited)
        pane.case_asked.connect(self.case_asked)
        desk.subject_changed.connect(lambda _key: pane.forget_loose_words())
        desk.number_changed.connect(self._on_number_changed)
        desk.case_changed.connect(lambda _case: self._ask_number())
        desk.person_changed.connect(self._on_person_changed)
        tools.hub.changed.connect(self._on_changed)
        self._clock = QTimer(self)
        self._clock.setInterval(20_000)
        self._clock.timeout.connect(lambda: pane.set_now(tools.now()))
        self._clock.start()

    def start(self) -> None:
        """Hand the districts to the pane."""
        self._pane.set_districts(self._tools.reference.rows.districts)

    def preview(self, call: CallRow) -> None:
        """Show who rings, before it is answered, where nothing else lies on the desk."""
        self._desk.take_up(call.id, number=call.number, call_id=call.id, withheld=not call.number)

    def people(self) -> int:
        """Return how many people are known behind the number on the desk."""
        return len(self._card.people) if self._card is not None and self._card.number == self._desk.number else 0

    def fields(self) -> dict[str, str]:
        """Return what stands in the form: name, address, district, notes."""
        return dict(self._pane.person_fields())

    def words(self) -> dict[str, str]:
        """Return all that is typed in the pane as draft fields: the form, and what belongs to no field of it yet."""
        return {**{name: value for name, value in self.fields().items() if value}, **self._pane.loose_words()}

    def typed(self) -> bool:
        """Tell whether the pane holds words that are not the known person's own."""
        person = self._desk.person
        known = {"name": person.name, "address": person.address, "district": person.district, "notes": person.notes} if person else {}
        changed = any(value != known.get(name, "") for name, value in self.fields().items())
        return changed or bool(self._pane.loose_words())

    def typed_beside(self) -> bool:
        """Tell whether the pane holds words that are in no field of a case: new notes on its person, or loose ones."""
        notes = self._desk.person.notes if self._desk.person else ""
        return self.fields()["notes"] != notes or bool(self._pane.loose_words())

    def restore(self, fields: dict[str, str], *, by_hand: bool = True) -> None:
        """Put drafted words back, or (``by_hand`` False) those of a case."""
        words = (fields.get(name, "") for name in ("name", "address", "district", "notes"))
        self._pane.set_draft_fields(*words, by_hand=by_hand)
        self._pane.set_loose_words(fields, self._tools.now().date())
        self._desk.set_district(fields.get("district", ""))

    def restore_case(self, case: CaseState) -> None:
        """Show a case's own words; what stands beside them (notes, a district that is none) stays."""
        beside = self.words()
        if case.district:
            beside.pop("district.typed", None)
        self.restore({**beside, "name": case.person_name, "address": case.address, "district": case.district}, by_hand=False)

    def follow(self, values: dict[str, str]) -> None:
        """Show these newer words of the open case in their fields of the form; the others stay."""
        if values:
            self._pane.form.follow(values)
        if "district" in values:
            self._desk.set_district(values["district"])

    async def meet(self, case: CaseState) -> None:
        """Show whose case this is: the person as known today, the rest as it stands in the case."""
        person = await self._tools.runtime.db(callers.person, case.person_id) if case.person_id else None
        if person is not None and self._desk.case is not None and self._desk.case.id == case.id:
            stands = self.fields()  # the case's words, as they are by now
            self._desk.set_person(person)
            self.restore({**stands, "notes": person.notes}, by_hand=False)

    def changed_notes(self, number: str, line: Line) -> PersonRow | Note | None:
        """Return what the notes in the form become beside a case of this number and line, None where none are new."""
        return home_of(self.fields(), self._desk.person, number, line)

    async def save(self, person: PersonRow, key: str) -> PersonRow:
        """Write a person down and return the record; it is laid on the desk if the need ``key`` still lies there."""
        changes, person_id = await self._tools.runtime.db(caller_commands.save_person, self._tools.stamp, person)
        saved = replace(person, id=person_id)
        if self._desk.key == key:
            self._desk.person = saved
            self._pane.set_person(saved)
        self._tools.hub.publish(changes)
        return saved

    def release_notes(self, key: str, notes: str) -> None:
        """Show the person's own notes again where ``notes``, which an entry of the case ``key`` holds now, are still in the form."""
        if self._desk.key == key and self.fields()["notes"] == notes:
            self._pane.set_notes(self._desk.person.notes if self._desk.person else "")
            self.fields_changed.emit()

    async def person_for_case(self, *, kept: bool = True) -> PersonRow:
        """Save the person as the form has it and return the record; an anonymous caller comes back without an id.

        Not ``kept`` it is only returned: who rings the psychology line stands in that line's own records and nowhere else.
        """
        fields, key = self.fields(), self._desk.key
        known = self._desk.person
        row = PersonRow(
            id=known.id if known else "",
            name=fields["name"].strip(),
            numbers=known.numbers if known else ((self._desk.number,) if self._desk.number else ()),
            address=fields["address"].strip(),
            district=fields["district"],
            notes=fields["notes"].strip(),
            flags=known.flags if known else (),
        )
        if not kept or row == known or not (row.name or (row.numbers and (row.address or row.notes))):
            return row
        return await self.save(row, key)

    def _on_number_changed(self, number: str) -> None:
        self._ask_number()
        self.read()

    def _ask_number(self) -> None:
        """A caller whose number was withheld may give one, until there is a case."""
        self._pane.given.ask(self._desk.withheld and not self._desk.number and self._desk.case is None)

    def _on_number_given(self, number: str) -> None:
        try:
            self._desk.set_number(normalise(number))
        except BadInput:
            self._pane.given.refuse()

    def read(self) -> None:
        """Read the card of the number on the desk again."""
        self._ticket += 1
        if not self._desk.number or not self._tools.may(Permission.SEE_CALLERS):
            self._card = CallerCard(number="", people=(), open_cases=(), timeline=()) if self._desk.withheld else None
            self._met = None
            self._pane.set_card(self._card, self._tools.now())
            return
        self._tools.runtime.spawn(self._read(self._desk.number, self._ticket), owner=self)

    async def _read(self, number: str, ticket: int) -> None:
        card = await self._tools.runtime.db(callers.card, number, self._tools.now(), sealed=self._tools.sealed)
        if ticket != self._ticket:
            return
        meets = (self._desk.call_id, number)
        first, self._met = self._met != meets, meets
        self._card = card
        stands = self.fields()
        self._pane.set_card(card, self._tools.now())
        if self._desk.case is not None:  # a person's newer name or address is not the open case's
            self._pane.form.follow({name: value for name, value in stands.items() if name != "notes" and value != self.fields()[name]})
        if first and len(card.people) == 1 and self._desk.person is None and not any(self.fields().values()):
            self._desk.set_person(card.people[0])
        self.shown.emit(number)

    def _on_person_chosen(self, person_id: str) -> None:
        if self._card:
            self._desk.set_person(next((person for person in self._card.people if person.id == person_id), None))

    def _on_person_changed(self, person: PersonRow | None) -> None:
        self._pane.set_person(person)
        self._desk.set_district(person.district if person else self.fields().get("district", ""))
        self.fields_changed.emit()

    def _on_field_edited(self, name: str, value: str) -> None:
        if name == "district":
            self._desk.set_district(value)
        self.fields_changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.PERSON) or changes.about(Topic.CASE) or changes.about(Topic.CALL):
            self.read()
