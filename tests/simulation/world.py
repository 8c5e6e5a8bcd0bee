"""A whole centre in one process out of one seed: desks and server with their real stores, a clock, a network and chance of their own."""

from __future__ import annotations

import asyncio
import random
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from models.records.staff import Role
from sync.server.devices import make_code
from tests.simulation.desk import Seat
from tests.simulation.network import Network
from tests.simulation.server import Server
from tests.simulation.stage import Chance, founded_centre, quick_tables, room, seeded
from tests.simulation.weather import Weather
from tests.support.virtual import VirtualLoop, end

PLACES = ((28, Role.OPERATOR), (12, Role.OPERATOR), (14, Role.COUNSELLOR), (2, Role.LEAD))


class World:
    """Use it in a ``with`` block. ``play`` lets virtual time pass."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(seed)
        self.loop = VirtualLoop()
        self._undo = ExitStack()

    def __enter__(self) -> World:
        source = Chance(self.seed)
        self._undo.enter_context(seeded(source))
        self._undo.enter_context(quick_tables())
        folder = Path(self._undo.enter_context(room()))
        founded_centre(folder / "centre" / "0")
        self.server = Server(folder / "centre", self.loop, source, self.chance.choice((1, 2)))
        self.network = Network(self.server, Weather(self.chance), self.loop)
        count = self.chance.choice((2, 3, 3, 4))
        self.seats = [
            Seat(f"W{number}", number, role, folder, self.loop, self.network, source) for number, role in PLACES[:count]
        ]
        for seat in self.seats:
            seat.enrol(make_code(self.server.processes[0].centre, 0).code)
            self.loop.run_until_complete(seat.open())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.loop.run_until_complete(self._close())
        self.server.stop()
        end(self.loop)
        self._undo.close()

    def play(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.loop.run_until_complete(asyncio.sleep(seconds))

    async def _close(self) -> None:
        for seat in self.seats:
            await seat.close()
