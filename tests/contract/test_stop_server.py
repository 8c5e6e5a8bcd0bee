"""A server is stopped in good order while desks listen to it: it ends without a word of alarm, and they come back to the next one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import psycopg
import pytest
import requests
from sqlalchemy import make_url

from models.records.outcome import Outcome
from sync.protocol.messages import Push, PushAnswer
from sync.server import accounts, devices
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.contract.conftest import CHEAP, PASSWORD
from tests.contract.test_desks import agreed
from tests.support import desks
from tests.support.killable import KillableServer
from tests.support.line import Line, sign_in
from tests.support.workplace import Workplace, until

PATIENCE = 90.0

_HELD_UP = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
_OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_desks_that_listen_do_not_hold_a_server_up(url: str, tmp_path: Path) -> None:
    centre = Centre(open_database(url), hasher=CHEAP)
    found(centre)
    accounts.set_password(centre, 28, PASSWORD)
    code = devices.make_code(centre, 0).code
    centre.close()
    log = tmp_path / "server.log"
    server = KillableServer(url, log)

    async def story() -> None:
        server.start()
        desk = Workplace(tmp_path / "desk", server.url, 28, PASSWORD, sleep=lambda seconds: asyncio.sleep(seconds / 20))
        await desk.begin(code, seconds=PATIENCE)
        await until(lambda: agreed(desk), PATIENCE)
        await until(lambda: _listens(server.url), PATIENCE)
        await asyncio.to_thread(server.stop)
        server.start()
        case_id = await desk.accept("厨房漏水")
        await until(lambda: agreed(desk), PATIENCE)
        assert len(await desk.journal(case_id)) == 1
        await desk.end()
        await asyncio.to_thread(server.stop)

    try:
        asyncio.run(story())
    finally:
        server.kill()
    words = log.read_text(encoding="utf-8")
    assert "Traceback" not in words, words
    assert "Cancel" not in words, words


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_several_processes_let_go_who_listens_and_answer_what_they_were_asked(url: str, tmp_path: Path) -> None:
    """A push hangs at the database when the server is told to stop; it is answered, and nothing is left behind at the database."""
    centre = Centre(open_database(url), hasher=CHEAP)
    found(centre)
    accounts.set_password(centre, 28, desks.PASSWORD)
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    log = tmp_path / "server.log"
    server = KillableServer(url, log, workers=2)
    server.start()
    try:
        _wait(lambda: _answers(server.url))
        line = Line(server.url)
        desk, token = sign_in(line, centre)
        centre.close()
        push = Push(operations=(desk.accept(),))
        headers = {"Authorization": token, "Sync-Protocol": "1", "Content-Type": "application/json"}
        with (
            ThreadPoolExecutor(2) as at_once,
            psycopg.connect(address) as holder,
            psycopg.connect(address, autocommit=True) as watcher,
            requests.get(f"{server.url}/v1/live", headers=headers, stream=True, timeout=PATIENCE) as live,
        ):
            events = live.iter_content(None)
            assert next(events).startswith(b"event: heads")
            holder.execute("SELECT * FROM device FOR UPDATE")
            pushed = at_once.submit(requests.post, f"{server.url}/v1/ops", msgspec.json.encode(push), headers=headers, timeout=PATIENCE)
            _wait(lambda: watcher.execute(_HELD_UP).fetchone() == (1,))
            stopped = at_once.submit(server.stop)
            assert all(event.startswith(b"event: ") for event in events), "the channel came to its end"
            holder.rollback()
            answer = pushed.result(PATIENCE)
            assert (answer.status_code, msgspec.json.decode(answer.content, type=PushAnswer).results[0].outcome) == (200, Outcome.APPLIED)
            assert stopped.result(PATIENCE) == 0
            holder.close()
            _wait(lambda: watcher.execute(_OTHERS).fetchone() == (0,))
    finally:
        server.kill()
    words = log.read_text(encoding="utf-8")
    assert "Traceback" not in words, words
    assert "Cancel" not in words, words


async def _listens(url: str) -> bool:
    """Tell whether the server counts a desk that listens."""
    told = await asyncio.to_thread(lambda: requests.get(f"{url}/metrics", timeout=10).text)
    return "hotline_live_connections 1.0" in told


def _answers(url: str) -> bool:
    """Tell whether a server is up."""
    try:
        return requests.get(f"{url}/readyz", timeout=10).status_code == 200
    except requests.ConnectionError:
        return False


def _wait(what: Callable[[], bool]) -> None:
    """Look again and again until something is so."""

    async def looked() -> bool:
        return what()

    asyncio.run(until(looked, PATIENCE))
