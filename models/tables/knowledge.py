"""Knowledge articles."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import ReplicaTable


class Article(ReplicaTable):
    __tablename__ = "article"

    code: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    data: Mapped[str]
    retired: Mapped[bool]


class ArticleItem(ReplicaTable):
    """An item that an article is about."""

    __tablename__ = "article_item"
    __table_args__ = {"sqlite_with_rowid": False}

    item: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
