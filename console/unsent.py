"""Marks on rows: what has not reached the centre says so wherever it stands in a list, and no longer once it has."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer

from models.records.operation import Changes, Topic
from models.repositories.unsent import CALM, unsent

_SETTLES_MS = round(CALM.total_seconds() * 1000) + 100


class UnsentSigns(QObject):
    """Looks at what waits whenever something is written, sent or received, and lets the lists read again where that is something else."""

    def __init__(self, window: Any, presenters: Any, runtime: Any, hub: Any) -> None:
        super().__init__(window)
        self._pane = window.case
        self._presenters = presenters
        self._runtime = runtime
        self._found: frozenset[str] = frozenset()
        self._ticket = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLES_MS)
        self._later.timeout.connect(self._look)
        presenters.desk.case_changed.connect(self._show)
        hub.changed.connect(self._on_changed)
        self._look()

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.CASE) or changes.about(Topic.OUTBOX):
            self._look()
            self._later.start()

    def _look(self) -> None:
        self._ticket += 1
        self._runtime.spawn(self._read(self._ticket), owner=self)

    async def _read(self, ticket: int) -> None:
        found = await self._runtime.db(unsent)
        if ticket != self._ticket:
            return
        before, self._found = self._found, found
        if found != before:
            self._presenters.queue.read()
            self._presenters.caller.read()
            self._show()

    def _show(self) -> None:
        case = self._presenters.desk.case
        self._pane.set_unsent(case is not None and case.id in self._found)
