"""Signing in with a number and a password: at the centre, or by a lease while it is away (sync protocol 3.12)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import argon2
from msgspec.structs import replace

from models.records.base import Record, parse_time
from models.records.failure import WorldFailure
from models.records.staff import OperatorRow
from models.records.sync import Lease
from models.store.clock import stamp
from sync.client.account import Credentials, sign_in
from sync.client.failures import Refused, WireFailure
from sync.client.papers import keep_leases, leases_of
from sync.client.ports import Ground
from sync.protocol.messages import Session
from sync.protocol.problems import Code

LEASE = timedelta(days=7)
"""How long an operator whom the centre has let in once may sign in without it."""
_BACK = timedelta(days=1)
"""A clock that shows a time before the lease began by more than this was set back, and the lease does not count."""

NO_LEASE = "sync.no_lease"
WRONG = f"sync.{Code.LOGIN_FAILED.value}"
"""The same words for a wrong password, whoever finds it wrong."""


class SignedIn(Record, frozen=True):
    """Who sits at the desk, and their session at the centre; None where they came in by a lease."""

    operator: OperatorRow
    session: Session | None


class Door:
    """Lets operators in. ``directory`` is the profile, where the leases lie; ``hasher`` makes and checks verifiers (Argon2id)."""

    def __init__(self, ground: Ground, directory: Path, hasher: argon2.PasswordHasher | None = None) -> None:
        self._ground = ground
        self._directory = directory
        self._hasher = hasher or argon2.PasswordHasher()

    async def enter(self, credentials: Credentials) -> SignedIn:
        """Sign in at the centre; where it cannot be asked, by the lease.

        Raises Refused ``login-failed`` or ``device-revoked``, WorldFailure ``sync.login-failed`` or ``sync.no_lease``, or what kept the
        centre away where the operator has never signed in here.
        """
        try:
            session = await sign_in(self._ground, credentials)
        except Refused as refused:
            if refused.reason in (Code.LOGIN_FAILED, Code.DEVICE_REVOKED):
                await self._ground.threads.net(self._take_back, credentials.number, refused.reason is Code.DEVICE_REVOKED)
                raise
            return await self._by_lease(credentials, refused)
        except WireFailure as failure:
            return await self._by_lease(credentials, failure)
        await self._ground.threads.net(self._grant, credentials, session)
        return SignedIn(operator=session.operator, session=session)

    def renew(self, session: Session) -> None:
        """Let a lease begin again today: the centre has just let its operator go on. Raises StoreFailure."""
        leases = leases_of(self._directory)
        lease = leases.get(session.operator.number)
        if lease is not None:
            leases[session.operator.number] = replace(lease, operator=session.operator, reads=session.reads, **self._span())
            keep_leases(self._directory, leases)

    async def _by_lease(self, credentials: Credentials, failure: WireFailure) -> SignedIn:
        lease = (await self._ground.threads.net(leases_of, self._directory)).get(credentials.number)
        if lease is None:
            raise failure
        if not _holds(lease, self._ground.clock.now()):
            raise WorldFailure(NO_LEASE)
        if not await self._ground.threads.net(self._fits, lease.verifier, credentials.password):
            raise WorldFailure(WRONG)
        return SignedIn(operator=lease.operator, session=None)

    def _grant(self, credentials: Credentials, session: Session) -> None:
        leases = leases_of(self._directory)
        verifier = self._hasher.hash(credentials.password)
        leases[credentials.number] = Lease(operator=session.operator, verifier=verifier, reads=session.reads, **self._span())
        keep_leases(self._directory, leases)

    def _take_back(self, number: int, everybody: bool) -> None:
        leases = leases_of(self._directory)
        kept = {} if everybody else {other: lease for other, lease in leases.items() if other != number}
        if kept != leases:
            keep_leases(self._directory, kept)

    def _fits(self, verifier: str, password: str) -> bool:
        try:
            return self._hasher.verify(verifier, password)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False

    def _span(self) -> dict[str, str]:
        now = self._ground.clock.now()
        return {"begins_at": stamp(now), "ends_at": stamp(now + LEASE)}


def _holds(lease: Lease, now: datetime) -> bool:
    """Tell whether a lease counts now; one whose times cannot be read does not."""
    try:
        return parse_time(lease.begins_at) - _BACK <= now <= parse_time(lease.ends_at)
    except ValueError:
        return False
