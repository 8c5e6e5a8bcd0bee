"""Records of the board as lines of a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from models.records.base import Text
from models.records.board import DeskRow, Need
from models.records.call import AlertRow, CallRow, CallState, Direction, MissedRow, OperatorState, Room, Seat
from models.records.case import CaseRow
from models.records.catalogue import Line as CallLine
from models.records.report import BehindRow
from widgets.base.moment import LONG_WAIT, countdown, day_clock, duration, seconds_since
from widgets.base.number import masked
from widgets.base.rows import Line, Mark
from widgets.base.standing import unsent_mark, unsent_note
from widgets.base.theme import Tone
from widgets.base.words import deadline_word, end_word, language, line_word, owner_word, stage_word, state_word
from widgets.board.words import LIFE_TONES, STATE_TONES, life_word


def case_line(row: CaseRow, now: datetime, *, unowned: bool = False) -> Line:
    """Return a case: what it is, who has it, who answers for it, and its promise."""
    words, tone = countdown(row.due, now)
    due = (Mark(f"{deadline_word(row.due_kind)} {words}" if row.due_kind else words, tone),) if words else ()
    nobody = (Mark(QCoreApplication.translate("board", "nobody has it"), Tone.OVERDUE),) if unowned else ()
    urgent = (Mark(QCoreApplication.translate("board", "urgent"), Tone.OVERDUE),) if row.urgent else ()
    speech = language()
    who = (stage_word(row.stage), row.handler.in_(speech), row.person_name or masked(row.number), owner_word(row.owner))
    return Line(
        key=row.id,
        title=row.item_name.in_(speech),
        lead=row.no,
        subtitle=" · ".join(filter(None, who)),
        marks=(*urgent, *unsent_mark(row.unsent)),
        right=(*nobody, *due),
        note=unsent_note(row.unsent),
    )


def call_line(call: CallRow, now: datetime) -> Line:
    """Return a call that is over or was answered: when it came, how long it waited and what became of it."""
    until = call.answered_at or call.ended_at
    waited = seconds_since(call.queued_at, datetime.fromisoformat(until)) if until else seconds_since(call.queued_at, now)
    wait = QCoreApplication.translate("board", "waited {time}").format(time=duration(waited))
    taken = QCoreApplication.translate("board", "answered by operator {number}").format(number=call.operator) if call.operator else ""
    answered = (taken or QCoreApplication.translate("board", "answered")) if call.answered_at else ""
    ended = end_word(call.reason) if call.reason is not None and not call.answered_at else ""
    return Line(
        key=call.id,
        time=day_clock(call.queued_at, now),
        title=_caller(call),
        subtitle=" · ".join(filter(None, (_line(call.line), answered, ended))),
        right=(Mark(wait, Tone.MUTED if call.answered_at else Tone.DUE),),
    )


def behind_line(row: BehindRow, key: str, now: datetime) -> Line:
    """Return a line of the list behind a figure, a call or a case with what it is there for."""
    if row.call is not None:
        return replace(call_line(row.call, now), key=key)
    if row.case is None:
        return Line(key=key, title=row.note.in_(language()))
    line, note = case_line(row.case, now), row.note.in_(language())
    return replace(line, key=key, title=note or line.title, subtitle=" · ".join(filter(None, (line.title if note else "", line.subtitle))))


def waiting_line(call: CallRow, now: datetime, promise: int) -> Line:
    """Return a caller whom nobody has answered, with the wait so far; ``promise`` is within how many seconds one is to be answered."""
    waited = seconds_since(call.queued_at, now)
    rings = call.state is CallState.ALERTING
    state = QCoreApplication.translate("board", "a telephone rings") if rings else QCoreApplication.translate("board", "in the queue")
    tone = Tone.OVERDUE if waited > LONG_WAIT else Tone.DUE if waited > promise else Tone.MUTED
    return Line(
        key=call.id,
        title=_caller(call),
        subtitle=" · ".join(filter(None, (line_word(call.line), state))),
        right=(Mark(duration(waited), tone),),
    )


def missed_line(row: MissedRow, now: datetime) -> Line:
    """Return a number to ring back."""
    sealed = row.line is CallLine.PSYCHOLOGY
    times = QCoreApplication.translate("board", "{count} calls").format(count=len(row.calls)) if len(row.calls) > 1 else ""
    wait = QCoreApplication.translate("board", "waited {time}").format(time=duration(row.waited))
    withheld = QCoreApplication.translate("board", "Number withheld")
    return Line(
        key=row.calls[0],
        time=day_clock(row.last, now),
        title=line_word(row.line) if sealed else row.who or masked(row.number) or withheld,
        subtitle=" · ".join(filter(None, (masked(row.number) if row.who and not sealed else "", "" if sealed else _line(row.line)))),
        marks=(Mark(times, Tone.DUE),) if times else (),
        right=(Mark(wait, Tone.MUTED if row.brief else Tone.DUE),),
    )


def seat_line(seat: Seat, room: Room, now: datetime) -> Line:
    """Return an operator at a telephone: the state, since when, and the line of the call."""
    call = next((call for call in room.calls if seat.call and call.id == seat.call), None)
    phone = QCoreApplication.translate("board", "telephone {number}").format(number=seat.extension) if seat.extension else ""
    out = QCoreApplication.translate("board", "rings somebody")
    about = "" if call is None else out if call.direction is Direction.OUT else line_word(call.line)
    return Line(
        key=str(seat.operator),
        title=operator_word(seat.operator),
        subtitle=" · ".join(filter(None, (phone, about))),
        marks=(Mark(state_word(seat.state, seat.reason), STATE_TONES[seat.state]),),
        right=(Mark(duration(seconds_since(seat.since, now)), Tone.MUTED),),
    )


def desk_line(row: DeskRow, now: datetime, seat: Seat | None = None) -> Line:
    """Return a device of the centre: how it stands, its last sign of life and delivery, and its telephone where there is one."""
    seen = QCoreApplication.translate("board", "heard {time} ago").format(time=duration(seconds_since(row.seen_at, now)))
    sent = QCoreApplication.translate("board", "sent {time}").format(time=day_clock(row.pushed_at, now)) if row.pushed_at else ""
    late = QCoreApplication.translate("board", "after {seconds} s").format(seconds=f"{row.lag_ms / 1000:.1f}") if row.pushed_at else ""
    gone = seat is not None and seat.state is OperatorState.PHONE_OFFLINE
    phone = (Mark(state_word(OperatorState.PHONE_OFFLINE), Tone.OVERDUE),) if gone else ()
    return Line(
        key=row.device,
        lead=f"{row.desk:02}",
        title=operator_word(row.operator) if row.operator else row.name,
        subtitle=" · ".join(filter(None, (seen if row.seen_at else "", " ".join(filter(None, (sent, late)))))),
        right=(*phone, Mark(life_word(row.life), LIFE_TONES[row.life])),
    )


def need_line(need: Need, districts: Mapping[str, Text]) -> Line:
    """Return an item with its unmet needs: how many, and where."""
    speech = language()
    where = [districts[code].in_(speech) if code in districts else code for code in need.districts]
    return Line(
        key=need.item_code,
        title=need.item_name.in_(speech),
        subtitle=QCoreApplication.translate("board", ", ").join(where),
        right=(Mark(str(need.count), Tone.PLAIN),),
    )


def alert_line(row: AlertRow, now: datetime) -> Line:
    """Return an operator who needs the lead."""
    return Line(
        key=row.id,
        title=operator_word(row.operator),
        subtitle=row.desk,
        right=(Mark(duration(seconds_since(row.at, now)), Tone.OVERDUE),),
    )


def operator_word(number: int) -> str:
    """Return what an operator is called."""
    return QCoreApplication.translate("board", "Operator {number}").format(number=number)


def _caller(call: CallRow) -> str:
    if call.line is CallLine.PSYCHOLOGY:
        return line_word(call.line)
    return masked(call.number) or QCoreApplication.translate("board", "Number withheld")


def _line(line: CallLine) -> str:
    return "" if line in (CallLine.GENERAL, CallLine.PSYCHOLOGY) else line_word(line)
