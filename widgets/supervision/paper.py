"""The bulletin (通报) as a page to print: which unit owes which case since when. Nobody who rang is named on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QTextDocument

from models.records.unit import TaskRow
from widgets.base.counting import counted
from widgets.base.moment import countdown, day_clock
from widgets.base.paper import a4, pdf
from widgets.base.theme import face
from widgets.base.unit_words import step_word
from widgets.base.words import language

_MARGIN_MM = 18
_TITLE = QT_TRANSLATE_NOOP("supervision", "Bulletin on promises that departments have not kept")
_AS_OF = QT_TRANSLATE_NOOP("supervision", "As of {time}: {units}, {cases}")
_UNITS = (QT_TRANSLATE_NOOP("supervision", "{count} department"), QT_TRANSLATE_NOOP("supervision", "{count} departments"))
_CASES = (QT_TRANSLATE_NOOP("supervision", "{count} case"), QT_TRANSLATE_NOOP("supervision", "{count} cases"))
_NOBODY = QT_TRANSLATE_NOOP("supervision", "No department is to be named.")
_HEADS = (
    QT_TRANSLATE_NOOP("supervision", "Department or town"),
    QT_TRANSLATE_NOOP("supervision", "Case"),
    QT_TRANSLATE_NOOP("supervision", "Item"),
    QT_TRANSLATE_NOOP("supervision", "Assigned"),
    QT_TRANSLATE_NOOP("supervision", "Owes"),
    QT_TRANSLATE_NOOP("supervision", "Promised by"),
    QT_TRANSLATE_NOOP("supervision", "Late"),
)


def page(rows: Sequence[TaskRow], now: datetime) -> str:
    """Return the page as HTML: the units by their names, of each the longest delay first."""
    ordered = sorted(rows, key=lambda row: (row.name.in_(language()) or row.unit, row.due, row.case.no))
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _cells(row, now))}</tr>" for row in ordered)
    heads = "".join(f'<th align="left">{escape(_say(head))}</th>' for head in _HEADS)
    units, cases = counted(len({row.unit for row in rows}), *map(_say, _UNITS)), counted(len(rows), *map(_say, _CASES))
    told = _say(_AS_OF).format(time=f"{now:%Y-%m-%d %H:%M}", units=units, cases=cases)
    table = f'<table width="100%" cellpadding="4" border="1" cellspacing="0"><tr>{heads}</tr>{lines}</table>'
    return f"<h2>{escape(_say(_TITLE))}</h2><p>{escape(told)}</p>{table if rows else f'<p>{escape(_say(_NOBODY))}</p>'}"


def pdf_of(html: str) -> bytes:
    """Return a page as PDF on A4, lying on its side: the table is wide."""
    document = QTextDocument()
    document.setDefaultFont(face(12))
    document.setHtml(html)
    return pdf(_say(_TITLE), document.print_, layout=a4(_MARGIN_MM, wide=True))


def _cells(row: TaskRow, now: datetime) -> tuple[str, ...]:
    return (
        row.name.in_(language()) or row.unit,
        row.case.no,
        row.case.item_name.in_(language()),
        day_clock(row.assigned_at, now),
        step_word(row.step) if row.step is not None else "",
        day_clock(row.due, now),
        countdown(row.due, now)[0],
    )


def _say(source: object) -> str:
    return QCoreApplication.translate("supervision", str(source))
