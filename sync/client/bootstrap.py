"""A fresh desk: one image made by the centre instead of a long feed (sync protocol 3.9)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import zstandard

from models.records.failure import StoreFailure
from models.records.operation import Changes
from models.rules.attached import named
from models.store.failures import told
from sync.client.failures import Garbled, Refused
from sync.client.ports import Ground
from sync.protocol.messages import Manifest
from sync.protocol.problems import Code

_PIECE = 4 << 10
"""Packed bytes that are unpacked at once: at the most they become thirty thousand times as many."""
_WRITTEN = 1 << 20
"""Bytes of the image that are written at once: a fifth less time than as they come."""
_PATIENCE_MS = 60_000
"""So long the making of the first image is waited for."""
_TAIL = ".part"
_IMAGE = "replica.fetched.db"
_UNFIT = frozenset(("store.damaged", "snapshot.unfit"))
"""What the store says of an image that it does not take."""


class Bootstrap:
    """Fetches the centre's image; what has come stays on the disk, so that a cut costs only what was on its way."""

    def __init__(self, ground: Ground, progress: Callable[[int, int], None]) -> None:
        self._ground = ground
        self._progress = progress
        self._unfit = ""
        self._asked: int | None = None

    async def run(self, access: str) -> Changes | None:
        """Fetch and take over the image; None where there is none that fits: the feed has to do. Raises WireFailure, StoreFailure."""
        ground, net, db = self._ground, self._ground.threads.net, self._ground.threads.db
        try:
            manifest = await net(ground.wire.manifest, access)
        except Refused as refused:
            if refused.reason is Code.NOT_FOUND or (refused.reason is Code.TRY_LATER and self._waited()):
                return None
            raise
        self._asked = None
        sha256 = manifest.file.sha256
        if not named(sha256):
            raise Garbled("manifest")
        if sha256 == self._unfit or manifest.schema != await db(ground.local.schema):
            return None
        part = await net(_room_for, ground.room, sha256)
        whole = manifest.file.bytes
        self._progress(0, whole)
        try:
            await net(ground.wire.download, access, sha256, part, whole, lambda done: self._progress(done, whole))
        except Refused as refused:
            if refused.reason is Code.NOT_FOUND:
                # A newer image has taken its place meanwhile, or another machine of the centre has made it.
                self._progress(0, 0)
                return None
            raise
        try:
            image = await net(unpack, part, manifest)
            changes: Changes | None = await db(ground.local.adopt, image, manifest.epoch, manifest.cursors)
        except (Garbled, StoreFailure) as failure:
            if isinstance(failure, StoreFailure) and failure.code not in _UNFIT:
                raise
            # The feed is slower and always right.
            self._unfit = sha256
            changes = None
        finally:
            self._progress(0, 0)
        await net(_clear, ground.room)
        return changes

    def _waited(self) -> bool:
        """Tell whether the first image has been waited for long enough."""
        now = self._ground.clock.mono_ms()
        if self._asked is None:
            self._asked = now
        return now - self._asked > _PATIENCE_MS


def unpack(part: Path, manifest: Manifest) -> Path:
    """Check a fetched file and return the image in it, on the disk. Raises Garbled where it is not what was promised, and removes it."""
    image = part.with_name(_IMAGE)
    with told(image):
        sound = _checksum(part) == manifest.file.sha256
    try:
        if not sound:
            raise Garbled("checksum")
        with told(image):
            _inflate(part, image, manifest.file.inflated)
    except Garbled:
        part.unlink(missing_ok=True)
        image.unlink(missing_ok=True)
        raise
    return image


def _checksum(part: Path) -> str:
    with part.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _inflate(part: Path, image: Path, size: int) -> None:
    """Unpack into ``image`` no more than ``size`` bytes and see them onto the disk."""
    written, unpacker = 0, zstandard.ZstdDecompressor().decompressobj()
    with part.open("rb") as source, image.open("wb", buffering=_WRITTEN) as target:
        try:
            while piece := source.read(_PIECE):
                if unpacker.eof:
                    raise Garbled("zstd")
                inflated = unpacker.decompress(piece)
                written += len(inflated)
                if written > size:
                    raise Garbled("size")
                target.write(inflated)
        except zstandard.ZstdError as error:
            raise Garbled("zstd") from error
        target.flush()
        os.fsync(target.fileno())
    if not unpacker.eof or unpacker.unused_data:
        raise Garbled("zstd")
    if written != size:
        raise Garbled("size")


def _room_for(room: Path, sha256: str) -> Path:
    """Return where a file is to be fetched to; parts of other files go."""
    part = room / f"{sha256}{_TAIL}"
    with told(part):
        room.mkdir(mode=0o700, parents=True, exist_ok=True)
        for other in room.glob(f"*{_TAIL}"):
            if other != part:
                other.unlink()
    return part


def _clear(room: Path) -> None:
    with told(room):
        for left in (*room.glob(f"*{_TAIL}"), room / _IMAGE):
            left.unlink(missing_ok=True)
