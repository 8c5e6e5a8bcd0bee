"""Reading departments, towns and other bodies."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from models.records.unit import UnitFaultRow, UnitRow
from models.store.store import Store
from models.tables.case import Case
from models.tables.unit import Unit, UnitFault, UnitItem

EVERYWHERE = "*"
_decode = msgspec.json.Decoder(UnitRow).decode


def all(store: Store, *, retired: bool = False) -> tuple[UnitRow, ...]:
    """Return the units in order, retired ones only where asked for."""
    query = select(Unit.data).where(Unit.retired.in_((False, retired))).order_by(Unit.place)
    return tuple(_decode(data) for data in store.read().scalars(query))


def for_item(store: Store, item_code: str, district: str) -> tuple[UnitRow, ...]:
    """Return the units that an item belongs to: those of the district first, then those of the whole city, then other places'.

    With the district unknown ('') nobody is put behind.
    """
    query = select(Unit.data).join(UnitItem, UnitItem.code == Unit.code).where(UnitItem.item == item_code).order_by(Unit.place)
    found = [_decode(data) for data in store.read().scalars(query)]
    return tuple(sorted(found, key=lambda unit: _distance(unit, district)))


def by_code(store: Store, code: str) -> UnitRow | None:
    """Return one unit, also a retired one, or None."""
    data = store.read().scalar(select(Unit.data).where(Unit.code == code))
    return _decode(data) if data is not None else None


def faults(store: Store, code: str, since: str = "") -> tuple[UnitFaultRow, ...]:
    """Return the complaints about a unit that were found true since an ISO time, the newest first: what its assessment rests on."""
    query = (
        select(UnitFault.unit, UnitFault.case_id, UnitFault.at, Case.no)
        .join(Case, Case.id == UnitFault.case_id)
        .where(UnitFault.unit == code, UnitFault.at >= since)
        .order_by(UnitFault.at.desc(), UnitFault.case_id, UnitFault.place)
    )
    return tuple(UnitFaultRow(unit=unit, case_id=case_id, case_no=no, at=at) for unit, case_id, at, no in store.read().execute(query))


def _distance(unit: UnitRow, district: str) -> int:
    if not district or district in unit.districts:
        return 0
    return 1 if EVERYWHERE in unit.districts else 2
