"""The bulletin through the real windows: read, opened, given out, on paper."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from console.app import Console
from console.lead.report import EXPORTS, ReportPresenter
from console.lead.report_paper import document_of, paint, paint_page, pdf_of, title
from console.lead.window import LeadWindow
from models.commands import case
from models.records.base import Language
from models.records.case import CaseKind
from models.records.report import Asked, Cut, Measure, Period, Report, Span
from models.rules.report import span_between
from models.store.reading import Readable
from tests.models.repositories.test_report import every
from tests.models.store.test_reading import ENDLESS
from tests.support.recount import Recount
from tests.support.stage import Theatre, until
from widgets.base.language import install
from widgets.base.theme import Theme
from widgets.report.cards import FigureButton

CASES = 60
YEAR = span_between(date(2011, 9, 27), date(2012, 9, 27))


@pytest.fixture(scope="module")
def theatre(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    opened = Theatre(qapp, tmp_path_factory.mktemp("report") / "profile", cases=CASES)
    yield opened
    opened.close()


async def page_of(console: Console) -> tuple[LeadWindow, ReportPresenter]:
    """Open the lead's window at the bulletin of the invented year."""
    window = LeadWindow(console)
    window.show()
    window.activateWindow()
    await until(window.isActiveWindow)
    page = window.open("report")
    assert isinstance(page, ReportPresenter)
    page.show(Period.SPAN, YEAR)
    await until(lambda: page._report is not None and page._report.span == YEAR)
    await console.runtime.settle()
    return window, page


def button_of(page: ReportPresenter, measure: Measure) -> FigureButton:
    return next(button for button in page.pane.findChildren(FigureButton) if _plain(button.opens) is measure)


def _plain(opens: Asked | Cut) -> Measure | None:
    return opens.measure if isinstance(opens, Asked) and not opens.place and not opens.cuts else None


def test_what_stands_on_the_screen_is_a_recount_and_opens_its_list(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await page_of(console)
        report = page._report
        assert report is not None
        recount = await console.runtime.db(Recount)
        assert report.total(Measure.CASES).value >= CASES
        assert [one for one in every(report) if one.value != recount.figure(one.asked)] == []
        for measure in (Measure.CLOSED, Measure.ABANDONED, Measure.CALLS_OUT, Measure.OPEN):
            button = button_of(page, measure)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
            await until(lambda asked=button.opens: page._asked == asked and not page.pane.behind.isHidden())
            await console.runtime.settle()
            assert len(page.pane.behind.list.lines.lines()) == int(button.text())
        chosen = page.pane.behind._rows[0].case
        assert chosen is not None
        QTest.keyClick(page.pane.behind.list, Qt.Key.Key_Return)
        desk = console.parts.presenters.desk
        await until(lambda: desk.case is not None and desk.case.id == chosen.id)
        window.deleteLater()

    theatre.play(work)


def test_a_median_opens_those_it_was_taken_from_and_goes_to_the_middle_one(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await page_of(console)
        report = page._report
        assert report is not None
        timing = next(timing for timing in report.timings if timing.figure.asked.measure is Measure.SENT)
        asked = replace(timing.figure.asked, place=0.5)
        (button,) = [button for button in page.pane.findChildren(FigureButton) if button.opens == asked]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        await until(lambda: page._asked == asked and not page.pane.behind.isHidden())
        await console.runtime.settle()
        lines = page.pane.behind.list.lines.lines()
        assert len(lines) == timing.figure.value
        current = page.pane.behind.list.currentIndex().row()
        assert [place for place, line in enumerate(lines) if button.text() in line.right[0].text and "中位数" in line.right[0].text] == [
            current
        ]
        window.deleteLater()

    theatre.play(work)


def test_esc_closes_the_list_and_never_the_window(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await page_of(console)
        page.open(Asked(measure=Measure.CASES, span=YEAR))
        await until(page.pane.behind.list.hasFocus)
        QTest.keyClick(page.pane.behind.list, Qt.Key.Key_Escape)
        assert (page.pane.behind.isVisible(), window.isVisible()) == (False, True)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert window.isVisible()
        window.deleteLater()

    theatre.play(work)


def test_what_is_counted_for_nobody_ends_and_begins_anew_when_the_page_is_seen(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        window, page = await page_of(console)

        def endless(reader: Readable, _span: Span, told: Callable[[int, int], None]) -> Report:
            told(1, 4)
            reader.read().exec_driver_sql(ENDLESS)
            raise AssertionError

        with monkeypatch.context() as patch:
            patch.setattr("models.repositories.report.report", endless)
            page.read()
            await until(lambda: "25%" in " ".join(label.text() for label in page.pane.findChildren(QLabel)))
            before = page._report
            # the desk is answered meanwhile
            assert await console.runtime.db(lambda store: store.profile is not None)
            window.open("board")
            await console.runtime.settle()
            assert page._report is before
        window._stack.setCurrentWidget(page.pane)
        await until(lambda: page._report is not before)
        window.deleteLater()

    theatre.play(work)


def test_spans_go_by_keys_and_a_new_case_is_counted_by_itself(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await page_of(console)
        page.pane.period_asked.emit("day")
        today = console.parts.tools.now().date().isoformat()
        await until(lambda: page._report is not None and page._report.span.begins.startswith(today))
        before = page._report.total(Measure.CASES).value if page._report else 0
        changes, _ = await console.runtime.db(
            case.accept, console.parts.tools.stamp, item_code="C03-03", kind=CaseKind.SERVICE, number="", text="漏水"
        )
        console.hub.publish(changes)
        await until(lambda: page._report is not None and page._report.total(Measure.CASES).value == before + 1)
        QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert page._span.ends.startswith(today)
        QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert page._span.begins.startswith(today)
        page.pane.between_asked.emit("2012-01-02", "2012-01-01")
        assert "通报" in window.notice.text()
        await console.runtime.settle()
        window.deleteLater()

    theatre.play(work)


def test_files_hold_the_figures_of_the_screen(theatre: Theatre, tmp_path: Path) -> None:
    async def work(console: Console) -> None:
        window, page = await page_of(console)
        report = page._report
        assert report is not None
        for kind in EXPORTS[:3]:
            page.write(kind, tmp_path / f"out.{kind}")
            await console.runtime.settle()
            assert f"out.{kind}" in window.notice.text()
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))[1:]
        told = [(row[2], row[3], row[4], int(row[6])) for row in rows if row[:2] == [YEAR.begins, YEAR.ends]]
        cases = report.total(Measure.CASES).value
        assert ("", "", "cases", cases) in told
        assert {(cut, key, measure): value for cut, key, measure, value in told if cut == "item"} == {
            ("item", line.key, one.asked.measure.value): one.value for line in report.table(Cut.ITEM).lines for one in line.figures
        }
        book = load_workbook(tmp_path / "out.xlsx")
        summary = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True)}
        assert (summary["工单"], summary["来电"]) == (cases, report.total(Measure.CALLS_IN).value)
        items = list(book["小项"].iter_rows(min_row=2, values_only=True))
        assert len(items) == 129
        assert sum(row[2] for row in items) == cases
        assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
        page.write("csv", tmp_path / "none" / "out.csv")
        await console.runtime.settle()
        assert not (tmp_path / "none").exists()
        assert "out.csv" not in window.notice.text()
        window.deleteLater()

    theatre.play(work)


@pytest.mark.parametrize("language", list(Language))
def test_a_printer_gets_whole_pages_in_either_language(theatre: Theatre, tmp_path: Path, language: Language) -> None:
    async def work(console: Console) -> None:
        window, page = await page_of(console)
        report = page._report
        assert report is not None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        install(console.app, language)
        try:
            assert paint(printer, report, Period.SPAN, console.parts.tools.now())
            words, expected = title(report, Period.SPAN), document_of(report, Period.SPAN, console.parts.tools.now(), 680, 980)
        finally:
            install(console.app, Language.ZH)
        document = PdfDocument(tmp_path / "printed.pdf")
        assert abs(len(document) - expected.pageCount()) <= 1
        assert {tuple(map(round, sheet.get_size())) for sheet in document} == {(595, 842)}
        texts = [sheet.get_textpage().get_text_range() for sheet in document]
        assert words in texts[0]
        assert all(f"{number} / {len(texts)}" in text for number, text in enumerate(texts, start=1))
        for sheet in document:
            drawn = sheet.render(scale=1)
            image = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_BGR888)
            margin = {image.pixel(x, y) for y in range(image.height()) for x in (0, 20, image.width() - 20, image.width() - 1)}
            assert margin == {0xFFFFFFFF}
        document.close()
        window.deleteLater()

    theatre.play(work)


def test_on_paper_it_is_dark_on_white_whatever_the_theme(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await page_of(console)
        report, now = page._report, console.parts.tools.now()
        assert report is not None
        console.set_theme(Theme.DARK)
        try:
            pages = painted(report)
            data = pdf_of(report, Period.SPAN, now)
        finally:
            console.set_theme(Theme.LIGHT)
        assert len(re.findall(rb"/Type /Page\b", data)) >= 4
        widths = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[([^\]]*)\]", data)}
        assert {(round(box[2]), round(box[3])) for box in widths} == {(595, 842)}
        assert b"HotlineSans" in data
        pictures = [*pages, *rastered(data)]
        assert len(pictures) == 2 * len(pages)
        for image in pictures:
            shades = [QColor(image.pixel(x, y)).lightness() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]
            assert sum(1 for shade in shades if shade > 230) > len(shades) * 0.8
            assert min(shades) < 70
        window.deleteLater()

    def rastered(data: bytes) -> list[QImage]:
        """Turn the PDF itself into pictures."""
        document = PdfDocument(data)
        images = []
        for page in document:
            drawn = page.render(scale=1.15)
            told = bytes(drawn.buffer)
            images.append(QImage(told, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_BGR888).copy())
        document.close()
        return images

    def painted(report: Report) -> list[QImage]:
        document = document_of(report, Period.SPAN, theatre.console.parts.tools.now(), 680, 980)
        images = []
        for number in range(document.pageCount()):
            image = QImage(QSize(680, 1006), QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            paint_page(painter, document, number, title(report, Period.SPAN))
            painter.end()
            images.append(image)
        return images

    theatre.play(work)
