"""Counts of several desks, in any order of counting, slips, pushes and pulls: every desk comes to the same sum, which is all of them."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.commands import case, outreach
from models.records.base import CHINA
from models.records.case import CaseKind
from models.records.draft import Spent
from models.records.failure import BadInput
from models.records.operation import Desk
from models.records.outreach import OutreachStage, SuggestionOutcome
from models.records.staff import Role
from models.repositories import case as cases
from models.repositories import outreach as events
from models.rules.outreach import suggestion_key
from models.store.clock import SettableClock
from models.store.store import Store, open_store, rebuild
from tests.models.rules.test_outreach import PLAN
from tests.models.store.desks import SyncedDesk, assert_same, founded
from tests.support.centre import PaperCentre

DESKS = 3
NOW = datetime(2013, 3, 18, 9, 0, tzinfo=CHINA)
KEYS = [(service.item, service.partner) for service in PLAN.services]
deeds = st.one_of(
    st.tuples(st.just("count"), st.sampled_from(KEYS), st.integers(1, 70)),
    st.tuples(st.sampled_from(["back", "push", "lost", "pull", "reopen"]), st.just(KEYS[0]), st.just(0)),
)
Script = list[tuple[int, tuple[str, tuple[str, str], int]]]
scripts = st.lists(st.tuples(st.integers(0, DESKS - 1), deeds), max_size=20)


class Home(NamedTuple):
    """A folder with the files of a desk for each number, and the centre that they belong to and have caught up with."""

    folder: Path
    paper: PaperCentre


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder, clock = tmp_path_factory.mktemp("table"), SettableClock(NOW)
    paper = founded(folder / "centre", clock)
    for n in range(DESKS):
        desk = SyncedDesk(folder / str(n), clock, paper, 12 + n, Role.LEAD)
        desk.come_to_rest()
        desk.store.close()
    return Home(folder, paper)


def test_what_several_desks_count_adds_up(home: Home) -> None:
    key, other = KEYS[0], KEYS[-1]
    count, back, lost, pull, reopen = ("count", key, 3), ("back", key, 0), ("lost", key, 0), ("pull", key, 0), ("reopen", key, 0)
    adds_up(home, [(1, count), (2, ("count", other, 5)), (1, lost), (2, count), (2, back), (2, lost), (0, pull), (1, reopen), (0, count)])


@pytest.mark.slow
@settings(max_examples=12)
@given(script=scripts)
def test_what_several_desks_count_adds_up_in_any_order(home: Home, script: Script) -> None:
    adds_up(home, script)


def adds_up(home: Home, script: Script) -> None:
    """Let desks do what the script says, (desk, deed) each, and look whether all of them come to the sum of what was counted."""
    folder, clock, paper = Path(tempfile.mkdtemp(dir=home.folder)), SettableClock(NOW), home.paper.copy()
    for n in range(DESKS):
        shutil.copytree(home.folder / str(n), folder / str(n))
    desks = [SyncedDesk(folder / str(n), clock, paper, 12 + n, Role.LEAD) for n in range(DESKS)]
    _, event = outreach.plan_event(desks[0].store, desks[0].desk, PLAN)
    for desk in desks:
        desk.come_to_rest()
    expected = dict.fromkeys(KEYS, 0)
    own: list[list[tuple[tuple[str, str], int]]] = [[] for _ in desks]
    for n, (deed, key, heads) in script:
        desk = desks[n]
        if deed == "count":
            outreach.count(desk.store, desk.desk, event, *key, heads)
            expected[key] += heads
            own[n].append((key, heads))
        elif deed == "back" and own[n]:
            outreach.take_back(desk.store, desk.desk, event)
            back, fewer = own[n].pop()
            expected[back] -= fewer
        elif deed == "back":
            with pytest.raises(BadInput):
                outreach.take_back(desk.store, desk.desk, event)
        elif deed in ("push", "lost"):
            desk.push(3, answered=deed == "push")
        elif deed == "pull":
            desk.pull(4)
        else:
            desk.reopen()
    for desk in (*desks, *desks):
        desk.come_to_rest()
    sheets = [events.sheet(desk.store, event) for desk in desks]
    assert sheets[0] is not None
    assert all(sheet == sheets[0] for sheet in sheets)
    assert {(row.service.item, row.service.partner): row.heads for row in sheets[0].tally} == expected
    assert sheets[0].event.stage is (OutreachStage.HELD if sum(expected.values()) else OutreachStage.PLANNED)
    assert_same(desks[0], folder)
    for desk in desks:
        desk.store.close()
    shutil.rmtree(folder)


def test_of_two_plans_over_the_same_one_every_desk_has_the_first(home: Home, tmp_path: Path) -> None:
    clock, paper = SettableClock(NOW), home.paper.copy()
    for n in range(2):
        shutil.copytree(home.folder / str(n), tmp_path / str(n))
    first, second = (SyncedDesk(tmp_path / str(n), clock, paper, 12 + n, Role.LEAD) for n in range(2))
    _, event = outreach.plan_event(first.store, first.desk, PLAN)
    first.come_to_rest()
    second.come_to_rest()
    for desk, remarks in ((first, "甲"), (second, "乙")):
        outreach.change_event(desk.store, desk.desk, event, replace(PLAN, remarks=remarks), 1)
    for desk in (first, second, first):
        desk.come_to_rest()
    found = [events.event(desk.store, event) for desk in (first, second)]
    assert [row and row.plan.remarks for row in found] == ["甲", "甲"]
    assert_same(second, tmp_path)
    for desk in (first, second):
        desk.store.close()


def test_what_was_counted_is_there_after_a_kill_and_a_rebuild(store: Store, desk: Desk, lead: Desk, tmp_path: Path) -> None:
    _, event = outreach.plan_event(store, lead, PLAN)
    for heads in (1, 1, 5):
        outreach.count(store, desk, event, "C11-05", "", heads)
    outreach.take_back(store, desk, event)
    outreach.note_suggestion(store, desk, event, "多来几次")
    sheet = events.sheet(store, event)
    # what the disk has at this moment
    shutil.copytree(store.directory, tmp_path / "killed", ignore=shutil.ignore_patterns("*.lock", "lock"))
    again = open_store(tmp_path / "killed")
    assert events.sheet(again, event) == sheet
    rebuild(again)
    assert events.sheet(again, event) == sheet
    again.close()


def test_of_two_who_settle_a_suggestion_the_first_has_and_the_other_stands_beside(home: Home, tmp_path: Path) -> None:
    clock, paper = SettableClock(NOW), home.paper.copy()
    for n in range(2):
        shutil.copytree(home.folder / str(n), tmp_path / str(n))
    first, second = (SyncedDesk(tmp_path / str(n), clock, paper, 12 + n, Role.LEAD) for n in range(2))
    _, event = outreach.plan_event(first.store, first.desk, PLAN)
    noted = [outreach.note_suggestion(first.store, first.desk, event, words)[1] for words in ("楼道灯不亮", "想有人代遛狗")]
    for desk in (first, second):
        desk.come_to_rest()
    made = []
    for desk in (second, first):
        spent = Spent(key=suggestion_key(noted[0]))
        made.append(case.accept(desk.store, desk.desk, item_code="C04-01", kind=CaseKind.SERVICE, number="", text="灯", spent=spent)[1])
        outreach.settle(desk.store, desk.desk, noted[1], SuggestionOutcome.NEED, f"需求{desk.desk.actor}")
        # as long as nobody has heard of the other, each is the first
        row = events.suggestion(desk.store, noted[0])
        assert row is not None
        assert (row.ref, row.late) == (made[-1], ())
    later, earlier = made
    for desk in (first, second, first):
        desk.come_to_rest()
    for desk in (first, second):
        row = events.suggestion(desk.store, noted[0])
        assert row is not None
        assert (row.outcome, row.ref, row.settled_by) == (SuggestionOutcome.CASE, earlier, first.desk.actor)
        assert [(late.outcome, late.ref, late.operator) for late in row.late] == [(SuggestionOutcome.CASE, later, second.desk.actor)]
        assert row.late[0].case_no == cases.state(desk.store, later).no != row.case_no
        # both cases lead to it
        assert [events.suggestion_of_case(desk.store, found) == row for found in made] == [True, True]
        need = events.suggestion(desk.store, noted[1])
        assert need is not None
        assert (need.said, [late.said for late in need.late]) == (f"需求{first.desk.actor}", [f"需求{second.desk.actor}"])
        # only whoever was later is told
        told = {number: {found.id for found in events.overtaken(desk.store, noted, number)} for number in (12, 13, 14)}
        assert told == {12: set(), 13: set(noted), 14: set()}
    assert_same(second, tmp_path)
    for desk in (first, second):
        desk.store.close()
