"""What takes more than a role in a stream: the line that is sealed, and a veto."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.records.base import Text
from models.records.call import CallRow, CallState, Direction
from models.records.case import Verification
from models.records.catalogue import HandlerKind, Line
from models.records.effects import CallRecord, PartnerDiscipline
from models.records.journal import Absorb, Complain, Dispatch, Merge, ProposeVeto, Refile, Undo, Verify, WorkDone
from models.records.operation import Entity, Operation
from models.records.outcome import Outcome
from models.records.partner import CardLevel
from sync.protocol.messages import Pushed
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.push import push
from tests.support.desks import WALL, PaperDesk, signed_in, vouched

SENT = Dispatch(partner="P001", name=Text("家家乐家政服务中心"))
SEALED = Refile(
    item_code="C15-01", item_name=Text("心理"), item_version=1, handler_kind=HandlerKind.CONSULTATION, line=Line.PSYCHOLOGY, urgent=False
)


@pytest.fixture
def url(sqlite_url: str) -> str:
    """The decisions are the same on both databases."""
    return sqlite_url


@pytest.fixture
def here(centre: Centre) -> tuple[Centre, PaperDesk, Caller]:
    return (centre, *signed_in(centre))


Here = tuple[Centre, PaperDesk, Caller]


def results(here: Here, *operations: Operation) -> tuple[Pushed, ...]:
    return push(here[0], here[2], operations).results


def test_a_case_neither_goes_to_the_sealed_line_nor_comes_out_of_it(here: Here) -> None:
    centre, desk, _ = here
    case = desk.accept()
    refiled = results(here, case, desk.act(case.entity.id, SEALED, stream="line/psychology"))[1]
    assert (refiled.outcome, refiled.problem, refiled.stream) == (Outcome.REJECTED, "not-allowed", "me/28")
    counsellor, caller = signed_in(centre, 14)
    sealed = counsellor.accept(line=Line.PSYCHOLOGY)
    out = counsellor.act(sealed.entity.id, replace(SEALED, line=Line.GENERAL))
    told = push(centre, caller, (sealed, out, counsellor.act(case.entity.id, SEALED), counsellor.act(sealed.entity.id, SEALED))).results
    assert [(found.outcome, found.stream) for found in told] == [
        (Outcome.APPLIED, "line/psychology"),
        (Outcome.REJECTED, "me/14"),
        (Outcome.REJECTED, "me/14"),
        (Outcome.APPLIED, "line/psychology"),
    ]


def test_no_merge_joins_the_sealed_line_with_another(here: Here) -> None:
    centre, *_ = here
    counsellor, caller = signed_in(centre, 14)
    cases = [counsellor.accept(line=line) for line in (Line.PSYCHOLOGY, Line.GENERAL, Line.GENERAL)]
    push(centre, caller, cases)
    sealed, first, second = (case.entity.id for case in cases)
    for one, other, allowed in ((first, sealed, False), (sealed, first, False), (first, second, True)):
        halves = (Merge(into=other, into_no="1"), Absorb(other=one, other_no="2"))
        group = [counsellor.act(case, half, group=one + other) for case, half in zip((one, other), halves, strict=True)]
        assert [found.outcome.effective for found in push(centre, caller, group).results] == [allowed] * 2


def test_a_sealed_call_that_was_put_through_comes_back_to_who_answered_it_alone(here: Here) -> None:
    centre, desk, _ = here
    call = CallRow(id="call", direction=Direction.IN, number="13800001234", line=Line.PSYCHOLOGY, state=CallState.ENDED, queued_at=WALL)
    entity = Entity(type="call", id="call")
    assert [(found.outcome, found.stream) for found in results(here, desk.make(CallRecord(call=call), entity))] == [
        (Outcome.APPLIED, "me/28")
    ]
    counsellor, caller = signed_in(centre, 14)
    assert push(centre, caller, (counsellor.make(CallRecord(call=call), entity),)).results[0].stream == "line/psychology"


def test_what_somebody_hands_in_for_another_is_told_where_its_author_reads(here: Here) -> None:
    """A desk that moves into a centre is brought in by an administrator, who reads no calls; a change of shift hands in a counsellor's."""
    centre, desk, _ = here
    _, administrator = signed_in(centre, 26, desk)

    def rang(line: Line, number: int) -> Operation:
        ended = CallRow(id=f"{line}-{number}", direction=Direction.IN, number="", line=line, state=CallState.ENDED, queued_at=WALL)
        who = {"actor": f"usr_{number}", "session": "ses_alone"}
        return desk.make(CallRecord(call=ended), Entity(type="call", id=ended.id), **who)

    told = push(centre, administrator, (rang(Line.GENERAL, 12), rang(Line.PSYCHOLOGY, 14), rang(Line.PSYCHOLOGY, 12))).results
    assert [found.stream for found in told] == ["centre/ruian", "line/psychology", "me/12"]


def complained(desk: PaperDesk, line: Line = Line.GENERAL) -> list[Operation]:
    case = desk.accept(line=line)
    complaint = Complain(text="粗糙", partner="P001", name=SENT.name)
    return [case, desk.act(case.entity.id, SENT), desk.act(case.entity.id, WorkDone(), 2), desk.act(case.entity.id, complaint, 3)]


def test_a_veto_needs_somebody_else_than_its_proposer(here: Here) -> None:
    """The proposer cannot confirm it, a lead can, at the own desk or in person at the proposer's."""
    centre, desk, _ = here
    veto = Verify(verdict=Verification.VETO, partner="P001", name=SENT.name, statement="承认")
    lead, caller = signed_in(centre, 2)
    begun = complained(lead)
    case = begun[0].entity.id
    unproposed, proposal = lead.act(case, veto, 4), lead.act(case, ProposeVeto(partner="P001", name=SENT.name, statement="承认"), 5)
    by_oneself = lead.act(case, veto, 6)
    told = push(centre, caller, (*begun, unproposed, proposal, by_oneself)).results[4:]
    assert [(found.outcome, found.problem) for found in told] == [
        (Outcome.SUPERSEDED, "illegal-transition"),
        (Outcome.APPLIED, ""),
        (Outcome.REJECTED, "not-allowed"),
    ]
    claimed, confirmed = (
        desk.act(case, vouched(centre, here[2], replace(veto, second=second, words="同意"), case), 7) for second in (2, 1)
    )
    told = results(here, claimed, confirmed)
    assert [(found.outcome, found.problem) for found in told] == [(Outcome.REJECTED, "not-allowed"), (Outcome.REBASED, "")]

    undo = Undo(op_id=confirmed.op_id)
    assert results(here, desk.act(case, undo, 8))[0].problem == "not-allowed"
    assert push(centre, caller, (lead.act(case, undo, 8),)).results[0].outcome.effective


def test_counsellors_decide_complaints_on_their_line_and_on_no_other(here: Here) -> None:
    centre, *_ = here
    counsellor, caller = signed_in(centre, 14)
    for line, allowed in ((Line.PSYCHOLOGY, True), (Line.GENERAL, False)):
        begun = complained(counsellor, line)
        case = begun[0].entity.id
        verdict = Verify(verdict=Verification.VERIFIED, partner="P001", name=SENT.name, statement="承认", card="yellow")
        decided = counsellor.act(case, verdict, 4, group=case)
        record = PartnerDiscipline(
            partner="P001", change=1, level=CardLevel.YELLOW, case_id=case, verdict=verdict.verdict, entry=decided.op_id
        )
        told = push(centre, caller, (*begun, decided, counsellor.make(record, Entity(type="partner", id="P001"), group=case))).results
        assert [found.outcome.effective for found in told] == [True] * 4 + [allowed] * 2
