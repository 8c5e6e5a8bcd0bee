"""A shift of three desks at one centre in virtual time, with the cable in all the while or pulled out in the middle.

The desks are real (commands, stores, engines, sockets); only their clock and their sleep are those of a :class:`Pace`. The server is any.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from models.commands import case as commands
from models.records.base import CHINA, Text
from models.records.callback import Step
from models.records.case import CaseKind, CloseReason
from models.records.journal import Acknowledge, Body, CallbackAnswer, Close, Dispatch, Note, OnSite, WorkDone
from tests.support.middleman import Middleman
from tests.support.workplace import Workplace

CASES = 60
MINUTES = 60
AWAY = (20, 40)
"""The minutes between which the cable is out."""
AFTER = 24
"""Minutes that the last cases still take."""
STEP_SECONDS = 15.0

_COURSE: tuple[tuple[int, Body], ...] = (
    (1, Dispatch(partner="P001", name=Text("家家乐"))),
    (3, Acknowledge()),
    (9, OnSite()),
    (14, Note(text="市民来电补充")),
    (16, WorkDone()),
    (20, CallbackAnswer(steps=((Step.DONE, True),), score=5)),
    (21, Close(reason=CloseReason.DONE, resolved=True)),
)
"""What is done on each case, so many minutes after it was taken on."""


class Pace:
    """A clock that goes as fast as it is pushed, and the sleep that goes with it."""

    boot = "pace"

    def __init__(self, begin: datetime | None = None) -> None:
        self._begin = begin or datetime.now(CHINA)
        self._seconds = 0.0
        self._order = itertools.count()
        self._asleep: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._begin + timedelta(seconds=self._seconds)

    def mono_ms(self) -> int:
        return round(self._seconds * 1000)

    async def sleep(self, seconds: float) -> None:
        """Wait until so much of this time has passed."""
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._asleep, (self._seconds + seconds, next(self._order), woken))
        await woken

    def push(self, seconds: float) -> None:
        """Let time pass and wake whoever has slept long enough."""
        self._seconds += seconds
        while self._asleep and self._asleep[0][0] <= self._seconds:
            woken = heapq.heappop(self._asleep)[2]
            if not woken.done():
                woken.set_result(None)


@dataclass
class Shift:
    """What was done: the cases, and how long each command took from its call to its return, in milliseconds."""

    ids: list[str] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)


def _nothing(_minute: int) -> None:
    return


async def work(
    desks: Sequence[Workplace], pace: Pace, cable: Middleman, *, away: bool, breath: float, at: Callable[[int], None] = _nothing
) -> Shift:
    """Serve the shift's citizens, one a minute and each desk in its turn.

    ``away`` pulls the cable in the middle. ``breath`` is the real time, in seconds, that a virtual :data:`STEP_SECONDS` takes at least;
    ``at`` is told of every minute that has passed.
    """
    shift = Shift()
    for minute in range(MINUTES + AFTER):
        if away and minute in AWAY:
            (cable.pull if minute == AWAY[0] else cable.plug)()
        for done in _due(shift, desks, minute):
            begun = time.perf_counter()
            await done()
            shift.spent.append((time.perf_counter() - begun) * 1000)
            await asyncio.sleep(0)
        await spend(pace, 60.0, breath)
        at(minute)
    return shift


async def spend(pace: Pace, seconds: float, breath: float) -> None:
    """Let virtual time pass while the desks and the server work in real time."""
    for _ in range(round(seconds / STEP_SECONDS)):
        pace.push(STEP_SECONDS)
        await asyncio.sleep(breath)


def _due(shift: Shift, desks: Sequence[Workplace], minute: int) -> list[Callable[[], Awaitable[object]]]:
    """Return what is to be done in a minute."""
    due: list[Callable[[], Awaitable[object]]] = []
    for place, case_id in enumerate(shift.ids):
        desk = desks[place % len(desks)]
        due += [partial(_do, desk, case_id, body) for after, body in _COURSE if place + after == minute]
    if minute < CASES:
        due.append(partial(_take, shift, desks[minute % len(desks)], minute))
    return due


async def _take(shift: Shift, desk: Workplace, minute: int) -> None:
    _, case_id = await desk.threads.db(
        commands.accept,
        desk.desk,
        item_code="C03-03",
        kind=CaseKind.SERVICE,
        number=f"138{minute:08}",
        text=f"第 {minute} 位市民：厨房水槽漏水",
        address="瑞祥大道 1 号",
    )
    desk.engine.wrote()
    shift.ids.append(case_id)


async def _do(desk: Workplace, case_id: str, body: Body) -> None:
    await desk.threads.db(commands.append, desk.desk, case_id, body)
    desk.engine.wrote()
