"""What can be told of an operation without the database: its seal, its body, and whether the two speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_args

import msgspec

from models.records import effects
from models.records.admission import Admission
from models.records.base import parse_time
from models.records.discipline import CardStep
from models.records.effects import Content, decode_content
from models.records.journal import Body
from models.records.operation import Entity, Operation
from models.records.outreach import OutreachCount, OutreachMove, OutreachPlan, OutreachUncount, SuggestionNote, SuggestionSettle
from models.store.envelope import intact
from sync.protocol.limits import Limits
from sync.protocol.problems import Code
from sync.server.centre import Centre
from sync.server.deciding import WORDS, key_of, nameable
from sync.server.refusal import Refusal
from sync.server.seals import SealKey

TYPES: dict[str, int] = {str(kind.__struct_config__.tag): 1 for kind in (*get_args(Body), *(kind for kind in get_args(effects.Effect)))}
"""Operation type → the newest version of it that this server knows."""

_SHARED = 16
"""From so many operations on two threads check the seals of one push; below that, handing over costs more than it saves."""

_VERBS = get_args(Body)
_OF_PARTNERS = (*get_args(Admission), *get_args(CardStep))

_NAME = r"[!-~]{1,80}"
_MOST = 2**31 - 1

_MEMBERS: tuple[tuple[str, str, str], ...] = (
    *((member, _NAME, "1 to 80 visible signs") for member in ("op_id", "actor", "digest", "type", "entity.type", "stream", "group")),
    *((member, WORDS, "120 signs at most") for member in ("entity.id", "session", "desk")),
)
"""Member, what it looks like, and how that is said."""

_WELL_SHAPED = re.compile("\n".join(pattern for _, pattern, _ in _MEMBERS)).fullmatch


class Prepared:
    """An operation with what its body says; ``problem`` is the reason why it can take no effect, whatever stands in the database.

    ``key`` names the standing that decides on it, None where none does.
    """

    __slots__ = ("content", "key", "operation", "problem")

    def __init__(self, operation: Operation, content: Content | None, problem: Code | None) -> None:
        self.operation = operation
        self.content = content
        self.key = key_of(operation, content) if content is not None else None
        self.problem = problem


def prepare(centre: Centre, operations: Sequence[Operation], device: str, public_key: str) -> list[Prepared]:
    """Check the operations of a push, several at a time. Raises Refusal ``too-large`` or ``invalid-request`` with the member at fault."""
    if len(operations) > centre.limits.ops:
        raise Refusal(Code.TOO_LARGE, "operations: more than one push may hold", limit=centre.limits.ops)
    for place, operation in enumerate(operations):
        if wrong := _misshapen(operation, device):
            raise Refusal(Code.INVALID_REQUEST, f"operations[{place}].{wrong}")
    key = SealKey(public_key)
    if centre.verifying is None or len(operations) < _SHARED:
        sound = _sound(operations, key)
    else:
        # libsodium works without the interpreter, so two threads are twice as quick; what follows would only make them wait for each other
        half = len(operations) // 2
        first = centre.verifying.submit(_sound, operations[:half], key)
        rest = _sound(operations[half:], key)
        sound = first.result() + rest
    return [_prepared(operation, fits, centre.limits) for operation, fits in zip(operations, sound, strict=True)]


def _sound(operations: Sequence[Operation], key: SealKey) -> list[bool]:
    return [intact(operation, key) for operation in operations]


def _prepared(operation: Operation, sound: bool, limits: Limits) -> Prepared:
    if not sound:
        return Prepared(operation, None, Code.BAD_SIGNATURE)
    if TYPES.get(operation.type, 0) < operation.v:
        return Prepared(operation, None, Code.UNKNOWN_TYPE)
    content = _content(operation, limits)
    return Prepared(operation, content, None if content is not None else Code.UNREADABLE_BODY)


def _content(operation: Operation, limits: Limits) -> Content | None:
    """Return what the body says, None where it is not what the envelope announces."""
    whole_table = operation.type == "reference.import"
    if len(operation.body) > limits.body_bytes and not whole_table:
        return None
    try:
        content = decode_content(operation.body)
        for moment in (operation.at.wall, *_moments(content)):
            parse_time(moment)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    stated = type(content).__struct_config__.tag == operation.type and _agrees(content, operation.entity)
    return content if stated and nameable(content) else None


def _moments(content: Content) -> Iterator[str]:
    """Yield the times by which a body is counted into days and hours: one that is none would stop every board that counts it."""
    if isinstance(content, effects.CallRecord):
        call = content.call
        yield call.queued_at
        yield from filter(None, (call.answered_at, call.ended_at))


def _agrees(content: Content, stated: Entity) -> bool:
    """Tell whether a body is about the entity that its envelope names; a journal entry does not name its case itself."""
    return stated.type == "case" if isinstance(content, _VERBS) else _about(content) == stated


def _about(content: Content) -> Entity | None:
    match content:
        case effects.PersonSave(person=person):
            return Entity(type="person", id=person.id)
        case effects.PersonFlag(person_id=person_id):
            return Entity(type="person", id=person_id)
        case effects.CallRecord(call=call):
            return Entity(type="call", id=call.id)
        case effects.CallSettled(call=call_id) | effects.CallPlayed(call=call_id):
            return Entity(type="call", id=call_id)
        case effects.AlertRaise(alert=alert) | effects.AlertTake(alert=alert):
            return Entity(type="alert", id=alert)
        case effects.WhisperSend(whisper=whisper) | effects.WhisperRead(whisper=whisper):
            return Entity(type="whisper", id=whisper)
        case effects.HandoverWrite(handover=told) | effects.HandoverTake(handover=told) | effects.HandoverOverride(handover=told):
            return Entity(type="handover", id=told)
        case effects.PartnerDiscipline(partner=code):
            return Entity(type="partner", id=code)
        case _ if isinstance(content, _OF_PARTNERS):
            return Entity(type="partner", id=content.partner)
        case effects.SearchChose(code=code):
            return Entity(type="search", id=code)
        case effects.SearchMissed():
            return Entity(type="search", id="")
        case effects.ReferenceImport(table=table):
            return Entity(type="reference", id=table)
        case effects.ItemPropose(proposal=proposal) | effects.ItemSettle(proposal=proposal):
            return Entity(type="proposal", id=proposal)
        case effects.ArticleReport(report=report) | effects.ArticleSettle(report=report):
            return Entity(type="article_report", id=report)
        case OutreachPlan(event=event) | OutreachMove(event=event):
            return Entity(type="outreach", id=event)
        case OutreachCount(count=count) | OutreachUncount(count=count):
            return Entity(type="outreach_count", id=count)
        case SuggestionNote(suggestion=suggestion) | SuggestionSettle(suggestion=suggestion):
            return Entity(type="suggestion", id=suggestion)
        case effects.StoreSeed():
            return Entity(type="store", id="seed")
        case _:
            return None


def _misshapen(operation: Operation, device: str) -> str:
    """Return the member that no desk of ours can have written, '' where there is none. All are looked at in one go."""
    if operation.device != device:
        return "device: not the one that is signed in"
    for member, number in (("inc", operation.inc), ("dseq", operation.dseq), ("v", operation.v)):
        if not 1 <= number <= _MOST:
            return f"{member}: out of range"
    entity = operation.entity
    names = (operation.op_id, operation.actor, operation.digest, operation.type, entity.type, operation.stream, operation.group or "-")
    values = (*names, entity.id, operation.session, operation.desk)
    if operation.group != "" and _WELL_SHAPED("\n".join(values)):
        return ""
    wrong = ((member, words) for (member, pattern, words), value in zip(_MEMBERS, values, strict=True) if not re.fullmatch(pattern, value))
    return next((f"{member}: {words}" for member, words in wrong), "group: 1 to 80 visible signs")
