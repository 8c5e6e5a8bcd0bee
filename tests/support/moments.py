"""What happens at a PBX, event by event, with the lists that it would make after each: a link can be cut and come back at any of them.

Its clock stands still but where the story lets time pass, so that every moment has its time.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from models.records.call import CallRow, Seat
from sync.server.ami.message import Message
from sync.server.asterisk.model import Model
from sync.server.asterisk.world import Dialled
from sync.server.calls.switch import Happening
from tests.support.desk_of_pbx import PLAN
from tests.support.pbx import listings
from tests.support.pbx.actions import Actions
from tests.support.pbx.calls import Calls
from tests.support.pbx.exchange import Clock, Exchange, Fields
from tests.support.pbx.listings import Asked
from tests.support.pbx.phones import Phone
from tests.support.pbx.queues import Member, Queue

QUEUE = "81890"
VARIABLES = {"Variables": "QUEUENAME,QEHOLDTIME,MIXMONITOR_FILENAME,HOTLINE_CASE"}


class StillClock(Clock):
    """A clock that stands still until it is told how much time passes."""

    def __init__(self) -> None:
        self.speed = 1.0
        self._at = 1_795_460_000.25
        self._timers: list[tuple[float, int, asyncio.TimerHandle]] = []
        self._count = itertools.count()
        self._loop = asyncio.new_event_loop()

    def now(self) -> float:
        return self._at

    def later(self, seconds: float, call: Callable[[], object]) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(0.0, call, (), self._loop)
        heapq.heappush(self._timers, (self._at + seconds, next(self._count), handle))
        return handle

    def pass_by(self, seconds: float) -> None:
        """Let time pass, and whatever waits for it happen."""
        end = self._at + seconds
        while self._timers and self._timers[0][0] <= end:
            self._at, _, handle = heapq.heappop(self._timers)
            if not handle.cancelled():
                handle._run()
        self._at = end

    def close(self) -> None:
        self._loop.close()


@dataclass(frozen=True)
class Moment:
    """What the PBX would list: members and who waits, and legs; and its time."""

    at: float
    members: tuple[Message, ...]
    legs: tuple[Message, ...]


class Listed:
    """Takes what is answered."""

    def __init__(self) -> None:
        self.items: tuple[Message, ...] = ()

    def answer(self, asked: Asked, response: str, fields: Fields) -> None:
        assert response == "Success", fields

    def list(self, asked: Asked, message: str, items: list[tuple[str, Fields]], end: str, more: Fields) -> None:
        self.items = tuple(Message((("Event", event), *fields)) for event, fields in items)


class Scene:
    """A PBX with a queue and two operators at their telephones. ``moments[n]`` is how it stands after the first ``n`` of ``events``."""

    def __init__(self) -> None:
        self.clock = StillClock()
        self.events: list[Message] = []
        self.moments: list[Moment] = []
        self.asked: list[tuple[int, Dialled]] = []
        """What our gateway dialled, and after how many events."""
        self.calls = Calls(Exchange(self.clock, self._tell))
        self.queue = self.calls.queues[QUEUE] = Queue(self.calls.exchange, self.calls.phones, QUEUE)
        self._actions = Actions(self.calls)
        for extension in ("8001", "8002"):
            phone = self.calls.phones[f"PJSIP/{extension}"] = Phone(self.calls, extension)
            self.calls.exchange.refresh(phone.device)
            self.queue.members[phone.device] = Member(phone.device, extension, last_call=int(extension))
        self.moments.append(self._moment())
        self.events.clear()
        del self.moments[:-1]

    def phone(self, extension: str) -> Phone:
        return self.calls.phones[f"PJSIP/{extension}"]

    def rings(self, number: str = "057765550101") -> None:
        """Somebody calls, and an operator is rung a second later."""
        self.caller = self.calls.incoming(number, QUEUE)
        self.clock.pass_by(1.0)

    def dials(self, number: str = "13800000001") -> None:
        """The gateway dials for the operator of 8001."""
        dialled = Dialled(id="hotline-general-8001-1", operator=8001, extension="8001", number=number, line=PLAN.queues[0][1], case="c")
        self.asked.append((len(self.events), dialled))
        self.does(
            "Originate", Channel="PJSIP/8001", ChannelId=dialled.id, Context="internal", Exten=number, CallerID=number, Async="true",
            Timeout="25000",
        )  # fmt: skip

    def does(self, action: str, **asked: str) -> None:
        """Carry an action out."""
        self._actions.by_name[action]({"Action": action, "ActionID": "1", "Priority": "1", **asked}, Listed())

    def _tell(self, event: str, fields: Fields) -> None:
        self.events.append(Message((("Event", event), ("Timestamp", f"{self.clock.now():.6f}"), *fields)))
        self.moments.append(self._moment())

    def _moment(self) -> Moment:
        members, legs = Listed(), Listed()
        if hasattr(self, "calls"):
            listings.queue_status(self.calls, {}, members)
            listings.status(self.calls, VARIABLES, legs)
        return Moment(self.clock.now(), members.items, legs.items)


@dataclass
class Heard:
    """A model that listens to a scene, and what it told."""

    scene: Scene
    model: Model = field(default_factory=lambda: Model(PLAN))
    rows: dict[str, list[CallRow]] = field(default_factory=dict)
    seats: dict[int, Seat] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def hear(self, begin: int, end: int) -> None:
        """Hear some events; what was dialled at the end of them is expected."""
        if begin == 0:
            self.take(self.model.reconcile(self.scene.moments[0].members, self.scene.moments[0].legs, self.scene.moments[0].at))
        for place in range(begin, end + 1):
            for when, dialled in self.scene.asked:
                if when == place and dialled.id not in self._asked:
                    self._asked.add(dialled.id)
                    self.model.dialled(dialled)
            if place < end:
                self.take(self.model.hear(self.scene.events[place]))

    def take(self, told: Happening | None) -> None:
        for row in told.calls if told else ():
            self.rows.setdefault(row.id, []).append(row)
        for seat in told.seats if told else ():
            self.seats[seat.operator] = seat

    def cut(self, at: int, back: int, queue: int, legs: int, pong: int) -> None:
        """Lose the link after ``at`` events, have it again after ``back``; the lists are made after ``queue`` and ``legs``, all is known
        after ``pong``."""
        self.hear(0, at)
        self.model.lost()
        self.again(back, queue, legs, pong)

    def again(self, back: int, queue: int, legs: int, pong: int) -> None:
        """Have the link again."""
        moments = self.scene.moments
        since = self.scene.events[back:pong]
        self.take(self.model.reconcile(moments[queue].members, moments[legs].legs, moments[pong].at, since))

    def ended(self, call_id: str) -> list[CallRow]:
        return [row for row in self.rows.get(call_id, ()) if row.reason]
