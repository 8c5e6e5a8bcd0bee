"""Scanned papers beside the store: each under its SHA-256, so that a reference in an operation says which bytes are meant.

They lie at the desk that took them in, at the centre once they have come there, and at every desk that has opened them since.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
from sqlalchemy import select

from models.records.admission import Admission, Scan, ScanKind
from models.records.base import Record
from models.records.failure import BadInput
from models.rules.attached import NAMING, attached, named
from models.store.failures import told
from models.store.profile import BACKUPS
from models.store.store import Store
from models.tables.case import PENDING
from models.tables.partner import PartnerEvent

SCANS = "scans"
"""The folder of a profile that holds them, and the one of its backups."""
LARGEST = 10 * 1024 * 1024
"""The largest scan in bytes: a dozen pages in colour."""

_BEGINNINGS = ((b"%PDF-", ScanKind.PDF), (b"\x89PNG\r\n\x1a\n", ScanKind.PNG), (b"\xff\xd8\xff", ScanKind.JPEG))
_LONGEST_NAME = 120
_TYPES = tuple(str(kind.__struct_config__.tag) for kind in NAMING)
_decode = msgspec.json.Decoder(Admission).decode


class Named(Record, frozen=True):
    """The scans that the operations at a desk name, each once; ``unsent`` are the digests of those that no centre has heard of.

    ``directory`` is the profile's.
    """

    directory: Path
    scans: tuple[Scan, ...] = ()
    unsent: frozenset[str] = frozenset()


class Looked(Record, frozen=True):
    """How the scans stand that operations name: ``here`` counts those that are here and right.

    ``damaged`` are here and not what was taken in (the backups have none of them either); ``absent`` are not here at all.
    """

    here: int = 0
    damaged: tuple[str, ...] = ()
    absent: tuple[Scan, ...] = ()


def keep(directory: Path, source: Path, desk: str) -> Scan:
    """Copy a file among the scans of the profile in ``directory`` and return the reference to it; ``desk`` is where it was taken in.

    It is told by its first bytes, never by its name. Raises BadInput ``scan.missing`` for a file that cannot be read, ``scan.empty``,
    ``scan.large`` with the limit in megabytes, or ``scan.kind``; StoreFailure where the disk does not take it. Nothing is left then.
    """
    try:
        if source.stat().st_size > LARGEST:
            raise BadInput("scan.large", megabytes=LARGEST // 1024 // 1024)
        data = source.read_bytes()
    except OSError as error:
        raise BadInput("scan.missing", file=source.name) from error
    if not data:
        raise BadInput("scan.empty", file=source.name)
    if len(data) > LARGEST:
        raise BadInput("scan.large", megabytes=LARGEST // 1024 // 1024)
    kind = next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)
    if kind is None:
        raise BadInput("scan.kind", file=source.name)
    scan = Scan(sha256=hashlib.sha256(data).hexdigest(), size=len(data), kind=kind, name=source.name[:_LONGEST_NAME], desk=desk)
    _write(path_of(directory, scan), data)
    return scan


def content(directory: Path, scan: Scan) -> bytes | None:
    """Return the bytes of a scan, None where they are not here or are those no more; a sound copy in the backups takes their place then.

    Raises StoreFailure where the disk does not take that copy.
    """
    if not named(scan.sha256):
        return None
    path = path_of(directory, scan)
    data = _sound(path, scan)
    if data is None and (data := _sound(path_of(directory / BACKUPS, scan), scan)) is not None:
        _write(path, data)
    return data


def find(directory: Path, scan: Scan) -> Path | None:
    """Return where the bytes of a scan lie in the profile in ``directory``, None as :func:`content` does. Raises StoreFailure."""
    return path_of(directory, scan) if content(directory, scan) is not None else None


def path_of(directory: Path, scan: Scan) -> Path:
    """Return the place of a scan in the profile in ``directory``, whether it is there or not."""
    return directory / SCANS / f"{scan.sha256}.{scan.kind.value}"


def naming(store: Store) -> Named:
    """Return the scans that the operations at this desk name, in the order of the operations."""
    query = select(PartnerEvent.body, PartnerEvent.place).where(PartnerEvent.type.in_(_TYPES), PartnerEvent.body.contains('"sha256"'))
    found: dict[str, Scan] = {}
    unsent: set[str] = set()
    heard: set[str] = set()
    for body, place in store.read().execute(query.order_by(PartnerEvent.op_id)):
        scan = attached(_decode(body))
        if scan is not None:
            found.setdefault(scan.sha256, scan)
            (unsent if place >= PENDING else heard).add(scan.sha256)
    return Named(directory=store.directory, scans=tuple(found.values()), unsent=frozenset(unsent - heard))


def held(directory: Path, scans: Iterable[Scan]) -> tuple[Scan, ...]:
    """Return those of some scans of which there is a file here; whether it is right shows when it is read."""
    return tuple(scan for scan in scans if path_of(directory, scan).is_file())


def adopt(directory: Path, scan: Scan, part: Path) -> Path | None:
    """Let a file that was fetched be a scan's from now on; None where it is not what the reference says. It is used up either way.

    Raises StoreFailure.
    """
    target = path_of(directory, scan)
    with told(part):
        try:
            data = _sound(part, scan)
        finally:
            part.unlink(missing_ok=True)
    if data is None:
        return None
    _write(target, data)
    return target


def back_up(store: Store) -> int:
    """Copy the scans that operations name to ``backups/`` of the profile; return how many lie there then. Raises StoreFailure.

    A copy that is there and right is left: a scan never changes, so one copy does for every backup of the operations.
    """
    copied = 0
    for scan in naming(store).scans:
        target = path_of(store.directory / BACKUPS, scan)
        if _sound(target, scan) is None:
            data = _sound(path_of(store.directory, scan), scan)
            if data is None:
                continue
            with told(target):
                target.parent.parent.mkdir(mode=0o700, exist_ok=True)
            _write(target, data)
        copied += 1
    return copied


def look(store: Store) -> Looked:
    """Look at every scan that operations name. Raises StoreFailure."""
    found = naming(store)
    right: list[Scan] = []
    damaged: list[str] = []
    absent: list[Scan] = []
    for scan in found.scans:
        there = path_of(found.directory, scan).is_file()
        if content(found.directory, scan) is not None:
            right.append(scan)
        elif there:
            damaged.append(scan.sha256)
        else:
            absent.append(scan)
    return Looked(here=len(right), damaged=tuple(damaged), absent=tuple(absent))


def _sound(path: Path, scan: Scan) -> bytes | None:
    try:
        if path.stat().st_size != scan.size:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == scan.sha256 else None


def _write(target: Path, data: bytes) -> None:
    """Write a file wholly or not at all, and let it reach the disk: an operation is about to say that it is there."""
    fresh = target.with_suffix(".part")
    with told(target):
        target.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
