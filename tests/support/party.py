"""Desks with real engines and a centre in memory, all on one virtual clock."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.records.base import Text
from models.records.operation import Changes
from models.records.sync import SyncStatus
from sync.client.account import Credentials
from sync.client.engine import Engine, Heard
from sync.client.ports import Ground
from sync.protocol.messages import PresenceRow
from tests.support.memory import OPERATOR, PASSWORD, Centre, Desk, DeskLocal
from tests.support.virtual import VirtualClock, VirtualLoop
from tests.support.wire import Script, ScriptedThreads, ScriptedWire

HEALED_SECONDS = 60.0
"""How long after everything works again all desks may take to agree (sync protocol 4.3, I9)."""


class Seat:
    """One desk: its store, its wire, its engine, and what the engine told."""

    def __init__(self, centre: Centre, loop: VirtualLoop, name: str, room: Path, skew: timedelta = timedelta()) -> None:
        self.desk = Desk(name)
        self.clock = VirtualClock(loop, skew)
        self.wire = ScriptedWire(centre, self.clock)
        self.changes: list[Changes] = []
        self.statuses: list[SyncStatus] = []
        self.present: list[PresenceRow] = []
        self.here: tuple[PresenceRow, ...] = ()
        self.failures: list[BaseException] = []
        ground = Ground(
            local=DeskLocal(),
            wire=self.wire,
            threads=ScriptedThreads(self.desk),
            clock=self.clock,
            sleep=asyncio.sleep,
            chance=random.Random(name),
            room=room / name,
        )
        heard = Heard(
            changes=self.changes.append,
            status=self.statuses.append,
            presence=self._on_presence,
            failure=self.failures.append,
        )
        self.engine = Engine(ground, Text("瑞安"), heard)

    def _on_presence(self, rows: tuple[PresenceRow, ...]) -> None:
        self.here = rows
        self.present.extend(rows)

    @property
    def script(self) -> Script:
        return self.wire.script

    @property
    def status(self) -> SyncStatus:
        return self.engine.standing.status

    def sign_in(self, password: str = PASSWORD) -> None:
        """Let operator 12 sit down here."""
        self.engine.sign_in(Credentials(OPERATOR.number, password))

    def write(self, count: int = 1, group: bool = False) -> list[str]:
        """Do something and tell the engine."""
        written = self.desk.write(count, group)
        self.engine.wrote()
        return written


class Party:
    """A centre and some desks; ``play`` runs a coroutine in their time."""

    def __init__(self, room: Path) -> None:
        self.loop = VirtualLoop()
        self.clock = VirtualClock(self.loop)
        self.centre = Centre(self.clock)
        self.seats: list[Seat] = []
        self._room = room

    def seat(self, name: str, skew: timedelta = timedelta(), signed_in: bool = True) -> Seat:
        """Add a desk; its engine starts with ``play``."""
        seat = Seat(self.centre, self.loop, name, self._room, skew)
        if signed_in:
            seat.sign_in()
        self.seats.append(seat)
        return seat

    def play(self, story: Coroutine[Any, Any, None]) -> None:
        """Run ``story`` with every engine running, and stop them."""

        async def whole() -> None:
            for seat in self.seats:
                seat.engine.start()
            await story
            for seat in self.seats:
                await seat.engine.stop()

        self.loop.run_until_complete(whole())
        assert [failure for seat in self.seats for failure in seat.failures] == []

    async def until(self, what: Callable[[], bool], seconds: float = HEALED_SECONDS) -> None:
        """Wait for something, no longer than ``seconds``."""
        end = self.loop.time() + seconds
        while not what():
            assert self.loop.time() < end, f"not within {seconds} s"
            await asyncio.sleep(0.05)

    def agreed(self) -> bool:
        """Tell whether every desk has sent everything and shows the centre's feed."""
        order = [row.operation.op_id for row in self.centre.feed]
        return all(not seat.desk.unsent() and seat.desk.rows == order for seat in self.seats)
