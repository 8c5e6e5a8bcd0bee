"""A console on a stage: the real window, store and event loop, driven by a scenario or by the test's own keys."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from console import runtime
from console.app import Console
from console.demo.player import Player
from console.demo.report import Report, write_report
from console.demo.scenario import Scenario, Step, load_scenario
from console.launch import DEMO_OPERATOR, Launch
from console.lead.window import LeadWindow
from models.records.base import Language
from models.records.call import EndReason
from models.records.staff import Role
from widgets.base.listing import Listing

CASES = 60


@contextmanager
def console_on(
    app: QApplication, directory: Path, *, cases: int = CASES, language: Language = Language.ZH, story: str = "first-call"
) -> Iterator[Console]:
    """Yield a console whose window is shown; open and drive it inside one coroutine given to :func:`run`.

    ``story`` sets the clock: it stands still at the time at which that story begins.
    """
    launch = Launch(
        demo=True,
        directory=directory,
        operator=DEMO_OPERATOR,
        language=language,
        size=(1440, 900),
        cases=cases,
        story=story,
        headless=True,
    )
    # As console.app.run has it: the loop ends when the console says so, not with the last window.
    app.setQuitOnLastWindowClosed(False)
    console = Console(app, launch)
    console.window.show()
    yield console


def run(app: QApplication, work: Callable[[], Awaitable[None]]) -> None:
    """Run a coroutine on a loop that is Qt's, as the program does."""

    async def wrapped() -> int:
        await work()
        return 0

    runtime.run(app, wrapped)


class Theatre:
    """A console that stays open over many tests, each of which begins with an empty desk; opened once, because that takes a second."""

    def __init__(self, app: QApplication, directory: Path, *, cases: int = 0, language: Language = Language.ZH) -> None:
        self._loop = runtime.begin(app)
        with console_on(app, directory, cases=cases, language=language) as console:
            self.console = console

        async def opened() -> None:
            await console.open()
            await until(lambda: console.parts.index is not None, 60)

        self._run(opened())

    def play(self, work: Callable[[Console], Awaitable[None]]) -> None:
        """Clear the desk and do ``work``."""

        async def cleared() -> None:
            await clear_desk(self.console)
            await work(self.console)

        self._run(cleared())

    def go_on(self, work: Callable[[Console], Awaitable[None]]) -> None:
        """Do ``work`` on the desk as it is."""

        async def went_on() -> None:
            await work(self.console)

        self._run(went_on())

    def close(self) -> None:
        """Close it as the window's close button does."""

        async def closed() -> None:
            self.console.window.close()
            await self.console.close()

        self._run(closed())
        runtime.end(self._loop)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(work)


def with_console(
    app: QApplication, directory: Path, work: Callable[[Console], Awaitable[None]], *, cases: int = 0, language: Language = Language.ZH
) -> None:
    """Do ``work`` on a console of its own, and close it."""
    theatre = Theatre(app, directory, cases=cases, language=language)
    try:
        theatre.play(work)
    finally:
        theatre.close()


@contextmanager
def seat(console: Console, number: int, role: Role) -> Iterator[None]:
    """Let somebody else sit here as at a working desk, where nobody does what the role does not allow."""
    parts, launch = console.parts, console.launch
    before = parts.session
    taken = replace(before, operator=replace(before.operator, number=number, role=role))
    console.launch = type("Launch", (), {"demo": False})()  # type: ignore[assignment]
    for holder in (parts, parts.tools):
        object.__setattr__(holder, "session", taken)
    try:
        yield
    finally:
        console.launch = launch
        for holder in (parts, parts.tools):
            object.__setattr__(holder, "session", before)


async def clear_desk(console: Console) -> None:
    """Nobody rings, nothing is asked, no draft is left, the operator is ready and the caret is in the search line."""
    parts, window = console.parts, console.window
    for overlay in (window.command, window.keys):
        overlay.close_over()
    for call in parts.exchange.waiting():
        parts.exchange.abandon(call.id)
    if parts.exchange.call is not None:
        parts.exchange.end(EndReason.FAILED)
    parts.line.ready()
    for row in parts.presenters.dialling.waiting():
        parts.presenters.dialling.drop(row)
    await console.runtime.settle()
    for draft in parts.shelf.drafts():
        parts.shelf.drop(draft.key)
    await console.runtime.settle()
    window.case.strip.leave()
    window.notice.clear()
    parts.presenters.desk.take_up("desk")
    for other in QApplication.topLevelWidgets():
        if other.isVisible() and isinstance(other, LeadWindow):
            other.close()
    window.activateWindow()
    window.catalogue.focus_search()
    await drive(console)


async def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let the event loop run until something is true. Raises TimeoutError where it is not for so long, a busy machine allowed for."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.005)


def words_in(widget: QWidget) -> str:
    """Return what a part of the window says now: the texts of its labels and buttons that are on screen, and of its own lists."""
    found = [part.text() for part in widget.findChildren(QLabel) + widget.findChildren(QAbstractButton) if part.isVisible()]
    for listing in widget.findChildren(Listing):
        if listing.isVisible():
            found += [" ".join((line.lead, line.title, line.subtitle)) for line in listing.lines.lines()]
    return "\n".join(filter(None, found))


def steps(*given: dict[str, object]) -> tuple[Step, ...]:
    """Return scenario steps from plain dictionaries, as they stand in a scenario file."""
    return msgspec.convert(given, tuple[Step, ...])


class QuickPlayer(Player):
    """Plays without any pause but what the console itself takes: its coroutines, and the command bar's answer."""

    async def _rest(self) -> None:
        for _ in range(3):
            await asyncio.sleep(0.005)
            await self._console.runtime.settle()
        bar = self._console.window.command
        if bar.isVisible():
            await until(lambda: not bar._awaiting)


async def drive(console: Console, *given: dict[str, object]) -> Player:
    """Play steps of the test's own."""
    player = QuickPlayer(console, Scenario(code="test", title=load_scenario("first-call").title, start="", steps=steps(*given)), fast=True)
    await player.play()
    return player


async def press(console: Console, *keys: str) -> None:
    """Press keys one after the other, each to its end."""
    await drive(console, *({"key": key} for key in keys))


async def write(console: Console, words: str) -> None:
    """Type words where the caret is."""
    await drive(console, {"type": words})


def play_story(app: QApplication, directory: Path, story: str) -> Report:
    """Play one of the four stories through the real window and return what the store holds afterwards."""
    found: list[str] = []

    with console_on(app, directory, story=story) as console:

        async def work() -> None:
            await console.open()
            player = QuickPlayer(console, load_scenario(story), fast=True)
            await player.play()
            found.append(await console.runtime.db(write_report, story, player.cases(), None))
            console.window.close()
            await console.close()

        run(app, work)
    return msgspec.json.decode(found[0], type=Report)
