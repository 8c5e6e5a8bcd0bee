"""The real engine with a real store against the real server over a socket: two desks, on- and offline, agree on everything."""

from __future__ import annotations

import asyncio
import time

from models.records.journal import Note
from models.records.sync import Away, Light
from models.repositories import catalogue, partner, staff
from sync.server import accounts, devices
from sync.server.centre import Centre
from tests.contract.conftest import Places
from tests.support.workplace import Workplace, at_one, until


async def agreed(*desks: Workplace) -> bool:
    """Tell whether all desks have sent everything, have it back, and are in touch."""
    return await at_one(*desks) and not any(desk.status.away for desk in desks)


async def same(case_id: str, *desks: Workplace) -> bool:
    """Tell whether a case is there and the same on all desks."""
    states = [await desk.state(case_id) for desk in desks]
    return states[0] is not None and all(state == states[0] for state in states)


def test_a_fresh_desk_gets_everything_that_the_centre_has(places: Places) -> None:
    async def story() -> None:
        async with places(28) as (desk,):
            await until(lambda: agreed(desk))
            assert len(await desk.threads.db(catalogue.items)) == 129
            assert await desk.threads.db(partner.all)
            assert await desk.threads.db(staff.all)
            await until(lambda: _shines(desk, Light.ALL_THERE))

    asyncio.run(story())


def test_what_one_desk_does_the_other_shows_at_once(places: Places) -> None:
    async def story() -> None:
        async with places(28, 12) as (first, second):
            await until(lambda: agreed(first, second))
            case_id = await first.accept("厨房漏水")
            begun = time.monotonic()
            await until(lambda: same(case_id, first, second))
            # By the live channel, not by the pull that comes each minute; benchmarks say how much faster than this it is.
            assert time.monotonic() - begun < 5.0
            await second.append(case_id, Note(text="邻居也来电"))
            await until(lambda: _written(first, case_id, 2))
            # Its outcome comes back to the desk that wrote it by the feed, perhaps later than to the other one.
            await until(lambda: agreed(first, second))
            await until(lambda: same(case_id, first, second))
            assert await first.journal(case_id) == await second.journal(case_id)

    asyncio.run(story())


def test_two_desks_amend_one_case_offline_and_nothing_is_written_over(places: Places) -> None:
    async def story() -> None:
        async with places(28, 12) as (first, second):
            await until(lambda: agreed(first, second))
            case_id = await first.accept("厨房漏水")
            await until(lambda: same(case_id, first, second))
            first.wire.down = second.wire.down = True
            await first.amend(case_id, address="瑞祥大道 1 号", text="厨房水槽漏水")
            await second.amend(case_id, address="瑞祥大道 11 号")
            await first.accept("停电")
            first.wire.down = False
            await until(lambda: agreed(first))
            second.wire.down = False
            await until(lambda: agreed(first, second))
            await until(lambda: same(case_id, first, second))
            state = await first.state(case_id)
            assert state is not None
            assert (state.address, state.text) == ("瑞祥大道 1 号", "厨房水槽漏水")
            assert [(conflict.field, conflict.other) for conflict in state.conflicts] == [("address", "瑞祥大道 11 号")]
            # The light is counted after the feed was folded: it may follow a moment later.
            await until(lambda: _shines(second, Light.NEEDS_YOU))
            await until(lambda: _shines(first, Light.ALL_THERE))
            assert await first.journal(case_id) == await second.journal(case_id)

    asyncio.run(story())


def test_lost_answers_change_nothing(places: Places, centre: Centre) -> None:
    async def story() -> None:
        async with places(28, 12) as (first, second):
            await until(lambda: agreed(first, second))
            first.wire.losses = 3
            ids = [await first.accept(f"第 {number} 件") for number in range(12)]
            await until(lambda: agreed(first, second))
            for case_id in ids:
                assert await same(case_id, first, second)
                assert len(await second.journal(case_id)) == 1

    asyncio.run(story())


def test_a_desk_that_was_away_comes_back_with_what_it_did(places: Places) -> None:
    async def story() -> None:
        async with places(28, 12) as (first, second):
            await until(lambda: agreed(first, second))
            await first.end()
            mine = [await second.accept(f"第 {number} 件") for number in range(5)]
            await until(lambda: agreed(second))
            await first.begin()
            first.wire.down = True
            theirs = await first.accept("离线受理")
            await until(lambda: _waits(first, 1))
            first.wire.down = False
            await until(lambda: agreed(first, second))
            for case_id in [*mine, theirs]:
                await until(lambda case_id=case_id: same(case_id, first, second))

    asyncio.run(story())


async def _written(desk: Workplace, case_id: str, entries: int) -> bool:
    return len(await desk.journal(case_id)) == entries


async def _shines(desk: Workplace, light: Light) -> bool:
    return desk.status.light is light


async def _waits(desk: Workplace, count: int) -> bool:
    return desk.status.waiting.count == count


def test_a_revoked_desk_is_out_at_once_and_keeps_what_it_does(places: Places, centre: Centre) -> None:
    async def story() -> None:
        async with places(28) as (desk,):
            await until(lambda: agreed(desk))
            device = desk.threads.store.outbox.device.id if desk.threads.store else ""
            devices.revoke_device(centre, device)
            await desk.accept("之后")
            await until(lambda: _says(desk, Away.REVOKED))
            assert desk.status.light is not Light.ALL_THERE or desk.status.waiting.count == 0

    asyncio.run(story())


def test_a_new_password_is_asked_for_and_lets_everything_through(places: Places, centre: Centre) -> None:
    async def story() -> None:
        async with places(28) as (desk,):
            await until(lambda: agreed(desk))
            accounts.set_password(centre, 28, "another one")
            await desk.accept("之后")
            await until(lambda: _says(desk, Away.SIGNED_OUT))
            assert desk.status.waiting.count == 1
            desk.password = "another one"
            desk.sign_in()
            await until(lambda: agreed(desk))

    asyncio.run(story())


async def _says(desk: Workplace, away: Away) -> bool:
    return desk.status.away is away


def test_who_has_a_case_open_is_seen_at_the_other_desk(places: Places) -> None:
    async def story() -> None:
        async with places(28, 12) as (first, second):
            await until(lambda: agreed(first, second))
            case_id = await first.accept("厨房漏水")
            await until(lambda: same(case_id, first, second))
            first.engine.present(case_id, True)
            await until(lambda: _sees(second, [(case_id, 28, True)]))
            first.engine.present("", False)
            await until(lambda: _sees(second, []))

    asyncio.run(story())


async def _sees(desk: Workplace, rows: list[tuple[str, int, bool]]) -> bool:
    return bool(desk.present) and [(row.case_id, row.number, row.writing) for row in desk.present[-1]] == rows
