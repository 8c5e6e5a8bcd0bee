"""The bodies of operations that are no journal entries: what else a desk writes down.

Like the journal's, each body's tag is the operation's ``type`` on the wire, and a body is stored as the very bytes that were signed.
"""

from __future__ import annotations

import re
from typing import Any, Union

import msgspec

from models.records.admission import Admission
from models.records.base import Record
from models.records.call import CallRow
from models.records.caller import Flag, PersonRow
from models.records.case import Verification
from models.records.catalogue import ItemRow, Line
from models.records.discipline import CardStep
from models.records.journal import Body
from models.records.outreach import Outreach
from models.records.partner import CardLevel
from models.records.vouch import Vouch


class PersonSave(Record, frozen=True, tag="person.save", omit_defaults=True):
    """A person as the operator left them. ``seen`` is the person as the operator had seen them, None for one who was new.

    Only what differs between the two is changed, so that two desks which save the same person do not write over each other.
    """

    person: PersonRow
    seen: PersonRow | None = None


class PersonFlag(Record, frozen=True, tag="person.flag"):
    """A flag set on a person (one of each kind), or lifted."""

    person_id: str
    flag: Flag
    lifted: bool = False


class CallRecord(Record, frozen=True, tag="call.record"):
    """A call as it stands; a later record of the same call replaces this one.

    Earlier programs read over the members that they do not know, so this is still the first version of its type.
    """

    call: CallRow


class CallSettled(Record, frozen=True, tag="call.settled"):
    """Nobody need ring back about a call that nobody answered, and why. ``line`` is the call's."""

    call: str
    line: Line
    reason: str


class CallPlayed(Record, frozen=True, tag="call.played"):
    """Somebody had the recording of a call played, by what the call system calls it. ``line`` is the call's."""

    call: str
    line: Line
    recording: str


class AlertRaise(Record, frozen=True, tag="alert.raise"):
    """An operator needs the lead, without a word: at which desk, during which call ('' for none). Nothing of the caller stands in it."""

    alert: str
    desk: str
    call: str = ""


class AlertTake(Record, frozen=True, tag="alert.take"):
    """A lead has seen an alert and sees to it."""

    alert: str


class WhisperSend(Record, frozen=True, tag="whisper.send"):
    """A lead's note to operator ``to``, which nobody else reads."""

    whisper: str
    to: int
    text: str


class WhisperRead(Record, frozen=True, tag="whisper.read"):
    """Operator ``to`` has read a note."""

    whisper: str
    to: int


class HandoverWrite(Record, frozen=True, tag="handover.write"):
    """What an operator who leaves tells whoever comes for the shift that begins at ``shift`` (ISO). ``line`` says who reads it."""

    handover: str
    shift: str
    notes: str
    line: Line = Line.GENERAL


class HandoverTake(Record, frozen=True, tag="handover.take"):
    """The next operator has read what was told at a handover."""

    handover: str
    line: Line = Line.GENERAL


class HandoverOverride(Record, frozen=True, tag="handover.override"):
    """An operator leaves although promises of the shift that begins at ``shift`` (ISO) have nobody: those of ``cases`` (their ids).

    ``lead`` is the team lead who lets them go, by the own number, 0 where that is who writes this. ``vouch`` is the centre's word that it
    was them; ``claimed`` says that the centre could not be asked, and the number is the operator's word.
    """

    handover: str
    shift: str
    cases: tuple[str, ...]
    reason: str
    lead: int = 0
    line: Line = Line.GENERAL
    vouch: Vouch | None = None
    claimed: bool = False


class PartnerDiscipline(Record, frozen=True, tag="partner.discipline"):
    """What a verdict does to a partner: ``change`` is added to the verified bad records, ``level`` is the card they then amount to.

    ``entry`` is the operation id of the verdict in the journal of ``case_id``; taking the verdict back writes the opposite change. ``by``
    are the operators behind a verdict besides the one who writes it: who proposed a veto, and who confirmed it at another's session.
    """

    partner: str
    change: int
    level: CardLevel
    case_id: str
    verdict: Verification
    entry: str
    by: tuple[int, ...] = ()


class SearchChose(Record, frozen=True, tag="search.choice"):
    """An operator typed ``query`` (normalised) and chose the item ``code``."""

    query: str
    code: str


class SearchMissed(Record, frozen=True, tag="search.lead"):
    """Nothing in the catalogue matched ``query``: a lead for the unmet-need ledger."""

    query: str


class ReferenceImport(Record, frozen=True, tag="reference.import"):
    """Rows of one reference table (a JSON array of its records) that are new or changed, and the codes that are retired."""

    table: str
    rows: msgspec.Raw
    retired: tuple[str, ...] = ()


class ItemPropose(Record, frozen=True, tag="item.propose"):
    """Somebody proposes a new item for a need of the ledger. ``item`` is as it would be, its code the next that was free."""

    proposal: str
    need: str
    item: ItemRow


class ItemSettle(Record, frozen=True, tag="item.settle"):
    """A proposal is decided: ``code`` is the item that was added, '' where none is, and ``words`` say why not."""

    proposal: str
    code: str = ""
    words: str = ""


class ArticleReport(Record, frozen=True, tag="article.report"):
    """An operator says that a version of an article is wrong, and what about it. Nothing of a caller stands in it."""

    report: str
    article: str
    version: int
    words: str


class ArticleSettle(Record, frozen=True, tag="article.settle"):
    """The owner has looked at a report, and says what came of it."""

    report: str
    words: str


class StoreSeed(Record, frozen=True, tag="store.seed"):
    """Fill the store with ``cases`` invented cases of the year before ``end`` (ISO time); the same ``seed`` makes the same rows."""

    cases: int
    seed: int
    end: str


Effect = Union[
    PersonSave, PersonFlag, CallRecord, CallSettled, CallPlayed, AlertRaise, AlertTake, WhisperSend, WhisperRead, HandoverWrite,
    HandoverTake, HandoverOverride, PartnerDiscipline, SearchChose, SearchMissed, ReferenceImport, ItemPropose, ItemSettle, ArticleReport,
    ArticleSettle, StoreSeed, Admission, CardStep, Outreach,
]  # fmt: skip

Content = Union[Body, Effect]
"""Whatever an operation may carry."""

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Content] = msgspec.json.Decoder(Content)

_LONG = re.compile("[0-9]{19}")
"""Nothing shorter is too great a number for a database; what is longer may stand in somebody's words."""
_GREATEST = 2**63 - 1


def encode_content(content: Content) -> str:
    """Return the exact text that is stored, hashed, signed and sent."""
    return _encoder.encode(content).decode()


def decode_content(text: str) -> Content:
    """Return what stands behind a stored text.

    Raises msgspec.ValidationError for a type that this version does not know, and for a number that no database takes: a row with it would
    hold up every desk that reads the stream.
    """
    content = _decoder.decode(text)
    try:
        storable = not _LONG.search(text) or _storable(msgspec.json.decode(text))
    except RecursionError:
        storable = False
    if not storable:
        raise msgspec.ValidationError("a number beyond 64 bits")
    return content


def _storable(value: Any) -> bool:
    if isinstance(value, int):
        return -_GREATEST <= value <= _GREATEST
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(map(_storable, parts))


def type_of(content: Content) -> str:
    """Return the operation type, e.g. ``person.save``."""
    return type_name(type(content))


def type_name(body: type[msgspec.Struct]) -> str:
    """Return the operation type of a kind of body."""
    tag = body.__struct_config__.tag
    assert isinstance(tag, str)
    return tag
