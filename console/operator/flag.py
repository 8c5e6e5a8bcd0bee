"""Flags on the person who is speaking: set, lifted, set again."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.operator.caller import CallerPresenter
from console.operator.desk import Desk
from console.operator.tools import Tools
from models.commands import caller as caller_commands
from models.records.caller import Flag, FlagKind
from models.records.failure import BadInput, RuleBroken, WorldFailure
from models.repositories import caller as callers
from widgets.caller.view import CallerPane


class FlagPresenter(QObject):
    """Writes down the flags that the caller pane asks for. Beside a need of the psychology line there are none: it has its own records."""

    def __init__(self, tools: Tools, desk: Desk, pane: CallerPane, caller: CallerPresenter) -> None:
        super().__init__(pane)
        self._tools = tools
        self._desk = desk
        self._pane = pane
        self._caller = caller
        pane.flag_added.connect(self._on_added)
        pane.flag_lifted.connect(self._on_lifted)

    def _on_added(self, kind: str, note: str, review_on: str) -> None:
        self._tools.runtime.spawn(self._flag(Flag(kind=FlagKind(kind), note=note, review_on=review_on)), owner=self)

    def _on_lifted(self, kind: str) -> None:
        person = self._desk.person
        flag = next((flag for flag in person.flags if flag.kind.value == kind), None) if person else None
        if flag is not None:
            self._tools.runtime.spawn(self._flag(flag, lifted=True), owner=self)

    async def _flag(self, flag: Flag, *, lifted: bool = False) -> None:
        key = self._desk.key
        try:
            await self._write(flag, key, lifted=lifted)
        except WorldFailure:
            if not lifted and self._desk.key == key:
                words = {"flag.kind": flag.kind.value, "flag.note": flag.note, "flag.review": flag.review_on}
                self._pane.set_loose_words({**self._pane.loose_words(), **words}, self._tools.now().date())
            raise

    async def _write(self, flag: Flag, key: str, *, lifted: bool) -> None:
        """Write a flag down. A number is enough to be somebody: whoever has to be warned of seldom says a name."""
        if self._desk.psychology:
            raise RuleBroken("person.sealed")
        known = self._desk.person
        person = known if lifted and known is not None else await self._caller.person_for_case()
        if not person.id and person.numbers:
            person = await self._caller.save(person, key)
        if not person.id:
            raise BadInput("person.empty")
        changes = await self._tools.runtime.db(caller_commands.flag_person, self._tools.stamp, person.id, flag, lifted=lifted)
        flagged = await self._tools.runtime.db(callers.person, person.id)
        if self._desk.key == key:
            self._desk.person = flagged  # the next save of this person keeps the flag
        self._tools.hub.publish(changes)
