"""Which lines a bulletin's tables have, and what they are called: what stands in the reference data now, in its order."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import select

from models.records.base import Record, Text
from models.records.report import Cut
from models.store.reading import Readable
from models.tables.catalogue import Category, District, Item
from models.tables.partner import Partner
from models.tables.unit import Unit

_TABLES: Mapping[Cut, type[Category | District | Item | Partner | Unit]] = {
    Cut.CATEGORY: Category,
    Cut.ITEM: Item,
    Cut.PARTNER: Partner,
    Cut.UNIT: Unit,
    Cut.DISTRICT: District,
}


class _Named(Record, frozen=True):
    """The one member that all of them have."""

    name: Text


_name = msgspec.json.Decoder(_Named).decode


def names(store: Readable, cut: Cut) -> dict[str, tuple[Text, bool]]:
    """Return code → (name, whether it is in use) for everything that a cut can name, in order."""
    table = _TABLES[cut]
    query = select(table.code, table.data, table.retired).order_by(table.place, table.code)
    return {row.code: (_name(row.data).name, not row.retired) for row in store.read().execute(query)}


def categories(store: Readable) -> dict[str, str]:
    """Return item → category, retired items too."""
    return {row.code: row.category for row in store.read().execute(select(Item.code, Item.category))}
