"""What goes wrong beside the network: desks and processes die, disks fill up or are set back, clocks jump, people move."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

import msgspec

from models.records.staff import OperatorRow, Role
from sync.server.devices import revoke_device
from sync.server.people import KIND
from tests.simulation.acts import Hands
from tests.simulation.desk import Seat
from tests.simulation.network import Network
from tests.simulation.server import Server
from tests.simulation.stage import Chance, import_staff
from tests.simulation.witness import Witness

MOVED = 14
CLOCKS = (timedelta(), timedelta(hours=3), -timedelta(hours=3), timedelta(days=3), -timedelta(days=3), timedelta(minutes=10))


NAMES = (
    *("kill", "power", "disk full", "unplug", "clock", "image", "old outbox", "old disk", "replica gone", "restart", "poison"),
    *("centre killed", "centre full", "centre away", "backup", "restore", "failover", "revoke", "move", "night", "shift", "fresh image"),
)


class Place(Protocol):
    """What of the world is needed to hurt it."""

    seed: int
    chance: random.Random
    seats: list[Seat]
    server: Server
    network: Network
    witness: Witness
    source: Chance
    hands: Hands

    def soon(self, seconds: float, what: Callable[[], object]) -> None: ...
    def restart(self, seat: Seat, seconds: float) -> None: ...
    def operate(self, seat: Seat, what: Callable[..., object]) -> None: ...
    def parted(self, *, epoch: bool) -> None: ...
    def play(self, seconds: float) -> None: ...


class Hurts:
    """All that may happen; a world draws which of it there is, and how often."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.chance = place.chance
        self._moved = False
        self.all: dict[str, tuple[Callable[[], None], int]] = {
            "kill": (self.kill, 8),
            "power": (self.power, 4),
            "disk full": (self.disk_full, 5),
            "unplug": (self.unplug, 8),
            "clock": (self.clock, 5),
            "image": (self.image, 4),
            "old outbox": (lambda: self.old(whole=False), 2),
            "old disk": (lambda: self.old(whole=True), 2),
            "replica gone": (self.replica_gone, 2),
            "restart": (lambda: place.restart(self._seat(), 1.0), 2),
            "poison": (lambda: place.operate(self._seat(), place.hands.poison), 3),
            "centre killed": (self.centre_killed, 7),
            "centre full": (self.centre_full, 3),
            "centre away": (self.centre_away, 3),
            "backup": (self.backup, 4),
            "restore": (lambda: self.restore(epoch=True), 2),
            "failover": (lambda: self.restore(epoch=False), 2),
            "revoke": (self.revoke, 1),
            "move": (self.move, 2),
            "night": (self.night, 1),
            "shift": (self.change_shift, 4),
            "fresh image": (self.fresh_image, 4),
        }
        # Drawn apart: one more kind of trouble must not change the worlds that are told which they have.
        drawn = random.Random(f"hurts {place.seed}")
        self.there = [name for name in self.all if drawn.random() < 0.6]

    def happen(self) -> str:
        """Let something happen; return its name."""
        if not self.there:
            return ""
        name = self.chance.choices(self.there, [self.all[name][1] for name in self.there])[0]
        self.all[name][0]()
        return name

    def kill(self) -> None:
        self._seat().doom = self.chance.randint(1, 6)

    def power(self) -> None:
        seat = self._seat()
        if seat.store is not None:
            seat.die(power=True)

    def disk_full(self) -> None:
        self._seat().full = self.chance.randint(1, 4)

    def unplug(self) -> None:
        seat, cut = self._seat(), self.place.network.unplugged
        cut.add(seat.name)
        self.place.soon(self.chance.choice((3, 20, 90)), lambda: cut.discard(seat.name))

    def clock(self) -> None:
        self._seat().clock.skew = self.chance.choice(CLOCKS)

    def image(self) -> None:
        seat = self._seat()
        if seat.store is not None and not seat.dead:
            seat.keep_image()

    def old(self, *, whole: bool) -> None:
        seat = self._seat()
        if seat.store is not None and not seat.dead:
            seat.die()
            seat.set_back(whole=whole)

    def replica_gone(self) -> None:
        seat = self._seat()
        if seat.store is not None and not seat.dead:
            seat.die()
            seat.lose_replica()

    def centre_killed(self) -> None:
        self.place.server.doom = self.chance.choice(("before", "after"))

    def centre_full(self) -> None:
        server = self.place.server
        server.full = True
        self.place.soon(self.chance.choice((2, 15)), lambda: setattr(server, "full", False))

    def centre_away(self) -> None:
        server = self.place.server
        if server.processes:
            server.stop()
            self.place.soon(self.chance.choice((2, 40)), server.start_again)

    def backup(self) -> None:
        if self.place.server.processes:
            self.place.server.back_up()

    def restore(self, *, epoch: bool) -> None:
        server = self.place.server
        if server.processes and server.backups:
            server.restore(self.chance.choice(server.backups[-2:]), epoch=epoch)
            self.place.parted(epoch=epoch)
            if self._counsels():  # the backup is older than the change of role
                self.place.witness.readers.add(f"W{MOVED}")

    def fresh_image(self) -> None:
        """Nothing goes wrong yet: the centre makes an image for whoever begins from nothing after this."""
        if self.place.server.processes:
            self.place.server.processes[0].make_image()

    def _counsels(self) -> bool:
        """Tell whether the one who is moved may read the sealed line by what the centre has in its database now."""
        query = "SELECT data FROM document WHERE kind = ? AND code = ?"
        row = self.place.server.look().execute(query, (KIND, str(MOVED))).fetchone()
        return row is not None and msgspec.json.decode(row[0], type=OperatorRow).role is Role.COUNSELLOR

    def revoke(self) -> None:
        """Shut a desk out."""
        seat, server = self._seat(), self.place.server
        if server.processes and seat.store is not None:
            server.spare()
            revoke_device(server.processes[0].centre, seat.store.outbox.device.id)

    def move(self) -> None:
        """One counsellor becomes an operator, who may not read the sealed line any more."""
        server = self.place.server
        if self._moved or not server.processes:
            return
        self._moved = True
        server.spare()
        import_staff(server.processes[0].centre, self.place.source, {MOVED: Role.OPERATOR})
        server.tell()
        self.place.witness.readers.discard(f"W{MOVED}")
        for seat in self.place.seats:
            if seat.number == MOVED:
                seat.role = Role.OPERATOR

    def change_shift(self) -> None:
        """Another operator sits down at the first desk, where something of the one before may wait to be sent."""
        seat = self.place.seats[0]
        seat.number = 29 if seat.number == 28 else 28
        if seat.engine is not None:
            seat.sign_in()

    def night(self) -> None:
        """Everybody goes home, and comes back."""
        seconds = self.chance.uniform(8, 40) * 3600
        for seat in self.place.seats:
            if seat.store is not None and not seat.dead:
                self.place.restart(seat, seconds)
        self.place.play(seconds)

    def _seat(self) -> Seat:
        return self.chance.choice(self.place.seats)


async def after(seconds: float, what: Callable[[], object]) -> None:
    """Do something in a while."""
    await asyncio.sleep(seconds)
    what()
