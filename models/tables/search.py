"""What operators chose after typing, and what they typed in vain."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import ReplicaTable


class SearchChoice(ReplicaTable):
    __tablename__ = "choice"
    __table_args__ = {"sqlite_with_rowid": False}

    query: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class SearchLead(ReplicaTable):
    __tablename__ = "lead"
    __table_args__ = {"sqlite_with_rowid": False}

    query: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_at: Mapped[str]
