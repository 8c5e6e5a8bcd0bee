"""The composition root: what is made, in which order, and who gets what.

The window is painted before anything that needs the store is imported; the store, SQLAlchemy and the presenters are imported on the
replica thread while the window is already on the screen. That is what keeps the first paint near that of an empty Qt window.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import sys
from collections.abc import Coroutine
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from console import runtime
from console.failures import report_crash, sentence
from console.hub import Hub
from console.launch import Launch, parse
from console.operator.window import OperatorWindow
from console.settings import Settings
from models.records.base import Language
from models.records.failure import StoreFailure, WorldFailure
from models.store.profile import default_dir
from widgets.base.language import install
from widgets.base.theme import Theme, Tone, apply_theme, install_fonts

VERSION = "0.1.0"
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
        self.runtime = runtime.Runtime(self.tell)
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
        if self.launch.size:
            window.resize(*self.launch.size)
        elif not window.restoreGeometry(self.settings.state("window")):
            window.resize(1440, 900)
        window.closing.connect(self.closed)
        return window

    async def open(self) -> None:
        """Open the store and bring the window to life. Raises StoreFailure where this desk's data cannot be opened."""
        # Late, on the replica thread, for start-up time: the window is on the screen while this is imported.
        self.assembly = await self.runtime.work(import_module, "console.assembly")
        await self.assembly.assemble(self)

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
        self.window = self._make_window()
        self.window.setGeometry(before.geometry())
        self.window.show()
        before.close()
        before.deleteLater()
        return self.window

    async def close(self) -> None:
        """Come to an end with everything saved."""
        if self.parts is not None:
            self.parts.presenters.draft.finish()
        await self.runtime.close()
        if self.launch.demo and self.directory.name.startswith("hotline-demo-"):
            shutil.rmtree(self.directory, ignore_errors=True)

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


async def _unless(over: asyncio.Future[int], opening: Coroutine[Any, Any, None]) -> None:
    """Wait for the console to open, but no longer than its window is there. Raises what the opening raises."""
    task: asyncio.Future[Any] = asyncio.ensure_future(opening)
    await asyncio.wait((task, over), return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        task.result()
    else:
        task.cancel()


async def _main(app: QApplication, launch: Launch) -> int:
    console = Console(app, launch)
    over: asyncio.Future[int] = asyncio.get_event_loop().create_future()
    console.closed.connect(lambda: None if over.done() else over.set_result(0))
    console.window.show()
    sys.excepthook = lambda _kind, failure, _trace: console.tell(failure)
    try:
        await _unless(over, console.open())
    except StoreFailure as failure:
        sys.stderr.write(sentence(failure) + "\n")
        console.window.leave_alone()
        console.window.notice.say(sentence(failure), Tone.OVERDUE)
        if launch.headless:
            over.set_result(3)
        return (await over) or 3
    if launch.story and not over.done():
        console.runtime.spawn(console.assembly.play(console, over))
    code = await over
    await console.close()
    return code


def run(argv: list[str]) -> int:
    """Open the console, or the demonstration. Return the exit code: 0, or 3 where the data could not be opened."""
    launch = parse(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    if launch.headless:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([sys.argv[0]])
    app.setApplicationName("hotline-console")
    app.setQuitOnLastWindowClosed(False)
    install_fonts()
    return runtime.run(app, lambda: _main(app, launch))
