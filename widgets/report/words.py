"""What the figures of a bulletin, its cuts and its spans are called, in the language of the interface."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records.base import parse_time
from models.records.case import Way
from models.records.catalogue import HandlerKind
from models.records.report import Asked, Cut, Measure, Period, Report, Span
from widgets.base.words import handler_word, language, way_word

MEASURES: Mapping[Measure, object] = {
    Measure.CALLS_IN: QT_TRANSLATE_NOOP("report", "Calls in"),
    Measure.CALLS_OUT: QT_TRANSLATE_NOOP("report", "Calls out"),
    Measure.OFFERED: QT_TRANSLATE_NOOP("report", "Calls to answer"),
    Measure.ANSWERED: QT_TRANSLATE_NOOP("report", "Answered"),
    Measure.ANSWERED_IN_TIME: QT_TRANSLATE_NOOP("report", "Answered in time"),
    Measure.ABANDONED: QT_TRANSLATE_NOOP("report", "Abandoned"),
    Measure.BRIEF: QT_TRANSLATE_NOOP("report", "Gave up under 5 s"),
    Measure.LOST: QT_TRANSLATE_NOOP("report", "Lost otherwise"),
    Measure.CALLS_TAKEN: QT_TRANSLATE_NOOP("report", "Calls that became cases"),
    Measure.CONTACTS: QT_TRANSLATE_NOOP("report", "Contacts"),
    Measure.CASES: QT_TRANSLATE_NOOP("report", "Cases"),
    Measure.HELP: QT_TRANSLATE_NOOP("report", "Requests for help"),
    Measure.OPEN: QT_TRANSLATE_NOOP("report", "Open"),
    Measure.CLOSED: QT_TRANSLATE_NOOP("report", "Closed"),
    Measure.MERGED: QT_TRANSLATE_NOOP("report", "Merged"),
    Measure.RESOLVED: QT_TRANSLATE_NOOP("report", "Resolved"),
    Measure.CALLBACK_DUE: QT_TRANSLATE_NOOP("report", "Callback due"),
    Measure.REACHED: QT_TRANSLATE_NOOP("report", "Reached"),
    Measure.RATED: QT_TRANSLATE_NOOP("report", "Gave a mark"),
    Measure.SATISFIED: QT_TRANSLATE_NOOP("report", "Satisfied"),
    Measure.SENT: QT_TRANSLATE_NOOP("report", "Somebody sent"),
    Measure.ARRIVED: QT_TRANSLATE_NOOP("report", "Arrived"),
    Measure.DONE: QT_TRANSLATE_NOOP("report", "Reported done"),
    Measure.UNMET: QT_TRANSLATE_NOOP("report", "Unmet needs"),
    Measure.YELLOW: QT_TRANSLATE_NOOP("report", "Yellow cards"),
    Measure.RED: QT_TRANSLATE_NOOP("report", "Red cards"),
    Measure.EXPELLED: QT_TRANSLATE_NOOP("report", "Expelled"),
    Measure.EVENTS: QT_TRANSLATE_NOOP("report", "Outreach events"),
}
TIMINGS: Mapping[Measure, object] = {
    Measure.ANSWERED: QT_TRANSLATE_NOOP("report", "Until answered"),
    Measure.SENT: QT_TRANSLATE_NOOP("report", "Taken on, until somebody is sent"),
    Measure.ARRIVED: QT_TRANSLATE_NOOP("report", "Sent, until there"),
    Measure.DONE: QT_TRANSLATE_NOOP("report", "Sent, until reported done"),
}
"""What is timed up to a measure."""
CUTS: Mapping[Cut, object] = {
    Cut.CATEGORY: QT_TRANSLATE_NOOP("report", "Categories"),
    Cut.ITEM: QT_TRANSLATE_NOOP("report", "Items"),
    Cut.PARTNER: QT_TRANSLATE_NOOP("report", "Partners and cards"),
    Cut.UNIT: QT_TRANSLATE_NOOP("report", "Departments and towns"),
    Cut.DISTRICT: QT_TRANSLATE_NOOP("report", "Districts"),
}
"""The tables."""
PERIODS: Mapping[Period, object] = {
    Period.DAY: QT_TRANSLATE_NOOP("report", "Day"),
    Period.WEEK: QT_TRANSLATE_NOOP("report", "Week"),
    Period.MONTH: QT_TRANSLATE_NOOP("report", "Month"),
    Period.YEAR: QT_TRANSLATE_NOOP("report", "Year"),
    Period.SPAN: QT_TRANSLATE_NOOP("report", "From – to"),
}
TITLES: Mapping[Period, object] = {
    Period.DAY: QT_TRANSLATE_NOOP("report", "Daily bulletin"),
    Period.WEEK: QT_TRANSLATE_NOOP("report", "Weekly bulletin"),
    Period.MONTH: QT_TRANSLATE_NOOP("report", "Monthly bulletin"),
    Period.YEAR: QT_TRANSLATE_NOOP("report", "Yearly bulletin"),
    Period.SPAN: QT_TRANSLATE_NOOP("report", "Bulletin"),
}
HEADINGS: Mapping[str, object] = {
    "calls": QT_TRANSLATE_NOOP("report", "Calls"),
    "contacts": QT_TRANSLATE_NOOP("report", "Contacts"),
    "cases": QT_TRANSLATE_NOOP("report", "Cases"),
    "outcome": QT_TRANSLATE_NOOP("report", "What became of the cases"),
    "timings": QT_TRANSLATE_NOOP("report", "Response times"),
    "anniversary": QT_TRANSLATE_NOOP("report", "The year in the words of the anniversary page"),
    "course": QT_TRANSLATE_NOOP("report", "Calls in and cases, along the span"),
    "hours": QT_TRANSLATE_NOOP("report", "By the hour of the day"),
    "weekdays": QT_TRANSLATE_NOOP("report", "By the day of the week"),
    "peak_hour": QT_TRANSLATE_NOOP("report", "Busiest hour of the day"),
    "peak_day": QT_TRANSLATE_NOOP("report", "Busiest day of the week"),
    "taken": QT_TRANSLATE_NOOP("report", "Calls and contacts taken on"),
    "help": QT_TRANSLATE_NOOP("report", "Requests for help, a counter of its own: {span}"),
    "a_day": QT_TRANSLATE_NOOP("report", "{count} a day"),
    "household": QT_TRANSLATE_NOOP("report", "Satisfied with household services"),
    "connected": QT_TRANSLATE_NOOP("report", "Connect rate"),
    "median": QT_TRANSLATE_NOOP("report", "median"),
    "p90": QT_TRANSLATE_NOOP("report", "nine of ten within"),
    "measured": QT_TRANSLATE_NOOP("report", "measured"),
    "share": QT_TRANSLATE_NOOP("report", "share"),
    "name": QT_TRANSLATE_NOOP("report", "name"),
    "code": QT_TRANSLATE_NOOP("report", "code"),
    "figure": QT_TRANSLATE_NOOP("report", "figure"),
    "value": QT_TRANSLATE_NOOP("report", "value"),
    "summary": QT_TRANSLATE_NOOP("report", "Summary"),
    "part": QT_TRANSLATE_NOOP("report", "part of the span"),
    "whole": QT_TRANSLATE_NOOP("report", "out of"),
}
MEDIAN, P90 = 0.5, 0.9
"""The places of the response times that are told."""
_WEEKDAYS = (
    QT_TRANSLATE_NOOP("report", "Mon"),
    QT_TRANSLATE_NOOP("report", "Tue"),
    QT_TRANSLATE_NOOP("report", "Wed"),
    QT_TRANSLATE_NOOP("report", "Thu"),
    QT_TRANSLATE_NOOP("report", "Fri"),
    QT_TRANSLATE_NOOP("report", "Sat"),
    QT_TRANSLATE_NOOP("report", "Sun"),
)
_IN_TIME = QT_TRANSLATE_NOOP("report", "Answered within {seconds} s")
_NO_NAME = QT_TRANSLATE_NOOP("report", "not given")
_HOUR = QT_TRANSLATE_NOOP("report", "{hour}:00–{hour}:59")
_SECONDS = QT_TRANSLATE_NOOP("report", "{seconds} s")
_MINUTES = QT_TRANSLATE_NOOP("report", "{minutes} min")
_HOURS = QT_TRANSLATE_NOOP("report", "{hours} h {minutes} min")
_DAYS = QT_TRANSLATE_NOOP("report", "{days} d {hours} h")


def say(source: object) -> str:
    """Return one of these words in the language of the interface."""
    return QCoreApplication.translate("report", str(source))


def heading(name: str) -> str:
    """Return a heading of the bulletin by its key."""
    return say(HEADINGS[name])


def measure_word(measure: Measure, answer_seconds: int = 15) -> str:
    """Return what a figure counts."""
    if measure is Measure.ANSWERED_IN_TIME:
        return say(_IN_TIME).format(seconds=answer_seconds)
    return say(MEASURES[measure])


def named(name: str) -> str:
    """Return the name of a table's line, in words where it has none."""
    return name or say(_NO_NAME)


def weekday_word(number: str) -> str:
    """Return the short name of ISO weekday ``1`` to ``7``."""
    return say(_WEEKDAYS[int(number) - 1])


def label_word(label: str) -> str:
    """Return what stands under a part of a span: ``07`` for an hour, ``18`` for a day, ``2013-03`` for a month."""
    return label[-2:] if len(label) in (10, 13) else label


def span_words(span: Span) -> str:
    """Return a span in words: ``2013-03``, ``2013``, ``2013-03-18``, ``2013-03-18 07:00``, else its first and its last day."""
    begins, ends = parse_time(span.begins), parse_time(span.ends)
    if ends - begins < timedelta(days=1):
        return begins.strftime("%Y-%m-%d %H:%M")
    first, last = begins.date(), (ends - timedelta(days=1)).date()
    if first == last:
        return first.isoformat()
    if first.day == 1 and _begins_month(last + timedelta(days=1)):
        if (first.year, first.month) == (last.year, last.month):
            return first.isoformat()[:7]
        if first.month == 1 and last.month == 12 and first.year == last.year:
            return str(first.year)
    return f"{first.isoformat()} – {last.isoformat()}"


def asked_words(asked: Asked, report: Report | None = None) -> str:
    """Return an address in words: what is counted, of what, when. Names come from the tables of ``report``."""
    seconds = report.answer_seconds if report else 15
    counted = f"{say(TIMINGS[asked.measure])} – {place_word(asked)}" if asked.place else measure_word(asked.measure, seconds)
    parts = [counted, *(cut_words(cut, value, report) for cut, value in asked.cuts)]
    return " · ".join((*filter(None, parts), span_words(asked.span)))


def place_word(asked: Asked) -> str:
    """Return which of the response times is asked for, '' where none is."""
    return heading("median" if asked.place == MEDIAN else "p90") if asked.place else ""


def long_words(seconds: int | None) -> str:
    """Return a length of time in words, ``—`` for None: ``9 s``, ``4 min``, ``3 h 13 min``, ``2 d 4 h``."""
    if seconds is None:
        return "—"
    if seconds < 100:
        return say(_SECONDS).format(seconds=seconds)
    minutes = round(seconds / 60)
    if minutes < 100:
        return say(_MINUTES).format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return say(_HOURS).format(hours=hours, minutes=minutes)
    return say(_DAYS).format(days=hours // 24, hours=hours % 24)


def percent(part: int, whole: int) -> str:
    """Return a share in words, ``—`` where there is no whole."""
    return share_words(part / whole) if whole else "—"


def share_words(share: float) -> str:
    """Return a share (0 to 1) with one decimal, rounded down as on the board: it claims no more than it is. Something is never nothing."""
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    thousandths = math.floor(round(share * 1000, 6))  # 0.29 × 1000 is a little less than 290
    return f"{max(thousandths, 1) / 10:.1f}%"


def cut_words(cut: Cut, value: str, report: Report | None = None) -> str:
    """Return what a figure was narrowed to, by its name where a table of ``report`` tells it."""
    from_table = next((table for table in report.tables if table.cut is cut), None) if report else None
    if from_table is not None:
        return named(next((line.name.in_(language()) for line in from_table.lines if line.key == value), value))
    if cut is Cut.HANDLED_BY and value in set(HandlerKind):
        return handler_word(HandlerKind(value))
    if cut is Cut.WAY and value in set(Way):
        return way_word(Way(value))
    if cut is Cut.HOUR:
        return say(_HOUR).format(hour=value)
    if cut is Cut.WEEKDAY:
        return weekday_word(value)
    return value


def _begins_month(day: date) -> bool:
    return day.day == 1
