"""What somebody does on the pages of the lead's window between two readings, and at the ends of what can be asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from console.app import Console
from console.lead.board import BoardPresenter
from console.lead.discipline import PartnersPresenter
from console.lead.report import ReportPresenter
from console.lead.window import LeadWindow
from models.rules.report import days_of
from tests.support.stage import Theatre, until
from widgets.discipline.acts import Act


@pytest.fixture(scope="module")
def theatre(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    opened = Theatre(qapp, tmp_path_factory.mktemp("between") / "profile", cases=20)
    yield opened
    opened.close()


def opened(console: Console) -> LeadWindow:
    window = LeadWindow(console)
    window.show()
    return window


def closed(window: LeadWindow) -> None:
    window.close()
    window.deleteLater()


def test_a_form_about_one_partner_is_gone_as_soon_as_another_is_chosen(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window = opened(console)
        page = window.open("discipline")
        assert isinstance(page, PartnersPresenter)
        await until(lambda: len(page.pane.shown()) > 1)
        first, second = page.pane.shown()[:2]
        page.pane.choose(first)
        await until(lambda: page.pane.dossier._code.text() == first)
        page._ask(Act.RECHECK)
        await until(lambda: page.pane.dossier.form.act() == Act.RECHECK.value)
        page.pane.choose(second)
        assert page.pane.dossier.form.act() == "", "before the other one is even read"
        await until(lambda: page.pane.dossier._code.text() == second)
        closed(window)

    theatre.play(work)


def test_a_wallboard_whose_window_is_closed_is_left(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window = opened(console)
        page = window.open("board")
        assert isinstance(page, BoardPresenter)
        for _ in range(2):
            page.toggle_wall()
            wall = page.wall
            assert wall is not None
            wall.close()
            assert page.wall is None
        page.toggle_wall()
        assert page.wall is not None
        page.toggle_wall()
        assert page.wall is None
        closed(window)

    theatre.play(work)


def test_a_span_to_the_last_day_of_the_calendar_is_one(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window = opened(console)
        page = window.open("report")
        assert isinstance(page, ReportPresenter)
        page.pane.between_asked.emit("9999-12-30", "9999-12-31")
        assert days_of(page._span)[0].isoformat() == "9999-12-30"
        await console.runtime.settle()
        page.pane.between_asked.emit("9999-12-31", "9999-12-31")
        assert days_of(page._span)[0].isoformat() == "9999-12-30", "said calmly, and the span stays"
        closed(window)

    theatre.play(work)
