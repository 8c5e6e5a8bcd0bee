"""A whole bulletin, counted from a few readings of the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from models.records.base import Text, parse_time
from models.records.case import Way
from models.records.catalogue import HandlerKind
from models.records.report import Asked, Cut, Daily, Figure, Ground, Line, Measure, Report, Series, Span, Table, Timing
from models.repositories.report.conditions import CALL_MEASURES, CARD_MEASURES, CASE_MEASURES
from models.repositories.report.counting import count
from models.repositories.report.naming import categories, names
from models.repositories.report.readings import HOURLY, Readings, Sums, Told, rolled, total
from models.rules.report import busiest, days_in, is_year, middle, part_span, parts
from models.store.reading import Readable

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


def report(store: Readable, span: Span, told: Told = lambda _done, _total: None) -> Report:
    """Return the bulletin of a span, as the rows stand now. ``told`` hears how many parts of how many are read."""
    readings = Readings(store, span, told)
    asked = (Asked(measure=measure, span=span) for measure in (Measure.CALLS_TAKEN, Measure.EVENTS))
    served = readings.cases[Cut.HANDLED_BY].get(HandlerKind.PARTNER.value, ())
    filed = categories(store)
    partners = ((Cut.HANDLED_BY, HandlerKind.PARTNER.value),)
    course = tuple(_course(readings, span))
    hours = tuple(_by_clock(readings.hours, span, Cut.HOUR, _HOURS))
    weekdays = tuple(_by_clock(readings.weekdays, span, Cut.WEEKDAY, _WEEKDAYS))
    return Report(
        span=span,
        answer_seconds=store.profile.answer_seconds,
        totals=(*_totals(readings, span), *(Figure(asked=one, value=count(store, one)) for one in asked)),
        timings=tuple(_timings(readings, span)),
        household=tuple(_figures(span, CALLBACKS, CASE_MEASURES, served, partners)),
        tables=tuple(_table(store, readings, span, cut, filed) for cut in _COLUMNS),
        ways=tuple(_ways(readings, span)),
        course=course,
        hours=hours,
        weekdays=weekdays,
        begun=_begun(course, store.clock.now()),
        help=tuple(_help(course, store.clock.now())) if is_year(span) else (),
        peaks=tuple(peak for series in (hours, weekdays) for peak in _peak(series)),
        connected_goal=store.profile.connected_share / 100,
        in_time_goal=store.profile.in_time_share / 100,
    )


def _totals(readings: Readings, span: Span) -> Iterator[Figure]:
    for measures, groups in (
        (CALL_MEASURES, readings.waits),
        (CASE_MEASURES, readings.cases[Cut.ITEM]),
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


def _ways(readings: Readings, span: Span) -> Iterator[Figure]:
    for way in Way:
        sums = readings.cases[Cut.WAY].get(way.value, ())
        yield from _figures(span, (Measure.CONTACTS,), CASE_MEASURES, sums, ((Cut.WAY, way.value),))


def _timings(readings: Readings, span: Span) -> Iterator[Timing]:
    place = CALL_MEASURES.index(Measure.ANSWERED)
    waited: Counter[int] = Counter({wait: sums[place] for wait, sums in readings.waits.items() if sums[place]})
    for measure, seconds in zip((Measure.ANSWERED, *_PACED), (waited, *readings.paces), strict=True):
        figure = Figure(asked=Asked(measure=measure, span=span), value=seconds.total())
        yield Timing(figure=figure, median=middle(seconds, 0.5), p90=middle(seconds, 0.9))


def _table(store: Readable, readings: Readings, span: Span, cut: Cut, filed: Mapping[str, str]) -> Table:
    """Return the table by a cut: a line for whatever is in use, and for what is not where there is something to tell of it."""
    cases = readings.cases[cut] if cut is not Cut.CATEGORY else rolled(readings.cases[Cut.ITEM], lambda item: filed.get(item, ""))
    others, measures = _others(readings, cut, filed)
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


def _others(readings: Readings, cut: Cut, filed: Mapping[str, str]) -> tuple[dict[str, Sums], tuple[Measure, ...]]:
    """Return what a table tells besides the cases: cards of partners, needs that nobody could meet."""
    match cut:
        case Cut.PARTNER:
            return {partner: sums for partner, sums in readings.cards.items() if any(sums)}, CARD_MEASURES
        case Cut.CATEGORY:
            return rolled(readings.needs, lambda item: filed.get(item, "")), (Measure.UNMET,)
        case Cut.ITEM:
            return readings.needs, (Measure.UNMET,)
        case _:
            return {}, ()


def _course(readings: Readings, span: Span) -> Iterator[Series]:
    """Yield what happened along the span, part by part; a part is a span of its own, so its figures need no cut."""
    _, labels = parts(span)
    for ground, measures in HOURLY.items():
        found = readings.course[ground]
        for place, measure in enumerate(measures):
            figures = tuple(
                Figure(asked=Asked(measure=measure, span=part_span(label, span)), value=found[label][place] if label in found else 0)
                for label in labels
            )
            yield Series(measure=measure, labels=labels, figures=figures)


def _begun(course: Sequence[Series], now: datetime) -> int:
    """Return how many parts of a span have begun; one in which something happened has, whatever the clock says."""
    return max(
        place
        for series in course
        for place, figure in enumerate((None, *series.figures))
        if figure is None or figure.value or parse_time(figure.asked.span.begins) <= now
    )


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


def _by_clock(counted: Mapping[Ground, dict[str, Sums]], span: Span, cut: Cut, labels: tuple[str, ...]) -> Iterator[Series]:
    """Yield what happened in each hour of the day, or on each day of the week, over the whole span."""
    for ground, measures in HOURLY.items():
        found = counted[ground]
        for place, measure in enumerate(measures):
            figures = tuple(
                Figure(asked=Asked(measure=measure, span=span, cuts=((cut, label),)), value=found[label][place] if label in found else 0)
                for label in labels
            )
            yield Series(measure=measure, labels=labels, figures=figures)
