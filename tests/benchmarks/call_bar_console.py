"""The console in a process of its own: what rings at its telephone is painted in its call bar.

``call_bar_console.py simulator PROFILE RINGS``: the simulated exchange rings in this very process. Tells ``bar`` for each ring with the
milliseconds from the ring to the painted bar.

``call_bar_console.py gateway PROFILE NUMBER PASSWORD EXTENSION``: signs in at the centre of the profile. Tells ``sits`` when calls can
ring here, ``bar`` with the time (``time.monotonic_ns``) at which the bar had been painted with a call, ``over`` when that call has ended.
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
from console.telephone import HERE
from models.records.base import Language
from models.records.call import CallState, LineStatus, OperatorState
from tests.benchmarks.telling import InputEnd, tell
from widgets.base.theme import install_fonts
from widgets.signin.view import SignIn

WARM = 5
"""So many rings come first and are not told: the statements are compiled, the glyphs are drawn for the first time."""
QUIET_S = 0.12
"""Between two rings: longer than a draft waits to be saved, so that no write of the last ring stands before the next."""
BEAT_S = 0.005
SIZE = (1440, 900)


class BarWatch(QObject):
    """``painted`` gives the time (``time.monotonic_ns``) at which the bar's picture of the next call had been handed over."""

    def __init__(self, console: Console) -> None:
        super().__init__(console.window)
        self._bar = console.window.call
        self._bar.installEventFilter(self)
        self._watching = False
        self._painted: asyncio.Future[int] | None = None

    def expect(self) -> asyncio.Future[int]:
        """Return a future of that time."""
        self._watching = True
        self._painted = asyncio.get_running_loop().create_future()
        return self._painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._watching and event.type() is QEvent.Type.Paint and self._bar.property("state") == CallState.ALERTING:
            self._watching = False
            # the labels and buttons in it are painted, and the picture handed over, before the loop comes round again
            QTimer.singleShot(0, self._on_painted)
        return False

    def _on_painted(self) -> None:
        if self._painted is not None and not self._painted.done():
            self._painted.set_result(time.monotonic_ns())


async def simulated(console: Console, rings: int) -> None:
    """Ring, one call after the other, each on an empty desk."""
    await console.open()
    parts = console.parts
    parts.parties.deleteLater()  # nobody else rings meanwhile
    watch = BarWatch(console)
    for place in range(WARM + rings):
        await asyncio.sleep(QUIET_S)
        await console.runtime.settle()
        painted = watch.expect()
        begun = time.monotonic_ns()
        call = parts.exchange.ring(f"0577{6555_0000 + place}")
        took = (await painted - begun) / 1e6
        if place >= WARM:
            tell("bar", round(took, 3))
        parts.exchange.abandon(call)
        parts.presenters.desk.take_up("desk")
    await asyncio.sleep(QUIET_S)


class Seat(QObject):
    """A console at a real gateway."""

    def __init__(self, console: Console, number: str, password: str, extension: str) -> None:
        super().__init__(console.window)
        # As the last start has left it.
        console.settings.set_gateway(HERE)
        console.settings.set_extension(extension)
        self._console = console
        self._given = number, password
        self._end = asyncio.Event()
        self._ready = False

    async def sit(self) -> None:
        """Sign in, take what rings, and leave when whoever started this closes its input."""
        console = self._console
        signing = asyncio.create_task(self._sign_in())
        await console.open()
        await signing
        self._watch = BarWatch(console)
        line = console.parts.line
        line.status_changed.connect(self._on_status)
        end = InputEnd()
        end.reached.connect(self._end.set)
        end.watch()
        line.login()
        while not self._end.is_set():
            painted = self._watch.expect()
            await asyncio.wait([painted, ended := asyncio.ensure_future(self._end.wait())], return_when=asyncio.FIRST_COMPLETED)
            if painted.done():
                tell("bar", await painted)
                await self._over()
            ended.cancel()

    async def _over(self) -> None:
        """Wait until the call is over, and clear the desk."""
        desk = self._console.parts.presenters.desk
        while not self._end.is_set() and desk.call is not None and desk.call.state is not CallState.ENDED:
            await asyncio.sleep(BEAT_S)
        desk.take_up("desk")
        await asyncio.sleep(QUIET_S)
        await self._console.runtime.settle()
        tell("over")

    async def _sign_in(self) -> None:
        while not (pages := [page for page in self._console.window.findChildren(SignIn) if page.isVisible()]):
            await asyncio.sleep(BEAT_S)
        for name, words in zip(("signin.number", "signin.password"), self._given, strict=True):
            field = pages[-1].findChild(QLineEdit, name)
            field.setText(words)
        field.returnPressed.emit()

    def _on_status(self, status: LineStatus) -> None:
        if status.operator is OperatorState.READY and not self._ready:
            self._ready = True
            tell("sits")


def main(mode: str, directory: str, *more: str) -> int:
    """Open the console on the profile, let it ring there, close it."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    install_fonts()
    demo = mode == "simulator"
    launch = Launch(demo=demo, directory=Path(directory), operator=28 if demo else 0, language=Language.ZH, size=SIZE, headless=demo)
    console = Console(app, launch)
    console.window.show()

    async def work() -> int:
        if demo:
            await simulated(console, int(more[0]))
        else:
            await Seat(console, *more).sit()
        console.window.close()
        await console.close()
        return 0

    return runtime.run(app, work)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
