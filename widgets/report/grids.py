"""A bulletin as plain tables, in the language of the interface: what its files and its paper hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.records.report import Cell, Figure, Grid, Measure, Report, Series, Table
from widgets.base.words import language
from widgets.report.words import CUTS, TIMINGS, asked_words, cut_words, heading, measure_word, named, percent, say, span_words, weekday_word

WHOLES = {
    Measure.ANSWERED: Measure.OFFERED,
    Measure.ANSWERED_IN_TIME: Measure.OFFERED,
    Measure.ABANDONED: Measure.OFFERED,
    Measure.CLOSED: Measure.CASES,
    Measure.RESOLVED: Measure.CASES,
    Measure.HELP: Measure.CASES,
    Measure.SATISFIED: Measure.RATED,
    Measure.RATED: Measure.REACHED,
    Measure.REACHED: Measure.CALLBACK_DUE,
}
"""What a figure is told as a part of."""


def grids(report: Report) -> tuple[Grid, ...]:
    """Return everything that a bulletin says, table by table."""
    series = (("course", report.course), ("hours", report.hours), ("weekdays", report.weekdays))
    return (
        summary(report),
        timings(report),
        *([anniversary(report)] if report.help else []),
        *(along(name, found, report) for name, found in series),
        *(by_cut(table, report) for table in report.tables),
    )


def summary(report: Report) -> Grid:
    """Return every total, and of what it is a part."""
    columns = (heading("figure"), span_words(report.span), heading("whole"), heading("share"))
    rows = [(measure_word(f.asked.measure, report.answer_seconds), f.value, *_part(f, report.totals)) for f in report.totals]
    for figure in report.ways:
        rows.append((f"{heading('contacts')} – {cut_words(*figure.asked.cuts[0])}", figure.value, *_part(figure, report.totals)))
    for figure in report.household:
        word = f"{heading('household')} – {measure_word(figure.asked.measure)}"
        rows.append((word, figure.value, *_part(figure, report.household)))
    return Grid(title=heading("summary"), columns=columns, rows=tuple(rows))


def anniversary(report: Report) -> Grid:
    """Return a year as the anniversary page tells it, its counters apart; no rows for a shorter span."""
    closed, cases, household = report.total(Measure.CLOSED), report.total(Measure.CASES), report.household
    rows: list[tuple[Cell, ...]] = [
        (f"{heading('taken')} – {heading('calls')}", report.total(Measure.CALLS_TAKEN).value, ""),
        (f"{heading('taken')} – {heading('contacts')}", report.total(Measure.CONTACTS).value, ""),
    ]
    for daily in report.help:
        count = heading("a_day").format(count=round(daily.figure.value / daily.days))
        rows.append((heading("help").format(span=span_words(daily.figure.asked.span)), daily.figure.value, count))
    for word, part, whole in (
        (measure_word(Measure.CLOSED), closed.value, cases.value),
        (heading("household"), household[3].value, household[2].value),
    ):
        rows.append((word, part, f"/ {whole:,} = {percent(part, whole)}"))
    columns = (heading("figure"), heading("value"), heading("share"))
    return Grid(title=heading("anniversary"), columns=columns, rows=tuple(rows) if report.help else ())


def timings(report: Report) -> Grid:
    """Return the response times in whole seconds."""
    columns = (heading("timings"), f"{heading('median')} (s)", f"{heading('p90')} (s)", heading("measured"))
    rows = tuple((say(TIMINGS[told.figure.asked.measure]), told.median, told.p90, told.figure.value) for told in report.timings)
    return Grid(title=heading("timings"), columns=columns, rows=rows)


def along(name: str, series: Sequence[Series], report: Report) -> Grid:
    """Return series side by side, a row for each of their parts."""
    words = [measure_word(one.measure, report.answer_seconds) for one in series]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        ((weekday_word(label) if name == "weekdays" else label), *(one.figures[place].value for one in series))
        for place, label in enumerate(series[0].labels)
    )
    return Grid(title=heading(name), columns=(heading("part"), *words), rows=rows)


def by_cut(table: Table, report: Report, *, told: bool = False) -> Grid:
    """Return a table by a cut; with ``told`` only the lines that have something to tell, the most cases first."""
    words = [measure_word(measure, report.answer_seconds) for measure in table.columns]
    lines: Iterable[tuple[Cell, ...]] = (
        (line.key, named(line.name.in_(language())), *(figure.value for figure in line.figures))
        for line in table.lines
        if not told or any(figure.value for figure in line.figures)
    )
    rows = tuple(sorted(lines, key=lambda row: -int(row[2] or 0)) if told else lines)
    return Grid(title=say(CUTS[table.cut]), columns=(heading("code"), heading("name"), *words), rows=rows)


def every_figure(report: Report) -> Grid:
    """Return one row for each figure of a bulletin, with its address: what a CSV is made of."""
    columns = ("begins", "ends", "cut", heading("code"), "figure", heading("figure"), heading("value"))
    rows = tuple(
        (asked.span.begins, asked.span.ends, cut.value if cut else "", value, asked.measure.value, asked_words(asked, report), figure.value)
        for figure in figures(report)
        for asked in (figure.asked,)
        for cut, value in (asked.cuts or ((None, ""),))
    )
    return Grid(title=heading("summary"), columns=columns, rows=rows)


def figures(report: Report) -> Iterator[Figure]:
    """Yield every figure of a bulletin once."""
    yield from report.totals
    yield from report.ways
    yield from report.household
    for table in report.tables:
        for line in table.lines:
            yield from line.figures
    for one in (*report.course, *report.hours, *report.weekdays):
        yield from one.figures


def _part(figure: Figure, among: Sequence[Figure]) -> tuple[int | None, float | None]:
    whole = next((other.value for other in among if other.asked.measure is WHOLES.get(figure.asked.measure)), None)
    return whole, figure.value / whole if whole else None


