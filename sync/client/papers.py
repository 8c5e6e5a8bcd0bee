"""Small files of a profile beside its store: which centre the desk belongs to, or is moving to, and who may sign in while it is away."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TypeVar

import msgspec

from models.records.sync import Centre, Lease
from models.store.failures import told

CENTRE = "centre.json"
MOVING = "moving.json"
"""The centre whose part a desk is only becoming: until all of its past is there it opens as the desk that it was."""
LEASES = "leases.json"

T = TypeVar("T")


def centre_of(directory: Path) -> Centre | None:
    """Return the centre that the profile belongs to, None for a desk that stands alone. Raises StoreFailure."""
    return _read(directory / CENTRE, Centre)


def keep_centre(directory: Path, centre: Centre) -> None:
    """Note which centre the profile belongs to from now on. Raises StoreFailure."""
    _write(directory / CENTRE, centre)


def moving_of(directory: Path) -> Centre | None:
    """Return the centre that the profile is moving to, None where no move was begun or it has come to its end. Raises StoreFailure."""
    return _read(directory / MOVING, Centre)


def keep_moving(directory: Path, centre: Centre) -> None:
    """Note which centre the profile is moving to. Raises StoreFailure."""
    _write(directory / MOVING, centre)


def drop_moving(directory: Path) -> None:
    """Note that no move is under way any more. Raises StoreFailure."""
    with told(directory / MOVING):
        (directory / MOVING).unlink(missing_ok=True)


def leases_of(directory: Path) -> dict[int, Lease]:
    """Return operator number → what lets them sign in without the centre; what cannot be read is as if it were not there."""
    found = _read(directory / LEASES, dict[str, Lease]) or {}
    return {lease.operator.number: lease for lease in found.values()}


def keep_leases(directory: Path, leases: dict[int, Lease]) -> None:
    """Write the leases anew. Raises StoreFailure."""
    _write(directory / LEASES, {str(number): lease for number, lease in leases.items()})


def _read(path: Path, form: type[T]) -> T | None:
    with told(path), contextlib.suppress(FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
        return msgspec.json.decode(path.read_bytes(), type=form)
    return None


def _write(path: Path, value: object) -> None:
    """Put a file, readable by its owner only, in the place of the old one once it is whole."""
    fresh = path.with_name(f"{path.name}.new")
    with told(path):
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(msgspec.json.encode(value) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
