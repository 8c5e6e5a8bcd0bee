"""The staff as the centre knows it."""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, select

from models.records.base import Text
from models.records.staff import OperatorRow, Role
from models.tables.centre import Document

KIND = "operator"

ITSELF = OperatorRow(number=0, name=Text("中心", "The centre"), role=Role.ADMIN, desk=0)
"""Who writes what the centre itself knows: what it begins with, and the calls. Nobody in particular, so nobody's streams bound it."""

_decode = msgspec.json.Decoder(OperatorRow).decode


def operators(connection: Connection, numbers: Collection[int]) -> dict[int, OperatorRow]:
    """Return the operators behind ``numbers``, retired ones too; those that nobody knows are left out."""
    if not numbers:
        return {}
    query = select(Document.data).where(Document.kind == KIND, Document.code.in_([str(number) for number in numbers]))
    return {row.number: row for row in map(_decode, connection.scalars(query))}
