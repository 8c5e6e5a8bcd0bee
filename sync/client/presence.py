"""Telling the other desks which case is open here."""

from __future__ import annotations

from sync.client.account import Account
from sync.client.ports import Ground
from sync.protocol.messages import Presence

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

    @property
    def seconds(self) -> float:
        """How long after a step the next one is due."""
        return AGAIN_SECONDS if self._wanted.case_id else _REST

    def want(self, case_id: str, writing: bool) -> bool:
        """Take what is open here now; tell whether that is something new."""
        before, self._wanted = self._wanted, Presence(case_id=case_id, writing=writing)
        return before != self._wanted

    async def step(self) -> None:
        """Tell it, where there is something to tell. Raises WireFailure."""
        wanted = self._wanted
        if not wanted.case_id and not self._told.case_id:
            return
        await self._account.call(lambda session: self._ground.threads.net(self._ground.wire.present, session.access, wanted))
        self._told = wanted
