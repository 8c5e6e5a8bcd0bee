"""The console with a simulated exchange, in a process of its own: numbers ring, and the caller's card is painted.

Arguments: a profile, how many rings, and a number that says which numbers are drawn. Tells ``card`` for each ring with the
milliseconds from the ring to the painted card.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from sqlalchemy import ColumnClause, func, literal_column, select

from console import runtime
from console.app import Console
from console.launch import Launch
from models.store.store import Store
from models.tables.call import Call
from tests.benchmarks.telling import tell
from widgets.base.theme import install_fonts

WARM = 5
"""So many rings come first and are not told: the statements are compiled, the glyphs are drawn for the first time."""
QUIET_S = 0.12
"""Between two rings: longer than a draft waits to be saved, so that no write of the last ring stands before the next."""


class CardWatch(QObject):
    """Tells when the card of a number has been painted: the pane has been given it, and its picture has been handed over."""

    def __init__(self, console: Console) -> None:
        super().__init__(console.window)
        self._given = False
        self._painted: asyncio.Future[int] | None = None
        pane = console.window.caller
        for widget in (pane, pane.timeline.viewport(), pane.open_cases.viewport()):
            widget.installEventFilter(self)
        console.parts.presenters.caller.shown.connect(self._on_shown)

    def expect(self) -> asyncio.Future[int]:
        """Return a future of the time (``perf_counter_ns``) at which the next card will have been painted."""
        self._given = False
        self._painted = asyncio.get_event_loop().create_future()
        return self._painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._given and event.type() is QEvent.Type.Paint:
            self._given = False
            QTimer.singleShot(0, self._on_painted)
        return False

    def _on_shown(self, _number: str) -> None:
        self._given = True

    def _on_painted(self) -> None:
        if self._painted is not None and not self._painted.done():
            self._painted.set_result(time.perf_counter_ns())


def some_numbers(store: Store, wanted: int, turn: int) -> list[str]:
    """Return numbers as calls come from them: who rings often is drawn often. The same store and turn give the same ones."""
    place: ColumnClause[int] = literal_column("rowid")
    last = store.read().scalar(select(func.max(place)).select_from(Call)) or 0
    dice = random.Random(turn)
    found: list[str] = []
    while len(found) < wanted:
        number = store.read().scalar(select(Call.number).where(place == dice.randint(1, last)))
        if number and number not in found[-1:]:
            found.append(number)
    return found


async def ring(console: Console, rings: int, turn: int) -> None:
    """Let numbers ring, one after the other, each on an empty desk."""
    await console.open()
    parts = console.parts
    parts.parties.deleteLater()  # nobody else rings meanwhile
    while parts.index is None:
        await asyncio.sleep(QUIET_S)
    watch = CardWatch(console)
    for place, number in enumerate(await console.runtime.db(some_numbers, WARM + rings, turn)):
        await asyncio.sleep(QUIET_S)
        await console.runtime.settle()
        painted = watch.expect()
        begun = time.perf_counter_ns()
        call = parts.exchange.ring(number)
        took = (await painted - begun) / 1e6
        if place >= WARM:
            tell("card", round(took, 3))
        parts.exchange.abandon(call)
        parts.presenters.desk.take_up("desk")
    await asyncio.sleep(QUIET_S)
    console.window.close()
    await console.close()


def main(directory: str, rings: str, turn: str) -> int:
    """Open the console on the profile, ring, close it."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    install_fonts()
    console = Console(app, Launch(demo=True, directory=Path(directory), operator=28, size=(1440, 900), headless=True))
    console.window.show()

    async def work() -> int:
        await ring(console, int(rings), int(turn))
        return 0

    return runtime.run(app, work)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
