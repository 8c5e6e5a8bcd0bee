"""Calls that nobody answered: a list with a callback each, and the top bar's counter of it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.operator.opening import Opening
from console.operator.tools import Speaker, Tools
from models.commands import call as call_commands
from models.records.call import LineStatus, MissedRow
from models.records.operation import Changes, Topic
from models.repositories import missed as missed_calls
from models.rules.permissions import Permission
from widgets.base.theme import Tone
from widgets.queue.lines import OwnList, missed_line
from widgets.queue.view import QueuePane
from widgets.topbar.view import TopBar


class MissedPresenter(QObject):
    """Reads the list again whenever a call moves. Only who rings citizens back sees it.

    Where another desk rings a number at this moment, ringing it too is asked for once more.
    """

    def __init__(self, tools: Tools, opening: Opening, pane: QueuePane, top: TopBar, notice: Speaker) -> None:
        super().__init__(pane)
        self._tools = tools
        self._opening = opening
        self._pane = pane
        self._top = top
        self._rows: dict[str, MissedRow] = {}
        self._ticket = 0
        self._notice = notice
        self._rung: dict[str, int] = {}
        """Number → the operator of another desk who rings it."""
        self._warned = ("", 0)
        """The row about which it was said that somebody else rings, and who."""
        self._said = ""
        """What was said last of a caller who is missed: it goes with what it was about."""
        pane.missed_asked.connect(self._on_asked)
        pane.settle_asked.connect(self._on_settled)
        tools.hub.changed.connect(self._on_changed)
        tools.line.status_changed.connect(self._on_status_changed)

    def read(self) -> None:
        """Read the list again."""
        if self._tools.may(Permission.CALLBACK):
            self._ticket += 1
            self._tools.runtime.spawn(self._read(self._ticket), owner=self)

    async def _read(self, ticket: int) -> None:
        rows = await self._tools.runtime.db(missed_calls.missed, sealed=self._tools.sealed)
        if ticket != self._ticket:
            return
        self._rows = {row.calls[0]: row for row in rows}
        brief = sum(row.brief for row in rows)
        self._top.set_missed(len(rows) - brief, brief)
        self._show()

    def _show(self) -> None:
        now = self._tools.now()
        self._pane.set_own(OwnList.MISSED, [missed_line(row, now, self._rung.get(row.number, 0)) for row in self._rows.values()])

    def _on_status_changed(self, status: LineStatus) -> None:
        rung = dict(status.rung)
        if rung != self._rung:
            self._rung = rung
            self._forget()
            self._show()

    def _on_asked(self, call_id: str) -> None:
        row = self._rows.get(call_id)
        if row is None:
            return
        other = self._rung.get(row.number, 0)
        if other and self._warned != (call_id, other):
            self._warned = call_id, other
            told = self.tr("No. {number} rings them at this moment. Enter once more rings them too.")
            self._said = told.format(number=other)
            self._notice.say(self._said, Tone.DUE)
            return
        self._forget()
        self._opening.ring_back(row.number)

    def _forget(self) -> None:
        """Nobody is asked any more whether they ring somebody too."""
        self._notice.take_back(self._said)
        self._warned, self._said = ("", 0), ""

    def _on_settled(self, call_id: str, reason: str) -> None:
        row = self._rows.get(call_id)
        if row is not None:
            self._tools.runtime.spawn(self._settle(row, reason), owner=self)

    async def _settle(self, row: MissedRow, reason: str) -> None:
        self._tools.hub.publish(await self._tools.runtime.db(call_commands.settle_missed, self._tools.stamp, row.calls, reason))

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.CALL) or changes.about(Topic.PERSON):
            self.read()
