"""A whole house of calls: a PBX, the gateway of a real server, and consoles at it, each with the telephone beside its keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from argon2 import PasswordHasher
from sqlalchemy import select

from models.records.call import CallRow, CallState, OperatorState
from models.records.effects import CallRecord, decode_content
from models.records.feed import FeedRow
from models.store.clock import SystemClock
from models.tables.centre import Feed
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.support.call_shift import PLAN, QUEUE, Counted
from tests.support.pbx.exchange import Channel
from tests.support.pbx.phones import Phone
from tests.support.pbx.server import Pbx
from tests.support.serving import serving
from tests.support.telephones import Telephone, Telephones, telephones

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
CITIZEN = "057765550101"
_ASKING = {"QueueStatus", "Status", "Ping", "Challenge", "Login", "Filter", "ShowDialPlan"}


class CallHouse:
    """The PBX and the consoles share the room's loop, which runs only while something is waited for."""

    def __init__(self, room: Telephones, pbx: Pbx, switch: Counted) -> None:
        self.room = room
        self.pbx = pbx
        self.switch = switch
        self.consoles: list[Telephone] = []

    def until(self, true: Callable[[], bool]) -> None:
        self.room.until(true)

    def sits(self, number: int, *, ready: bool = True) -> Telephone:
        """Somebody sits down at a console, ready or on a break."""
        self.phone(number)
        console = self.room.open(number)
        self.consoles.append(console)
        assert console.line.login() is None
        self.until(lambda: self.state(console) is OperatorState.READY)
        if not ready:
            assert console.line.not_ready("break") is None
            self.until(lambda: self.state(console) is OperatorState.NOT_READY)
        return console

    def phone(self, number: int) -> Phone:
        return self.pbx.phone(f"80{number}")

    def answered(self, console: Telephone) -> Channel:
        """A citizen rings and the operator takes the call up; return the citizen's leg."""
        caller = self.pbx.ring(CITIZEN, QUEUE)
        self.until(lambda: bool(console.calls) and console.calls[-1].state is CallState.ALERTING)
        self.phone(console.number).pick_up()
        self.comes(console, CallState.CONNECTED)
        return caller

    def comes(self, console: Telephone, state: CallState) -> CallRow:
        """Wait until a console's call is in a state."""
        self.until(lambda: bool(console.calls) and console.calls[-1].state is state)
        return console.calls[-1]

    def cut(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Lose the link to the PBX, and have it again after something has happened there."""
        with self.losing():
            self.pbx.faults.refuse = True
            self.pbx.cut()
            self.until(lambda: not self.switch.linked)
            meanwhile()
            self.pbx.faults.refuse = False

    @contextmanager
    def losing(self) -> Iterator[None]:
        """Wait at the end of the block until the link that is lost in it is there again and everybody knows how things stand."""
        losses = self.switch.losses
        yield
        self.until(lambda: self.switch.losses > losses and self.switch.linked)
        self.agree()

    def agree(self) -> None:
        """Wait until every command is answered and each console knows what stands on the gateway's board."""

        def same() -> bool:
            board = self.switch.gateway.board
            views = (console.calls_end.view for console in self.consoles)
            return not self.room._tasks and all((view.run, view.n, view.lost) == (board.run, board.n, False) for view in views)

        self.until(same)

    def there(self, leg: Channel) -> bool:
        return leg.name in self.pbx.exchange.channels

    def records(self) -> list[CallRow]:
        """Return every record of a call that the centre has written, in order, when all are."""
        self.until(lambda: not self.switch.gateway._records.waiting)
        return written(self.room.centre)

    def asked(self) -> list[str]:
        """Return every action that was asked of the PBX and changes something, in their order."""
        return [asked["Action"] for asked in self.pbx.received if asked["Action"] not in _ASKING]

    @staticmethod
    def state(console: Telephone) -> OperatorState | None:
        return console.statuses[-1].operator if console.statuses else None


@contextmanager
def call_house(folder: Path, *, wrap_up: int = 0) -> Iterator[CallHouse]:
    """Open a house in a folder; ``wrap_up`` is how many seconds of the PBX's clock an operator has after a call."""
    clock = SystemClock()
    centre = Centre(open_database(f"sqlite:///{folder / 'centre.db'}"), clock=clock, hasher=CHEAP)
    found(centre)

    async def opened() -> Pbx:
        pbx = Pbx(speed=20.0)
        await pbx.start()
        pbx.queue(QUEUE)
        return pbx

    with telephones(centre, clock) as room:
        pbx = room.loop.run_until_complete(opened())
        switch = Counted(pbx, msgspec.structs.replace(PLAN, wrap_up_seconds=wrap_up))
        try:
            with serving(centre, switch=switch) as room.place:
                room.until(lambda: switch.linked)
                try:
                    yield CallHouse(room, pbx, switch)
                finally:
                    room.until(lambda: not room._tasks)
                    room.leave()
        finally:
            room.loop.run_until_complete(pbx.stop())


def written(centre: Centre) -> list[CallRow]:
    """Return every record of a call that the centre has written, in order."""
    lines = centre.database.ask(lambda c: c.scalars(select(Feed.line).where(Feed.stream == "centre/ruian").order_by(Feed.seq)).all())
    contents = (decode_content(msgspec.json.decode(line, type=FeedRow).operation.body) for line in lines)
    return [content.call for content in contents if isinstance(content, CallRecord)]
