"""The command bar: people, cases, items, partners and actions, found by one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from console.calls.manual import ManualLine
from console.operator.shelf import Shelf
from console.operator.tools import Tools
from models.records.caller import PersonRow
from models.records.case import CaseRow
from models.records.draft import Draft
from models.records.failure import BadInput
from models.repositories import caller as callers
from models.repositories import case as cases
from models.rules.permissions import Permission
from models.rules.phone import display, masked, normalise, to_dial
from models.search.letters import spells
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import language, stage_word
from widgets.command.view import CommandBar

if TYPE_CHECKING:
    # For types only; start-up time: the index and its dictionary of pinyin are loaded while it is built, on a thread of its own.
    from models.search.index import SearchIndex


_BETWEEN = dict.fromkeys(map(ord, "-+()/－（）"))
"""What stands between the digits of a number as it is typed."""


@dataclass(frozen=True)
class Action:
    """Something the window can do, found by its words."""

    id: str
    label: str
    key: str
    run: Callable[[], None]


class CommandPresenter(QObject):
    """Fills the command bar as the operator types. A chosen line comes out as ``found(kind, id)`` or runs an action."""

    found = Signal(str, str)

    def __init__(self, tools: Tools, shelf: Shelf, bar: CommandBar, actions: Callable[[], list[Action]]) -> None:
        super().__init__(bar)
        self._tools = tools
        self._shelf = shelf
        self._bar = bar
        self._actions = actions
        self._index: SearchIndex | None = None
        self._query = ""
        self._without: str | None = None
        self._ticket = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(60)
        self._wait.timeout.connect(self._search)
        bar.query_changed.connect(self._on_query_changed)
        bar.line_chosen.connect(self._on_line_chosen)

    def set_index(self, index: SearchIndex) -> None:
        """Find items, partners and knowledge with this index."""
        self._index = index

    def open(self) -> None:
        """Open the bar with the actions listed."""
        self._query, self._without = "", None
        self._bar.open_bar()
        self._bar.set_lines(self._action_lines(""))

    def open_for_cases(self, query: str, without: str) -> None:
        """Open the bar with a query that is already typed; it finds cases only, and not the one whose id is ``without``."""
        self._query, self._without = "", without
        self._bar.open_bar()
        self._bar.set_query(query)

    def _on_query_changed(self, query: str) -> None:
        self._query = query
        self._wait.start()

    def _search(self) -> None:
        self._ticket += 1
        self._tools.runtime.spawn(self._find(self._query, self._ticket), owner=self)

    async def _find(self, query: str, ticket: int) -> None:
        without = self._without
        lines = self._action_lines(query) if without is None else []
        if query.strip():
            db = self._tools.runtime.db
            seen, sealed = self._tools.may(Permission.SEE_CALLERS), self._tools.sealed
            found = [case for case in await db(cases.find, query, 8, sealed=sealed) if case.id != without] if seen else []
            people = await db(callers.find_people, query, 6) if seen else ()
            if seen and not people and len(query.strip()) > 1 and query.strip().isascii() and without is None:
                people = await db(callers.recent_people, lambda name: spells(query, name), 6)
            waiting = await db(cases.vetoes) if self._asks_for_vetoes(query) else ()
            if ticket != self._ticket:
                return
            if without is None:
                lines += [*self._number_lines(query), *self._case_lines(found), *self._draft_lines(query, self._shelf.drafts())]
                lines += self._veto_lines(waiting)
                lines += _person_lines(people, self.tr("Person"))
                lines += [] if _is_number(query) else self._hit_lines(query)
            else:
                lines += self._case_lines(found)
        self._bar.set_lines(lines)

    def _case_lines(self, found: Iterable[CaseRow]) -> list[Line]:
        speech = language()
        return [
            Line(
                key=f"case:{case.id}",
                lead=case.no,
                title=case.item_name.in_(speech),
                subtitle=" · ".join(filter(None, (case.opened_at[:10], case.person_name, masked(case.number), case.handler.in_(speech)))),
                right=(Mark(stage_word(case.stage), Tone.MUTED),),
            )
            for case in found
        ]

    def _asks_for_vetoes(self, query: str) -> bool:
        """Tell whether somebody who may confirm a veto asks for those that wait."""
        return self._tools.may(Permission.VETO) and query.strip().lower() in self.tr("veto, second person")

    def _veto_lines(self, waiting: Iterable[tuple[CaseRow, int]]) -> list[Line]:
        return [
            Line(
                key=f"case:{case.id}",
                lead=case.no,
                title=case.handler.in_(language()),
                subtitle=self.tr("veto proposed by No. {number}: a second person decides").format(number=proposer),
                right=(Mark(stage_word(case.stage), Tone.DUE),),
            )
            for case, proposer in waiting
        ]

    def _draft_lines(self, query: str, drafts: Iterable[Draft]) -> list[Line]:
        wanted = query.strip().lower()
        return [
            Line(
                key=f"draft:{draft.key}",
                lead=self.tr("Draft"),
                title=draft.text or draft.query or " · ".join(draft.fields.values()),
                subtitle=draft.saved_at[:16].replace("T", " "),
            )
            for draft in drafts
            if wanted in draft.text.lower() or wanted in self.tr("drafts") or spells(wanted, self.tr("drafts"))
        ]

    def _hit_lines(self, query: str) -> list[Line]:
        speech, hits = language(), self._index.find(query).hits[:10] if self._index is not None else ()
        return [
            Line(key=f"{hit.kind.value}:{hit.code}", lead=hit.code, title=hit.name.in_(speech), spans=hit.spans if speech == "zh" else ())
            for hit in hits
        ]

    def _number_lines(self, query: str) -> list[Line]:
        """Offer to ring a number that was typed, and, without a call system, to note a call from it."""
        try:
            number = normalise(query)
        except BadInput:
            return []
        if len(number) < 3:
            return []
        abroad = self.tr("a telephone dials {digits}").format(digits=to_dial(number)) if to_dial(number) != number else ""
        lines = [Line(key=f"dial:{number}", lead=display(number), title=self.tr("Ring this number"), subtitle=abroad)]
        if isinstance(self._tools.line, ManualLine):
            lines.insert(0, Line(key=f"take:{number}", lead=display(number), title=self.tr("This number is calling: note the call")))
        return lines

    def _action_lines(self, query: str) -> list[Line]:
        wanted = query.strip().lower()
        return [
            Line(key=f"action:{action.id}", title=action.label, hint=action.key)
            for action in self._actions()
            if not wanted or wanted in action.label.lower() or wanted in action.id or spells(wanted, action.label)
        ]

    def _on_line_chosen(self, key: str) -> None:
        kind, _, ref = key.partition(":")
        if kind == "action":
            for action in self._actions():
                if action.id == ref:
                    action.run()
                    return
        self.found.emit(kind, ref)


def _is_number(query: str) -> bool:
    """Tell whether a query is a telephone or case number, whole or begun: no item is called by six digits or more."""
    digits = "".join(query.split()).translate(_BETWEEN)
    return len(digits) >= 6 and digits.isdecimal()


def _person_lines(people: Iterable[PersonRow], lead: str) -> list[Line]:
    return [
        Line(
            key=f"person:{person.id}",
            lead=lead,
            title=person.name,
            subtitle=" · ".join(filter(None, (masked(person.numbers[0]) if person.numbers else "", person.address))),
        )
        for person in people
    ]
