"""The composition root: what is made, in which order, and who gets what.

The window is painted before the event loop (asyncio) and anything that needs the store are imported; the store, SQLAlchemy and the
presenters are imported on a thread of their own while the window is already on the screen. That is what keeps the first paint near that
of an empty Qt window.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from console.failures import report_crash, sentence
from console.hub import Hub
from console.launch import Launch, parse
from console.operator.window import OperatorWindow
from console.settings import Settings
from console.shell.knock import Door, knock
from models.records.base import Language
from models.records.failure import StoreFailure, WorldFailure
from models.store.profile import default_dir
from widgets.base.frame import fit
from widgets.base.language import install
from widgets.base.theme import Theme, Tone, apply_theme, dress, install_fonts

VERSION = "0.1.0"
NOT_UNDERSTOOD, NOT_OPENED = 2, 3
"""Exit codes."""

PAINT_MS = 50
"""The first paint is waited for no longer than this; where the window system takes longer, it comes once the loop runs."""
log = logging.getLogger(__name__)


class Console(QObject):
    """One running console: its window first, then its store, then its presenters."""

    closed = Signal()

    def __init__(self, app: QApplication, launch: Launch) -> None:
        super().__init__()
        self.app = app
        self.launch = launch
        self.directory = launch.directory or default_dir()
        self.settings = Settings(self.directory)
        self.hub = Hub(self)
        self.runtime: Any = None
        self.sync: Any = None
        self._language, self._theme = launch.language, launch.theme
        self.assembly: Any = None
        self.parts: Any = None
        self.window = self._make_window()

    def language(self) -> Language:
        """Return the language of the interface."""
        return self._language or self.settings.language()

    def _make_window(self) -> OperatorWindow:
        install(self.app, self.language())
        apply_theme(self.app, self._theme or self.settings.theme())
        window = OperatorWindow(self.settings, watermark=self.launch.demo)
        dress(window)
        if self.launch.size:
            window.resize(*self.launch.size)
        elif not window.restoreGeometry(self.settings.state("window")):
            room = self.app.primaryScreen().availableGeometry()
            window.resize(min(1440, room.width()), min(900, room.height()))
        window.closing.connect(self.closed)
        return window

    async def open(self) -> None:
        """Open the store and bring the window to life. Raises WorldFailure where this desk's data or its centre cannot be used."""
        # Late, for start-up time: the window is on the screen while these are imported, the second one beside it. Both at once, the panes
        # and it, would take as long, with the window standing still.
        self.runtime = import_module("console.runtime").Runtime(self.tell)
        await self.runtime.in_turns(self.window.furnishing())
        if self.launch.size is None:
            fit(self.window, self.window.screen().availableGeometry())
        self.assembly = await self.runtime.work(import_module, "console.assembly")
        await self.assembly.assemble(self)
        Door(self.directory, self).knocked.connect(self.come_forward)

    def come_forward(self) -> None:
        """Somebody started the console again on this profile: the window that they look for is this one."""
        self.bring_forward()
        self.window.notice.say(self.tr("The console was open already: this is its window."), Tone.ACCENT)

    def bring_forward(self) -> None:
        """Put the operator's window before the others."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme from now on."""
        self._theme = theme
        self.settings.set_theme(theme)
        apply_theme(self.app, theme)

    async def set_language(self, language: Language) -> None:
        """Speak another language from now on: the window is made anew, what was typed comes back."""
        self._language = language
        self.settings.set_language(language)
        await self.assembly.rebuild(self)

    def replace_window(self) -> OperatorWindow:
        """Put a newly made window where the present one is."""
        before = self.window
        before.closing.disconnect(self.closed)
        before.remember()
        before.hold = None
        self.window = self._make_window()
        self.window.furnish()
        self.window.setGeometry(before.geometry())
        self.window.show()
        before.close()
        before.deleteLater()
        return self.window

    async def close(self) -> None:
        """Come to an end with everything saved."""
        if self.parts is not None:
            self.parts.presenters.draft.finish()
            self.parts.line.logout()  # nobody who has gone is shown at a telephone
        if self.sync is not None:
            await self.sync.stop()
        if self.runtime is not None:
            await self.runtime.close()
        self.take_apart()
        if self.launch.throwaway:
            shutil.rmtree(self.directory, ignore_errors=True)

    def take_apart(self) -> None:
        """Delete the window and what keeps time for it, now and in this thread.

        Left to the garbage collector the parts would go in any order and in whichever thread it happens to run; a timer that goes in
        another thread takes the program with it.
        """
        for part in (self.window, self):
            part.deleteLater()
            QCoreApplication.sendPostedEvents(part, QEvent.Type.DeferredDelete.value)

    def tell(self, failure: BaseException) -> None:
        """Say calmly what the world did, or keep a report of what we did wrong."""
        if isinstance(failure, WorldFailure):
            self.window.notice.say(sentence(failure), Tone.OVERDUE)
            return
        report = report_crash(failure, self.directory / "crashes", VERSION)
        self.window.notice.say(
            self.tr("Something went wrong in the program; your words are kept. A report without personal data lies in {file}.").format(
                file=report.name
            ),
            Tone.OVERDUE,
        )


async def _main(console: Console, loop: ModuleType) -> int:
    """``loop`` is ``console.runtime``, handed in because it is loaded late."""
    launch = console.launch
    over = loop.promise()
    console.closed.connect(lambda: None if over.done() else over.set_result(0))
    if not console.window.isVisible():
        over.set_result(0)
    try:
        await loop.unless(over, console.open())
    except WorldFailure as failure:
        sys.stderr.write(sentence(failure) + "\n")
        console.window.leave_alone(sentence(failure))
        if failure.code == "store.in_use":
            knock(console.directory)
        if launch.headless and not over.done():
            over.set_result(0)
        await over
        if isinstance(failure, StoreFailure):
            console.take_apart()
            return NOT_OPENED
        await console.close()
        return NOT_UNDERSTOOD
    if launch.story and not over.done():
        console.runtime.spawn(console.assembly.play(console, over))
    code = int(await over)
    await console.close()
    return code


def run(argv: list[str]) -> int:
    """Open the console, or the demonstration. Return the exit code.

    0 is well; 1 a story that did not come to its end, or whose report could not be written; 2 an operator who is not there or cannot play;
    3 data that could not be opened.
    """
    launch = parse(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    if launch.headless:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    gc.disable()  # a start makes much and throws little away: looking for garbage finds none. The assembly switches it on again.
    app = QApplication([sys.argv[0]])
    app.setApplicationName("hotline-console")
    app.setQuitOnLastWindowClosed(False)
    install_fonts()
    console = Console(app, launch)
    sys.excepthook = lambda _kind, failure, _trace: console.tell(failure)
    console.window.show()
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, PAINT_MS)
    # Late, for start-up time: the first paint needs no event loop of Python's.
    loop = import_module("console.runtime")
    return int(loop.run(app, lambda: _main(console, loop)))
