"""Reading what an invented year is made of: reference rows from the replica, words from the resources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from models.records.base import Record
from models.records.catalogue import DistrictRow, ItemCard, ItemRow
from models.records.failure import BadInput
from models.records.knowledge import ArticleRow
from models.records.partner import PartnerRow
from models.records.search import Phrases
from models.records.staff import OperatorRow
from models.records.unit import UnitRow
from models.rules.phone import normalise
from models.store.reference import ReferenceTable, shelf_of
from models.tables.partner import Discipline
from resources import path
from resources.catalogue import load_cards, load_phrases

Row = TypeVar("Row", bound=Record)


class Words(Record, frozen=True):
    """Words of the data; only the Chinese ones go into a journal."""

    zh: str


class People(Record, frozen=True):
    """What names are made of."""

    surnames: tuple[str, ...]
    given: tuple[str, ...]
    titles: tuple[str, ...]
    notes: tuple[Words, ...]


class Places(Record, frozen=True):
    """A district's communities and roads."""

    communities: tuple[Words, ...]
    roads: tuple[Words, ...]


@dataclass(frozen=True)
class Bookshelf:
    """Everything that was read. Partners carry the bad records that verdicts have added so far; retired rows are left out.

    ``phones`` are the normalised numbers of partners and units.
    """

    items: tuple[ItemRow, ...]
    districts: tuple[DistrictRow, ...]
    partners: tuple[PartnerRow, ...]
    units: tuple[UnitRow, ...]
    articles: tuple[ArticleRow, ...]
    staff: tuple[OperatorRow, ...]
    phrases: dict[str, Phrases]
    cards: dict[str, ItemCard]
    people: People
    places: dict[str, Places]
    phones: frozenset[str]


def read_bookshelf(connection: Connection) -> Bookshelf:
    """Return what the replica and the resources hold now."""
    partners = _with_bad_records(connection, _rows(connection, "partner", PartnerRow))
    units = _rows(connection, "unit", UnitRow)
    return Bookshelf(
        items=_rows(connection, "item", ItemRow),
        districts=_rows(connection, "district", DistrictRow),
        partners=partners,
        units=units,
        articles=_rows(connection, "article", ArticleRow),
        staff=_rows(connection, "operator", OperatorRow),
        phrases=load_phrases(),
        cards=load_cards(),
        people=msgspec.json.decode(path("demo", "people.json").read_bytes(), type=People),
        places=msgspec.json.decode(path("demo", "places.json").read_bytes(), type=dict[str, Places]),
        phones=frozenset(map(_normalised, [*(row.phone for row in partners), *(row.phone for row in units)])),
    )


def _rows(connection: Connection, name: str, record: type[Row]) -> tuple[Row, ...]:
    table: ReferenceTable = shelf_of(name).table
    decode = msgspec.json.Decoder(record).decode
    return tuple(decode(data) for data in connection.scalars(select(table.data).where(~table.retired).order_by(table.place, table.code)))


def _with_bad_records(connection: Connection, partners: tuple[PartnerRow, ...]) -> tuple[PartnerRow, ...]:
    query = select(Discipline.partner, func.sum(Discipline.change)).group_by(Discipline.partner)
    added = {row[0]: row[1] for row in connection.execute(query)}
    return tuple(replace(row, verified_bad=max(0, row.verified_bad + added.get(row.code, 0))) for row in partners)


def _normalised(phone: str) -> str:
    try:
        return normalise(phone)
    except BadInput:
        return phone
