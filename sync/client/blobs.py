"""Attachments: the bytes that operations name, brought to the centre in the background and fetched from there when somebody asks.

What is still to be brought follows from a comparison: what the operations name and this desk holds, less what the centre says is there.
There is no mark that could be lost or be wrong, so a desk or a centre that was set back, and a death at any moment, cost nothing but time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from models.records.admission import Scan
from models.records.base import Record
from models.rules.attached import named
from models.store import scans
from models.store.failures import told
from sync.client.account import Account
from sync.client.failures import Garbled, Refused, SignedOut, Unreachable, WireFailure
from sync.client.ports import BlobWire, Ground
from sync.protocol.limits import LIMITS, Limits
from sync.protocol.messages import BlobStand, Session
from sync.protocol.problems import Code

T = TypeVar("T")

PIECE = 256 << 10
"""Bytes that are handed in at once: on a line of 256 kbit/s eight seconds."""
PACE = 0.1
"""Seconds between two pieces, which leave at least half of the centre's requests a second to what operators do."""

_TAIL = ".scan"
_PATIENCE = 3
_NEVER = frozenset((Code.NOT_FOUND, Code.TOO_LARGE))
"""Refusals that asking again does not change."""


class Carried(Record, frozen=True):
    """What one step came to: ``asked``: the centre answered; ``more``: the next step is due at once."""

    asked: bool = False
    more: bool = False


class Attachments:
    """Everything that a desk does with attachments. ``limits`` are the centre's."""

    def __init__(self, ground: Ground, account: Account) -> None:
        self.limits: Limits = LIMITS
        self._ground = ground
        self._account = account
        self._waiting: tuple[Scan, ...] = ()
        self._passed: set[str] = set()
        self._turn = asyncio.Lock()

    @property
    def left(self) -> int:
        """How many the centre lacks and this desk holds, by the last comparison."""
        return len(self._waiting)

    async def count(self) -> int:
        """Return how many are still to come to the centre, as far as this desk knows: also those whose operation has not gone yet."""
        if self._ground.blobs is None:
            return 0
        found = await self._ground.threads.db(scans.naming)
        unsent = tuple(scan for scan in found.scans if scan.sha256 in found.unsent)
        here = await self._ground.threads.net(scans.held, found.directory, unsent) if unsent else ()
        return len({scan.sha256 for scan in (*here, *self._waiting)})

    async def step(self) -> Carried:
        """Compare, or bring the next one. Raises WireFailure or StoreFailure where it has to be tried again later."""
        wire = self._ground.blobs
        if wire is None:
            return Carried()
        if not self._waiting:
            asked = await self._compare(wire)
            return Carried(asked=asked, more=bool(self._waiting))
        scan, *rest = self._waiting
        if not await self._bring(wire, scan):
            self._passed.add(scan.sha256)
        self._waiting = tuple(rest)
        return Carried(asked=True, more=True)

    async def fetch(self, scan: Scan) -> Path:
        """Return where the bytes of a scan lie, fetching them where they are not here; from then on they are.

        Raises StoreFailure, and WireFailure ``scan.elsewhere`` where the centre has not got them, ``scan.offline`` where it cannot be
        reached, ``scan.later`` where it does not give them now; each with the desk that took them in.
        """
        try:
            return await self._fetched(scan)
        except Refused as refused:
            raise WireFailure("scan.elsewhere" if refused.reason is Code.NOT_FOUND else "scan.later", desk=scan.desk) from refused
        except (Unreachable, SignedOut) as failure:
            raise WireFailure("scan.offline", desk=scan.desk) from failure
        except WireFailure as failure:
            raise failure if failure.code == "scan.elsewhere" else WireFailure("scan.later", desk=scan.desk) from failure

    async def _fetched(self, scan: Scan) -> Path:
        net, wire = self._ground.threads.net, self._ground.blobs
        if wire is None or not named(scan.sha256) or scan.size > self.limits.blob_bytes:
            raise WireFailure("scan.elsewhere", desk=scan.desk)
        directory = await self._ground.threads.db(lambda store: store.directory)
        async with self._turn:
            found = await net(scans.find, directory, scan)
            if found is not None:
                return found
            part = await net(_room_for, self._ground.room, scan.sha256)
            await self._account.call(lambda session: net(wire.fetch, session.access, scan.sha256, part, scan.size))
            kept = await net(scans.adopt, directory, scan, part)
        if kept is None:
            raise Garbled("checksum")
        return kept

    async def _compare(self, wire: BlobWire) -> bool:
        """Ask the centre what it lacks of what is here; tell whether there was anything to ask."""
        net = self._ground.threads.net
        found = await self._ground.threads.db(scans.naming)
        wanted: set[str] = set()
        here = [scan for scan in await net(scans.held, found.directory, found.scans) if scan.sha256 not in self._passed]
        for begin in range(0, len(here), self.limits.digests):
            asked = [scan.sha256 for scan in here[begin : begin + self.limits.digests]]
            wanted |= await self._call(lambda session, asked=asked: net(wire.wanted, session.access, asked))  # type: ignore[misc]
        self._waiting = tuple(scan for scan in here if scan.sha256 in wanted)
        return bool(here)

    async def _bring(self, wire: BlobWire, scan: Scan) -> bool:
        """Hand one in from where this device has come; False where it cannot be. Raises WireFailure, StoreFailure."""
        net = self._ground.threads.net
        directory = await self._ground.threads.db(lambda store: store.directory)
        data = await net(scans.content, directory, scan)
        if data is None or len(data) > self.limits.blob_bytes:
            return False
        size = min(PIECE, self.limits.blob_piece_bytes)
        refusals = 0
        try:
            stand = await self._call(lambda session: net(wire.stand, session.access, scan.sha256))
            while not stand.whole:
                # What is as long as this and not whole was begun with another length.
                first = stand.received if stand.received < len(data) else 0
                try:
                    piece = data[first : first + size]
                    stand = await self._piece(wire, scan, first, piece, len(data))
                except Refused as refused:
                    refusals += 1
                    if refused.reason not in (Code.BLOB_GAP, Code.DIGEST_MISMATCH) or refusals > _PATIENCE:
                        raise
                    stand = BlobStand(received=refused.problem.expected or 0)
                await self._ground.sleep(PACE)
        except Refused as refused:
            if refused.reason in _NEVER or refused.reason is Code.DIGEST_MISMATCH:
                return False
            raise
        return True

    async def _piece(self, wire: BlobWire, scan: Scan, first: int, piece: bytes, size: int) -> BlobStand:
        net = self._ground.threads.net
        return await self._call(lambda session: net(wire.hand_in, session.access, scan.sha256, first, size, piece))

    async def _call(self, request: Callable[[Session], Awaitable[T]]) -> T:
        """Make a request; one at a time goes this way."""
        async with self._turn:
            return await self._account.call(request)


def _room_for(room: Path, sha256: str) -> Path:
    """Return where a scan is to be fetched to; parts of others go."""
    part = room / f"{sha256}{_TAIL}"
    with told(part):
        room.mkdir(mode=0o700, parents=True, exist_ok=True)
        for other in room.glob(f"*{_TAIL}"):
            if other != part:
                other.unlink()
    return part
