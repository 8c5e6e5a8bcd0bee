"""The catalogue's page: items renamed, moved, retired and brought back in place, and what was proposed decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject

from console.failures import sentence
from console.lead.items import difference_rows, item_fields, item_from, item_values
from console.lead.pages import acting
from models.commands import catalogue as commands
from models.records.base import Text
from models.records.catalogue import CategoryRow, HandlerKind, ItemRevision, ItemRow, ProposalRow
from models.records.catalogue import Line as HotlineLine
from models.records.failure import WorldFailure
from models.records.operation import Changes, Topic
from models.repositories import catalogue
from models.rules.catalogue import differences
from models.rules.permissions import Permission
from models.search.letters import spells
from models.store.store import Store
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.office.editor import EditorPane

NEW, PROPOSED = "new:", "proposal:"
"""How the keys of what is no item yet begin; an item's key is its code."""

Reading = tuple[tuple[CategoryRow, ...], tuple[ItemRow, ...], tuple[ProposalRow, ...]]


def make(console: Any, window: Any) -> CatalogueEditor:
    """Return the page."""
    return CatalogueEditor(console, window)


class CatalogueEditor(QObject):
    """Shows one row at a time. What is being changed stays in the form whatever the list does, until it is saved or left."""

    def __init__(self, console: Any, window: Any) -> None:
        super().__init__(window)
        self._console = console
        self._window = window
        self.pane = EditorPane("editor", self.tr("Catalogue"))
        self._categories: tuple[CategoryRow, ...] = ()
        self._items: dict[str, ItemRow] = {}
        self._proposals: dict[str, ProposalRow] = {}
        self._key = ""
        self._before: ItemRow | None = None
        self._ticket = 0
        self.pane.query_changed.connect(lambda _text: self._list())
        self.pane.chosen.connect(self._on_chosen)
        self.pane.edited.connect(self._compare)
        self.pane.save_asked.connect(self._on_save)
        self.pane.new_asked.connect(self._on_new)
        self.pane.drop_asked.connect(self._on_dropped)
        self.pane.second_asked.connect(self._on_second)
        console.hub.changed.connect(self._on_changed)

    def read(self) -> None:
        """Read the catalogue again."""
        self._console.runtime.spawn(self._read(), owner=self)

    async def _read(self) -> None:
        self._ticket += 1
        ticket = self._ticket
        self._categories, items, proposals = await self._console.runtime.db(_reading)
        if ticket != self._ticket:
            return
        self._items = {item.code: item for item in sorted(items, key=lambda item: (item.category, item.code))}
        self._proposals = {row.id: row for row in proposals if not row.settled_at}
        self.pane.set_fields(item_fields(self._categories))
        self._list()
        if self._changed():
            self._told_of_news()
        elif self._key and not self._key.startswith(NEW):
            await self._show(self._key)
        elif not self._key and self._items:
            self.pane.begin_with(next(iter(self._items)))

    def _told_of_news(self) -> None:
        now = self._items.get(self._key)
        if now is not None and self._before is not None and now.version != self._before.version:
            self.pane.say(self.tr("Somebody has changed this item meanwhile: leave your changes and look at it again."), Tone.DUE)

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

    def _on_chosen(self, key: str) -> None:
        if not key or key == self._key:
            return
        if self._changed():
            self.pane.rows.set_current(self._key)
            self.pane.say(self.tr("First save what you changed here, or leave it as it was."), Tone.DUE)
            return
        self._key = key
        self.pane.say("", Tone.MUTED)
        self._console.runtime.spawn(self._show(key), owner=self)

    async def _show(self, key: str) -> None:
        proposal = self._proposals.get(key.removeprefix(PROPOSED)) if key.startswith(PROPOSED) else None
        item = proposal.item if proposal is not None else self._items.get(key)
        if item is None:
            self._clear()
            return
        history = await self._console.runtime.db(catalogue.history, item.code) if proposal is None else ()
        if key != self._key:
            return
        self._before = item
        state = (self.tr("Retired"), Tone.MUTED) if item.retired else ("", Tone.MUTED)
        if proposal is not None:
            state = (self.tr("Proposed by No. {number}").format(number=proposal.operator), Tone.DUE)
        self.pane.set_row(f"{item.code}  {item.name.in_(language())}", item_values(item), state=state)
        self.pane.set_history(self._history_title(history), self._history_lines(history))
        self._compare()

    def _clear(self) -> None:
        self._key, self._before = "", None
        self.pane.set_row("", {})
        self.pane.set_changes(())
        self.pane.set_history(self.tr("History"), ())
        self.pane.set_buttons(self.tr("Save"))

    def _on_new(self) -> None:
        if self._changed():
            self.pane.say(self.tr("First save what you changed here, or leave it as it was."), Tone.DUE)
            return
        beside = self._items.get(self._key)
        category = beside.category if beside is not None else next((row.code for row in self._categories), "")
        self._key = NEW
        self._before = ItemRow(
            code="", category=category, name=Text(""), line=HotlineLine.GENERAL, emergency=False, handler=HandlerKind.PARTNER
        )
        self._list()
        self.pane.set_row(self.tr("New item: its code is the next one of its category"), item_values(self._before))
        self.pane.set_history(self.tr("History"), ())
        self.pane.say("", Tone.MUTED)
        self._compare()
        self.pane.form.focus_first()

    def _after(self) -> ItemRow | None:
        return item_from(self.pane.form.values(), self._before) if self._before is not None else None

    def _changed(self) -> bool:
        after = self._after()
        return after is not None and self._before is not None and bool(differences(self._before, after))

    def _compare(self) -> None:
        before, after = self._before, self._after()
        if before is None or after is None:
            return
        lines = difference_rows(before, after, self._categories)
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

    def _history_title(self, history: tuple[ItemRevision, ...]) -> str:
        if not history:
            return self.tr("History")
        return self.tr("History: cases keep the name and the version they were filed under")

    def _history_lines(self, history: tuple[ItemRevision, ...]) -> list[Line]:
        older = (*history[1:], None)[: len(history)]
        return [self._revision_line(row, before) for row, before in zip(history, older, strict=True)]

    def _revision_line(self, row: ItemRevision, before: ItemRevision | None) -> Line:
        who = self.tr("No. {number}").format(number=row.operator) if row.operator else self.tr("as it shipped")
        told = difference_rows(before.item, row.item, self._categories) if before is not None else []
        return Line(
            key=f"{row.item.version} {row.at}",
            lead=self.tr("v{number}").format(number=row.item.version),
            title=row.item.name.in_(language()),
            subtitle=" · ".join((row.at[:16].replace("T", " "), who, *(f"{line.lead}: {line.title}" for line in told))),
        )

    # --- what is written ------------------------------------------------------------------------------------------------------

    def _on_dropped(self) -> None:
        self.pane.say("", Tone.MUTED)
        if self._key == NEW:
            self._clear()
            self.read()
        elif self._key:
            self._console.runtime.spawn(self._show(self._key), owner=self)

    def _on_save(self) -> None:
        after, proposal = self._after(), self._key.removeprefix(PROPOSED)
        if after is None:
            return
        if self._key == NEW:
            self._write(lambda store: commands.add_item(store, self._stamp(), after))
        elif self._key.startswith(PROPOSED):
            self._write(lambda store: commands.take_proposal(store, self._stamp(), proposal, after))
        else:
            self._write(lambda store: (commands.save_item(store, self._stamp(), after), after.code))

    def _on_second(self, words: str) -> None:
        proposal, before = self._key.removeprefix(PROPOSED), self._before
        if self._key.startswith(PROPOSED):
            self._write(lambda store: (commands.refuse_proposal(store, self._stamp(), proposal, words), ""))
        elif before is not None:
            turned = replace(before, retired=not before.retired)
            self._write(lambda store: (commands.save_item(store, self._stamp(), turned), turned.code))

    def _stamp(self) -> Any:
        return acting(self._console, Permission.MANAGE_CATALOGUE)

    def _write(self, deed: Callable[[Store], tuple[Changes, str]]) -> None:
        self._console.runtime.spawn(self._written(deed), owner=self)

    async def _written(self, deed: Callable[[Store], tuple[Changes, str]]) -> None:
        try:
            changes, code = await self._console.runtime.db(deed)
        except WorldFailure as failure:
            self.pane.say(sentence(failure), Tone.OVERDUE, str(failure.details.get("field", "")))
            return
        self._key, self._before = code, None
        self._console.hub.publish(changes)
        await self._read()
        said = self.tr("Saved: every desk finds it like this from now on.") if code else self.tr("Declined; the ledger says why.")
        self.pane.say(said, Tone.OK)

    def _on_changed(self, changes: Changes) -> None:
        if self.pane.isVisible() and (changes.about(Topic.CATALOGUE) or changes.about(Topic.PROPOSAL)):
            self.read()


def _reading(store: Store) -> Reading:
    return catalogue.categories(store), catalogue.items(store, retired=True), catalogue.proposals(store)


def _found(query: str, item: ItemRow) -> bool:
    told = " ".join((item.code, item.name.zh, item.name.en, *item.keywords_zh, *item.keywords_en)).lower()
    return query in told or bool(query) and spells(query, item.name.zh)
