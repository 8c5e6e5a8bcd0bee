"""Handing over between desks that do not see each other: the same owner and the same reader everywhere, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.commands import case, handover
from models.records.failure import RuleBroken
from models.records.journal import HandOver, Prioritise, Reassign, TakeOver
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories import case as cases
from models.repositories import handover as handovers
from models.repositories import owner
from models.rules.handover import next_shift
from tests.models.store.desks import SyncedDesk, accepted, assert_same


def read_by(desk: SyncedDesk) -> list[tuple[int, int]]:
    return [tuple(row) for row in desk.store.replica.database.raw.execute("SELECT operator, taken_by FROM handover ORDER BY id")]


def test_notes_that_two_desks_read_at_once_are_read_by_one(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    handover.write(one.store, one.desk, next_shift(one.store.profile.shifts, one.clock.now()), "三号线话机有杂音")
    one.settle()
    two.settle()
    (told,) = handovers.notes(two.store)
    for desk in (one, two):
        handover.take(desk.store, desk.desk, told.id)
    two.settle()
    one.settle()
    two.settle()
    assert read_by(one) == read_by(two) == [(28, 12)]
    for desk in (one, two):
        assert_same(desk, tmp_path)


MOVES = st.lists(
    st.tuples(
        st.sampled_from(("first", "second")),
        st.sampled_from(("take", "lay down", "give to 12", "give to 28", "first in line", "settle")),
        st.integers(0, 1),
    ),
    max_size=14,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(moves=MOVES)
def test_whatever_two_desks_do_each_case_has_one_owner_or_is_listed_as_nobodys(
    one: SyncedDesk, two: SyncedDesk, moves: list[tuple[str, str, int]]
) -> None:
    ids = [accepted(one) for _ in range(2)]
    for desk in (one, two):
        desk.settle()
    for who, what, which in moves:
        _do(one if who == "first" else two, what, ids[which])
    for desk in (one, two, one):
        desk.settle()
    seen = [[cases.state(desk.store, case_id) for case_id in ids] for desk in (one, two)]
    assert seen[0] == seen[1]
    assert all(state.owner in (0, 12, 28) for state in seen[0])
    for desk in (one, two):
        listed = {row.case.id for row in owner.unowned(desk.store)} & set(ids)
        assert listed == {state.id for state in seen[0] if not state.owner}
        for number in (12, 28):
            held = {row.id for row in handovers.mine(desk.store, number)} & set(ids)
            assert held == {state.id for state in seen[0] if state.owner == number}


def _do(desk: SyncedDesk, what: str, case_id: str) -> None:
    """Do something to a case as this desk sees it; what the rules refuse there is not done."""
    now = cases.state(desk.store, case_id).owner
    lead = Desk(actor=desk.desk.actor, desk=desk.desk.desk, session=desk.desk.session, role=Role.LEAD)
    bodies = {
        "take": TakeOver(seen=now),
        "lay down": HandOver(seen=now),
        "give to 12": Reassign(seen=now, to=12, reason="病了"),
        "give to 28": Reassign(seen=now, to=28, reason="病了"),
        "first in line": Prioritise(reason="独居"),
    }
    if what == "settle":
        desk.settle()
        return
    try:
        case.append(desk.store, lead, case_id, bodies[what])
    except RuleBroken:
        return
