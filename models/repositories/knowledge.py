"""Reading knowledge articles."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from models.records.knowledge import ArticleRevision, ArticleRow, ReportRow
from models.store.store import Store
from models.tables.catalogue import Revision
from models.tables.knowledge import Article, ArticleItem, Report

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


def history(store: Store, code: str) -> tuple[ArticleRevision, ...]:
    """Return an article as each of its versions was, the newest first."""
    query = select(Revision.data, Revision.at, Revision.operator).where(Revision.kind == "article", Revision.code == code)
    found = store.read().execute(query.order_by(Revision.version.desc(), Revision.at.desc(), Revision.op_id.desc()))
    return tuple(ArticleRevision(article=_decode(data), at=at, operator=operator) for data, at, operator in found)


def reports(store: Store) -> tuple[ReportRow, ...]:
    """Return what operators say is wrong, answered ones too, the newest first."""
    query = select(Report.__table__).order_by(Report.at.desc(), Report.id.desc())
    return tuple(
        ReportRow(
            id=row["id"],
            article=row["article"],
            version=row["version"],
            words=row["said"],
            at=row["at"],
            operator=row["operator"],
            answer=row["answer"],
            settled_at=row["settled_at"],
            settled_by=row["settled_by"],
        )
        for row in store.read().execute(query).mappings()
    )
