"""Where the case on the desk came from, where that was a suggestion at an outreach event; and who was quicker with one."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.operator.desk import Desk
from console.operator.tools import Tools
from console.operator.window import OperatorWindow
from models.records.case import CaseState
from models.records.operation import Changes, Topic
from models.records.outreach import SuggestionRow
from models.repositories.outreach import overtaken, suggestion_of_case
from models.rules.permissions import Permission
from widgets.base.theme import Tone


class Origin(QObject):
    """Reads the suggestion behind each case that comes to lie on the desk, and leads to it; the page of outreach leads the other way.

    Where somebody else had settled a suggestion before, which comes to be known when the desk hears of it, whoever was later is told.
    """

    def __init__(self, tools: Tools, desk: Desk, window: OperatorWindow) -> None:
        super().__init__(window)
        self._tools = tools
        self._window = window
        self._ticket = 0
        self._case = ""
        self._suggestion = ""
        self._told: set[str] = set()
        desk.case_changed.connect(self._on_case_changed)
        window.case.origin_asked.connect(lambda: window.subject_asked.emit("outreach", self._suggestion))
        tools.hub.changed.connect(self._on_changed)

    def _on_case_changed(self, case: CaseState | None) -> None:
        found = case.id if case is not None else ""
        if found == self._case:
            return
        self._case = found
        self._window.case.set_origin("", "")
        self._look()

    def _look(self) -> None:
        self._ticket += 1
        if self._case and self._tools.may(Permission.SEE_CALLERS):
            self._tools.runtime.spawn(self._read(self._case, self._ticket), owner=self)

    async def _read(self, case_id: str, ticket: int) -> None:
        row = await self._tools.runtime.db(suggestion_of_case, case_id)
        if ticket != self._ticket or row is None:
            return
        self._suggestion = row.id
        note, first = f"{row.title}: {row.words}", row.ref == case_id
        if not first:
            note = f"{note}\n{self._quicker(row)}"
        link = self._tools.may(Permission.COUNT_OUTREACH) or self._tools.may(Permission.MANAGE_OUTREACH)
        words = self.tr("Outreach {day}").format(day=row.day)
        self._window.case.set_origin(words, note, Tone.ACCENT if first else Tone.DUE, link=link)

    def _on_changed(self, changes: Changes) -> None:
        moved = changes.ids(Topic.SUGGESTION) - self._told
        if moved:
            self._look()
            self._tools.runtime.spawn(self._tell(moved), owner=self)

    async def _tell(self, moved: frozenset[str]) -> None:
        for row in await self._tools.runtime.db(overtaken, moved, self._tools.session.operator.number):
            if row.id not in self._told:
                self._told.add(row.id)
                self._window.notice.say(self._quicker(row), Tone.DUE)

    def _quicker(self, row: SuggestionRow) -> str:
        told = self.tr("No. {number} was quicker with the suggestion “{words}”: {case}. Both are kept: let only one of you ring.")
        other = self.tr("No. {number} was quicker with the suggestion “{words}”. What you did is kept beside it.")
        words = row.words if len(row.words) <= 24 else f"{row.words[:23]}…"
        return (told if row.case_no else other).format(number=row.settled_by, words=words, case=row.case_no)
