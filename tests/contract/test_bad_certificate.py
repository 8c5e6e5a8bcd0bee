"""Somebody else answers at the centre's address: a desk says nothing to them, works on, and comes back when the centre does."""

from __future__ import annotations

import asyncio
import functools
import gc
import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509

from models.records.sync import Away
from sync.server import accounts, devices
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.contract.conftest import CHEAP, PASSWORD
from tests.contract.test_desks import agreed
from tests.support.killable import KillableServer
from tests.support.oddserver import OddServer, certificate
from tests.support.workplace import FrailWire, Workplace, until

PATIENCE = 90.0
HERE = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))


# The ssl of Python 3.11 leaves a socket to the collector that was reset between connecting and shaking hands, as a killed server's is.
@pytest.mark.filterwarnings("ignore:unclosed <ssl:ResourceWarning")
def test_a_certificate_that_does_not_match_is_told_nothing_and_passes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'centre.db'}"
    (tmp_path / "ours").mkdir()
    (tmp_path / "theirs").mkdir()
    ours, _ = certificate(tmp_path / "ours", HERE)
    _, theirs = certificate(tmp_path / "theirs", HERE)
    centre = Centre(open_database(url), hasher=CHEAP)
    found(centre)
    accounts.set_password(centre, 28, PASSWORD)
    code = devices.make_code(centre, 0).code
    centre.close()
    server = KillableServer(url, tmp_path / "server.log", (ours, ours.with_suffix(".key")))

    async def story() -> None:
        server.start()
        trusting = functools.partial(FrailWire, authority=str(ours))
        desk = Workplace(tmp_path / "desk", server.url, 28, PASSWORD, sleep=lambda seconds: asyncio.sleep(seconds / 20), wire=trusting)
        await desk.begin(code, seconds=PATIENCE)
        await until(lambda: agreed(desk), PATIENCE)
        server.kill()
        stranger = OddServer(lambda exchange: exchange.answer(b"{}"))
        stranger.start(theirs, urlsplit(server.url).port or 0)
        try:
            case_id = await desk.accept("厨房漏水")
            await until(lambda: _away(desk, Away.UNTRUSTED, 1), PATIENCE)
            assert stranger.requests == [], "nothing was said to a stranger"
        finally:
            stranger.stop()
        server.start()
        await until(lambda: agreed(desk), PATIENCE)
        assert len(await desk.journal(case_id)) == 1
        await desk.end()

    try:
        asyncio.run(story())
    finally:
        server.kill()
        gc.collect()


async def _away(desk: Workplace, away: Away, waiting: int) -> bool:
    return desk.status.away is away and desk.status.waiting.count == waiting
