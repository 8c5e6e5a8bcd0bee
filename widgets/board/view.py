"""The board: tiles over a grid, the silent alerts beneath, and the list behind each number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.records.board import Ask, Place, Span, Tile, What
from models.records.call import AlertRow
from widgets.base.buttons import KeyButton
from widgets.base.flow import FlowLayout
from widgets.base.moment import clock, duration, seconds_since
from widgets.base.parts import Chip, ElidedLabel, Label, clear
from widgets.base.rows import Line
from widgets.base.theme import Tone
from widgets.board.apart import Apart
from widgets.board.behind import Behind
from widgets.board.content import AbandonedContent, Content, FigureContent, LongestContent, SatisfiedContent, ShareContent, WaitingContent
from widgets.board.exchange import ExchangeLines
from widgets.board.figure import Count
from widgets.board.grid import Grid
from widgets.board.halves import HalfHoursContent
from widgets.board.lines import operator_word
from widgets.board.listed import HealthContent, PromisesContent, UnmetContent
from widgets.board.placing import DEFAULT, put
from widgets.board.seats import OperatorsContent
from widgets.board.sight import Sight, Source
from widgets.board.stages import StagesContent
from widgets.board.tile import TileFrame
from widgets.board.words import tile_word

ARRANGE, WALL = "Ctrl E", "F11"
"""The keys of the board itself."""


class BoardPane(QWidget):
    """``asked(Ask)`` wants the list behind a number, ``case_asked(str)`` a case, ``alert_asked(str)`` takes a silent alert on.

    ``unseen_noted(str)``: calls that nobody saw were noted, up to a time (ISO).
    ``line_chosen(Ask, str)``: a line of the open list was taken. ``arranged(places)``: the person has moved something. ``wall_asked()``:
    the board is wanted on the whole screen. Ctrl E begins and ends arranging: arrows move a tile, Shift with them sizes it, Enter gives it
    a window of its own, Delete puts it away.
    """

    asked = Signal(object)
    case_asked = Signal(str)
    alert_asked = Signal(str)
    line_chosen = Signal(object, str)
    arranged = Signal(object)
    wall_asked = Signal()
    unseen_noted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("board")
        self._places: tuple[Place, ...] = DEFAULT
        self._apart: dict[Tile, Apart] = {}
        self._sight: Sight | None = None
        self._arranging = self._notes = False
        self.frames = {content.tile: TileFrame(content) for content in _contents()}
        for frame in self.frames.values():
            frame.content.asked.connect(self.asked)
            frame.content.case_asked.connect(self.case_asked)
        self.grid = Grid()
        self.grid.set_frames(self.frames)
        first = self.frames[Tile.WAITING].content
        assert isinstance(first, FigureContent), "its number is where the keyboard begins"
        self.setFocusProxy(first.figure)
        self.grid.arranged.connect(self._on_arranged)
        self._live = Chip(role="pill")
        self._live.setObjectName("board.live")
        self._told = ElidedLabel(tone=Tone.MUTED)
        self._arrange = KeyButton(self.tr("Arrange"), ARRANGE, name="board.arrange")
        self._arrange.clicked.connect(lambda: self.arrange(not self._arranging))
        self._wall = KeyButton(self.tr("Wallboard"), WALL, name="board.wall")
        self._wall.clicked.connect(self.wall_asked)
        self._away = QWidget()
        self._away_row = FlowLayout(self._away)
        self._alerts = AlertLine()
        self._alerts.alert_asked.connect(self.alert_asked)
        self._alerts.asked.connect(self.asked)
        self._exchange = ExchangeLines()
        self._exchange.unseen_noted.connect(self.unseen_noted)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, 0)
        head.setSpacing(10)
        head.addWidget(Label(self.tr("Board"), size="title"))
        head.addWidget(self._live)
        head.addWidget(self._told, 1)
        head.addWidget(self._arrange)
        head.addWidget(self._wall)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._away)
        column.addWidget(self._alerts)
        column.addWidget(self._exchange)
        column.addWidget(self.grid, 1)
        self.behind = Behind(self)
        self.behind.line_chosen.connect(self.line_chosen)
        self._show_away()

    def set_places(self, places: tuple[Place, ...]) -> None:
        """Lay the tiles as they were left, those with windows of their own too."""
        self._places = places
        self._part()
        self.grid.set_places(places)
        self._show_away()

    def show_sight(self, sight: Sight) -> None:
        """Show everything as it is now. Called on each change and once a second; what has not moved is not painted again."""
        self._sight = sight
        for frame in self.frames.values():
            frame.show_sight(sight)
        words, tone = self._standing(sight)
        self._live.set_chip(words, tone)
        told = self.tr("Every number opens its list") if not self._arranging else self.tr(
            "Arrows move, Shift with them sizes, Enter: a window of its own, Delete: put away"
        )
        self._told.set_text(told)
        self._exchange.show_room(sight.room, sight.now)
        self._alerts.show_alerts(sight.numbers.alerts if sight.numbers is not None else (), sight.now)

    def show_list(self, ask: Ask, title: str, lines: Sequence[Line]) -> None:
        """Open the list behind a number, or show it anew."""
        foot = {
            What.MISSED: self.tr("Enter rings back at your own desk · Esc closes"),
            What.ALERTS: self.tr("Enter: you see to it · Esc closes"),
            **({What.SEATS: self.tr("Enter writes a note to that operator alone · Esc closes")} if self._notes else {}),
        }
        calm = self.tr("Esc closes") if ask.what in _NO_CASES else self.tr("Enter opens the case at your own desk · Esc closes")
        self.behind.show_list(ask, title, lines, foot.get(ask.what, calm))

    def set_leading(self, leading: bool) -> None:
        """Say at the list of operators what Enter does there for whoever may write one of them a note."""
        self._notes = leading

    def arrange(self, on: bool) -> None:
        """Begin or end moving the tiles."""
        self._arranging = on
        self.behind.close_over()
        self.grid.arrange(on)
        self._arrange.set_caption(self.tr("Done") if on else self.tr("Arrange"), ARRANGE)
        self._show_away()
        if self._sight is not None:
            self.show_sight(self._sight)
        if on:
            first = next((self.frames[place.tile] for place in self._places if place.shown and not place.apart), None)
            if first is not None:
                first.cover.setFocus(Qt.FocusReason.OtherFocusReason)

    def parted(self) -> bool:
        """Tell whether a tile has a window of its own."""
        return bool(self._apart)

    def close_apart(self) -> None:
        """Close the windows of tiles, whose places are kept."""
        for window in tuple(self._apart.values()):
            window.let_go()
            window.deleteLater()
        self._apart.clear()

    def event(self, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if asked and (self._arranging or not self.behind.isHidden()):
            # Any other use of Esc waits until nothing lies over the board any more.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.arrange(not self._arranging)
        elif event.key() == Qt.Key.Key_F11:
            self.wall_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and self._arranging:
            self.arrange(False)
        elif event.key() == Qt.Key.Key_Escape and not self.behind.isHidden():
            self.behind.close_over()
        else:
            super().keyPressEvent(event)

    def _on_arranged(self, places: tuple[Place, ...]) -> None:
        self._places = places
        self._part()
        self._show_away()
        self.arranged.emit(places)

    def _put(self, tile: Tile, *, shown: bool, apart: bool = False, frame: tuple[int, ...] = ()) -> None:
        places = put(self._places, tile, shown=shown, apart=apart, frame=frame)
        if places != self._places:
            self._on_arranged(places)
            self.grid.set_places(places)

    def _part(self) -> None:
        """Give windows of their own to the tiles that are to have one."""
        for place in self._places:
            if place.shown and place.apart and place.tile not in self._apart:
                window = self._apart[place.tile] = Apart(self.frames[place.tile], place.frame)
                window.returned.connect(lambda tile=place.tile: self._on_returned(tile))
                window.framed.connect(lambda frame, tile=place.tile: self._put(tile, shown=True, apart=True, frame=frame))
                window.show()

    def _on_returned(self, tile: Tile) -> None:
        window = self._apart.pop(tile)
        self.grid.take_back(self.frames[tile])
        window.deleteLater()
        self._put(tile, shown=True)

    def _standing(self, sight: Sight) -> tuple[str, Tone]:
        """Return whether the board is live, in a word, and what is old where it is not."""
        if not sight.lost:
            return self.tr("● live"), Tone.OK
        names = {Source.CALLS: self.tr("calls"), Source.STORE: self.tr("cases"), Source.CENTRE: self.tr("desks")}
        old = self.tr(", ").join(names[source] for source in Source if source in sight.lost)
        since = clock(min(sight.lost.values()), seconds=True)
        return self.tr("○ old since {time}: {what}").format(time=since, what=old), Tone.DUE

    def _show_away(self) -> None:
        """Offer the tiles that were put away, while the board is arranged."""
        clear(self._away_row)
        away = [place.tile for place in self._places if not place.shown]
        for tile in away:
            button = KeyButton(f"+ {tile_word(tile)}", name=f"board.away.{tile.value}")
            button.clicked.connect(lambda _on=False, tile=tile: self._put(tile, shown=True))
            self._away_row.addWidget(button)
        if self._arranging:
            again = KeyButton(self.tr("As it was at first"), name="board.again")
            again.clicked.connect(self._begin_again)
            self._away_row.addWidget(again)
        self._away.setVisible(self._arranging)

    def _begin_again(self) -> None:
        for window in tuple(self._apart.values()):
            window.close()
        self.set_places(DEFAULT)
        self.arranged.emit(DEFAULT)


class AlertLine(QFrame):
    """The silent alert that has stood longest, with a button to see to it, and how many there are. Hidden while nobody needs the lead."""

    alert_asked = Signal(str)
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", Tone.OVERDUE.value)
        self.setObjectName("board.alerts")
        self._first = ""
        self._words = Label(bold=True)
        self._count = Count(Ask(What.ALERTS), "board.alerts.count")
        self._count.asked.connect(self.asked)
        self._take = KeyButton(self.tr("I see to it"), kind="danger", name="board.alerts.take")
        self._take.clicked.connect(lambda: self.alert_asked.emit(self._first))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(10)
        row.addWidget(self._count)
        row.addWidget(self._words, 1)
        row.addWidget(self._take)
        self.hide()

    def show_alerts(self, alerts: Sequence[AlertRow], now: datetime) -> None:
        """Show who needs the lead, the one who has waited longest first."""
        self._first = alerts[0].id if alerts else ""
        if alerts:
            since = duration(seconds_since(alerts[0].at, now))
            said = self.tr("{operator} ({desk}) needs you, for {time}: the caller does not know")
            self._words.setText(said.format(operator=operator_word(alerts[0].operator), desk=alerts[0].desk, time=since))
            self._count.show_count(self.tr("silent alerts"), str(len(alerts)), Tone.OVERDUE)
        self.setVisible(bool(alerts))


_NO_CASES = frozenset(
    (
        *(What.WAITING, What.SEATS, What.OFFERED, What.IN_TIME, What.CONNECTED, What.ABANDONED, What.BRIEF),
        *(What.HALF_HOUR, What.RUNG, What.WEEK_BEFORE, What.DESKS),
    )
)


def _contents() -> tuple[Content, ...]:
    return (
        WaitingContent(),
        LongestContent(),
        ShareContent(Tile.ANSWERED, What.IN_TIME, Span.TODAY),
        ShareContent(Tile.CONNECTED, What.CONNECTED, Span.DAY),
        AbandonedContent(),
        SatisfiedContent(),
        OperatorsContent(),
        HalfHoursContent(),
        HealthContent(),
        PromisesContent(),
        StagesContent(),
        UnmetContent(),
    )
