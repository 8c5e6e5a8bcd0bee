"""The lists behind the numbers of the board: read together with the numbers, and turned into lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.records.board import Ask, Life, Numbers, What
from models.records.call import MissedRow, OperatorState
from models.records.case import CaseRow
from models.records.catalogue import Line as CallLine
from models.records.report import BehindRow
from models.repositories import board
from models.repositories import missed as missed_calls
from models.rules.board import asked_of
from models.store.store import Store
from widgets.base.rows import Line
from widgets.board import lines
from widgets.board.sight import Sight, Source

LIVE = frozenset((What.WAITING, What.SEATS, What.DESKS))
"""Numbers that the call line and the centre tell: their lists are what is on the screen already."""
_STANDING = frozenset((What.STAGE, What.LATE, What.SOON, What.UNOWNED))

Rows = tuple[CaseRow, ...] | tuple[BehindRow, ...] | tuple[MissedRow, ...]


@dataclass(frozen=True)
class Listed:
    """Lines, and what taking one of them means: the case behind a line, the number behind one to be rung back, by the line's key."""

    lines: list[Line]
    cases: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)


def counted(store: Store, now: datetime, ask: Ask | None, sealed: bool) -> tuple[Numbers, Rows]:
    """Count, and read the list that is open: both of one moment, so that the list is as long as its number says."""
    return board.numbers(store, now), _rows(store, now, ask, sealed) if ask is not None else ()


def _rows(store: Store, now: datetime, ask: Ask, sealed: bool) -> Rows:
    if ask.what is What.MISSED:
        return missed_calls.missed(store, sealed=True, limit=board.ALL)
    if ask.what in _STANDING:
        return board.cases(store, ask, now, sealed=sealed)
    return board.behind(store, ask, now, sealed=sealed) if asked_of(ask, now) is not None else ()


def listed(ask: Ask, rows: Rows, sight: Sight) -> Listed:
    """Return the list behind a number as lines: ``rows`` are those that ``counted`` read, for what is told live they are not needed."""
    if ask.what in LIVE:
        return Listed(_live(ask, sight))
    numbers, now = sight.numbers, sight.now
    if ask.what is What.ALERTS:
        return Listed([lines.alert_line(row, now) for row in numbers.alerts] if numbers is not None else [])
    made, cases, rung = [], {}, {}
    unowned = numbers.unowned if numbers is not None else frozenset[str]()
    for place, row in enumerate(rows):
        key = str(place)
        match row:
            case MissedRow():
                line = lines.missed_line(row, now)
                rung[line.key] = "" if row.line is CallLine.PSYCHOLOGY else row.number
            case CaseRow():
                line = lines.case_line(row, now, unowned=row.id in unowned)
                cases[line.key] = row.id
            case BehindRow():
                line = lines.behind_line(row, key, now)
                if row.case is not None:
                    cases[line.key] = row.case.id
        made.append(line)
    return Listed(made, cases, rung)


def _live(ask: Ask, sight: Sight) -> list[Line]:
    room, now = sight.room, sight.now
    if ask.what is What.DESKS:
        life = Life(ask.of) if ask.of else None
        desks = sight.desks.desks if sight.desks is not None else ()
        seats = {seat.operator: seat for seat in room.seats} if room is not None else {}
        return [lines.desk_line(desk, now, seats.get(desk.operator)) for desk in desks if life in (None, desk.life)]
    if room is None:
        return []
    since = sight.lost.get(Source.CALLS, "")
    moment = datetime.fromisoformat(since) if since else now
    if ask.what is What.SEATS:
        return [lines.seat_line(seat, room, moment) for seat in room.at(OperatorState(ask.of) if ask.of else None)]
    promise = sight.numbers.seconds if sight.numbers is not None else 0
    return [lines.waiting_line(call, moment, promise) for call in room.waiting(CallLine(ask.of) if ask.of else None)]
