"""Who is let in to the calls: whoever the database says, and for a minute whoever it said last while it does not answer."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from models.records.base import Record
from sync.protocol.problems import Code
from sync.server.accounts import Caller, authenticate
from sync.server.calls.records import Run
from sync.server.centre import Centre, hidden
from sync.server.live import Sight
from sync.server.refusal import Refusal

LIVES_ON_MS = 60_000
"""A conversation is not to lose its desk because the database is started anew; after this it is hardly that."""
PATIENCE = 0.5
"""Seconds that somebody who is known waits for the database: what they ask for is good for two."""
_MOST = 5_000
"""So many tokens are remembered, those that were looked at last."""
_AWAY = (Code.TRY_LATER, Code.STORAGE_FULL)
"""Refusals that are no word about who asks."""


class _Known(Record, frozen=True):
    """Who is behind a token, when that was found (monotonic ms), and who was let in by then (``Sight.admitted``)."""

    caller: Caller
    at: int
    admitted: tuple[int, int]


class Admission:
    """Asks the database each time; where it does not answer, what it said within the last minute holds.

    Not any longer once a device was shut out, an operator changed or the session ended as far as is seen, nor after an answer that says so.
    Everything but the question itself runs in the event loop.
    """

    def __init__(self, centre: Centre, run: Run, sight: Callable[[], Sight]) -> None:
        """``run`` runs a function in a thread, ``sight`` tells what was seen last of the database."""
        self._centre = centre
        self._run = run
        self._sight = sight
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._slow: dict[str, asyncio.Task[Caller | Refusal]] = {}
        """Token → a question that was not answered in time and still goes on: meanwhile no other is asked for somebody who is known."""

    async def caller(self, access: str) -> Caller:
        """Return who is behind an access token. Raises Refusal of ``authenticate``."""
        key = hidden(access)
        if key in self._slow and (known := self._recalled(key)) is not None:
            return known
        asking = asyncio.create_task(self._asked(key, access))
        await asyncio.wait((asking,), timeout=PATIENCE if self._recalled(key) is not None else None)
        known = self._recalled(key)
        if known is not None and not asking.done():
            self._slow[key] = asking
            asking.add_done_callback(lambda done: self._answered(key, done))
            return known
        found = await asking
        if isinstance(found, Caller):
            return found
        if known is not None and found.code in _AWAY:
            return known
        raise found

    def _answered(self, key: str, asking: asyncio.Task[Caller | Refusal]) -> None:
        if self._slow.get(key) is asking:  # a later question may have taken its place
            del self._slow[key]

    def forget(self, access: str) -> None:
        """Let nobody in any more by what was said of a token: its session has ended."""
        self._known.pop(hidden(access), None)

    async def _asked(self, key: str, access: str) -> Caller | Refusal:
        # What is seen before the question is no newer than its answer: whoever is shut out meanwhile is asked for again.
        admitted = self._sight().admitted
        try:
            caller: Caller = await self._run(authenticate, self._centre, access)
        except Refusal as refusal:
            if refusal.code not in _AWAY:
                self._known.pop(key, None)
            return refusal
        self._known[key] = _Known(caller, self._centre.clock.mono_ms(), admitted)
        self._known.move_to_end(key)
        if len(self._known) > _MOST:
            self._known.popitem(last=False)
        return caller

    def _recalled(self, key: str) -> Caller | None:
        """Return who was behind a token, where that still holds."""
        known, sight = self._known.get(key), self._sight()
        if known is None or known.admitted != sight.admitted or known.caller.session in sight.ended:
            return None
        return known.caller if self._centre.clock.mono_ms() < known.at + LIVES_ON_MS else None
