"""Reference data: which tables there are, what is in them at the first start, and how their records are told apart."""

from __future__ import annotations

import msgspec

from models.records.base import Record
from models.records.catalogue import CategoryRow, DistrictRow, ItemRow
from models.records.effects import ReferenceImport
from models.records.failure import BadInput
from models.records.knowledge import ArticleRow
from models.records.operation import Topic
from models.records.partner import PartnerRow
from models.records.staff import OperatorRow
from models.records.unit import UnitRow
from models.tables.base import ReplicaTable
from models.tables.catalogue import Category, District, Item
from models.tables.knowledge import Article, ArticleItem
from models.tables.partner import Partner
from models.tables.staff import Operator
from models.tables.unit import Unit, UnitItem
from resources.catalogue import load_categories, load_districts, load_items
from resources.demo import load_articles, load_partners, load_staff, load_units

ReferenceRow = CategoryRow | ItemRow | DistrictRow | PartnerRow | UnitRow | ArticleRow | OperatorRow
ReferenceTable = type[Category] | type[Item] | type[District] | type[Partner] | type[Unit] | type[Article] | type[Operator]


class Shelf(Record, frozen=True):
    """One reference table: the record of its rows, its table, the stream of its operations, the topic of its changes.

    ``links`` is the table that says which items a row is about, where there is one.
    """

    name: str
    record: type[ReferenceRow]
    table: ReferenceTable
    stream: str
    topic: Topic
    links: type[ReplicaTable] | None = None


SHELVES: dict[str, Shelf] = {
    shelf.name: shelf
    for shelf in (
        Shelf(name="category", record=CategoryRow, table=Category, stream="catalogue", topic=Topic.CATALOGUE),
        Shelf(name="item", record=ItemRow, table=Item, stream="catalogue", topic=Topic.CATALOGUE),
        Shelf(name="district", record=DistrictRow, table=District, stream="catalogue", topic=Topic.CATALOGUE),
        Shelf(name="partner", record=PartnerRow, table=Partner, stream="partners", topic=Topic.PARTNER),
        Shelf(name="unit", record=UnitRow, table=Unit, stream="partners", topic=Topic.UNIT, links=UnitItem),
        Shelf(name="article", record=ArticleRow, table=Article, stream="knowledge", topic=Topic.KNOWLEDGE, links=ArticleItem),
        Shelf(name="operator", record=OperatorRow, table=Operator, stream="staff", topic=Topic.STAFF),
    )
}
"""The reference tables in the order in which they are first written."""


class ReferenceData(Record, frozen=True):
    """What a new store begins with."""

    categories: tuple[CategoryRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    districts: tuple[DistrictRow, ...] = ()
    partners: tuple[PartnerRow, ...] = ()
    units: tuple[UnitRow, ...] = ()
    articles: tuple[ArticleRow, ...] = ()
    staff: tuple[OperatorRow, ...] = ()

    def tables(self) -> tuple[tuple[str, tuple[ReferenceRow, ...]], ...]:
        """Return (name of the table, its rows) in the order of ``SHELVES``."""
        rows = (self.categories, self.items, self.districts, self.partners, self.units, self.articles, self.staff)
        return tuple(zip(SHELVES, rows, strict=True))


def shipped() -> ReferenceData:
    """Return the reference data that ships with the program."""
    return ReferenceData(
        categories=load_categories(),
        items=load_items(),
        districts=load_districts(),
        partners=load_partners(),
        units=load_units(),
        articles=load_articles(),
        staff=load_staff(),
    )


def shelf_of(name: str) -> Shelf:
    """Return the reference table of that name. Raises BadInput ``reference.unknown_table``."""
    found = SHELVES.get(name)
    if found is None:
        raise BadInput("reference.unknown_table", table=name)
    return found


def code_of(row: ReferenceRow) -> str:
    """Return the key of a row: its code, or an operator's number as text."""
    return str(row.number) if isinstance(row, OperatorRow) else row.code


def import_of(name: str, rows: tuple[ReferenceRow, ...], retired: tuple[str, ...] = ()) -> ReferenceImport:
    """Return the body of an operation that imports rows."""
    return ReferenceImport(table=name, rows=msgspec.Raw(msgspec.json.encode(rows)), retired=retired)


def rows_of(body: ReferenceImport) -> tuple[ReferenceRow, ...]:
    """Return the rows of an import. Raises BadInput for an unknown table, msgspec.ValidationError for rows that are none of its records."""
    shelf = shelf_of(body.table)
    decoder: msgspec.json.Decoder[tuple[ReferenceRow, ...]] = msgspec.json.Decoder(tuple[shelf.record, ...])  # type: ignore[name-defined]
    return decoder.decode(body.rows)
