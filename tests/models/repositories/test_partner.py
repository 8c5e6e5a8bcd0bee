"""Partners with what is known of them now, and the other reference rows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.records.base import Text
from models.records.journal import Acknowledge, Decline, Dispatch
from models.records.operation import Desk
from models.records.partner import PartnerRow
from models.repositories import call, catalogue, knowledge, partner, staff, unit
from models.repositories import case as cases
from models.store.clock import SettableClock
from models.store.store import Store
from tests.models.store.day import NUMBER, Day

CODE = "P001"
NAME = Text("家家乐家政服务中心")


@pytest.fixture
def day(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> Day:
    return Day(store, clock, desk, lead)


def live(day: Day) -> PartnerRow:
    found = partner.by_code(day.store, CODE)
    assert found is not None
    return found


def test_busy_today_and_last_dispatch_follow_the_cases(day: Day) -> None:
    assert (live(day).busy, live(day).today, live(day).last_dispatch) == (0, 0, "")
    one = day.then(day.opened("C03-03"), Dispatch(partner=CODE, name=NAME))
    sent = cases.state(day.store, one).times["dispatch"]
    assert (live(day).busy, live(day).today, live(day).last_dispatch) == (1, 1, sent)
    day.then(one, Acknowledge(), Decline(reason="排满了"))
    assert (live(day).busy, live(day).today) == (0, 0)
    day.then(day.opened("C03-03"), Dispatch(partner=CODE, name=NAME))
    day.clock.advance(timedelta(days=1))
    assert (live(day).busy, live(day).today) == (1, 0)
    assert live(day) == next(row for row in partner.all(day.store) if row.code == CODE)


def test_who_has_been_sent_to_this_caller_before(day: Day) -> None:
    day.then(day.opened("C03-03"), Dispatch(partner=CODE, name=NAME))
    assert partner.used_before(day.store, NUMBER) == {CODE}
    assert partner.used_before(day.store, "13800009999") == frozenset()
    day.then(day.opened("C03-03", number=""), Dispatch(partner=CODE, name=NAME))
    assert partner.used_before(day.store, "") == frozenset()


def test_the_present_case_has_not_been_before(day: Day) -> None:
    present = day.then(day.opened("C03-03"), Dispatch(partner=CODE, name=NAME))
    assert partner.used_before(day.store, NUMBER, present) == frozenset()
    before = day.then(day.opened("C03-03"), Dispatch(partner=CODE, name=NAME))
    assert partner.used_before(day.store, NUMBER, present) == partner.used_before(day.store, NUMBER, before) == {CODE}


def test_units_of_an_item_with_the_district_first(store: Store) -> None:
    item = next(item for row in unit.all(store) if "*" not in row.districts for item in row.items)
    here = next(row.districts[0] for row in unit.for_item(store, item, "") if "*" not in row.districts)
    found = unit.for_item(store, item, here)
    assert all(item in row.items for row in found)
    ranks = [0 if here in row.districts else 1 if "*" in row.districts else 2 for row in found]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0
    assert {row.code for row in found} == {row.code for row in unit.all(store) if item in row.items}


def test_articles_items_staff_and_cards(store: Store) -> None:
    assert [row.code for row in knowledge.for_item(store, "C10-04")] == [row.code for row in knowledge.all(store) if "C10-04" in row.items]
    card = catalogue.item_card(store, "C13-07")
    assert card.transfer is not None
    assert card.category.code == "C13"
    assert card.item == catalogue.item(store, "C13-07")
    assert catalogue.item_cards(store) == {row.code: catalogue.item_card(store, row.code) for row in catalogue.items(store)}
    assert staff.by_number(store, 28) == next(row for row in staff.all(store) if row.number == 28)
    assert staff.by_number(store, 999) is None
    assert partner.by_code(store, "P999") is None
    assert unit.by_code(store, "D999") is None
    assert call.by_id(store, "nothing") is None
