"""The tiles that show lists themselves: promises, unmet needs, and the desks of the centre."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout

from models.records.board import Ask, Life, Tile, What
from widgets.base.flow import FlowLayout
from widgets.base.listing import Listing
from widgets.base.parts import Label
from widgets.base.rows import KEY_ROLE, Line
from widgets.base.theme import Tone
from widgets.board.content import Content
from widgets.board.figure import Count
from widgets.board.lines import case_line, desk_line, need_line
from widgets.board.sight import Sight
from widgets.board.words import LIFE_TONES, life_word


class ListContent(Content):
    """A line of counts over a list; ``empty`` stands where the list has nothing."""

    def __init__(self, tile: Tile, name: str, counts: Sequence[Count] = ()) -> None:
        super().__init__(tile)
        self.listing = Listing(f"board.{tile.value}.lines")
        self.listing.setAccessibleName(name)
        self.empty = Label(tone=Tone.MUTED, wrap=True)
        self.empty.setContentsMargins(14, 10, 14, 10)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        if counts:
            line = FlowLayout(gap=4, line_gap=2)
            line.setContentsMargins(8, 5, 8, 3)
            for count in counts:
                line.addWidget(count)
                self.pressed(count)
            column.addLayout(line)
        column.addWidget(self.empty, 1)
        column.addWidget(self.listing, 1)

    def show_lines(self, lines: Sequence[Line], empty: str) -> None:
        """Show lines, or the sentence for none."""
        self.listing.set_lines(lines)
        self.empty.setText(empty)
        self.empty.setVisible(not lines)
        self.listing.setVisible(bool(lines))


class PromisesContent(ListContent):
    """Promises that are past, about to be, or nobody's: the number of each, and the most pressing ones. Enter opens a case."""

    def __init__(self) -> None:
        self._counts = {what: Count(Ask(what), f"board.{what.value}") for what in (What.LATE, What.SOON, What.UNOWNED)}
        name = QCoreApplication.translate("board", "The most pressing promises")
        super().__init__(Tile.PROMISES, name, tuple(self._counts.values()))
        self.listing.activated_key.connect(self.case_asked)

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        numbers, now = sight.numbers, sight.moment(self.tile)
        words = {What.LATE: self.tr("overdue"), What.SOON: self.tr("in 2 h"), What.UNOWNED: self.tr("nobody's")}
        tones = {What.LATE: Tone.OVERDUE, What.SOON: Tone.DUE, What.UNOWNED: Tone.OVERDUE}
        for what, count in self._counts.items():
            there = numbers.of(what) if numbers is not None else 0
            count.show_count(words[what], str(there), tones[what] if there else Tone.MUTED)
        rows = numbers.promises if numbers is not None else ()
        unowned = numbers.unowned if numbers is not None else frozenset[str]()
        lines = [case_line(row, now, unowned=row.id in unowned) for row in rows]
        self.show_lines(lines, self.tr("Nothing is overdue, nothing falls due within two hours."))


class UnmetContent(ListContent):
    """What could not be met this week, item by item. Enter opens the needs of an item."""

    def __init__(self) -> None:
        self._all = Count(Ask(What.UNMET), "board.unmet.all")
        super().__init__(Tile.UNMET, QCoreApplication.translate("board", "Unmet needs by item"), (self._all,))
        self.listing.activated_key.connect(lambda code: self.asked.emit(Ask(What.UNMET, code)))
        self.listing.clicked.connect(self._on_clicked)

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        numbers = sight.numbers
        there = numbers.of(What.UNMET) if numbers is not None else 0
        self._all.show_count(self.tr("in all"), str(there))
        needs = numbers.needs if numbers is not None else ()
        self.show_lines([need_line(need, sight.districts) for need in needs], self.tr("Every need of this week could be met so far."))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.asked.emit(Ask(What.UNMET, str(index.data(KEY_ROLE))))


class HealthContent(ListContent):
    """The devices of the centre: how many are in which state, and each with its last sign of life and delivery."""

    def __init__(self) -> None:
        self._counts = {life: Count(Ask(What.DESKS, life.value), f"board.desks.{life.value}") for life in Life}
        super().__init__(Tile.HEALTH, QCoreApplication.translate("board", "Desks of the centre"), tuple(self._counts.values()))
        self.listing.activated_key.connect(lambda _key: self.asked.emit(Ask(What.DESKS)))

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        board, now = sight.desks, sight.moment(self.tile)
        desks = board.desks if board is not None else ()
        for life, count in self._counts.items():
            there = sum(desk.life is life for desk in desks)
            count.show_count(life_word(life), str(there), LIFE_TONES[life] if there else Tone.MUTED)
            count.setVisible(bool(desks))
        seats = {seat.operator: seat for seat in sight.room.seats} if sight.room is not None else {}
        lines = [desk_line(desk, now, seats.get(desk.operator)) for desk in desks if desk.life is not Life.SHUT]
        alone = self.tr("This desk works on its own: there is no centre to be linked with.")
        self.show_lines(lines, alone if sight.alone else self.tr("The centre has not told of its desks so far."))
