"""My work: four lists with live counts, and what lies at this desk: drafts that were put aside, numbers that wait to be rung."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from console.operator.desk import Desk
from console.operator.dialling import Dialling
from console.operator.shelf import Shelf
from console.operator.tools import Tools
from models.records.case import WorkList
from models.records.operation import Changes, Topic
from models.repositories import queue as queues
from widgets.base.words import language
from widgets.queue.lines import OwnList, draft_line, ring_line
from widgets.queue.view import QueuePane


class QueuePresenter(QObject):
    """Counts again whenever a case moves and, because promises fall due by themselves, twice a minute."""

    case_asked = Signal(str)
    draft_asked = Signal(str)
    ring_asked = Signal(str)

    def __init__(self, tools: Tools, desk: Desk, shelf: Shelf, dialling: Dialling, pane: QueuePane) -> None:
        super().__init__(pane)
        self._tools = tools
        self._desk = desk
        self._shelf = shelf
        self._dialling = dialling
        self._pane = pane
        self._list: WorkList | None = None
        self._ticket = 0
        pane.list_asked.connect(lambda name: self.open(WorkList(name)))
        pane.case_asked.connect(self.case_asked)
        pane.draft_asked.connect(self.draft_asked)
        pane.ring_asked.connect(self.ring_asked)
        pane.list_left.connect(self._on_list_left)
        shelf.changed.connect(self.show_own)
        desk.subject_changed.connect(lambda _key: self.show_own())
        dialling.changed.connect(self.show_own)
        tools.hub.changed.connect(self._on_changed)
        self._again = QTimer(self)
        self._again.setInterval(30_000)
        self._again.timeout.connect(self.read)
        self._again.start()

    def open(self, work: WorkList) -> None:
        """Show one of the lists."""
        self._list = work
        self.read()

    def show_own(self) -> None:
        """Show what lies at this desk; the need that is on the desk is nothing put aside."""
        now, speech, missing = self._tools.now(), language(), self._shelf.unsaved()
        items = self._tools.reference.items()
        drafts = [
            draft_line(
                draft,
                items[draft.item_code].name.in_(speech) if draft.item_code in items else "",
                now,
                on_disk=draft.key not in missing,
                typed_by=draft.operator if draft.operator != self._tools.session.operator.number else 0,
            )
            for draft in self._shelf.drafts()
            if draft.key != self._desk.key
        ]
        self._pane.set_own(OwnList.DRAFTS, drafts)
        self._pane.set_own(OwnList.RINGS, [ring_line(row) for row in self._dialling.waiting()])

    def read(self) -> None:
        """Count, and read the open list again."""
        self.show_own()
        self._ticket += 1
        self._tools.runtime.spawn(self._read(self._ticket), owner=self)

    async def _read(self, ticket: int) -> None:
        now, actor = self._tools.now(), self._tools.session.operator.number
        counts = await self._tools.runtime.db(queues.counts, actor, now)
        rows = await self._tools.runtime.db(queues.rows, actor, self._list, now, sealed=self._tools.sealed) if self._list else ()
        if ticket != self._ticket:
            return
        self._pane.set_counts(counts, now)
        if self._list:
            self._pane.set_rows(self._list, rows, now)

    def _on_list_left(self) -> None:
        self._list = None

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.CASE):
            self.read()
