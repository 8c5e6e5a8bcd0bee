"""The ledger of unmet needs."""

from __future__ import annotations

from sqlalchemy import select

from models.records.base import Text
from models.records.unmet import UnmetRow
from models.repositories.rows import open_to
from models.store.store import Store
from models.tables.case import Case, UnmetEntry


def all(store: Store, limit: int = 1000, *, sealed: bool = False) -> tuple[UnmetRow, ...]:
    """Return the needs that could not be met, the newest first; those of the psychology line only with ``sealed`` (for counsellors)."""
    query = (
        select(UnmetEntry.__table__, Case.no, Case.item_code, Case.item_zh, Case.item_en, Case.district)
        .join(Case, Case.id == UnmetEntry.case_id)
        .where(*open_to(Case.line, sealed))
        .order_by(UnmetEntry.at.desc(), UnmetEntry.case_id, UnmetEntry.place)
        .limit(limit)
    )
    return tuple(
        UnmetRow(
            case_id=row["case_id"],
            case_no=row["no"],
            at=row["at"],
            item_code=row["item_code"],
            item_name=Text(row["item_zh"], row["item_en"]),
            district=row["district"],
            need=row["need"],
            tried=row["tried"],
        )
        for row in store.read().execute(query).mappings()
    )
