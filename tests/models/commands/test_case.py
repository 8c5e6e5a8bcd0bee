"""Accepting cases and working on them: numbers, streams, groups, and refusals that change nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.commands import case, reference
from models.records.base import Text
from models.records.callback import Step
from models.records.case import CaseKind, CloseReason, Stage, Verification
from models.records.catalogue import HandlerKind
from models.records.failure import BadInput, RuleBroken
from models.records.journal import (
    Absorb,
    Accept,
    Acknowledge,
    Amend,
    CallbackAnswer,
    Close,
    Complain,
    Dispatch,
    Merge,
    Note,
    ProposeVeto,
    Undo,
    Verify,
    WorkDone,
)
from models.records.operation import Desk, Topic
from models.records.partner import CardLevel
from models.repositories import case as cases
from models.repositories import catalogue, partner, unmet
from models.store.clock import SettableClock
from models.store.inspection import inspect
from models.store.store import Store
from tests.models.store.day import ADMIN, DONE, WALL, WALL_NAME, Day


@pytest.fixture
def day(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> Day:
    return Day(store, clock, desk, lead)


def dump(store: Store) -> list[tuple[object, ...]]:
    """Everything that both files hold, row by row."""
    names = 'SELECT name FROM sqlite_master WHERE type = "table" ORDER BY name'
    return [
        row
        for raw in (store.outbox.database.raw, store.replica.database.raw)
        for (name,) in raw.execute(names).fetchall()
        for row in raw.execute(f'SELECT * FROM "{name}"').fetchall()
    ]


def verdict(kind: Verification = Verification.VERIFIED) -> Verify:
    return Verify(verdict=kind, partner=WALL, name=WALL_NAME, statement="听了解释")


def complained(day: Day) -> str:
    return day.then(day.painted(), Complain(text="毛糙", partner=WALL, name=WALL_NAME))


def bad(store: Store) -> int:
    found = partner.by_code(store, WALL)
    assert found is not None
    return found.verified_bad


def test_accept_keeps_the_item_as_it_is_today(store: Store, desk: Desk) -> None:
    changes, case_id = case.accept(
        store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="+86 577-6555 0101", person_name="陈女士", text="漏水"
    )
    accept = cases.journal(store, case_id)[0].body
    item = catalogue.item_card(store, "C03-03")
    assert isinstance(accept, Accept)
    assert (accept.item_name, accept.item_version, accept.handler_kind) == (item.item.name, 1, HandlerKind.PARTNER)
    assert (accept.number, accept.minutes_on_site, accept.person_name) == ("057765550101", item.minutes_on_site, "陈女士")
    assert changes.ids(Topic.CASE) == {case_id}
    assert changes.about(Topic.OUTBOX)


def test_a_case_keeps_the_name_and_version_of_its_item(store: Store, desk: Desk) -> None:
    _, old = case.accept(store, desk, item_code="C01-01", kind=CaseKind.SERVICE, number="")
    item = catalogue.item(store, "C01-01")
    assert item is not None
    named = type(item)(**{**{name: getattr(item, name) for name in item.__struct_fields__}, "name": Text("新名字")})
    reference.apply_import(store, ADMIN, "item", [named])
    _, new = case.accept(store, desk, item_code="C01-01", kind=CaseKind.SERVICE, number="")
    assert (cases.state(store, old).item_name, cases.state(store, old).item_version) == (item.name, 1)
    assert (cases.state(store, new).item_name, cases.state(store, new).item_version) == (Text("新名字"), 2)


def test_case_numbers_run_by_desk_and_day(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> None:
    def no(where: Desk) -> str:
        return cases.state(store, case.accept(store, where, item_code="C03-03", kind=CaseKind.SERVICE, number="")[1]).no

    unnamed = Desk(actor=17, desk="前台", session="s")
    assert [no(desk), no(desk), no(lead), no(unnamed)] == ["1124-28-001", "1124-28-002", "1124-02-001", "1124-17-001"]
    clock.advance(timedelta(hours=16))
    assert no(desk) == "1125-28-001"


@pytest.mark.parametrize(
    ("item", "number", "code"),
    [("C99-99", "", "catalogue.unknown_item"), ("C03-03", "not a number", "phone.bad"), ("C01-02", "", "catalogue.retired_item")],
)
def test_accept_refuses_what_it_cannot_read(item: str, number: str, code: str, store: Store, desk: Desk) -> None:
    reference.apply_import(store, ADMIN, "item", [], ["C01-02"])
    before = dump(store)
    with pytest.raises(BadInput) as refused:
        case.accept(store, desk, item_code=item, kind=CaseKind.SERVICE, number=number)
    assert refused.value.code == code
    assert dump(store) == before


REFUSALS: list[tuple[str, Callable[[Day, str], object]]] = [
    ("case.missing", lambda day, _: case.append(day.store, day.desk, "nobody", Note(text="x"))),
    ("case.exists", lambda day, one: case.append(day.store, day.desk, one, cases.journal(day.store, one)[0].body)),
    ("verb.not_now", lambda day, one: case.append(day.store, day.desk, one, Acknowledge())),
    ("callback.missing", lambda day, one: case.append(day.store, day.desk, one, Close(reason=CloseReason.DONE, resolved=True))),
    ("merge.use_merge", lambda day, one: case.append(day.store, day.desk, one, Absorb(other="x", other_no="x"))),
    ("merge.self", lambda day, one: case.append(day.store, day.desk, one, Merge(into=one, into_no="x"))),
    ("case.missing", lambda day, one: case.append(day.store, day.desk, one, Merge(into="nobody", into_no="x"))),
    ("undo.nothing", lambda day, one: case.undo_last(day.store, day.desk, one)),
    ("undo.nothing", lambda day, _: case.undo_last(day.store, day.desk, "nobody")),
]


@pytest.mark.parametrize(("code", "deed"), REFUSALS)
def test_refusal_leaves_everything_untouched(code: str, deed: Callable[[Day, str], object], day: Day) -> None:
    one = day.opened("C03-03")
    before = dump(day.store)
    with pytest.raises(RuleBroken) as refused:
        deed(day, one)
    assert refused.value.code == code
    assert dump(day.store) == before


def test_only_the_last_step_can_be_taken_back(day: Day) -> None:
    one = day.then(day.painted(), CallbackAnswer(steps=DONE, score=4))
    dispatch = cases.journal(day.store, one)[1]
    with pytest.raises(RuleBroken, match=r"undo\.not_now"):
        case.append(day.store, day.desk, one, Undo(op_id=dispatch.op_id))
    before = cases.state(day.store, day.painted())
    case.undo_last(day.store, day.desk, one)
    state = cases.state(day.store, one)
    assert (state.stage, state.callback_done, state.score) == (before.stage, False, None)


def test_verdict_fills_the_card_in_and_counts_at_once(day: Day) -> None:
    one = complained(day)
    changes = case.append(day.store, day.desk, one, verdict())
    assert changes.ids(Topic.PARTNER) >= {WALL}
    assert bad(day.store) == 1
    assert cases.state(day.store, one).cards == ((WALL, "yellow"),)
    row = partner.history(day.store, WALL)[0]
    assert (row.change, row.level, row.case_id, row.case_no) == (1, CardLevel.YELLOW, one, cases.state(day.store, one).no)


def test_second_verdict_is_a_red_card_and_an_unfounded_one_is_none(day: Day) -> None:
    day.then(complained(day), verdict())
    second = day.then(complained(day), verdict())
    third = day.then(complained(day), verdict(Verification.UNFOUNDED))
    assert cases.state(day.store, second).cards == ((WALL, "red"),)
    assert cases.state(day.store, third).cards == ()
    assert bad(day.store) == 2


def test_verdict_taken_back_and_restored_takes_the_record_along(day: Day) -> None:
    one = day.then(complained(day), verdict())
    case.undo_last(day.store, day.desk, one)
    assert (bad(day.store), cases.state(day.store, one).stage) == (0, Stage.VERIFYING)
    undo = cases.journal(day.store, one)[-1]
    case.append(day.store, day.desk, one, Undo(op_id=undo.op_id))
    assert (bad(day.store), cases.state(day.store, one).cards) == (1, ((WALL, "yellow"),))
    case.undo_last(day.store, day.desk, one)
    assert bad(day.store) == 0
    assert [row.change for row in partner.history(day.store, WALL)] == [-1, 1, -1, 1]
    assert inspect(day.store).clean


def test_veto_needs_a_second_person_and_expels_at_once(day: Day) -> None:
    one = complained(day)
    with pytest.raises(RuleBroken, match=r"veto\.two_people"):
        case.append(day.store, day.lead, one, verdict(Verification.VETO))
    day.then(one, ProposeVeto(partner=WALL, name=WALL_NAME, statement="不肯道歉"))
    with pytest.raises(RuleBroken, match=r"permission\.denied"):
        case.append(day.store, day.desk, one, verdict(Verification.VETO))
    case.append(day.store, day.lead, one, verdict(Verification.VETO))
    found = partner.by_code(day.store, WALL)
    assert found is not None
    assert (found.verified_bad, found.card) == (3, CardLevel.EXPELLED)
    assert cases.state(day.store, one).cards == ((WALL, "expelled"),)
    case.undo_last(day.store, day.lead, one)
    assert bad(day.store) == 0


def test_merge_writes_both_halves_in_one_group_and_is_reversible(day: Day) -> None:
    one, other = day.opened("C03-03"), day.opened("C03-03")
    number = cases.state(day.store, other).no
    changes = case.append(day.store, day.desk, one, Merge(into=other, into_no=number))
    assert changes.ids(Topic.CASE) == {one, other}
    assert (cases.state(day.store, one).stage, cases.state(day.store, other).merged_from) == (Stage.MERGED, (one,))
    last = list(day.store.outbox.operations())[-2:]
    assert last[0].group == last[1].group is not None
    case.undo_last(day.store, day.desk, one)
    assert (cases.state(day.store, one).stage, cases.state(day.store, other).merged_from) == (Stage.ACCEPTED, ())
    case.append(day.store, day.desk, one, Undo(op_id=cases.journal(day.store, one)[-1].op_id))
    assert (cases.state(day.store, one).stage, cases.state(day.store, other).merged_from) == (Stage.MERGED, (one,))
    assert inspect(day.store).clean


def test_merge_into_a_closed_case_writes_neither_half(day: Day) -> None:
    closed, one = day.taxi(), day.opened("C03-03")
    before = dump(day.store)
    with pytest.raises(RuleBroken, match=r"merge\.closed"):
        case.append(day.store, day.desk, one, Merge(into=closed, into_no="x"))
    assert dump(day.store) == before


def test_verdict_on_an_unknown_partner_writes_nothing(day: Day) -> None:
    one = day.then(
        day.opened("C06-01"),
        Dispatch(partner="P999", name=Text("无此店")),
        WorkDone(),
        Complain(text="x", partner="P999", name=Text("无此店")),
    )
    before = dump(day.store)
    with pytest.raises(RuleBroken, match=r"dispatch\.nobody"):
        case.append(
            day.store, day.desk, one, Verify(verdict=Verification.VERIFIED, partner="P999", name=Text("无此店"), statement="无")
        )
    assert dump(day.store) == before


def test_refile_takes_the_other_item_as_it_is_now(day: Day) -> None:
    one = day.opened("C03-03")
    case.refile(day.store, day.desk, one, "C17-01")
    state = cases.state(day.store, one)
    assert (state.item_code, state.handler_kind) == ("C17-01", HandlerKind.DEPARTMENT)


def test_the_four_stories_end_as_they_ended(day: Day) -> None:
    leak = day.then(
        day.opened("C03-03"),
        Dispatch(partner="P001", name=Text("家家乐")),
        Acknowledge(),
        WorkDone(),
        CallbackAnswer(steps=((Step.DONE, True), (Step.SATISFIED, True)), score=5),
        Close(reason=CloseReason.DONE, resolved=True),
    )
    wall, taxi = day.rough_wall(), day.taxi()
    facts = [(s.closed, s.resolved, s.satisfied) for s in (cases.state(day.store, one) for one in (leak, wall, taxi))]
    assert facts == [(True, True, True), (True, True, True), (True, False, None)]
    assert [(row.case_id, row.need) for row in unmet.all(day.store)] == [(taxi, "夜间叫车")]


def test_amendment_moves_the_case_to_its_new_person_and_name(day: Day) -> None:
    one = day.then(day.opened("C03-03", person_name="陈"), Amend(person_name="程女士", person_id="p1"))
    row = cases.row(day.store, one)
    assert row is not None
    assert row.person_name == "程女士"
    assert [found.id for found in cases.find(day.store, "程女士")] == [one]
