"""A window of a desk that belongs to a centre, another desk beside it, and the centre on paper."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from console.app import Console
from console.launch import Launch
from models.commands.case import accept, append
from models.records.base import Language, Text
from models.records.case import CaseKind
from models.records.journal import Body
from models.records.sync import Centre
from models.store import centre as following
from models.store.clock import SystemClock
from models.store.store import open_store
from sync.client.papers import keep_centre
from tests.models.store.desks import SyncedDesk, founded
from tests.support.centre import PaperCentre
from tests.support.memory import PASSWORD
from tests.support.papershelf import PaperShelf
from tests.support.stage import until
from widgets.base.listing import Listing
from widgets.signin.view import SignIn
from widgets.sync.view import SyncPage


class House:
    """A window at desk 28, another desk 12 without one, and the centre of both."""

    def __init__(self, app: QApplication, directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = SystemClock()
        self.paper: PaperCentre = founded(directory / "founder", self.clock)
        self.other = SyncedDesk(directory / "other", self.clock, self.paper, 12)
        self.other.settle()
        self.wire = PaperShelf(self.paper)
        profile = directory / "profile"
        store = open_store(profile, alone=False)
        following.join(store)
        store.close()
        keep_centre(profile, Centre(url="https://centre.example", name=Text("瑞安", "Ruian")))
        monkeypatch.setattr("sync.client.waiting.LONGEST_PAUSE", 0.5)
        monkeypatch.setattr("console.sync.HttpBlobWire", lambda *_args, **_more: self.wire)
        self.console = Console(app, Launch(directory=profile, language=Language.EN, size=(1280, 800)))
        self.console.window.show()

    async def open(self) -> None:
        """Sign operator 28 in, and wait until everything is there."""
        opening = asyncio.ensure_future(self.console.open())
        await until(lambda: opening.done() or bool(self.console.window.findChildren(SignIn)))
        page = self.console.window.findChildren(SignIn)[-1]
        number, secret = page.findChild(QLineEdit, "signin.number"), page.findChild(QLineEdit, "signin.password")
        assert number is not None
        assert secret is not None
        number.setText("28")
        secret.setText(PASSWORD)
        secret.returnPressed.emit()
        await opening
        await until(lambda: self.console.parts is not None and self.says("All there"))

    async def close(self) -> None:
        self.console.window.close()
        await self.console.close()
        self.other.store.close()

    def says(self, words: str) -> bool:
        """Tell whether the light says this."""
        button = self.console.window.findChild(QPushButton, "topbar.sync")
        return button is not None and words in button.text()

    async def accept(self, text: str = "漏水") -> str:
        """Accept a case at the window's desk."""
        stamp = self.console.parts.session.stamp()
        work = self.console.runtime.db(
            accept, stamp, item_code="C03-03", kind=CaseKind.SERVICE, number="057765550101", address="一号", text=text
        )
        changes, case_id = await work
        self.console.hub.publish(changes)
        return str(case_id)

    async def at_centre(self) -> None:
        """Wait until the centre has everything that was done here, and the light says so."""
        done = await self.console.runtime.db(lambda store: {operation.op_id for operation in store.outbox.operations()})
        await until(lambda: done <= self.paper.ids() and self.says("All there"))

    async def do(self, case_id: str, body: Body) -> None:
        """Write an entry at the window's desk."""
        changes = await self.console.runtime.db(append, self.console.parts.session.stamp(), case_id, body)
        self.console.hub.publish(changes)

    def elsewhere(self, case_id: str, body: Body) -> None:
        """Write an entry at the other desk, and let the centre have it."""
        self.other.settle()
        append(self.other.store, self.other.desk, case_id, body)
        self.other.settle()

    async def opened(self) -> SyncPage:
        """Open the page behind the light."""
        page = self.page()
        self.console.window.top.sync_asked.emit()
        await until(lambda: not page.isHidden())
        return page

    def page(self) -> SyncPage:
        found = self.console.window.findChild(SyncPage)
        assert found is not None
        return found

    def lines(self, name: str) -> list[tuple[str, str]]:
        """Return title and second line of each row in a list of the page."""
        found = self.page().findChild(Listing, name)
        assert found is not None
        return [(line.title, line.subtitle) for line in found.lines.lines()]
