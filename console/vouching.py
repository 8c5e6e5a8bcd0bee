"""Asking the centre's word for somebody who gives their password at another one's desk.

Imported only where the desk belongs to a centre (see ``console.sync``).
"""

from __future__ import annotations

from collections.abc import Callable

from console.operator.vouching import AWAY, Voucher
from models.records.effects import HandoverOverride, type_of
from models.records.failure import BadInput, WorldFailure
from models.records.journal import Verify
from models.records.staff import OperatorRow
from models.records.vouch import Vouch
from models.rules.vouching import digest_of, named
from sync.client.account import Account
from sync.client.calls import Net
from sync.client.failures import Refused, WireFailure
from sync.client.sign_in import WRONG
from sync.client.transport import HttpWire
from sync.protocol.messages import Session, VouchAsked
from sync.protocol.problems import Code

_SAID = frozenset((Code.LOGIN_FAILED, Code.SLOW_DOWN, Code.DEVICE_REVOKED))
"""Refusals that say something of the password, or of this desk; after any other the centre counts as away."""


def voucher(account: Account, net: Net, wire: HttpWire, sitting: Callable[[], OperatorRow | None]) -> Voucher:
    """Return what asks the centre; ``sitting`` returns who sits at this desk."""

    async def vouch(content: Verify | HandoverOverride, entity: str, password: str) -> Vouch:
        who = sitting()
        if who is None:
            raise WorldFailure(AWAY)
        return await ask(account, net, wire, content, author=who.number, entity=entity, password=password)

    return vouch


async def ask(
    account: Account, net: Net, wire: HttpWire, content: Verify | HandoverOverride, *, author: int, entity: str, password: str
) -> Vouch:
    """Return the centre's word for whom a step of ``author`` names. Raises WorldFailure (see ``console.operator.vouching``)."""
    wanted = VouchAsked(
        number=named(content, author), password=password, type=type_of(content), entity=entity, digest=digest_of(content)
    )

    async def asked(session: Session) -> Vouch:
        return await net(wire.vouch, session.access, wanted)

    try:
        if not password:
            await net(wire.meta)  # an empty one is no try; where the centre is away nothing need be typed
            raise BadInput("vouch.password_missing")
        return await account.call(asked)
    except Refused as refused:
        if refused.reason in _SAID:
            raise
        raise WorldFailure(WRONG if refused.reason is Code.INVALID_REQUEST else AWAY) from refused
    except WireFailure as failure:
        raise WorldFailure(AWAY) from failure
