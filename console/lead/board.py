"""The board's presenter: the room from the call line, the numbers from the store, the desks from the centre; live, and ticking."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from console.lead.board_lists import LIVE, Listed, Rows, counted, listed
from console.lead.pages import acting
from models.commands.alert import take_alert
from models.records.board import Ask, DeskBoard, Numbers, Place, What
from models.records.operation import Changes, Topic
from models.records.sync import Away
from models.rules.permissions import Permission, may
from models.store.clock import stamp
from widgets.board.placing import mended
from widgets.board.sight import Sight, Source
from widgets.board.view import BoardPane
from widgets.board.wall import Wall
from widgets.board.words import list_title

TICK_MS = 1000
SOON_MS = 40
"""What moves within this time is painted together."""
AGAIN_TICKS = 15
"""Promises fall due by themselves: after so many ticks it is counted again though nothing has moved."""
DESKS_TICKS = 10
_TOPICS = (Topic.CASE, Topic.CALL, Topic.ALERT, Topic.STAFF, Topic.PERSON)


def make(console: Any, window: Any) -> BoardPresenter:
    """Return the page of the board."""
    return BoardPresenter(console, window)


class BoardPresenter(QObject):
    """Works while the board, a tile in a window of its own or the wallboard is seen; ``pane`` shows it."""

    def __init__(self, console: Any, window: Any) -> None:
        self.pane = BoardPane()
        super().__init__(self.pane)
        self._console = console
        self._window = window
        self._tools = console.parts.tools
        self._numbers: Numbers | None = None
        self._desks: DeskBoard | None = None
        self._desks_lost = ""
        self._ask: Ask | None = None
        self._rows: Rows = ()
        self._listed = Listed([])
        self._reading = self._again = False
        self._ticks = 0
        self.wall: Wall | None = None
        self._clock = _timer(self, TICK_MS, self._on_tick)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.show_now)
        self._tools.hub.changed.connect(self._on_changed)
        self._tools.line.room_changed.connect(self._on_room_changed)
        pane = self.pane
        pane.asked.connect(self.open)
        pane.case_asked.connect(self._open_case)
        pane.alert_asked.connect(self._take_alert)
        pane.line_chosen.connect(self._on_line_chosen)
        pane.arranged.connect(self._on_arranged)
        pane.wall_asked.connect(self.toggle_wall)
        pane.unseen_noted.connect(self._on_unseen_noted)
        pane.behind.closed.connect(self._on_closed)
        pane.set_leading(leads(self._console))
        console.closed.connect(self._leave)
        pane.set_places(mended(console.settings.board()))

    @property
    def seen(self) -> bool:
        """Whether anybody can see any of it."""
        return self.pane.isVisible() or self.pane.parted() or self.wall is not None

    def read(self) -> None:
        """Show what is known, count again, and ask the centre for its desks."""
        self.show_now()
        self._count()
        self._ask_desks()

    def open(self, ask: Ask) -> None:
        """Open the list behind a number; the number is counted anew with it, so that both are of one moment."""
        self._ask, self._rows = ask, ()
        if ask.what in LIVE:
            self._show_list(self.sight())
        else:
            self._count()

    def toggle_wall(self) -> None:
        """Fill a screen with the wallboard, or leave it. Where there are two it takes the one on which the desk's window is not."""
        if self.wall is not None:
            self._take_down()
            return
        wall = self.wall = Wall()
        wall.left.connect(self._take_down)
        wall.show_sight(self.sight())
        own = self._console.window.screen()
        other = next((screen for screen in QGuiApplication.screens() if screen is not own), self._window.screen())
        wall.setGeometry(other.geometry())
        wall.showFullScreen()

    def show_now(self) -> None:
        """Show everything as it stands."""
        sight = self.sight()
        self.pane.show_sight(sight)
        if self.wall is not None:
            self.wall.show_sight(sight)
        if self._ask is not None and self._ask.what in LIVE:
            self._show_list(sight)

    # --- reading ----------------------------------------------------------------------------------------------------------------------

    def _count(self) -> None:
        """Count again; what is asked for while that is under way is counted once more behind it."""
        self._again = self._reading
        if not self._reading:
            self._reading = True
            self._tools.runtime.spawn(self._read(), owner=self)

    async def _read(self) -> None:
        ask = self._ask
        try:
            self._numbers, rows = await self._tools.runtime.db(counted, self._tools.now(), ask, self._tools.sealed)
        finally:
            self._reading = False
        self.show_now()
        if ask is not None and ask == self._ask and ask.what not in LIVE:
            self._rows = rows
            self._show_list(self.sight())
        if self._again:
            self._count()

    def _ask_desks(self) -> None:
        sync = self._console.sync
        if sync is not None:
            self._tools.runtime.spawn(self._read_desks(sync.desks), owner=self)

    async def _read_desks(self, desks: Callable[[], Awaitable[DeskBoard | None]]) -> None:
        found = await desks()
        if found is None:
            self._desks_lost = self._desks_lost or stamp(self._tools.now())
        else:
            self._desks, self._desks_lost = found, ""
        self._soon.start()

    def sight(self) -> Sight:
        """Return everything as it is known here now."""
        rows, room, sync = self._tools.reference.rows, self._tools.line.room, self._console.sync
        noted = self._console.settings.unseen_noted()
        if room is not None and room.unseen:
            room = replace(room, unseen=tuple(one for one in room.unseen if one.until > noted))
        lost: dict[Source, str] = {}
        if room is not None and not room.link_ok:
            lost[Source.CALLS] = room.lost_at or stamp(self._tools.now())
        if sync is not None:
            if sync.status.away is not Away.NONE and sync.status.heard_at:
                lost[Source.STORE] = sync.status.heard_at
            if self._desks_lost:
                lost[Source.CENTRE] = self._desks.now if self._desks is not None else self._desks_lost
        return Sight(
            now=self._tools.now(),
            room=room,
            numbers=self._numbers,
            desks=self._desks,
            lost=lost,
            alone=sync is None,
            items={item.code: item.name for item in rows.items},
            districts={district.code: district.name for district in rows.districts},
        )

    def _show_list(self, sight: Sight) -> None:
        if self._ask is not None:
            self._listed = listed(self._ask, self._rows, sight)
            self.pane.show_list(self._ask, list_title(self._ask, sight.items), self._listed.lines)

    # --- what happens -----------------------------------------------------------------------------------------------------------------

    def _on_tick(self) -> None:
        if not self.seen:
            return
        self._ticks += 1
        self.show_now()
        if self._ticks % AGAIN_TICKS == 0:
            self._count()
        if self._ticks % DESKS_TICKS == 0:
            self._ask_desks()

    def _on_changed(self, changes: Changes) -> None:
        if self.seen and any(changes.about(topic) for topic in _TOPICS):
            self._count()

    def _on_room_changed(self) -> None:
        if self.seen and not self._soon.isActive():
            self._soon.start()

    def _leave(self) -> None:
        """The program ends: nothing of the board stays on another screen."""
        self.pane.close_apart()
        self._take_down()

    def _take_down(self) -> None:
        """Leave the wallboard; whoever closes its window by another way than its keys has left it too."""
        wall, self.wall = self.wall, None
        if wall is not None:
            wall.close()
            wall.deleteLater()

    def _on_closed(self) -> None:
        self._ask = None

    def _on_line_chosen(self, ask: Ask, key: str) -> None:
        if ask.what is What.ALERTS:
            self._take_alert(key)
        elif ask.what is What.SEATS:
            self._write_note(int(key))
        elif key in self._listed.numbers:
            self._console.parts.presenters.opening.ring_back(self._listed.numbers[key])
            self._console.bring_forward()
        elif key in self._listed.cases:
            self._open_case(self._listed.cases[key])

    def _open_case(self, case_id: str) -> None:
        """Put a case on the desk of the operator's window, and bring that forward."""
        self._console.parts.presenters.opening.case(case_id)
        self._console.bring_forward()

    def _write_note(self, operator: int) -> None:
        """Go where a note to one desk is written, for whoever may write one."""
        if leads(self._console):
            self._window.open("handover").pane.whisper_to(operator)

    def _take_alert(self, alert: str) -> None:
        self._tools.runtime.spawn(self._take(alert), owner=self)

    async def _take(self, alert: str) -> None:
        stamp = acting(self._console, Permission.HEAR_ALERTS)
        self._tools.hub.publish(await self._tools.runtime.db(take_alert, stamp, alert))

    def _on_unseen_noted(self, until: str) -> None:
        self._console.settings.set_unseen_noted(until)
        self.show_now()

    def _on_arranged(self, places: tuple[Place, ...]) -> None:
        self._console.settings.set_board(places)


def _timer(owner: QObject, every: int, work: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setInterval(every)
    timer.timeout.connect(work)
    timer.start()
    return timer


def leads(console: Any) -> bool:
    """Tell whether whoever sits here gives cases and notes to others."""
    return may(acting(console, Permission.REASSIGN).role, Permission.REASSIGN)
