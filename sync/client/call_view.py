"""The calls as this console knows them: the gateway's board, moved on by its deltas; and the gateway's time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec.structs import replace

from models.records.base import CHINA, parse_time
from models.records.call import CallRow, CallState, Capability, EndReason, OperatorState, Seat, Unseen
from models.records.catalogue import Line
from models.store.clock import Clock
from sync.protocol.calls import CallBeat, CallBoard, CallDelta

_BEATS = 16
_BACK_MS = 8000
"""A beat that falls so far behind comes of a clock that was set back: the gateway refuses what is good for that much longer than usual. If
it was late all the same, the next beat, which has waited behind it, puts that right.
"""


class CallView:
    """What stands on the gateway's board, as far as it was heard of. ``lost`` tells that nobody speaks any more: it stays as it was."""

    def __init__(self) -> None:
        self.run = ""
        self.n = 0
        self.calls: dict[str, CallRow] = {}
        self.seats: dict[int, Seat] = {}
        self.capabilities: frozenset[Capability] = frozenset()
        self.missing: tuple[Line, ...] = ()
        self.unseen: tuple[Unseen, ...] = ()
        self.link_since = ""
        self.lost = True

    @property
    def known(self) -> bool:
        """Whether anything was ever heard."""
        return bool(self.run)

    @property
    def linked(self) -> bool:
        """Whether there is a way to the call system, and what is known is so now."""
        return self.known and not self.lost and not self.link_since

    def begin(self, board: CallBoard) -> tuple[CallRow, ...]:
        """Take the board; return the calls that have ended without being told of."""
        calls = {call.id: call for call in board.calls}
        gone = tuple(
            replace(call, state=CallState.ENDED, ended_at=board.now, reason=EndReason.LINK_LOST)
            for key, call in self.calls.items()
            if key not in calls
        )
        self.run, self.n, self.link_since = board.run, board.n, board.link_since
        self.calls, self.seats = calls, {seat.operator: seat for seat in board.seats}
        self.capabilities = frozenset(board.capabilities)
        self.missing, self.unseen = board.missing, board.unseen
        self.lost = False
        return gone

    def move(self, delta: CallDelta) -> bool:
        """Take a delta; False where one is missing before it, and nothing was taken. One that was taken before changes nothing."""
        if delta.run != self.run or delta.n > self.n + 1:
            return False
        if delta.n <= self.n:
            return True
        self.n, self.link_since = delta.n, delta.link_since
        self.missing, self.unseen = delta.missing, delta.unseen
        self._put(delta.calls, delta.seats)
        return True

    def fits(self, beat: CallBeat) -> bool:
        """Tell whether everything that was told by then is known here."""
        return (beat.run, beat.n) == (self.run, self.n)

    def _put(self, calls: Iterable[CallRow], seats: Iterable[Seat]) -> None:
        for call in calls:
            if call.state is CallState.ENDED:
                self.calls.pop(call.id, None)
            else:
                self.calls[call.id] = call
        for seat in seats:
            if seat.state is OperatorState.LOGGED_OUT:
                self.seats.pop(seat.operator, None)
            else:
                self.seats[seat.operator] = seat


class GatewayTime:
    """The gateway's clock as told by its beats.

    A beat can only come late, so the one that shows most is nearest to the truth, until one falls far behind: then the clock was set back.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._run = ""
        self._ahead: deque[float] = deque(maxlen=_BEATS)

    def hear(self, beat: CallBeat) -> None:
        """Take a beat as it comes. Raises ValueError for one without a time."""
        ahead = parse_time(beat.now).timestamp() * 1000 - self._clock.mono_ms()
        if beat.run != self._run or (self._ahead and ahead < max(self._ahead) - _BACK_MS):
            self._run = beat.run
            self._ahead.clear()
        self._ahead.append(ahead)

    def now(self) -> datetime:
        """Return the time there, never later than it is; this desk's own before the first beat."""
        if not self._ahead:
            return self._clock.now()
        return datetime.fromtimestamp(0, CHINA) + timedelta(milliseconds=max(self._ahead) + self._clock.mono_ms())
