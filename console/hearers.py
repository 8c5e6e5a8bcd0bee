"""Asking the centre who would see a silent alert.

Imported only where the desk belongs to a centre (see ``console.sync``).
"""

from __future__ import annotations

from models.records.board import Hearers
from models.records.failure import WorldFailure
from sync.client.account import Account
from sync.client.calls import Net
from sync.client.transport import HttpWire
from sync.protocol.messages import Session


async def hearers(account: Account, net: Net, wire: HttpWire) -> Hearers | None:
    """Ask the centre who would see a silent alert now; None where it does not tell."""

    async def asked(session: Session) -> Hearers:
        return await net(wire.hearers, session.access)

    try:
        return await account.call(asked)
    except WorldFailure:
        return None
