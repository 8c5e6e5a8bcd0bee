"""Who needs the lead."""

from __future__ import annotations

from sqlalchemy import select

from models.records.call import AlertRow
from models.store.store import Store
from models.tables.call import Alert


def alerts(store: Store) -> tuple[AlertRow, ...]:
    """Return the alerts that nobody has taken, the oldest first."""
    query = select(Alert.__table__).where(Alert.taken_by == 0).order_by(Alert.at, Alert.id)
    return tuple(
        AlertRow(id=row["id"], operator=row["operator"], desk=row["desk"], at=row["at"], call=row["call_id"])
        for row in store.read().execute(query).mappings()
    )
