"""Putting something else on the desk: a case, a person, a draft. What was being typed is kept first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.failures import sentence
from console.operator.call import CallPresenter
from console.operator.caller import CallerPresenter
from console.operator.case import CasePresenter
from console.operator.desk import Desk
from console.operator.dialling import Dialling
from console.operator.draft import DraftPresenter
from console.operator.shelf import fresh_key
from console.operator.tools import Speaker, Tools
from models.records.call import Refusal, RingRow
from models.records.case import Stage
from models.records.catalogue import Line
from models.records.failure import RuleBroken
from models.records.journal import Merge
from models.repositories import caller as callers
from models.repositories import case as cases
from models.rules.permissions import Permission
from widgets.base.theme import Tone


class Opening(QObject):
    """Opens by id. While a merge is being asked for, the next chosen case is the one that goes on.

    ``search_wanted(words, case id)`` asks for the command bar with cases only, without that one. Those who answer for the desk look at both
    cases side by side first: ``compare_wanted(case id, id of the one that goes on)``.
    """

    focus_wanted = Signal(str)
    search_wanted = Signal(str, str)
    compare_wanted = Signal(str, str)

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        notice: Speaker,
        caller: CallerPresenter,
        case: CasePresenter,
        draft: DraftPresenter,
        dialling: Dialling,
        call: CallPresenter,
    ) -> None:
        super().__init__(desk)
        self._tools = tools
        self._desk = desk
        self._notice = notice
        self._caller = caller
        self._case = case
        self._draft = draft
        self._dialling = dialling
        self._call = call
        self._merging = ""

    def case(self, case_id: str) -> None:
        """Put a case on the desk."""
        self._tools.runtime.spawn(self._open_case(case_id), owner=self)

    def choose_case(self, case_id: str) -> None:
        """A case was found in the command bar: open it, or merge into it where that was asked."""
        merging, self._merging = self._merging, ""
        if merging and self._desk.case is not None and self._desk.case.id == merging and case_id != merging:
            if self._tools.may(Permission.REASSIGN):
                self.compare_wanted.emit(merging, case_id)
            else:
                self.merge(merging, case_id)
        else:
            self.case(case_id)

    def merge(self, case_id: str, into_id: str) -> None:
        """Let a case go on under another one."""
        self._tools.runtime.spawn(self._merge(case_id, into_id), owner=self)

    def ask_merge(self) -> None:
        """Ask in place which case this one goes on under."""
        if self._desk.case is None:
            self._notice.say(self.tr("There is no case on the desk yet. F9 accepts one."), Tone.DUE)
            return
        self._merging = self._desk.case.id
        self._notice.say(self.tr("Choose the case that goes on; this one is merged into it. Ctrl Z takes it back."), Tone.ACCENT)
        self.search_wanted.emit(self._desk.number, self._desk.case.id)

    def forget_merge(self) -> None:
        """The command bar was opened for something else: nothing is merged."""
        self._merging = ""

    def person(self, person_id: str) -> None:
        """Put a person on the desk, with the number first known for them."""
        self._tools.runtime.spawn(self._open_person(person_id), owner=self)

    def ring_waiting(self, number: str = "") -> None:
        """Ring what waits to be rung, that number or the one that waits longest, with its case on the desk."""
        waiting = self._dialling.waiting()
        row = next((row for row in waiting if row.number == number), waiting[0] if waiting and not number else None)
        if row is None:
            self._notice.say(self.tr("Nothing waits to be rung"), Tone.MUTED)
        elif self._desk.call is not None:
            self._call.tell(Refusal.BUSY)
        else:
            self._tools.runtime.spawn(self._ring(row), owner=self)

    def ring_back(self, number: str) -> None:
        """Ring a caller whom nobody answered, with a fresh form for them on the desk; a withheld number cannot be rung."""
        if not number:
            self._notice.say(self.tr("The number was withheld: it cannot be rung. Delete says why nobody need."), Tone.DUE)
        elif self._desk.call is not None:
            self._call.tell(Refusal.BUSY)
        else:
            self._keep()
            self._desk.take_up(fresh_key(), number=number)
            self._dialling.dial(number)

    def draft(self, key: str) -> None:
        """Bring a draft back as it was."""
        self._tools.runtime.spawn(self._open_draft(key), owner=self)

    async def _open_case(self, case_id: str) -> None:
        if not self._tools.sealed and await self._tools.runtime.db(cases.line, case_id) is Line.PSYCHOLOGY:
            self._notice.say(sentence(RuleBroken("case.sealed")), Tone.DUE)
            return
        self._keep()
        key, call_id = f"case:{case_id}", self._desk.call_id
        kept = self._draft.shelf.get(key)
        if kept is not None:
            await self._draft.restore(kept)
        else:
            self._desk.take_up(key, call_id=call_id)
            await self._case.read(case_id)
            if self._desk.case is not None:
                await self._caller.meet(self._desk.case)
        case = self._desk.case
        if self._desk.key == key:
            self.focus_wanted.emit("callback" if case is not None and case.stage is Stage.CALLBACK else "case")

    async def _ring(self, row: RingRow) -> None:
        if row.case and (self._desk.case is None or self._desk.case.id != row.case):
            await self._open_case(row.case)
        elif not row.case and self._desk.key != row.key:
            self._keep()
            self._desk.take_up(fresh_key(), number=row.number)
        if row in self._dialling.waiting():
            self._dialling.drop(row)
            self._dialling.dial(row.number, row.case)

    async def _merge(self, case_id: str, into_id: str) -> None:
        into = await self._tools.runtime.db(cases.state, into_id, sealed=self._tools.sealed)
        await self._case.append(case_id, Merge(into=into.id, into_no=into.no))

    async def _open_person(self, person_id: str) -> None:
        person = await self._tools.runtime.db(callers.person, person_id)
        if person is None:
            return
        self._keep()
        key = f"person:{person_id}"
        kept = self._draft.shelf.get(key)
        if kept is not None:
            await self._draft.restore(kept)
            return
        self._desk.take_up(key, number=person.numbers[0] if person.numbers else "")
        self._desk.set_person(person)
        self.focus_wanted.emit("caller")

    async def _open_draft(self, key: str) -> None:
        self._keep()
        draft = self._draft.shelf.get(key)
        if draft is not None:
            await self._draft.restore(draft)

    def _keep(self) -> None:
        if self._draft.park():
            self._notice.say(self.tr("What you were typing is kept: “Drafts” in the command bar brings it back"), Tone.ACCENT)
