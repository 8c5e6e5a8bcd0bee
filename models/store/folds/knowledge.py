"""Folding what operators say is wrong with an article, and what came of it."""

from __future__ import annotations

from models.records.effects import ArticleReport, ArticleSettle, Content
from models.records.operation import Operation, Topic
from models.store.folds.case import actor_number
from models.store.folds.context import FoldContext
from models.store.rows import insert_first
from models.tables.knowledge import Report


def reported(context: FoldContext, operation: Operation, content: Content) -> None:
    """A report stands until the owner has looked at it."""
    assert isinstance(content, ArticleReport)
    context.keep(operation.entity, Report, content.report)
    row = {
        "id": content.report,
        "article": content.article,
        "version": content.version,
        "said": content.words,
        "at": operation.at.wall,
        "operator": actor_number(operation.actor),
        "answer": "",
        "settled_at": "",
        "settled_by": 0,
    }
    insert_first(context.raw, Report, row)
    context.touch(Topic.ARTICLE_REPORT, content.article)


def settled(context: FoldContext, operation: Operation, content: Content) -> None:
    """Who answers first has answered; a report that is unknown here (lost to damage) is nobody's."""
    assert isinstance(content, ArticleSettle)
    context.keep(operation.entity, Report, content.report)
    context.raw.execute(
        "UPDATE article_report SET answer = ?, settled_at = ?, settled_by = ? WHERE id = ? AND settled_at = ''",
        (content.words, operation.at.wall, actor_number(operation.actor), content.report),
    )
    context.touch(Topic.ARTICLE_REPORT, "")
