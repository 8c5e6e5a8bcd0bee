"""Who sits at this desk now."""

from __future__ import annotations

from models.records.base import Record
from models.records.operation import Desk
from models.records.staff import OperatorRow


class Session(Record, frozen=True):
    """An operator at a desk, from sign-in to sign-out."""

    operator: OperatorRow
    desk_name: str
    id: str

    def stamp(self) -> Desk:
        """Return what goes into every operation of this session."""
        return Desk(actor=self.operator.number, desk=self.desk_name, session=self.id, role=self.operator.role)
