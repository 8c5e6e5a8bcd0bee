"""The other desks of an unscripted demonstration's room: who talks, writes, is free or away, as time goes by."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer

from console.calls.exchange import Exchange
from models.records.call import CallRow, CallState, Direction, NotReady, OperatorState, Seat
from models.records.catalogue import Line
from models.store.clock import stamp

_AFTER = {
    OperatorState.READY: OperatorState.ALERTING,
    OperatorState.ALERTING: OperatorState.ON_CALL,
    OperatorState.ON_CALL: OperatorState.WRAP_UP,
    OperatorState.WRAP_UP: OperatorState.READY,
    OperatorState.NOT_READY: OperatorState.READY,
}
_SECONDS = {
    OperatorState.READY: (15, 160),
    OperatorState.ALERTING: (3, 9),
    OperatorState.ON_CALL: (70, 320),
    OperatorState.WRAP_UP: (15, 30),
    OperatorState.NOT_READY: (240, 900),
}
"""How long each state lasts, at least and at most."""
_BREAK = 0.06
"""The share of operators who take a break when their call is written down."""
_ROOM = (
    (3, OperatorState.ON_CALL, 143),
    (7, OperatorState.READY, 34),
    (9, OperatorState.WRAP_UP, 11),
    (12, OperatorState.ON_CALL, 21),
    (16, OperatorState.NOT_READY, 372),
    (22, OperatorState.READY, 96),
)
"""Who sits there at first, and for how many seconds they have been in their state."""


class Colleagues(QObject):
    """Plays six other operators into an exchange; the same seed gives the same room.

    ``numbers`` are those of invented citizens, ``now`` tells the time. ``later(milliseconds, action)`` lets time pass before something
    happens; None means real time.
    """

    def __init__(
        self,
        exchange: Exchange,
        numbers: Sequence[str],
        now: Callable[[], datetime],
        parent: QObject,
        *,
        seed: int = 28,
        later: Callable[[int, Callable[[], object]], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._exchange = exchange
        self._numbers = tuple(numbers) or ("",)
        self._now = now
        self._random = random.Random(seed)
        self._wait = later or (lambda milliseconds, action: QTimer.singleShot(milliseconds, self, action))
        self._seats: dict[int, Seat] = {}
        self._calls: dict[int, CallRow] = {}
        for place, (number, state, seconds) in enumerate(_ROOM):
            since = now() - timedelta(seconds=seconds)
            self._seats[number] = Seat(operator=number, extension=str(8001 + place), state=OperatorState.READY, since="")
            self._enter(number, state, since)
        self._tell()

    def _next(self, number: int) -> None:
        """Let an operator come into the next state."""
        state = _AFTER[self._seats[number].state]
        if self._seats[number].state is OperatorState.WRAP_UP and self._random.random() < _BREAK:
            state = OperatorState.NOT_READY
        self._enter(number, state, self._now())
        self._tell()

    def _enter(self, number: int, state: OperatorState, since: datetime) -> None:
        call = self._call(number, state, since)
        reason = NotReady.BREAK.value if state is OperatorState.NOT_READY else ""
        entered = stamp(since)
        self._seats[number] = replace(self._seats[number], state=state, since=entered, reason=reason, call=call.id if call else "")
        self._wait(self._random.randint(*_SECONDS[state]) * 1000, lambda: self._next(number))

    def _call(self, number: int, state: OperatorState, since: datetime) -> CallRow | None:
        """Return the call that rings or talks at a desk in its new state, None where there is none."""
        before = self._calls.pop(number, None)
        if state not in (OperatorState.ALERTING, OperatorState.ON_CALL):
            return None
        rang = before or CallRow(
            id=f"room-{number}-{stamp(since)}",
            direction=Direction.IN,
            number=self._random.choice(self._numbers),
            line=Line.GENERAL,
            state=CallState.ALERTING,
            queued_at=stamp(since),
            operator=number,
        )
        talks = state is OperatorState.ON_CALL
        self._calls[number] = replace(rang, state=CallState.CONNECTED, answered_at=stamp(since)) if talks else rang
        return self._calls[number]

    def _tell(self) -> None:
        self._exchange.others = (tuple(self._seats.values()), tuple(self._calls.values()))
        self._exchange.tell()
