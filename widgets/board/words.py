"""What the tiles and the lists of the board are called, and how its figures are judged by the profile."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records.base import Text
from models.records.board import Ask, Life, Numbers, Span, Tile, What
from models.records.call import OperatorState
from models.records.case import Stage
from models.records.catalogue import Line
from widgets.base.moment import clock
from widgets.base.theme import Tone
from widgets.base.words import language, line_word, stage_word, state_word

_TILES: Mapping[Tile, object] = {
    Tile.WAITING: QT_TRANSLATE_NOOP("board", "Waiting now"),
    Tile.LONGEST: QT_TRANSLATE_NOOP("board", "Longest wait"),
    Tile.ANSWERED: QT_TRANSLATE_NOOP("board", "In time · today"),
    Tile.CONNECTED: QT_TRANSLATE_NOOP("board", "Connected · 24 h"),
    Tile.ABANDONED: QT_TRANSLATE_NOOP("board", "Given up · today"),
    Tile.SATISFIED: QT_TRANSLATE_NOOP("board", "Satisfied · today"),
    Tile.OPERATORS: QT_TRANSLATE_NOOP("board", "Operators"),
    Tile.HALF_HOURS: QT_TRANSLATE_NOOP("board", "Calls per half hour"),
    Tile.HEALTH: QT_TRANSLATE_NOOP("board", "Desks and links"),
    Tile.PROMISES: QT_TRANSLATE_NOOP("board", "Promises"),
    Tile.STAGES: QT_TRANSLATE_NOOP("board", "Cases by stage"),
    Tile.UNMET: QT_TRANSLATE_NOOP("board", "Unmet needs · this week"),
}
_LISTS: Mapping[What, object] = {
    What.WAITING: QT_TRANSLATE_NOOP("board", "Waiting now"),
    What.SEATS: QT_TRANSLATE_NOOP("board", "At a telephone"),
    What.OFFERED: QT_TRANSLATE_NOOP("board", "Incoming calls"),
    What.IN_TIME: QT_TRANSLATE_NOOP("board", "Answered in time"),
    What.CONNECTED: QT_TRANSLATE_NOOP("board", "Connected"),
    What.ABANDONED: QT_TRANSLATE_NOOP("board", "Given up"),
    What.BRIEF: QT_TRANSLATE_NOOP("board", "Given up within 5 s"),
    What.MISSED: QT_TRANSLATE_NOOP("board", "To ring back"),
    What.HALF_HOUR: QT_TRANSLATE_NOOP("board", "Calls of the half hour"),
    What.RUNG: QT_TRANSLATE_NOOP("board", "Calls of today"),
    What.WEEK_BEFORE: QT_TRANSLATE_NOOP("board", "Calls of the same weekday a week before"),
    What.STAGE: QT_TRANSLATE_NOOP("board", "Open cases"),
    What.SOON: QT_TRANSLATE_NOOP("board", "Due in 2 h"),
    What.LATE: QT_TRANSLATE_NOOP("board", "Overdue"),
    What.UNOWNED: QT_TRANSLATE_NOOP("board", "Nobody has it"),
    What.DUE: QT_TRANSLATE_NOOP("board", "Callbacks due"),
    What.REACHED: QT_TRANSLATE_NOOP("board", "Reached"),
    What.ANSWER: QT_TRANSLATE_NOOP("board", "Answered"),
    What.SATISFIED: QT_TRANSLATE_NOOP("board", "Satisfied"),
    What.UNMET: QT_TRANSLATE_NOOP("board", "Unmet needs of this week"),
    What.DESKS: QT_TRANSLATE_NOOP("board", "Desks of the centre"),
    What.ALERTS: QT_TRANSLATE_NOOP("board", "Silent alerts"),
}
_SPANS: Mapping[Span, object] = {
    Span.TODAY: QT_TRANSLATE_NOOP("board", "today"),
    Span.DAY: QT_TRANSLATE_NOOP("board", "last 24 h"),
}
_LIVES: Mapping[Life, object] = {
    Life.HERE: QT_TRANSLATE_NOOP("board", "Linked"),
    Life.SILENT: QT_TRANSLATE_NOOP("board", "Silent"),
    Life.OUT: QT_TRANSLATE_NOOP("board", "Nobody there"),
    Life.SHUT: QT_TRANSLATE_NOOP("board", "Shut out"),
}
_LINES: Mapping[Line, object] = {
    Line.GENERAL: QT_TRANSLATE_NOOP("board", "General"),
    Line.POWER: QT_TRANSLATE_NOOP("board", "Power"),
    Line.PSYCHOLOGY: QT_TRANSLATE_NOOP("board", "Psychology"),
}
LIFE_TONES: Mapping[Life, Tone] = {Life.HERE: Tone.OK, Life.SILENT: Tone.OVERDUE, Life.OUT: Tone.MUTED, Life.SHUT: Tone.MUTED}
STATE_TONES: Mapping[OperatorState, Tone] = {
    OperatorState.READY: Tone.ACCENT,
    OperatorState.ON_CALL: Tone.OK,
    OperatorState.ALERTING: Tone.DUE,
    OperatorState.WRAP_UP: Tone.DUE,
    OperatorState.NOT_READY: Tone.MUTED,
    OperatorState.LOGGED_OUT: Tone.MUTED,
    OperatorState.PHONE_OFFLINE: Tone.OVERDUE,
}
STATES = (
    OperatorState.ON_CALL,
    OperatorState.READY,
    OperatorState.ALERTING,
    OperatorState.WRAP_UP,
    OperatorState.NOT_READY,
    OperatorState.PHONE_OFFLINE,
)
"""The order in which operators are counted."""
NOTHING = "—"
"""Stands where nothing is known, or nothing was offered: no number, not even nought."""


def tile_word(tile: Tile) -> str:
    """Return the heading of a tile."""
    return _say(_TILES[tile])


def short_line(line: Line) -> str:
    """Return the name of a line without the word line, where room is dear."""
    return _say(_LINES[line])


def life_word(life: Life) -> str:
    """Return how a device stands to the centre."""
    return _say(_LIVES[life])


def list_title(ask: Ask, items: Mapping[str, Text] | None = None) -> str:
    """Return the heading of the list behind a number; ``items`` are names by item code."""
    name, of = _say(_LISTS[ask.what]), _of(ask, items or {})
    return f"{name} · {of}" if of else name


def share(part: int, whole: int) -> str:
    """Return a share in percent, rounded down so that it never claims more than it is; NOTHING of nothing."""
    if not whole:
        return NOTHING
    thousandths = part * 1000 // whole
    return f"{thousandths // 10}%" if thousandths % 10 == 0 else f"{thousandths / 10:.1f}%"


def share_tone(part: int, whole: int, goal: int) -> Tone:
    """Return the tone of a share beside what the profile wants (percent): met, missed by up to ten points, missed by more."""
    if not whole:
        return Tone.MUTED
    if part * 100 >= goal * whole:
        return Tone.OK
    return Tone.DUE if part * 100 >= (goal - 10) * whole else Tone.OVERDUE


def goal_word(met: bool, goal: int) -> str:
    """Return whether a share reaches its goal, in words."""
    reached = QCoreApplication.translate("board", "goal {goal}% met")
    missed = QCoreApplication.translate("board", "under {goal}%")
    return (reached if met else missed).format(goal=goal)


def goal_told(numbers: Numbers, what: What, span: Span, goal: int) -> str:
    """Return whether the goal is met by the calls of a span; '' while none were offered."""
    part, whole = numbers.of(what, span.value), numbers.of(What.OFFERED, span.value)
    return goal_word(part * 100 >= goal * whole, goal) if whole else ""


def _of(ask: Ask, items: Mapping[str, Text]) -> str:
    if not ask.of:
        return ""
    match ask.what:
        case What.WAITING:
            return line_word(Line(ask.of))
        case What.SEATS:
            return state_word(OperatorState(ask.of))
        case What.STAGE:
            return stage_word(Stage(ask.of))
        case What.HALF_HOUR:
            return f"{ask.of[:10]} {clock(ask.of)}"
        case What.DESKS:
            return life_word(Life(ask.of))
        case What.UNMET:
            return items[ask.of].in_(language()) if ask.of in items else ask.of
    return _say(_SPANS[Span(ask.of)])


def _say(source: object) -> str:
    return QCoreApplication.translate("board", str(source))
