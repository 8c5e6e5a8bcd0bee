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


def taken_by(store: Store, alert_id: str) -> int:
    """Return the number of the lead who sees to an alert, 0 where nobody does so far."""
    return store.read().scalar(select(Alert.taken_by).where(Alert.id == alert_id)) or 0
