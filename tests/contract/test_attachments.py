"""Scans on their way: one desk takes a paper in, the other opens the very bytes, whatever dies in between."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from models.commands import admission
from models.records.admission import Scan
from models.records.failure import WorldFailure
from models.records.operation import Desk
from models.records.staff import Role
from models.records.sync import Light
from models.store import scans
from sync.client import blobs
from sync.client.failures import Unreachable
from sync.protocol.messages import BlobStand
from sync.server import accounts, devices
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.contract.conftest import CHEAP, PASSWORD, Places
from tests.support.killable import KillableServer
from tests.support.papers import licence, pdf
from tests.support.workplace import FrailWire, Workplace, until

BIG = pdf(21, 3 * blobs.PIECE + 17)


async def take_in(place: Workplace, paper: Path, data: bytes) -> Scan:
    """Attach a paper to a licence at a desk, as a supervisor."""
    paper.write_bytes(data)
    await place.engine.caught_up.wait()
    stamp = Desk(actor=place.number, desk=str(place.number), session=place.desk.session, role=Role.SUPERVISOR)
    await place.threads.db(admission.license, stamp, licence(None), paper)
    place.engine.wrote()
    named = await place.threads.db(scans.naming)
    return next(scan for scan in named.scans if scan.name == paper.name)


async def opened(place: Workplace, scan: Scan) -> bytes:
    path = await place.engine.attachments.fetch(scan)
    assert path == scans.path_of(place.directory, scan)
    return path.read_bytes()


async def refused(place: Workplace, scan: Scan) -> str:
    with pytest.raises(WorldFailure) as failure:
        await place.engine.attachments.fetch(scan)
    return failure.value.code


async def knows(place: Workplace, scan: Scan) -> bool:
    return any(one.sha256 == scan.sha256 for one in (await place.threads.db(scans.naming)).scans)


async def none_waits(place: Workplace) -> bool:
    return place.status.light is Light.ALL_THERE and not place.status.attachments and await place.settled()


async def at_rest(place: Workplace, scan: Scan) -> bool:
    """Tell whether the centre has a scan, by its own word; what cannot be asked is not there."""
    session = place.engine.account.session
    try:
        return session is not None and (await place.threads.net(place.wire.stand, session.access, scan.sha256)).whole
    except WorldFailure:
        return False


def test_one_desk_takes_a_paper_in_and_the_other_opens_the_very_bytes(places: Places, tmp_path: Path) -> None:
    async def story() -> None:
        async with places(1, 28, hurry=4) as (one, other):
            scan = await take_in(one, tmp_path / "执照.pdf", BIG)
            await until(lambda: at_rest(one, scan))
            await until(lambda: knows(other, scan))
            assert scans.find(other.directory, scan) is None
            assert await opened(other, scan) == BIG
            await until(lambda: none_waits(one))
            assert max(status.attachments for status in one.statuses) == 1
            # It stays: the cable may go.
            other.wire.down = True
            assert await opened(other, scan) == BIG

    asyncio.run(story())


def test_what_has_not_come_is_told_calmly_and_opens_once_it_has(places: Places, tmp_path: Path) -> None:
    async def story() -> None:
        def held_up(*_: Any) -> BlobStand:
            raise Unreachable("cut")

        async with places(1, 28, hurry=4) as (one, other):
            one.wire.hand_in = held_up  # type: ignore[method-assign]
            scan = await take_in(one, tmp_path / "执照.pdf", BIG)
            await until(lambda: knows(other, scan))
            assert await refused(other, scan) == "scan.elsewhere"
            other.wire.down = True
            assert await refused(other, scan) == "scan.offline"
            other.wire.down = False
            assert one.status.attachments == 1
            del one.wire.hand_in
            await until(lambda: at_rest(one, scan))
            assert await opened(other, scan) == BIG

    asyncio.run(story())


def test_two_desks_with_the_same_paper_leave_one_at_the_centre(places: Places, tmp_path: Path) -> None:
    async def story() -> None:
        async with places(1, 30, 28, hurry=4) as (one, two, third):
            scan, same = await asyncio.gather(take_in(one, tmp_path / "甲.pdf", BIG), take_in(two, tmp_path / "乙.pdf", BIG))
            assert scan.sha256 == same.sha256
            for desk in (one, two):
                await until(lambda desk=desk: none_waits(desk))  # type: ignore[misc]
            await until(lambda: knows(third, scan))
            assert await opened(third, scan) == BIG

    asyncio.run(story())


def test_a_desk_that_dies_in_mid_upload_goes_on_where_it_was(places: Places, tmp_path: Path) -> None:
    async def story() -> None:
        sent: list[int] = []

        def dying(self: FrailWire, access: str, sha256: str, first: int, size: int, data: bytes) -> BlobStand:
            if len(sent) == 2:
                raise Unreachable("cut")
            sent.append(first)
            return FrailWire.__mro__[1].hand_in(self, access, sha256, first, size, data)  # type: ignore[attr-defined, no-any-return]

        async with places(1, hurry=4) as (one,):
            one.wire.hand_in = dying.__get__(one.wire)  # type: ignore[method-assign]
            scan = await take_in(one, tmp_path / "执照.pdf", BIG)
            await until(lambda: _holds(sent, 2))
            await one.end()
            again: list[int] = []
            await one.begin()
            whole = one.wire.hand_in
            one.wire.hand_in = lambda *given: (again.append(given[2]), whole(*given))[1]  # type: ignore[method-assign, func-returns-value]
            await until(lambda: at_rest(one, scan))
            assert sent == [0, blobs.PIECE]
            assert again == [2 * blobs.PIECE, 3 * blobs.PIECE]

    asyncio.run(story())


async def _holds(sent: list[int], count: int) -> bool:
    return len(sent) >= count


def test_a_server_that_is_killed_in_mid_upload_has_the_rest_afterwards(tmp_path: Path) -> None:
    async def story() -> None:
        url = f"sqlite:///{tmp_path / 'centre.db'}"
        centre = Centre(open_database(url), hasher=CHEAP)
        found(centre)
        accounts.set_password(centre, 1, PASSWORD)
        code = devices.make_code(centre, 0).code
        centre.close()
        server = KillableServer(url, tmp_path / "server.log")
        server.start()
        one = Workplace(tmp_path / "desk-1", server.url, 1, PASSWORD, sleep=lambda seconds: asyncio.sleep(seconds / 4))
        try:
            await one.begin(code, seconds=60)
            whole, given = one.wire.hand_in, list[int]()

            def killing(access: str, sha256: str, first: int, size: int, data: bytes) -> BlobStand:
                if len(given) == 2:
                    server.kill()
                given.append(first)
                return whole(access, sha256, first, size, data)

            one.wire.hand_in = killing  # type: ignore[method-assign]
            scan = await take_in(one, tmp_path / "执照.pdf", BIG)
            await until(lambda: _holds(given, 3))
            server.start()
            await until(lambda: at_rest(one, scan))
            assert scans.find(one.directory, scan) is not None
            scans.path_of(one.directory, scan).unlink()
            assert await opened(one, scan) == BIG
            assert given.count(0) == 1
        finally:
            await one.end()
            server.kill()

    asyncio.run(story())


def test_a_centre_set_back_to_a_backup_is_given_the_bytes_again(places: Places, tmp_path: Path, centre: Centre) -> None:
    async def story() -> None:
        async with places(1, hurry=4) as (one,):
            scan = await take_in(one, tmp_path / "执照.pdf", BIG)
            await until(lambda: at_rest(one, scan))

            def forget(connection: Any) -> None:
                for table in ("blob", "blob_piece", "upload"):
                    connection.exec_driver_sql(f"DELETE FROM {table}")

            centre.database.write(forget)
            assert not await at_rest(one, scan)
            await one.end()
            await one.begin()
            await until(lambda: at_rest(one, scan))

    asyncio.run(story())


def test_a_damaged_paper_never_goes_and_a_sound_copy_takes_its_place(places: Places, tmp_path: Path) -> None:
    async def story() -> None:
        async with places(1, hurry=4) as (one,):
            await one.engine.caught_up.wait()
            one.wire.down = True
            scan = await take_in(one, tmp_path / "执照.pdf", BIG)
            assert await one.threads.db(scans.back_up) == 1
            scans.path_of(one.directory, scan).write_bytes(bytes(len(BIG)))
            one.wire.down = False
            await until(lambda: at_rest(one, scan))
            assert scans.path_of(one.directory, scan).read_bytes() == BIG

    asyncio.run(story())
