"""Pictures of the lead's board: as this desk has it, with a list open, being arranged, on the wall; and as a room of twelve would be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from console.lead.window import LeadWindow
from models.records.board import Ask, DeskBoard, DeskRow, Life, What
from models.records.call import CallRow, CallState, Direction, NotReady, OperatorState, Room, Seat
from models.records.catalogue import Line
from widgets.base.theme import dress
from widgets.board.sight import Sight, Source
from widgets.board.view import BoardPane
from widgets.board.wall import Wall

_WAITS = ((Line.GENERAL, 12), (Line.GENERAL, 7), (Line.POWER, 3))
_STATES = (
    (28, OperatorState.ON_CALL, 252),
    (12, OperatorState.ON_CALL, 63),
    (7, OperatorState.READY, 21),
    (31, OperatorState.WRAP_UP, 48),
    (19, OperatorState.READY, 130),
    (22, OperatorState.ON_CALL, 9),
    (5, OperatorState.NOT_READY, 391),
    (16, OperatorState.PHONE_OFFLINE, 40),
    (33, OperatorState.ON_CALL, 475),
    (9, OperatorState.ALERTING, 2),
    (26, OperatorState.ON_CALL, 213),
    (14, OperatorState.NOT_READY, 1320),
)
"""An invented room: operators, their states, and since how many seconds."""


async def take(console: Any, size: tuple[int, int], store: Callable[[QWidget, str], None]) -> None:
    """Let ``store(window, name)`` take each picture."""

    async def save(shown: QWidget, name: str) -> None:
        await console.runtime.settle()
        await asyncio.sleep(0.05)
        store(shown, name)

    window = LeadWindow(console)
    window.resize(*size)
    window.show()
    page: Any = window.open("board")
    await save(window, "board-alone")
    page.open(Ask(What.STAGE, "callback"))
    await save(window, "board-list")
    page.pane.behind.close_over()
    page.pane.arrange(True)
    await save(window, "board-arrange")
    page.pane.arrange(False)
    sight = room_of_twelve(page.sight(), console.parts.clock.now())
    pane, wall = BoardPane(), Wall()
    pane.setObjectName("window")
    dress(pane)
    pane.resize(*size)
    pane.show()
    pane.show_sight(sight)
    await save(pane, "board")
    pane.show_sight(aged(sight, sight.now - timedelta(seconds=42)))
    await save(pane, "board-old")
    dress(wall)
    wall.resize(*size)
    wall.show_sight(sight)
    wall.show()
    await save(wall, "wallboard")
    for one in (wall, pane, window):
        one.close()
        one.deleteLater()


def room_of_twelve(sight: Sight, now: datetime) -> Sight:
    """Return what is seen, with an invented room at the telephones and the desks of an invented centre."""
    waiting = tuple(_call(f"w{place}", line, now, seconds) for place, (line, seconds) in enumerate(_WAITS))
    talks = (OperatorState.ON_CALL, OperatorState.ALERTING)
    calls = tuple(
        replace(_call(f"c{number}", Line.GENERAL, now, since), state=CallState.CONNECTED, operator=number)
        for number, state, since in _STATES
        if state in talks
    )
    return Sight(
        now=now,
        room=Room(seats=tuple(_seats(now)), calls=(*waiting, *calls)),
        numbers=sight.numbers,
        desks=DeskBoard(now=_iso(now, 0), desks=tuple(_desks(now))),
        alone=False,
        items=sight.items,
        districts=sight.districts,
    )


def aged(sight: Sight, since: datetime) -> Sight:
    """Return what is seen, with the call system silent for a while."""
    return Sight(
        now=sight.now,
        room=sight.room,
        numbers=sight.numbers,
        desks=sight.desks,
        lost={Source.CALLS: _iso(since, 0)},
        alone=False,
        items=sight.items,
        districts=sight.districts,
    )


def _seats(now: datetime) -> Iterable[Seat]:
    for place, (number, state, since) in enumerate(_STATES):
        reason = NotReady.TRAINING.value if number == 14 else NotReady.BREAK.value if state is OperatorState.NOT_READY else ""
        call = f"c{number}" if state in (OperatorState.ON_CALL, OperatorState.ALERTING) else ""
        yield Seat(operator=number, extension=str(8001 + place), state=state, since=_iso(now, since), reason=reason, call=call)


def _desks(now: datetime) -> Iterable[DeskRow]:
    for place, (number, state, _since) in enumerate(_STATES):
        silent = state is OperatorState.PHONE_OFFLINE
        yield DeskRow(
            device=f"dev{place}",
            desk=place + 1,
            name=f"W{place + 1:02}",
            operator=number,
            life=Life.SILENT if silent else Life.HERE,
            seen_at=_iso(now, 95 if silent else 3 + place % 4),
            pushed_at=_iso(now, 30 + 61 * place),
            lag_ms=140 + 37 * place,
        )


def _call(name: str, line: Line, now: datetime, seconds: int) -> CallRow:
    return CallRow(
        id=name, direction=Direction.IN, number="057765550171", line=line, state=CallState.QUEUED, queued_at=_iso(now, seconds)
    )


def _iso(now: datetime, seconds: int) -> str:
    return (now - timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
