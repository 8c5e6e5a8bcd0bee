"""What an operator is typing right now, saved as it is typed."""

from __future__ import annotations

from models.records.base import Record
from models.records.case import CaseKind


class Draft(Record, frozen=True):
    """The form of one call in progress. ``key`` names the need: a call id, ``case:<id>``, ``person:<id>``, ``desk`` and what follows it.

    ``focus`` is the object name of the field with the caret, ``cursor`` its position; ``fields`` holds other typed fields by name.
    ``case_id`` is the case open on screen, '' where none is; ``seen`` says what that case held where words were typed over it, and its
    item, None where that is not known. ``sealed`` marks what a counsellor types for the psychology line. ``operator`` is whose
    words they are, 0 where that is not known.
    """

    key: str
    number: str = ""
    person_id: str = ""
    item_code: str = ""
    kind: CaseKind = CaseKind.SERVICE
    query: str = ""
    text: str = ""
    fields: dict[str, str] = {}
    case_id: str = ""
    focus: str = ""
    cursor: int = 0
    saved_at: str = ""
    seen: dict[str, str] | None = None
    sealed: bool = False
    operator: int = 0


class Spent(Record, frozen=True):
    """Drafted words that an operation takes over: the whole draft ``key``, or only its fields whose names begin so.

    ``left`` is what stays on the desk where a whole draft goes: some of its words may be in no field of a case. Whoever accepts gives it
    the key and the id of the new case.
    """

    key: str
    fields: tuple[str, ...] = ()
    left: Draft | None = None
