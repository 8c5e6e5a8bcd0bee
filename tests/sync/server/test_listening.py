"""Who listens hears no more than who asks: what is taken from a desk is taken from its open channel as well."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import requests
from msgspec.structs import replace
from sqlalchemy import text

from models.records.catalogue import Line
from models.records.operation import Entity
from models.records.staff import Role
from models.store.reference import import_of, shelf_of
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Heads, Presence
from sync.protocol.problems import Code
from sync.server import accounts, devices, live
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.founding import new_epoch
from sync.server.people import operators
from sync.server.push import push
from tests.support.desks import PASSWORD, PaperDesk, signed_in
from tests.support.line import Line as Wire
from tests.support.serving import serving

pytestmark = pytest.mark.parametrize("url", ["sqlite_url"], indirect=True)
NEVER = replace(LIMITS, heartbeat_seconds=3600)


@contextmanager
def stream(place: str, desk: PaperDesk) -> Iterator[Iterator[bytes]]:
    """Yield the data of a desk's events, the first two of which have been told."""
    headers = {"Authorization": f"Bearer {desk.access}"}
    with requests.get(f"{place}/v1/live", headers=headers, stream=True, timeout=60) as answer:
        data = (line for line in answer.iter_lines(chunk_size=1) if line.startswith(b"data: "))
        assert b"heads" in next(data)
        next(data)
        yield data


def demote(centre: Centre, number: int) -> None:
    """Let an administrator make an operator of somebody."""
    admin, caller = signed_in(centre, 26)
    row = centre.database.ask(lambda connection: operators(connection, [number]))[number]
    change = import_of("operator", (replace(row, role=Role.OPERATOR),))
    told = push(centre, caller, [admin.make(change, Entity(type="reference", id="operator"), stream=shelf_of("operator").stream)])
    assert [one.outcome.value for one in told.results] == ["applied"]


def test_the_stream_of_a_device_that_is_shut_out_ends_before_anything_more_is_told(centre: Centre) -> None:
    centre.limits = NEVER
    ear, _ = signed_in(centre, 12)
    mouth, caller = signed_in(centre, 28)
    with serving(centre) as place, stream(place, ear) as told:
        devices.revoke_device(centre, ear.id)
        push(centre, caller, (mouth.accept(),))
        assert list(told) == []


def test_a_counsellor_who_is_one_no_more_hears_nothing_of_a_sealed_case(centre: Centre) -> None:
    centre.limits = NEVER
    ear, _ = signed_in(centre, 14)
    other, caller = signed_in(centre, 19)
    case = other.accept(line=Line.PSYCHOLOGY)
    push(centre, caller, (case,))
    with serving(centre) as place, stream(place, ear) as told:
        demote(centre, 14)
        live.be_present(centre, caller, Presence(case_id=case.entity.id, writing=True))
        assert list(told) == []


def test_a_session_that_has_ended_hears_no_further_than_a_heartbeat_however_much_happens(centre: Centre) -> None:
    centre.limits = replace(LIMITS, heartbeat_seconds=1)
    ear, listener = signed_in(centre, 12)
    mouth, caller = signed_in(centre, 28)
    case = mouth.accept()
    push(centre, caller, (case,))
    with serving(centre) as place, stream(place, ear) as told:
        accounts.end_session(centre, listener.session)
        for writing in itertools.islice(itertools.cycle((True, False)), 150):
            live.be_present(centre, caller, Presence(case_id=case.entity.id, writing=writing))
            if next(told, None) is None:
                return
        raise AssertionError("the stream goes on")


ENDINGS: dict[str, Callable[[Centre, Caller], object]] = {
    "signed out": lambda centre, caller: accounts.end_session(centre, caller.session),
    "another password": lambda centre, caller: accounts.set_password(centre, caller.operator.number, PASSWORD),
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_who_listens_is_let_go_at_once_when_a_session_ends(centre: Centre, ending: Callable[[Centre, Caller], object]) -> None:
    centre.limits = NEVER
    ear, listener = signed_in(centre, 12)
    other, _ = signed_in(centre, 28)
    with serving(centre) as place, stream(place, ear) as told, stream(place, other) as goes_on:
        ending(centre, listener)
        assert list(told) == []
        mouth, caller = signed_in(centre, 2)
        push(centre, caller, (mouth.accept(),))
        assert b"centre/ruian" in next(goes_on), "nobody else is let go with it"


def test_a_poll_that_is_held_back_is_refused_to_a_device_that_was_shut_out(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    ear, _ = signed_in(centre, 12)
    look = live.look

    def look_and_shut_out(seen: Centre) -> live.Sight:
        sight = look(seen)
        devices.revoke_device(centre, ear.id)
        return sight

    monkeypatch.setattr(live, "look", look_and_shut_out)
    with serving(centre) as place:
        problem = Wire(place).refused("GET", "/v1/live?wait=20", Authorization=f"Bearer {ear.access}", Accept="application/json")
        assert problem.code is Code.DEVICE_REVOKED


def watched(centre: Centre, story: Callable[[live.Board, Caller, PaperDesk], None], told: Callable[[Heads], bool]) -> None:
    """Let a board look until what it tells of the centre's cases is as it should be after ``story``."""
    desk, caller = signed_in(centre)
    push(centre, caller, [desk.accept() for _ in range(5)])

    async def run(work: Callable[[], live.Sight]) -> live.Sight:
        return await asyncio.to_thread(work)

    async def whole() -> None:
        board = live.Board(centre, run)
        async with board.listening() as woken, asyncio.timeout(60):
            assert board.sight.heads["centre/ruian"] == 5
            board.heard({"centre/ruian": 5})
            story(board, caller, desk)
            while not told(live.heads_in(("centre/ruian",), board.sight)):
                woken.clear()
                await woken.wait()

    asyncio.run(whole())


def set_back(centre: Centre, head: int) -> None:
    """Put an old backup in the place of the database."""
    centre.database.write(lambda connection: connection.execute(text(f"UPDATE stream_head SET n = {head} WHERE stream = 'centre/ruian'")))


def test_heads_go_down_with_a_backup_that_is_put_back(centre: Centre) -> None:
    def story(_board: live.Board, _caller: Caller, _desk: PaperDesk) -> None:
        set_back(centre, 3)
        new_epoch(centre)

    watched(centre, story, lambda heads: (heads.epoch, heads.heads) == (centre.epoch, {"centre/ruian": 3}))


def test_heads_go_down_where_a_standby_took_over_that_nobody_told(centre: Centre) -> None:
    watched(centre, lambda *_: set_back(centre, 3), lambda heads: heads.heads == {"centre/ruian": 3})


def test_what_is_committed_while_the_board_looks_is_not_forgotten(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    look, shown = live.look, []

    async def whole() -> None:
        board = live.Board(centre, asyncio.to_thread)
        loop = asyncio.get_running_loop()

        def slow(seen: Centre) -> live.Sight:
            sight = look(seen)
            asyncio.run_coroutine_threadsafe(_heard(board), loop).result(60)
            return sight

        async with board.listening() as woken, asyncio.timeout(60):
            monkeypatch.setattr(live, "look", slow)
            while "centre/ruian" not in board.sight.heads or not shown:
                woken.clear()
                await woken.wait()
                shown.append(board.sight.heads.get("centre/ruian"))
        assert set(shown) == {7}

    async def _heard(board: live.Board) -> None:
        board.heard({"centre/ruian": 7})

    asyncio.run(whole())
