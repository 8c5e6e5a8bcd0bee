"""Who answers for a case: one operator or nobody, whoever moves it in whatever order, and nothing is lost on the way."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.base import Text
from models.records.case import CaseState
from models.records.catalogue import Line
from models.records.failure import RuleBroken
from models.records.journal import Accept, Body, Dispatch, Entry, HandOver, Note, Prioritise, Reassign, TakeOver, Undo
from models.records.staff import OperatorRow, Role
from models.rules.lifecycle import effective, fold
from models.rules.outcome import decide
from models.rules.owner import check_move, may_own
from models.store.rows import case_row, unowned_rows
from tests.models.rules.journals import accept, entry, profile, state_of, told

PEOPLE = (28, 12, 2)
STANDARD = profile()
MOVES = st.one_of(
    st.builds(TakeOver, seen=st.sampled_from((0, *PEOPLE)), second=st.sampled_from((0, 0, 12))),
    st.builds(Reassign, seen=st.sampled_from((0, *PEOPLE)), to=st.sampled_from(PEOPLE), reason=st.just("病了")),
    st.builds(HandOver, seen=st.sampled_from((0, *PEOPLE)), note=st.just("等回电")),
    st.builds(Prioritise, reason=st.just("独居"), raised=st.booleans()),
    st.builds(Note, text=st.just("记")),
    st.builds(Dispatch, partner=st.just("P001"), name=st.just(Text("家家乐"))),
    st.integers(1, 12).map(lambda n: Undo(op_id=f"op-{n}")),
)
STEPS = st.lists(st.tuples(st.sampled_from(PEOPLE), MOVES), max_size=12)


def journal_of(steps: list[tuple[int, Body]]) -> list[Entry]:
    return [entry(1, accept()), *(entry(n, body, actor=actor) for n, (actor, body) in enumerate(steps, 2))]


def test_whoever_accepts_answers_for_it() -> None:
    state = state_of(accept())
    assert (state.owner, state.handed, state.priority) == (28, None, False)
    assert case_row(state, STANDARD, "")["owner"] == 28


def test_a_state_kept_before_there_were_owners_is_whoever_accepted_it() -> None:
    kept = msgspec.json.decode(msgspec.json.encode(state_of(accept())))
    assert not {"moved_to", "handed", "priority"} & kept.keys(), "so an earlier centre wrote it"
    assert msgspec.convert(kept, CaseState).owner == 28
    down = state_of(accept(), HandOver(seen=28))
    assert msgspec.json.decode(msgspec.json.encode(down), type=CaseState) == down


def test_a_case_is_laid_down_and_taken_up() -> None:
    down = told(accept(), HandOver(seen=28, note="等回电"))
    assert down.owner == 0
    assert down.handed is not None
    assert (down.handed.by, down.handed.note) == (28, "等回电")
    assert unowned_rows(down) == [{"case_id": "case-1", "handed_by": 28, "at": down.handed.at, "note": "等回电"}]
    up = told(accept(), HandOver(seen=28), TakeOver(seen=0, second=12))
    assert (up.owner, up.handed, unowned_rows(up)) == (12, None, [])


def test_of_two_who_take_it_at_once_the_first_has_it() -> None:
    entries = [entry(1, accept()), entry(2, HandOver(seen=28)), entry(3, TakeOver(seen=0), actor=12)]
    late = decide(fold(entries), entries, TakeOver(seen=0), 2, STANDARD, 2)
    assert (late.outcome.value, late.problem) == ("superseded", "illegal-transition")
    assert fold([*entries, entry(4, TakeOver(seen=0), actor=2)]).owner == 12


@pytest.mark.parametrize(
    ("bodies", "code"),
    [
        ((TakeOver(seen=12),), "owner.moved"),
        ((HandOver(seen=28), HandOver(seen=0)), "owner.none"),
        ((Reassign(seen=28, to=28, reason="病了"),), "owner.same"),
        ((Reassign(seen=28, to=0, reason="病了"),), "owner.same"),
        ((TakeOver(seen=28, second=28),), "owner.same"),
        ((Reassign(seen=28, to=12, reason=" "),), "owner.reason_missing"),
        ((Prioritise(reason=""),), "owner.reason_missing"),
        ((Prioritise(reason="独居"), Prioritise(reason="独居")), "priority.same"),
        ((Prioritise(raised=False),), "priority.same"),
    ],
)
def test_what_does_not_fit_is_refused(bodies: tuple[Body, ...], code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        told(accept(), *bodies)
    assert refused.value.code == code


def test_an_undo_brings_the_owner_back_and_takes_the_priority_away() -> None:
    moved = (accept(), Reassign(seen=28, to=12, reason="病了"), Prioritise(reason="独居"))
    state = state_of(*moved)
    assert (state.owner, state.priority) == (12, True)
    back = state_of(*moved, Undo(op_id="op-3"), Undo(op_id="op-2"))
    assert (back.owner, back.priority) == (28, False)
    assert state_of(*moved, Prioritise(raised=False)).priority is False


@given(STEPS)
def test_any_interleaving_leaves_one_owner_or_lists_it_as_nobodys(steps: list[tuple[int, Body]]) -> None:
    entries = journal_of(steps)
    state = fold(entries)
    assert state.owner in (0, *PEOPLE)
    row = case_row(state, STANDARD, "")
    assert row["owner"] == state.owner
    assert row["open"]
    assert [found["case_id"] for found in unowned_rows(state)] == (["case-1"] if state.owner == 0 else [])
    assert len(entries) == state.rev, "every line stays in the journal"


@given(STEPS)
def test_the_owner_is_whom_the_last_move_that_fitted_names(steps: list[tuple[int, Body]]) -> None:
    """An independent recount: walk the entries that count and compare with the fold."""
    entries = journal_of(steps)
    owner = 28
    for line in effective(entries):
        match line.body:
            case Accept():
                owner = line.actor
            case TakeOver(seen=seen, second=second) if seen == owner and (not second or second != owner):
                owner = second or line.actor
            case Reassign(seen=seen, to=to) if seen == owner and to != owner:
                owner = to
            case HandOver(seen=seen) if seen == owner and owner:
                owner = 0
    assert fold(entries).owner == owner


@given(STEPS, st.sampled_from(PEOPLE), MOVES)
def test_what_the_centre_lets_stand_is_what_the_fold_takes(steps: list[tuple[int, Body]], actor: int, body: Body) -> None:
    entries = journal_of(steps)
    state = fold(entries)
    if isinstance(body, Undo):
        return
    decided = decide(state, entries, body, state.rev, STANDARD, actor)
    after = fold([*entries, entry(len(entries) + 1, body, actor=actor)])
    if not decided.outcome.effective:
        assert (after.owner, after.handed, after.priority) == (state.owner, state.handed, state.priority)
    elif isinstance(body, TakeOver):
        assert after.owner == (body.second or actor)


def person(role: Role, number: int = 12, *, retired: bool = False) -> OperatorRow:
    return OperatorRow(number=number, name=Text("演示"), role=role, desk=1, retired=retired)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("line", Line)
def test_only_those_who_take_shifts_and_read_the_line_can_answer_for_a_case(role: Role, line: Line) -> None:
    takes = role in (Role.OPERATOR, Role.LEAD, Role.COUNSELLOR)
    assert may_own(person(role), line) is (takes and (line is not Line.PSYCHOLOGY or role is Role.COUNSELLOR))
    assert not may_own(person(role, retired=True), line)
    assert not may_own(None, line)


def test_a_colleagues_case_is_laid_down_by_a_lead_only() -> None:
    check_move(Role.OPERATOR, 28, HandOver(seen=28), Line.GENERAL, None)
    check_move(Role.LEAD, 2, HandOver(seen=28), Line.GENERAL, None)
    for role, number, body, to, code in (
        (Role.OPERATOR, 12, HandOver(seen=28), None, "owner.not_yours"),
        (Role.OPERATOR, 12, TakeOver(seen=12), None, "owner.same"),
        (Role.LEAD, 2, Reassign(seen=28, to=24, reason="病了"), person(Role.TRAINER, 24), "owner.unknown"),
        (Role.LEAD, 2, Reassign(seen=28, to=99, reason="病了"), None, "owner.unknown"),
    ):
        with pytest.raises(RuleBroken) as refused:
            check_move(role, number, body, Line.GENERAL, to)
        assert refused.value.code == code
