"""The catalogue's page: items renamed, moved, retired and brought back in place, and what was proposed decided."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from console.lead.editing import NEW, Editing
from console.lead.items import difference_rows, item_fields, item_from, item_values
from models.commands import catalogue as commands
from models.records.base import Text
from models.records.catalogue import CategoryRow, HandlerKind, ItemRow, ProposalRow
from models.records.catalogue import Line as HotlineLine
from models.records.operation import Topic
from models.repositories import catalogue
from models.rules.permissions import Permission
from models.search.letters import spells
from models.store.store import Store
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.office.editor import EditorPane

PROPOSED = "proposal:"
"""How the keys of proposals begin; an item's key is its code."""

Reading = tuple[tuple[CategoryRow, ...], tuple[ItemRow, ...], tuple[ProposalRow, ...]]


def make(console: Any, window: Any) -> CatalogueEditor:
    """Return the page."""
    return CatalogueEditor(console, window)


class CatalogueEditor(Editing[ItemRow]):
    """What was proposed stands before the items, and is decided here."""

    def __init__(self, console: Any, window: Any) -> None:
        pane = EditorPane("editor", self.tr("Catalogue"))
        super().__init__(console, window, pane, Permission.MANAGE_CATALOGUE, (Topic.CATALOGUE, Topic.PROPOSAL))
        self._categories: tuple[CategoryRow, ...] = ()
        self._items: dict[str, ItemRow] = {}
        self._proposals: dict[str, ProposalRow] = {}

    async def _read(self) -> None:
        self._ticket += 1
        ticket = self._ticket
        self._categories, items, proposals = await self._console.runtime.db(_reading)
        if ticket != self._ticket:
            return
        self._items = {item.code: item for item in sorted(items, key=lambda item: (item.category, item.code))}
        self._proposals = {row.id: row for row in proposals if not row.settled_at}
        self.pane.set_fields(item_fields(self._categories))
        news = self.tr("Somebody has changed this item meanwhile: leave your changes and look at it again.")
        await self._read_on(self._items, news)

    def _list(self) -> None:
        query = self.pane.search.text().strip().lower()
        living = sum(not item.retired for item in self._items.values())
        proposed = [self._proposal_line(row) for row in self._proposals.values() if _found(query, row.item)]
        items = [self._item_line(item) for item in self._items.values() if _found(query, item)]
        count = self.tr("{categories} categories · {items} items").format(categories=len(self._categories), items=living)
        self.pane.set_rows([*proposed, *items], count, self._key)

    def _proposal_line(self, row: ProposalRow) -> Line:
        by = self.tr("proposed by No. {number}, {day}").format(number=row.operator, day=row.at[:10])
        return Line(
            key=PROPOSED + row.id,
            lead=row.item.code,
            title=row.item.name.in_(language()),
            subtitle=by,
            right=(Mark(self.tr("To decide"), Tone.DUE),),
            bold=True,
        )

    def _item_line(self, item: ItemRow) -> Line:
        marks = (Mark(self.tr("Retired"), Tone.MUTED),) if item.retired else ()
        return Line(
            key=item.code,
            lead=item.code,
            title=item.name.in_(language()),
            right=(*marks, Mark(self.tr("v{number}").format(number=item.version), Tone.MUTED)),
            tone=Tone.MUTED if item.retired else Tone.PLAIN,
        )

    # --- the row in the form --------------------------------------------------------------------------------------------------

    async def _show(self, key: str) -> None:
        proposal = self._proposals.get(key.removeprefix(PROPOSED)) if key.startswith(PROPOSED) else None
        item = proposal.item if proposal is not None else self._items.get(key)
        if item is None:
            self._clear()
            return
        history = await self._console.runtime.db(catalogue.history, item.code) if proposal is None else ()
        if key != self._key:
            return
        state = (self.tr("Retired"), Tone.MUTED) if item.retired else ("", Tone.MUTED)
        if proposal is not None:
            state = (self.tr("Proposed by No. {number}").format(number=proposal.operator), Tone.DUE)
        self._lay(item, f"{item.code}  {item.name.in_(language())}", item_values(item), state)
        kept = self.tr("History: cases keep the name and the version they were filed under")
        versions = [(row.item, row.item.name, row.at, row.operator) for row in history]
        self.pane.set_history(kept if versions else self.tr("History"), self._history_lines(versions))
        self._compare()

    def _lay_fresh(self, beside: str) -> None:
        near = self._items.get(beside)
        category = near.category if near is not None else next((row.code for row in self._categories), "")
        row = ItemRow(code="", category=category, name=Text(""), line=HotlineLine.GENERAL, emergency=False, handler=HandlerKind.PARTNER)
        self._lay(row, self.tr("New item: its code is the next one of its category"), item_values(row))
        self.pane.set_history(self.tr("History"), ())

    def _after(self) -> ItemRow | None:
        return item_from(self.pane.form.values(), self._before) if self._before is not None else None

    def _lines(self, before: ItemRow, after: ItemRow) -> list[Line]:
        return difference_rows(before, after, self._categories)

    def _compare(self) -> None:
        before, after = self._before, self._after()
        if before is None or after is None:
            return
        lines = self._lines(before, after)
        self.pane.set_changes(lines)
        if self._key.startswith(PROPOSED):
            self.pane.set_buttons(
                self.tr("Add to the catalogue"), self.tr("Decline"), save_on=True, words=self.tr("Why not: whoever proposed it reads it")
            )
        elif self._key == NEW:
            self.pane.set_buttons(self.tr("Add to the catalogue"), save_on=bool(lines))
        else:
            second = self.tr("Offer it again") if before.retired else self.tr("Retire")
            self.pane.set_buttons(self.tr("Save"), "" if lines else second, save_on=bool(lines))

    # --- what is written ------------------------------------------------------------------------------------------------------

    def _save(self, after: ItemRow) -> None:
        proposal, said = self._key.removeprefix(PROPOSED), self.tr("Saved: every desk finds it like this from now on.")
        if self._key == NEW:
            self._write(lambda store, who, spent: commands.add_item(store, who, after, spent=spent), said)
        elif self._key.startswith(PROPOSED):
            self._write(lambda store, who, spent: commands.take_proposal(store, who, proposal, after, spent), said)
        else:
            self._write(lambda store, who, spent: (commands.save_item(store, who, after, spent), after.code), said)

    def _second(self, words: str) -> None:
        proposal, before = self._key.removeprefix(PROPOSED), self._before
        if self._key.startswith(PROPOSED):
            said = self.tr("Declined; the ledger says why.")
            self._write(lambda store, who, spent: (commands.refuse_proposal(store, who, proposal, words, spent), ""), said)
        elif before is not None:
            self._save(replace(before, retired=not before.retired))


def _reading(store: Store) -> Reading:
    return catalogue.categories(store), catalogue.items(store, retired=True), catalogue.proposals(store)


def _found(query: str, item: ItemRow) -> bool:
    told = " ".join((item.code, item.name.zh, item.name.en, *item.keywords_zh, *item.keywords_en)).lower()
    return query in told or bool(query) and spells(query, item.name.zh)
