"""What the disk and SQLite say, as failures that can be told calmly."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from models.records.failure import StoreFailure

FULL = "disk.full"
READ_ONLY = "disk.read_only"
FAILED = "disk.failed"
DAMAGED = "store.damaged"

_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_IOERR: FAILED,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
_OS = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY, errno.EACCES: READ_ONLY, errno.EPERM: READ_ONLY}


def failure_of(error: BaseException, name: str) -> StoreFailure | None:
    """Return the failure of the world behind an exception of SQLite or of the file system, None where it is a bug of ours.

    ``name`` is the file's bare name; paths may hold a person's name and are not told.
    """
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        told = _SQLITE.get(code & 0xFF) if isinstance(code, int) else None
        return StoreFailure(told, file=name) if told else None
    if isinstance(error, OSError):
        return StoreFailure(_OS.get(error.errno or 0, FAILED), file=name)
    return None


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the file system or SQLite says about ``path`` into StoreFailure; other exceptions pass."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        failure = failure_of(error, path.name)
        if failure is None:
            raise
        raise failure from error
