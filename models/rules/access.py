"""Which stream an operation belongs to, and who may read and write it: role by stream by type of operation. The centre decides by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import get_args

from models.records.admission import PartnerLicence, PartnerMove, PartnerRecheck, PartnerTerms
from models.records.case import Verification
from models.records.catalogue import Line
from models.records.discipline import CardAppeal, CardHeard, CardRectified, CardRectify
from models.records.effects import (
    AlertRaise,
    AlertTake,
    ArticleReport,
    ArticleSettle,
    CallPlayed,
    CallRecord,
    CallSettled,
    Content,
    HandoverOverride,
    HandoverTake,
    HandoverWrite,
    ItemPropose,
    ItemSettle,
    PartnerDiscipline,
    PersonFlag,
    PersonSave,
    ReferenceImport,
    SearchChose,
    SearchMissed,
    WhisperRead,
    WhisperSend,
)
from models.records.journal import Accept, Refile, Undo, Verify
from models.records.outreach import (
    Outreach,
    OutreachCount,
    OutreachMove,
    OutreachPlan,
    OutreachUncount,
    SuggestionNote,
    SuggestionOutcome,
    SuggestionSettle,
)
from models.records.staff import Role
from models.rules.permissions import VERBS, Permission, may, may_on

CENTRE = "centre/ruian"
"""Cases, calls and people of the centre."""
SEALED = "line/psychology"
"""The psychology line."""
PARTNERS, CATALOGUE, KNOWLEDGE, STAFF, SEARCH = "partners", "catalogue", "knowledge", "staff", "search"

OWN = "me/"
"""How the streams begin that only one operator reads."""

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

_FACTS = (CallRecord, SearchChose, SearchMissed)
"""What is so, whoever tells it, and changes nothing that stands."""

_VERBS: Mapping[type, Permission] = {**VERBS}

_OF_PARTNERS: Mapping[type, Permission] = {
    PartnerDiscipline: Permission.VERIFY_COMPLAINTS,
    **dict.fromkeys((PartnerMove, PartnerLicence, PartnerTerms, PartnerRecheck), Permission.MANAGE_PARTNERS),
    **dict.fromkeys((CardRectify, CardRectified, CardAppeal), Permission.MANAGE_PARTNERS),
    CardHeard: Permission.HEAR_APPEALS,
}
"""What is done to a partner, and what it asks for."""

_OF_OUTREACH: Mapping[type, Permission] = {
    **dict.fromkeys((OutreachPlan, OutreachMove), Permission.MANAGE_OUTREACH),
    **dict.fromkeys((OutreachCount, OutreachUncount, SuggestionNote), Permission.COUNT_OUTREACH),
}
"""What is written about outreach, and what it asks for; what becomes of a suggestion asks by what that is."""

SETTLING: Mapping[SuggestionOutcome, Permission] = {
    SuggestionOutcome.CASE: Permission.ACCEPT_CASES,
    SuggestionOutcome.NEED: Permission.MANAGE_OUTREACH,
    SuggestionOutcome.PARTNER: Permission.MANAGE_PARTNERS,
    SuggestionOutcome.LAID_DOWN: Permission.MANAGE_OUTREACH,
}
"""What may become of a suggestion, and what that asks for."""


def stream_of(line: Line) -> str:
    """Return the stream that the cases and calls of a line belong to."""
    return SEALED if line is Line.PSYCHOLOGY else CENTRE


def own(number: int) -> str:
    """Return the stream that only one operator reads. What the centre does not let into a shared stream is kept there."""
    return f"{OWN}{number}"


def reads(role: Role, number: int) -> tuple[str, ...]:
    """Return the streams that an operator may read, in the order in which a desk needs them."""
    calls = may(role, Permission.SEE_CALLERS)
    allowed = {CENTRE: calls, SEALED: may(role, Permission.SEE_SEALED), SEARCH: calls or may(role, Permission.MANAGE_CATALOGUE)}
    return (*(stream for stream in STREAMS if allowed.get(stream, True)), own(number))


def shared() -> tuple[str, ...]:
    """Return the shared streams that everybody reads who reads the centre's cases, in order: what may lie in one image for all of them."""
    readers = [found for role in Role if CENTRE in (found := reads(role, 0))]
    return tuple(stream for stream in STREAMS if all(stream in found for found in readers))


def known(stream: str) -> bool:
    """Tell whether there is such a stream at all, for anybody."""
    kind, _, number = stream.partition("/")
    return stream in STREAMS or (kind == "me" and number.isascii() and number.isdigit() and len(number) < 10)


def home(content: Content, standing: str = "") -> str | None:
    """Return the stream that an operation belongs to, None where it belongs into no centre.

    ``standing`` is the stream of the entity where the centre knows it: a case never leaves the one that it began in. The stream that a desk
    wrote down is never asked.
    """
    match content:
        case Accept(line=line) if not standing:
            return stream_of(line)
        case CallRecord(call=call):
            return stream_of(call.line)
        case CallSettled(line=line) | CallPlayed(line=line):
            return stream_of(line)
        case HandoverWrite(line=line) | HandoverTake(line=line) | HandoverOverride(line=line):
            return stream_of(line)
        case AlertRaise() | AlertTake():
            return STAFF
        case WhisperSend(to=to) | WhisperRead(to=to):
            return own(to)
        case PersonSave() | PersonFlag():
            return CENTRE
        case _ if isinstance(content, get_args(Outreach)):
            return CENTRE
        case _ if type(content) in _OF_PARTNERS:
            return PARTNERS
        case SearchChose() | SearchMissed():
            return SEARCH
        case ItemPropose() | ItemSettle():
            return CATALOGUE
        case ArticleReport() | ArticleSettle():
            return KNOWLEDGE
        case ReferenceImport(table=table):
            return _REFERENCE[table][0] if table in _REFERENCE else None
        case _ if type(content) in _VERBS or isinstance(content, Undo):
            return standing or CENTRE
        case _:
            return None


def told_in(content: Content, stream: str, reads: Collection[str], drawer: str) -> str:
    """Return where an operation for ``stream`` is told, whose author reads ``reads``.

    A fact from somebody who does not read the stream it belongs to, such as a call of the psychology line that was put through, is told in
    their own (``drawer``): there it comes back to them, and nobody else learns of it. Whoever hands it in for them learns nothing either.
    """
    return drawer if isinstance(content, _FACTS) and stream not in reads else stream


def may_write(role: Role, content: Content, stream: str, second: Role | None = None) -> bool:
    """Tell whether a role may do this in ``stream`` (see ``home``). An undo is asked about as what it takes back.

    ``second`` is the role of the second person who confirms a veto at the session of the one who writes it down, None where the writer
    does. What rang and what was searched for are facts that whoever sat there may tell (see ``told_in``).
    """
    match content:
        case _ if isinstance(content, _FACTS):
            return True
        case _ if stream == SEALED and not may(role, Permission.SEE_SEALED):
            return False
        case ReferenceImport(table=table):
            return _may_import(role, table)
        case WhisperRead():
            return True  # whoever may be written to reads it; that it is the reader who says so, the centre asks besides
        case PartnerMove() if may(role, Permission.IMPORT_REFERENCE):
            return True  # a file that brings partners in says in which stage they are
        case Refile(line=line) if stream_of(line) != stream:
            return False
        case Verify(verdict=Verification.VETO) if not may(second or role, Permission.VETO):
            return False
    needed = _needed(content)
    # A verdict of the sealed line is its counsellors': the record that it writes about a partner is told in the partners' stream.
    line = Line.PSYCHOLOGY if stream == SEALED or isinstance(content, PartnerDiscipline) else Line.GENERAL
    return needed is not None and may_on(role, needed, line)


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
        case PersonSave() | PersonFlag():
            return Permission.SEE_CALLERS
        case CallSettled():
            return Permission.CALLBACK
        case CallPlayed():
            return Permission.PLAY_RECORDINGS
        case AlertRaise():
            return Permission.ACCEPT_CASES
        case AlertTake():
            return Permission.HEAR_ALERTS
        case WhisperSend():
            return Permission.REASSIGN
        case HandoverWrite() | HandoverTake() | HandoverOverride():
            return Permission.HAND_OVER
        case ArticleReport():
            return Permission.ACCEPT_CASES
        case ArticleSettle():
            return Permission.MANAGE_KNOWLEDGE
        case ItemPropose():
            return Permission.SEE_REPORTS
        case ItemSettle():
            return Permission.MANAGE_CATALOGUE
        case SuggestionSettle(outcome=outcome):
            return SETTLING[outcome]
        case Undo():
            return Permission.SEE_CALLERS
        case _:
            return _OF_PARTNERS.get(type(content)) or _OF_OUTREACH.get(type(content)) or _VERBS.get(type(content))
