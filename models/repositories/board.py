"""What the lead's board counts, and the list behind each number: one condition for both.

What a bulletin counts too is counted by its conditions; what stands at the moment (stages, promises) by those here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy import ColumnElement, String, and_, case, cast, func, select

from models.records.base import CHINA, Text
from models.records.board import Ask, Need, Numbers, Span, What
from models.records.case import CaseRow, Stage
from models.records.catalogue import Line
from models.records.report import BehindRow, Ground
from models.repositories import report
from models.repositories.alert import alerts
from models.repositories.missed import missed
from models.repositories.report.conditions import MOMENT, ground_of, source, wanted
from models.repositories.rows import CASE_COLUMNS, case_of, veiled
from models.repositories.unsent import marked
from models.rules.board import SOON, asked_of
from models.store.clock import stamp
from models.store.store import Store
from models.tables.call import Call
from models.tables.case import OPEN, Case
from models.tables.staff import Operator

SHOWN = 40
"""So many promises and needs stand on the board itself."""
ALL = 1_000_000
"""A list behind a number is read whole: its length is the number."""
_STAGES = tuple(stage for stage in Stage if stage not in (Stage.CLOSED, Stage.MERGED))
_PROMISES = (What.LATE, What.UNOWNED, What.SOON)
_CALLS = (What.OFFERED, What.IN_TIME, What.CONNECTED, What.ABANDONED, What.BRIEF)
_CALLED_BACK = (What.DUE, What.REACHED, What.ANSWER, What.SATISFIED)


def numbers(store: Store, now: datetime) -> Numbers:
    """Count everything at ``now`` (aware), sealed lines too: a number names nobody."""
    today, week = _halves(store, now), _halves(store, now - timedelta(days=7))
    figures = [Ask(what, span.value) for span in Span for what in _CALLS]
    standing = [*(Ask(What.STAGE, stage.value) for stage in _STAGES), *map(Ask, _PROMISES)]
    counts = {
        **_figures(store, figures[: len(_CALLS)], now),
        **_figures(store, figures[len(_CALLS) :], now),
        **_figures(store, [Ask(what) for what in _CALLED_BACK], now),
        **_standing(store, standing, now),
        Ask(What.RUNG): sum(today),
        Ask(What.WEEK_BEFORE): sum(week),
        Ask(What.MISSED): len(missed(store, sealed=True, limit=ALL)),
    }
    needs = _needs(store, now)
    counts[Ask(What.UNMET)] = sum(need.count for need in needs)
    counts.update({Ask(What.UNMET, need.item_code): need.count for need in needs})
    calling = alerts(store)
    counts[Ask(What.ALERTS)] = len(calling)
    promises = {what: cases(store, Ask(what), now) for what in _PROMISES}
    return Numbers(
        at=stamp(now),
        counts=counts,
        halves=today,
        before=week,
        promises=tuple({row.id: row for row in chain.from_iterable(promises.values())}.values())[:SHOWN],
        unowned=frozenset(row.id for row in promises[What.UNOWNED]),
        needs=needs[:SHOWN],
        alerts=calling,
        seconds=store.profile.answer_seconds,
        in_time=store.profile.in_time_share,
        connected=store.profile.connected_share,
    )


def cases(store: Store, ask: Ask, now: datetime, *, sealed: bool = False) -> tuple[CaseRow, ...]:
    """Return the cases behind a number of what stands now, the earliest promise first; of a sealed one its number and stage alone.

    ``sealed`` is for counsellors. Raises KeyError for a number that does not count such cases.
    """
    query = select(*CASE_COLUMNS).where(OPEN, _condition(ask, now)).order_by(Case.due == "", Case.due, Case.id)
    return marked(store, map(case_of if sealed else veiled, store.read().execute(query).mappings()))


def behind(store: Store, ask: Ask, now: datetime, *, sealed: bool = False) -> tuple[BehindRow, ...]:
    """Return what is behind a number that a bulletin has too, the newest first. Raises KeyError for another one."""
    asked = asked_of(ask, now)
    if asked is None:
        raise KeyError(ask)
    return report.behind(store, asked, limit=ALL, sealed=sealed)


def _figures(store: Store, asks: list[Ask], now: datetime) -> dict[Ask, int]:
    """Count figures of one ground and span in one walk over its rows."""
    asked = [figure for ask in asks if (figure := asked_of(ask, now)) is not None]
    ground, seconds = ground_of(asked[0].measure), store.profile.answer_seconds
    sums = (func.count().filter(wanted(figure, seconds)) for figure in asked)
    query = select(*sums).select_from(source(ground)).where(_within(ground, asked[0].span.begins))
    return dict(zip(asks, store.read().execute(query).one(), strict=True))


def _within(ground: Ground, begins: str) -> ColumnElement[bool]:
    return MOMENT[ground] >= begins


def _standing(store: Store, asks: Iterable[Ask], now: datetime) -> dict[Ask, int]:
    """Count what stands now in one walk over the open cases."""
    found = list(asks)
    query = select(*(func.count().filter(_condition(ask, now)) for ask in found)).select_from(Case).where(OPEN)
    return dict(zip(found, store.read().execute(query).one(), strict=True))


def _condition(ask: Ask, now: datetime) -> ColumnElement[bool]:
    """Return what an open case fulfils that is counted."""
    due, at = Case.due, now.astimezone(CHINA)
    staff = select(Operator.code).where(Operator.retired.is_(False))
    conditions: Mapping[What, ColumnElement[bool]] = {
        What.STAGE: Case.stage == ask.of,
        What.LATE: and_(due != "", due < at.isoformat()),
        What.SOON: and_(due >= at.isoformat(), due < (at + SOON).isoformat()),
        What.UNOWNED: and_(due != "", cast(Case.owner, String).not_in(staff)),
    }
    return conditions[ask.what]


def _halves(store: Store, now: datetime) -> tuple[int, ...]:
    """Count the incoming calls of the day of ``now`` in half hours."""
    rung = asked_of(Ask(What.RUNG), now)
    assert rung is not None
    counts = [0] * 48
    query = select(Call.queued_at).where(wanted(rung, store.profile.answer_seconds))
    for queued in store.read().scalars(query):
        counts[int(queued[11:13]) * 2 + (queued[14:16] >= "30")] += 1
    return tuple(counts)


def _needs(store: Store, now: datetime) -> tuple[Need, ...]:
    """Return the items with needs that could not be met this week, the most frequent first; of the sealed line nobody learns where."""
    asked = asked_of(Ask(What.UNMET), now)
    assert asked is not None
    where = func.group_concat(case((Case.line != Line.PSYCHOLOGY.value, Case.district)).distinct())
    query = (
        select(Case.item_code, Case.item_zh, Case.item_en, func.count(), where)
        .select_from(source(Ground.NEED))
        .where(wanted(asked, store.profile.answer_seconds))
        .group_by(Case.item_code)
        .order_by(func.count().desc(), Case.item_code)
    )
    return tuple(
        Need(item_code=code, item_name=Text(zh, en), count=count, districts=tuple(filter(None, (places or "").split(","))))
        for code, zh, en, count, places in store.read().execute(query)
    )
