"""Cases that nobody answers for, and why."""

from __future__ import annotations

from sqlalchemy import select

from models.records.handover import UnownedRow
from models.repositories.rows import CASE_COLUMNS, case_of, veiled
from models.store.store import Store
from models.tables.case import OPEN, Case, Unowned


def unowned(store: Store, limit: int = 500, *, sealed: bool = False) -> tuple[UnownedRow, ...]:
    """Return the open cases that nobody answers for, those that a lead has put first before the others, then the earliest promise first.

    A case of the psychology line stands there by its number alone without ``sealed``, which is for counsellors.
    """
    told = (Unowned.handed_by, Unowned.at.label("handed_at"), Unowned.note)
    promised = (Case.priority.desc(), Case.due == "", Case.due, Case.id)
    query = select(*CASE_COLUMNS, *told).join(Unowned, Unowned.case_id == Case.id).where(OPEN, Case.owner == 0).order_by(*promised)
    rows = store.read().execute(query.limit(limit)).mappings()
    seen = (((case_of if sealed else veiled)(row), row) for row in rows)
    return tuple(
        UnownedRow(case=case, by=row["handed_by"], at=row["handed_at"], note=row["note"] if case.item_code else "") for case, row in seen
    )
