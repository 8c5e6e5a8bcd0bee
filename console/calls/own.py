"""This desk's part of the gateway's board: its seat, its call, and who waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from models.records.call import CallRow, CallState, Direction, EndReason, LineStatus, OperatorState, Room, Seat
from models.rules.calls import own_call
from sync.client.call_view import CallView


class Own:
    """What of ``view`` concerns the seat of ``operator``; ``now`` tells the gateway's time (ISO)."""

    def __init__(self, view: CallView, operator: int, now: Callable[[], str]) -> None:
        self._view = view
        self._operator = operator
        self._now = now
        self._call: CallRow | None = None
        self._state = OperatorState.LOGGED_OUT
        self._since = ""
        self._lost_at = ""

    @property
    def seat(self) -> Seat | None:
        """The operator's seat."""
        return self._view.seats.get(self._operator)

    @property
    def call(self) -> CallRow | None:
        """The call that rings or talks at it."""
        return own_call(self.seat, self._view.calls)

    def steps(self, ended: Iterable[CallRow]) -> list[CallRow]:
        """Return the steps that the call here has made since the last ones; ``ended`` are the calls that have ended.

        There are none while there is no link: the call stays as it was seen last.
        """
        over = {call.id: call for call in ended}
        if not self._view.linked and not over:
            return []
        before, now, steps = self._call, self.call, []
        if before is not None and (now is None or now.id != before.id):
            steps.append(over[before.id] if before.id in over else self._gone(before))
        if now is not None and now != before:
            steps.append(now)
        self._call = now
        return steps

    def status(self) -> LineStatus:
        """Return how the line stands. Whatever the call system thinks of a seat, nobody is ready who cannot hear of it."""
        seat = self.seat
        state = seat.state if seat is not None else OperatorState.LOGGED_OUT
        if seat is not None and not self._view.linked:
            state = OperatorState.PHONE_OFFLINE
        if state is not self._state or not self._since:
            self._state, self._since = state, self._now()
        waiting = (call for call in self._view.calls.values() if self._waits(call))
        others = (call for call in self._view.calls.values() if call.direction is Direction.OUT and call.number)
        sitting = (seat for seat in self._view.seats.values() if seat.state is not OperatorState.LOGGED_OUT)
        return LineStatus(
            operator=state,
            reason=seat.reason if seat is not None else "",
            since=seat.since if seat is not None and seat.state is state else self._since,
            waiting=tuple(sorted(waiting, key=lambda call: (call.queued_at, call.id))),
            link_ok=self._view.linked,
            until=seat.until if seat is not None and seat.state is state else "",
            colleagues=tuple(sorted((one for one in sitting if one.operator != self._operator), key=lambda one: one.operator)),
            rung=tuple(sorted((call.number, call.operator) for call in others if call.operator not in (0, self._operator))),
            missing=self._view.missing,
            unseen=self._view.unseen,
        )

    def _waits(self, call: CallRow) -> bool:
        """Tell whether a caller waits: in the queue, or ringing at no seat, as between two rounds of the queue."""
        if call.state is CallState.ALERTING and call.direction is Direction.IN:
            return all(seat.call != call.id for seat in self._view.seats.values())
        return call.state is CallState.QUEUED

    def room(self) -> Room:
        """Return all seats, by their operators, and all calls; without a link as they were seen last."""
        self._lost_at = "" if self._view.linked else self._view.link_since or self._lost_at or self._now()
        seats = tuple(self._view.seats[operator] for operator in sorted(self._view.seats))
        return Room(
            seats=seats,
            calls=tuple(self._view.calls.values()),
            link_ok=self._view.linked,
            lost_at=self._lost_at,
            missing=self._view.missing,
            unseen=self._view.unseen,
        )

    def _gone(self, before: CallRow) -> CallRow:
        """Return what became of a call that goes on without this desk, or of which nobody knows any more."""
        after = self._view.calls.get(before.id)
        if after is not None and before.direction is Direction.IN and before.state is CallState.ALERTING:
            return replace(after, state=CallState.QUEUED)
        reason = EndReason.TRANSFER if after is not None else EndReason.LINK_LOST
        return replace(after or before, state=CallState.ENDED, ended_at=self._now(), reason=reason)
