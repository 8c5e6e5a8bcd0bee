"""Mutated traffic: whatever comes, the client does not fail, keeps no more than its bounds, and has a sound link again afterwards.

``HOTLINE_MUTATIONS`` says how many; 2,000 without it, 100,000 by ``make faults-calls``. Every tenth goes over a socket to a whole client.
"""

from __future__ import annotations

import asyncio
import os
import random
import tracemalloc
from collections.abc import Callable

from sync.server.ami import codec
from sync.server.ami.client import UNUSED
from sync.server.ami.link import Link, Trouble
from sync.server.ami.message import Message
from tests.conftest import SCORE
from tests.support.pbx import captures
from tests.support.pbx.listening import listening, until
from tests.support.pbx.server import Pbx
from tests.support.pbx.wire import BANNER, message

MUTATIONS = int(os.environ.get("HOTLINE_MUTATIONS", "2000"))
OVER_A_SOCKET = 10
CEILING = 48 * 1024 * 1024
"""Bytes. Strings made of the longest message that is taken, eight million bytes, are several times as long as it; the rest is room."""
SOUND = message([("Event", "Sound")])


class Nowhere(asyncio.Transport):
    """A transport that keeps nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.aborted = False

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass

    def write(self, data: bytes | bytearray | memoryview) -> None:
        pass

    def abort(self) -> None:
        self.aborted = True


def flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut_out(data: bytearray, chance: random.Random) -> None:
    begin = chance.randrange(len(data))
    del data[begin : begin + chance.randrange(1, 40)]


def repeat(data: bytearray, chance: random.Random) -> None:
    begin = chance.randrange(len(data))
    piece = data[begin : begin + chance.randrange(1, 200)]
    data[begin:begin] = piece * chance.randrange(1, 5)


def end_lines(data: bytearray, chance: random.Random) -> None:
    begin = chance.randrange(len(data))
    data[begin:begin] = chance.choice([b"\r", b"\n", b"\r\n", b"\r\n\r\n", b"\n\n", b"\0", b":", b": "])


def noise(data: bytearray, chance: random.Random) -> None:
    begin = chance.randrange(len(data))
    data[begin:begin] = chance.randbytes(chance.randrange(1, 60))


def words(data: bytearray, chance: random.Random) -> None:
    begin = chance.randrange(len(data))
    data[begin:begin] = chance.choice(
        [b"Response: Follows\r\n", b"--END COMMAND--\r\n", b"EventList: Complete\r\n", b"ActionID: x-1\r\n", b"Response: Error\r\n", BANNER]
    )


def long_line(data: bytearray, chance: random.Random) -> None:
    begin = chance.randrange(len(data))
    data[begin:begin] = b"x" * chance.choice([1000, codec.LINE_BYTES - 10, codec.LINE_BYTES + 10, 4 * codec.LINE_BYTES])


def long_message(data: bytearray, chance: random.Random) -> None:
    begin = chance.randrange(len(data))
    data[begin:begin] = b"\r\nLine: x" * chance.choice([1000, 10_000, codec.MESSAGE_LINES + 100])


Mutation = Callable[[bytearray, random.Random], None]
OFTEN: list[Mutation] = [flip, cut_out, repeat, end_lines, noise, words]
SELDOM: list[Mutation] = [long_line, long_message]


def mutated(stream: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(stream))
    if chance.random() < 0.9:
        # Mostly from the beginning of a message: what begins within one is told from sound traffic at its first line.
        begin = stream.find(b"\r\n\r\n", begin) + 4 if b"\r\n\r\n" in stream[begin:-4] else 0
    data = bytearray(stream[begin : begin + chance.randrange(50, 4000)])
    for _ in range(chance.randrange(1, 4)):
        chance.choice(SELDOM if chance.random() < 0.01 else OFTEN)(data, chance)
        data = data or bytearray(b"x")
    return bytes(data)


def ending(data: bytes) -> bytes:
    """Return what ends the last message of these bytes."""
    return b"\r\n\r\n--END COMMAND--\r\n\r\n" if b"response: follows" in data.lower() else b"\r\n\r\n"


def survive(data: bytes, chance: random.Random) -> Trouble | None:
    """Give a new link these bytes in pieces; return why it was dropped. One that was not must hear what comes after them."""
    heard: list[Message] = []
    link, transport = Link("x", UNUSED, heard.append), Nowhere()
    link.connection_made(transport)
    link.data_received(BANNER)
    begin = 0
    while begin < len(data):
        size = chance.choice([1, 7, 1460, 65536]) if len(data) < 10_000 else 65536
        link.data_received(data[begin : begin + size])
        begin += size
    if not link.lost.done():
        link.data_received(ending(data))
        heard.clear()
        link.data_received(SOUND)
    if not link.lost.done():
        assert [event["Event"] for event in heard] == ["Sound"]
        return None
    assert transport.aborted
    return link.lost.result()


async def recorded() -> bytes:
    """Return what the test PBX says in a call, a consultation and a list."""
    async with Pbx(speed=50) as pbx:
        pbx.queue("81890", {"8001": "王丽", "8002": "陈晓明"})
        async with listening(pbx) as (client, ear):
            caller = pbx.ring("057765550101", "81890")
            phone = pbx.phone("8001")
            await until(lambda: phone.rings)
            phone.pick_up()
            phone.hold()
            await client.ask("QueueStatus", seconds=30, listing=True)
            pbx.hang_up(caller)
            await until(lambda: len(ear.named("Hangup")) == 2)
            return b"".join(message(list(event)) for event in ear.events)


async def test_mutated_traffic(record_property: Callable[[str, object], None]) -> None:
    chance = random.Random(81890)
    streams = [await recorded(), *(captures.stream(name) for name in captures.NAMES)]
    outcomes: dict[str, int] = {}
    over = 0
    tracemalloc.start()
    try:
        async with Pbx() as pbx, listening(pbx) as (client, ear):
            for number in range(MUTATIONS):
                data = mutated(chance.choice(streams), chance)
                why = survive(data, chance)
                outcomes[why or "kept"] = outcomes.get(why or "kept", 0) + 1
                if number % OVER_A_SOCKET == 0:
                    over += 1
                    pbx.say(data + ending(data))
                    ear.heard.clear()
                    await sound(pbx, ear.heard, number)
            await client.ask("CoreSettings", seconds=30)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < CEILING
    assert outcomes["kept"] > MUTATIONS // 10
    assert outcomes[Trouble.GARBLED] > MUTATIONS // 10
    told = ", ".join(f"{count:,} {name}" for name, count in sorted(outcomes.items()))
    record_property(SCORE, f"{MUTATIONS:,} mutations: {told}; {over:,} of them over a socket; peak {peak / 2**20:.1f} MiB")


async def sound(pbx: Pbx, heard: list[bool | Message], number: int) -> None:
    """Wait until an event of the PBX is heard; it is told again where the link is only now lost by what came before."""

    def told_again() -> bool:
        pbx.say(message([("Event", "Sound"), ("Number", str(number))]))
        return any(isinstance(event, Message) and event.get("Number") == str(number) for event in heard)

    await until(told_again)
