"""Reference rows changed in place, one at a time: what the pages of the catalogue and of the knowledge have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QObject

from console.failures import sentence
from console.lead.kept_form import KeptForm
from console.lead.pages import acting
from models.records.base import Text
from models.records.catalogue import ItemRow
from models.records.draft import Spent
from models.records.failure import WorldFailure
from models.records.knowledge import ArticleRow
from models.records.operation import Changes, Desk, Topic
from models.rules.permissions import Permission
from models.store.store import Store
from widgets.base.fields import Value
from widgets.base.rows import Line
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.office.editor import EditorPane

NEW = "new:"
"""The key of what is no row yet; a row's key is its code."""

R = TypeVar("R", bound=ItemRow | ArticleRow)
Version = tuple[R, Text, str, int]
"""A row as it was, its name, since when (ISO time), and the operator who made it so, 0 for nobody."""
Deed = Callable[[Store, Desk, Spent | None], tuple[Changes, str]]
"""Writes as somebody and returns what changed and the key of the row that is shown then; what was typed for it goes in the same commit."""

_VERSION = "version"


class Editing(QObject, Generic[R]):
    """Shows one row at a time. What is being changed stays in the form whatever the list does, until it is saved or left.

    ``kept`` has it on the disk meanwhile: after a kill it stands in the form again, and the page opens with it.

    A page says what it reads (and hands it to ``_read_on``), lists, shows, begins with, takes out of the form, compares and writes.
    """

    def __init__(self, console: Any, window: Any, pane: EditorPane, permission: Permission, topics: Sequence[Topic]) -> None:
        """``permission`` is what writing asks for; whatever of ``topics`` changes elsewhere is read again."""
        super().__init__(window)
        self._console = console
        self._permission = permission
        self._topics = tuple(topics)
        self.pane = pane
        self.kept = KeptForm(console, pane.form, pane.form, pane.objectName())
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

    def _lay_fresh(self, beside: str) -> None:
        """Show a row that is none yet, under a title of its own; ``beside`` is the key of the one that was shown."""
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
        elif not self._key:
            self._begin(next(iter(rows), ""))

    def _begin(self, first: str) -> None:
        """Open with what was typed last and not saved, else with the row ``first``."""
        for key in map(_key_of, self.kept.typed()):
            if key == NEW:
                self._on_new()
                return
            if self.pane.rows.set_current(key):
                first = key
                break
        if first:
            self.pane.begin_with(first)

    def _lay(self, row: R, title: str, values: Mapping[str, Value], state: tuple[str, Tone] = ("", Tone.MUTED)) -> None:
        """Show ``row`` in the form, with what was typed over it and not saved; where it is being changed just now it stays as it is.

        Words that were typed over an older version are compared with this one, and are about the older one still.
        """
        subject = _subject_of(self._key)
        if self.kept.is_about(subject) and self._changed():
            return
        self.kept.close()
        opening, self._before = self._before is None, row
        self.pane.set_title(title, state)
        typed = self.kept.open(subject, values, {_VERSION: str(row.version)})
        if typed is None:
            return
        self._before = replace(row, version=int(self.kept.beside(_VERSION)))
        if self._before.version == row.version:
            told, tone = self.tr("Typed on {time} and not saved yet."), Tone.MUTED
        else:
            told, tone = self.tr("Typed on {time} and not saved yet. Somebody has changed this since."), Tone.DUE
        self.pane.say(told.format(time=typed.saved_at[:16].replace("T", " ")), tone)
        if opening:
            self.kept.put_caret(typed)

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
        beside, self._key = self._key, NEW
        self._list()
        self.pane.say("", Tone.MUTED)
        self._lay_fresh(beside)
        self._compare()
        self.pane.form.focus_first()
        if (typed := self.kept.draft(_subject_of(NEW))) is not None:
            self.kept.put_caret(typed)

    def _on_save(self) -> None:
        if (after := self._after()) is not None:
            self._save(after)

    def _on_dropped(self) -> None:
        self.pane.say("", Tone.MUTED)
        self.kept.discard()
        if self._key == NEW:
            self._clear()
            self.read()
        elif self._key:
            self._before = None
            self._console.runtime.spawn(self._show(self._key), owner=self)

    def _clear(self) -> None:
        """Show no row."""
        self.kept.close()
        self._key, self._before = "", None
        self.pane.set_title("")
        self.pane.form.set_values({})
        self.pane.set_changes(())
        self.pane.set_history(self.tr("History"), ())
        self.pane.set_buttons(self.tr("Save"))

    def _history_lines(self, history: Sequence[Version[R]]) -> list[Line]:
        """Return one line for each version, the newest first, with what it changed of the one before."""
        lines = []
        for place, (row, name, at, operator) in enumerate(history, start=1):
            who = self.tr("No. {number}").format(number=operator) if operator else self.tr("as it shipped")
            told = self._lines(history[place][0], row) if place < len(history) else []
            lines.append(
                Line(
                    key=f"{row.version} {at}",
                    lead=self.tr("v{number}").format(number=row.version),
                    title=name.in_(language()),
                    subtitle=" · ".join((at[:16].replace("T", " "), who, *(f"{line.lead}: {line.title}" for line in told))),
                )
            )
        return lines

    def _write(self, deed: Deed, said: str, *, keep: bool = False) -> None:
        """Write, read again and say ``said``; ``keep`` leaves what is being changed in the form: the deed was about something else.

        Nothing is written while the form is on its way already, or has yet to show the row that was chosen.
        """
        if keep:
            self._console.runtime.spawn(self._written(deed, said), owner=self)
        elif self.kept.is_about(_subject_of(self._key)) and not self.kept.sending():
            self._console.runtime.spawn(self._written(deed, said, *self.kept.send()), owner=self)

    async def _written(self, deed: Deed, said: str, draft: str = "", spent: Spent | None = None) -> None:
        try:
            changes, key = await self._console.runtime.db(deed, acting(self._console, self._permission), spent)
        except WorldFailure as failure:
            if draft:
                self.kept.refused(draft)
            self.pane.say(sentence(failure), Tone.OVERDUE, str(failure.details.get("field", "")))
            return
        self._key = key
        if draft:
            self.kept.stood(draft, _subject_of(key))
            self._before = None
        self._console.hub.publish(changes)
        await self._read()
        if not draft:
            self._compare()
        self.pane.say(said, Tone.OK)

    def _on_changed(self, changes: Changes) -> None:
        if self.pane.isVisible() and any(changes.about(topic) for topic in self._topics):
            self.read()


def _subject_of(key: str) -> str:
    """Return what a draft calls the row with this key: the keys of drafts have colons of their own."""
    return key.replace(":", "|")


def _key_of(subject: str) -> str:
    return subject.replace("|", ":")
