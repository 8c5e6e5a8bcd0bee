"""A bulletin on paper: A4 with the bundled font, as a PDF or on a printer. Always dark on white, whatever the theme of the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QTextDocument,
)

from models.records.base import CHINA
from models.records.report import Cell, Cut, Grid, Measure, Period, Report
from resources import look
from widgets.base.paper import pdf
from widgets.base.plot import Canvas
from widgets.base.theme import Theme, face
from widgets.report.grids import anniversary, by_cut, summary, timings
from widgets.report.sheet import DRAWN, plot_of
from widgets.report.words import TITLES, heading, long_words, measure_word, percent, say, share_words, span_words

_DPI = 96
_MARGINS = QMarginsF(15, 14, 15, 12)
"""Millimetres that stay free."""
_FOOT = 26
_CHARTS = {"course": (680, 190), "hours": (400, 170), "weekdays": (276, 170)}
"""Width and height on the page, in pixels of 96 to the inch: the page is 680 wide."""
_FINE = 4
"""Dots of a chart for each of these pixels: 384 to the inch."""
_TABLES = (Cut.CATEGORY, Cut.UNIT, Cut.PARTNER, Cut.DISTRICT, Cut.ITEM)


def pdf_of(report: Report, period: Period, now: datetime) -> bytes:
    """Return the bulletin as a PDF."""
    return pdf(title(report, period), lambda writer: paint(writer, report, period, now), dpi=_FINE * _DPI)


def paint(device: QPagedPaintDevice, report: Report, period: Period, now: datetime) -> bool:
    """Paint the bulletin page by page; tell whether the device took it."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / _DPI
    width, height = device.width() / scale, device.height() / scale
    document = document_of(report, period, now, width, height - _FOOT)
    painter.scale(scale, scale)
    for page in range(document.pageCount()):
        if page:
            device.newPage()
        paint_page(painter, document, page, title(report, period))
    return painter.end()


def pictures(report: Report, period: Period, now: datetime) -> tuple[QImage, ...]:
    """Return the pages of the PDF as pictures, twice as fine as a screen, painted by the same hand."""
    paper = QPageSize(QPageSize.PageSizeId.A4)
    whole, left, top = paper.sizePixels(_DPI), *(millimetres * _DPI / 25.4 for millimetres in (_MARGINS.left(), _MARGINS.top()))
    below = _MARGINS.bottom() * _DPI / 25.4
    document = document_of(report, period, now, whole.width() - 2 * left, whole.height() - top - below - _FOOT)
    found = []
    for page in range(document.pageCount()):
        image = QImage(whole * 2, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(2, 2)
        painter.translate(left, top)
        paint_page(painter, document, page, title(report, period))
        painter.end()
        found.append(image)
    return tuple(found)


def title(report: Report, period: Period) -> str:
    """Return what stands at the top: ``81890 Monthly bulletin 2013-03``."""
    return f"81890 {say(TITLES[period])} {span_words(report.span)}"


def document_of(report: Report, period: Period, now: datetime, width: float, height: float) -> QTextDocument:
    """Return the bulletin as a document in pages of this size, in pixels of 96 to the inch."""
    inks = look.load_tokens()[Theme.LIGHT.value]
    document = QTextDocument()
    document.setDefaultFont(face(12))
    document.setDocumentMargin(0)
    for name, (wide, tall) in _CHARTS.items():
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"chart:{name}"), _chart(report, name, wide, tall, inks))
    document.setHtml("".join(_html(report, period, now, inks)))
    document.setPageSize(QRectF(0, 0, width, height).size())
    return document


def paint_page(painter: QPainter, document: QTextDocument, page: int, words: str) -> None:
    """Paint one page and its foot with the upper left corner at 0, 0."""
    size = document.pageSize()
    inks = look.load_tokens()[Theme.LIGHT.value]
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(inks["text"]))
    context.palette = palette
    context.clip = QRectF(0, page * size.height(), size.width(), size.height())
    painter.save()
    painter.translate(0, -page * size.height())
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()
    painter.setFont(face(10))
    painter.setPen(QColor(inks["muted"]))
    foot = QRectF(0, size.height() + _FOOT / 3, size.width(), _FOOT * 2 / 3)
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{page + 1} / {document.pageCount()}")


def _chart(report: Report, name: str, wide: int, tall: int, inks: dict[str, str]) -> QImage:
    series = {"course": report.course, "hours": report.hours, "weekdays": report.weekdays}[name]
    plot = plot_of(name, [one for measure in DRAWN for one in series if one.measure is measure], report.begun)
    image = QImage(wide * _FINE, tall * _FINE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(_FINE, _FINE)
    Canvas(plot, QRectF(0, 0, wide, tall), inks, face(10)).paint(painter)
    painter.end()
    return image


def _html(report: Report, period: Period, now: datetime, inks: dict[str, str]) -> Iterator[str]:
    yield f'<p style="font-size:20px; margin:0"><b>{escape(title(report, period))}</b></p>'
    made = QCoreApplication.translate("report", "As the entries stood on {moment}. Calls, contacts and cases are three counters.")
    yield f'<p style="color:{inks["muted"]}; margin:2px 0 8px 0">'
    yield f"{escape(made.format(moment=now.astimezone(CHINA).strftime('%Y-%m-%d %H:%M')))}</p>"
    yield _counters(report, inks)
    if report.help:
        yield _table(anniversary(report), inks)
    yield _heading(heading("course")) + _image("course")
    yield _heading(f"{heading('hours')} · {heading('weekdays')}")
    yield f'<table width="100%" cellspacing="0"><tr><td>{_image("hours")}</td><td>{_image("weekdays")}</td></tr></table>'
    yield _table(summary(report), inks)
    told = timings(report)
    rows = tuple((row[0], long_words(t.median), long_words(t.p90), row[3]) for row, t in zip(told.rows, report.timings, strict=True))
    columns = (told.columns[0], heading("median"), heading("p90"), told.columns[3])
    yield _table(Grid(title=told.title, columns=columns, rows=rows), inks)
    for cut in _TABLES:
        grid = by_cut(report.table(cut), report, told=True)
        if grid.rows:
            yield _table(grid, inks)
    yield _heading(QCoreApplication.translate("report", "What the figures mean"))
    for words in _meanings(report):
        yield f'<p style="margin:0 0 4px 0">{escape(words)}</p>'


def _meanings(report: Report) -> Iterator[str]:
    yield QCoreApplication.translate(
        "report",
        "Calls belong to the span in which they came, cases to the span in which they were taken on, cards to the span in which they were "
        "given.",
    )
    yield QCoreApplication.translate(
        "report",
        "Calls to answer: answered, given up after 5 s or more, or lost otherwise; who gave up sooner is counted apart. Answered in time "
        "is within {seconds} s (GB/T 33358-2016).",
    ).format(seconds=report.answer_seconds)
    yield QCoreApplication.translate(
        "report",
        "Closed, resolved and satisfied are three facts. Satisfied is told of those who gave a mark, these of those reached, these of "
        "those to be rung back.",
    )
    yield QCoreApplication.translate(
        "report",
        "Response times run to the first dispatch or assignment, and from there to the first arrival and the first report that the work is "
        "done. The catalogue is a reconstruction.",
    )


def _counters(report: Report, inks: dict[str, str]) -> str:
    offered, answered = report.total(Measure.OFFERED), report.total(Measure.ANSWERED)
    closed, cases = report.total(Measure.CLOSED), report.total(Measure.CASES)
    satisfied, rated = report.total(Measure.SATISFIED), report.total(Measure.RATED)
    cells = (
        (heading("calls"), report.total(Measure.CALLS_IN).value, f"{heading('connected')} {percent(answered.value, offered.value)}"),
        (heading("contacts"), report.total(Measure.CONTACTS).value, ""),
        (heading("cases"), cases.value, f"{measure_word(Measure.CLOSED)} {percent(closed.value, cases.value)}"),
        (measure_word(Measure.SATISFIED), satisfied.value, f"/ {rated.value:,} = {percent(satisfied.value, rated.value)}"),
    )
    told = "".join(
        f'<td width="25%" bgcolor="{inks["surface0"]}"><span style="color:{inks["muted"]}">{escape(word)}</span><br>'
        f'<span style="font-size:22px"><b>{value:,}</b></span><br><span>{escape(note)}</span></td>'
        for word, value, note in cells
    )
    return f'<table width="100%" cellspacing="4" cellpadding="6"><tr>{told}</tr></table>'


def _heading(words: str) -> str:
    return f'<p style="font-size:14px; margin:12px 0 4px 0"><b>{escape(words)}</b></p>'


def _image(name: str) -> str:
    wide, tall = _CHARTS[name]
    return f'<img src="chart:{name}" width="{wide}" height="{tall}">'


def _table(grid: Grid, inks: dict[str, str]) -> str:
    """Return a table whose title stands over it on every page that it reaches. What is told stands at the right, its names at the left."""
    told = grid.columns[1] == heading("name")
    words = {0, 1} if told else {0}
    title = f'<th colspan="{len(grid.columns)}" align="left" style="font-size:14px">{escape(grid.title)}</th>'
    # words over figures take two lines, so that names beside them need only one: a page might tear them
    head = "".join(
        f'<th align="{"left" if place in words else "right"}" valign="bottom">{_over(word) if told else escape(word)}</th>'
        for place, word in enumerate(grid.columns)
    )
    lines = []
    for place, row in enumerate(grid.rows):
        cells = "".join(_cell(cell, left=column in words) for column, cell in enumerate(row))
        lines.append(f'<tr bgcolor="{inks["surface0"] if place % 2 else "#ffffff"}">{cells}</tr>')
    opening = '<table width="100%" cellspacing="0" cellpadding="2" style="font-size:10px; margin-top:12px">'
    return f'{opening}<thead><tr>{title}</tr><tr bgcolor="{inks["line"]}">{head}</tr></thead><tbody>{"".join(lines)}</tbody></table>'


def _over(word: str) -> str:
    return "<br>".join(map(escape, word.rsplit(" ", 1)))


def _cell(value: Cell, *, left: bool) -> str:
    if isinstance(value, str):
        words = escape(value)
    else:
        words = "" if value is None else share_words(value) if isinstance(value, float) else f"{value:,}"
    return f'<td align="{"left" if left else "right"}">{words}</td>'
