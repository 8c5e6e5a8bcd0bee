"""What every command does before it looks at anything."""

from __future__ import annotations

from models.records.operation import Desk
from models.rules.permissions import Permission, require
from models.store.store import Store


def admit(store: Store, desk: Desk, permission: Permission | None = None) -> None:
    """Return quietly where the one at ``desk`` may do this and the rows are as new as the operations.

    Rules and running numbers are read from the rows, and those stay behind where a disk took an operation but not its rows. Raises
    RuleBroken ``permission.denied``, or StoreFailure where the rows cannot be brought up to date.
    """
    if permission is not None:
        require(desk.role, permission)
    store.catch_up()
