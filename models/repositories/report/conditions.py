"""What each figure counts, as conditions over the rows: the only place where that is written in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, false, func, not_, or_, select

from models.records.call import Direction, EndReason
from models.records.case import Stage
from models.records.catalogue import HandlerKind
from models.records.outreach import OutreachStage
from models.records.partner import CardLevel
from models.records.report import Asked, Cut, Ground, Measure, Span
from models.rules.missed import BRIEF
from models.rules.report import HELP, Callback
from models.tables.call import Call
from models.tables.case import Case, UnmetEntry
from models.tables.catalogue import Item
from models.tables.outreach import COUNTS, Counted, OutreachEvent
from models.tables.partner import Discipline

Condition = ColumnElement[bool]

_IN = Call.direction == Direction.IN.value
WAITED_S = (Call.waited_ms + 999) // 1000
"""Whole seconds, begun ones counted, until a call in was answered or its caller gave up; null while it waits."""

_ANSWERED = and_(_IN, Call.answered_at != "")
_UNANSWERED = and_(_IN, Call.answered_at == "", Call.waited_ms.is_not(None))
_GAVE_UP = and_(_UNANSWERED, Call.reason == EndReason.ABANDONED.value)
_BRIEF = and_(_GAVE_UP, Call.waited_ms < int(BRIEF * 1000))

_undone = Discipline.__table__.alias("undone")
_before = Discipline.__table__.alias("before")
_since = Discipline.__table__.alias("since")
_standing = select(func.sum(_undone.c.change)).where(_undone.c.entry == Discipline.entry).scalar_subquery() > 0
_first = not_(
    select(_before.c.op_id)
    .where(_before.c.entry == Discipline.entry, _before.c.change > 0, _before.c.op_id < Discipline.op_id)
    .correlate(Discipline.__table__)
    .exists()
)
_holds = (
    select(_since.c.level)
    .where(_since.c.entry == Discipline.entry, _since.c.change > 0)
    .order_by(_since.c.op_id.desc())
    .limit(1)
    .correlate(Discipline.__table__)
    .scalar_subquery()
)


def _card(level: CardLevel) -> Condition:
    """A verdict that still stands, once, however often it was taken back and given again, as the card to which a hearing left it."""
    return and_(_holds == level.value, Discipline.change > 0, _standing, _first)


def _callback(least: Callback) -> Condition:
    return Case.callback >= int(least)


_CALLS: Mapping[Measure, Condition] = {
    Measure.CALLS_IN: _IN,
    Measure.CALLS_OUT: Call.direction == Direction.OUT.value,
    Measure.OFFERED: or_(_ANSWERED, and_(_UNANSWERED, not_(_BRIEF))),
    Measure.ANSWERED: _ANSWERED,
    Measure.ABANDONED: and_(_GAVE_UP, not_(_BRIEF)),
    Measure.BRIEF: _BRIEF,
    Measure.LOST: and_(_UNANSWERED, Call.reason != EndReason.ABANDONED.value),
}
_CASES: Mapping[Measure, Condition] = {
    Measure.CASES: Case.id != "",
    Measure.CONTACTS: Case.came_by == "",
    Measure.HELP: Case.kind.in_([kind.value for kind in HELP]),
    Measure.OPEN: Case.open.is_(True),
    Measure.CLOSED: Case.closed.is_(True),
    Measure.MERGED: Case.stage == Stage.MERGED.value,
    Measure.RESOLVED: Case.resolved.is_(True),
    Measure.CALLBACK_DUE: _callback(Callback.DUE),
    Measure.REACHED: _callback(Callback.REACHED),
    Measure.RATED: _callback(Callback.RATED),
    Measure.SATISFIED: Case.satisfied.is_(True),
    Measure.SENT: Case.sent_s.is_not(None),
    Measure.ARRIVED: Case.there_s.is_not(None),
    Measure.DONE: Case.done_s.is_not(None),
}
_CARDS: Mapping[Measure, Condition] = {
    Measure.YELLOW: _card(CardLevel.YELLOW),
    Measure.RED: _card(CardLevel.RED),
    Measure.EXPELLED: _card(CardLevel.EXPELLED),
}
_HELD = or_(
    OutreachEvent.stage.in_([OutreachStage.HELD.value, OutreachStage.REPORTED.value]),
    select(Counted.id).where(Counted.event == OutreachEvent.id, COUNTS).correlate(OutreachEvent.__table__).exists(),
)
"""An event that was held: somebody says so, or somebody was counted at its table."""
_CONDITIONS: Mapping[Measure, Condition] = {**_CALLS, **_CASES, **_CARDS, Measure.UNMET: UnmetEntry.case_id != "", Measure.EVENTS: _HELD}

CALL_MEASURES: tuple[Measure, ...] = (*_CALLS, Measure.ANSWERED_IN_TIME)
CASE_MEASURES: tuple[Measure, ...] = tuple(_CASES)
CARD_MEASURES: tuple[Measure, ...] = tuple(_CARDS)


def ground_of(measure: Measure) -> Ground:
    """Return what a measure counts."""
    if measure in CALL_MEASURES or measure is Measure.CALLS_TAKEN:
        return Ground.CALL
    if measure is Measure.EVENTS:
        return Ground.EVENT
    return Ground.CASE if measure in _CASES else Ground.CARD if measure in _CARDS else Ground.NEED


def condition(measure: Measure, answer_seconds: int) -> Condition:
    """Return what a row of the measure's ground must fulfil, the span and the cuts left out; not for CALLS_TAKEN, see ``wanted``."""
    if measure is Measure.ANSWERED_IN_TIME:
        return and_(_ANSWERED, Call.waited_ms <= answer_seconds * 1000)
    return _CONDITIONS[measure]


@cache
def source(ground: Ground) -> FromClause:
    """Return the rows that a ground counts: a verdict or a need stands beside its case, where the case is here."""
    calls, cases, cards, needs = (table.__table__ for table in (Call, Case, Discipline, UnmetEntry))
    match ground:
        case Ground.CALL:
            return calls
        case Ground.CASE:
            return cases
        case Ground.CARD:
            return cards.outerjoin(cases, Case.id == Discipline.case_id)
        case Ground.NEED:
            return needs.join(cases, Case.id == UnmetEntry.case_id)
        case Ground.EVENT:
            return OutreachEvent.__table__


MOMENT: Mapping[Ground, ColumnElement[str]] = {
    Ground.CALL: Call.queued_at,
    Ground.CASE: Case.opened_at,
    Ground.CARD: Discipline.at,
    Ground.NEED: UnmetEntry.at,
    Ground.EVENT: OutreachEvent.begins,
}
"""The time by which a row belongs to a span."""


TOOK: Mapping[Measure, ColumnElement[Any]] = {
    Measure.ANSWERED: WAITED_S,
    Measure.SENT: Case.sent_s,
    Measure.ARRIVED: Case.there_s,
    Measure.DONE: Case.done_s,
}
"""How many seconds it took up to what a measure counts."""


def within(moment: ColumnElement[str], span: Span) -> Condition:
    """Return that a time lies in a span."""
    return and_(moment >= span.begins, moment < span.ends)


def wanted(asked: Asked, answer_seconds: int) -> Condition:
    """Return the whole condition of a figure, over ``source(ground_of(asked.measure))``.

    Raises ValueError for a cut by which its rows cannot be told apart.
    """
    if asked.measure is Measure.CALLS_TAKEN:
        taken = and_(within(Case.opened_at, asked.span), Case.came_by != "", *(_cut(Ground.CASE, *cut) for cut in asked.cuts))
        return Call.id.in_(select(Case.came_by).where(taken))
    ground = ground_of(asked.measure)
    cuts = (_cut(ground, *cut) for cut in asked.cuts)
    return and_(within(MOMENT[ground], asked.span), condition(asked.measure, answer_seconds), *cuts)


def _cut(ground: Ground, cut: Cut, value: str) -> Condition:
    moment = MOMENT[ground]
    if ground is Ground.EVENT:
        raise ValueError(f"events are not told apart by {cut.value}")
    if cut is Cut.HOUR:
        return func.substr(moment, 12, 2) == value
    if cut is Cut.WEEKDAY:
        return func.strftime("%w", func.substr(moment, 1, 10)) == str(int(value) % 7)
    if ground is Ground.CALL:
        return _cut_of_call(cut, value)
    if ground is Ground.CARD and cut is Cut.PARTNER:
        return Discipline.partner == value
    return _cut_of_case(cut, value)


def _cut_of_call(cut: Cut, value: str) -> Condition:
    if cut is Cut.LINE:
        return Call.line == value
    if cut is Cut.OPERATOR:
        return Call.operator == int(value)
    raise ValueError(f"calls are not told apart by {cut.value}")


def _cut_of_case(cut: Cut, value: str) -> Condition:
    match cut:
        case Cut.CATEGORY:
            mine = select(Item.code).where(Item.category == value) if value else select(Item.code)
            return Case.item_code.in_(mine) if value else Case.item_code.not_in(mine)
        case Cut.PARTNER:
            return and_(Case.handler_kind == HandlerKind.PARTNER.value, Case.handler_code == value)
        case Cut.UNIT:
            return and_(Case.handler_kind == HandlerKind.DEPARTMENT.value, Case.handler_code == value)
        case Cut.OPERATOR:
            return Case.opened_by == int(value)
        case Cut.ITEM:
            return Case.item_code == value
        case Cut.KIND:
            return Case.kind == value
        case Cut.LINE:
            return Case.line == value
        case Cut.DISTRICT:
            return Case.district == value
        case Cut.WAY:
            return Case.way == value
        case Cut.HANDLED_BY:
            return Case.handler_kind == value
        case _:
            return false()
