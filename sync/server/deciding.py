"""What becomes of one operation on an entity as it now stands (sync protocol 3.7). Reads what it must, writes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import msgspec

from models.records.admission import Admission, PartnerLicence, PartnerMove, PartnerRecheck, PartnerTerms
from models.records.base import Record
from models.records.caller import PersonRow
from models.records.case import CaseState
from models.records.discipline import CardAppeal, CardHeard, CardRectified, CardRectify, CardStand, CardStep
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
    StoreSeed,
    WhisperRead,
    WhisperSend,
)
from models.records.failure import BadInput
from models.records.journal import Entry, Undo
from models.records.operation import Operation
from models.records.outcome import Outcome
from models.records.outreach import (
    OutreachCount,
    OutreachMove,
    OutreachPlan,
    OutreachStand,
    OutreachUncount,
    SuggestionNote,
    SuggestionSettle,
)
from models.records.partner import PartnerRow, PartnerStage
from models.records.profile import Profile
from models.rules import admission, discipline, outreach
from models.rules import outcome as rules
from models.rules.amending import counts, person_saved
from models.rules.lifecycle import extended
from models.rules.moment import moment
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

State = CaseState | PersonRow | CardStand | PartnerStage | OutreachStand
"""What the operations on an entity add up to: a case, a person, how a verdict stands, the stage decided last for a partner, or how an
outreach event stands."""


class Stand(Record, frozen=True):
    """How an entity stands: the stream it belongs to, how many operations it took, what they add up to (None for nothing)."""

    stream: str = ""
    rev: int = 0
    state: State | None = None


class Sources(Protocol):
    """What a decision may have to look up beside the entity's own standing."""

    profile: Profile
    received_at: str

    def journal(self, case_id: str) -> Sequence[Entry]:
        """Return the journal of a case, what was decided in this very push included."""
        ...

    def document(self, kind: str, code: str) -> str:
        """Return a row of reference data as JSON, '' where there is none."""
        ...


_TAKEN = (
    *(CallRecord, CallSettled, CallPlayed, AlertRaise, AlertTake, SearchChose, SearchMissed),
    *(WhisperSend, WhisperRead, HandoverWrite, HandoverTake, HandoverOverride),
    *(ItemPropose, ItemSettle, ArticleReport, ArticleSettle),
    *(OutreachCount, OutreachUncount, SuggestionNote, SuggestionSettle),
)
"""What is taken as it comes: it fits whatever stands."""

_case = msgspec.json.Decoder(CaseState).decode
_person = msgspec.json.Decoder(PersonRow).decode
_verdict = msgspec.json.Decoder(CardStand | int).decode
_outreach = msgspec.json.Decoder(OutreachStand).decode
_partner = msgspec.json.Decoder(PartnerRow).decode
_encode = msgspec.json.Encoder().encode


def stand_of(kind: str, stream: str, rev: int, text: str) -> Stand:
    """Return a standing as it is stored; ``kind`` is the type of its entity."""
    return Stand(stream=stream, rev=rev, state=_state_of(kind, text) if text else None)


def _state_of(kind: str, text: str) -> State:
    match kind:
        case "case":
            return _case(text)
        case "person":
            return _person(text)
        case "admission":
            return PartnerStage(msgspec.json.decode(text))
        case "outreach":
            return _outreach(text)
        case _:
            found = _verdict(text)  # an earlier server kept the number alone
            return found if isinstance(found, CardStand) else CardStand(count=found)


def text_of(state: State | None) -> str:
    """Return what is stored of a state."""
    return "" if state is None else _encode(state).decode()


def named(text: str) -> bool:
    """Tell whether a text may name a thing; nothing is named otherwise, and some databases do not even look for it."""
    return _words(text) is not None


def nameable(content: Content) -> bool:
    """Tell whether a body names what it is about as its envelope has to: a name that a database refused would hold up all that follows."""
    match content:
        case PartnerDiscipline(entry=entry, case_id=case_id):
            return named(entry) and named(case_id)
        case CardRectify() | CardRectified() | CardAppeal() | CardHeard():
            return named(content.entry)
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
        case CardRectify() | CardRectified() | CardAppeal() | CardHeard():
            return content.entry, "verdict"
        case PartnerMove() | PartnerLicence() | PartnerTerms() | PartnerRecheck():
            return content.partner, "admission"
        case _:
            return operation.entity.id, operation.entity.type


def decide(operation: Operation, content: Content, stand: Stand, sources: Sources) -> Decision:
    """Return the outcome of an operation whose seal and permissions are in order."""
    match content:
        case OutreachCount(heads=heads) if not 1 <= heads <= outreach.MOST_HEADS:
            return REFUSED
        case _ if isinstance(content, _TAKEN):
            return APPLIED
        case PersonSave():
            return _person_saved(operation, content, stand)
        case PersonFlag():
            return _LATE if stand.state is None else _aged(operation, stand)
        case PartnerDiscipline():
            return _disciplined(content, stand, sources)
        case CardRectify() | CardRectified() | CardAppeal() | CardHeard():
            return _stepped(operation, content, stand, sources)
        case PartnerMove() | PartnerLicence() | PartnerTerms() | PartnerRecheck():
            return _admitted(content, stand, sources)
        case OutreachPlan() | OutreachMove():
            against = outreach.objection(_event(stand.state), content)
            return APPLIED if against is None else _STALE if isinstance(content, OutreachPlan) else _LATE
        case ReferenceImport():
            return _imported(operation, content, stand, sources)
        case StoreSeed():
            return REFUSED
        case _:
            state = stand.state if isinstance(stand.state, CaseState) else None
            journal = sources.journal(operation.entity.id) if isinstance(content, Undo) else ()
            at = moment(operation.at, sources.received_at)
            return rules.decide(state, journal, content, operation.base.rev, sources.profile, actor_number(operation.actor), at)


def moved(operation: Operation, content: Content, decision: Decision, stand: Stand, entry: Entry | None, sources: Sources) -> State | None:
    """Return what an entity adds up to after an operation on it was decided; ``entry`` is the journal line of one on a case."""
    state = stand.state
    match content:
        case PersonSave() if counts(content, decision.outcome):
            return _saved(operation, content, stand)[0]
        case PersonFlag() if decision.outcome.effective and isinstance(state, PersonRow):
            return _flagged(state, content)
        case PartnerDiscipline() if decision.outcome.effective:
            return _verdict_moved(operation, content, state, sources)
        case CardRectify() | CardRectified() | CardAppeal() | CardHeard() if decision.outcome.effective:
            card = _card_of(content, stand, sources)
            assert card is not None, "a step of no card has no effect"
            count = discipline.after(card, content)
            step = discipline.moved(card, content, actor_number(operation.actor), moment(operation.at, sources.received_at))
            return msgspec.structs.replace(step, count=count)
        case PartnerMove(stage=stage) if decision.outcome.effective:
            return stage
        case OutreachPlan() | OutreachMove() if decision.outcome.effective:
            return outreach.moved(_event(state), content)
    if entry is None:
        return state
    if isinstance(content, Undo) and decision.outcome.effective:
        return state_of((*sources.journal(operation.entity.id), entry))
    return extended(state if isinstance(state, CaseState) else None, entry)


def _event(state: State | None) -> OutreachStand:
    return state if isinstance(state, OutreachStand) else OutreachStand()


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


def _disciplined(content: PartnerDiscipline, stand: Stand, sources: Sources) -> Decision:
    """One verdict of the case's journal, and nothing else, writes one bad record; taking it back needs one that stands, and takes all."""
    state = stand.state if isinstance(stand.state, CardStand) else CardStand()
    if state.appealed_at:
        return _LATE  # from then on it is the hearing that decides
    if (content.change > 0) is (state.count > 0) or (state.count and state.count + content.change):
        return _LATE
    return APPLIED if discipline.founded(sources.journal(content.case_id), content) else REFUSED


def _verdict_moved(operation: Operation, content: PartnerDiscipline, state: State | None, sources: Sources) -> CardStand:
    """Return how a verdict stands after it was given, taken back or restored; who was behind it, and when, is told by the first."""
    if isinstance(state, CardStand):
        return msgspec.structs.replace(state, count=state.count + content.change)
    told = discipline.behind(sources.journal(content.case_id), content.entry)
    by = tuple(sorted({actor_number(operation.actor), *content.by, *told} - {0}))
    at = moment(operation.at, sources.received_at)
    fresh = CardStand(count=content.change, verdict=content.verdict, level=content.level, at=at, by=by)
    return msgspec.structs.replace(fresh, partner=content.partner)


def _stepped(operation: Operation, content: CardStep, stand: Stand, sources: Sources) -> Decision:
    """A step of a card that nobody has given, or that is no longer as its writer saw it, comes too late."""
    state = _card_of(content, stand, sources)
    if state is None or (state.partner and not _of_it(content, state)):
        return _LATE
    at = moment(operation.at, sources.received_at)
    against = discipline.objection(state, content, actor_number(operation.actor), at, sources.profile)
    return APPLIED if against is None else _LATE


def _card_of(content: CardStep, stand: Stand, sources: Sources) -> CardStand | None:
    """Return how the card stands that a step is about: given by a verdict, or come with the table of partners."""
    if isinstance(stand.state, CardStand):
        return stand.state
    code = discipline.import_of(content.entry)
    text = sources.document("partner", code) if code else ""
    return dict(discipline.imported(code, _partner(text).verified_bad)).get(content.entry) if text else None


def _of_it(content: CardStep, state: CardStand) -> bool:
    """Tell whether a step speaks of the verdict as it is; what a hearing takes away is what the verdict has added."""
    told = (state.count, state.verdict)
    return content.partner == state.partner and (not isinstance(content, CardHeard) or (content.change, content.verdict) == told)


def _admitted(content: Admission, stand: Stand, sources: Sources) -> Decision:
    """Of two who move a partner from the same stage the first one has; whoever is no partner is not admitted."""
    text = sources.document("partner", content.partner)
    if not text:
        return _LATE
    if not isinstance(content, PartnerMove):
        return APPLIED
    present = stand.state if isinstance(stand.state, PartnerStage) else _partner(text).stage
    return APPLIED if admission.objection(present, content.stage) is None and admission.is_day(content.since) else _LATE


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
