"""Two operators send two partners to one case: the one who came second is called off, at every desk that has to see to it."""

from __future__ import annotations

import pytest

from models.commands import case
from models.commands.waiting import settle
from models.records.base import Text
from models.records.case import CaseKind, CloseReason
from models.records.journal import Close, Decline, Dispatch, Unmet
from models.records.operation import Desk
from models.records.staff import OperatorRow, Role
from models.records.sync import Choice
from models.repositories.waiting import need_rows, needs
from tests.models.store.desks import SyncedDesk, accepted

FIRST, SECOND = Text("家家乐", "Jiajiale"), Text("新颜", "Xinyan")
OWNER, SENDER, OTHER = (OperatorRow(number=number, name=Text(""), role=Role.OPERATOR, desk=number) for number in (28, 12, 7))
LEAD = OperatorRow(number=2, name=Text(""), role=Role.LEAD, desk=2)
COUNSELLOR = OperatorRow(number=14, name=Text(""), role=Role.COUNSELLOR, desk=14)


@pytest.fixture
def case_id(one: SyncedDesk, two: SyncedDesk) -> str:
    """A case of operator 28 for which 28 sent one partner, and 12, whose desk was cut off, another."""
    found = accepted(one)
    one.settle()
    two.settle()
    case.append(one.store, one.desk, found, Dispatch(partner="P001", name=FIRST, phone="0577-65559001"))
    case.append(two.store, two.desk, found, Dispatch(partner="P003", name=SECOND, phone="0577-65559003"))
    for desk in (one, two, one):
        desk.settle()
    return found


@pytest.mark.parametrize(("who", "sees"), [(OWNER, True), (SENDER, True), (LEAD, True), (OTHER, False)])
def test_who_has_to_see_to_it(one: SyncedDesk, case_id: str, who: OperatorRow, sees: bool) -> None:
    rows = need_rows(one.store, who=who)
    assert (len(rows), needs(one.store, who)) == (sees, sees)
    for row in rows:
        assert (row.entity.id, row.sent, row.phone, row.holder, row.by) == (case_id, SECOND, "0577-65559003", FIRST, 12)


def test_the_desk_that_sent_them_has_one_entry_and_not_two(two: SyncedDesk, case_id: str) -> None:
    (row,) = need_rows(two.store, who=SENDER)
    assert (row.entity.id, row.sent, row.holder, needs(two.store, SENDER)) == (case_id, SECOND, FIRST, 1)


@pytest.mark.parametrize("at_owner", [True, False])
def test_once_they_have_been_called_off_nobody_has_to_look_any_more(
    one: SyncedDesk, two: SyncedDesk, case_id: str, at_owner: bool
) -> None:
    here, who = (one, OWNER) if at_owner else (two, SENDER)
    (row,) = need_rows(here.store, who=who)
    settle(here.store, here.desk, row.op_id, Choice.THEIRS)
    assert needs(here.store, who) == 0
    for desk in (one, two, one):
        desk.settle()
    assert [needs(desk.store, found) for desk in (one, two) for found in (OWNER, SENDER, LEAD)] == [0] * 6
    assert case_id


def test_a_partner_who_gets_the_case_after_all_is_not_called_off(one: SyncedDesk, two: SyncedDesk, case_id: str) -> None:
    case.append(one.store, one.desk, case_id, Decline(reason="排满了"))
    for desk in (one, two):
        desk.settle()
    (row,) = need_rows(two.store, who=SENDER)
    settle(two.store, two.desk, row.op_id, Choice.OURS)
    for desk in (two, one):
        desk.settle()
    assert [needs(desk.store, LEAD) for desk in (one, two)] == [0, 0]


def test_two_who_send_the_same_partner_have_nobody_to_call_off(one: SyncedDesk, two: SyncedDesk) -> None:
    found = accepted(one)
    one.settle()
    two.settle()
    for desk in (one, two):
        case.append(desk.store, desk.desk, found, Dispatch(partner="P001", name=FIRST))
    for desk in (one, two, one):
        desk.settle()
    assert needs(one.store, LEAD) == 0
    assert [row.sent for row in need_rows(two.store)] == [Text("")]


def test_a_case_that_is_over_sends_nobody_away(one: SyncedDesk, two: SyncedDesk, case_id: str) -> None:
    case.append(one.store, one.desk, case_id, Decline(reason="排满了"))
    case.append(one.store, one.desk, case_id, Unmet(need="x"))
    case.append(one.store, one.desk, case_id, Close(reason=CloseReason.UNMET, resolved=False))
    for desk in (one, two):
        desk.settle()
    assert needs(one.store, LEAD) == 0
    (row,) = need_rows(two.store)
    settle(two.store, two.desk, row.op_id, Choice.THEIRS)
    assert needs(two.store) == 0


def test_a_lead_hears_nothing_of_the_sealed_line(one: SyncedDesk, two: SyncedDesk) -> None:
    seat = Desk(actor=14, desk="14", session="ses_14", role=Role.COUNSELLOR)
    _, found = case.accept(one.store, seat, item_code="C13-01", kind=CaseKind.SERVICE, number="")
    one.settle()
    two.settle()
    for desk, code, name in ((one, "P001", FIRST), (two, "P003", SECOND)):
        case.append(desk.store, seat, found, Dispatch(partner=code, name=name))
    for desk in (one, two, one):
        desk.settle()
    assert (needs(one.store, LEAD), needs(one.store, COUNSELLOR)) == (0, 1)
