"""A counsellor's talk on the psychology line: read by counsellors alone, counted by everybody, named to nobody."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.app import Console
from console.lead.board import BoardPresenter
from console.lead.window import LeadWindow
from models.commands.case import accept
from models.records.board import Ask, What
from models.records.case import CaseKind
from models.records.staff import Role
from tests.support.stage import seat, until, with_console, words_in

NAME, WORDS, NUMBER = "周小雨", "考前整夜睡不着", "13900002209"


def test_what_is_said_to_a_counsellor_stays_with_counsellors(qapp: QApplication, tmp_path: Path) -> None:
    async def work(console: Console) -> None:
        db = console.runtime.db
        with seat(console, 14, Role.COUNSELLOR):
            stamp = console.parts.session.stamp()
            about = {"number": NUMBER, "person_name": NAME, "text": WORDS}
            changes, case_id = await db(accept, stamp, item_code="C13-01", kind=CaseKind.CONSULTATION, **about)
            console.hub.publish(changes)
            console.parts.presenters.opening.case(case_id)
            await until(lambda: console.parts.presenters.desk.case is not None)
            assert console.parts.presenters.desk.case.text == WORDS
            no = console.parts.presenters.desk.case.no
        with seat(console, 2, Role.LEAD):
            window = LeadWindow(console)
            window.show()
            page = window.open("board")
            assert isinstance(page, BoardPresenter)
            page.open(Ask(What.STAGE, "accepted"))
            await until(lambda: no in words_in(page.pane.behind))
            told = words_in(window)
            assert NAME not in told
            assert WORDS not in told
            assert NUMBER[-4:] not in told
            window.close()
            window.deleteLater()

    with_console(qapp, tmp_path / "profile", work)
