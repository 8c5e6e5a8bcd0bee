"""Reading the catalogue and the area."""

from __future__ import annotations

import functools
from collections.abc import Callable

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from models.records.catalogue import CategoryRow, DistrictRow, ItemCard, ItemRevision, ItemRow, ProposalRow
from models.records.failure import BadInput
from models.store.store import Store
from models.tables.catalogue import Category, District, Item, Proposal, Revision
from resources.catalogue import load_cards

_category = msgspec.json.Decoder(CategoryRow).decode
_item = msgspec.json.Decoder(ItemRow).decode
_district = msgspec.json.Decoder(DistrictRow).decode


def categories(store: Store) -> tuple[CategoryRow, ...]:
    """Return the categories in order."""
    return tuple(_category(data) for data in store.read().scalars(select(Category.data).order_by(Category.place)))


def items(store: Store, *, retired: bool = False) -> tuple[ItemRow, ...]:
    """Return the items in order, retired ones only where asked for."""
    query = select(Item.data).where(Item.retired.in_((False, retired))).order_by(Item.place)
    return tuple(_item(data) for data in store.read().scalars(query))


def item(store: Store, code: str) -> ItemRow | None:
    """Return one item, also a retired one, or None."""
    data = store.read().scalar(select(Item.data).where(Item.code == code))
    return _item(data) if data is not None else None


def item_card(store: Store, code: str) -> ItemCard:
    """Return the card of an item: its words as they shipped, the item as it is now. Raises BadInput ``catalogue.unknown_item``."""
    found = item(store, code)
    if found is None:
        raise BadInput("catalogue.unknown_item", item=code)
    data = store.read().scalar(select(Category.data).where(Category.code == found.category))
    return _card(found, _category(data) if data is not None else None, lambda other: item(store, other))


def item_cards(store: Store) -> dict[str, ItemCard]:
    """Return item code → card, for every item that is not retired."""
    present = {found.code: found for found in items(store)}
    named = {category.code: category for category in categories(store)}
    return {code: _card(found, named.get(found.category), present.get) for code, found in present.items()}


def districts(store: Store) -> tuple[DistrictRow, ...]:
    """Return the districts in order."""
    return tuple(_district(data) for data in store.read().scalars(select(District.data).order_by(District.place)))


def history(store: Store, code: str) -> tuple[ItemRevision, ...]:
    """Return an item as each of its versions was, the newest first."""
    query = select(Revision.data, Revision.at, Revision.operator).where(Revision.kind == "item", Revision.code == code)
    found = store.read().execute(query.order_by(Revision.version.desc(), Revision.at.desc(), Revision.op_id.desc()))
    return tuple(ItemRevision(item=_item(data), at=at, operator=operator) for data, at, operator in found)


def proposals(store: Store) -> tuple[ProposalRow, ...]:
    """Return the items that were proposed for needs of the ledger, decided ones too, the newest first."""
    query = select(Proposal.__table__).order_by(Proposal.at.desc(), Proposal.id.desc())
    return tuple(
        ProposalRow(
            id=row["id"],
            need=row["need"],
            item=_item(row["data"]),
            at=row["at"],
            operator=row["operator"],
            code=row["code"],
            words=row["said"],
            settled_at=row["settled_at"],
            settled_by=row["settled_by"],
        )
        for row in store.read().execute(query).mappings()
    )


def _card(found: ItemRow, category: CategoryRow | None, other: Callable[[str], ItemRow | None]) -> ItemCard:
    """Return a card with the words that shipped, and everything else as it is now; ``other`` looks an item up."""
    category = category or CategoryRow(code=found.category, name=found.name)
    shipped = _cards().get(found.code)
    if shipped is None:
        return ItemCard(item=found, category=category)
    near = (other(item.code) for item in shipped.confused_with)
    return replace(shipped, item=found, category=category, confused_with=tuple(item for item in near if item and not item.retired))


@functools.cache
def _cards() -> dict[str, ItemCard]:
    """The cards as they shipped, read once."""
    return load_cards()
