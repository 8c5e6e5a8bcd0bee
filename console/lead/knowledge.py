"""The knowledge's page: articles changed in place, those first that somebody must look at, and what operators say is wrong."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from console.lead.articles import article_fields, article_from, article_values, difference_rows
from console.lead.editing import NEW, Editing
from models.commands import knowledge as commands
from models.records.base import Text
from models.records.knowledge import ArticleRow, ReportRow
from models.records.operation import Topic
from models.repositories import knowledge
from models.rules.knowledge import Review, queue
from models.rules.permissions import Permission
from models.search.letters import spells
from models.store.store import Store
from widgets.base.counting import counted
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.office.editor import EditorPane

_TONES = {Review.WRONG: Tone.OVERDUE, Review.EXPIRED: Tone.OVERDUE, Review.DUE: Tone.DUE, Review.NONE: Tone.MUTED}


def make(console: Any, window: Any) -> KnowledgeEditor:
    """Return the page."""
    return KnowledgeEditor(console, window)


class KnowledgeEditor(Editing[ArticleRow]):
    """Those that somebody must look at stand first; what operators said of an article is answered here."""

    def __init__(self, console: Any, window: Any) -> None:
        pane = EditorPane("knowledge", self.tr("Knowledge"))
        super().__init__(console, window, pane, Permission.MANAGE_KNOWLEDGE, (Topic.KNOWLEDGE, Topic.ARTICLE_REPORT))
        pane.set_fields(article_fields())
        self._rows: dict[str, tuple[ArticleRow, Review, int]] = {}
        self._reports: tuple[ReportRow, ...] = ()

    async def _read(self) -> None:
        self._ticket += 1
        ticket = self._ticket
        articles, self._reports = await self._console.runtime.db(_reading)
        if ticket != self._ticket:
            return
        self._rows = {row[0].code: row for row in queue(articles, self._reports, self._console.parts.tools.now().date())}
        news = self.tr("Somebody has changed this article meanwhile: leave your changes and look at it again.")
        await self._read_on({code: article for code, (article, _, _) in self._rows.items()}, news)

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
            Review.WRONG: counted(reports, self.tr("{count} says wrong"), self.tr("{count} say wrong")),
            Review.EXPIRED: self.tr("Expired"),
            Review.DUE: self.tr("Due for review"),
            Review.NONE: "",
        }[why]

    # --- the article in the form ----------------------------------------------------------------------------------------------

    async def _show(self, key: str) -> None:
        if key not in self._rows:
            return
        article, why, count = self._rows[key]
        history = await self._console.runtime.db(knowledge.history, article.code)
        if key != self._key:
            return
        state = (self._why(article, why, count), _TONES[why])
        self._lay(article, f"{article.code}  {article.title.in_(language())}", article_values(article), state)
        told = [self._report_line(report) for report in self._reports if report.article == article.code]
        versions = [(row.article, row.article.title, row.at, row.operator) for row in history]
        self.pane.set_history(self._history_title(), [*told, *self._history_lines(versions)])
        self._compare()

    def _history_title(self) -> str:
        return self.tr("What operators said of it, and its versions")

    def _report_line(self, row: ReportRow) -> Line:
        told = (row.at[:16].replace("T", " "), self.tr("version {number}").format(number=row.version), row.answer)
        state = Mark(self.tr("Answered"), Tone.OK) if row.settled_at else Mark(self.tr("To answer"), Tone.OVERDUE)
        lead = self.tr("No. {number}").format(number=row.operator)
        return Line(key=row.id, lead=lead, title=row.words, subtitle=" · ".join(filter(None, told)), right=(state,))

    def _lay_fresh(self, beside: str) -> None:
        empty = Text("")
        row = ArticleRow(code="", title=empty, body=empty, items=(), owner=empty, source=empty, valid_until="")
        self._lay(row, self.tr("New article"), article_values(row))
        self.pane.set_history(self._history_title(), ())

    def _after(self) -> ArticleRow | None:
        return article_from(self.pane.form.values(), self._before) if self._before is not None else None

    def _lines(self, before: ArticleRow, after: ArticleRow) -> list[Line]:
        return difference_rows(before, after)

    def _compare(self) -> None:
        before, after = self._before, self._after()
        if before is None or after is None:
            return
        lines = self._lines(before, after)
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

    def _save(self, after: ArticleRow) -> None:
        said = self.tr("Saved: every desk reads it like this from now on.")
        if self._key == NEW:
            self._write(lambda store, who, spent: commands.add_article(store, who, after, spent), said)
        else:
            self._write(lambda store, who, spent: (commands.save_article(store, who, after, spent), after.code), said)

    def _second(self, words: str) -> None:
        before = self._before
        if before is None:
            return
        if self._reported():
            settled = self.tr("Answered.")
            self._write(lambda store, who, _: (commands.settle_reports(store, who, before.code, words), before.code), settled, keep=True)
        else:
            self._save(replace(before, retired=not before.retired))


def _reading(store: Store) -> tuple[tuple[ArticleRow, ...], tuple[ReportRow, ...]]:
    return knowledge.all(store, retired=True), knowledge.reports(store)


def _found(query: str, article: ArticleRow) -> bool:
    told = " ".join((article.code, article.title.zh, article.title.en, article.body.zh, article.owner.zh, *article.items)).lower()
    return query in told or bool(query) and spells(query, article.title.zh)
