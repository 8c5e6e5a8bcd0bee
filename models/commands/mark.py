"""Telling the devices of one desk apart in case numbers."""

from __future__ import annotations

from models.commands.guard import admit
from models.records.failure import BadInput
from models.records.operation import Desk
from models.rules.case_number import MARKS
from models.rules.permissions import Permission
from models.store.store import Store


def mark_device(store: Store, desk: Desk, mark: str) -> None:
    """Give this device a letter for its case numbers from now on; '' takes it away.

    It is a property of the device and no operation. Raises BadInput ``case_number.bad`` for anything but one letter of ``MARKS``, and
    RuleBroken ``permission.denied``.
    """
    admit(store, desk, Permission.MANAGE_STAFF)
    if mark and mark not in MARKS:
        raise BadInput("case_number.bad", mark=len(mark))
    store.outbox.set_mark(mark)
