"""What lies on the desk: the call, the person, the item and the case that all panes speak about."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.records.call import CallRow
from models.records.caller import PersonRow
from models.records.case import CaseState
from models.records.catalogue import ItemRow, Line


class Desk(QObject):
    """The shared subject of the window. Presenters set it and listen to it; it knows no pane and no store.

    ``subject_changed`` says that another need lies on the desk (another draft); the other signals say what of it moved.
    """

    subject_changed = Signal(str)
    number_changed = Signal(str)
    person_changed = Signal(object)
    item_changed = Signal(object)
    district_changed = Signal(str)
    case_changed = Signal(object)
    dispatch_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key = "desk"
        self.call: CallRow | None = None
        self.call_id = ""
        self.number = ""
        self.withheld = False
        self.person: PersonRow | None = None
        self.item: ItemRow | None = None
        self.district = ""
        self.case: CaseState | None = None
        self.shown_case = ""
        """The case whose words stand in the form already."""

    @property
    def psychology(self) -> bool:
        """Whether this is a need of the psychology line, by its item, its case or its call."""
        return Line.PSYCHOLOGY in [part.line for part in (self.item, self.case, self.call) if part is not None]

    def line_of(self, case_id: str) -> Line | None:
        """Return the line of a case that lies here, None where another lies here or none."""
        return self.case.line if self.case is not None and self.case.id == case_id else None

    def take_up(self, key: str, *, number: str = "", call_id: str = "", withheld: bool = False) -> None:
        """Lay another need on the desk: nothing of the former one stays."""
        self.key, self.number, self.call_id, self.withheld = key, number, call_id, withheld
        self.person, self.item, self.district, self.case, self.shown_case = None, None, "", None, ""
        self.subject_changed.emit(key)
        self.number_changed.emit(number)
        self.person_changed.emit(None)
        self.item_changed.emit(None)
        self.district_changed.emit("")
        self.case_changed.emit(None)

    def set_number(self, number: str) -> None:
        """Say whose number this need came from."""
        if number != self.number:
            self.number = number
            self.number_changed.emit(number)

    def set_person(self, person: PersonRow | None) -> None:
        """Choose who of the people behind the number is speaking."""
        if person != self.person:
            self.person = person
            self.person_changed.emit(person)

    def set_item(self, item: ItemRow | None) -> None:
        """Choose the catalogue item."""
        if item != self.item:
            self.item = item
            self.item_changed.emit(item)

    def set_district(self, code: str) -> None:
        """Say where help is needed."""
        if code != self.district:
            self.district = code
            self.district_changed.emit(code)

    def set_case(self, case: CaseState | None) -> None:
        """Show a case, or its newer state."""
        if case != self.case:
            self.case = case
            self.case_changed.emit(case)
