"""Folding imports and changes of reference data."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy import delete, insert, select

from models.records.catalogue import DistrictRow, ItemRow
from models.records.effects import Content, ReferenceImport
from models.records.knowledge import ArticleRow
from models.records.operation import Operation, Topic
from models.records.unit import UnitRow
from models.store.folds.case import actor_number
from models.store.folds.context import FoldContext
from models.store.reference import ReferenceRow, Shelf, code_of, rows_of, shelf_of
from models.store.rows import Row, insert_many
from models.tables.catalogue import District, Revision


def bring_in(context: FoldContext, operation: Operation, content: Content) -> None:
    """Write the rows over those with the same code, new ones behind the last, and mark the retired."""
    assert isinstance(content, ReferenceImport)
    shelf = shelf_of(content.table)
    table = shelf.table
    places = {row.code: row.place for row in context.connection.execute(select(table.code, table.place))}
    rows = [*rows_of(content), *_retired(context, shelf, content.retired)]
    for row in rows:
        places.setdefault(code_of(row), len(places))
        context.keep(operation.entity, table, code_of(row))
        context.touch(shelf.topic, code_of(row))
    insert_many(context.raw, table, [_columns(row, places[code_of(row)]) for row in rows])
    link(context, shelf, rows)
    _remember(context, operation, shelf, rows)
    if table is District:
        _kinds_changed(context, rows)
    if shelf.topic is Topic.CATALOGUE:
        context.touch(Topic.CATALOGUE, "")


def _remember(context: FoldContext, operation: Operation, shelf: Shelf, rows: Sequence[ReferenceRow]) -> None:
    """Keep how the rows are now beside how they were before, where they count their versions."""
    counted = [row for row in rows if isinstance(row, ItemRow | ArticleRow)]
    for row in counted:
        context.keep(operation.entity, Revision, operation.op_id, row.code)
    made = [
        {
            "op_id": operation.op_id,
            "code": row.code,
            "kind": shelf.name,
            "version": row.version,
            "at": operation.at.wall,
            "operator": actor_number(operation.actor),
            "data": msgspec.json.encode(row).decode(),
        }
        for row in counted
    ]
    insert_many(context.raw, Revision, made)


def _retired(context: FoldContext, shelf: Shelf, codes: tuple[str, ...]) -> list[ReferenceRow]:
    query = select(shelf.table.data).where(shelf.table.code.in_(codes))
    found = [msgspec.json.decode(data, type=shelf.record) for data in context.connection.scalars(query)] if codes else []
    return [replace(row, retired=True) for row in found]


def _kinds_changed(context: FoldContext, rows: Sequence[ReferenceRow]) -> None:
    """Fold the emergencies of these districts again: how soon they must be met follows from the kind, whichever came first."""
    context.forget_districts()
    for row in rows:
        found = context.raw.execute('SELECT id FROM "case" WHERE open = 1 AND urgent = 1 AND district = ?', (code_of(row),))
        for (case_id,) in found.fetchall():
            context.again(case_id)


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


def link(context: FoldContext, shelf: Shelf, rows: Sequence[ReferenceRow]) -> None:
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
