"""What the engine stands on: the store, the wire, threads, time and chance, all handed in."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from models.records.base import Record
from models.records.board import DeskBoard, Hearers
from models.records.feed import Cursor, FeedRow
from models.records.operation import Changes, Operation
from models.records.sync import Waiting
from models.store.clock import CentreTime, Clock
from sync.protocol.calls import CallAnswer, CallBeat, CallBoard, CallCommand, CallDelta
from sync.protocol.messages import (
    BlobStand,
    Challenge,
    Enrol,
    Enrolled,
    Heads,
    Manifest,
    Meta,
    Presence,
    PresenceRow,
    Pull,
    PullEnd,
    Push,
    PushAnswer,
    Pushed,
    Session,
    SignIn,
)

P = ParamSpec("P")
T = TypeVar("T")


class Pulled(Record, frozen=True):
    """The answer to a pull: rows, and how far they go."""

    rows: tuple[FeedRow, ...]
    end: PullEnd


class Event(Record, frozen=True):
    """Something that the live channel told: heads, or everybody else who has a case open now; None for what it did not speak of."""

    heads: Heads | None = None
    presence: tuple[PresenceRow, ...] | None = None


class LiveStream(Protocol):
    """An open live channel."""

    def next(self) -> Event | None:
        """Wait for the next event, None where the channel was closed. Raises WireFailure, also after silence that is too long."""
        ...

    def close(self) -> None:
        """Close it; a thread that waits in ``next`` comes back."""
        ...


CallEvent = CallBoard | CallDelta | CallBeat
"""Something that the call gateway told."""


class CallStream(Protocol):
    """An open channel of the call gateway."""

    def next(self) -> CallEvent | None:
        """Wait for the next event, None where the channel was closed. Raises WireFailure, also after silence that is too long."""
        ...

    def close(self) -> None:
        """Close it; a thread that waits in ``next`` comes back."""
        ...


class CallWire(Protocol):
    """The call gateway's routes as calls that wait. Both raise WireFailure and nothing else."""

    def calls(self, access: str) -> CallStream: ...

    def command(self, access: str, request: CallCommand) -> CallAnswer: ...


class Wire(Protocol):
    """The centre's routes as calls that wait (in the wire pool). Every one raises WireFailure and nothing else."""

    def meta(self) -> Meta: ...

    def enrol(self, request: Enrol) -> Enrolled: ...

    def nonce(self) -> Challenge: ...

    def sign_in(self, request: SignIn) -> Session: ...

    def refresh(self, token: str) -> Session: ...

    def sign_out(self, access: str, session: str) -> None: ...

    def push(self, access: str, request: Push) -> PushAnswer: ...

    def pull(self, access: str, request: Pull) -> Pulled: ...

    def live(self, access: str) -> LiveStream: ...

    def poll(self, access: str, known: dict[str, int]) -> Event:
        """Wait, no longer than the centre holds it, until the heads are others than ``known``."""
        ...

    def present(self, access: str, request: Presence) -> None: ...

    def manifest(self, access: str) -> Manifest: ...

    def desks(self, access: str) -> DeskBoard: ...

    def hearers(self, access: str) -> Hearers: ...

    def download(self, access: str, sha256: str, target: Path, size: int, progress: Callable[[int], None]) -> None:
        """Fetch what ``target`` lacks of a file of ``size`` bytes; what has come stays there when it fails."""
        ...


class BlobWire(Protocol):
    """The centre's routes for attachments as calls that wait; one at a time. Every one raises WireFailure and nothing else."""

    def wanted(self, access: str, digests: Collection[str]) -> frozenset[str]:
        """Return those of some digests (no more than the centre's limit) whose bytes it lacks."""
        ...

    def stand(self, access: str, sha256: str) -> BlobStand:
        """Return how far this device has come with some bytes."""
        ...

    def hand_in(self, access: str, sha256: str, first: int, size: int, data: bytes) -> BlobStand:
        """Hand in the bytes from ``first`` on of ``size``."""
        ...

    def fetch(self, access: str, sha256: str, target: Path, size: int) -> None:
        """Fetch what ``target`` lacks of ``size`` bytes; what has come stays there when it fails."""
        ...


class Proof(Record, frozen=True):
    """A device's word: its name, its public key (base64) and its signature (base64)."""

    device: str
    public_key: str
    signature: str


class Local(Protocol):
    """What is asked of the desk's store. ``db`` runs each in the thread that owns the store and hands that in as ``store``.

    All raise StoreFailure where the disk does not take part; the store is then as it was.
    """

    def outgoing(self, store: Any, ops: int, size: int) -> tuple[Operation, ...]:
        """Return the next operations that no centre has acknowledged: at most ``ops`` and ``size`` bytes, but one whole group at least."""
        ...

    def acknowledge(self, store: Any, results: Sequence[Pushed]) -> Changes:
        """Keep what the centre decided on operations; what needs somebody is noted."""
        ...

    def rewind(self, store: Any, expected: int) -> bool:
        """Offer every operation from sequence number ``expected`` on again; False where the desk does not hold that one any more."""
        ...

    def acknowledged(self, store: Any) -> frozenset[str]:
        """Return the ids of the operations that the centre has acknowledged and its feed has not brought."""
        ...

    def offer_missing(self, store: Any, heads: Mapping[str, int], before: Collection[str]) -> Changes:
        """Offer again what was acknowledged and what the feed has passed without bringing, and what was rejected for coming too early.

        Also what was acknowledged ``before`` the streams were read and lies beyond where they ended then (``heads``).
        """
        ...

    def renew_incarnation(self, store: Any) -> Changes:
        """Begin to count anew: unacknowledged operations get new numbers and keep their identity."""
        ...

    def set_aside(self, store: Any, ids: Sequence[str], problem: str) -> Changes:
        """Note operations that the centre cannot read as needing somebody and let those behind them go on."""
        ...

    def leave(self, store: Any, reads: Sequence[str]) -> Changes:
        """Let rows go that whoever is signed in may not read; ``reads`` are the streams that they may."""
        ...

    def cursors(self, store: Any) -> tuple[str, dict[str, Cursor]]:
        """Return the epoch that the desk follows ('' for none so far) and how far each stream of that history has come."""
        ...

    def apply_page(self, store: Any, rows: Sequence[FeedRow], cursors: dict[str, Cursor], epoch: str) -> Changes:
        """Fold a page and move the cursors, both or neither. Raises Diverged where a number or the chain does not follow."""
        ...

    def diverged(self, store: Any) -> Changes:
        """Follow whatever history the centre has by now from its beginning, and offer everything that is still here again."""
        ...

    def schema(self, store: Any) -> str:
        """Return the revision of the replica that this program reads."""
        ...

    def adopt(self, store: Any, image: Path, epoch: str, cursors: dict[str, Cursor]) -> Changes:
        """Take a replica that the centre made in place of this one and fold onto it what is not in it. ``image`` is used up."""
        ...

    def join(self, store: Any, epoch: str, desk: int) -> Changes:
        """Make the desk one of the centre whose history is ``epoch``, ``desk`` its number there. Raises RuleBroken for another's."""
        ...

    def waiting(self, store: Any) -> Waiting:
        """Return how many operations wait to be acknowledged, and since when."""
        ...

    def needs(self, store: Any) -> int:
        """Return how many operations need somebody."""
        ...

    def prove(self, store: Any, words: str) -> Proof:
        """Return the device's signature over words."""
        ...

    def let_go(self, store: Any) -> int:
        """Let operations go that the centre has had for so long that it will not be given them again; return how many went."""
        ...

    def tell_time(self, store: Any, time: CentreTime) -> None:
        """Let operations say from now on how far this desk's clock is off."""
        ...


class Threads(Protocol):
    """``db`` and ``net``: run something where it may wait. The console's runtime is one; a simulation another."""

    def db(self, function: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...

    def net(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...


@dataclass(frozen=True)
class Ground:
    """Everything that the parts of the engine stand on. ``room`` is a folder for what is being fetched.

    ``blobs`` is the way of attachments, None where they stay at the desk.
    """

    local: Local
    wire: Wire
    threads: Threads
    clock: Clock
    sleep: Callable[[float], Awaitable[None]]
    chance: random.Random
    room: Path
    blobs: BlobWire | None = None
