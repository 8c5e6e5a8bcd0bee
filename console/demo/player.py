"""Plays a scenario through the real window: keys go in as key events, everything else comes from the simulated exchange."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.demo.scenario import Scenario, Step
from models.records.call import EndReason
from models.records.catalogue import Line
from models.records.failure import StoreFailure
from models.store.clock import SettableClock
from widgets.base.theme import Tone
from widgets.base.words import language

READING_SECONDS = 1.4
TYPING_SECONDS = 0.05
PARTY_FAILS = {"no_answer": EndReason.NO_ANSWER, "busy": EndReason.BUSY, "invalid": EndReason.INVALID}


class Player:
    """Plays one scenario on a console that is open. ``fast`` leaves out the pauses for reading."""

    def __init__(self, console: Any, scenario: Scenario, *, fast: bool, shots: Path | None = None, prefix: str = "") -> None:
        self._console = console
        self._scenario = scenario
        self._fast = fast
        self._shots = shots
        self._prefix = prefix
        self._cases: list[str] = []
        self._shot_number = 0

    def cases(self) -> tuple[str, ...]:
        """Return the ids of the cases that were on the desk while it played, in order."""
        return tuple(self._cases)

    async def play(self) -> None:
        """Play every step; between two steps everything that was started comes to its end."""
        await self._until_index()
        for step in self._scenario.steps:
            await self._step(step)
            await self._rest()
            case = self._console.parts.presenters.desk.case
            if case is not None and case.id not in self._cases:
                self._cases.append(case.id)

    async def _until_index(self) -> None:
        while self._console.parts.index is None:
            await asyncio.sleep(0.02)
        await self._rest()

    async def _step(self, step: Step) -> None:
        exchange = self._console.parts.exchange
        if step.caption is not None:
            self._console.window.notice.say(step.caption.in_(language()), Tone.ACCENT)
            await self._pause(READING_SECONDS)
        elif step.ring is not None:
            exchange.ring(self._handler_phone() if step.ring == "{partner}" else step.ring, Line(step.line))
            await self._pause(READING_SECONDS)
        elif step.say is not None:
            exchange.say(step.say)
            await self._pause(READING_SECONDS * 1.5)
        elif step.party is not None:
            self._party(step.party)
            await self._pause(READING_SECONDS / 2)
        elif step.key is not None:
            for _ in range(step.times):
                self._press(step.key)
                await self._pause(0.4)
        elif step.type is not None:
            await self._type(step.type)
        elif step.advance:
            clock = self._console.parts.clock
            if isinstance(clock, SettableClock):
                clock.advance(timedelta(seconds=step.advance))
            exchange.tick()
        if step.shot is not None:
            await self._rest()
            self._shoot(step.shot)

    def _handler_phone(self) -> str:
        """Return the number of whoever has the case on the desk: it is they who ring."""
        case, reference = self._console.parts.presenters.desk.case, self._console.parts.reference
        if case is None or case.handler is None:
            raise LookupError(f"{self._scenario.code}: nobody has a case who could ring")
        found = reference.partner(case.handler.code) or reference.unit(case.handler.code)
        return str(found.phone)

    def _party(self, does: str) -> None:
        exchange = self._console.parts.exchange
        if does == "answers":
            exchange.party_answers()
        elif does == "hangs_up":
            exchange.party_hangs_up()
        elif does == "gives_up":
            exchange.abandon(exchange.waiting()[0].id)
        else:
            exchange.party_fails(PARTY_FAILS[does])

    def _press(self, sequence: str) -> None:
        combination = QKeySequence.fromString(sequence)[0]  # type: ignore[index]
        QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())

    async def _type(self, words: str) -> None:
        for character in words:
            target = self._target()
            if character.isascii():
                QTest.keyClicks(target, character)
            else:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))
            await self._pause(TYPING_SECONDS)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self._console.window

    async def _rest(self) -> None:
        """Let debounced timers fire and spawned coroutines end."""
        for _ in range(3):
            await asyncio.sleep(0.03 if self._fast else 0.06)
            await self._console.runtime.settle()

    async def _pause(self, seconds: float) -> None:
        if not self._fast:
            await asyncio.sleep(seconds)

    def _shoot(self, name: str) -> None:
        if self._shots is None:
            return
        self._shot_number += 1
        target = self._shots / f"{self._prefix}{self._shot_number:02d}-{name}.png"
        with contextlib.suppress(OSError):  # a folder that cannot be made is told by the picture that cannot be written
            self._shots.mkdir(parents=True, exist_ok=True)
        if not self._console.window.grab().save(str(target)):
            raise StoreFailure("report.unwritten", file=target.name)
