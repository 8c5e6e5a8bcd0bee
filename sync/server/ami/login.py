"""From the banner to the first event: who we are, and what we do not want to hear."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence

from sync.server.ami.address import Address
from sync.server.ami.answers import Denied, NotAnswered, NotSent
from sync.server.ami.link import Link, Trouble

CLASSES = "system,call,agent"
"""The classes of events that are asked for. Variables and dialplan steps, RTCP, keys that citizens press and security are in others."""


class LoginFailed(Exception):
    """Why there will be no login on this connection."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


async def log_in(link: Link, address: Address, secret: str, drop: Sequence[str], seconds: float) -> None:
    """Log in on a new connection, and set the filter.

    The secret itself goes over the wire only where the call system knows no challenge and nobody can listen: over TLS or on this
    machine. Raises ``LoginFailed``.
    """
    end = asyncio.get_running_loop().time() + seconds
    try:
        async with asyncio.timeout_at(end):
            await link.banner
            proof = await _proof(link, address, secret, seconds)
            try:
                await link.ask("Login", [("Username", address.user), *proof, ("Events", CLASSES)], seconds)
            except Denied:
                raise LoginFailed(Trouble.REFUSED) from None
            await _set_filter(link, drop, seconds)
    except TimeoutError:
        raise LoginFailed(Trouble.SILENT) from None
    except (NotSent, NotAnswered):
        raise LoginFailed(link.lost.result() if link.lost.done() else Trouble.SILENT) from None


async def _proof(link: Link, address: Address, secret: str, seconds: float) -> list[tuple[str, str]]:
    """Return the fields of the login that show that we know the secret."""
    try:
        asked = await link.ask("Challenge", [("AuthType", "MD5")], seconds)
    except Denied:
        asked = None
    challenge = asked.response.get("Challenge") if asked is not None else ""
    if challenge:
        # The protocol knows no other digest; it protects the secret from being read, not the connection. That is what TLS is for.
        key = hashlib.md5(f"{challenge}{secret}".encode(), usedforsecurity=False).hexdigest()
        return [("AuthType", "MD5"), ("Key", key)]
    if not (address.tls or address.loopback):
        raise LoginFailed(Trouble.UNSAFE)
    return [("Secret", secret)]


async def _set_filter(link: Link, drop: Sequence[str], seconds: float) -> None:
    """Ask the call system to keep to itself what is of no use. Where our user may not ask for that, the decoder drops it."""
    for name in drop:
        pattern = name.removesuffix("*") if name.endswith("*") else f"{name}[[:space:]]"
        try:
            await link.ask("Filter", [("Operation", "Add"), ("Filter", f"!^Event: {pattern}")], seconds)
        except Denied:
            return
