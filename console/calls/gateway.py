"""The real line: this desk's part of what the call gateway tells, and its commands to it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject

from console.calls.own import Own
from console.calls.port import CallLine
from console.calls.sitting import Sitting
from models.records.call import CallRow, Capability, LineStatus, Refusal, Verb
from models.rules.calls import EXTENSION, OF_CALLS, ONCE, refused
from models.store.clock import Clock
from sync.client.calls import Calls
from sync.protocol.calls import WITHIN_MS

Spawn = Callable[[Coroutine[Any, Any, None]], None]


class GatewayLine(CallLine):
    """``calls`` is the way to the gateway, ``operator`` whoever sits here, ``extension`` the number of the phone beside the keyboard.

    A command is checked at once by the gateway's own rules, on what is known here, and then asked for; what the gateway refuses after all
    comes by ``refused``. While there is no way to the call system the call stays as it was seen last, and nothing is accepted. Where it
    comes back and has forgotten who sat here, the line logs in again by itself. A login is also asked for where the operator sits there
    already: only the call system knows whether in all their queues, and adds what is missing.
    """

    def __init__(self, calls: Calls, operator: int, extension: str, clock: Clock, spawn: Spawn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self._own = Own(calls.view, operator, calls.now)
        self._sitting = Sitting(extension)
        self._clock = clock
        self._spawn = spawn
        self._status: LineStatus | None = None
        self._asked: dict[Verb, int] = {}
        """What was accepted here, and until when (monotonic milliseconds) something has to come of it."""
        calls.heard = self._on_heard

    def keeps_records(self) -> bool:
        return True

    def capabilities(self) -> frozenset[Capability]:
        """Return what the call system can do; before it was ever heard of that is everything that one can."""
        view = self._calls.view
        return view.capabilities if view.known else frozenset(Capability)

    def login(self, extension: str = "") -> Refusal | None:
        phone = extension or self._sitting.extension
        if not EXTENSION.fullmatch(phone):
            return Refusal.NO_PHONE
        seat, linked = self._own.seat, self._calls.view.linked
        self._sitting.extension = phone
        self._sitting.begin(self._calls.view.run if linked else "")
        # A desk is signed in before it has heard of the calls: it sits down when it has. Whoever talks at this telephone sits there.
        if not linked or (seat is not None and seat.extension == phone and self._own.call is not None):
            self._tell(again=True)
            return None
        if seat is not None and seat.extension == phone:
            self._tell(again=True)
        return self._ask(Verb.LOGIN, extension=phone)

    def logout(self) -> Refusal | None:
        self._sitting.end()
        return self._ask(Verb.LOGOUT)

    def ready(self) -> Refusal | None:
        """Take calls. Whoever is signed out signs in for it."""
        if self._calls.view.linked and self._own.seat is None:
            return self.login()
        return self._ask(Verb.READY)

    def not_ready(self, reason: str) -> Refusal | None:
        return self._ask(Verb.NOT_READY, reason=reason)

    def answer(self) -> Refusal | None:
        return self._ask(Verb.ANSWER)

    def hang_up(self) -> Refusal | None:
        return self._ask(Verb.HANG_UP)

    def hold(self) -> Refusal | None:
        return self._ask(Verb.HOLD)

    def resume(self) -> Refusal | None:
        return self._ask(Verb.RESUME)

    def consult(self, number: str) -> Refusal | None:
        return self._ask(Verb.CONSULT, number=number)

    def complete_transfer(self) -> Refusal | None:
        return self._ask(Verb.COMPLETE_TRANSFER)

    def cancel_transfer(self) -> Refusal | None:
        return self._ask(Verb.CANCEL_TRANSFER)

    def blind_transfer(self, number: str) -> Refusal | None:
        return self._ask(Verb.BLIND_TRANSFER, number=number)

    def conference_add(self, number: str) -> Refusal | None:
        return self._ask(Verb.CONFERENCE_ADD, number=number)

    def conference_drop(self) -> Refusal | None:
        return self._ask(Verb.CONFERENCE_DROP)

    def mute(self) -> Refusal | None:
        return self._ask(Verb.MUTE)

    def unmute(self) -> Refusal | None:
        return self._ask(Verb.UNMUTE)

    def dial(self, number: str, case: str = "") -> Refusal | None:
        return self._ask(Verb.DIAL, number=number, case=case)

    async def leave(self) -> None:
        """Log out, because the program ends. Whoever talks stays at the telephone, and so does who sits at another one by now."""
        self._sitting.end()
        seat = self._own.seat
        if self._calls.view.linked and seat is not None and seat.extension == self._sitting.extension and self._own.call is None:
            await self._calls.ask(Verb.LOGOUT)

    # --- asking -----------------------------------------------------------------------------------------------------------------------

    def _ask(self, verb: Verb, **fields: str) -> Refusal | None:
        view, call, now = self._calls.view, self._own.call, self._clock.mono_ms()
        if not view.linked:
            return Refusal.LINK_LOST
        wrong = refused(verb, view.capabilities, self._own.seat, call, fields.get("number", ""), view.seats.values())
        if wrong is None and verb in ONCE and self._asked.get(verb, 0) > now:
            wrong = Refusal.BUSY
        if wrong is not None:
            return wrong
        self._asked[verb] = now + WITHIN_MS
        about = call.id if call is not None and verb in OF_CALLS else ""
        self._spawn(self._carry(verb, call=about, **fields))
        return None

    async def _carry(self, verb: Verb, **fields: str) -> None:
        wrong = await self._calls.ask(verb, **fields)
        if wrong is not None:
            self._asked.pop(verb, None)
            self._sitting.refused(verb, wrong)
            self.refused.emit(verb, wrong)

    # --- hearing ----------------------------------------------------------------------------------------------------------------------

    def _on_heard(self, ended: tuple[CallRow, ...]) -> None:
        """Something has become another: tell what of it concerns this desk."""
        view = self._calls.view
        wanted = self._sitting.hear(view.run if view.linked else "", self._own.seat, len(view.missing))
        if wanted is not None and (wrong := self._ask(wanted[0], **wanted[1])) is not None:
            self.refused.emit(wanted[0], wrong)
        if view.known:
            self.room = self._own.room()
            self.room_changed.emit()
        steps = self._own.steps(ended)
        if steps:
            self._asked.clear()
        self._tell()
        for call in steps:
            self.call_changed.emit(call)

    def _tell(self, *, again: bool = False) -> None:
        """Say how the line stands, where that is something new or it is asked for."""
        status = self._own.status()
        if status != self._status or again:
            self._status = status
            self.status_changed.emit(status)
