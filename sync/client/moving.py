"""Moving a desk that stood alone into a centre (its past, whole), so that a move that was cut goes on where it was."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from models.records.failure import Diverged
from models.records.sync import Centre
from models.store import centre as following
from models.store import moving
from models.store.store import Store
from sync.client.account import Account, Credentials
from sync.client.blobs import Attachments, Carried
from sync.client.failures import Refused
from sync.client.papers import drop_moving, keep_centre, keep_moving, moving_of
from sync.client.ports import Ground, Wire
from sync.client.pull import Puller
from sync.client.push import Pusher
from sync.client.timing import look
from sync.protocol.messages import Enrol

P = ParamSpec("P")
T = TypeVar("T")

_PATIENCE = 50
"""So often in a row the centre may ask to slow down."""

Progress = Callable[[str, int, int], None]


async def enter(
    ground: Ground, wire: Wire, directory: Path, asked: Centre, code: str, name: str, credentials: Credentials, desk: int = 0
) -> Account:
    """Have the centre take the device in, sign in, and let the store join; return the account.

    ``desk`` is the number that the desk would like to have in case numbers, 0 for any: the store keeps the one that the centre gives, and
    that stays the same however often it is asked. ``code`` '' goes on with a move that has got so far. Until the last step nothing of the
    profile has changed: a refusal of the code or the password leaves it as it was. Raises Refused, another WireFailure, StoreFailure, or
    RuleBroken as ``models.store.centre.join`` does.
    """
    db, net, account = ground.threads.db, ground.threads.net, Account(ground)
    account.use(credentials)
    begun = moving_of(directory)
    epoch, given = "", 0
    if begun is None:
        plain = code.strip().upper()
        proof = await db(ground.local.prove, plain)
        wanted = Enrol(code=plain, name=name, public_key=proof.public_key, proof=proof.signature, desk=desk)
        enrolled = await net(wire.enrol, wanted)
        asked = Centre(url=asked.url, name=enrolled.centre, authority=asked.authority)
        epoch, given = enrolled.epoch, enrolled.desk
    await account.begin()
    if begun is None:
        await db(following.join, epoch, given)
    await db(moving.keep_back)
    if begun is None:
        await net(keep_moving, directory, asked)
    return account


async def send(ground: Ground, account: Account, directory: Path, progress: Progress) -> Centre:
    """Send everything with its attachments, fetch what the centre has, and let the desk be the centre's; return the centre.

    The desk's own catalogue goes only where the centre's is there already: the network may be gone the moment after. Called again after it
    was cut it sends and fetches what is left. Raises WireFailure, StoreFailure, or Diverged where the centre's history does not fit
    itself: what the centre has acknowledged by then stays so.
    """
    db = ground.threads.db
    pusher, puller = Pusher(ground, account), Puller(ground, account, lambda done, whole: progress("fetch", done, whole))
    meta, _ = await look(ground)
    carrier = Attachments(ground, account)
    pusher.limits = puller.limits = carrier.limits = meta.limits
    total, slowed, brought = await db(_left), 0, 0
    more = True
    while more:
        try:
            sent = await pusher.step()
            if sent.more:
                progress("send", total - await db(_left), total)
                continue
            received = await puller.step()
            carried = Carried() if received.more or received.anew or received.again else await carrier.step()
        except Refused as refused:
            slowed += 1
            if refused.problem.retry_after is None or slowed > _PATIENCE:
                raise
            await ground.sleep(refused.problem.retry_after)
            continue
        slowed = 0
        if received.again:
            raise Diverged("feed.diverged")
        brought = max(brought, carrier.left)
        if brought:
            progress("attachments", brought - carrier.left, brought)
        more = received.more or received.anew or carried.more
    return await db(_settle, directory)


def _left(store: Store) -> int:
    return store.outbox.pending()


def _settle(store: Store, directory: Path) -> Centre:
    """Let the centre's reference data stand, and the desk be its from now on."""
    joined = moving_of(directory)
    assert joined is not None
    moving.finish(store)
    keep_centre(directory, joined)
    drop_moving(directory)
    return joined


class Here:
    """``ports.Threads`` for a command without a window: the store is asked where one stands, the wire in a thread of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def db(self, function: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return function(self._store, *args, **kwargs)

    async def net(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.to_thread(function, *args, **kwargs)
