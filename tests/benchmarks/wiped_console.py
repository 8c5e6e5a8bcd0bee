"""The console on a desk that has just been enrolled, in a process of its own: number and password are given the moment they are asked.

Arguments: the profile, a number and a password. Tells ``asked`` when the sign-in is on the screen, ``ready`` when a call can be taken,
``searchable`` when the search stands over the centre's catalogue, and ``there``, with how many cases the desk holds, when its light says
that everything is.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPushButton
from sqlalchemy import func, select

from console import app
from models.store.store import Store
from models.tables.case import Case
from tests.benchmarks.telling import InputEnd, tell
from widgets.signin.view import SignIn

BEAT_MS = 5
NUMBER, PASSWORD = sys.argv[2:4]


class WipedConsole(app.Console):
    """Watches itself every ``BEAT_MS``."""

    async def open(self) -> None:
        self._beat(self._on_asking)
        await super().open()
        tell("ready")
        self._beat(self._on_searching)

    def _beat(self, what: object) -> None:
        self._look = QTimer(self)
        self._look.setInterval(BEAT_MS)
        self._look.timeout.connect(what)
        self._look.start()

    def _on_asking(self) -> None:
        pages = self.window.findChildren(SignIn)
        if not pages or not pages[-1].isVisible():
            return
        self._look.stop()
        tell("asked")
        number, secret = (pages[-1].findChild(QLineEdit, name) for name in ("signin.number", "signin.password"))
        number.setText(NUMBER)
        secret.setText(PASSWORD)
        secret.returnPressed.emit()

    def _on_searching(self) -> None:
        if self.parts.index is None or not self.parts.index.find("水管").hits:
            return
        self._look.stop()
        tell("searchable")
        self._beat(self._on_light)

    def _on_light(self) -> None:
        if "All there" not in self.window.findChild(QPushButton, "topbar.sync").text():
            return
        self._look.stop()
        self.runtime.spawn(self._count(), owner=self)

    async def _count(self) -> None:
        tell("there", await self.runtime.db(cases))
        self.end = InputEnd()
        self.end.reached.connect(self._leave)
        self.end.watch()

    def _leave(self) -> None:
        self.window.hold = None  # nobody sits here who could hand anything over
        self.window.close()


def cases(store: Store) -> int:
    """Return how many cases there are."""
    return int(store.read().scalar(select(func.count()).select_from(Case)) or 0)


if __name__ == "__main__":
    app.Console = WipedConsole  # type: ignore[misc]
    sys.exit(app.run(["--language", "en", "--profile-dir", sys.argv[1]]))
