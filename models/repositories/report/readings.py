"""What a bulletin is made of, each read once: cases by whatever tells them apart, calls by how long they waited, both by their hours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.dialects import sqlite

from models.records.report import Ground, Measure, Span
from models.repositories.report.conditions import CALL_MEASURES, CARD_MEASURES, CASE_MEASURES, MOMENT, WAITED_S, condition, source, within
from models.store.store import Store
from models.tables.case import Case
from models.tables.partner import Discipline

HOURLY = {Ground.CALL: (Measure.CALLS_IN, Measure.ANSWERED), Ground.CASE: (Measure.CASES, Measure.HELP)}
"""What is told along the span and by the clock."""

_HOUR = 13
"""Characters of an ISO time up to its hour, the finest part that anything is told by."""
_KEYS = (Case.item_code, Case.handler_kind, Case.handler_code, Case.district)
_PACES = (Case.sent_s, Case.there_s, Case.done_s)

_DIALECT = sqlite.dialect()

Key = tuple[str, ...]
Sums = tuple[int, ...]


class Readings:
    """The rows of a span, grouped. Sums stand in the order of the measures of their ground."""

    def __init__(self, store: Store, span: Span) -> None:
        self._store = store
        self._span = span
        self.cases: dict[Key, Sums] = dict(self._grouped(Ground.CASE, CASE_MEASURES, *_KEYS))
        """By item, kind and code of the handler, and district."""
        self.waits: dict[Key, Sums] = dict(self._grouped(Ground.CALL, CALL_MEASURES, WAITED_S))
        """By the whole seconds until somebody answered or the caller gave up, None while they wait."""
        self.cards: dict[Key, Sums] = dict(self._grouped(Ground.CARD, CARD_MEASURES, Discipline.partner))
        """By partner."""
        self.needs: dict[Key, Sums] = dict(self._grouped(Ground.NEED, (Measure.UNMET,), Case.item_code))
        """By item."""
        self.hours = {ground: self._hourly(ground, measures) for ground, measures in HOURLY.items()}
        self.paces: tuple[Counter[int], ...] = self._paces()
        """How often each number of seconds was taken until somebody was sent, stood there, was done."""

    def _grouped(self, ground: Ground, measures: Sequence[Measure], *keys: ColumnElement[Any]) -> Iterator[tuple[Key, Sums]]:
        sums = (func.count(case((condition(measure, self._store.profile.answer_seconds), 1))) for measure in measures)
        query = select(*keys, *sums).select_from(source(ground)).where(within(MOMENT[ground], self._span)).group_by(*keys)
        for row in self._rows(query):
            yield row[: len(keys)], row[len(keys) :]

    def _rows(self, query: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return plain rows from the driver itself: wrapping tens of thousands takes longer than reading them."""
        spelled = query.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True})
        found = self._store.read().exec_driver_sql(str(spelled))
        assert found.cursor is not None
        rows = list(found.cursor.fetchall())
        found.close()
        return rows

    def _hourly(self, ground: Ground, measures: Sequence[Measure]) -> dict[Key, Sums]:
        return dict(self._grouped(ground, measures, func.substr(MOMENT[ground], 1, _HOUR)))

    def _paces(self) -> tuple[Counter[int], ...]:
        rows = self._rows(select(*_PACES).where(within(Case.opened_at, self._span)))
        counters = tuple(Counter(column) for column in zip(*rows, strict=True)) if rows else tuple(Counter[int]() for _ in _PACES)
        for counter in counters:
            del counter[None]
        return counters


def rolled(groups: dict[Key, Sums], key: Callable[[Key], str | None]) -> dict[str, Sums]:
    """Return the sums of the groups by a coarser key; those whose key is None are left out."""
    found: dict[str, list[Sums]] = {}
    for group, sums in groups.items():
        if (coarse := key(group)) is not None:
            found.setdefault(coarse, []).append(sums)
    return {coarse: total(every) for coarse, every in found.items()}


def total(every: Iterable[Sums]) -> Sums:
    """Return the sums, column by column; nothing for no groups."""
    return tuple(map(sum, zip(*every, strict=True)))


