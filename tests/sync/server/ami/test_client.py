"""The link is lost in every way there is, and comes back; what is told in between is whole and in order."""

from __future__ import annotations

import asyncio
import random

import pytest
from structlog.testing import capture_logs

from sync.server.ami.client import AmiClient, Pace, back_off
from sync.server.ami.codec import LINE_BYTES
from sync.server.ami.link import Trouble
from sync.server.ami.message import Message
from tests.support.pbx.listening import HURRY, Ear, listening, until
from tests.support.pbx.server import SECRET, Pbx

NOTICED = Pace(connect=20.0, ping=0.1, first=0.01, last=0.02)


async def call(pbx: Pbx, ear: Ear) -> None:
    """Let somebody call, be answered and hang up, until the ear has heard the end of it."""
    before = len(ear.named("Hangup"))
    phone = pbx.phone("8001")
    caller = pbx.ring("057765550101", "81890")
    await until(lambda: phone.rings)
    phone.pick_up()
    pbx.hang_up(caller)
    await until(lambda: len(ear.named("Hangup")) == before + 2)


def wanted(pbx: Pbx) -> list[str]:
    """Return what the PBX told of the classes that a gateway asks for."""
    return [event for event, _ in pbx.told if event not in ("VarSet", "Newexten", "DTMFEnd")]


async def test_every_event_is_told_once_and_in_order() -> None:
    async with Pbx() as pbx, listening(pbx) as (_, ear):
        pbx.queue("81890", {"8001": "王丽"})
        await call(pbx, ear)
        await until(lambda: len(ear.events) == 1 + len(wanted(pbx)))
        assert [event["Event"] for event in ear.events] == ["FullyBooted", *wanted(pbx)]
        assert ear.heard[0] is True


@pytest.mark.parametrize("pieces", [1, 7])
async def test_a_call_that_comes_in_pieces(pieces: int) -> None:
    async with Pbx() as pbx:
        pbx.queue("81890", {"8001": "王丽"})
        pbx.faults.pieces = pieces
        async with listening(pbx) as (client, ear):
            await call(pbx, ear)
            assert [event["MemberName"] for event in ear.named("AgentCalled")] == ["8001 王丽"]
            status = await client.ask("QueueStatus", seconds=30, listing=True)
            assert [item.get("Name") for item in status.events] == ["", "8001 王丽"]


async def test_lines_that_end_in_lf_alone() -> None:
    async with Pbx() as pbx:
        pbx.queue("81890", {"8001": "王丽"})
        pbx.faults.bare = True
        async with listening(pbx) as (_, ear):
            await call(pbx, ear)
            assert [event["Reason"] for event in ear.named("AgentComplete")] == ["caller"]


async def test_a_message_of_ten_thousand_lines_is_one_message() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.flood(10_000)
        await until(lambda: bool(ear.named("UserEvent")))
        assert ear.named("UserEvent")[0]["Line9999"] == "第9999行"
        assert client.trouble is None


async def test_a_lost_link_is_told_once_and_comes_back() -> None:
    async with Pbx() as pbx, listening(pbx) as (_, ear):
        pbx.queue("81890", {"8001": "王丽"})
        caller = pbx.ring("057765550101", "81890")
        await until(lambda: bool(ear.named("AgentCalled")))
        pbx.cut()
        await until(lambda: ear.links == [True, False, True])
        lost = ear.heard.index(False)
        assert ear.heard[lost + 1] is True
        pbx.hang_up(caller)
        await until(lambda: bool(ear.named("QueueCallerAbandon")))
        assert ear.links == [True, False, True]


async def test_a_pbx_that_answers_no_ping_is_down() -> None:
    async with Pbx() as pbx, listening(pbx, NOTICED) as (client, ear):
        pbx.faults.lost = {"Ping"}
        await until(lambda: ear.links[:2] == [True, False])
        pbx.faults.lost = set()
        await until(lambda: ear.links[-1] and client.trouble is None)
        pings = len(pbx.asked("Ping"))
        await until(lambda: len(pbx.asked("Ping")) > pings + 3)


async def test_one_ping_without_an_answer_is_not_the_end() -> None:
    slow = Pace(connect=20.0, ping=0.2, misses=5, first=0.01, last=0.02)
    async with Pbx() as pbx, listening(pbx, slow) as (_, ear):
        pbx.faults.lost = {"Ping"}
        pings = len(pbx.asked("Ping"))
        await until(lambda: len(pbx.asked("Ping")) > pings)
        pbx.faults.lost = set()
        await until(lambda: len(pbx.asked("Ping")) > pings + 3)
        assert ear.links == [True]


async def test_a_pbx_that_is_shut_down_says_so() -> None:
    with capture_logs() as lines:
        await _shut_down()
    assert [line["why"] for line in lines if not line["link"]][0] == "shutdown"


async def _shut_down() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        await pbx.shut_down()
        await until(lambda: client.trouble is Trouble.UNREACHABLE)
        assert [event["Event"] for event in ear.events][-1] == "Shutdown"
        await pbx.start()
        await until(lambda: ear.links == [True, False, True])


GARBAGE = {
    "bytes of no text": (b"\xff\xfe\x00\x80garbage\r\n\r\n", "garbled"),
    "half a message, then another": (b"inkedid: 17954\r\nCause: 16\r\n\r\n", "garbled"),
    "an endless line": (b"Event: " + b"x" * (LINE_BYTES + 64), "too_long"),
    "an endless message": (b"Event: UserEvent\r\n" + b"a: b\r\n" * 60_000, "too_long"),
}


@pytest.mark.parametrize("what", GARBAGE)
async def test_garbage_ends_the_link_and_it_comes_back(what: str) -> None:
    data, why = GARBAGE[what]
    with capture_logs() as lines:
        await _garbage(data)
    assert [line["why"] for line in lines if line["event"] == "call system" and not line["link"]] == [why]


async def _garbage(data: bytes) -> None:
    async with Pbx() as pbx, listening(pbx) as (_, ear):
        pbx.queue("81890", {"8001": "王丽"})
        pbx.say(data)
        await until(lambda: ear.links == [True, False, True])
        await call(pbx, ear)


async def test_what_we_do_wrong_with_one_event_does_not_lose_the_next() -> None:
    class Clumsy(Ear):
        def event(self, message: Message) -> None:
            super().event(message)
            if message["Event"] == "QueueCallerJoin":
                raise KeyError("057765550101")

    with capture_logs() as lines:
        async with Pbx() as pbx, listening(pbx, ear=Clumsy()) as (client, ear):
            pbx.queue("81890", {"8001": "王丽"})
            await call(pbx, ear)
            assert client.trouble is None
    assert [line["type"] for line in lines if line["event"] == "fault"] == ["KeyError"]
    assert "057765550101" not in repr(lines)


async def test_whoever_stops_says_goodbye() -> None:
    async with Pbx() as pbx:
        async with listening(pbx) as (_, ear):
            pass
        assert ear.links == [True, False]
        assert len(pbx.asked("Logoff")) == 1


def test_the_back_off_doubles_to_its_end_with_chance() -> None:
    pace, chance = Pace(), random.Random(4)
    waits = [[back_off(losses, pace, chance) for _ in range(200)] for losses in range(0, 12)]
    most = [0.5, 0.5, 1, 2, 4, 8, 15, 15, 15, 15, 15, 15]
    assert all(most[n] / 2 <= wait <= most[n] for n, found in enumerate(waits) for wait in found)
    assert all(len(set(found)) > 100 for found in waits)
    assert back_off(10_000, pace, chance) <= 15


async def test_a_link_that_never_holds_is_sought_ever_more_slowly() -> None:
    class Noted(random.Random):
        def uniform(self, a: float, b: float) -> float:
            asked.append(b)
            return a

    asked: list[float] = []
    ear = Ear()
    async with Pbx() as pbx:
        pbx.faults.cut_before = {"Challenge"}
        client = AmiClient(
            pbx.address, secret=SECRET, on_event=ear.event, on_link=ear.link, pace=Pace(connect=20.0, first=0.001), chance=Noted()
        )
        running = asyncio.create_task(client.run())
        await until(lambda: len(asked) >= 8)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert asked[:8] == [0.001 * 2**n for n in range(8)]
    assert ear.heard == []


def test_the_pace_is_what_was_agreed() -> None:
    assert (Pace().ping, Pace().misses, Pace().first, Pace().last) == (10.0, 2, 0.5, 15.0)
    assert HURRY.refused > 60
