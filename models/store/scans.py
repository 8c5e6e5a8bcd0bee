"""Scanned papers beside the store: each under its SHA-256, so that a reference in an operation says which bytes are meant.

They stay on the desk that took them in and in its backups of the folder; what travels is the reference.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from models.records.admission import Scan, ScanKind
from models.records.failure import BadInput
from models.store.failures import told

SCANS = "scans"
"""The folder of a profile that holds them."""
LARGEST = 10 * 1024 * 1024
"""The largest scan in bytes: a dozen pages in colour."""

_BEGINNINGS = ((b"%PDF-", ScanKind.PDF), (b"\x89PNG\r\n\x1a\n", ScanKind.PNG), (b"\xff\xd8\xff", ScanKind.JPEG))
_LONGEST_NAME = 120


def keep(directory: Path, source: Path, desk: str) -> Scan:
    """Copy a file among the scans of the profile in ``directory`` and return the reference to it; ``desk`` is where it then lies.

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


def find(directory: Path, scan: Scan) -> Path | None:
    """Return where the bytes of a scan lie in the profile in ``directory``, None where they are elsewhere or are those no more."""
    path = path_of(directory, scan)
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return path if hashlib.sha256(data).hexdigest() == scan.sha256 else None


def path_of(directory: Path, scan: Scan) -> Path:
    """Return the place of a scan in the profile in ``directory``, whether it is there or not."""
    return directory / SCANS / f"{scan.sha256}.{scan.kind.value}"


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
