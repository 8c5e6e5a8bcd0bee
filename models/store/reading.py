"""Reading the replica beside whoever writes it: a connection of its own, of one moment, in another thread, that gives up when told to."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Condition
from typing import Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from models.records.failure import GivenUp
from models.records.profile import Profile
from models.store.clock import Clock
from models.store.database import Database

_STEPS = 50_000
"""Steps of SQLite's machine between two questions whether to go on, a millisecond or so."""


class Readable(Protocol):
    """What a long reading needs: an open store, or a ``Reader`` of one."""

    @property
    def profile(self) -> Profile: ...

    @property
    def clock(self) -> Clock: ...

    def read(self) -> Connection: ...


class Reader:
    """The replica as it stood at one moment, whatever is written meanwhile; used from the thread that opened it."""

    def __init__(self, database: Database, profile: Profile, clock: Clock) -> None:
        self.profile = profile
        self.clock = clock
        self._database = database

    def read(self) -> Connection:
        """Return the connection that repositories read through."""
        return self._database.connection


class Readers:
    """Who reads a file beside its owner.

    A log that lay beside a file would be taken for that of the one that takes its place: while anybody reads, no file may be replaced.
    """

    def __init__(self) -> None:
        self._turn = Condition()
        self._reading = 0
        self._away = False

    @contextlib.contextmanager
    def one(self, path: Path, profile: Profile, clock: Clock, wanted: Callable[[], bool]) -> Iterator[Reader]:
        """Read ``path`` in the block. Raises GivenUp when it is not ``wanted`` any more or has to go, StoreFailure where the disk fails."""
        with self._turn:
            self._turn.wait_for(lambda: not self._away)
            self._reading += 1
        try:
            with contextlib.closing(Database.reading(path)) as database:
                database.raw.set_progress_handler(lambda: self._away or not wanted(), _STEPS)
                with database.snapshot():
                    yield Reader(database, profile, clock)
        except (OperationalError, sqlite3.OperationalError) as failure:
            if self._away or not wanted():
                raise GivenUp from failure
            raise
        finally:
            with self._turn:
                self._reading -= 1
                self._turn.notify_all()

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Run the block with nobody reading: whoever does gives up, whoever would begin waits."""
        with self._turn:
            self._away = True
            self._turn.wait_for(lambda: not self._reading)
        try:
            yield
        finally:
            with self._turn:
                self._away = False
                self._turn.notify_all()
