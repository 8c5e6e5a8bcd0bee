"""One process per profile: a lock that the operating system lets go of when the process dies, however it dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from models.records.failure import StoreFailure
from models.store.failures import told

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 30
"""Windows locks a range of bytes against reading too, so the locked byte lies far behind the text that others may read."""


class ProfileLock:
    """The lock file of a profile; its text says which process holds it."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises StoreFailure ``store.in_use`` with the holder's ``pid`` (0 where unknown), or what the disk says."""
        with told(path):
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._handle)
        except OSError as error:
            pid = _holder(self._handle)
            os.close(self._handle)
            raise StoreFailure("store.in_use", pid=pid) from error
        with told(path):
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, f"pid {os.getpid()}\n".encode())

    def release(self) -> None:
        """Let go; the file stays, empty, so that nobody can lock a file that another is about to remove."""
        if self._handle < 0:
            return
        os.ftruncate(self._handle, 0)
        _let_go(self._handle)
        os.close(self._handle)
        self._handle = -1


def _holder(handle: int) -> int:
    os.lseek(handle, 0, os.SEEK_SET)
    digits = os.read(handle, 64).decode(errors="replace").removeprefix("pid ").strip()
    return int(digits) if digits.isdigit() else 0


if sys.platform == "win32":

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_go(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
