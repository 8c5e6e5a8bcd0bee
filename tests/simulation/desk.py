"""A desk of a world: the real store in real files, the real engine, an operator; it can die at any commit and come back."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.records.base import Text
from models.records.operation import Desk
from models.records.staff import Role
from models.records.sync import Centre as CentrePaper
from models.store.centre import join
from models.store.profile import OUTBOX, REPLICA
from models.store.store import Store, open_store
from sync.client.account import Credentials
from sync.client.engine import Engine, Heard
from sync.client.enrol import enrol
from sync.client.local import StoreLocal
from sync.client.ports import Ground
from tests.simulation.network import Cable, Network
from tests.simulation.stage import PASSWORD, Chance, empty_profile, full_disk, write_key
from tests.simulation.wire import ADDRESS, NearWire
from tests.support.virtual import VirtualClock, VirtualLoop

_NOW_AND_THEN = 0.1
_FULL = 2
_OLDER, _IMAGE = "older", "image"
_LEFT = shutil.ignore_patterns("*-shm", "fetch", "*.lock")


class Killed(BaseException):
    """The desk's process was killed in the middle of what it was doing."""


class DeskClock(VirtualClock):
    """A clock that can be set wrong; each start of the desk is a run of its own."""

    runs = 0

    @property
    def boot(self) -> str:  # type: ignore[override]
        return f"run-{self.runs}"


class Seat:
    """One workplace. ``number`` and ``role`` are those of the operator who sits there now.

    ``doom`` counts down the commits to its death, ``full`` how many more commits its disk refuses. ``away``: it is being started again.
    ``aged``: the disk is an older one, so that what was done since may be gone.
    """

    def __init__(self, name: str, number: int, role: Role, room: Path, loop: VirtualLoop, network: Network, chance: Chance) -> None:
        self.name = name
        self.number = number
        self.role = role
        self.clock = DeskClock(loop)
        self.network = network
        self.generation = 0
        self.doom = 0
        self.full = 0
        self.failures: list[BaseException] = []
        self.fell: Callable[[Seat], None] = lambda _seat: None
        self.store: Store | None = None
        self.engine: Engine | None = None
        self.dead = False
        self.away = False
        self.aged = False
        self._room = room / name
        self._loop = loop
        self._chance = random.Random(chance.randbits(32))
        self._cable = Cable(network, name)
        empty_profile(self.directory)
        write_key(self.directory, chance)

    @property
    def directory(self) -> Path:
        """The profile as it now is."""
        return self._room / str(self.generation)

    @property
    def here(self) -> Desk:
        """Who acts here."""
        session = self.engine.account.session if self.engine else None
        return Desk(actor=self.number, desk=self.name, session=session.id if session else f"off_{self.number}", role=self.role)

    def enrol(self, code: str) -> None:
        """Become a desk of the centre."""
        self.store = open_store(self.directory, clock=self.clock, alone=False)
        enrol(self.store, StoreLocal(), NearWire(self._cable), self.directory, CentrePaper(url=ADDRESS, name=Text("")), code, self.name)
        self.store.close()
        self.store = None

    async def open(self) -> None:
        """Start the program: the store, the engine, the operator."""
        self.clock.runs += 1
        self.dead = False
        self.store = open_store(self.directory, clock=self.clock, alone=False)
        if not self.store.outbox.joined:
            # An older image of the disk, from before this desk was one of the centre's.
            join(self.store)
        ground = Ground(
            local=StoreLocal(),
            wire=NearWire(self._cable),
            threads=self,
            clock=self.clock,
            sleep=asyncio.sleep,
            chance=self._chance,
            room=self.directory / "fetch",
        )
        self.engine = Engine(ground, Text(""), Heard(failure=self.failures.append))
        self.sign_in()
        self.engine.start()

    def sign_in(self) -> None:
        """Let the operator sit down."""
        assert self.engine is not None
        self.engine.sign_in(Credentials(self.number, PASSWORD))

    async def close(self) -> None:
        """End the program: in good order, or after its death close what it had open, which changes the abandoned files only."""
        engine, self.engine = self.engine, None
        if engine is not None:
            await engine.stop()
        store, self.store = self.store, None
        if store is not None:
            store.close()

    def point(self, name: str, *, committed: bool) -> None:
        """Let happen what is to happen at a commit. Raises Killed, or what SQLite raises on a full disk."""
        if self.dead:
            raise Killed
        if self.full and not committed:
            self.full -= 1
            raise full_disk()
        if committed and name == REPLICA and self._chance.random() < _NOW_AND_THEN:
            self._keep(_OLDER)
        if self.doom:
            self.doom -= 1
            if not self.doom:
                self.die()
                raise Killed

    def die(self, *, power: bool = False) -> None:
        """Keep the files as they are at this moment for the next start; nothing that this process does from here on is in them.

        With the power goes what no sync has seen onto the disk: of the replica, which only syncs now and then, that is a good deal.
        """
        if self.dead:
            return
        self.dead = True
        after = self._room / str(self.generation + 1)
        shutil.copytree(self.directory, after, ignore=_LEFT)
        if power:
            for database in (self.store.outbox.database, self.store.replica.database) if self.store else ():
                if database.raw.execute("PRAGMA synchronous").fetchone()[0] < _FULL:
                    self._set_back(database.path.name, after, _OLDER)
        self.fell(self)

    def keep_image(self) -> None:
        """Keep an image of the disk as it is now, to be set back to one day."""
        self._keep(_IMAGE)

    def set_back(self, *, whole: bool) -> None:
        """While the desk is closed or dead: let the next start find an old outbox, with ``whole`` an old replica too."""
        target = self._room / str(self.generation + self.dead)
        self.aged = True
        for name in (OUTBOX, REPLICA) if whole else (OUTBOX,):
            self._set_back(name, target, _IMAGE)

    def lose_replica(self) -> None:
        """While the desk is dead: let the next start find no replica."""
        for path in (self._room / str(self.generation + self.dead)).glob(f"{REPLICA}*"):
            path.unlink()

    def _keep(self, name: str) -> None:
        target = self._room / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.directory, target, ignore=_LEFT)

    def _set_back(self, name: str, target: Path, source: str) -> None:
        """Put a file with its log as it was in the place of the one that is."""
        if not (self._room / source / name).exists():
            return
        for path in target.glob(f"{name}*"):
            path.unlink()
        for path in (self._room / source).glob(f"{name}*"):
            shutil.copyfile(path, target / path.name)

    async def bury(self) -> None:
        """Close what a dead process had open, and let the next start find the files of its last moment."""
        await self.close()
        self.generation += 1

    # --- the engine's threads ---------------------------------------------------------------------------------------------------------

    async def db(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        await asyncio.sleep(0)
        if not self.dead:
            try:
                return function(self.store, *args, **kwargs)
            except Killed:
                pass
        await asyncio.Event().wait()
        return None

    async def net(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return await self._cable.call(function, *args, **kwargs)
