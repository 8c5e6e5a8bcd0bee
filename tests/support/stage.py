"""A console on a stage: the real window, store and event loop, driven by a scenario or by the test's own keys."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication

from console import runtime
from console.app import Console
from console.demo.player import Player
from console.demo.report import Report, write_report
from console.demo.scenario import Scenario, Step, load_scenario
from console.launch import DEMO_OPERATOR, Launch
from models.records.base import Language

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


def with_console(
    app: QApplication, directory: Path, work: Callable[[Console], Awaitable[None]], *, cases: int = 0, language: Language = Language.ZH
) -> None:
    """Open a console, do ``work`` on it once it can search, and close it as its window's close button does."""
    with console_on(app, directory, cases=cases, language=language) as console:

        async def opened() -> None:
            await console.open()
            await until(lambda: console.parts.index is not None)
            try:
                await work(console)
            finally:
                console.window.close()
                await console.close()

        run(app, opened)


async def until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    """Let the event loop run until something is true. Raises TimeoutError where it never is."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.005)


def steps(*given: dict[str, object]) -> tuple[Step, ...]:
    """Return scenario steps from plain dictionaries, as they stand in a scenario file."""
    return msgspec.convert(given, tuple[Step, ...])


async def drive(console: Console, *given: dict[str, object]) -> Player:
    """Play steps of the test's own."""
    player = Player(console, Scenario(code="test", title=load_scenario("first-call").title, start="", steps=steps(*given)), fast=True)
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
            player = Player(console, load_scenario(story), fast=True)
            await player.play()
            found.append(await console.runtime.db(write_report, story, player.cases(), None))
            console.window.close()
            await console.close()

        run(app, work)
    return msgspec.json.decode(found[0], type=Report)
