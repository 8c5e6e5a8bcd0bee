"""Knowledge articles."""

from __future__ import annotations

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
