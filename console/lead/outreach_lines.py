"""Events, counts and suggestions as lines of lists."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records.outreach import CountRow, EventRow, Figure, LateRow, SuggestionRow, TallyRow
from widgets.base.number import masked
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.outreach.view import OPEN
from widgets.outreach.words import outcome_chip, stage_chip, written

_SUGGESTIONS = QT_TRANSLATE_NOOP("outreach", "Suggestions")
_OPEN_ALL = QT_TRANSLATE_NOOP("outreach", "Open suggestions")
_OF_ALL = QT_TRANSLATE_NOOP("outreach", "of all events")
_ITSELF = QT_TRANSLATE_NOOP("outreach", "the hotline itself")
_GONE = QT_TRANSLATE_NOOP("outreach", "no longer at the table")
_VISITS = QT_TRANSLATE_NOOP("outreach", "{number} visits")
_OPEN_HERE = QT_TRANSLATE_NOOP("outreach", "{number} open")
_BACK = QT_TRANSLATE_NOOP("outreach", "taken back by No. {number}, {time}")
_BY = QT_TRANSLATE_NOOP("outreach", "No. {number} at desk {desk}")
_TYPED = QT_TRANSLATE_NOOP("outreach", "Draft")
_LATE = QT_TRANSLATE_NOOP("outreach", "later No. {number} too: {what}")
_TWICE = QT_TRANSLATE_NOOP("outreach", "settled twice")
_NOTED = QT_TRANSLATE_NOOP("outreach", "{day}, noted by No. {number}")


def key_of(item: str, partner: str) -> str:
    """Return the key of a service at a table."""
    return f"{item}|{partner}"


def event_lines(events: Iterable[EventRow], opened: int, street: Callable[[str], str], typed: Container[str] = ()) -> list[Line]:
    """Return the list of events, beneath the line of the open suggestions of all of them; ``typed`` are those with words in a form."""
    first = Line(
        key=OPEN,
        title=_say(_OPEN_ALL),
        subtitle=_say(_OF_ALL),
        right=(Mark(str(opened), Tone.DUE if opened else Tone.MUTED),),
    )
    return [first, *(_event_line(row, street, row.id in typed) for row in events)]


def _event_line(row: EventRow, street: Callable[[str], str], typed: bool) -> Line:
    told = [row.plan.begins[:10], f"{street(row.plan.district)} {row.plan.place}"]
    if row.heads:
        told.append(_say(_VISITS).format(number=row.heads))
    if row.open:
        told.append(_say(_OPEN_HERE).format(number=row.open))
    return Line(key=row.id, title=row.plan.title, subtitle=" · ".join(told), right=(*_draft(typed), Mark(*stage_chip(row.stage))))


def service_line(place: int, row: TallyRow) -> Line:
    """Return a service of the table; the first nine are chosen by a digit."""
    service = row.service
    told = [service.partner_name.in_(language()) or _say(_ITSELF), service.label.in_(language())]
    if not row.planned:
        told.append(_say(_GONE))
    return Line(
        key=key_of(service.item, service.partner),
        lead=service.item,
        title=service.name.in_(language()),
        subtitle=" · ".join(told),
        right=(Mark(str(row.heads), Tone.ACCENT if row.heads else Tone.MUTED),),
        hint=str(place) if place <= 9 else "",
        bold=True,
    )


def count_line(row: CountRow) -> Line:
    """Return one count; one that was taken back says so and stands there all the same."""
    told = [_say(_BY).format(number=row.operator, desk=row.desk)]
    if row.back_at:
        told.append(_say(_BACK).format(number=row.back_by, time=row.back_at[11:16]))
    tone = Tone.MUTED if row.back_at else Tone.PLAIN
    number = f"({row.heads})" if row.back_at else f"+{row.heads}"
    return Line(key=row.id, title=row.at[11:19], subtitle=" · ".join(told), right=(Mark(number, tone),), tone=tone)


def suggestion_line(row: SuggestionRow, *, title: bool, typed: bool = False) -> Line:
    """Return a suggestion; ``title`` says at which event it was made, ``typed`` that words for it stand in a form."""
    told = [_say(_NOTED).format(day=row.at[:10], number=row.operator)]
    if title:
        told.insert(0, row.title)
    if row.name or row.number:
        told.append(" ".join(filter(None, (row.name, masked(row.number) if row.number else ""))))
    told += [_late_words(late) for late in row.late]
    told += [part for part in (row.case_no, row.ref if not row.case_no and row.ref.startswith("P") else "", row.said) if part]
    return Line(
        key=row.id,
        title=" ".join(row.words.split()),
        subtitle=" · ".join(told),
        right=(*_draft(typed), *_twice(row), Mark(*outcome_chip(row.outcome))),
    )


def figure_lines(figures: Iterable[Figure], noted: Figure) -> list[Line]:
    """Return the figures of a report by their places, as they are written and exactly at the right; the suggestions come last."""
    lines = [
        Line(
            key=str(place),
            title=figure.label.in_(language()),
            subtitle=", ".join(item for item, _ in figure.services),
            marks=(Mark(written(figure), Tone.ACCENT),),
            right=(Mark(str(figure.heads), Tone.MUTED),),
        )
        for place, figure in enumerate(figures)
    ]
    last = Line(
        key=OPEN,
        title=_say(_SUGGESTIONS),
        marks=(Mark(written(noted), Tone.ACCENT),),
        right=(Mark(str(noted.heads), Tone.MUTED),),
    )
    return [*lines, last]


def late_words(row: SuggestionRow) -> str:
    """Return what became of a suggestion besides, in words; '' where that is nothing."""
    return " · ".join(_late_words(late) for late in row.late)


def _late_words(late: LateRow) -> str:
    what = " ".join(filter(None, (outcome_chip(late.outcome)[0], late.case_no, late.said)))
    return _say(_LATE).format(number=late.operator, what=what)


def _twice(row: SuggestionRow) -> tuple[Mark, ...]:
    return (Mark(_say(_TWICE), Tone.DUE),) if row.late else ()


def _draft(typed: bool) -> tuple[Mark, ...]:
    return (Mark(_say(_TYPED), Tone.DUE),) if typed else ()


def _say(source: object) -> str:
    return QCoreApplication.translate("outreach", str(source))
