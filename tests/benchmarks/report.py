"""The bulletin of a month and of a year, beside the plain SQL aggregate over the same rows: its totals alone, one query for each table."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from models.records.base import Record
from models.records.report import Period, Span
from models.repositories import report
from models.rules.report import beside, span_between, span_of
from models.store.store import Store, open_store
from tests.benchmarks.figures import Figure, median
from tests.benchmarks.profiles import Profile

_PLAIN = (
    """SELECT count(*), sum(kind IN ('service', 'unmet')), sum(open), sum(closed), sum(stage = 'merged'), sum(resolved IS 1),
        sum(callback >= 1), sum(callback >= 2), sum(callback >= 3), sum(satisfied IS 1), sum(came_by = ''), avg(sent_s), avg(there_s),
        avg(done_s) FROM "case" WHERE opened_at >= ? AND opened_at < ?""",
    """SELECT sum(direction = 'in'), sum(direction = 'out'), sum(direction = 'in' AND answered_at != ''),
        sum(direction = 'in' AND answered_at != '' AND round((julianday(answered_at) - julianday(queued_at)) * 86400000) <= 15000),
        sum(direction = 'in' AND answered_at = '' AND reason = 'abandoned'),
        avg(CASE WHEN direction = 'in' THEN julianday(answered_at) - julianday(queued_at) END)
        FROM call WHERE queued_at >= ? AND queued_at < ?""",
)
_TIMES = 3


class Counted(Record, frozen=True):
    """A span of a store: how many cases lie in it, and every time in milliseconds of processor, of the bulletin and of the plain sums."""

    stored: int
    span: str
    cases: int
    bulletin_ms: tuple[float, ...]
    plain_ms: tuple[float, ...]


def measure(profiles: Sequence[Profile]) -> tuple[list[Figure], list[Counted]]:
    """Return the figures and every time behind them, for each of the stores (whose years end today)."""
    found = [counted for profile in profiles for counted in _counted(profile)]
    figures: list[Figure] = []
    for one in found:
        bulletin, plain = median(one.bulletin_ms), median(one.plain_ms)
        note = f"{one.cases:,} cases; processor time, the sums alone {plain:.0f} ms"
        name = f"bulletin of a {one.span}, {one.stored:,} cases stored"
        figures.append(Figure(name=name, measured=bulletin, unit="ms", note=note))
        beside_it = f"{name}, beside the sums"
        figures.append(Figure(name=beside_it, measured=bulletin / plain, unit="×", note="every table, series and median too"))
    return figures, found


def _counted(profile: Profile) -> list[Counted]:
    store = open_store(profile.directory)
    try:
        today = store.clock.now().date()
        month = beside(Period.MONTH, span_of(Period.MONTH, today), -1)
        year = span_between(today - timedelta(days=365), today + timedelta(days=1))
        return [_one(store, profile.cases, name, span) for name, span in (("month", month), ("year", year))]
    finally:
        store.close()


def _one(store: Store, stored: int, name: str, span: Span) -> Counted:
    """Take turns, so that whatever else the machine does meets both alike; the first turn warms the pages up."""
    bulletin: list[float] = []
    plain: list[float] = []
    (cases,) = store.replica.database.raw.execute(
        'SELECT count(*) FROM "case" WHERE opened_at >= ? AND opened_at < ?', (span.begins, span.ends)
    ).fetchone()
    for turn in range(_TIMES + 1):
        sums, whole = _spent(lambda: _sums(store, span)), _spent(lambda: report.report(store, span))
        if turn:
            plain.append(sums)
            bulletin.append(whole)
    return Counted(stored=stored, span=name, cases=cases, bulletin_ms=tuple(bulletin), plain_ms=tuple(plain))


def _sums(store: Store, span: Span) -> list[object]:
    return [store.replica.database.raw.execute(statement, (span.begins, span.ends)).fetchone() for statement in _PLAIN]


def _spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000
