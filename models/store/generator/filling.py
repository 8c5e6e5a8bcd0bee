"""Writing an invented year into the replica: in chunks, inside the transaction of the fold."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime

from models.records.operation import Topic
from models.rules.lifecycle import fold
from models.store.clock import stamp
from models.store.folds.context import FoldContext
from models.store.generator import outreach
from models.store.generator.reading import read_bookshelf
from models.store.generator.world import World
from models.store.generator.year import Told, Year
from models.store.rows import (
    Row,
    call_row,
    case_row,
    entry_row,
    fault_rows,
    insert_many,
    number_rows,
    person_row,
    task_rows,
    unmet_rows,
    veto_rows,
)
from models.tables.base import ReplicaTable
from models.tables.call import Call
from models.tables.caller import Person, PersonNumber
from models.tables.case import Case, CaseCounter, JournalEntry, UnmetEntry, VetoProposed
from models.tables.partner import Discipline
from models.tables.unit import AssignedTask, UnitFault

_CHUNK = 500
"""Cases in memory at a time."""
_MANY = 50_000
"""From so many cases on, indexes are made anew afterwards instead of being kept up row by row."""
_CACHE_KIB = 131_072

_TABLES: tuple[type[ReplicaTable], ...] = (
    Person,
    PersonNumber,
    Call,
    JournalEntry,
    Case,
    UnmetEntry,
    VetoProposed,
    UnitFault,
    AssignedTask,
    Discipline,
)


def fill(context: FoldContext, cases: int, seed: int, end: datetime) -> None:
    """Write ``cases`` invented cases of the year before ``end`` (aware) with their people, calls, journals, verdicts and some outreach.

    What is there already stays; case numbers go on behind those that were given. Progress is told as ``seed``.
    """
    with _indexes_at_the_end(context, cases):
        counters: dict[tuple[str, int], int] = {(day, desk): n for day, desk, n in context.raw.execute("SELECT day, desk, n FROM counter")}
        given = dict(counters)
        shelf = read_bookshelf(context.connection)
        world = World(shelf)
        year = Year(world, cases, seed, end, counters)
        chunk = _Chunk(context)
        for done, case in enumerate(year.cases(), 1):
            chunk.add(case)
            if done % _CHUNK == 0 or done == cases:
                chunk.write()
                context.progress("seed", done, cases)
        moved = ({"day": day, "desk": desk, "n": n} for (day, desk), n in counters.items() if given.get((day, desk)) != n)
        insert_many(context.raw, CaseCounter, moved)
        for table, row in outreach.rows(shelf, world.rota, end):
            insert_many(context.raw, table, [row])
    for topic in (Topic.OUTREACH, Topic.SUGGESTION, Topic.CASE, Topic.PERSON, Topic.CALL, Topic.PARTNER):
        context.touch(topic, "")


class _Chunk:
    """Rows that wait to be written together."""

    def __init__(self, context: FoldContext) -> None:
        self._context = context
        self._rows: dict[type[ReplicaTable], list[Row]] = {table: [] for table in _TABLES}

    def add(self, case: Told) -> None:
        """Add a case, with the state that its journal folds to and the columns that the ordinary fold would write."""
        rows, context = self._rows, self._context
        state = fold(case.entries)
        rows[Case].append(case_row(state, context.profile, context.district_kind(state.district)))
        rows[JournalEntry].extend(map(entry_row, case.entries))
        rows[UnmetEntry].extend(unmet_rows(state))
        rows[UnitFault].extend(fault_rows(state))
        rows[AssignedTask].extend(task_rows(state, context.profile))
        rows[VetoProposed].extend(veto_rows(state))
        rows[Call].extend(map(call_row, case.calls))
        rows[Discipline].extend(case.discipline)
        for person in case.people:
            rows[Person].append(person_row(person, stamp(case.since), 1))
            rows[PersonNumber].extend(number_rows(person))

    def write(self) -> None:
        """Write what waits."""
        for table, rows in self._rows.items():
            if rows:
                insert_many(self._context.raw, table, rows)
                rows.clear()


@contextlib.contextmanager
def _indexes_at_the_end(context: FoldContext, cases: int) -> Iterator[None]:
    """For many cases, drop the indexes of the tables that grow and make the very same ones afterwards, with a large page cache.

    The caller's transaction covers it: if anything fails, the indexes are there as before.
    """
    if cases <= _MANY:
        yield
        return
    raw = context.raw
    names = tuple(table.__tablename__ for table in _TABLES)
    query = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({', '.join('?' * len(names))})"
    indexes = raw.execute(query, names).fetchall()
    (cache,) = raw.execute("PRAGMA cache_size").fetchone()
    raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        for name, _ in indexes:
            raw.execute(f'DROP INDEX "{name}"')
        yield
        for place, (_, sql) in enumerate(indexes, 1):
            raw.execute(sql)
            context.progress("index", place, len(indexes))
    finally:
        raw.execute(f"PRAGMA cache_size = {cache}")
