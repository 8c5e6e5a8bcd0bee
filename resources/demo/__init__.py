"""Demonstration data: partners, departments, knowledge and staff, all invented (家家乐 is the name in the seed article)."""

from __future__ import annotations

from models.records.base import Text
from models.records.knowledge import ArticleRow
from models.records.partner import PartnerRow, PartnerStage
from models.records.staff import OperatorRow, Role
from models.records.unit import UnitRow
from resources import rows, split


def load_partners() -> tuple[PartnerRow, ...]:
    """Return the invented partners as they stand on the first day of a demonstration."""
    return tuple(
        PartnerRow(
            code=row["code"],
            name=Text(row["name_zh"], row["name_en"]),
            kind=row["kind"],
            stage=PartnerStage(row["stage"]),
            licence_no=row["licence_no"],
            licence_expires=row["licence_expires"],
            items=split(row["items"]),
            districts=split(row["districts"]),
            hours=split(row["hours"]),
            days=row["days"],
            capacity=int(row["capacity"]),
            phone=row["phone"],
            price=Text(row["price_zh"], row["price_en"]),
            rated=int(row["rated"]),
            satisfied=int(row["satisfied"]),
            minutes=int(row["minutes"]),
            verified_bad=int(row["verified_bad"]),
            note=Text(row["note_zh"], row["note_en"]),
        )
        for row in rows("demo", "partners.csv")
    )


def load_units() -> tuple[UnitRow, ...]:
    """Return departments, towns, utilities and transport companies with invented telephone numbers."""
    return tuple(
        UnitRow(
            code=row["code"],
            name=Text(row["name_zh"], row["name_en"]),
            kind=row["kind"],
            phone=row["phone"],
            items=split(row["items"]),
            districts=split(row["districts"]),
            hours=split(row["hours"]),
            days=row["days"],
        )
        for row in rows("demo", "departments.csv")
    )


def load_articles() -> tuple[ArticleRow, ...]:
    """Return the demonstration articles."""
    return tuple(
        ArticleRow(
            code=row["code"],
            title=Text(row["title_zh"], row["title_en"]),
            body=Text(row["body_zh"], row["body_en"]),
            items=split(row["items"]),
            owner=Text(row["owner_zh"], row["owner_en"]),
            source=Text(row["source_zh"], row["source_en"]),
            valid_until=row["valid_until"],
            version=int(row["version"]),
        )
        for row in rows("demo", "knowledge.csv")
    )


def load_staff() -> tuple[OperatorRow, ...]:
    """Return the thirty operators."""
    return tuple(
        OperatorRow(number=int(row["number"]), name=Text(row["name_zh"], row["name_en"]), role=Role(row["role"]), desk=int(row["desk"]))
        for row in rows("demo", "operators.csv")
    )
