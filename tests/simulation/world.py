"""A whole centre in one process out of one seed: desks and server with their real stores, a clock, a network and chance of their own."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from models.records.failure import BadInput, RuleBroken, StoreFailure
from models.records.operation import Desk
from models.records.staff import Role
from models.store.store import Store
from sync.server.devices import make_code
from tests.simulation.acts import Hands
from tests.simulation.bounds import Bounds
from tests.simulation.desk import Killed, Seat
from tests.simulation.ending import look_back, settled
from tests.simulation.hurts import Hurts, after
from tests.simulation.network import Network
from tests.simulation.points import Deed, watched
from tests.simulation.routes import Answer, Request
from tests.simulation.safety import look_at_desk, look_at_feed
from tests.simulation.server import Server
from tests.simulation.stage import STAFF, Chance, founded_centre, room, seeded
from tests.simulation.weather import Weather
from tests.simulation.witness import Violation, Witness
from tests.support.databases import remembered_tables, shared_statements
from tests.support.party import HEALED_SECONDS
from tests.support.virtual import VirtualLoop, end

PLACES = ((28, Role.OPERATOR), (12, Role.OPERATOR))
MORE = ((14, Role.COUNSELLOR), (27, Role.COUNSELLOR), (2, Role.LEAD))
"""Who sits at the desks that every world has, and at the others."""
OFTEN = 0.15
PAUSES = (0.05, 0.3, 1.0, 4.0, 15.0)
_SETTLED = 20.0
"""A desk that has just been set up has its catalogue after so many seconds."""


class World:
    """Use it in a ``with`` block. ``step`` lets something happen, ``play`` lets virtual time pass, ``trace`` is what became of it all."""

    def __init__(
        self,
        seed: int,
        *,
        hurts: Sequence[str] | None = None,
        weather: Mapping[str, float] | None = None,
        often: float = OFTEN,
        more: Sequence[int] | None = None,
    ) -> None:
        """``hurts``, ``weather`` and ``more`` (operators beside the first two) stand in the place of what the seed would draw.

        In ``often`` of the steps something hurts.
        """
        self.seed = seed
        self._more = more
        self._wanted = hurts, weather
        self._often = often
        self.chance = random.Random(seed)
        self.loop = VirtualLoop()
        self.witness = Witness()
        self.counts: Counter[str] = Counter()
        self.steps = 0
        self.healed = asyncio.Event()
        self._broken: list[Violation] = []
        self._bounds = Bounds()
        self._hash = hashlib.sha256()
        self._undo = ExitStack()

    def __enter__(self) -> World:
        source = self.source = Chance(self.seed)
        self._undo.enter_context(seeded(source))
        self._undo.enter_context(remembered_tables())
        self._undo.enter_context(shared_statements())
        self.folder = Path(self._undo.enter_context(room()))
        founded_centre(self.folder / "centre" / "0")
        self.server = Server(self.folder / "centre", self.loop, source, self.chance.choice((1, 2)))
        self.network = Network(self.server, Weather.of(self.chance), self.loop)
        self.network.heard.append(self._heard)
        self.network.asked.append(self._asked)
        self.network.fell = self._centre_fell
        more = self.chance.sample(MORE, self.chance.choice((0, 1, 1, 2)))
        if self._more is not None:
            more = [place for place in MORE if place[0] in self._more]
        places = (*PLACES, *more)
        self.seats = [Seat(f"W{number}", number, role, self.folder, self.loop, self.network, source) for number, role in places]
        self.witness.readers = {seat.name for seat in self.seats if seat.role is Role.COUNSELLOR}
        self.witness.once = set(self.witness.readers)
        self._undo.enter_context(watched(self.seats, self._saved))
        self.hands = Hands(self.chance)
        self.hurts = Hurts(self)
        hurts, weather = self._wanted
        if hurts is not None:
            self.hurts.there = list(hurts)
        if weather is not None:
            self.network.weather.rates = dict(weather)
        for seat in self.seats:
            seat.fell = lambda fallen: self.restart(fallen, self.chance.choice((0.5, 5.0, 60.0)))
            seat.enrol(make_code(self.server.processes[0].centre, 0).code)
            self.loop.run_until_complete(seat.open())
        rates, self.network.weather.rates = self.network.weather.rates, {}
        self.play(_SETTLED)
        self.network.weather.rates = rates
        self.server.back_up()
        self.look()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self.loop.run_until_complete(self._close())
            self.server.stop()
        finally:
            end(self.loop)
            self._undo.close()

    @property
    def trace(self) -> str:
        """What happened so far, in one word: the same for every run of a seed."""
        return self._hash.hexdigest()

    def step(self) -> None:
        """Let somebody do something or something go wrong, let a while pass, and look at everything. Raises Violation."""
        self.steps += 1
        if self.chance.random() < self._often:
            self._note("hurt", happened := self.hurts.happen())
            self.counts[happened] += 1
        else:
            self.operate(self.chance.choice(self.seats), self.hands.act)
        self.play(self.chance.choice(PAUSES))
        self.look()

    def play(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.loop.run_until_complete(asyncio.sleep(seconds))

    def look(self) -> None:
        """Check what must hold at every moment. Raises Violation."""
        if self._broken:
            raise self._broken[0]
        fresh = self.witness.read(self.server.look())
        for row in fresh:
            self._note("row", row.stream, str(row.seq), row.chain)
        look_at_feed(self.witness, fresh, [number for number, role in STAFF if role is Role.COUNSELLOR])
        for seat in self.seats:
            look_at_desk(self.witness, seat)

    def finish(self) -> float:
        """Let nothing be in the way any more, and check the end; return how many seconds it took to settle. Raises Violation."""
        self.heal()
        self.look()
        begun = self.loop.time()
        while lacking := [(seat.name, words) for seat in self._counting() if (words := settled(seat, self.witness))]:
            if self.loop.time() - begun > HEALED_SECONDS:
                raise Violation("I9", f"after a minute without trouble {lacking[0][0]} is not done: {lacking[0][1]}")
            self.play(0.5)
            self.look()
        took = self.loop.time() - begun
        look_back(self.witness, self._counting(), self.server.look(), self.folder)
        return took

    def sit_down_anew(self) -> Seat:
        """Set up one desk more, after everything: it comes to the same rows out of the feed alone."""
        seat = Seat("W29", 29, Role.OPERATOR, self.folder, self.loop, self.network, self.source)
        seat.enrol(make_code(self.server.processes[0].centre, 0).code)
        self.loop.run_until_complete(seat.open())
        self.seats.append(seat)
        return seat

    def heal(self) -> None:
        """Let nothing go wrong any more; whoever is away comes back at once."""
        self.network.weather.fair()
        self.network.unplugged.clear()
        self.server.spare()
        self.server.start_again()
        for seat in self.seats:
            seat.doom = seat.full = 0
        self.healed.set()
        self.play(0.01)

    def _counting(self) -> list[Seat]:
        """Return the desks that are not shut out."""
        out = {device for (device,) in self.server.look().execute("SELECT id FROM device WHERE revoked_at != ''")}
        return [seat for seat in self.seats if seat.store is None or seat.store.outbox.device.id not in out]

    # --- what happens -----------------------------------------------------------------------------------------------------------------

    def operate(self, seat: Seat, what: Callable[[Store, Desk], object]) -> None:
        """Let the operator of a desk do something, where there is a desk to do it at."""
        if seat.store is None or seat.dead:
            return
        try:
            what(seat.store, seat.here)
        except (RuleBroken, BadInput) as refused:
            self.counts[f"refused {refused.code}"] += 1
        except StoreFailure as failure:
            self.counts[f"disk {failure.code}"] += 1
        except Killed:
            return
        if seat.engine is not None:
            seat.engine.wrote()

    def soon(self, seconds: float, what: Callable[[], object]) -> None:
        """Do something in a while."""
        self.network.on_its_own(after(seconds, what))

    def restart(self, seat: Seat, seconds: float) -> None:
        """End a desk's program, or bury it where it has died, and start it again in a while."""
        self.network.on_its_own(self._restart(seat, seconds))

    def parted(self, *, epoch: bool) -> None:
        """The centre's history was set back."""
        self.witness.set_back(self.server.look(), epoch=epoch)
        self._note("parted", str(epoch))

    async def _restart(self, seat: Seat, seconds: float) -> None:
        if seat.away:
            return
        seat.away = True
        opened = False
        while not opened:
            if seat.dead:
                await seat.bury()
            else:
                await seat.close()
            await self._rest(seconds)
            try:
                await seat.open()
                opened = True
            except (Killed, StoreFailure):
                # It died while it started, or the disk was full.
                seconds = 1.0
        seat.away = False
        held = {op_id for (op_id,) in seat.store.outbox.database.raw.execute("SELECT op_id FROM op")} if seat.store else set()
        if seat.aged:
            seat.aged = False
            self.witness.lost |= {done.op_id for done in self.witness.of(seat.name)} - held

    async def _rest(self, seconds: float) -> None:
        """Wait, no longer than until everything is healed."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.healed.wait()

    def _centre_fell(self) -> None:
        self.server.bury()
        self._note("centre", "fell")
        self.soon(self.chance.choice((0.5, 5.0, 30.0)), self.server.start_again)

    def _saved(self, seat: Seat, desk: Desk, deeds: Sequence[Deed]) -> None:
        self.witness.saved(seat.name, desk, deeds)
        for op_id, *_ in deeds:
            self._note("saved", seat.name, op_id)

    def _heard(self, seat: str, request: Request, told: Answer) -> None:
        self._note("told", f"{self.loop.time():.3f}", seat, request.path, str(told.status))
        self._watch(lambda: self.witness.heard(seat, request, told))

    def _asked(self, seat: str, _route: str) -> None:
        cut = seat in self.network.unplugged or self.server.down
        self._watch(lambda: self._bounds.asked(seat, self.loop.time(), cut=cut))

    def _watch(self, what: Callable[[], None]) -> None:
        """Keep what is seen in the middle of a request for the next look: the engine would take it for a failure of its own."""
        try:
            what()
        except Violation as violation:
            self._broken.append(violation)

    def _note(self, *words: str) -> None:
        self._hash.update("\0".join(words).encode() + b"\n")

    async def _close(self) -> None:
        for seat in self.seats:
            await seat.close()

