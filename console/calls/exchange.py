"""A telephone exchange without a telephone: callers ring, wait and give up; parties that are dialled pick up or do not.

Whoever drives it (a scenario, the random traffic, a test) plays the far end; the desk's own commands come through ``SimulatedLine``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count

import msgspec
from PySide6.QtCore import QObject, Signal

from models.records.base import Text
from models.records.call import CallRow, CallState, Direction, EndReason, LineStatus, NotReady, OperatorState, Refusal, Seat
from models.records.catalogue import Line
from models.rules.phone import signalled

TALKING = (CallState.CONNECTED, CallState.HELD, CallState.CONSULTING, CallState.CONFERENCE)


class Exchange(QObject):
    """One desk's end of a simulated exchange, with its queue.

    ``now`` tells the time. ``dialled(CallRow)`` says that the operator rings somebody, and ``consulted(CallRow)`` that they ask somebody
    while the caller waits: the driver has to play that party.
    After an answered incoming call ``wrap_up`` seconds pass before the next call is offered; after a call that was dialled on a break, or
    signed out, the operator is on a break, or signed out, again.

    ``others`` are the seats beside this one and the calls at them: they are seen, and touch nothing here. ``link(False)`` breaks the link
    to the desk and ``phone(False)`` its telephone.
    """

    call_changed = Signal(object)
    status_changed = Signal(object)
    said = Signal(str, object)
    dialled = Signal(object)
    consulted = Signal(object)

    def __init__(self, now: Callable[[], datetime], operator: int, *, wrap_up: int = 30, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.operator = operator
        self._wrap_up = wrap_up
        self._numbers = count(1)
        self._reason = ""
        self._since = now()
        self._before = (OperatorState.READY, "")
        self._waiting: list[CallRow] = []
        self._frozen: LineStatus | None = None
        self._untold: dict[str, CallRow] = {}
        self.state = OperatorState.LOGGED_OUT
        self.call: CallRow | None = None
        self.others: tuple[tuple[Seat, ...], tuple[CallRow, ...]] = ((), ())

    @property
    def linked(self) -> bool:
        """Whether the desk hears the exchange and is heard by it."""
        return self._frozen is None

    def waiting(self) -> tuple[CallRow, ...]:
        """Return the calls in the queue, longest wait first."""
        return tuple(self._waiting)

    # --- the far end, played by the driver

    def ring(self, number: str, line: Line = Line.GENERAL) -> str:
        """A caller rings; return the call's id. ``number`` is as the exchange gives it, whatever it is; '' where withheld."""
        call = self.new_call(Direction.IN, signalled(number), line, CallState.QUEUED)
        self._waiting.append(call)
        self.offer()
        self.tell()
        return call.id

    def abandon(self, call_id: str) -> None:
        """A waiting caller gives up. Ignored where the call is not waiting any more."""
        if self.call and self.call.id == call_id and self.call.state is CallState.ALERTING:
            self.end(EndReason.ABANDONED)
            return
        for call in [call for call in self._waiting if call.id == call_id]:
            self._waiting.remove(call)
            self._show(msgspec.structs.replace(call, state=CallState.ENDED, ended_at=self.time(), reason=EndReason.ABANDONED))
        self.tell()

    def party_answers(self) -> None:
        """The dialled, or consulted, party picks up."""
        if self.call and self.call.direction is Direction.OUT and self.call.state is CallState.ALERTING:
            self.become(state=CallState.CONNECTED, answered_at=self.time())
        elif self.call and self.call.state is CallState.CONSULTING:
            self.become(rung=False)

    def party_fails(self, reason: EndReason) -> None:
        """Whoever is dialled, or consulted, is busy, does not answer, or the number does not exist."""
        if self.call and self.call.direction is Direction.OUT and self.call.state is CallState.ALERTING:
            self.end(reason)
        elif self.call and self.call.state is CallState.CONSULTING:
            self.become(state=CallState.CONNECTED, reason=reason)

    def party_hangs_up(self) -> None:
        """The far end of a conversation hangs up."""
        if self.call and self.call.state in TALKING:
            self.end(EndReason.CALLER)

    def say(self, words: Text) -> None:
        """The far end speaks."""
        if self.call and self.linked:
            self.said.emit(self.call.id, words)

    def link(self, ok: bool) -> None:
        """The link to the desk breaks, or is there again.

        Calls go on without it and the desk hears nothing, only that what it shows is old; then it hears how each of them stands.
        """
        if ok == self.linked:
            return
        self._frozen = None if ok else msgspec.structs.replace(self._status(), link_ok=False)
        if ok:
            untold, self._untold = self._untold, {}
            for call in sorted(untold.values(), key=lambda call: call.state is not CallState.ENDED):
                self.call_changed.emit(call)
        self.tell()

    def phone(self, ok: bool) -> None:
        """The desk's telephone goes, with the call at it, or is there again; then the operator has to say that they are ready."""
        if ok:
            if self.state is OperatorState.PHONE_OFFLINE:
                self.enter(OperatorState.NOT_READY, NotReady.BREAK.value)
            return
        if self.call and self.call.direction is Direction.IN and self.call.state is CallState.ALERTING:
            self.requeue()
        self._before = (OperatorState.PHONE_OFFLINE, "")
        self.enter(OperatorState.PHONE_OFFLINE)
        if self.call:
            self.end(EndReason.FAILED)

    def tick(self) -> None:
        """Let time pass: wrap-up runs out, waits grow. Called about once a second."""
        if self.state is OperatorState.WRAP_UP and (self._now() - self._since).total_seconds() >= self._wrap_up:
            self.enter(OperatorState.READY)
            self.offer()
        self.tell()

    # --- steps of a call, shared with the desk's commands

    def time(self) -> str:
        return self._now().isoformat(timespec="milliseconds")

    def new_call(self, direction: Direction, number: str, line: Line, state: CallState, case: str = "") -> CallRow:
        stamp = self._now().strftime("%Y%m%d%H%M%S")
        identity = f"sim-{self.operator}-{stamp}-{next(self._numbers)}"
        return CallRow(id=identity, direction=direction, number=number, line=line, state=state, queued_at=self.time(), case=case)

    def enter(self, state: OperatorState, reason: str = "") -> None:
        if (state, reason) != (self.state, self._reason):
            self.state, self._reason, self._since = state, reason, self._now()
        self.tell()

    def tell(self) -> None:
        """Say once more how things stand."""
        self.status_changed.emit(self._frozen or self._status())

    def offer(self) -> None:
        if self.state is not OperatorState.READY or self.call or not self._waiting:
            return
        self.call = msgspec.structs.replace(self._waiting.pop(0), state=CallState.ALERTING)
        self.enter(OperatorState.ALERTING)
        self._show(self.call)

    def become(self, **fields: object) -> None:
        """The call makes a step; what was said of who was consulted in vain is over by it, and in another state whether somebody rings."""
        assert self.call is not None
        over = {"reason": None, "party": ""} if self.call.reason else {}
        changed = {"rung": None} if fields.get("state", self.call.state) is not self.call.state else {}
        self.call = msgspec.structs.replace(self.call, **{**over, **changed, **fields})
        self._show(self.call)

    def move(self, allowed: tuple[CallState, ...], **fields: object) -> Refusal | None:
        if not self.call:
            return Refusal.NO_CALL
        if self.call.state not in allowed:
            return Refusal.WRONG_STATE
        self.become(**fields)
        return None

    def end(self, reason: EndReason) -> None:
        assert self.call is not None
        party = "" if self.call.reason else self.call.party
        ended = msgspec.structs.replace(self.call, state=CallState.ENDED, ended_at=self.time(), reason=reason, party=party, rung=None)
        self.call = None
        if self.state is OperatorState.PHONE_OFFLINE:
            pass  # nobody can be ready without a telephone
        elif ended.direction is Direction.OUT:
            self.enter(*self._before)
        elif ended.answered_at and self._wrap_up:
            self.enter(OperatorState.WRAP_UP)
        else:
            self.enter(OperatorState.READY)
        self._show(ended)
        self.offer()

    def requeue(self) -> None:
        """Put the call that rings here back to the head of the queue."""
        assert self.call is not None
        queued = msgspec.structs.replace(self.call, state=CallState.QUEUED)
        self._waiting.insert(0, queued)
        self.call = None
        self._show(queued)

    def connect_caller(self) -> None:
        """The operator answers the call that rings here."""
        self.enter(OperatorState.ON_CALL)
        self.become(state=CallState.CONNECTED, answered_at=self.time(), operator=self.operator)

    def dial_out(self, number: str, line: Line, case: str) -> None:
        """The operator rings somebody: ``dialled`` tells the driver."""
        away = self.state in (OperatorState.NOT_READY, OperatorState.LOGGED_OUT)
        self._before = (self.state, self._reason) if away else (OperatorState.READY, "")
        self.call = msgspec.structs.replace(self.new_call(Direction.OUT, number, line, CallState.ALERTING, case), operator=self.operator)
        self.enter(OperatorState.ON_CALL)
        self._show(self.call)
        self.dialled.emit(self.call)

    def _show(self, call: CallRow) -> None:
        """Tell the desk how a call stands, or remember it until there is a link again."""
        if self.linked:
            self.call_changed.emit(call)
        else:
            self._untold[call.id] = call

    def _status(self) -> LineStatus:
        since = self._since.isoformat(timespec="seconds")
        return LineStatus(operator=self.state, reason=self._reason, since=since, waiting=tuple(self._waiting))
