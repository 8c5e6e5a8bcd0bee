"""Reference rows changed in place, one at a time: what the pages of the catalogue and of the knowledge have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject

from console.failures import sentence
from console.lead.pages import acting
from models.records.base import Text
from models.records.catalogue import ItemRow
from models.records.failure import WorldFailure
from models.records.knowledge import ArticleRow
from models.records.operation import Changes, Desk, Topic
from models.rules.permissions import Permission
from models.store.store import Store
from widgets.base.rows import Line
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.office.editor import EditorPane

NEW = "new:"
"""The key of what is no row yet; a row's key is its code."""

R = TypeVar("R", bound=ItemRow | ArticleRow)
Version = tuple[R, Text, str, int]
"""A row as it was, its name, since when (ISO time), and the operator who made it so, 0 for nobody."""
Deed = Callable[[Store, Desk], tuple[Changes, str]]
"""Writes as somebody and returns what changed and the key of the row that is shown then."""


class Editing(QObject, Generic[R]):
    """Shows one row at a time. What is being changed stays in the form whatever the list does, until it is saved or left.

    A page says what it reads (and hands it to ``_read_on``), lists, shows, begins with, takes out of the form, compares and writes.
    """

    def __init__(self, console: Any, window: Any, pane: EditorPane, permission: Permission, topics: Sequence[Topic]) -> None:
        """``permission`` is what writing asks for; whatever of ``topics`` changes elsewhere is read again."""
        super().__init__(window)
        self._console = console
        self._permission = permission
        self._topics = tuple(topics)
        self.pane = pane
        self._key = ""
        self._before: R | None = None
        self._ticket = 0
        pane.query_changed.connect(lambda _text: self._list())
        pane.chosen.connect(self._on_chosen)
        pane.edited.connect(self._compare)
        pane.save_asked.connect(self._on_save)
        pane.new_asked.connect(self._on_new)
        pane.drop_asked.connect(self._on_dropped)
        pane.second_asked.connect(self._second)
        console.hub.changed.connect(self._on_changed)

    def read(self) -> None:
        """Read the rows again."""
        self._console.runtime.spawn(self._read(), owner=self)

    # --- what a page says -----------------------------------------------------------------------------------------------------

    async def _read(self) -> None:
        raise NotImplementedError

    def _list(self) -> None:
        raise NotImplementedError

    async def _show(self, key: str) -> None:
        raise NotImplementedError

    def _fresh(self, beside: str) -> R:
        """Return a row that is none yet; ``beside`` is the key of the one that was shown."""
        raise NotImplementedError

    def _lay_fresh(self, row: R) -> None:
        """Show such a row in the form, under a title of its own."""
        raise NotImplementedError

    def _after(self) -> R | None:
        """Return the row as the form has it, None where none is shown."""
        raise NotImplementedError

    def _lines(self, before: R, after: R) -> list[Line]:
        """Return how two rows differ, a line a field; nothing for two that differ in their version alone."""
        raise NotImplementedError

    def _compare(self) -> None:
        """Show what saving would change, and which buttons there are."""
        raise NotImplementedError

    def _save(self, after: R) -> None:
        raise NotImplementedError

    def _second(self, words: str) -> None:
        raise NotImplementedError

    # --- what is the same -----------------------------------------------------------------------------------------------------

    async def _read_on(self, rows: Mapping[str, R], news: str) -> None:
        """Bring list and form up to the ``rows`` that were read; where the form is being changed, say ``news`` of a newer row instead."""
        self._list()
        if self._changed():
            now, before = rows.get(self._key), self._before
            if now is not None and before is not None and now.version != before.version:
                self.pane.say(news, Tone.DUE)
        elif self._key and self._key != NEW:
            await self._show(self._key)
        elif not self._key and rows:
            self.pane.begin_with(next(iter(rows)))

    def _changed(self) -> bool:
        after = self._after()
        return after is not None and self._before is not None and bool(self._lines(self._before, after))

    def _held(self) -> bool:
        """Tell whether something is being changed, and if so say that it comes first."""
        held = self._changed()
        if held:
            self.pane.say(self.tr("First save what you changed here, or leave it as it was."), Tone.DUE)
        return held

    def _on_chosen(self, key: str) -> None:
        if not key or key == self._key:
            return
        if self._held():
            self.pane.rows.set_current(self._key)
            return
        self._key = key
        self.pane.say("", Tone.MUTED)
        self._console.runtime.spawn(self._show(key), owner=self)

    def _on_new(self) -> None:
        if self._held():
            return
        self._before, self._key = self._fresh(self._key), NEW
        self._list()
        self._lay_fresh(self._before)
        self.pane.say("", Tone.MUTED)
        self._compare()
        self.pane.form.focus_first()

    def _on_save(self) -> None:
        if (after := self._after()) is not None:
            self._save(after)

    def _on_dropped(self) -> None:
        self.pane.say("", Tone.MUTED)
        if self._key == NEW:
            self._clear()
            self.read()
        elif self._key:
            self._console.runtime.spawn(self._show(self._key), owner=self)

    def _clear(self) -> None:
        """Show no row."""
        self._key, self._before = "", None
        self.pane.set_row("", {})
        self.pane.set_changes(())
        self.pane.set_history(self.tr("History"), ())
        self.pane.set_buttons(self.tr("Save"))

    def _history_lines(self, history: Sequence[Version[R]]) -> list[Line]:
        """Return one line for each version, the newest first, with what it changed of the one before."""
        older = (*history[1:], None)[: len(history)]
        return [self._version_line(now, before) for now, before in zip(history, older, strict=True)]

    def _version_line(self, now: Version[R], before: Version[R] | None) -> Line:
        row, name, at, operator = now
        who = self.tr("No. {number}").format(number=operator) if operator else self.tr("as it shipped")
        told = self._lines(before[0], row) if before is not None else []
        return Line(
            key=f"{row.version} {at}",
            lead=self.tr("v{number}").format(number=row.version),
            title=name.in_(language()),
            subtitle=" · ".join((at[:16].replace("T", " "), who, *(f"{line.lead}: {line.title}" for line in told))),
        )

    def _write(self, deed: Deed, said: str, *, keep: bool = False) -> None:
        """Write, read again and say ``said``; ``keep`` leaves what is being changed in the form: the deed was about something else."""
        self._console.runtime.spawn(self._written(deed, said, keep), owner=self)

    async def _written(self, deed: Deed, said: str, keep: bool) -> None:
        try:
            changes, key = await self._console.runtime.db(deed, acting(self._console, self._permission))
        except WorldFailure as failure:
            self.pane.say(sentence(failure), Tone.OVERDUE, str(failure.details.get("field", "")))
            return
        self._key = key
        if not keep:
            self._before = None
        self._console.hub.publish(changes)
        await self._read()
        if keep:
            self._compare()
        self.pane.say(said, Tone.OK)

    def _on_changed(self, changes: Changes) -> None:
        if self.pane.isVisible() and any(changes.about(topic) for topic in self._topics):
            self.read()
