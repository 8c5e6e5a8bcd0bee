"""Folding imports of reference data."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from sqlalchemy import delete, insert, select

from models.records.catalogue import DistrictRow, ItemRow
from models.records.effects import Content, ReferenceImport
from models.records.knowledge import ArticleRow
from models.records.operation import Operation, Topic
from models.records.unit import UnitRow
from models.store.folds.context import FoldContext
from models.store.reference import ReferenceRow, Shelf, code_of, rows_of, shelf_of
from models.store.rows import Row, insert_many
from models.tables.catalogue import District


def bring_in(context: FoldContext, _operation: Operation, content: Content) -> None:
    """Write the rows over those with the same code, new ones behind the last, and mark the retired."""
    assert isinstance(content, ReferenceImport)
    shelf = shelf_of(content.table)
    table = shelf.table
    places = {row.code: row.place for row in context.connection.execute(select(table.code, table.place))}
    rows = [*rows_of(content), *_retired(context, shelf, content.retired)]
    for row in rows:
        places.setdefault(code_of(row), len(places))
        context.touch(shelf.topic, code_of(row))
    insert_many(context.raw, table, [_columns(row, places[code_of(row)]) for row in rows])
    _link(context, shelf, rows)
    if table is District:
        context.forget_districts()
    if shelf.topic is Topic.CATALOGUE:
        context.touch(Topic.CATALOGUE, "")


def _retired(context: FoldContext, shelf: Shelf, codes: tuple[str, ...]) -> list[ReferenceRow]:
    query = select(shelf.table.data).where(shelf.table.code.in_(codes))
    found = [msgspec.json.decode(data, type=shelf.record) for data in context.connection.scalars(query)] if codes else []
    return [replace(row, retired=True) for row in found]


def _columns(row: ReferenceRow, place: int) -> Row:
    columns: Row = {
        "code": code_of(row),
        "place": place,
        "data": msgspec.json.encode(row).decode(),
        "retired": bool(getattr(row, "retired", False)),
    }
    if isinstance(row, ItemRow):
        columns["category"] = row.category
    if isinstance(row, DistrictRow):
        columns["kind"] = row.kind
    return columns


def _link(context: FoldContext, shelf: Shelf, rows: list[ReferenceRow]) -> None:
    """Say anew which items these rows are about; retired ones are about none."""
    if shelf.links is None:
        return
    links = shelf.links.__table__
    codes = [code_of(row) for row in rows]
    for begin in range(0, len(codes), 500):
        context.connection.execute(delete(shelf.links).where(links.c.code.in_(codes[begin : begin + 500])))
    about = [row for row in rows if isinstance(row, UnitRow | ArticleRow) and not row.retired]
    pairs = [{"item": item, "code": row.code} for row in about for item in dict.fromkeys(row.items)]
    if pairs:
        context.connection.execute(insert(shelf.links), pairs)
