"""Role by stream by deed, cell by cell: what the matrix does not grant is kept out of the shared streams, and never read."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.records.admission import PartnerLicence, PartnerMove, PartnerRecheck, PartnerTerms
from models.records.base import Text
from models.records.call import CallRow, CallState, Direction
from models.records.callback import Attempt, Step
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.case import CloseReason, Verification
from models.records.catalogue import HandlerKind, Line
from models.records.discipline import CardAppeal, CardHeard, CardRectified, CardRectify, Hearing
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
    SearchChose,
    SearchMissed,
    StoreSeed,
    WhisperRead,
    WhisperSend,
)
from models.records.feed import Cursor
from models.records.journal import (
    Absorb,
    Acknowledge,
    Amend,
    Answer,
    Assign,
    CallbackAnswer,
    CallbackAttempt,
    Cancel,
    Close,
    Complain,
    Decline,
    Dispatch,
    Feedback,
    HandOver,
    Hotwire,
    Merge,
    Note,
    OnSite,
    Prioritise,
    ProposeVeto,
    Reassign,
    Refile,
    Reopen,
    Rework,
    TakeOver,
    Undo,
    Unmet,
    Verify,
    WorkDone,
)
from models.records.operation import Entity, Operation
from models.records.outreach import (
    OutreachCount,
    OutreachMove,
    OutreachPlan,
    OutreachStage,
    OutreachUncount,
    Plan,
    SuggestionNote,
    SuggestionOutcome,
    SuggestionSettle,
)
from models.records.partner import CardLevel, PartnerStage
from models.records.staff import Role
from models.records.supervision import AddUnit, Bulletin, Chase, DecideReturn, Return, Supervise, TaskStep, UnitReport
from models.rules.access import STREAMS
from models.rules.permissions import MATRIX
from models.rules.permissions import Permission as P
from models.store.reference import SHELVES, import_of
from resources.catalogue import load_items
from sync.protocol.messages import Pull
from sync.protocol.problems import Code
from sync.server.centre import Centre
from sync.server.preparing import TYPES
from sync.server.pull import pull
from sync.server.push import push
from sync.server.refusal import Refusal
from tests.support.desks import PaperDesk, acceptance, signed_in

NUMBERS = {Role.OPERATOR: 28, Role.LEAD: 2, Role.TRAINER: 24, Role.SUPERVISOR: 1, Role.COUNSELLOR: 14, Role.ADMIN: 26}
NAME = Text("家家乐")
VETO = Verify(verdict=Verification.VETO, partner="P001", name=NAME, statement="承认")
DEEDS: list[tuple[Content, P]] = [
    (Amend(text="厨房"), P.ACCEPT_CASES),
    (
        Refile(item_code="C01", item_name=NAME, item_version=1, handler_kind=HandlerKind.PARTNER, line=Line.POWER, urgent=False),
        P.ACCEPT_CASES,
    ),
    (Answer(words="先关总阀"), P.ACCEPT_CASES),
    (Hotwire(number="95598", name=NAME), P.ACCEPT_CASES),
    (Complain(text="粗糙", partner="P001", name=NAME), P.ACCEPT_CASES),
    (Unmet(need="夜间打车"), P.ACCEPT_CASES),
    (Dispatch(partner="P001", name=NAME), P.DISPATCH),
    (Assign(unit="D01", name=NAME), P.DISPATCH),
    (Acknowledge(), P.DISPATCH),
    (Decline(reason="忙"), P.DISPATCH),
    (OnSite(), P.DISPATCH),
    (WorkDone(), P.DISPATCH),
    (Rework(reason="重做"), P.DISPATCH),
    (CallbackAttempt(outcome=Attempt.NO_ANSWER), P.CALLBACK),
    (CallbackAnswer(steps=((Step.DONE, True),)), P.CALLBACK),
    (Close(reason=CloseReason.DONE, resolved=True), P.CLOSE),
    (Cancel(), P.CLOSE),
    (Reopen(reason="又漏"), P.CLOSE),
    (Merge(into="c2", into_no="1"), P.MERGE),
    (Absorb(other="c2", other_no="1"), P.MERGE),
    (Verify(verdict=Verification.VERIFIED, partner="P001", name=NAME, statement="承认"), P.VERIFY_COMPLAINTS),
    (ProposeVeto(partner="P001", name=NAME, statement="承认"), P.VERIFY_COMPLAINTS),
    (replace(VETO, second=NUMBERS[Role.LEAD], words="同意"), P.VERIFY_COMPLAINTS),
    (TakeOver(seen=0), P.HAND_OVER),
    (TakeOver(seen=0, second=NUMBERS[Role.OPERATOR]), P.HAND_OVER),
    (Reassign(seen=0, to=NUMBERS[Role.OPERATOR], reason="病了"), P.REASSIGN),
    (HandOver(seen=0), P.REASSIGN),
    (Prioritise(reason="独居"), P.REASSIGN),
    (Feedback(note="在路上"), P.SEE_CALLERS),
    (Note(text="备注"), P.SEE_CALLERS),
    (Undo(op_id="nothing"), P.SEE_CALLERS),
    (Return(reason="不归我们管"), P.DISPATCH),
    (AddUnit(unit="D02", name=NAME), P.DISPATCH),
    (UnitReport(unit="D02"), P.DISPATCH),
    (Chase(step=TaskStep.ACKNOWLEDGE), P.SEE_CALLERS),
    (DecideReturn(accepted=True), P.SUPERVISE),
    (Supervise(step=TaskStep.ACKNOWLEDGE), P.SUPERVISE),
    (Bulletin(step=TaskStep.ACKNOWLEDGE), P.SUPERVISE),
]
CALL = CallRow(
    id="call", direction=Direction.IN, number="", line=Line.GENERAL, state=CallState.ENDED, queued_at="2026-11-24T09:00:00+08:00"
)
LEFT = HandoverOverride(handover="h", shift="", cases=("none",), reason="病了")
ANYBODY = frozenset(P)
PARTNER = Entity(type="partner", id="P001")
MOVERS = frozenset((P.MANAGE_PARTNERS, P.IMPORT_REFERENCE))
HEARD = CardHeard(
    partner="P001",
    entry="e",
    case_id="c",
    verdict=Verification.VERIFIED,
    change=1,
    decision=Hearing.LIFTED,
    level=CardLevel.NONE,
    words="采纳",
)
EVENT = Plan(title="进社区", district="330381001", place="广场", begins="2013-03-18T09:00+08:00", ends="", services=())
OTHERS: list[tuple[Content, Entity, P | frozenset[P]]] = [
    (acceptance(), Entity(type="case", id="fresh"), P.ACCEPT_CASES),
    (acceptance(Line.PSYCHOLOGY), Entity(type="case", id="sealed"), P.SEE_SEALED),
    (CallRecord(call=CALL), Entity(type="call", id="call"), ANYBODY),
    (CallRecord(call=replace(CALL, line=Line.PSYCHOLOGY)), Entity(type="call", id="call"), ANYBODY),
    (CallSettled(call="call", line=Line.GENERAL, reason="打错了"), Entity(type="call", id="call"), P.CALLBACK),
    (CallSettled(call="call", line=Line.PSYCHOLOGY, reason="打错了"), Entity(type="call", id="call"), P.SEE_SEALED),
    (CallPlayed(call="call", line=Line.GENERAL, recording="a"), Entity(type="call", id="call"), P.PLAY_RECORDINGS),
    (CallPlayed(call="call", line=Line.PSYCHOLOGY, recording="a"), Entity(type="call", id="call"), P.SEE_SEALED),
    (AlertRaise(alert="a", desk="desk-28"), Entity(type="alert", id="a"), P.ACCEPT_CASES),
    (AlertTake(alert="a"), Entity(type="alert", id="a"), P.HEAR_ALERTS),
    (WhisperSend(whisper="w", to=12, text="慢慢说"), Entity(type="whisper", id="w"), P.REASSIGN),
    (HandoverWrite(handover="h", shift="", notes="记"), Entity(type="handover", id="h"), P.HAND_OVER),
    (HandoverWrite(handover="h", shift="", notes="记", line=Line.PSYCHOLOGY), Entity(type="handover", id="h"), P.SEE_SEALED),
    (HandoverTake(handover="h"), Entity(type="handover", id="h"), P.HAND_OVER),
    (
        HandoverOverride(handover="h", shift="", cases=(), reason="病了", lead=NUMBERS[Role.LEAD]),
        Entity(type="handover", id="h"),
        P.HAND_OVER,
    ),
    (PersonSave(person=PersonRow(id="p", name="陈", numbers=())), Entity(type="person", id="p"), P.SEE_CALLERS),
    (
        PersonFlag(person_id="p", flag=Flag(kind=FlagKind.CARE, note="", review_on="2027-01-01")),
        Entity(type="person", id="p"),
        P.SEE_CALLERS,
    ),
    (
        PartnerDiscipline(partner="P001", change=1, level=CardLevel.YELLOW, case_id="c", verdict=Verification.VERIFIED, entry="e"),
        PARTNER,
        frozenset((P.VERIFY_COMPLAINTS, P.SEE_SEALED)),
    ),
    (PartnerMove(partner="P001", stage=PartnerStage.SUSPENDED, since="2026-11-24", reason="停业"), PARTNER, MOVERS),
    (PartnerLicence(partner="P001", kind="电工证", number="D1", expires="2027-01-01"), PARTNER, P.MANAGE_PARTNERS),
    (PartnerTerms(partner="P001", changes=(), reason="续约"), PARTNER, P.MANAGE_PARTNERS),
    (PartnerRecheck(partner="P001", found="齐全", due=""), PARTNER, P.MANAGE_PARTNERS),
    (CardRectify(partner="P001", entry="e", due="2026-12-01", words="重刷"), PARTNER, P.MANAGE_PARTNERS),
    (CardRectified(partner="P001", entry="e", words="已重刷"), PARTNER, P.MANAGE_PARTNERS),
    (CardAppeal(partner="P001", entry="e", words="不服"), PARTNER, P.MANAGE_PARTNERS),
    (HEARD, PARTNER, P.HEAR_APPEALS),
    (ItemPropose(proposal="n", need="search:遛狗", item=load_items()[0]), Entity(type="proposal", id="n"), P.SEE_REPORTS),
    (ItemSettle(proposal="n", code="C10-07"), Entity(type="proposal", id="n"), P.MANAGE_CATALOGUE),
    (ArticleReport(report="r", article="K001", version=1, words="电话已经换了"), Entity(type="article_report", id="r"), P.ACCEPT_CASES),
    (ArticleSettle(report="r", words="已改"), Entity(type="article_report", id="r"), P.MANAGE_KNOWLEDGE),
    (OutreachPlan(event="o", plan=EVENT), Entity(type="outreach", id="o"), P.MANAGE_OUTREACH),
    (OutreachMove(event="o", stage=OutreachStage.HELD), Entity(type="outreach", id="o"), P.MANAGE_OUTREACH),
    (OutreachCount(event="o", count="n", item="C02-08"), Entity(type="outreach_count", id="n"), P.COUNT_OUTREACH),
    (OutreachUncount(event="o", count="n"), Entity(type="outreach_count", id="n"), P.COUNT_OUTREACH),
    (SuggestionNote(suggestion="s", event="o", words="多来几次"), Entity(type="suggestion", id="s"), P.COUNT_OUTREACH),
    *(
        (SuggestionSettle(suggestion="s", outcome=outcome, words="已有"), Entity(type="suggestion", id="s"), asked)
        for outcome, asked in (
            (SuggestionOutcome.CASE, P.ACCEPT_CASES),
            (SuggestionOutcome.NEED, P.MANAGE_OUTREACH),
            (SuggestionOutcome.PARTNER, P.MANAGE_PARTNERS),
            (SuggestionOutcome.LAID_DOWN, P.MANAGE_OUTREACH),
        )
    ),
    (SearchChose(query="水管", code="C03-03"), Entity(type="search", id="C03-03"), ANYBODY),
    (SearchMissed(query="水管"), Entity(type="search", id=""), ANYBODY),
]
TABLES = {
    "category": P.MANAGE_CATALOGUE,
    "item": P.MANAGE_CATALOGUE,
    "district": P.MANAGE_CATALOGUE,
    "partner": P.MANAGE_PARTNERS,
    "unit": P.MANAGE_UNITS,
    "article": P.MANAGE_KNOWLEDGE,
    "operator": P.MANAGE_STAFF,
}


@pytest.fixture
def url(sqlite_url: str) -> str:
    """The matrix is the same on both databases."""
    return sqlite_url


def samples(desk: PaperDesk) -> list[tuple[Operation, frozenset[P]]]:
    """Return one operation of every kind with what it asks for, any one of them."""
    found = [(desk.act("none", deed), frozenset((asked,))) for deed, asked in DEEDS]
    found += [(desk.make(content, entity), frozenset((asked,)) if isinstance(asked, P) else asked) for content, entity, asked in OTHERS]
    found += [(desk.act("none", VETO), frozenset((P.VETO,)))]
    for table, asked in TABLES.items():
        any_of = frozenset((asked,)) if table == "operator" else frozenset((asked, P.IMPORT_REFERENCE))
        found.append((desk.make(import_of(table, ()), Entity(type="reference", id=table)), any_of))
    for second, said in ((NUMBERS[Role.OPERATOR], "同意"), (NUMBERS[Role.LEAD], " "), (999, "同意")):
        # Somebody who may not confirm a veto, one who says nothing, one whom nobody knows; by oneself it is the own permission.
        own = desk.actor == f"usr_{second}"
        found.append((desk.act("none", replace(VETO, second=second, words=said)), frozenset((P.VETO,)) if own else frozenset()))
    # Nobody can be made to answer for a case who takes no shifts, reads no callers or is not there; one's own may be laid down.
    for nobody in (NUMBERS[Role.TRAINER], NUMBERS[Role.ADMIN], 999):
        found.append((desk.act("none", TakeOver(seen=0, second=nobody)), frozenset()))
        found.append((desk.act("none", Reassign(seen=0, to=nobody, reason="病了")), frozenset()))
    for let_go in (replace(LEFT, reason=" "), replace(LEFT, lead=NUMBERS[Role.TRAINER])):
        found.append((desk.make(let_go, Entity(type="handover", id="h")), frozenset()))
    found.append((desk.make(LEFT, Entity(type="handover", id="h")), frozenset((P.REASSIGN,))))
    for nobody in (999, int(desk.actor.removeprefix("usr_"))):
        found.append((desk.make(WhisperSend(whisper="w", to=nobody, text="慢"), Entity(type="whisper", id="w")), frozenset()))
    found.append((desk.make(WhisperRead(whisper="w", to=12), Entity(type="whisper", id="w")), frozenset()))
    own_number = int(desk.actor.removeprefix("usr_"))
    found.append((desk.act("none", TakeOver(seen=own_number)), frozenset()))
    found.append((desk.act("none", HandOver(seen=own_number)), frozenset((P.HAND_OVER,))))
    into = Refile(
        item_code="C13-01", item_name=NAME, item_version=1, handler_kind=HandlerKind.CONSULTATION, line=Line.PSYCHOLOGY, urgent=False
    )
    found.append((desk.act("none", into), frozenset()))
    found.append((desk.make(StoreSeed(cases=1, seed=1, end=""), Entity(type="store", id="seed")), frozenset()))
    found.append((desk.make(import_of("wages", ()), Entity(type="reference", id="wages")), frozenset()))
    return found


def test_every_type_and_table_has_its_cell() -> None:
    assert {operation.type for operation, _ in samples(PaperDesk())} == set(TYPES)
    assert set(TABLES) == set(SHELVES)


@pytest.mark.parametrize("role", Role)
def test_a_role_writes_what_the_matrix_grants_and_nothing_else(centre: Centre, role: Role) -> None:
    desk, caller = signed_in(centre, NUMBERS[role])
    assert caller.operator.role is role
    wanted = samples(desk)
    told = push(centre, caller, [operation for operation, _ in wanted]).results
    for (operation, any_of), result in zip(wanted, told, strict=True):
        aside = (result.stream, result.problem) == (f"me/{NUMBERS[role]}", Code.NOT_ALLOWED.value)
        assert aside is not bool(any_of & MATRIX[role]), operation.type


SEES = {
    "catalogue": set(Role),
    "partners": set(Role),
    "knowledge": set(Role),
    "staff": set(Role),
    "search": {Role.OPERATOR, Role.LEAD, Role.SUPERVISOR, Role.COUNSELLOR, Role.ADMIN},
    "centre/ruian": {Role.OPERATOR, Role.LEAD, Role.SUPERVISOR, Role.COUNSELLOR},
    "line/psychology": {Role.COUNSELLOR},
    "me/{own}": set(Role),
    "me/5": set(),
    "me/x": None,
    "centre/elsewhere": None,
}


def test_every_stream_has_its_row() -> None:
    assert set(STREAMS) <= set(SEES)


@pytest.mark.parametrize("role", Role)
def test_a_role_reads_its_streams_and_no_other(centre: Centre, role: Role) -> None:
    _, caller = signed_in(centre, NUMBERS[role])
    for stream, readers in SEES.items():
        wanted = Pull(epoch="", cursors={stream.format(own=NUMBERS[role]): Cursor()})
        if readers is not None and role in readers:
            assert b'"end"' in pull(centre, caller, wanted), stream
            continue
        with pytest.raises(Refusal) as refused:
            pull(centre, caller, wanted)
        assert refused.value.code is (Code.UNKNOWN_STREAM if readers is None else Code.FORBIDDEN_STREAM), stream


def test_an_item_that_was_changed_meanwhile_is_not_written_over(centre: Centre) -> None:
    desk, caller = signed_in(centre, 26)
    entity = Entity(type="reference", id="item")
    item = next(row for row in load_items() if row.code == "C03-03")
    newer = replace(item, version=item.version + 1)
    told = push(centre, caller, [desk.make(import_of("item", (newer,)), entity) for _ in range(2)]).results
    assert [(result.outcome.value, result.problem) for result in told] == [("applied", ""), ("superseded", "stale-document")]
