"""The calls and seats as they stand, and the numbered deltas that tell how they became so."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

import msgspec
from msgspec.structs import replace

from models.records.base import Record
from models.records.call import CallRow, CallState, Capability, EndReason, OperatorState, Seat, Unseen
from models.records.catalogue import Line
from sync.protocol.calls import CallBeat, CallBoard, CallDelta
from sync.server.calls.sight import Sight, seen
from sync.server.calls.switch import Happening

KEPT = 512
"""So many deltas are kept for those who are a little behind; who is further behind gets the board."""
_UNSEEN = 16
"""So many losses of the link are remembered in which there were calls."""
_ENDED = 4096
"""So many calls that have ended are remembered, so that none ends twice."""

_encode = msgspec.json.Encoder().encode


class Woken(Protocol):
    """What is set when there is something new (an ``asyncio.Event``)."""

    def set(self) -> None: ...


class Told(Record, frozen=True):
    """Events for one listener, and the number of the last delta that they hold or include."""

    data: bytes
    n: int


class Board:
    """What the gateway knows, all in one event loop. Until the first whole happening there is no link.

    Whatever a class of listeners is told is encoded once for all of them.
    """

    def __init__(self, run: str, now: Callable[[], str], capabilities: frozenset[Capability], kept: int = KEPT) -> None:
        """``run`` names this life of the gateway, ``now`` tells the time (ISO), ``kept`` is how many past deltas are kept."""
        self.run = run
        self.n = 0
        self.link_since = now()
        self.calls: dict[str, CallRow] = {}
        self.seats: dict[int, Seat] = {}
        self.capabilities = capabilities
        self.missing: tuple[Line, ...] = ()
        self.unseen: tuple[Unseen, ...] = ()
        self._now = now
        self._past: deque[_Past] = deque(maxlen=kept)
        self._whole: dict[Sight, bytes] = {}
        self._ended: OrderedDict[str, None] = OrderedDict()
        self._woken: set[Woken] = set()

    @property
    def linked(self) -> bool:
        """Whether there is a link to the call system."""
        return not self.link_since

    def take(self, told: Happening) -> CallDelta | None:
        """Take what the call system told; return the delta, None where nothing has become another.

        What comes in pieces while there is no link is left alone: a return begins with all there is.
        """
        if not told.link:
            return self._lose()
        if not self.linked and not told.whole:
            return None
        missing = told.missing if told.missing is not None else self.missing
        unseen = (*self.unseen, told.unseen)[-_UNSEEN:] if told.unseen is not None else self.unseen
        calls = {call.id: self._kept_sealed(call) for call in told.calls}
        seats = {seat.operator: seat for seat in told.seats}
        if told.whole:
            now = self._now()
            gone = [call for key, call in self.calls.items() if key not in calls]
            calls.update((call.id, replace(call, state=CallState.ENDED, ended_at=now, reason=EndReason.LINK_LOST)) for call in gone)
            left = [seat for key, seat in self.seats.items() if key not in seats]
            gone_from = {"state": OperatorState.LOGGED_OUT, "since": now, "reason": "", "call": "", "until": ""}
            seats.update((seat.operator, replace(seat, **gone_from)) for seat in left)
        return self._become(calls.values(), seats.values(), "", missing, unseen)

    def able(self, capabilities: frozenset[Capability]) -> None:
        """Take what the call system can do. Where that is something else than before, all who listen are told the whole board."""
        if capabilities == self.capabilities:
            return
        self.capabilities = capabilities
        self.n += 1
        self._past.clear()
        self._whole.clear()
        self.wake()

    def events(self, n: int | None, sight: Sight) -> Told:
        """Return what a listener has to be told who knows everything up to delta ``n``: the deltas behind it, or the whole board.

        None is somebody who knows nothing. Nobody is told anything (no bytes) who knows all.
        """
        behind = self.n - n if n is not None else -1
        if not 0 <= behind <= len(self._past):
            return Told(data=self._board(sight), n=self.n)
        past = [self._past[place] for place in range(len(self._past) - behind, len(self._past))]
        return Told(data=b"".join(one.seen_by(sight) for one in past), n=self.n)

    def beat(self) -> bytes:
        """Return the event that says what time it is and how far the deltas have come."""
        return _event(b"now", CallBeat(run=self.run, n=self.n, now=self._now()))

    @contextmanager
    def waking(self, woken: Woken) -> Iterator[None]:
        """Set ``woken`` whenever there is something new, within the block."""
        self._woken.add(woken)
        try:
            yield
        finally:
            self._woken.discard(woken)

    def wake(self) -> None:
        """Let everybody who listens look up."""
        for woken in self._woken:
            woken.set()

    def _board(self, sight: Sight) -> bytes:
        if sight not in self._whole:
            board = CallBoard(
                run=self.run,
                n=self.n,
                now=self._now(),
                link_since=self.link_since,
                capabilities=tuple(sorted(self.capabilities)),
                calls=seen(self.calls.values(), sight),
                seats=tuple(self.seats.values()),
                missing=self.missing,
                unseen=self.unseen,
            )
            self._whole[sight] = _event(b"calls", board)
        return self._whole[sight]

    def _lose(self) -> CallDelta | None:
        """The link is lost: the calls stay as they were seen last, and nobody is ready any more."""
        if not self.linked:
            return None
        now = self._now()
        seats = [replace(seat, state=OperatorState.PHONE_OFFLINE, since=now, reason="", until="") for seat in self.seats.values()]
        return self._become((), seats, now, self.missing, self.unseen)

    def _become(
        self, calls: Iterable[CallRow], seats: Iterable[Seat], link_since: str, missing: tuple[Line, ...], unseen: tuple[Unseen, ...]
    ) -> CallDelta | None:
        """Keep what has become another and number it."""
        calls = tuple(call for call in calls if self.calls.get(call.id) != call and not self._ended_before(call))
        seats = tuple(seat for seat in seats if self.seats.get(seat.operator) != seat and (self._sits(seat) or seat.operator in self.seats))
        if not calls and not seats and (link_since, missing, unseen) == (self.link_since, self.missing, self.unseen):
            return None
        self.n += 1
        self.link_since, self.missing, self.unseen = link_since, missing, unseen
        delta = CallDelta(
            run=self.run, n=self.n, now=self._now(), link_since=link_since, calls=calls, seats=seats, missing=missing, unseen=unseen
        )
        for call in calls:
            if call.state is CallState.ENDED:
                self.calls.pop(call.id, None)
                self._remember(call.id)
            else:
                self.calls[call.id] = call
        for seat in seats:
            if self._sits(seat):
                self.seats[seat.operator] = seat
            else:
                self.seats.pop(seat.operator, None)
        self._past.append(_Past(delta))
        self._whole.clear()
        self.wake()
        return delta

    def _kept_sealed(self, call: CallRow) -> CallRow:
        """Return a call with the line that it stays on: whoever rang the sealed one is nobody else's, wherever the queues send them."""
        before = self.calls.get(call.id)
        return replace(call, line=before.line) if before is not None and before.line is Line.PSYCHOLOGY else call

    def _ended_before(self, call: CallRow) -> bool:
        return call.state is CallState.ENDED and call.id not in self.calls and call.id in self._ended

    def _remember(self, call_id: str) -> None:
        self._ended[call_id] = None
        self._ended.move_to_end(call_id)
        if len(self._ended) > _ENDED:
            self._ended.popitem(last=False)

    @staticmethod
    def _sits(seat: Seat) -> bool:
        return seat.state is not OperatorState.LOGGED_OUT


class _Past:
    """A delta with what has been said of it so far."""

    __slots__ = ("_delta", "_said")

    def __init__(self, delta: CallDelta) -> None:
        self._delta = delta
        self._said: dict[Sight, bytes] = {}

    def seen_by(self, sight: Sight) -> bytes:
        if sight not in self._said:
            self._said[sight] = _event(b"call", replace(self._delta, calls=seen(self._delta.calls, sight)))
        return self._said[sight]


def _event(name: bytes, data: Record) -> bytes:
    return b"event: " + name + b"\ndata: " + _encode(data) + b"\n\n"
