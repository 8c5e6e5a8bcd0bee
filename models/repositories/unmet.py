"""The ledger of unmet needs."""

from __future__ import annotations

from sqlalchemy import select

from models.records.base import Text
from models.records.unmet import NeedRow, Scope, UnmetRow
from models.repositories import catalogue, outreach, search
from models.repositories.rows import open_to
from models.rules.unmet import rank
from models.store.store import Store
from models.tables.case import Case, UnmetEntry


def all(store: Store, limit: int | None = 1000, *, sealed: bool = False) -> tuple[UnmetRow, ...]:
    """Return the needs that could not be met, the newest first (``limit`` None: all); the psychology line's only with ``sealed``."""
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


def ledger(store: Store, scope: Scope) -> tuple[tuple[NeedRow, ...], tuple[NeedRow, ...]]:
    """Return the needs that cases and suggestions tell of and those that searches tell of, ranked (see ``models.rules.unmet``).

    The psychology line is no part of it: what was asked for there is nobody's to read.
    """
    return rank(all(store, None), search.leads(store), catalogue.proposals(store), scope, outreach.needs(store))
