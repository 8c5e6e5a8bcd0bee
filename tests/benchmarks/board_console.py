"""The lead's console in a process of its own: what happens at other desks is painted on the board.

``board_console.py PROFILE NUMBER PASSWORD``: signs in at the centre of the profile and shows the board. Tells ``sits`` when it follows,
then ``painted`` with the time (``time.monotonic_ns``) at which the bar of accepted cases had been painted, and with the number on it.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from console import runtime
from console.app import Console
from console.launch import Launch
from console.lead.board import BoardPresenter
from console.lead.window import LeadWindow
from models.records.base import Language
from models.records.case import Stage
from models.records.sync import Away
from tests.benchmarks.telling import InputEnd, tell
from widgets.base.theme import install_fonts
from widgets.board.figure import Number
from widgets.signin.view import SignIn

BEAT_S = 0.005
SIZE = (1920, 1080)


class NumberWatch(QObject):
    """Tells when a number that has become another has been painted."""

    def __init__(self, number: Number) -> None:
        super().__init__(number)
        self._number = number
        self._told = ""
        number.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._number.text() != self._told:
            self._told = self._number.text()
            # the picture is handed over before the loop comes round again
            QTimer.singleShot(0, lambda shown=self._told: tell("painted", time.monotonic_ns(), int(shown)))
        return False


async def follow(console: Console, number: str, password: str) -> None:
    """Sign in, show the board, and stay until whoever started this closes its input."""
    signing = asyncio.create_task(sign_in(console, number, password))
    await console.open()
    await signing
    window = LeadWindow(console)
    window.resize(*SIZE)
    window.show()
    page = window.open("board")
    assert isinstance(page, BoardPresenter)
    while console.sync.status.away is not Away.NONE:
        await asyncio.sleep(BEAT_S)
    bar = page.pane.findChild(Number, f"board.stage.{Stage.ACCEPTED.value}")
    assert bar is not None
    while not bar.text().isdigit():
        await asyncio.sleep(BEAT_S)
    watch = NumberWatch(bar)
    over = asyncio.Event()
    end = InputEnd()
    end.reached.connect(over.set)
    end.watch()
    tell("sits")
    bar.update()
    await over.wait()
    watch.deleteLater()
    window.close()
    window.deleteLater()


async def sign_in(console: Console, number: str, password: str) -> None:
    """Fill the sign-in in as soon as it is there."""
    while not (pages := [page for page in console.window.findChildren(SignIn) if page.isVisible()]):
        await asyncio.sleep(BEAT_S)
    for name, words in (("signin.number", number), ("signin.password", password)):
        field = pages[-1].findChild(QLineEdit, name)
        field.setText(words)
    field.returnPressed.emit()


def main(directory: str, number: str, password: str) -> int:
    """Open the console on the profile, show the board, close both."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    install_fonts()
    console = Console(app, Launch(directory=Path(directory), language=Language.ZH, size=SIZE))
    console.window.show()

    async def work() -> int:
        await follow(console, number, password)
        console.window.close()
        await console.close()
        return 0

    return runtime.run(app, work)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
