"""A server is stopped in good order while desks listen to it: it ends without a word of alarm, and they come back to the next one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import requests

from sync.server import accounts, devices
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.contract.conftest import CHEAP, PASSWORD
from tests.contract.test_desks import agreed
from tests.support.killable import KillableServer
from tests.support.workplace import Workplace, until

PATIENCE = 90.0


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


async def _listens(url: str) -> bool:
    """Tell whether the server counts a desk that listens."""
    told = await asyncio.to_thread(lambda: requests.get(f"{url}/metrics", timeout=10).text)
    return "hotline_live_connections 1.0" in told
