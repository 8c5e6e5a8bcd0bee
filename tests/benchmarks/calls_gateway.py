"""Events through the call gateway: recorded from the test PBX, over loopback into the server, out to consoles that parse them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

from models.records.base import Record
from tests.benchmarks.calls_listeners import Listener, all_know
from tests.benchmarks.calls_stream import Burst, parsed, people, record
from tests.benchmarks.figures import Figure, median
from tests.benchmarks.sync_desks import BenchDesk
from tests.benchmarks.sync_ours import Served, served
from tests.benchmarks.sync_processes import Watch
from tests.support.pbx.server import SECRET, USER, Pbx

SEED = 4
STEADY = 250
"""Events in a second of the steady part: about seven calls that begin and end in each, more than the hotline ever had."""


class Extent(Record, frozen=True):
    """How many consoles listen, one after the other; how many bursts of how many calls; and how many events one by one.

    ``rest`` are the seconds after a burst in which the server writes its calls down, which is no longer the burst's way, and for which it
    is watched while nothing happens.
    """

    consoles: tuple[int, ...]
    bursts: int
    calls: int
    steady: int
    rest: float


class Passed(Record, frozen=True):
    """What went through with so many consoles.

    ``rates`` are events in a second for each burst. ``burst`` and ``steady`` are what the server used of the processor for an event, in
    microseconds: in bursts, and where each event came by itself; writing the calls down is part of both. ``idle`` is the share of a
    processor that the server uses when nothing happens, which is no part of ``steady``. ``parsing`` are the microseconds for parsing
    alone, ``told`` is how many deltas and ``boards`` how many boards a console was told on average.
    """

    consoles: int
    events: int
    rates: list[float]
    burst: float
    steady: float
    idle: float
    parsing: float
    told: float
    boards: float


def measure(extent: Extent, folder: Path) -> list[Passed]:
    """Play the bursts to a server for each number of consoles. Raises RuntimeError or TimeoutError where one does not hear of them."""
    bursts = asyncio.run(record(extent.bursts + 2, extent.calls, SEED))
    return [asyncio.run(_played(extent, bursts, consoles, folder / f"calls-{consoles}")) for consoles in extent.consoles]


async def _played(extent: Extent, bursts: Sequence[Burst], consoles: int, folder: Path) -> Passed:
    async with Pbx() as pbx:
        people(pbx)
        address = f"ami://{USER}@{pbx.address.host}:{pbx.address.port}"
        # Beside the loop: the server is started and the desks come in with requests that wait.
        serving = served(folder, f"sqlite:///{folder.parent / f'{folder.name}.db'}", consoles, address, SECRET)
        server = await asyncio.to_thread(serving.__enter__)
        try:
            desks = await asyncio.to_thread(lambda: [BenchDesk(server.port, server.told, place) for place in range(consoles)])
            listeners = [Listener(desk) for desk in desks]
            try:
                for listener in listeners:
                    await listener.begin()
                return await _through(extent, bursts, pbx, server, listeners)
            finally:
                await asyncio.gather(*(listener.end() for listener in listeners))
                for desk in desks:
                    desk.close()
        finally:
            await asyncio.to_thread(serving.__exit__, None, None, None)


async def _through(extent: Extent, bursts: Sequence[Burst], pbx: Pbx, server: Served, listeners: Sequence[Listener]) -> Passed:
    warm, *measured, slow = bursts
    pbx.say(warm.data)
    await all_know(listeners, warm.last)
    rates: list[float] = []
    processor = parsing = 0.0
    for burst in measured:
        await asyncio.sleep(extent.rest)
        data = burst.data
        begun = time.process_time()
        parsed(data)
        parsing += time.process_time() - begun
        with Watch(server.process) as watch:
            pbx.say(data)
            await all_know(listeners, burst.last)
        rates.append(round(len(burst.events) / watch.seconds, 1))
        processor += watch.processor
    events = sum(len(burst.events) for burst in measured)
    await asyncio.sleep(extent.rest)
    with Watch(server.process) as watch:
        await asyncio.sleep(extent.rest)
    idle = watch.processor / watch.seconds
    told, boards = (sum(getattr(listener, name) for listener in listeners) / len(listeners) for name in ("deltas", "boards"))
    return Passed(
        consoles=len(listeners),
        events=events,
        rates=rates,
        burst=round(processor / events * 1e6, 1),
        steady=round(await _steadily(slow.events[: extent.steady], pbx, server, idle) * 1e6, 1),
        idle=round(idle, 4),
        parsing=round(parsing / events * 1e6, 1),
        told=round(told, 1),
        boards=round(boards, 1),
    )


async def _steadily(events: Sequence[bytes], pbx: Pbx, server: Served, idle: float) -> float:
    """Say events one by one; return the seconds of the processor that the server used for one beyond what it uses when nothing happens."""
    loop = asyncio.get_running_loop()
    with Watch(server.process) as watch:
        begun = loop.time()
        for place, event in enumerate(events):
            await asyncio.sleep(max(0.0, begun + place / STEADY - loop.time()))
            pbx.say(event)
        await asyncio.sleep(0.2)
    return max(0.0, watch.processor - idle * watch.seconds) / len(events)


def figures(found: Sequence[Passed]) -> list[Figure]:
    """Return the figures: events in a second beside parsing alone, and what one costs the server where it comes by itself."""
    parsing = median(one.parsing for one in found)
    told = [Figure(name="calls: parsing alone", measured=1e6 / parsing, unit="/s", note=f"{parsing:.0f} µs of processor an event")]
    for one in found:
        name = f"{one.consoles} console{'s' * (one.consoles > 1)}"
        rate = median(one.rates)
        note = f"{rate * one.parsing / 1e6:.2f} × parsing alone; {one.burst:.0f} µs of processor an event at the gateway"
        told.append(Figure(name=f"calls: events through the gateway, {name}", measured=rate, unit="/s", note=note))
        note = f"{one.steady / one.parsing:.1f} × parsing alone, at {STEADY} events/s"
        told.append(Figure(name=f"calls: event by event, processor at the gateway, {name}", measured=one.steady, unit="µs", note=note))
    return told
