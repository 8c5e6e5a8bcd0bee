"""Looking at two cases side by side before one goes on under the other: for those who answer for the desk."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.operator.tools import Tools
from models.records.case import CaseState, Deadline
from models.repositories import case as cases
from models.store.store import Store
from widgets.base.words import language
from widgets.merge.view import Facts, MergePanel, facts_of


class MergeCompare(QObject):
    """``confirmed(case id, id of the one that goes on)`` follows the yes. A call that moves takes the panel away."""

    confirmed = Signal(str, str)

    def __init__(self, tools: Tools, panel: MergePanel) -> None:
        super().__init__(panel)
        self._tools = tools
        self._pair = ("", "")
        self.panel = panel
        panel.merge_asked.connect(lambda: self.confirmed.emit(*self._pair))
        tools.line.call_changed.connect(self._on_call_changed)

    def compare(self, case_id: str, into_id: str) -> None:
        """Show both cases and ask whether the first one goes on under the second."""
        self._tools.runtime.spawn(self._compare(case_id, into_id), owner=self)

    def _on_call_changed(self, _call: object) -> None:
        self.panel.close_over()

    async def _compare(self, case_id: str, into_id: str) -> None:
        sealed = self._tools.sealed
        ends = await self._tools.runtime.db(_read, case_id, sealed=sealed)
        goes_on = await self._tools.runtime.db(_read, into_id, sealed=sealed)
        self._pair = (case_id, into_id)
        self.panel.compare(self._facts(*ends), self._facts(*goes_on))

    def _facts(self, case: CaseState, deadline: Deadline | None) -> tuple[str, Facts]:
        district = self._tools.reference.district(case.district)
        return case.no, facts_of(case, deadline, district.name.in_(language()) if district else case.district)


def _read(store: Store, case_id: str, *, sealed: bool) -> tuple[CaseState, Deadline | None]:
    found = cases.state(store, case_id, sealed=sealed)
    return found, cases.deadline(store, found)
