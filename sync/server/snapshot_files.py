"""The images that new desks begin with, as packed files in one folder. All of it can be made again from the feed."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import zstandard

from models.records.feed import Cursor
from models.store.mirror import SCHEMA
from sync.protocol.messages import Manifest, SnapshotFile

KEPT = 2
"""So many images stay: a desk that has begun to fetch the last but one can go on."""
LEVEL = 1
"""The quickest: slower ones take up to four times as long and save a fiftieth of the bytes."""
_PIECE = 1 << 20
_LIST, _MIRROR, _LOCK = "images.json", "mirror.db", "lock"
_BEGUN = "making"
_TAIL = ".zst"

_manifests = msgspec.json.Decoder(tuple[Manifest, ...]).decode


class Stopped(Exception):
    """The server ends while an image is packed."""


class Images:
    """The folder. One process at a time writes to it (``lock``), any may read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = folder / _LOCK
        self.mirror = folder / _MIRROR

    def listed(self) -> tuple[Manifest, ...]:
        """Return the images that this program's desks can take, the newest first."""
        try:
            listed = _manifests((self.folder / _LIST).read_bytes())
            return tuple(found for found in listed if found.schema == SCHEMA and self.path(found).exists())
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return ()

    def path(self, found: Manifest) -> Path:
        """Return where the packed file of a listed image is."""
        return self.folder / f"{found.file.sha256}{_TAIL}"

    def fresh(self) -> Path:
        """Return where the next image is to be written, unpacked; nothing is there."""
        path = self.folder / f"{_BEGUN}.db"
        path.unlink(missing_ok=True)
        return path

    def keep(self, image: Path, epoch: str, cursors: Mapping[str, Cursor], wanted: Callable[[], bool]) -> Manifest:
        """Pack an image, which is gone afterwards, and list it before the others; the oldest goes.

        Whatever happens meanwhile, the images that were listed stay. Raises OSError, and Stopped once it is not ``wanted`` any more.
        """
        packed = self.folder / f"{_BEGUN}{_TAIL}"
        try:
            made = _pack(image, packed, wanted)
            found = Manifest(
                epoch=epoch,
                schema=SCHEMA,
                cursors=dict(cursors),
                file=SnapshotFile(
                    sha256=made.sha256, bytes=made.size, inflated=made.inflated, rows=sum(cursor.seq for cursor in cursors.values())
                ),
            )
            packed.replace(self.path(found))
        finally:
            for left in (packed, image):
                left.unlink(missing_ok=True)
        before = self.listed()
        others = [other for other in before if other.file.sha256 != made.sha256]
        try:
            self._list((found, *others)[:KEPT])
        except OSError:
            # On a full disk every further round would leave another one that no list names.
            if len(others) == len(before):
                self.path(found).unlink(missing_ok=True)
            raise
        self.tidy()
        return found

    def tidy(self) -> None:
        """Remove what no list names: images that have had their day, and what a killed process left."""
        named = {_LIST, _LOCK, *(self.path(found).name for found in self.listed())}
        for path in self.folder.iterdir():
            if path.name not in named and not path.name.startswith(_MIRROR):
                # Windows does not let go of a file that is being sent: it goes the next time.
                with contextlib.suppress(PermissionError):
                    path.unlink(missing_ok=True)

    def _list(self, found: tuple[Manifest, ...]) -> None:
        path = self.folder / f"{_BEGUN}.json"
        try:
            with path.open("wb") as target:
                target.write(msgspec.json.encode(found))
                target.flush()
                os.fsync(target.fileno())
            path.replace(self.folder / _LIST)
        finally:
            path.unlink(missing_ok=True)


class _Packed(NamedTuple):
    sha256: str
    size: int
    inflated: int


def _pack(image: Path, target: Path, wanted: Callable[[], bool]) -> _Packed:
    """Pack a file piece by piece, and see it onto the disk."""
    digest, size, inflated = hashlib.sha256(), 0, 0
    packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compressobj()
    with image.open("rb") as source, target.open("wb") as sink:
        while piece := source.read(_PIECE):
            if not wanted():
                raise Stopped
            inflated += len(piece)
            size += _put(packer.compress(piece), sink.write, digest.update)
        size += _put(packer.flush(), sink.write, digest.update)
        sink.flush()
        os.fsync(sink.fileno())
    return _Packed(digest.hexdigest(), size, inflated)


def _put(part: bytes, *takers: Callable[[bytes], object]) -> int:
    for take in takers:
        take(part)
    return len(part)
