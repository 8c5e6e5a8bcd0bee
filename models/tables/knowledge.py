"""Knowledge articles."""

from __future__ import annotations

from sqlalchemy import Index

from models.tables.base import ReplicaTable, flag, whole, words


class Article(ReplicaTable):
    __tablename__ = "article"

    code = words(key=True)
    place = whole()
    data = words()
    retired = flag()


class ArticleItem(ReplicaTable):
    """An item that an article is about."""

    __tablename__ = "article_item"
    __rowid__ = False

    item = words(key=True)
    code = words(key=True)


class Report(ReplicaTable):
    """An operator's word that an article is wrong; ``settled_at`` is '' while nobody has looked at it."""

    __tablename__ = "article_report"
    __indexes__ = (Index("article_report_article", "article"),)
    __rowid__ = False

    id = words(key=True)
    article = words()
    version = whole()
    said = words()
    at = words()
    operator = whole()
    answer = words()
    settled_at = words()
    settled_by = whole()
