"""A console on a stage: the real window, store and event loop, driven by a scenario or by the test's own keys."""

from __future__ import annotations

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
from console.launch import Launch
from models.records.base import Language

CASES = 60


@contextmanager
def console_on(
    app: QApplication, directory: Path, *, cases: int = CASES, language: Language = Language.ZH, story: str = "first-call"
) -> Iterator[Console]:
    """Yield a console whose window is shown; open and drive it inside one coroutine given to :func:`run`."""
    launch = Launch(
        demo=True, directory=directory, operator=28, language=language, size=(1440, 900), cases=cases, story=story, headless=True
    )
    console = Console(app, launch)
    console.window.show()
    yield console


def run(app: QApplication, work: Callable[[], Awaitable[None]]) -> None:
    """Run a coroutine on a loop that is Qt's, as the program does."""

    async def wrapped() -> int:
        await work()
        return 0

    runtime.run(app, wrapped)


def steps(*given: dict[str, object]) -> tuple[Step, ...]:
    """Return scenario steps from plain dictionaries, as they stand in a scenario file."""
    return msgspec.convert(given, tuple[Step, ...])


async def drive(console: Console, *given: dict[str, object]) -> Player:
    """Play steps of the test's own."""
    player = Player(console, Scenario(code="test", title=load_scenario("first-call").title, start="", steps=steps(*given)), fast=True)
    await player.play()
    return player


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
