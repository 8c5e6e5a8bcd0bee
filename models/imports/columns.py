"""The columns of every table: a row of a file to a record and back. They are the columns of the data that ships."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from models.imports import words
from models.imports.cells import BODY_LIMIT, NAME_LIMIT, RowReader
from models.records.base import Text
from models.records.catalogue import HandlerKind, ItemRow, Line
from models.records.imports import ImportRow, ImportTable
from models.records.knowledge import ArticleRow
from models.records.partner import PartnerRow, PartnerStage
from models.records.staff import OperatorRow, Role
from models.records.unit import UnitRow

PARTNER_KINDS = ("enterprise", "individual")
UNIT_KINDS = ("department", "town", "utility", "emergency", "transport")
SEPARATOR = ";"
"""Parts a list within a cell."""

_CATEGORY = re.compile(r"C\d{2,3}")
_ITEM = re.compile(r"C\d{2,3}-\d{2,3}")

Cells = dict[str, str]
"""Column name → text as it stands in a file."""

Categories = Mapping[str, Text]
"""Category code → its name."""


class Schema(msgspec.Struct, frozen=True):
    """How one table stands in a file.

    ``key`` is the column that names a row and ``title`` the stem of its name; ``read`` makes a record of a row, ``cells`` the cells of a
    record of that very table. ``kept`` are columns that a file gives only to new rows, ``carried``
    the record's fields that a stored row keeps because no file, or no file any more, decides them.
    """

    table: ImportTable
    columns: tuple[str, ...]
    key: str
    title: str
    read: Callable[[RowReader], ImportRow]
    cells: Callable[[Any, Categories], Cells]
    kept: frozenset[str] = frozenset()
    carried: tuple[str, ...] = ()


def _read_item(row: RowReader) -> ItemRow:
    category = row.code("category_code", _CATEGORY, words.CATEGORY_CODE)
    row.pair("category", NAME_LIMIT, required=True)
    code = row.code("item_code", _ITEM, words.ITEM_CODE)
    if row.good("category_code", "item_code") and not code.startswith(f"{category}-"):
        row.reject("item_code", "item.category", code, words.belongs_to(category))
    return ItemRow(
        code=code,
        category=category,
        name=row.pair("item", NAME_LIMIT, required=True),
        line=row.choice("line", Line),
        emergency=row.word("emergency", ("no", "yes")) == "yes",
        handler=row.choice("handler_kind", HandlerKind),
        keywords_zh=row.parts("keywords_zh"),
        keywords_en=row.parts("keywords_en"),
    )


def _item_cells(item: ItemRow, categories: Categories) -> Cells:
    return {
        "category_code": item.category,
        **_pair("category", categories.get(item.category, Text(""))),
        "item_code": item.code,
        **_pair("item", item.name),
        "line": item.line.value,
        "emergency": "yes" if item.emergency else "no",
        "handler_kind": item.handler.value,
        "keywords_zh": SEPARATOR.join(item.keywords_zh),
        "keywords_en": SEPARATOR.join(item.keywords_en),
    }


def _read_partner(row: RowReader) -> PartnerRow:
    found = PartnerRow(
        code=row.code("code"),
        name=row.pair("name", NAME_LIMIT, required=True),
        kind=row.word("kind", PARTNER_KINDS),
        stage=row.choice("stage", PartnerStage),
        licence_no=row.text("licence_no", NAME_LIMIT),
        licence_expires=row.day("licence_expires"),
        items=row.items("items"),
        districts=row.districts("districts"),
        hours=row.hours("hours"),
        days=row.days("days"),
        capacity=row.whole("capacity"),
        phone=row.phone("phone"),
        price=row.pair("price"),
        rated=row.whole("rated"),
        satisfied=row.whole("satisfied"),
        minutes=row.whole("minutes"),
        verified_bad=row.whole("verified_bad"),
        note=row.pair("note"),
    )
    if row.good("rated", "satisfied") and found.satisfied > found.rated:
        row.reject("satisfied", "satisfied.too_many", str(found.satisfied), words.no_more_than("rated", found.rated))
    return found


def _partner_cells(partner: PartnerRow, _categories: Categories) -> Cells:
    return {
        "code": partner.code,
        **_pair("name", partner.name),
        "kind": partner.kind,
        "stage": partner.stage.value,
        "licence_no": partner.licence_no,
        "licence_expires": partner.licence_expires,
        "items": SEPARATOR.join(partner.items),
        "districts": SEPARATOR.join(partner.districts),
        "hours": SEPARATOR.join(partner.hours),
        "days": partner.days,
        "capacity": str(partner.capacity),
        "phone": partner.phone,
        **_pair("price", partner.price),
        "rated": str(partner.rated),
        "satisfied": str(partner.satisfied),
        "minutes": str(partner.minutes),
        "verified_bad": str(partner.verified_bad),
        **_pair("note", partner.note),
    }


def _read_article(row: RowReader) -> ArticleRow:
    return ArticleRow(
        code=row.code("code"),
        title=row.pair("title", NAME_LIMIT, required=True),
        body=row.pair("body", BODY_LIMIT, required=True),
        items=row.items("items"),
        owner=row.pair("owner", required=True),
        source=row.pair("source"),
        valid_until=row.day("valid_until", required=True),
        version=row.whole("version", low=1),
    )


def _article_cells(article: ArticleRow, _categories: Categories) -> Cells:
    return {
        "code": article.code,
        **_pair("title", article.title),
        **_pair("body", article.body),
        "items": SEPARATOR.join(article.items),
        **_pair("owner", article.owner),
        **_pair("source", article.source),
        "valid_until": article.valid_until,
        "version": str(article.version),
    }


def _read_unit(row: RowReader) -> UnitRow:
    return UnitRow(
        code=row.code("code"),
        name=row.pair("name", NAME_LIMIT, required=True),
        kind=row.word("kind", UNIT_KINDS),
        phone=row.phone("phone"),
        items=row.items("items"),
        districts=row.districts("districts"),
        hours=row.hours("hours"),
        days=row.days("days"),
    )


def _unit_cells(unit: UnitRow, _categories: Categories) -> Cells:
    return {
        "code": unit.code,
        **_pair("name", unit.name),
        "kind": unit.kind,
        "phone": unit.phone,
        "items": SEPARATOR.join(unit.items),
        "districts": SEPARATOR.join(unit.districts),
        "hours": SEPARATOR.join(unit.hours),
        "days": unit.days,
    }


def _read_operator(row: RowReader) -> OperatorRow:
    return OperatorRow(
        number=row.whole("number", low=1, high=9_999),
        name=row.pair("name", NAME_LIMIT, required=True),
        role=row.choice("role", Role),
        desk=row.whole("desk", high=9_999),
    )


def _operator_cells(operator: OperatorRow, _categories: Categories) -> Cells:
    return {
        "number": str(operator.number),
        **_pair("name", operator.name),
        "role": operator.role.value,
        "desk": str(operator.desk),
    }


def _pair(name: str, text: Text) -> Cells:
    return {f"{name}_zh": text.zh, f"{name}_en": text.en}


_CATALOGUE = Schema(
    table=ImportTable.CATALOGUE,
    columns=(
        "category_code", "category_zh", "category_en", "item_code", "item_zh", "item_en", "line", "emergency", "handler_kind",
        "keywords_zh", "keywords_en",
    ),  # fmt: skip
    key="item_code",
    title="item",
    read=_read_item,
    cells=_item_cells,
    carried=("version",),
)
_PARTNERS = Schema(
    table=ImportTable.PARTNERS,
    columns=(
        "code", "name_zh", "name_en", "kind", "stage", "licence_no", "licence_expires", "items", "districts", "hours", "days",
        "capacity", "phone", "price_zh", "price_en", "rated", "satisfied", "minutes", "verified_bad", "note_zh", "note_en",
    ),  # fmt: skip
    key="code",
    title="name",
    read=_read_partner,
    cells=_partner_cells,
    # A bad record counts only once it was verified at a callback (product.md): a file cannot hand out cards or take them back.
    kept=frozenset(("verified_bad",)),
    carried=("version", "verified_bad"),
)
_KNOWLEDGE = Schema(
    table=ImportTable.KNOWLEDGE,
    columns=(
        "code", "title_zh", "title_en", "body_zh", "body_en", "items", "owner_zh", "owner_en", "source_zh", "source_en",
        "valid_until", "version",
    ),  # fmt: skip
    key="code",
    title="title",
    read=_read_article,
    cells=_article_cells,
    # The store counts versions up with every change: the number in a file is only the one at the time of the export.
    kept=frozenset(("version",)),
    carried=("version",),
)
_UNITS = Schema(
    table=ImportTable.UNITS,
    columns=(
        "code", "name_zh", "name_en", "kind", "phone", "items", "districts", "hours", "days",
    ),  # fmt: skip
    key="code",
    title="name",
    read=_read_unit,
    cells=_unit_cells,
    carried=("version",),
)
_STAFF = Schema(
    table=ImportTable.STAFF,
    columns=(
        "number", "name_zh", "name_en", "role", "desk",
    ),  # fmt: skip
    key="number",
    title="name",
    read=_read_operator,
    cells=_operator_cells,
)

SCHEMAS: Mapping[ImportTable, Schema] = {schema.table: schema for schema in (_CATALOGUE, _PARTNERS, _KNOWLEDGE, _UNITS, _STAFF)}
