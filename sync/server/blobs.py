"""The bytes that operations name by their SHA-256, kept in pieces in the database: what is backed up with it is backed up with them.

Whoever reads an operation that stands may have the bytes that it names, and may hand them in; for everybody else there are none. A device
hands them in piece by piece, each committed before it is told, and goes on where it was cut; they count once they are whole and their
digest is right, and of others nothing is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from datetime import timedelta

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from models.rules.attached import named
from models.store.clock import stamp
from models.tables.centre import Attachment, Blob, BlobPiece, Upload
from sync.protocol.messages import BlobStand
from sync.protocol.problems import Code
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.refusal import Refusal

FORGOTTEN = timedelta(days=7)
"""After so long without a new piece an upload is given up; its device begins again, if it ever comes back."""


def wanted(centre: Centre, caller: Caller, digests: Collection[str]) -> tuple[str, ...]:
    """Return those of some digests whose bytes are still to come: the caller reads an operation that names them, and they are not here.

    Raises Refusal ``too-large`` for more than may be asked at once.
    """
    if len(digests) > centre.limits.digests:
        raise Refusal(Code.TOO_LARGE, "digests: more than one request may name", limit=centre.limits.digests)
    asked = sorted(filter(named, set(digests)))
    missing = select(Attachment.sha256).where(
        Attachment.sha256.in_(asked), Attachment.stream.in_(caller.reads), ~exists().where(Blob.sha256 == Attachment.sha256)
    )
    found = centre.database.ask(lambda connection: connection.scalars(missing).all()) if asked else ()
    return tuple(sorted(set(found)))


def stand(centre: Centre, caller: Caller, sha256: str) -> BlobStand:
    """Return how much of some bytes is here: all, or as far as the caller's device has come. Raises Refusal ``not-found``."""

    def work(connection: Connection) -> BlobStand:
        _admit(connection, caller, sha256)
        if (kept := _kept(connection, sha256)) is not None:
            return BlobStand(received=kept.size, size=kept.size, whole=True)
        begun = _begun(connection, caller.device, sha256)
        return BlobStand(received=begun.received, size=begun.size) if begun is not None else BlobStand()

    return centre.database.read(work)


def take(centre: Centre, caller: Caller, sha256: str, first: int, size: int, data: bytes) -> BlobStand:
    """Keep a piece, the bytes from ``first`` on of ``size``; the last one makes them whole. What is whole already is told, and left.

    Raises Refusal ``not-found``; ``blob-gap`` with where to go on, for a piece that does not follow what is here; ``digest-mismatch`` where
    all of it is not what its name says, and nothing of it is kept then; ``try-later`` or ``server-storage-full``.
    """
    begun = centre.database.read(lambda connection: _begun(connection, caller.device, sha256))
    last = first + len(data) == size
    # Outside the transaction that writes: nobody waits for it. It holds only for the very upload that was looked at.
    right = last and _digest(centre, begun.id if begun is not None else "", data) == sha256

    def work(connection: Connection) -> BlobStand | Refusal:
        _admit(connection, caller, sha256)
        if (kept := _kept(connection, sha256)) is not None:
            return BlobStand(received=kept.size, size=kept.size, whole=True)
        now = _begun(connection, caller.device, sha256, lock=True)
        if now is not None and now.size != size:
            # One of the two lengths is wrong, and only the end tells which.
            _drop(connection, now.id)
            now = None
        if first != (now.received if now is not None else 0) or (last and (now and now.id) != (begun and begun.id)):
            return Refusal(Code.BLOB_GAP, "this piece does not follow what is here", expected=now.received if now is not None else 0)
        if last and not right:
            if now is not None:
                _drop(connection, now.id)
            return Refusal(Code.DIGEST_MISMATCH)
        upload = now.id if now is not None else _begin(connection, centre, caller.device, sha256, size)
        connection.execute(insert(BlobPiece), [{"upload": upload, "first": first, "data": data}])
        if not last:
            values = {"received": first + len(data), "touched_at": centre.now()}
            connection.execute(update(Upload).where(Upload.id == upload).values(values))
            return BlobStand(received=first + len(data), size=size)
        connection.execute(insert(Blob), [{"sha256": sha256, "size": size, "upload": upload}])
        for other in connection.scalars(select(Upload.id).where(Upload.sha256 == sha256, Upload.id != upload)).all():
            _drop(connection, other)
        connection.execute(delete(Upload).where(Upload.id == upload))
        return BlobStand(received=size, size=size, whole=True)

    answer = centre.database.write(work)
    if isinstance(answer, Refusal):
        raise answer
    return answer


class Kept:
    """Bytes that are here whole. ``size`` is how many."""

    def __init__(self, centre: Centre, size: int, upload: str, places: tuple[tuple[int, int], ...]) -> None:
        """``places`` are the pieces: where each begins, and its length."""
        self.size = size
        self._centre = centre
        self._upload = upload
        self._places = places

    def pieces(self, first: int, size: int) -> Iterator[tuple[int, int, int]]:
        """Yield what has to be read for ``size`` bytes from ``first`` on: the piece, and from where to where within it."""
        for begin, length in self._places:
            low, high = max(first, begin), min(first + size, begin + length)
            if low < high:
                yield begin, low - begin, high - begin

    def read(self, piece: int, low: int, high: int) -> bytes:
        """Return bytes of a piece. Raises Refusal ``try-later``."""
        return _piece(self._centre, self._upload, piece)[low:high]


def kept(centre: Centre, caller: Caller, sha256: str) -> Kept:
    """Return some bytes. Raises Refusal ``not-found`` unless they are here whole and an operation that the caller reads names them."""

    def work(connection: Connection) -> Kept:
        _admit(connection, caller, sha256)
        found = _kept(connection, sha256)
        if found is None:
            raise Refusal(Code.NOT_FOUND)
        places = select(BlobPiece.first, func.length(BlobPiece.data)).where(BlobPiece.upload == found.upload).order_by(BlobPiece.first)
        return Kept(centre, found.size, found.upload, tuple((row[0], row[1]) for row in connection.execute(places)))

    return centre.database.read(work)


def _admit(connection: Connection, caller: Caller, sha256: str) -> None:
    """Raise Refusal ``not-found`` unless an operation that the caller reads names these bytes: nobody learns that there are any."""
    query = select(Attachment.sha256).where(Attachment.sha256 == sha256, Attachment.stream.in_(caller.reads)).limit(1)
    if not named(sha256) or connection.scalar(query) is None:
        raise Refusal(Code.NOT_FOUND)


def _kept(connection: Connection, sha256: str) -> Row[str, int, str] | None:
    return connection.execute(select(Blob.sha256, Blob.size, Blob.upload).where(Blob.sha256 == sha256)).one_or_none()


def _begun(connection: Connection, device: str, sha256: str, *, lock: bool = False) -> Row[str, int, int] | None:
    query = select(Upload.id, Upload.size, Upload.received).where(Upload.sha256 == sha256, Upload.device == device)
    return connection.execute(query.with_for_update() if lock else query).one_or_none()


def _begin(connection: Connection, centre: Centre, device: str, sha256: str, size: int) -> str:
    """Begin an upload and return its id; those that nobody goes on with are given up."""
    for old in connection.scalars(select(Upload.id).where(Upload.touched_at < stamp(centre.clock.now() - FORGOTTEN))).all():
        _drop(connection, old)
    upload = centre.id("upl")
    row = {"id": upload, "sha256": sha256, "device": device, "size": size, "received": 0, "touched_at": centre.now()}
    connection.execute(insert(Upload), [row])
    return upload


def _drop(connection: Connection, upload: str) -> None:
    connection.execute(delete(BlobPiece).where(BlobPiece.upload == upload))
    connection.execute(delete(Upload).where(Upload.id == upload))


def _digest(centre: Centre, upload: str, data: bytes) -> str:
    """Return the SHA-256 of the pieces of an upload with the last one behind them, one in memory at a time."""
    whole = hashlib.sha256()
    query = select(BlobPiece.first).where(BlobPiece.upload == upload).order_by(BlobPiece.first)
    for first in centre.database.ask(lambda connection: connection.scalars(query).all()) if upload else ():
        whole.update(_piece(centre, upload, first))
    whole.update(data)
    return whole.hexdigest()


def _piece(centre: Centre, upload: str, first: int) -> bytes:
    query = select(BlobPiece.data).where(BlobPiece.upload == upload, BlobPiece.first == first)
    return centre.database.ask(lambda connection: connection.scalar(query)) or b""
