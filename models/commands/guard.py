"""What every command does before it looks at anything."""

from __future__ import annotations

from models.records.effects import Content, ReferenceImport, encode_content
from models.records.failure import BadInput
from models.records.operation import Desk
from models.rules.permissions import Permission, require
from models.store.reference import ReferenceRow, import_of
from models.store.store import Store

LONGEST = 64 * 1024
"""The longest body of an operation in bytes, as it is signed and sent: what is longer would stay on this desk for ever."""


def fits(content: Content) -> None:
    """Return quietly where the words of an operation can be written and sent.

    Raises BadInput ``text.long`` with both lengths in bytes, or ``text.broken`` where half a character (a lone surrogate) is among them.
    """
    try:
        length = len(encode_content(content).encode())
    except UnicodeEncodeError as broken:
        raise BadInput("text.broken") from broken
    if length > LONGEST:
        raise BadInput("text.long", length=length, most=LONGEST)


def changed(table: str, row: ReferenceRow) -> ReferenceImport:
    """Return the body of an operation that writes one row of a reference table. Raises as ``fits``."""
    try:
        body = import_of(table, (row,))
    except UnicodeEncodeError as broken:
        raise BadInput("text.broken") from broken
    fits(body)
    return body


def admit(store: Store, desk: Desk, permission: Permission | None = None) -> None:
    """Return quietly where the one at ``desk`` may do this and the rows are as new as the operations.

    Rules and running numbers are read from the rows, and those stay behind where a disk took an operation but not its rows. Raises
    RuleBroken ``permission.denied``, or StoreFailure where the rows cannot be brought up to date.
    """
    if permission is not None:
        require(desk.role, permission)
    store.catch_up()
