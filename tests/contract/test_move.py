"""A desk that stood alone moves into a real centre with everything that was done there, by the command."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from console.move_command import run as move
from models.commands.case import accept, append
from models.commands.seed import seed
from models.records.case import CaseKind
from models.records.journal import Note
from models.records.operation import Desk, OpState
from models.records.staff import Role
from models.repositories import case as cases
from models.repositories import catalogue, staff
from models.repositories.waiting import need_rows
from models.store.demonstration import Use
from models.store.store import Store, open_store
from models.tables.centre import Accepted, EnrolledDevice, EnrolmentCode
from models.tables.outbox import Op
from sync.client import moving as steps
from sync.client.failures import Unreachable
from sync.client.papers import centre_of, moving_of
from sync.client.transport import HttpWire
from sync.protocol.limits import LIMITS
from sync.server import accounts, devices
from sync.server.centre import Centre
from tests.contract.conftest import PASSWORD, Places
from tests.support.past import ADMIN, NOW, OPERATOR, Past, journal
from tests.support.workplace import Workplace, at_one, until


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Past:
    return Past(tmp_path_factory.mktemp("lived") / "alone")


@pytest.fixture
def past(lived: Past, tmp_path: Path) -> Past:
    return lived.copied(tmp_path / "alone")


@pytest.fixture
def code(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> str:
    """An enrolment code; the administrator's password comes from standard input, however often it is asked."""
    accounts.set_password(centre, int(ADMIN), PASSWORD)

    class Typed(io.StringIO):
        def readline(self, _size: int = -1, /) -> str:
            return f"{PASSWORD}\n"

    monkeypatch.setattr("sys.stdin", Typed())
    return devices.make_code(centre, 0).code


def in_feed(centre: Centre) -> set[str]:
    return set(centre.database.read(lambda connection: connection.scalars(select(Accepted.op_id)).all()))


def test_the_whole_past_of_a_desk_moves(
    past: Past, code: str, centre: Centre, served: str, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    assert past.move(served, code) == 0, capsys.readouterr().out[-1500:]
    told = capsys.readouterr().out
    assert "outbox.db-" in told
    assert centre_of(past.directory) is not None
    assert moving_of(past.directory) is None
    assert len(list((past.directory / "backups").iterdir())) == 2
    assert {path.name for path in next(past.directory.glob("reference-*")).iterdir()} >= {"partners.csv", "staff.csv"}
    there = in_feed(centre)
    store = open_store(past.directory, alone=False)
    assert store.notices == ()
    listed = {row.op_id for row in need_rows(store, sealed=True)}
    nobody = {op_id for op_id, operation in past.ops.items() if operation.actor == "usr_0"}
    assert set(past.ops) - there == listed | nobody
    assert {past.ops[op_id].type for op_id in listed | nobody} == {"reference.import"}
    store.close()

    async def story() -> None:
        async with places(12, 14) as (other, counsellor):
            accounts.set_password(centre, 28, PASSWORD)
            moved = Workplace(past.directory, served, 28, PASSWORD)
            await moved.begin()
            await until(lambda: _all(other, counsellor))
            await until(lambda: _has_back(moved, past))
            for case_id in past.cases:
                for desk in (moved, other):
                    assert await desk.threads.db(journal, case_id) == past.journals[case_id]
            assert await counsellor.threads.db(journal, past.sealed) == past.journals[past.sealed]
            assert not await other.threads.db(journal, past.sealed)
            calls = ["call-1", "call-2", "call-3"]
            assert (await counsellor.threads.db(_calls), await other.threads.db(_calls)) == ([*calls, "call-sealed"], calls)
            case_id = await moved.accept("迁入以后")
            await until(lambda: _knows(other, case_id))
            await moved.end()

    asyncio.run(story())


def test_a_dry_run_tells_everything_and_changes_nothing(
    past: Past, code: str, centre: Centre, served: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, there = past.files(), in_feed(centre)
    assert past.move(served, code, "--dry-run") == 0
    told = capsys.readouterr().out
    assert f"{len(past.journals)} cases" in told
    assert "Operator 28" in told
    assert "Operator 14" in told
    assert "stays here" in told
    assert "password at the centre was not checked" in told
    assert past.files() == before
    assert in_feed(centre) == there
    assert centre.database.read(lambda connection: connection.scalars(select(EnrolmentCode.device)).all()) == ["", ""]


def test_whoever_the_centre_does_not_know_is_named_before_anything_happens(
    past: Past, code: str, centre: Centre, served: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(past.directory)
    stranger = Desk(actor=77, desk="desk-28", session="ses_77")
    append(store, stranger, past.cases[0], Note(text="我是谁"))
    # A team lead here, an operator there: the centre's staff list is the one that counts.
    append(store, Desk(actor=6, desk="desk-28", session="ses_6"), past.cases[0], Note(text="培训员写的"))
    store.close()
    assert past.move(served, code) == 1
    told = capsys.readouterr().out
    assert "Operator 77" in told
    assert "does not know this number" in told
    assert "Operator 6, case.note 1: the role" in told
    assert (centre_of(past.directory), moving_of(past.directory)) == (None, None)
    assert past.move(served, code, "--anyway") == 1
    store = open_store(past.directory, alone=False)
    needs = {row.ours: row.problem for row in need_rows(store) if row.type == "case.note"}
    assert needs == {"我是谁": "not-allowed", "培训员写的": "not-allowed"}
    store.close()


def test_a_move_that_is_cut_goes_on_and_the_desk_works_meanwhile(
    past: Past, code: str, centre: Centre, served: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pushes = [True, True, False]
    whole = HttpWire.push

    def cut(wire: HttpWire, *args: object) -> object:
        answer = whole(wire, *args)  # type: ignore[arg-type]
        if pushes and not pushes.pop(0):
            raise Unreachable("cut")
        return answer

    monkeypatch.setattr("sync.client.push.LIMITS", replace(LIMITS, ops=10))
    monkeypatch.setattr(HttpWire, "push", cut)
    assert past.move(served, code) == 2
    assert "call it again" in capsys.readouterr().out
    assert centre_of(past.directory) is None
    store = open_store(past.directory)
    assert store.notices == ()
    assert cases.journal(store, past.cases[0])
    _, late = accept(store, OPERATOR, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    store.close()
    assert past.move(served, "") == 0
    assert centre_of(past.directory) is not None
    store = open_store(past.directory, alone=False)
    acked = store.outbox.database.connection.scalars(select(Op.entity_id).where(Op.state == OpState.ACKED.value)).all()
    assert {late, *past.cases} <= set(acked)
    store.close()
    there = in_feed(centre)
    assert {op_id for op_id, operation in past.ops.items() if operation.type != "reference.import"} <= there


STEPS: list[tuple[object, str]] = [
    (steps.following, "join"),
    (steps.moving, "keep_back"),
    (steps, "keep_moving"),
    (steps.moving, "finish"),
    (steps, "keep_centre"),
    (steps, "drop_moving"),
]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_command_that_dies_at_any_step_is_followed_by_one_that_ends_the_move(
    past: Past, code: str, centre: Centre, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies before each step and behind it, one time after the other."""

    class Died(BaseException):
        pass

    deaths = 0
    for holder, name in STEPS:
        for behind in (False, True):
            with monkeypatch.context() as patch:
                patch.setattr(holder, name, _dying(getattr(holder, name), behind, Died))
                try:
                    past.move(served, code)
                except Died:
                    deaths += 1
    assert deaths > len(STEPS)
    assert past.move(served, code) == 0
    assert moving_of(past.directory) is None
    assert {op_id for op_id, operation in past.ops.items() if operation.type != "reference.import"} <= in_feed(centre)
    store = open_store(past.directory, alone=False)
    assert store.notices == ()
    assert {case_id: journal(store, case_id) for case_id in past.journals} == past.journals
    store.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("died", ["", "join", "keep_moving"])
def test_a_moved_desk_numbers_its_cases_as_the_centre_says(
    past: Past, code: str, centre: Centre, served: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], died: str
) -> None:
    """Also where the command died behind its enrolment, and is called again with the same code and other wishes."""

    class Died(BaseException):
        pass

    if died:
        with monkeypatch.context() as patch:
            patch.setattr(steps.following if died == "join" else steps, died, _dying(None, behind=False, died=Died))
            with pytest.raises(Died):
                past.move(served, code, "--desk", "345")
    assert past.move(served, code, "--desk", "346" if died else "345") == 0
    assert "-345-" in capsys.readouterr().out
    given = centre.database.read(lambda connection: connection.scalars(select(EnrolledDevice.desk)).all())
    assert 345 in given
    store = open_store(past.directory, alone=False)
    assert store.outbox.desk == 345
    store.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_moved_desk_can_take_a_call_without_ever_having_been_online_since(past: Past, code: str, served: str) -> None:
    assert past.move(served, code) == 0
    store = open_store(past.directory, alone=False)
    assert len(catalogue.items(store)) == 129
    assert staff.all(store)
    assert store.read().exec_driver_sql("SELECT 1 FROM pending WHERE entity_type = 'reference'").first() is None
    number, _ = accept(store, OPERATOR, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    assert number
    store.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_move_that_is_cut_before_the_catalogue_came_goes_on(
    past: Past, code: str, served: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def cut(*_: object) -> object:
        raise Unreachable("cut")

    store = open_store(past.directory)
    own = catalogue.items(store)
    store.close()
    with monkeypatch.context() as patch:
        patch.setattr(HttpWire, "pull", cut)
        assert past.move(served, code) == 2
    assert "call it again" in capsys.readouterr().out
    assert centre_of(past.directory) is None
    store = open_store(past.directory)
    assert catalogue.items(store) == own
    store.close()
    assert past.move(served, "") == 0
    assert centre_of(past.directory) is not None


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_cases_of_two_desks_with_one_number_are_both_found(
    past: Past, code: str, centre: Centre, served: str, tmp_path: Path, places: Places
) -> None:
    twin = Past(tmp_path / "twin")
    assert past.move(served, code) == 0
    # What the first desk has done to a partner the second cannot do again: not all of it stands.
    assert twin.move(served, devices.make_code(centre, 0).code) == 1
    number = past.numbers[past.cases[0]]
    assert twin.numbers[twin.cases[0]] == number

    async def story() -> None:
        async with places(12) as (desk,):
            await until(lambda: _all(desk))
            found = await desk.threads.db(cases.find, number)
            assert {row.id for row in found} == {past.cases[0], twin.cases[0]}

    asyncio.run(story())


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_invented_cases_and_demonstrations_are_taken_by_no_centre(
    code: str, served: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, use, word in (("seeded", Use.WORK, "invented"), ("shown", Use.DEMONSTRATION, "demonstration")):
        store = open_store(tmp_path / name, use=use)
        if use is Use.WORK:
            seed(store, Desk(actor=0, desk="", session="", role=Role.ADMIN), cases=5, seed=1, end=NOW)
        store.close()
        for more in ([], ["--dry-run"]):
            arguments = ["--as", ADMIN, "--language", "en", "--profile-dir", str(tmp_path / name), *more]
            assert move(["move", served, code, *arguments]) == 2
            assert word in capsys.readouterr().err
        assert moving_of(tmp_path / name) is None


def _dying(real: Any, behind: bool, died: type[BaseException]) -> Callable[..., object]:
    def dies(*args: object, **kwargs: object) -> object:
        if behind:
            real(*args, **kwargs)
        raise died

    return dies


async def _all(*desks: Workplace) -> bool:
    return await at_one(*desks) and all(desk.engine.caught_up.is_set() for desk in desks)


async def _has_back(desk: Workplace, past: Past) -> bool:
    """Tell whether a moved desk has everything back that its operator reads: what the counsellor did comes back to them."""
    rows = "SELECT entity_id FROM pending"
    waiting = await desk.threads.db(lambda store: set(store.read().exec_driver_sql(rows).scalars()))
    return desk.engine.caught_up.is_set() and waiting == {past.sealed, "call-sealed"}


async def _knows(desk: Workplace, case_id: str) -> bool:
    return await desk.state(case_id) is not None


def _calls(store: Store) -> list[str]:
    return sorted(store.read().exec_driver_sql("SELECT id FROM call").scalars())
