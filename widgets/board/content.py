"""What is in the tiles: the large numbers. Each shows its part of a :class:`Sight` and repaints only what has become another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.records.board import Ask, Numbers, Span, Tile, What
from models.records.catalogue import Line
from widgets.base.flow import FlowLayout
from widgets.base.moment import LONG_WAIT, duration, seconds_since
from widgets.base.theme import Tone
from widgets.base.words import line_word
from widgets.board.figure import Count, Figure, Number
from widgets.board.sight import Sight
from widgets.board.words import NOTHING, goal_told, share, share_tone, short_line


class Content(QWidget):
    """The inside of a tile. ``asked(Ask)`` wants the list behind a number, ``case_asked(str)`` a case by its id."""

    asked = Signal(object)
    case_asked = Signal(str)

    def __init__(self, tile: Tile) -> None:
        super().__init__()
        self.tile = tile
        self._numbers: list[Number] = []

    def show_sight(self, sight: Sight) -> None:
        """Show what there is now."""
        stale = bool(sight.since(self.tile))
        for number in self._numbers:
            number.set_stale(stale)

    def pressed(self, number: Number) -> None:
        """Pass on that a number is pressed, and let it grey with the tile."""
        number.asked.connect(self.asked)
        self._numbers.append(number)


class FigureContent(Content):
    """A large number with smaller ones beneath it."""

    def __init__(self, tile: Tile, ask: Ask, counts: Sequence[Count | tuple[Count, ...]] = ()) -> None:
        """Counts in a tuple stay beside one another where a line ends."""
        super().__init__(tile)
        self.figure = Figure(ask)
        self.figure.setObjectName(f"board.{tile.value}")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 4, 6)
        column.setSpacing(0)
        column.addWidget(self.figure, 1)
        self._line = FlowLayout(gap=1, line_gap=0)
        column.addLayout(self._line)
        self.pressed(self.figure)
        for count in counts:
            together = count if isinstance(count, tuple) else (count,)
            self._line.addWidget(count if isinstance(count, Count) else _beside_one_another(together))
            for one in together:
                self.pressed(one)


def _beside_one_another(counts: Sequence[Count]) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(1)
    for count in counts:
        row.addWidget(count)
    return pair


class WaitingContent(FigureContent):
    """How many callers nobody has answered, and on which lines."""

    def __init__(self) -> None:
        self._lines = {line: Count(Ask(What.WAITING, line.value), f"board.waiting.{line.value}") for line in Line}
        super().__init__(Tile.WAITING, Ask(What.WAITING), tuple(self._lines.values()))

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        room = sight.room
        waits = len(room.waiting()) if room is not None else 0
        self.figure.show_value(str(waits) if room is not None else NOTHING, Tone.PLAIN, self.tr("Callers whom nobody has answered"))
        for line, count in self._lines.items():
            there = len(room.waiting(line)) if room is not None else 0
            count.show_count(short_line(line), str(there), Tone.ACCENT if there else Tone.MUTED, line_word(line))


class LongestContent(FigureContent):
    """How long the one who waits longest has waited, and what of the promise is left."""

    def __init__(self) -> None:
        self._left = Count()
        super().__init__(Tile.LONGEST, Ask(What.WAITING), (self._left,))

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        waiting = sight.room.waiting() if sight.room is not None else ()
        promise = sight.numbers.seconds if sight.numbers is not None else 0
        told = self.tr("The longest wait of those whom nobody has answered")
        if not waiting:
            self.figure.show_value(NOTHING if sight.room is None else "0:00", Tone.MUTED, told)
            self._left.show_count(self.tr("nobody waits") if sight.room is not None else self.tr("not told here"), "")
            return
        waited = seconds_since(waiting[0].queued_at, sight.moment(self.tile))
        tone = Tone.OVERDUE if waited > LONG_WAIT else Tone.DUE if waited > promise else Tone.PLAIN
        self.figure.show_value(duration(waited), tone, told)
        if waited <= promise:
            self._left.show_count(self.tr("left of {seconds} s").format(seconds=promise), duration(promise - waited))
        else:
            self._left.show_count(self.tr("past {seconds} s by").format(seconds=promise), duration(waited - promise), tone)


class ShareContent(FigureContent):
    """A share of the incoming calls, large for one span and small for the other, each with its two numbers."""

    def __init__(self, tile: Tile, what: What, span: Span) -> None:
        self._what = what
        self._span, self._beside = span, Span.DAY if span is Span.TODAY else Span.TODAY
        self._counts = {
            (which, at): Count(Ask(which, at.value), f"board.{which.value}.{at.value}")
            for at in (self._span, self._beside)
            for which in (what, What.OFFERED)
        }
        self._goal = Count()
        counts = list(self._counts.values())
        super().__init__(tile, Ask(what, span.value), (tuple(counts[:2]), self._goal, tuple(counts[2:])))

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        numbers = sight.numbers
        if numbers is None:
            self.figure.show_value(NOTHING, Tone.MUTED)
            return
        goal = numbers.in_time if self._what is What.IN_TIME else numbers.connected
        part, whole = numbers.of(self._what, self._span.value), numbers.of(What.OFFERED, self._span.value)
        tone = share_tone(part, whole, goal)
        seconds = self.tr("answered within {seconds} s of all that rang").format(seconds=numbers.seconds)
        self.figure.show_value(share(part, whole), tone, seconds if self._what is What.IN_TIME else self.tr("answered of all that rang"))
        self._goal.show_count(goal_told(numbers, self._what, self._span, goal), "", tone)
        self._goal.setVisible(bool(whole))
        self._show_pair(numbers, self._span, "")
        beside = self.tr("24 h") if self._beside is Span.DAY else self.tr("today")
        other = share(numbers.of(self._what, self._beside.value), numbers.of(What.OFFERED, self._beside.value))
        self._show_pair(numbers, self._beside, f"{beside} {other}")

    def _show_pair(self, numbers: Numbers, span: Span, word: str) -> None:
        self._counts[self._what, span].show_count(word, str(numbers.of(self._what, span.value)))
        self._counts[What.OFFERED, span].show_count("/", str(numbers.of(What.OFFERED, span.value)), told=self.tr("Incoming calls"))


class AbandonedContent(FigureContent):
    """Callers who gave up today; those within 5 s apart, and whom to ring back."""

    def __init__(self) -> None:
        self._brief = Count(Ask(What.BRIEF, Span.TODAY.value), "board.brief")
        self._day = Count(Ask(What.ABANDONED, Span.DAY.value), "board.abandoned.day")
        self._missed = Count(Ask(What.MISSED), "board.missed")
        super().__init__(Tile.ABANDONED, Ask(What.ABANDONED, Span.TODAY.value), (self._brief, self._day, self._missed))

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        numbers = sight.numbers
        if numbers is None:
            self.figure.show_value(NOTHING, Tone.MUTED)
            return
        lost, missed = numbers.of(What.ABANDONED, Span.TODAY.value), numbers.of(What.MISSED)
        self.figure.show_value(str(lost), Tone.DUE if lost else Tone.PLAIN, self.tr("Callers who gave up waiting today"))
        self._brief.show_count(self.tr("within 5 s"), str(numbers.of(What.BRIEF, Span.TODAY.value)))
        self._day.show_count(self.tr("24 h"), str(numbers.of(What.ABANDONED, Span.DAY.value)))
        self._missed.show_count(self.tr("to ring back"), str(missed), Tone.DUE if missed else Tone.MUTED)


class SatisfiedContent(FigureContent):
    """Satisfied of those who gave a mark, with whom it took to get there."""

    def __init__(self) -> None:
        self._counts = {what: Count(Ask(what), f"board.{what.value}") for what in (What.DUE, What.REACHED, What.ANSWER)}
        super().__init__(Tile.SATISFIED, Ask(What.SATISFIED), tuple(self._counts.values()))

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        numbers = sight.numbers
        if numbers is None:
            self.figure.show_value(NOTHING, Tone.MUTED)
            return
        told = self.tr("Satisfied of those who gave a mark, of the cases taken on today")
        self.figure.show_value(f"{numbers.of(What.SATISFIED)} / {numbers.of(What.ANSWER)}", Tone.PLAIN, told)
        words = {What.DUE: self.tr("due"), What.REACHED: self.tr("reached"), What.ANSWER: self.tr("answered")}
        for what, count in self._counts.items():
            count.show_count(words[what], str(numbers.of(what)))
