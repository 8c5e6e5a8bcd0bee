"""What becomes of one operation on an entity as it now stands (sync protocol 3.7). Reads what it must, writes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import msgspec

from models.records.base import Record
from models.records.caller import PersonRow
from models.records.case import CaseState
from models.records.effects import (
    AlertRaise,
    AlertTake,
    ArticleReport,
    ArticleSettle,
    CallPlayed,
    CallRecord,
    CallSettled,
    Content,
    ItemPropose,
    ItemSettle,
    PartnerDiscipline,
    PersonFlag,
    PersonSave,
    ReferenceImport,
    SearchChose,
    SearchMissed,
    StoreSeed,
)
from models.records.failure import BadInput
from models.records.journal import Entry, Undo
from models.records.operation import Operation
from models.records.outcome import Outcome
from models.records.profile import Profile
from models.rules import outcome as rules
from models.rules.amending import counts, person_saved
from models.rules.lifecycle import extended
from models.rules.outcome import Decision, state_of
from models.store.folds.case import actor_number
from models.store.reference import code_of, rows_of
from sync.protocol.problems import Code

APPLIED = Decision(outcome=Outcome.APPLIED)
REBASED = Decision(outcome=Outcome.REBASED)
_STALE = Decision(outcome=Outcome.SUPERSEDED, problem=Code.STALE_DOCUMENT.value)
_LATE = Decision(outcome=Outcome.SUPERSEDED, problem=Code.ILLEGAL_TRANSITION.value)
REFUSED = Decision(outcome=Outcome.REJECTED, problem=Code.NOT_ALLOWED.value)


WORDS = r"[^\x00-\x1f]{0,120}"
"""What may name a thing: any database takes it, in a key too."""

_words = re.compile(WORDS).fullmatch

Key = tuple[str, str]
"""Id and type of an entity."""

State = CaseState | PersonRow | int
"""What the operations on an entity add up to: a case, a person, or the bad records that stand for a verdict."""


class Stand(Record, frozen=True):
    """How an entity stands: the stream it belongs to, how many operations it took, what they add up to (None for nothing)."""

    stream: str = ""
    rev: int = 0
    state: State | None = None


class Sources(Protocol):
    """What a decision may have to look up beside the entity's own standing."""

    profile: Profile

    def journal(self, case_id: str) -> Sequence[Entry]:
        """Return the journal of a case, what was decided in this very push included."""
        ...

    def document(self, kind: str, code: str) -> str:
        """Return a row of reference data as JSON, '' where there is none."""
        ...


_TAKEN = (
    *(CallRecord, CallSettled, CallPlayed, AlertRaise, AlertTake, SearchChose, SearchMissed),
    *(ItemPropose, ItemSettle, ArticleReport, ArticleSettle),
)
"""What is taken as it comes: it fits whatever stands."""

_case = msgspec.json.Decoder(CaseState).decode
_person = msgspec.json.Decoder(PersonRow).decode
_encode = msgspec.json.Encoder().encode


def stand_of(kind: str, stream: str, rev: int, text: str) -> Stand:
    """Return a standing as it is stored; ``kind`` is the type of its entity."""
    state: State | None = None
    if text:
        state = _case(text) if kind == "case" else _person(text) if kind == "person" else int(text)
    return Stand(stream=stream, rev=rev, state=state)


def text_of(state: State | None) -> str:
    """Return what is stored of a state."""
    return "" if state is None else _encode(state).decode()


def named(text: str) -> bool:
    """Tell whether a text may name a thing; nothing is named otherwise, and some databases do not even look for it."""
    return _words(text) is not None


def nameable(content: Content) -> bool:
    """Tell whether a body names what it is about as its envelope has to: a name that a database refused would hold up all that follows."""
    match content:
        case PartnerDiscipline(entry=entry):
            return named(entry)
        case ReferenceImport():
            try:
                return all(named(code_of(row)) for row in rows_of(content))
            except (BadInput, msgspec.MsgspecError, RecursionError):
                return True  # that it cannot be read is decided with everything else about it
        case _:
            return True


def key_of(operation: Operation, content: Content) -> Key | None:
    """Return the key of the standing that decides on an operation, None for one that is always taken as it comes."""
    match content:
        case _ if isinstance(content, _TAKEN):
            return None
        case PartnerDiscipline():
            return content.entry, "verdict"
        case _:
            return operation.entity.id, operation.entity.type


def decide(operation: Operation, content: Content, stand: Stand, sources: Sources) -> Decision:
    """Return the outcome of an operation whose seal and permissions are in order."""
    match content:
        case _ if isinstance(content, _TAKEN):
            return APPLIED
        case PersonSave():
            return _person_saved(operation, content, stand)
        case PersonFlag():
            return _LATE if stand.state is None else _aged(operation, stand)
        case PartnerDiscipline():
            return _disciplined(content, stand)
        case ReferenceImport():
            return _imported(operation, content, stand, sources)
        case StoreSeed():
            return REFUSED
        case _:
            state = stand.state if isinstance(stand.state, CaseState) else None
            journal = sources.journal(operation.entity.id) if isinstance(content, Undo) else ()
            return rules.decide(state, journal, content, operation.base.rev, sources.profile, actor_number(operation.actor))


def moved(operation: Operation, content: Content, decision: Decision, stand: Stand, entry: Entry | None, sources: Sources) -> State | None:
    """Return what an entity adds up to after an operation on it was decided; ``entry`` is the journal line of one on a case."""
    state = stand.state
    match content:
        case PersonSave() if counts(content, decision.outcome):
            return _saved(operation, content, stand)[0]
        case PersonFlag() if decision.outcome.effective and isinstance(state, PersonRow):
            return _flagged(state, content)
        case PartnerDiscipline(change=change) if decision.outcome.effective:
            return (state if isinstance(state, int) else 0) + change
    if entry is None:
        return state
    if isinstance(content, Undo) and decision.outcome.effective:
        return state_of((*sources.journal(operation.entity.id), entry))
    return extended(state if isinstance(state, CaseState) else None, entry)


def _aged(operation: Operation, stand: Stand) -> Decision:
    return APPLIED if operation.base.rev >= stand.rev else REBASED


def _person_saved(operation: Operation, content: PersonSave, stand: Stand) -> Decision:
    _, lost = _saved(operation, content, stand)
    if lost:
        return Decision(outcome=Outcome.SUPERSEDED, problem=Code.FIELD_CONFLICT.value, fields=lost)
    return _aged(operation, stand)


def _saved(operation: Operation, content: PersonSave, stand: Stand) -> tuple[PersonRow, tuple[str, ...]]:
    return person_saved(stand.state if isinstance(stand.state, PersonRow) else None, content, operation.base.rev)


def _flagged(person: PersonRow, content: PersonFlag) -> PersonRow:
    kept = tuple(flag for flag in person.flags if flag.kind is not content.flag.kind)
    return msgspec.structs.replace(person, flags=kept if content.lifted else (*kept, content.flag))


def _disciplined(content: PartnerDiscipline, stand: Stand) -> Decision:
    """One verdict writes one bad record, however often it is sent; taking it back needs one that stands."""
    there = isinstance(stand.state, int) and stand.state > 0
    return _LATE if (content.change > 0 and there) or (content.change < 0 and not there) else APPLIED


def _imported(operation: Operation, content: ReferenceImport, stand: Stand, sources: Sources) -> Decision:
    """A row that counts its versions must be the next one, a table that counts none must be the one that was seen."""
    try:
        rows = rows_of(content)
    except (BadInput, msgspec.MsgspecError, RecursionError):
        return Decision(outcome=Outcome.REJECTED, problem=Code.UNREADABLE_BODY.value)
    for row in rows:
        version = getattr(row, "version", None)
        before = sources.document(content.table, code_of(row))
        if version is not None and before and msgspec.json.decode(before).get("version", 1) + 1 != version:
            return _STALE
        if version is None and before and operation.base.rev and operation.base.rev < stand.rev and before != _encode(row).decode():
            return _STALE
    return _aged(operation, stand) if operation.base.rev else APPLIED
