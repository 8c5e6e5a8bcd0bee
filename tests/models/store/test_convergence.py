"""Whatever the order of deeds, pushes, pulls, lost answers, deaths and images: in the end every desk is the fold of the one feed."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test
from msgspec.structs import replace

from models.commands import call, caller, case, reference, search
from models.records.base import CHINA, Text
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.case import CaseKind, Verification
from models.records.effects import PartnerDiscipline
from models.records.failure import BadInput, RuleBroken
from models.records.journal import Acknowledge, Amend, Body, Cancel, Decline, Dispatch, Feedback, Note, Reopen, WorkDone
from models.records.operation import Entity
from models.records.partner import CardLevel
from models.records.staff import Role
from models.repositories import caller as callers
from models.repositories import case as cases
from models.repositories import catalogue
from models.store import centre, sending
from models.store.clock import SettableClock
from models.store.mirror import Mirror
from models.store.store import rebuild
from tests.models.store.day import a_call
from tests.models.store.desks import SyncedDesk, assert_same, founded
from tests.support.centre import PaperCentre, Parted

DESKS = 2
SEALED = "C13-01"
"""An item of the psychology line, whose cases lie in another stream."""
PLACE = "330381001"
which = st.integers(0, DESKS - 1)
words = st.sampled_from(("漏水", "停电", "遛狗", ""))
BODIES: tuple[Body, ...] = (
    Note(text="记"),
    Dispatch(partner="P001", name=Text("家家乐")),
    Dispatch(partner="P003", name=Text("新颜")),
    Acknowledge(),
    Decline(reason="排满了"),
    WorkDone(),
    Feedback(note="到了"),
    Cancel(),
    Reopen(reason="又来"),
)


class Desks(RuleBasedStateMachine):
    """Two desks and a centre on paper. Every step of the way may be the last before a death."""

    home: Path
    template: PaperCentre

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=self.home))
        self.clock = SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))
        self.paper = self.template.copy()
        for number in range(DESKS):
            shutil.copytree(self.home / "desk", self.folder / str(number))
        self.desks = [
            SyncedDesk(self.folder / str(number), self.clock, self.paper, 12 + number, Role.COUNSELLOR) for number in range(DESKS)
        ]
        self.cases: list[str] = []
        self.people: list[str] = []
        self.images = 0

    @rule(n=which, sealed=st.booleans(), text=words)
    def accept(self, n: int, sealed: bool, text: str) -> None:
        item, desk = SEALED if sealed else "C03-04", self.desks[n]
        with contextlib.suppress(BadInput):  # a replica that has just begun anew has no catalogue
            _, case_id = case.accept(desk.store, desk.desk, item_code=item, kind=CaseKind.SERVICE, number="", district=PLACE, text=text)
            self.cases.append(case_id)

    @precondition(lambda self: self.cases)
    @rule(n=which, place=st.integers(0, 9), body=st.sampled_from(BODIES))
    def append(self, n: int, place: int, body: Body) -> None:
        self._do(n, place, body)

    @precondition(lambda self: self.cases)
    @rule(n=which, place=st.integers(0, 9), text=words, address=st.none() | words)
    def amend(self, n: int, place: int, text: str, address: str | None) -> None:
        self._do(n, place, Amend(text=text, address=address))

    @precondition(lambda self: self.cases)
    @rule(n=which, place=st.integers(0, 9), item=st.sampled_from(("C03-03", "C01-01", SEALED)))
    def refile(self, n: int, place: int, item: str) -> None:
        desk = self.desks[n]
        with contextlib.suppress(RuleBroken, BadInput):
            case.refile(desk.store, desk.desk, self.cases[place % len(self.cases)], item)

    @precondition(lambda self: self.cases)
    @rule(n=which, place=st.integers(0, 9))
    def undo(self, n: int, place: int) -> None:
        desk, case_id = self.desks[n], self.cases[place % len(self.cases)]
        if cases.journal(desk.store, case_id, sealed=True):
            with contextlib.suppress(RuleBroken):
                case.undo_last(desk.store, desk.desk, case_id)

    @rule(n=which, place=st.integers(0, 3), name=words, numbers=st.sets(st.sampled_from(("13800001111", "13800002222", "13800003333"))))
    def save(self, n: int, place: int, name: str, numbers: set[str]) -> None:
        desk = self.desks[n]
        known = self.people[place] if place < len(self.people) else ""
        with contextlib.suppress(BadInput):
            row = PersonRow(id=known, name=name, numbers=tuple(sorted(numbers)), notes=name)
            _, person_id = caller.save_person(desk.store, desk.desk, row)
            if not known:
                self.people.append(person_id)

    @precondition(lambda self: self.people)
    @rule(n=which, place=st.integers(0, 3), lifted=st.booleans(), note=words)
    def flag(self, n: int, place: int, lifted: bool, note: str) -> None:
        desk, person_id = self.desks[n], self.people[place % len(self.people)]
        if callers.person(desk.store, person_id) is not None:
            flag = Flag(kind=FlagKind.ELDERLY, note=note, review_on="2027-05-01")
            caller.flag_person(desk.store, desk.desk, person_id, flag, lifted=lifted)

    @rule(n=which, what=st.integers(0, 4), kind=st.sampled_from(("street", "town", "township")))
    def other(self, n: int, what: int, kind: str) -> None:
        desk = self.desks[n]
        if what == 0:
            search.record_lead(desk.store, desk.desk, "遛狗")
        elif what == 1:
            search.record_choice(desk.store, desk.desk, "水管", "C03-03")
        elif what == 2:
            call.record_call(desk.store, desk.desk, a_call("call-1", self.clock))
        elif what == 3:
            body = PartnerDiscipline(
                partner="P003", change=1, level=CardLevel.YELLOW, case_id="c", verdict=Verification.VERIFIED, entry="e"
            )
            with desk.store.write(desk.desk) as work:
                work.record("partners", Entity(type="partner", id="P003"), body)
        else:
            admin = replace(desk.desk, role=Role.ADMIN)
            for row in catalogue.districts(desk.store):
                if row.code == PLACE:
                    reference.apply_import(desk.store, admin, "district", [replace(row, name=Text(str(n)), kind=kind)])

    @rule(n=which, ops=st.integers(1, 6), answered=st.booleans())
    def push(self, n: int, ops: int, answered: bool) -> None:
        self.desks[n].push(ops, answered=answered)

    @rule(n=which, limit=st.integers(1, 6), streams=st.sets(st.sampled_from(("centre/ruian", "line/psychology", "catalogue", "partners"))))
    def pull(self, n: int, limit: int, streams: set[str]) -> None:
        try:
            self.desks[n].pull(limit, streams or None)
        except Parted:
            centre.diverged(self.desks[n].store)

    @rule(n=which)
    def pull_and_die_between_the_commits(self, n: int) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(centre, "confirm", _dies)
            with contextlib.suppress(KeyboardInterrupt):
                self.pull(n, 1000, set())
        self.desks[n].reopen()

    @rule(n=which)
    def die_and_come_back(self, n: int) -> None:
        self.desks[n].reopen()

    @rule(n=which)
    def take_an_image(self, n: int) -> None:
        self.images += 1
        desk, path = self.desks[n], self.folder / f"mirror-{self.images}.db"
        if desk.store.outbox.epoch:
            mirror = Mirror(path, self.paper.epoch)
            mirror.apply(*self.paper.page({}, 1 << 30))
            ends = mirror.image(desk.directory / "image.db")
            mirror.close()
            centre.adopt(desk.store, desk.directory / "image.db", self.paper.epoch, ends)

    @rule(n=which)
    def begin_the_replica_anew(self, n: int) -> None:
        rebuild(self.desks[n].store)

    @rule(n=which)
    def renew(self, n: int) -> None:
        sending.renew_incarnation(self.desks[n].store)

    @precondition(lambda self: len(self.paper.feed.get("centre/ruian", ())) > 2)
    @rule(lost=st.integers(1, 2))
    def centre_loses_its_tail(self, lost: int) -> None:
        self.paper.forget("centre/ruian", len(self.paper.feed["centre/ruian"]) - lost + 1)

    @rule(n=which)
    def refuse_what_comes_next(self, n: int) -> None:
        waiting = [operation.op_id for operation in self.desks[n].store.outbox.operations()]
        if waiting:
            self.paper.refuse.add(waiting[-1])

    @invariant()
    def time_passes(self) -> None:
        self.clock.advance(timedelta(seconds=30))

    def teardown(self) -> None:
        try:
            for _ in range(2):
                for desk in self.desks:
                    try:
                        desk.come_to_rest()
                    except Parted:
                        centre.diverged(desk.store)
                        desk.come_to_rest()
            for number, desk in enumerate(self.desks):
                assert_same(desk, self.folder)
                assert set(desk.ids()) <= self.paper.ids(), number
        finally:
            for desk in self.desks:
                desk.store.close()
            shutil.rmtree(self.folder)

    def _do(self, n: int, place: int, body: Body) -> None:
        desk = self.desks[n]
        with contextlib.suppress(RuleBroken, BadInput):
            case.append(desk.store, desk.desk, self.cases[place % len(self.cases)], body)


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A folder with a profile that has the reference data, to be copied for each example."""
    clock = SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))
    Desks.home, Desks.template = tmp_path, founded(tmp_path / "founder", clock)
    desk = SyncedDesk(tmp_path / "desk", clock, Desks.template, 1)
    desk.settle()
    desk.store.close()
    (tmp_path / "desk" / "device.key").unlink()
    return tmp_path


@pytest.mark.usefixtures("home")
@pytest.mark.expected_log("store.key_lost")
def test_a_centre_that_lost_its_tail_and_is_as_long_again_is_known_by_its_chain() -> None:
    state = Desks()
    state.begin()
    for step in (
        lambda: state.save(n=1, place=0, name="漏水", numbers={"13800001111"}),
        lambda: state.flag(n=1, place=0, lifted=False, note="漏水"),
        lambda: state.push(n=1, ops=6, answered=True),
        lambda: state.pull_and_die_between_the_commits(n=1),
        lambda: state.pull_and_die_between_the_commits(n=0),
        lambda: state.flag(n=0, place=0, lifted=False, note="漏水"),
        lambda: state.push(n=0, ops=6, answered=True),
        lambda: state.centre_loses_its_tail(lost=2),
    ):
        step()
        state.time_passes()
    state.teardown()


@pytest.mark.usefixtures("home")
@pytest.mark.expected_log("store.key_lost")
def test_all_desks_become_the_fold_of_the_feed() -> None:
    run_state_machine_as_test(
        Desks, settings=settings(max_examples=15, stateful_step_count=20, suppress_health_check=list(HealthCheck))
    )

