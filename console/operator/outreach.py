"""Where the case on the desk came from, where that was a suggestion at an outreach event."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.operator.desk import Desk
from console.operator.tools import Tools
from models.records.case import CaseState
from models.repositories.outreach import suggestion_of_case
from models.rules.permissions import Permission
from widgets.case.view import CasePane


class Origin(QObject):
    """Reads the suggestion behind each case that comes to lie on the desk; the page of outreach leads the other way."""

    def __init__(self, tools: Tools, desk: Desk, pane: CasePane) -> None:
        super().__init__(pane)
        self._tools = tools
        self._pane = pane
        self._ticket = 0
        self._case = ""
        desk.case_changed.connect(self._on_case_changed)

    def _on_case_changed(self, case: CaseState | None) -> None:
        found = case.id if case is not None else ""
        if found == self._case:
            return
        self._case = found
        self._ticket += 1
        self._pane.set_origin("", "")
        if found and self._tools.may(Permission.SEE_CALLERS):
            self._tools.runtime.spawn(self._read(found, self._ticket), owner=self)

    async def _read(self, case_id: str, ticket: int) -> None:
        row = await self._tools.runtime.db(suggestion_of_case, case_id)
        if ticket == self._ticket and row is not None:
            self._pane.set_origin(self.tr("Outreach {day}").format(day=row.day), f"{row.title}: {row.words}")
