"""The people at the desks."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text


class Role(StrEnum):
    """What a member of staff does; the permission matrix is in ``models.rules.permissions``."""

    OPERATOR = "operator"
    LEAD = "lead"
    TRAINER = "trainer"
    SUPERVISOR = "supervisor"
    COUNSELLOR = "counsellor"
    ADMIN = "admin"


class OperatorRow(Record, frozen=True):
    """A numbered operator (28号受理员)."""

    number: int
    name: Text
    role: Role
    desk: int
    retired: bool = False

    @property
    def actor(self) -> str:
        """The identity that goes into an operation."""
        return f"usr_{self.number}"
