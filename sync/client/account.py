"""Who is signed in at the centre: the tokens, got anew whenever they end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from sync.client.failures import Refused, SignedOut
from sync.client.ports import Ground
from sync.protocol.messages import Session, SignIn
from sync.protocol.problems import Code

T = TypeVar("T")

_ENDED = frozenset((Code.LOGIN_REQUIRED, Code.TOKEN_EXPIRED))
OUTDATED = _ENDED | {Code.FORBIDDEN_STREAM}
"""Refusals that a new session may put right: the token has ended, or the operator reads other streams by now than the session says."""


@dataclass(frozen=True)
class Credentials:
    """What an operator typed. Kept in memory only, so that a desk that was cut off comes back without asking again."""

    number: int
    password: str

    def __repr__(self) -> str:
        return f"Credentials(number={self.number})"


class Account:
    """The session at the centre. ``renewed`` is told of every new session, also of one got by a refresh."""

    def __init__(self, ground: Ground, renewed: Callable[[Session], None] | None = None) -> None:
        self.session: Session | None = None
        self._ground = ground
        self._renewed = renewed or (lambda _session: None)
        self._credentials: Credentials | None = None
        self._turn = asyncio.Lock()

    def use(self, credentials: Credentials | None, session: Session | None = None) -> None:
        """Let another operator be signed in from now on, nobody for None; ``session`` is one that the centre has opened already."""
        self._credentials, self.session = credentials, session

    @property
    def nobody(self) -> bool:
        """Whether nobody is signed in, nor can be before somebody gives a password."""
        return self.session is None and self._credentials is None

    async def begin(self) -> Session:
        """Return the open session, opening one where there is none. Raises SignedOut, or what kept the centre from opening one."""
        return await self._access()

    async def again(self, stale: Session) -> Session:
        """Return a newer session than ``stale``: the operator's role may be another one by now. Raises as :meth:`begin` does."""
        await self._renew(stale)
        return await self._access()

    async def call(self, request: Callable[[Session], Awaitable[T]]) -> T:
        """Make a request in the open session, and once more in a renewed one where the centre no longer takes the old or what it allowed.

        Raises SignedOut where the centre needs a password first, WireFailure.
        """
        session = await self._access()
        try:
            return await request(session)
        except Refused as refused:
            if refused.reason not in OUTDATED:
                raise
        await self._renew(session)
        return await request(await self._access())

    async def leave(self) -> None:
        """End the session at the centre, where it can be reached, and forget the operator. Raises WireFailure."""
        session, self.session, self._credentials = self.session, None, None
        if session is not None:
            await self._ground.threads.net(self._ground.wire.sign_out, session.access, session.id)

    async def _access(self) -> Session:
        async with self._turn:
            return self.session or await self._begin()

    async def _renew(self, stale: Session) -> None:
        """Replace a session whose token the centre no longer takes; one that was replaced meanwhile is left."""
        async with self._turn:
            if self.session is not stale:
                return
            credentials = self._credentials
            try:
                fresh = await self._ground.threads.net(self._ground.wire.refresh, stale.refresh)
            except Refused as refused:
                if refused.reason not in _ENDED:
                    raise
                # The refresh token has ended too, or its answer was lost on the way and it counts as used twice.
                self._forget(stale)
                await self._begin()
            else:
                self._take(fresh, credentials)

    async def _begin(self) -> Session:
        credentials = self._credentials
        if credentials is None:
            raise SignedOut
        try:
            session = await sign_in(self._ground, credentials)
        except Refused as refused:
            if refused.reason is Code.LOGIN_FAILED and self._credentials is credentials:
                self._credentials = None
            raise
        return self._take(session, credentials)

    def _take(self, session: Session, credentials: Credentials | None) -> Session:
        """Keep a new session, unless somebody else has sat down meanwhile. Raises SignedOut then."""
        if self._credentials is not credentials:
            raise SignedOut
        self.session = session
        self._renewed(session)
        return session

    def _forget(self, stale: Session) -> None:
        if self.session is stale:
            self.session = None


async def sign_in(ground: Ground, credentials: Credentials) -> Session:
    """Open a session at the centre: the operator's password on this device.

    Raises Refused ``login-failed`` or ``device-revoked``, or another WireFailure.
    """
    net, db = ground.threads.net, ground.threads.db
    challenge = await net(ground.wire.nonce)
    proof = await db(ground.local.prove, challenge.nonce)
    return await net(
        ground.wire.sign_in,
        SignIn(
            device=proof.device,
            number=credentials.number,
            password=credentials.password,
            nonce=challenge.nonce,
            proof=proof.signature,
        ),
    )
