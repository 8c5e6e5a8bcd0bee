"""Changing knowledge one article at a time, and saying that one is wrong.

``spent`` is what was typed into a form: it goes in the commit that writes what it became.
"""

from __future__ import annotations

from msgspec.structs import replace

from models.commands.guard import admit, changed, fits
from models.records.draft import Spent
from models.records.effects import ArticleReport, ArticleSettle
from models.records.failure import BadInput
from models.records.knowledge import ArticleRow
from models.records.operation import Changes, Desk, Entity
from models.repositories import catalogue, knowledge
from models.rules.access import KNOWLEDGE
from models.rules.knowledge import differences, examine, next_code
from models.rules.permissions import Permission
from models.store.store import Store


def add_article(store: Store, desk: Desk, article: ArticleRow, spent: Spent | None = None) -> tuple[Changes, str]:
    """Add an article under the next free code; return what moved and that code.

    Raises RuleBroken ``permission.denied``, and BadInput as ``models.rules.knowledge.examine`` does.
    """
    admit(store, desk, Permission.MANAGE_KNOWLEDGE)
    fresh = replace(article, code=next_code(knowledge.all(store, retired=True)), version=1, retired=False)
    return _write(store, desk, fresh, spent), fresh.code


def save_article(store: Store, desk: Desk, article: ArticleRow, spent: Spent | None = None) -> Changes:
    """Change, retire or bring back an article; its version grows by one, cases keep the version that was read out.

    ``article.version`` is the one that was seen. Where nothing differs nothing is written. Raises RuleBroken ``permission.denied``,
    BadInput ``article.missing``, ``item.changed_meanwhile`` where somebody else was quicker, and as ``examine`` does.
    """
    admit(store, desk, Permission.MANAGE_KNOWLEDGE)
    present = knowledge.by_code(store, article.code)
    if present is None:
        raise BadInput("article.missing")
    if present.version != article.version:
        raise BadInput("item.changed_meanwhile", version=present.version)
    if not differences(present, article):
        return Changes()
    return _write(store, desk, replace(article, version=present.version + 1), spent)


def report_article(store: Store, desk: Desk, code: str, words: str) -> Changes:
    """Tell the owner that an article as it now reads is wrong, and what about it.

    Raises RuleBroken ``permission.denied``, BadInput ``article.missing`` or ``report.words``.
    """
    admit(store, desk, Permission.ACCEPT_CASES)
    article = knowledge.by_code(store, code)
    if article is None:
        raise BadInput("article.missing")
    if not words.strip():
        raise BadInput("report.words", field="words")
    report = store.outbox.ids.next()
    body = ArticleReport(report=report, article=code, version=article.version, words=words.strip())
    fits(body)
    with store.write(desk) as work:
        work.record(KNOWLEDGE, Entity(type="article_report", id=report), body)
    return work.changes


def settle_reports(store: Store, desk: Desk, code: str, words: str) -> Changes:
    """Answer every open report about an article: what came of it. Raises RuleBroken ``permission.denied``, BadInput ``report.answer``."""
    admit(store, desk, Permission.MANAGE_KNOWLEDGE)
    if not words.strip():
        raise BadInput("report.answer", field="words")
    found = [report.id for report in knowledge.reports(store) if report.article == code and not report.settled_at]
    with store.write(desk) as work:
        for report in found:
            body = ArticleSettle(report=report, words=words.strip())
            fits(body)
            work.record(KNOWLEDGE, Entity(type="article_report", id=report), body)
    return work.changes


def _write(store: Store, desk: Desk, article: ArticleRow, spent: Spent | None) -> Changes:
    examine(article, {item.code for item in catalogue.items(store, retired=True)})
    body = changed("article", article)
    with store.write(desk) as work:
        work.spend(spent)
        work.record(KNOWLEDGE, Entity(type="reference", id="article"), body)
    return work.changes
