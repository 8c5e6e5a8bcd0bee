"""Which stream an operation belongs to, and who may read and write it: role by stream by type of operation. The centre decides by it."""

from __future__ import annotations

from collections.abc import Mapping

from models.records.case import Verification
from models.records.catalogue import Line
from models.records.effects import (
    CallRecord,
    Content,
    PartnerDiscipline,
    PersonFlag,
    PersonSave,
    ReferenceImport,
    SearchChose,
    SearchMissed,
)
from models.records.journal import Accept, Undo, Verify
from models.records.staff import Role
from models.rules.permissions import VERBS, Permission, may

CENTRE = "centre/ruian"
"""Cases, calls and people of the centre."""
SEALED = "line/psychology"
"""The psychology line."""
PARTNERS, CATALOGUE, KNOWLEDGE, STAFF, SEARCH = "partners", "catalogue", "knowledge", "staff", "search"

STREAMS = (CATALOGUE, PARTNERS, KNOWLEDGE, STAFF, SEARCH, CENTRE, SEALED)
"""The shared streams in the order in which a desk needs them."""

_REFERENCE: Mapping[str, tuple[str, Permission]] = {
    "category": (CATALOGUE, Permission.MANAGE_CATALOGUE),
    "item": (CATALOGUE, Permission.MANAGE_CATALOGUE),
    "district": (CATALOGUE, Permission.MANAGE_CATALOGUE),
    "partner": (PARTNERS, Permission.MANAGE_PARTNERS),
    "unit": (PARTNERS, Permission.MANAGE_UNITS),
    "article": (KNOWLEDGE, Permission.MANAGE_KNOWLEDGE),
    "operator": (STAFF, Permission.MANAGE_STAFF),
}
"""Reference table → its stream, and what changing it asks for."""

_VERBS: Mapping[type, Permission] = {**VERBS}


def own(number: int) -> str:
    """Return the stream that only one operator reads. What the centre does not let into a shared stream is kept there."""
    return f"me/{number}"


def reads(role: Role, number: int) -> tuple[str, ...]:
    """Return the streams that an operator may read, in the order in which a desk needs them."""
    calls = may(role, Permission.SEE_CALLERS)
    allowed = {CENTRE: calls, SEALED: may(role, Permission.SEE_SEALED), SEARCH: calls or may(role, Permission.MANAGE_CATALOGUE)}
    return (*(stream for stream in STREAMS if allowed.get(stream, True)), own(number))


def known(stream: str) -> bool:
    """Tell whether there is such a stream at all, for anybody."""
    kind, _, number = stream.partition("/")
    return stream in STREAMS or (kind == "me" and number.isascii() and number.isdigit() and len(number) < 10)


def home(content: Content, standing: str = "") -> str | None:
    """Return the stream that an operation belongs to, None where it belongs into no centre.

    ``standing`` is the stream of the entity where the centre knows it: a case that was refiled to another line is told in the stream that
    it leaves, and goes on in the one of its new line. The stream that a desk wrote down is never asked.
    """
    match content:
        case Accept(line=line) if not standing:
            return stream_of(line)
        case CallRecord(call=call):
            return stream_of(call.line)
        case PersonSave() | PersonFlag():
            return CENTRE
        case PartnerDiscipline():
            return PARTNERS
        case SearchChose() | SearchMissed():
            return SEARCH
        case ReferenceImport(table=table):
            return _REFERENCE[table][0] if table in _REFERENCE else None
        case _ if type(content) in _VERBS or isinstance(content, Undo):
            return standing or CENTRE
        case _:
            return None


def after(content: Content, standing: str) -> str:
    """Return the stream that the entity of an operation belongs to from then on."""
    line = getattr(content, "line", None)
    return stream_of(line) if isinstance(line, Line) else standing


def may_write(role: Role, content: Content, stream: str) -> bool:
    """Tell whether a role may do this in ``stream`` (see ``home``). An undo is asked about as what it takes back."""
    if stream == SEALED and not may(role, Permission.SEE_SEALED):
        return False
    if isinstance(content, ReferenceImport):
        return _may_import(role, content.table)
    if isinstance(content, Verify) and content.verdict is Verification.VETO and not may(role, Permission.VETO):
        return False
    needed = _needed(content)
    return needed is not None and may(role, needed)


def may_enrol(role: Role) -> bool:
    """Tell whether a role may let devices in and shut them out: those who run the room or keep the machine."""
    return may(role, Permission.REASSIGN) or may(role, Permission.MANAGE_STAFF)


def _may_import(role: Role, table: str) -> bool:
    if table not in _REFERENCE:
        return False
    needed = _REFERENCE[table][1]
    return may(role, needed) or (needed is not Permission.MANAGE_STAFF and may(role, Permission.IMPORT_REFERENCE))


def _needed(content: Content) -> Permission | None:
    match content:
        case PersonSave() | PersonFlag() | CallRecord() | SearchChose() | SearchMissed():
            return Permission.SEE_CALLERS
        case PartnerDiscipline():
            return Permission.VERIFY_COMPLAINTS
        case Undo():
            return Permission.SEE_CALLERS
        case _:
            return _VERBS.get(type(content))


def stream_of(line: Line) -> str:
    """Return the stream that the cases and calls of a line belong to."""
    return SEALED if line is Line.PSYCHOLOGY else CENTRE
