"""Reading knowledge articles."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from models.records.knowledge import ArticleRow
from models.store.store import Store
from models.tables.knowledge import Article, ArticleItem

_decode = msgspec.json.Decoder(ArticleRow).decode


def all(store: Store, *, retired: bool = False) -> tuple[ArticleRow, ...]:
    """Return the articles in order, retired ones only where asked for."""
    query = select(Article.data).where(Article.retired.in_((False, retired))).order_by(Article.place)
    return tuple(_decode(data) for data in store.read().scalars(query))


def for_item(store: Store, item_code: str) -> tuple[ArticleRow, ...]:
    """Return the articles about an item in order."""
    query = select(Article.data).join(ArticleItem, ArticleItem.code == Article.code).where(ArticleItem.item == item_code)
    return tuple(_decode(data) for data in store.read().scalars(query.order_by(Article.place)))


def by_code(store: Store, code: str) -> ArticleRow | None:
    """Return one article, also a retired one, or None."""
    data = store.read().scalar(select(Article.data).where(Article.code == code))
    return _decode(data) if data is not None else None
