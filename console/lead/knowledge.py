"""The knowledge's page: articles changed in place, those first that somebody must look at, and what operators say is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject

from console.failures import sentence
from console.lead.articles import article_fields, article_from, article_values, difference_rows
from console.lead.pages import acting
from models.commands import knowledge as commands
from models.records.base import Text
from models.records.failure import WorldFailure
from models.records.knowledge import ArticleRevision, ArticleRow, ReportRow
from models.records.operation import Changes, Topic
from models.repositories import knowledge
from models.rules.knowledge import Review, differences, queue
from models.rules.permissions import Permission
from models.search.letters import spells
from models.store.store import Store
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.office.editor import EditorPane

NEW = "new:"
"""The key of what is no article yet; an article's key is its code."""

_TONES = {Review.WRONG: Tone.OVERDUE, Review.EXPIRED: Tone.OVERDUE, Review.DUE: Tone.DUE, Review.NONE: Tone.MUTED}


def make(console: Any, window: Any) -> KnowledgeEditor:
    """Return the page."""
    return KnowledgeEditor(console, window)


class KnowledgeEditor(QObject):
    """Shows one article at a time. What is being changed stays in the form whatever the list does, until it is saved or left."""

    def __init__(self, console: Any, window: Any) -> None:
        super().__init__(window)
        self._console = console
        self.pane = EditorPane("knowledge", self.tr("Knowledge"))
        self.pane.set_fields(article_fields())
        self._rows: dict[str, tuple[ArticleRow, Review, int]] = {}
        self._reports: tuple[ReportRow, ...] = ()
        self._key = ""
        self._before: ArticleRow | None = None
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
        """Read the articles and the reports again."""
        self._console.runtime.spawn(self._read(), owner=self)

    async def _read(self) -> None:
        self._ticket += 1
        ticket = self._ticket
        articles, reports = await self._console.runtime.db(_reading)
        if ticket != self._ticket:
            return
        self._reports = reports
        self._rows = {row[0].code: row for row in queue(articles, reports, self._console.parts.tools.now().date())}
        self._list()
        if self._changed():
            now = self._rows.get(self._key)
            if now is not None and self._before is not None and now[0].version != self._before.version:
                self.pane.say(self.tr("Somebody has changed this article meanwhile: leave your changes and look at it again."), Tone.DUE)
        elif self._key and self._key != NEW:
            await self._show(self._key)
        elif not self._key and self._rows:
            self.pane.begin_with(next(iter(self._rows)))

    def _list(self) -> None:
        query = self.pane.search.text().strip().lower()
        waiting = sum(why is not Review.NONE for _, why, _ in self._rows.values())
        lines = [self._line(*row) for row in self._rows.values() if _found(query, row[0])]
        count = self.tr("{count} to look at").format(count=waiting) if waiting else self.tr("nothing to look at")
        self.pane.set_rows(lines, count, self._key)

    def _line(self, article: ArticleRow, why: Review, reports: int) -> Line:
        word = self._why(article, why, reports)
        return Line(
            key=article.code,
            lead=article.code,
            title=article.title.in_(language()),
            subtitle=" · ".join(filter(None, (article.owner.in_(language()), article.valid_until))),
            right=(Mark(word, _TONES[why]),) if word else (),
            tone=Tone.MUTED if article.retired else Tone.PLAIN,
        )

    def _why(self, article: ArticleRow, why: Review, reports: int) -> str:
        if article.retired:
            return self.tr("Retired")
        return {
            Review.WRONG: self.tr("{count} say wrong").format(count=reports),
            Review.EXPIRED: self.tr("Expired"),
            Review.DUE: self.tr("Due for review"),
            Review.NONE: "",
        }[why]

    # --- the article in the form ----------------------------------------------------------------------------------------------

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
        if key not in self._rows:
            return
        article, why, count = self._rows[key]
        history = await self._console.runtime.db(knowledge.history, article.code)
        if key != self._key:
            return
        self._before = article
        state = (self._why(article, why, count), _TONES[why])
        self.pane.set_row(f"{article.code}  {article.title.in_(language())}", article_values(article), state=state)
        told = [self._report_line(report) for report in self._reports if report.article == article.code]
        self.pane.set_history(self.tr("What operators said of it, and its versions"), [*told, *self._history_lines(history)])
        self._compare()

    def _report_line(self, row: ReportRow) -> Line:
        told = (row.at[:16].replace("T", " "), self.tr("version {number}").format(number=row.version), row.answer)
        state = Mark(self.tr("Answered"), Tone.OK) if row.settled_at else Mark(self.tr("To answer"), Tone.OVERDUE)
        lead = self.tr("No. {number}").format(number=row.operator)
        return Line(key=row.id, lead=lead, title=row.words, subtitle=" · ".join(filter(None, told)), right=(state,))

    def _history_lines(self, history: tuple[ArticleRevision, ...]) -> list[Line]:
        older = (*history[1:], None)[: len(history)]
        return [self._revision_line(row, before) for row, before in zip(history, older, strict=True)]

    def _revision_line(self, row: ArticleRevision, before: ArticleRevision | None) -> Line:
        who = self.tr("No. {number}").format(number=row.operator) if row.operator else self.tr("as it shipped")
        told = difference_rows(before.article, row.article) if before is not None else []
        return Line(
            key=f"{row.article.version} {row.at}",
            lead=self.tr("v{number}").format(number=row.article.version),
            title=row.article.title.in_(language()),
            subtitle=" · ".join((row.at[:16].replace("T", " "), who, *(f"{line.lead}: {line.title}" for line in told))),
        )

    def _on_new(self) -> None:
        if self._changed():
            self.pane.say(self.tr("First save what you changed here, or leave it as it was."), Tone.DUE)
            return
        empty = Text("")
        self._key = NEW
        self._before = ArticleRow(code="", title=empty, body=empty, items=(), owner=empty, source=empty, valid_until="")
        self._list()
        self.pane.set_row(self.tr("New article"), article_values(self._before))
        self.pane.set_history(self.tr("What operators said of it, and its versions"), ())
        self.pane.say("", Tone.MUTED)
        self._compare()
        self.pane.form.focus_first()

    def _after(self) -> ArticleRow | None:
        return article_from(self.pane.form.values(), self._before) if self._before is not None else None

    def _changed(self) -> bool:
        after = self._after()
        return after is not None and self._before is not None and bool(differences(self._before, after))

    def _compare(self) -> None:
        before, after = self._before, self._after()
        if before is None or after is None:
            return
        lines = difference_rows(before, after)
        self.pane.set_changes(lines)
        if self._reported():
            self.pane.set_buttons(
                self.tr("Save"), self.tr("Answer"), save_on=bool(lines), words=self.tr("What came of it: the operators read it")
            )
            return
        second = self.tr("Read it out again") if before.retired else self.tr("Retire")
        self.pane.set_buttons(self.tr("Save"), "" if lines or self._key == NEW else second, save_on=bool(lines))

    def _reported(self) -> bool:
        return self._key in self._rows and self._rows[self._key][1] is Review.WRONG

    # --- what is written ------------------------------------------------------------------------------------------------------

    def _on_dropped(self) -> None:
        self.pane.say("", Tone.MUTED)
        if self._key == NEW:
            self._key, self._before = "", None
            self.read()
        else:
            self._console.runtime.spawn(self._show(self._key), owner=self)

    def _on_save(self) -> None:
        after = self._after()
        if after is not None and self._key == NEW:
            self._write(lambda store, who: commands.add_article(store, who, after))
        elif after is not None:
            self._write(lambda store, who: (commands.save_article(store, who, after), after.code))

    def _on_second(self, words: str) -> None:
        before = self._before
        if before is None:
            return
        if self._reported():
            self._write(lambda store, who: (commands.settle_reports(store, who, before.code, words), before.code), keep=True)
        else:
            self._write(lambda store, who: (commands.save_article(store, who, replace(before, retired=not before.retired)), before.code))

    def _write(self, deed: Callable[[Store, Any], tuple[Changes, str]], *, keep: bool = False) -> None:
        self._console.runtime.spawn(self._written(deed, keep), owner=self)

    async def _written(self, deed: Callable[[Store, Any], tuple[Changes, str]], keep: bool) -> None:
        """Write, and read again; what is being changed stays in the form where only reports were answered (``keep``)."""
        try:
            changes, code = await self._console.runtime.db(deed, acting(self._console, Permission.MANAGE_KNOWLEDGE))
        except WorldFailure as failure:
            self.pane.say(sentence(failure), Tone.OVERDUE, str(failure.details.get("field", "")))
            return
        self._key = code
        if not keep:
            self._before = None
        self._console.hub.publish(changes)
        await self._read()
        if keep:
            self._compare()
        self.pane.say(self.tr("Saved: every desk reads it like this from now on.") if not keep else self.tr("Answered."), Tone.OK)

    def _on_changed(self, changes: Changes) -> None:
        if self.pane.isVisible() and (changes.about(Topic.KNOWLEDGE) or changes.about(Topic.ARTICLE_REPORT)):
            self.read()


def _reading(store: Store) -> tuple[tuple[ArticleRow, ...], tuple[ReportRow, ...]]:
    return knowledge.all(store, retired=True), knowledge.reports(store)


def _found(query: str, article: ArticleRow) -> bool:
    told = " ".join((article.code, article.title.zh, article.title.en, article.body.zh, article.owner.zh, *article.items)).lower()
    return query in told or bool(query) and spells(query, article.title.zh)
