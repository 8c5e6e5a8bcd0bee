"""A whole bulletin, counted from a few readings of the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from models.records.base import Text
from models.records.catalogue import HandlerKind
from models.records.report import Asked, Cut, Daily, Figure, Line, Measure, Report, Series, Span, Table, Timing
from models.repositories.report.conditions import CALL_MEASURES, CARD_MEASURES, CASE_MEASURES
from models.repositories.report.counting import count
from models.repositories.report.naming import categories, names
from models.repositories.report.readings import HOURLY, Key, Readings, Sums, rolled, total
from models.rules.report import busiest, days_in, is_year, middle, part_span, parts
from models.store.store import Store

CALLBACKS = (Measure.CALLBACK_DUE, Measure.REACHED, Measure.RATED, Measure.SATISFIED)
OUTCOMES = (Measure.CASES, Measure.CLOSED, Measure.RESOLVED, *CALLBACKS)
"""The columns that every table has."""

_COLUMNS: Mapping[Cut, tuple[Measure, ...]] = {
    Cut.CATEGORY: (*OUTCOMES, Measure.UNMET),
    Cut.ITEM: (*OUTCOMES, Measure.UNMET),
    Cut.PARTNER: (*OUTCOMES, *CARD_MEASURES),
    Cut.UNIT: OUTCOMES,
    Cut.DISTRICT: OUTCOMES,
}
_PACED = (Measure.SENT, Measure.ARRIVED, Measure.DONE)
_HOURS = tuple(f"{hour:02}" for hour in range(24))
_WEEKDAYS = tuple(map(str, range(1, 8)))


def report(store: Store, span: Span) -> Report:
    """Return the bulletin of a span, as the rows stand now."""
    readings = Readings(store, span)
    asked = (Asked(measure=measure, span=span) for measure in (Measure.CALLS_TAKEN, Measure.EVENTS))
    served = rolled(readings.cases, _handled_by(HandlerKind.PARTNER, whole=True)).get(HandlerKind.PARTNER.value, ())
    partners = ((Cut.HANDLED_BY, HandlerKind.PARTNER.value),)
    course = tuple(_course(readings, span))
    hours = tuple(_by_clock(readings, span, Cut.HOUR, _HOURS))
    weekdays = tuple(_by_clock(readings, span, Cut.WEEKDAY, _WEEKDAYS))
    return Report(
        span=span,
        answer_seconds=store.profile.answer_seconds,
        totals=(*_totals(readings, span), *(Figure(asked=one, value=count(store, one)) for one in asked)),
        timings=tuple(_timings(readings, span)),
        household=tuple(_figures(span, CALLBACKS, CASE_MEASURES, served, partners)),
        tables=tuple(_table(store, readings, span, cut) for cut in _COLUMNS),
        course=course,
        hours=hours,
        weekdays=weekdays,
        help=tuple(_help(course, store.clock.now())) if is_year(span) else (),
        peaks=tuple(peak for series in (hours, weekdays) for peak in _peak(series)),
        connected_goal=store.profile.connected_share / 100,
        in_time_goal=store.profile.in_time_share / 100,
    )


def _totals(readings: Readings, span: Span) -> Iterator[Figure]:
    for measures, groups in (
        (CALL_MEASURES, readings.waits),
        (CASE_MEASURES, readings.cases),
        (CARD_MEASURES, readings.cards),
        ((Measure.UNMET,), readings.needs),
    ):
        yield from _figures(span, measures, measures, total(groups.values()))


def _figures(
    span: Span, wanted: Sequence[Measure], measures: Sequence[Measure], sums: Sums, cuts: tuple[tuple[Cut, str], ...] = ()
) -> Iterator[Figure]:
    """Yield the figures of the measures ``wanted`` out of the sums of ``measures``; nothing was counted where there are no sums."""
    found = dict(zip(measures, sums, strict=True)) if sums else {}
    for measure in wanted:
        yield Figure(asked=Asked(measure=measure, span=span, cuts=cuts), value=found.get(measure, 0))


def _timings(readings: Readings, span: Span) -> Iterator[Timing]:
    place = CALL_MEASURES.index(Measure.ANSWERED)
    waited: Counter[int] = Counter({int(key): sums[place] for (key,), sums in readings.waits.items() if key is not None and sums[place]})
    for measure, seconds in zip((Measure.ANSWERED, *_PACED), (waited, *readings.paces), strict=True):
        figure = Figure(asked=Asked(measure=measure, span=span), value=seconds.total())
        yield Timing(figure=figure, median=middle(seconds, 0.5), p90=middle(seconds, 0.9))


def _table(store: Store, readings: Readings, span: Span, cut: Cut) -> Table:
    """Return the table by a cut: a line for whatever is in use, and for what is not where there is something to tell of it."""
    cases = rolled(readings.cases, _coarse(store, cut))
    others, measures = _others(store, readings, cut)
    known = names(store, cut)
    keys = [*known, *sorted((cases.keys() | others.keys()) - known.keys())]
    lines = []
    for key in keys:
        name, used = known.get(key, (Text(key), False))
        if used or key in cases or key in others:
            cuts = ((cut, key),)
            counted = {
                figure.asked.measure: figure
                for figure in (
                    *_figures(span, OUTCOMES, CASE_MEASURES, cases.get(key, ()), cuts),
                    *_figures(span, measures, measures, others.get(key, ()), cuts),
                )
            }
            lines.append(Line(key=key, name=name, figures=tuple(counted[measure] for measure in _COLUMNS[cut])))
    return Table(cut=cut, columns=_COLUMNS[cut], lines=tuple(lines))


def _coarse(store: Store, cut: Cut) -> Callable[[Key], str | None]:
    """Return which line of a table a group of cases belongs to, None for one that belongs to none."""
    match cut:
        case Cut.CATEGORY:
            filed = categories(store)
            return lambda key: filed.get(key[0], "")
        case Cut.ITEM:
            return lambda key: key[0]
        case Cut.PARTNER:
            return _handled_by(HandlerKind.PARTNER)
        case Cut.UNIT:
            return _handled_by(HandlerKind.DEPARTMENT)
        case _:
            return lambda key: key[3]


def _handled_by(kind: HandlerKind, *, whole: bool = False) -> Callable[[Key], str | None]:
    return lambda key: (kind.value if whole else key[2]) if key[1] == kind.value else None


def _others(store: Store, readings: Readings, cut: Cut) -> tuple[dict[str, Sums], tuple[Measure, ...]]:
    """Return what a table tells besides the cases: cards of partners, needs that nobody could meet."""
    match cut:
        case Cut.PARTNER:
            given = rolled(readings.cards, lambda key: key[0])
            return {partner: sums for partner, sums in given.items() if any(sums)}, CARD_MEASURES
        case Cut.CATEGORY:
            filed = categories(store)
            return rolled(readings.needs, lambda key: filed.get(key[0], "")), (Measure.UNMET,)
        case Cut.ITEM:
            return rolled(readings.needs, lambda key: key[0]), (Measure.UNMET,)
        case _:
            return {}, ()


def _course(readings: Readings, span: Span) -> Iterator[Series]:
    """Yield what happened along the span, part by part; a part is a span of its own, so its figures need no cut."""
    length, labels = parts(span)
    for ground, measures in HOURLY.items():
        found = rolled(readings.hours[ground], lambda key: key[0][:length])
        for place, measure in enumerate(measures):
            figures = tuple(
                Figure(asked=Asked(measure=measure, span=part_span(label, span)), value=found[label][place] if label in found else 0)
                for label in labels
            )
            yield Series(measure=measure, labels=labels, figures=figures)


def _help(course: Sequence[Series], now: datetime) -> Iterator[Daily]:
    """Yield the calls for help of the first and of the last month in which there were any."""
    told = next(series for series in course if series.measure is Measure.HELP)
    some = [figure for figure in told.figures if figure.value]
    for figure in dict.fromkeys((*some[:1], *some[-1:])):
        yield Daily(figure=figure, days=max(days_in(figure.asked.span, now), 1))


def _peak(every: Sequence[Series]) -> Iterator[Figure]:
    """Yield the greatest figure of the calls in, where there were any."""
    figures = next(series for series in every if series.measure is Measure.CALLS_IN).figures
    place = busiest([figure.value for figure in figures])
    if place is not None:
        yield figures[place]


def _by_clock(readings: Readings, span: Span, cut: Cut, labels: tuple[str, ...]) -> Iterator[Series]:
    """Yield what happened in each hour of the day, or on each day of the week, over the whole span."""
    for ground, measures in HOURLY.items():
        found = rolled(readings.hours[ground], _clock_of(cut))
        for place, measure in enumerate(measures):
            figures = tuple(
                Figure(asked=Asked(measure=measure, span=span, cuts=((cut, label),)), value=found[label][place] if label in found else 0)
                for label in labels
            )
            yield Series(measure=measure, labels=labels, figures=figures)


def _clock_of(cut: Cut) -> Callable[[Key], str]:
    return (lambda key: key[0][11:13]) if cut is Cut.HOUR else (lambda key: str(date.fromisoformat(key[0][:10]).isoweekday()))
