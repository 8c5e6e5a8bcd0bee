"""Who has which case open: telling it of this desk, and what is known of the others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sync.client.account import Account
from sync.client.ports import Ground
from sync.protocol.messages import Presence, PresenceRow

AGAIN_SECONDS = 20.0
"""The centre forgets who has a case open when it hears nothing of them for a while."""
_REST = 3600.0


class Presences:
    """The last thing worth telling; older ones are never sent."""

    def __init__(self, ground: Ground, account: Account) -> None:
        self._ground = ground
        self._account = account
        self._wanted = Presence(case_id="", writing=False)
        self._told = self._wanted
        self._ended = False
        self._turn = asyncio.Lock()

    @property
    def seconds(self) -> float:
        """How long after a step the next one is due."""
        return AGAIN_SECONDS if self._wanted.case_id else _REST

    def want(self, case_id: str, writing: bool) -> bool:
        """Take what is open here now; tell whether that is something new."""
        if self._ended:
            return False
        before, self._wanted = self._wanted, Presence(case_id=case_id, writing=writing)
        return before != self._wanted

    def end(self) -> None:
        """Want it to be told, by one more step, that nothing is open here, and nothing else from here on."""
        self.want("", False)
        self._ended = True

    async def step(self) -> None:
        """Tell it, where there is something to tell. Raises WireFailure."""
        # One after the other, so that what is told last is what the centre hears last.
        async with self._turn:
            wanted = self._wanted
            if not wanted.case_id and not self._told.case_id:
                return
            if wanted.case_id:
                # Whatever comes of the request: the centre may have taken it.
                self._told = wanted
            await self._account.call(lambda session: self._ground.threads.net(self._ground.wire.present, session.access, wanted))
            self._told = wanted

    @property
    def open(self) -> bool:
        """Whether the centre may believe that a case is open here."""
        return bool(self._told.case_id)


class Others:
    """Who else has a case open, told to ``listener`` whenever it becomes another: nobody while the centre cannot be heard."""

    def __init__(self, listener: Callable[[tuple[PresenceRow, ...]], None]) -> None:
        self._listener = listener
        self._rows: tuple[PresenceRow, ...] = ()
        self._told: tuple[PresenceRow, ...] = ()

    def heard(self, rows: tuple[PresenceRow, ...]) -> None:
        """Take what a live channel says."""
        self._rows = rows

    def lost(self) -> None:
        """There is no live channel any more, and the next one begins with all there are."""
        self._rows = ()

    def tell(self, *, away: bool) -> None:
        """Tell them; nobody where the centre is ``away``, whatever a channel said that is open all the same."""
        shown = () if away else self._rows
        if shown != self._told:
            self._told = shown
            self._listener(shown)
