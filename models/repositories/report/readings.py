"""What a bulletin is made of, each row read once: cases by whatever tells them apart, calls by their wait, both by their hours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, reduce
from operator import add
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, case, func, literal_column, select
from sqlalchemy.dialects import sqlite

from models.records.catalogue import HandlerKind
from models.records.report import Cut, Ground, Measure, Span
from models.repositories.report.conditions import CALL_MEASURES, CARD_MEASURES, CASE_MEASURES, MOMENT, WAITED_S, condition, source, within
from models.rules.report import part_span, parts
from models.store.reading import Readable
from models.tables.case import Case
from models.tables.partner import Discipline

HOURLY = {Ground.CALL: (Measure.CALLS_IN, Measure.ANSWERED), Ground.CASE: (Measure.CASES, Measure.HELP)}
"""What is told along the span and by the clock."""

STILL_WAITS = -1
"""The wait of a call that nobody has answered or given up, and of a call out."""

_HOUR = 13
"""Characters of an ISO time up to its hour, the finest part that anything is told by."""
_KEYS: Mapping[Ground, tuple[ColumnElement[Any], ...]] = {
    Ground.CALL: (WAITED_S,),
    Ground.CASE: (Case.item_code, Case.handler_kind, Case.handler_code, Case.district, Case.way),
}
_NUMBERS: Mapping[Ground, tuple[ColumnElement[Any], ...]] = {Ground.CALL: (), Ground.CASE: (Case.sent_s, Case.there_s, Case.done_s)}
"""Counted as they are, where they are not null."""
_MEASURES = {Ground.CALL: CALL_MEASURES, Ground.CASE: CASE_MEASURES}

_DIALECT = sqlite.dialect()
_BETWEEN = "\n"
"""Stands between two lines: JSON has none inside."""
_line: Callable[[str], list[Any]] = msgspec.json.Decoder(list[Any]).decode

Sums = tuple[int, ...]
Told = Callable[[int, int], None]
"""Is told how many parts of how many are read."""
_PARTNER, _DEPARTMENT = HandlerKind.PARTNER.value, HandlerKind.DEPARTMENT.value
_Key = Callable[[Sequence[Any]], Any]
"""What a line is told by, None where it does not belong there."""

_CASES: Mapping[Cut, _Key] = {
    Cut.ITEM: lambda line: line[0],
    Cut.HANDLED_BY: lambda line: line[1],
    Cut.PARTNER: lambda line: line[2] if line[1] == _PARTNER else None,
    Cut.UNIT: lambda line: line[2] if line[1] == _DEPARTMENT else None,
    Cut.DISTRICT: lambda line: line[3],
    Cut.WAY: lambda line: line[4],
}


class Readings:
    """The rows of a span, grouped. Sums stand in the order of the measures of their ground.

    To group rows SQLite sorts them all, once for each grouping. Here it hands over the rows of a part of the span as texts in place of
    that, a line for each row and grouping: what it is told by, and a number whose bits are the measures that count it. Like lines are
    counted before they are read.
    """

    def __init__(self, store: Readable, span: Span, told: Told) -> None:
        self._store = store
        self._span = span
        self._told = told
        length, labels = parts(span)
        self._parts = [part_span(label, span) for label in labels]
        self._done = 0
        waits, call_hours = self._lines(Ground.CALL)
        cases, case_hours, *paces = self._lines(Ground.CASE)
        (self.waits,) = _told_by(waits, CALL_MEASURES, lambda line: STILL_WAITS if line[0] is None else line[0])
        """By the whole seconds until somebody answered or the caller gave up."""
        self.cases: dict[Cut, dict[str, Sums]] = dict(zip(_CASES, _told_by(cases, CASE_MEASURES, *_CASES.values()), strict=True))
        self.cards: dict[str, Sums] = self._grouped(Ground.CARD, CARD_MEASURES, Discipline.partner)
        """By partner."""
        self.needs: dict[str, Sums] = self._grouped(Ground.NEED, (Measure.UNMET,), Case.item_code)
        """By item."""
        clock: tuple[_Key, ...] = (lambda line: line[0][:length], lambda line: line[0][11:], lambda line: _weekday(line[0][:10]))
        hours = {
            ground: _told_by(lines, HOURLY[ground], *clock) for ground, lines in ((Ground.CALL, call_hours), (Ground.CASE, case_hours))
        }
        self.course, self.hours, self.weekdays = ({ground: found[place] for ground, found in hours.items()} for place in range(3))
        """By the parts of the span, by the hours of the day and by the days of the week: what is ``HOURLY``, of calls and of cases."""
        self.paces: tuple[Counter[int], ...] = tuple(Counter({int(line): count for line, count in pace.items()}) for pace in paces)
        """How often each number of seconds was taken until somebody was sent, stood there, was done."""

    def _lines(self, ground: Ground) -> list[Counter[str]]:
        """Return the lines of all rows and how often each comes, reading by reading."""
        statement, readings = _statement(ground, self._store.profile.answer_seconds)
        found: list[Counter[str]] = [Counter() for _ in range(readings)]
        for part in self._parts:
            (texts,) = self._rows(statement, (part.begins, part.ends))
            for counter, text in zip(found, texts, strict=True):
                counter.update(text.split(_BETWEEN) if text else ())
            self._done += 1
            self._told(self._done, len(self._parts) * len(_MEASURES))
        return found

    def _grouped(self, ground: Ground, measures: Sequence[Measure], key: ColumnElement[str]) -> dict[str, Sums]:
        sums = (func.count(case((condition(measure, self._store.profile.answer_seconds), 1))) for measure in measures)
        query = select(key, *sums).select_from(source(ground)).where(within(MOMENT[ground], self._span)).group_by(key)
        return {row[0]: row[1:] for row in self._rows(_spelled(query))}

    def _rows(self, statement: str, bounds: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        """Return plain rows from the driver itself: wrapping tens of thousands takes longer than reading them."""
        found = self._store.read().exec_driver_sql(statement, bounds)
        assert found.cursor is not None
        rows = list(found.cursor.fetchall())
        found.close()
        return rows


def rolled(groups: Mapping[str, Sums], key: Callable[[str], str]) -> dict[str, Sums]:
    """Return the sums of the groups by a coarser key."""
    found: dict[str, list[Sums]] = {}
    for group, sums in groups.items():
        found.setdefault(key(group), []).append(sums)
    return {coarse: total(every) for coarse, every in found.items()}


def total(every: Iterable[Sums]) -> Sums:
    """Return the sums, column by column; nothing for no groups."""
    return tuple(map(sum, zip(*every, strict=True)))


@cache
def _statement(ground: Ground, answer_seconds: int) -> tuple[str, int]:
    """Return the statement that reads a part of a span, and how many readings it gives: by the keys, by the hour, then the numbers."""
    moment = MOMENT[ground]
    hour = func.json_array(func.substr(moment, 1, _HOUR), _mask(HOURLY[ground], answer_seconds))
    told = (func.json_array(*_KEYS[ground], _mask(_MEASURES[ground], answer_seconds)), hour, *_NUMBERS[ground])
    query = select(*(func.group_concat(column, _BETWEEN) for column in told)).select_from(source(ground))
    return _spelled(query.where(moment >= literal_column("?1"), moment < literal_column("?2"))), len(told)


def _mask(measures: Sequence[Measure], answer_seconds: int) -> ColumnElement[int]:
    """Return the number whose bits are the measures that count a row, the first one the lowest."""
    conditions = [condition(measure, answer_seconds) for measure in measures]
    return reduce(add, (case((found, 1 << place), else_=0) for place, found in enumerate(conditions)))


def _spelled(query: Select[*tuple[Any, ...]]) -> str:
    return str(query.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True}))


def _told_by(lines: Mapping[str, int], measures: Sequence[Measure], *keys: _Key) -> list[dict[Any, Sums]]:
    """Return the sums of lines by each of the keys; the last member of a line is the number whose bits say which measures count it."""
    found: list[defaultdict[tuple[Any, int], int]] = [defaultdict(int) for _ in keys]
    for line, count in lines.items():
        *told, mask = _line(line)
        for counts, key in zip(found, keys, strict=True):
            counts[key(told), mask] += count
    return [_summed(counts, len(measures)) for counts in found]


def _summed(counts: Mapping[tuple[Any, int], int], size: int) -> dict[Any, Sums]:
    sums: dict[Any, list[int]] = {}
    for (key, mask), count in counts.items():
        if key is not None:
            mine = sums.setdefault(key, [0] * size)
            for place in _bits(mask):
                mine[place] += count
    return {key: tuple(mine) for key, mine in sums.items()}


@cache
def _bits(mask: int) -> tuple[int, ...]:
    return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)


@cache
def _weekday(day: str) -> str:
    return str(date.fromisoformat(day).isoweekday())
