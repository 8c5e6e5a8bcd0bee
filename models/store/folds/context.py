"""What a fold works with."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from models.records.case import CaseState
from models.records.effects import Content
from models.records.journal import Entry
from models.records.operation import Changes, Entity, Operation, Topic
from models.records.outcome import Outcome
from models.records.profile import Profile
from models.tables.base import ReplicaTable
from models.tables.case import PENDING
from models.tables.catalogue import District

Progress = Callable[[str, int, int], None]
"""Told of long work: what is being done, how much is done, how much there is."""


def unheard(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody listens to."""


class Known(NamedTuple):
    """A case as it stood after its last line, and its row: what comes next need not read its journal again."""

    state: CaseState
    last: int
    row: dict[str, object]


class FoldContext:
    """One run of folding, inside one transaction of the replica.

    Journal lines, running numbers and the rows of the cases that they belong to are written when the run ends: a case that took ten
    operations in one run is folded once. ``pending`` is the desk's own number of the operation being folded where no centre has seen it
    (0 otherwise), ``outcome`` what the centre made of it, ``place`` its place in its case's journal where the centre tells it (else 0).
    ``settled`` collects the operations whose conflicts somebody has ended. ``known`` are cases remembered from earlier runs; one that moves
    is taken out, and comes back (from ``settled_cases``) only when the transaction has been committed.
    """

    def __init__(
        self,
        connection: Connection,
        raw: sqlite3.Connection,
        profile: Profile,
        progress: Progress = unheard,
        known: dict[str, Known] | None = None,
    ) -> None:
        self.connection = connection
        self.raw = raw
        self.profile = profile
        self.progress = progress
        self.known = {} if known is None else known
        self.settled_cases: dict[str, Known] = {}
        self.news: dict[str, list[Entry]] = {}
        self.whole: set[str] = set()
        self.lines: list[tuple[object, ...]] = []
        self.numbers: dict[tuple[date, int], int] = {}
        self.settled: set[str] = set()
        self.pending = 0
        self.outcome: Outcome | None = None
        self.place = 0
        self._last: dict[str, int] = {}
        self._touched: set[tuple[Topic, str]] = set()
        self._kinds: dict[str, str] | None = None

    def touch(self, topic: Topic, ref: str) -> None:
        """Note that something moved."""
        self._touched.add((topic, ref))

    def changes(self) -> Changes:
        """Return everything that moved in this run."""
        return Changes(touched=frozenset(self._touched))

    def next_seq(self, case_id: str) -> int:
        """Return the place of the next line in a case's journal."""
        if self.pending:
            return PENDING + self.pending
        if self.place:
            return self.place
        if case_id not in self._last:
            known = self.known.get(case_id)
            self._last[case_id] = known.last if known else self._last_line(case_id)
        self._last[case_id] += 1
        return self._last[case_id]

    def again(self, case_id: str) -> None:
        """Note that the journal of a case must be folded from its beginning."""
        self.whole.add(case_id)

    def _last_line(self, case_id: str) -> int:
        found = self.raw.execute("SELECT max(seq) FROM entry WHERE case_id = ? AND seq < ?", (case_id, PENDING)).fetchone()
        return int(found[0] or 0)

    def keep(self, entity: Entity, table: type[ReplicaTable], *key: str) -> None:
        """Keep a row as the feed left it before a pending operation of ``entity`` writes over it; ``key`` is its primary key."""
        if not self.pending:
            return
        name, columns = table.__tablename__, [column.name for column in table.__table__.primary_key]
        where = " AND ".join(f'"{column}" = ?' for column in columns)
        row = self.connection.exec_driver_sql(f'SELECT * FROM "{name}" WHERE {where}', key).mappings().one_or_none()
        data = msgspec.json.encode(dict(row)).decode() if row else ""
        values = (name, msgspec.json.encode(key).decode(), entity.type, entity.id, data)
        self.raw.execute("INSERT OR IGNORE INTO beneath VALUES (?, ?, ?, ?, ?)", values)

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
