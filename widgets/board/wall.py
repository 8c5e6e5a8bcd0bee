"""The wallboard: the board on a whole screen, to be read from 5 m. It shows counts and times only, no number and no name of anybody."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.records.base import CHINA
from models.records.board import Span, Tile, What
from models.records.catalogue import Line
from widgets.base.moment import LONG_WAIT, duration, seconds_since
from widgets.base.theme import Tone, colour, face, tone_colours
from widgets.base.words import state_word
from widgets.board.figure import fitting
from widgets.board.sight import Sight
from widgets.board.words import NOTHING, STATE_TONES, STATES, goal_told, share, share_tone, short_line, tile_word

_LINES = 27
"""Lines of the smallest type to a screen's height. On a 55 inch screen that is 25 mm a line, what can be read at 5 m (distance / 200)."""
_ACROSS = 48


class Cell(msgspec.Struct, frozen=True):
    """A number of the wallboard: its heading, its value, and what stands beneath."""

    title: str
    value: str
    tone: Tone = Tone.PLAIN
    notes: tuple[str, ...] = ()
    old: str = ""


class Seats(msgspec.Struct, frozen=True):
    """How many operators are in a state."""

    word: str
    count: int
    tone: Tone


class Wall(QWidget):
    """Esc, F11 or closing its window leaves it: ``left()``. Types and gaps grow with the screen."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(self.tr("81890 wallboard"))
        self._clock = ""
        self._rows: tuple[tuple[Cell, ...], ...] = ()
        self._seats: tuple[Seats, ...] = ()

    def show_sight(self, sight: Sight) -> None:
        """Show everything as it is now; nothing is painted where nothing has become another."""
        shown = (self._clock, self._rows, self._seats)
        self._clock = sight.now.astimezone(CHINA).strftime("%H:%M")
        self._rows = (
            (self._waiting(sight), self._longest(sight), self._share(sight, Tile.ANSWERED)),
            (self._share(sight, Tile.CONNECTED), self._abandoned(sight), self._satisfied(sight), self._promises(sight)),
        )
        self._seats = self._operators(sight)
        if shown != (self._clock, self._rows, self._seats):
            self.setAccessibleDescription(self.text())
            self.update()

    def unit(self) -> int:
        """Return the size of the smallest type in pixels."""
        return max(math.ceil(min(self.height() / _LINES, self.width() / _ACROSS)), 8)

    def text(self) -> str:
        """Return everything that is on the wall, as it would be read aloud."""
        cells = (
            "\n".join(filter(None, (cell.title, cell.value, *cell.notes, cell.old))) for row in self._rows for cell in row
        )
        return "\n".join((*cells, *(f"{seats.word} {seats.count}" for seats in self._seats)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.left.emit()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)

    # --- what is on it ----------------------------------------------------------------------------------------------------------------

    def _waiting(self, sight: Sight) -> Cell:
        room = sight.room
        if room is None:
            return self._cell(sight, Tile.WAITING, NOTHING)
        lines = [f"{short_line(line)} {len(room.waiting(line))}" for line in Line]
        return self._cell(sight, Tile.WAITING, str(len(room.waiting())), Tone.PLAIN, " · ".join(lines[:2]), *lines[2:])

    def _longest(self, sight: Sight) -> Cell:
        waiting = sight.room.waiting() if sight.room is not None else ()
        promise = sight.numbers.seconds if sight.numbers is not None else 0
        if not waiting:
            return self._cell(sight, Tile.LONGEST, "0:00" if sight.room is not None else NOTHING, Tone.MUTED, self.tr("nobody waits"))
        waited = seconds_since(waiting[0].queued_at, sight.moment(Tile.LONGEST))
        if waited <= promise:
            left = self.tr("{time} left of {seconds} s").format(time=duration(promise - waited), seconds=promise)
            return self._cell(sight, Tile.LONGEST, duration(waited), Tone.PLAIN, left)
        past = self.tr("past {seconds} s by {time}").format(seconds=promise, time=duration(waited - promise))
        return self._cell(sight, Tile.LONGEST, duration(waited), Tone.OVERDUE if waited > LONG_WAIT else Tone.DUE, past)

    def _share(self, sight: Sight, tile: Tile) -> Cell:
        what, span = (What.IN_TIME, Span.TODAY) if tile is Tile.ANSWERED else (What.CONNECTED, Span.DAY)
        numbers = sight.numbers
        if numbers is None:
            return self._cell(sight, tile, NOTHING)
        part, whole = numbers.of(what, span.value), numbers.of(What.OFFERED, span.value)
        goal = numbers.in_time if what is What.IN_TIME else numbers.connected
        notes = (f"{part} / {whole}", goal_told(numbers, what, span, goal))
        return self._cell(sight, tile, share(part, whole), share_tone(part, whole, goal), *notes)

    def _abandoned(self, sight: Sight) -> Cell:
        numbers = sight.numbers
        if numbers is None:
            return self._cell(sight, Tile.ABANDONED, NOTHING)
        lost, brief, missed = (
            numbers.of(What.ABANDONED, Span.TODAY.value),
            numbers.of(What.BRIEF, Span.TODAY.value),
            numbers.of(What.MISSED),
        )
        notes = (self.tr("within 5 s: {count}").format(count=brief), self.tr("to ring back: {count}").format(count=missed))
        return self._cell(sight, Tile.ABANDONED, str(lost), Tone.DUE if missed else Tone.PLAIN, *notes)

    def _satisfied(self, sight: Sight) -> Cell:
        numbers = sight.numbers
        if numbers is None:
            return self._cell(sight, Tile.SATISFIED, NOTHING)
        words = self.tr("due {due} · reached {reached}").format(due=numbers.of(What.DUE), reached=numbers.of(What.REACHED))
        return self._cell(sight, Tile.SATISFIED, f"{numbers.of(What.SATISFIED)} / {numbers.of(What.ANSWER)}", Tone.PLAIN, words)

    def _promises(self, sight: Sight) -> Cell:
        numbers = sight.numbers
        if numbers is None:
            return Cell(self.tr("Promises overdue"), NOTHING, Tone.MUTED)
        late, soon, unowned = (numbers.of(what) for what in (What.LATE, What.SOON, What.UNOWNED))
        notes = (self.tr("in 2 h: {count}").format(count=soon), self.tr("nobody's: {count}").format(count=unowned))
        cell = self._cell(sight, Tile.PROMISES, str(late), Tone.OVERDUE if late else Tone.OK, *notes)
        return msgspec.structs.replace(cell, title=self.tr("Promises overdue"))

    def _operators(self, sight: Sight) -> tuple[Seats, ...]:
        room, old = sight.room, bool(sight.since(Tile.OPERATORS))
        if room is None:
            return ()
        return tuple(Seats(state_word(state), len(room.at(state)), Tone.MUTED if old else STATE_TONES[state]) for state in STATES)

    def _cell(self, sight: Sight, tile: Tile, value: str, tone: Tone = Tone.MUTED, *notes: str) -> Cell:
        since = sight.since(tile)
        old = self.tr("old · {time}").format(time=duration(seconds_since(since, sight.now))) if since else ""
        return Cell(tile_word(tile), value, Tone.MUTED if since else tone, tuple(filter(None, notes)), old)

    # --- painting ---------------------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("surface0"))
        unit = self.unit()
        room = self.rect().adjusted(unit // 2, unit // 2, -unit // 2, -unit // 2)
        head = QRect(room.left(), room.top(), room.width(), int(unit * 1.7))
        painter.setPen(colour("text"))
        painter.setFont(face(int(unit * 1.2), True))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.windowTitle())
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._clock)
        foot = int(unit * 3.6) if self._seats else 0
        body = QRect(room.left(), head.bottom() + unit // 3, room.width(), room.bottom() - head.bottom() - unit // 3 - foot)
        top = body.top()
        for cells, part in zip(self._rows, (0.54, 0.46), strict=False):
            height = int(body.height() * part)
            _row(painter, QRect(body.left(), top, body.width(), height - unit // 3), cells, unit)
            top += height
        if self._seats:
            self._paint_seats(painter, QRect(room.left(), room.bottom() - foot + unit // 4, room.width(), foot - unit // 4), unit)

    def _paint_seats(self, painter: QPainter, box: QRect, unit: int) -> None:
        width = (box.width() + unit // 3) / len(self._seats)
        for place, seats in enumerate(self._seats):
            card = QRectF(box.left() + place * width, box.top(), width - unit // 3, box.height())
            ink, ground = tone_colours(seats.tone if seats.count else Tone.MUTED)
            _ground(painter, card, "surface1" if not seats.count else "")
            if seats.count:
                painter.setBrush(ground)
                painter.drawRoundedRect(card, 10, 10)
            painter.setPen(ink)
            room = card.adjusted(unit * 0.5, 0, -unit * 0.5, 0)
            painter.setFont(face(unit * 2, True))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(seats.count))
            wide = QFontMetrics(painter.font()).horizontalAdvance(str(seats.count)) + unit * 0.4
            words = room.adjusted(0, 0, -wide, 0)
            painter.setFont(face(min(unit, fitting(seats.word, int(words.width()), unit * 2)), True))
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, seats.word)


def _row(painter: QPainter, box: QRect, cells: Sequence[Cell], unit: int) -> None:
    """Paint numbers side by side."""
    width = (box.width() + unit // 3) / len(cells)
    for place, cell in enumerate(cells):
        card = QRectF(box.left() + place * width, box.top(), width - unit // 3, box.height())
        _ground(painter, card, "surface1")
        room = card.adjusted(unit * 0.6, unit * 0.3, -unit * 0.6, -unit * 0.3).toRect()
        _line(painter, QRect(room.left(), room.top(), room.width(), int(unit * 1.4)), cell.title, unit, colour("muted"), bold=True)
        notes = (*cell.notes, *filter(None, (cell.old,)))
        beneath = int(unit * 1.3 * len(notes))
        middle = QRect(room.left(), room.top() + int(unit * 1.4), room.width(), room.height() - int(unit * 1.4) - beneath)
        painter.setFont(face(fitting(cell.value, middle.width(), middle.height(), unit * 9), True))
        painter.setPen(tone_colours(cell.tone)[0])
        painter.drawText(middle, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cell.value)
        for line, note in enumerate(notes):
            top = room.bottom() - beneath + int(unit * 1.3 * line)
            ink = colour("due") if note == cell.old else colour("text")
            _line(painter, QRect(room.left(), top, room.width(), int(unit * 1.3)), note, unit, ink)


def _line(painter: QPainter, box: QRect, text: str, unit: int, ink: QColor, *, bold: bool = False) -> None:
    """Paint a line of the smallest type, narrower letters where it is long."""
    font = face(unit, bold)
    wide = QFontMetrics(font).horizontalAdvance(text)
    if wide > box.width() > 0:
        font.setPixelSize(max(int(unit * box.width() / wide), 8))
    painter.setFont(font)
    painter.setPen(ink)
    # A line stands closer than its font would have it: the tails of letters reach into what is free beneath.
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, text)


def _ground(painter: QPainter, card: QRectF, token: str) -> None:
    painter.setPen(colour("line"))
    painter.setBrush(colour(token) if token else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(card, 10, 10)
