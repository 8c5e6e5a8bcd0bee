"""The telephone of a desk at its centre: where the call gateway is, and the line to it.

Imported only with ``console.sync``: a desk that stands alone has no gateway.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import replace
from typing import Any

from console.app import VERSION
from console.calls.gateway import GatewayLine
from console.phone_place import PhonePlace
from models.records.failure import WorldFailure
from models.records.sync import Centre
from models.store.clock import Clock
from sync.client.account import Account
from sync.client.call_wire import HttpCallWire
from sync.client.calls import ASK_TIMEOUTS, LISTEN_TIMEOUTS, CallGround, Calls
from sync.protocol.messages import Meta

HERE = "."
"""The gateway is the centre's own server."""
_LEAVE_SECONDS = 1.0


class Telephone:
    """One per process. ``console`` gives the runtime and the settings, ``account`` the session at the centre."""

    def __init__(self, console: Any, centre: Centre, account: Account, clock: Clock) -> None:
        self._console = console
        self._centre = centre
        self._account = account
        self._clock = clock
        self._calls: Calls | None = None
        self._line: GatewayLine | None = None
        self._wires: list[HttpCallWire] = []
        self._place: PhonePlace | None = None

    def attach(self, window: Any, presenters: Any) -> None:
        """Ask for the telephone in a window from now on."""
        self._place = PhonePlace(
            window, presenters, lambda extension: self._console.runtime.spawn(self._sit(extension), owner=self._console)
        )

    def heard(self, meta: Meta) -> None:
        """Keep where the gateway is, for the next start, also one without the centre; an open desk that had none is told of it."""
        before = self._console.settings.gateway()
        self._console.settings.set_gateway(meta.calls)
        if meta.calls and not before and self._line is None and self._place is not None:
            self._place.announce()

    def ask(self) -> None:
        """Ask which telephone stands at this desk, and sign in there."""
        if self._place is not None:
            self._place.ask()

    def line(self, operator: int) -> GatewayLine | None:
        """Return the line of whoever has signed in, None where the centre has no call system. Raises BadInput for no address."""
        where = self._console.settings.gateway()
        if not where:
            return None
        url = self._centre.url if where == HERE else where
        self._wires = [
            HttpCallWire(url, authority=self._centre.authority, client=VERSION, timeouts=timeouts)
            for timeouts in (LISTEN_TIMEOUTS, ASK_TIMEOUTS)
        ]
        runtime = self._console.runtime
        ground = CallGround(
            listening=self._wires[0],
            asking=self._wires[1],
            net=runtime.ring,
            clock=self._clock,
            sleep=asyncio.sleep,
            chance=random.SystemRandom(),
        )
        self._calls = Calls(ground, self._account, self._console.tell)
        self._line = GatewayLine(
            self._calls,
            operator,
            self._console.settings.extension(),
            self._clock,
            lambda work: runtime.spawn(work, owner=self._console),
            self._console,
        )
        self._calls.start()
        return self._line

    async def _sit(self, extension: str) -> None:
        """Sign in at a telephone. A desk that was opened without the call system gets its line, and the window anew with it.

        Raises BadInput for an address of the gateway that cannot be used.
        """
        parts = self._console.parts
        if self._line is not None:
            parts.presenters.state.extension = extension
            parts.presenters.call.tell(self._line.login(extension))
            return
        line = self.line(parts.session.operator.number)
        if line is None:
            return
        before, parts.line, parts.tools = parts.line, line, replace(parts.tools, line=line)
        await self._console.assembly.rebuild(self._console)
        before.deleteLater()
        if self._place is not None:
            self._place.greet(extension)

    async def stop(self) -> None:
        """Leave the seat, where there is a way to say so within a moment, and hear no more."""
        if self._calls is None or self._line is None:
            return
        with contextlib.suppress(TimeoutError, WorldFailure):
            await asyncio.wait_for(self._line.leave(), _LEAVE_SECONDS)
        stopping = asyncio.ensure_future(self._calls.stop())
        for wire in self._wires:
            wire.close()
        await stopping
