"""What a PBX says in a busy hour, recorded from the test PBX as bytes: calls that are answered or given up, each burst in new words."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

from models.records.base import Record
from sync.server.ami.client import UNUSED
from sync.server.ami.codec import Decoder
from sync.server.ami.message import written
from tests.support.pbx.exchange import Channel
from tests.support.pbx.server import SECRET, USER, Pbx

QUEUE, ELSEWHERE = "81890", "81890-power"
"""The queue whose calls are taken, and one in which nobody is: a call that waits there ends a burst."""
EXTENSIONS = tuple(str(8001 + place) for place in range(20))
_GIVEN_UP = 0.2
_PIECE = 64 * 1024
_END = b"\r\n\r\n"
UNHEARD = tuple(f"Event: {name.removesuffix('*')}".encode() for name in UNUSED)


class Burst(Record, frozen=True):
    """Events in their order, each as it goes over the wire; ``last`` is the id of the call with which they end, which waits."""

    events: tuple[bytes, ...]
    last: str

    @property
    def data(self) -> bytes:
        return b"".join(self.events)


def people(pbx: Pbx) -> None:
    """Put the same queues and telephones into a PBX, whether it is recorded or says what was."""
    pbx.queue(QUEUE, {extension: f"desk {extension}" for extension in EXTENSIONS})
    pbx.queue(ELSEWHERE)


async def record(bursts: int, calls: int, seed: int) -> list[Burst]:
    """Return so many bursts of so many calls; what a gateway's user does not hear is left out."""
    dice = random.Random(seed)
    found: list[Burst] = []
    async with Pbx(speed=50.0) as pbx:
        people(pbx)
        reader, writer = await asyncio.open_connection(pbx.address.host, pbx.address.port)
        await reader.readline()
        await _ask(reader, writer, ("Action", "Login"), ("Username", USER), ("Secret", SECRET))
        waiting: Channel | None = None
        for _ in range(bursts):
            if waiting is not None:
                pbx.hang_up(waiting)
            under_way: list[Channel] = []
            for place in range(calls):
                under_way.append(await _begun(pbx, f"0577{6555_0000 + place}", given_up=dice.random() < _GIVEN_UP))
                # About a dozen calls are under way at once.
                if len(under_way) > 12:
                    pbx.hang_up(under_way.pop(dice.randrange(len(under_way))))
            for caller in under_way:
                pbx.hang_up(caller)
            waiting = pbx.ring("057786550000", ELSEWHERE)
            heard = await _ask(reader, writer, ("Action", "Ping"))
            found.append(Burst(events=tuple(event for event in heard if not event.startswith(UNHEARD)), last=waiting.uniqueid))
        writer.close()
    return found


def parsed(data: bytes) -> int:
    """Take a stream in as the gateway's client does, and nothing more; return how many events it held."""
    decoder = Decoder(UNUSED)
    decoder.feed(b"banner\r\n")
    return sum(len(decoder.feed(data[place : place + _PIECE])) for place in range(0, len(data), _PIECE))


async def _begun(pbx: Pbx, number: str, *, given_up: bool) -> Channel:
    """Let a call come in and be taken, or be given up; return the caller's leg."""
    caller = pbx.ring(number, QUEUE)
    while not (rings := [phone for phone in map(pbx.phone, EXTENSIONS) if phone.rings]):
        await asyncio.sleep(0)
    if given_up:
        pbx.hang_up(caller)
    else:
        rings[0].pick_up()
    await asyncio.sleep(0)
    return caller


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *fields: tuple[str, str]) -> Sequence[bytes]:
    """Ask, and return every event that came before the answer."""
    writer.write(written([*fields, ("ActionID", "bench")]))
    events: list[bytes] = []
    while not (said := await reader.readuntil(_END)).startswith(b"Response: "):
        events.append(said)
    return events
