"""What a fold works with."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from sqlalchemy import Connection, func, select

from models.records.effects import Content
from models.records.operation import Changes, Operation, Topic
from models.records.profile import Profile
from models.tables.case import JournalEntry
from models.tables.catalogue import District

Progress = Callable[[str, int, int], None]
"""Told of long work: what is being done, how much is done, how much there is."""


def unheard(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody listens to."""


class FoldContext:
    """One run of folding, inside one transaction of the replica.

    Journal lines are written at once, the rows of the cases that they belong to when the run ends: a case that took ten operations in one
    run is folded once.
    """

    def __init__(self, connection: Connection, raw: sqlite3.Connection, profile: Profile, progress: Progress = unheard) -> None:
        self.connection = connection
        self.raw = raw
        self.profile = profile
        self.progress = progress
        self.cases: dict[str, int] = {}
        self._touched: set[tuple[Topic, str]] = set()
        self._kinds: dict[str, str] | None = None

    def touch(self, topic: Topic, ref: str) -> None:
        """Note that something moved."""
        self._touched.add((topic, ref))

    def changes(self) -> Changes:
        """Return everything that moved in this run."""
        return Changes(touched=frozenset(self._touched))

    def next_seq(self, case_id: str) -> int:
        """Return the place of the next line in a case's journal, and note that the case must be folded."""
        if case_id not in self.cases:
            last = select(func.max(JournalEntry.seq)).where(JournalEntry.case_id == case_id)
            self.cases[case_id] = self.connection.scalar(last) or 0
        self.cases[case_id] += 1
        return self.cases[case_id]

    def district_kind(self, code: str) -> str:
        """Return the kind of a district, '' where it is unknown."""
        if self._kinds is None:
            self._kinds = {row.code: row.kind for row in self.connection.execute(select(District.code, District.kind))}
        return self._kinds.get(code, "")

    def forget_districts(self) -> None:
        """The districts have changed: read them again when next asked."""
        self._kinds = None


Fold = Callable[[FoldContext, Operation, Content], None]
"""Writes what one operation does. Total: an operation that fits nothing changes nothing; the same operations make the same rows."""
