"""Reading the staff list."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from models.records.staff import OperatorRow
from models.store.store import Store
from models.tables.staff import Operator

_decode = msgspec.json.Decoder(OperatorRow).decode


def all(store: Store, *, retired: bool = False) -> tuple[OperatorRow, ...]:
    """Return the staff in order, those who have left only where asked for."""
    query = select(Operator.data).where(Operator.retired.in_((False, retired))).order_by(Operator.place)
    return tuple(_decode(data) for data in store.read().scalars(query))


def by_number(store: Store, number: int) -> OperatorRow | None:
    """Return the operator with that number, or None."""
    data = store.read().scalar(select(Operator.data).where(Operator.code == str(number)))
    return _decode(data) if data is not None else None
