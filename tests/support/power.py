"""A disk that loses its power: statements are run on it once, and then it can be looked at as it would be after any cut.

What was written and not synced is lost, kept or torn, sector by sector, in any order: that is all that SQLite may rely on (sync protocol
4.2, F2). The files live in memory, behind SQLite's own layer for file systems (apsw); the library that the program uses opens what is left.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import apsw

SECTOR = 512
_POWERSAFE = 0x1000
"""SQLITE_IOCAP_POWERSAFE_OVERWRITE: bytes beside those that are written stay as they are. The layer for Unix says so too."""


class Event(NamedTuple):
    """Something that happened to a file: ``data`` was written at ``offset``; or it was cut to ``offset`` bytes (data None); or synced."""

    file: str
    offset: int
    data: bytes | None = None
    synced: bool = False


class Disk(apsw.VFS):
    """Files in memory and everything that has happened to them, in order. ``at`` tells how much that is by now."""

    def __init__(self, name: str, files: dict[str, bytes]) -> None:
        self.begin = dict(files)
        self.files = {path: bytearray(data) for path, data in files.items()}
        self.log: list[Event] = []
        self.name = name
        super().__init__(name, "")

    @property
    def at(self) -> int:
        return len(self.log)

    def open(self, file: str, synchronous: str) -> apsw.Connection:
        """Open a database as the program does; it checkpoints often, so that cuts meet that too."""
        connection = apsw.Connection(file, vfs=self.name)
        connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        connection.execute("PRAGMA journal_mode=WAL").fetchall()
        connection.execute(f"PRAGMA synchronous={synchronous}")
        connection.execute("PRAGMA secure_delete=ON").fetchall()
        connection.execute("PRAGMA wal_autocheckpoint=25").fetchall()
        return connection

    def xOpen(self, name: apsw.URIFilename | str | None, flags: list[int]) -> _File:
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        file = Path(path).name
        self.files.setdefault(file, bytearray())
        flags[1] = flags[0]
        return _File(self, file)

    def xFullPathname(self, name: str) -> str:
        return name

    def xAccess(self, path: str, _flags: int) -> bool:
        return Path(path).name in self.files

    def xDelete(self, path: str, _sync: bool) -> None:
        self.files.pop(Path(path).name, None)

    def cuts(self, chances: random.Random, count: int) -> Iterator[tuple[int, dict[str, bytes]]]:
        """Yield ``count`` moments, in order, and the files as a cut at that moment might leave them."""
        moments = sorted(chances.randrange(len(self.log) + 1) for _ in range(count))
        durable = {path: bytearray(data) for path, data in self.begin.items()}
        unsynced: dict[str, list[Event]] = {}
        done = 0
        for moment in moments:
            for event in self.log[done:moment]:
                if event.synced:
                    for write in unsynced.pop(event.file, ()):
                        _apply(durable, write)
                else:
                    unsynced.setdefault(event.file, []).append(event)
            done = moment
            left = {path: bytearray(data) for path, data in durable.items()}
            for writes in unsynced.values():
                for write in writes:
                    _half(left, write, chances)
            yield moment, {path: bytes(data) for path, data in left.items()}


class _File:
    """An open file. There is one connection to it, so that locks need not be kept."""

    def __init__(self, disk: Disk, file: str) -> None:
        self._disk = disk
        self._file = file

    @property
    def _data(self) -> bytearray:
        return self._disk.files[self._file]

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._data[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self._note(Event(self._file, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        self._note(Event(self._file, size))

    def xSync(self, _flags: int) -> None:
        self._disk.log.append(Event(self._file, 0, synced=True))

    def xFileSize(self) -> int:
        return len(self._data)

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return _POWERSAFE

    def xLock(self, _level: int) -> None: ...

    def xUnlock(self, _level: int) -> None: ...

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, _what: int, _pointer: int) -> bool:
        return False

    def xClose(self) -> None: ...

    def _note(self, event: Event) -> None:
        self._disk.log.append(event)
        _apply(self._disk.files, event)


def _apply(files: dict[str, bytearray], event: Event) -> None:
    data = files.setdefault(event.file, bytearray())
    if event.data is None:
        del data[event.offset :]
        return
    data.extend(bytes(max(0, event.offset - len(data))))
    data[event.offset : event.offset + len(event.data)] = event.data


def _half(files: dict[str, bytearray], event: Event, chances: random.Random) -> None:
    """Let a write that was not synced happen, not happen, or happen in some of its sectors."""
    fate = chances.random()
    if fate < 0.4:
        return
    if fate < 0.7 or event.data is None:
        _apply(files, event)
        return
    for begin in range(0, len(event.data), SECTOR):
        if chances.random() < 0.5:
            _apply(files, Event(event.file, event.offset + begin, event.data[begin : begin + SECTOR]))
