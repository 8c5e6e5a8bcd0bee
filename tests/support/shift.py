"""A scripted shift at the real console: everything is typed and pressed through its window, and each keystroke is noted before and after.

Run by ``tests.support.kills``, which ends it at a moment that it cannot foresee.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console import runtime
from console.app import Console
from console.launch import Launch
from models.records.base import Record
from widgets.base.theme import install_fonts

SURNAMES = "陈李王周张林黄吴"
NEEDS = ("scls", "C03-01", "C04-01", "C06-01", "C10-04", "C02-01")


class Snapshot(Record, frozen=True):
    """What stands on the desk: its subject, the case, where the caret is, and all that is typed by field."""

    key: str
    case_id: str
    focus: str
    cursor: int
    words: dict[str, str]


class Stroke(Record, frozen=True):
    """One line of the log. ``at`` is monotonic (ns), before the stroke was sent; ``shown`` what stood there after it, None before it.

    ``typed`` tells a character from a key with a meaning of its own.
    """

    number: int
    at: int
    typed: bool
    what: str
    shown: Snapshot | None = None


def snapshot(console: Console) -> Snapshot:
    """Return what stands on the desk."""
    draft = console.parts.presenters.draft.collect()
    words = {**draft.fields, "text": draft.text, "query": draft.query}
    return Snapshot(
        key=draft.key,
        case_id=draft.case_id,
        focus=draft.focus,
        cursor=draft.cursor,
        words={name: value for name, value in words.items() if value},
    )


class Pen:
    """Presses and types, and notes each stroke so that the note outlives the process."""

    def __init__(self, console: Console, log: Path, chance: random.Random) -> None:
        self._console = console
        self._log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._chance = chance
        self._number = 0

    def note(self, stroke: Stroke) -> None:
        """Append a line. Written is enough: it outlives the process, and a sync would keep the disk from the console's own."""
        os.write(self._log, msgspec.json.encode(stroke) + b"\n")

    async def press(self, *sequences: str) -> None:
        """Press keys, each to the end of what it begins."""
        for sequence in sequences:
            combination = QKeySequence.fromString(sequence)[0]  # type: ignore[index]
            await self._stroke(False, sequence, lambda at, c=combination: QTest.keyClick(at, c.key(), c.keyboardModifiers()))
            await asyncio.sleep(0.01)
            await self._console.runtime.settle()

    async def type(self, words: str) -> None:
        """Type words faster than anybody can."""
        for character in words:
            await self._stroke(True, character, lambda at, c=character: _send(at, c))
            await asyncio.sleep(self._chance.uniform(0.002, 0.03))

    async def _stroke(self, typed: bool, what: str, send: Callable[[QWidget], object]) -> None:
        self._number += 1
        at = time.monotonic_ns()
        self.note(Stroke(number=self._number, at=at, typed=typed, what=what))
        send(QApplication.focusWidget() or self._console.window)
        self.note(Stroke(number=self._number, at=at, typed=typed, what=what, shown=snapshot(self._console)))


def _send(target: QWidget, character: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


class Shift:
    """Serves one citizen after another for ever, now this way, now that."""

    def __init__(self, console: Console, pen: Pen, chance: random.Random) -> None:
        self._console = console
        self._pen = pen
        self._chance = chance

    async def work(self) -> None:
        """Never returns."""
        pen = self._pen
        while True:
            await self._take_a_call()
            await self._write_down()
            if self._likely(0.15):
                await pen.press("Ctrl+N")
                await self._write_down()
            await pen.press("F9")
            if self._likely(0.3):
                await pen.press("Alt+3")
                await pen.type(f"，补充{self._token()}")
                await pen.press("F9" if self._likely(0.7) else "Ctrl+Z")
            await self._chance.choice((self._send_somebody, self._send_somebody, self._nobody_can, self._gives_up, self._merge))()
            await self._look_elsewhere()
            await pen.press("F8", "F10")

    async def _take_a_call(self) -> None:
        exchange = self._console.parts.exchange
        exchange.ring("" if self._likely(0.1) else f"0577-6555 {self._chance.randrange(30):04d}")
        await self._pen.press("F2")

    async def _write_down(self) -> None:
        pen, chance = self._pen, self._chance
        await pen.press("Alt+1")
        await pen.type(f"{chance.choice(SURNAMES)}{self._token()}")
        await pen.press("Tab")
        await pen.type(f"滨江社区{self._token()}室")
        await pen.press("Ctrl+F")
        await pen.type(chance.choice(NEEDS))
        await pen.press("Return", "Alt+3")
        await pen.type(f"家里的水管{self._token()}漏了，")
        if self._likely(0.4):
            await pen.press("Left", "Left")
            await pen.type(self._token())

    async def _send_somebody(self) -> None:
        pen = self._pen
        await pen.press("F6", "F8", "F8")
        if self._likely(0.2):
            await pen.press("Ctrl+Shift+D")
            await pen.type(f"今天忙{self._token()}")
            await pen.press("Return", "F6", "F8", "F8")
        await pen.press("Ctrl+Shift+A", "Ctrl+Shift+W")
        await pen.type(f"换了软管{self._token()}")
        await pen.press("Return")
        await self._call_back()

    async def _call_back(self) -> None:
        pen = self._pen
        await pen.press("F7")
        self._console.parts.exchange.party_answers()
        await pen.press("Alt+5", "Y", "Y", "Y", "Y", "5" if self._likely(0.8) else "1")
        comment = self._console.window.findChild(QWidget, "callback.comment")
        assert comment is not None
        comment.setFocus()
        await pen.type(f"师傅{self._token()}")
        await pen.press("Ctrl+Return")
        if self._likely(0.3):
            await pen.press("Ctrl+Shift+C")
            await pen.type(f"又漏了{self._token()}")
            await pen.press("Return", "Ctrl+Shift+V")
            await pen.type(f"师傅说{self._token()}")
            await pen.press("Return", "Return")
            await pen.type("y")
            await pen.press("Return")
        else:
            await pen.press("F12")
        if self._likely(0.3):
            await pen.press("Alt+6", "Ctrl+Z")

    async def _nobody_can(self) -> None:
        pen = self._pen
        await pen.press("Ctrl+Shift+U")
        await pen.type(f"夜里的车{self._token()}")
        await pen.press("Return")
        await pen.type(f"问过{self._token()}")
        await pen.press("Return", "F12")

    async def _gives_up(self) -> None:
        await self._pen.press("Ctrl+Shift+X")
        await self._pen.type(f"不用了{self._token()}")
        await self._pen.press("Return")
        if self._likely(0.5):
            await self._pen.press("Ctrl+Shift+O")
            await self._pen.type(f"又要了{self._token()}")
            await self._pen.press("Return")

    async def _merge(self) -> None:
        await self._pen.press("Ctrl+Shift+M", "Return")
        if self._likely(0.5):
            await self._pen.press("Alt+6", "Ctrl+Z")

    async def _look_elsewhere(self) -> None:
        if self._likely(0.4):
            await self._pen.press(self._chance.choice(("Ctrl+1", "Ctrl+2", "Ctrl+3")), "Return")
        if self._likely(0.3):
            await self._pen.press("Ctrl+Shift+F")
            await self._pen.type(f"催过一次{self._token()}")
            await self._pen.press("Return" if self._likely(0.5) else "Left")

    def _likely(self, share: float) -> bool:
        return self._chance.random() < share

    def _token(self) -> str:
        return f"{self._chance.randrange(10**6):06d}"


def run_shift(profile: Path, log: Path, seed: int, ready: Callable[[], object]) -> None:
    """Open the console on a profile, note how the desk came back, call ``ready`` and work until the process ends."""
    app = QApplication(["shift"])
    app.setQuitOnLastWindowClosed(False)
    install_fonts()
    chance = random.Random(seed)
    console = Console(app, Launch(demo=True, directory=profile, operator=28, headless=True, size=(1440, 900)))
    console.window.show()

    async def shift() -> int:
        await console.open()
        # The far ends are played by the script alone.
        console.parts.parties.deleteLater()
        while console.parts.index is None:
            await asyncio.sleep(0.005)
        pen = Pen(console, log, chance)
        pen.note(Stroke(number=0, at=time.monotonic_ns(), typed=False, what="opened", shown=snapshot(console)))
        ready()
        await Shift(console, pen, chance).work()
        return 0

    runtime.run(app, shift)
