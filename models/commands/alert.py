"""Calling the lead without a word, and seeing to it."""

from __future__ import annotations

from models.commands.guard import admit
from models.records.effects import AlertRaise, AlertTake
from models.records.operation import Changes, Desk, Entity
from models.repositories import alert as alerts
from models.rules.access import STAFF
from models.rules.permissions import Permission
from models.store.store import Store


def raise_alert(store: Store, desk: Desk, call: str = "") -> Changes:
    """Tell every lead that the one at ``desk`` needs them, in the call with this id where there is one; once while it is not taken.

    Raises RuleBroken ``permission.denied``.
    """
    admit(store, desk, Permission.ACCEPT_CASES)
    if any(alert.operator == desk.actor for alert in alerts.alerts(store)):
        return Changes()
    alert = store.outbox.ids.next()
    with store.write(desk) as work:
        work.record(STAFF, Entity(type="alert", id=alert), AlertRaise(alert=alert, desk=desk.desk, call=call))
    return work.changes


def take_alert(store: Store, desk: Desk, alert: str) -> Changes:
    """Say that the lead at ``desk`` sees to an alert; one that is taken stays so. Raises RuleBroken ``permission.denied``."""
    admit(store, desk, Permission.HEAR_ALERTS)
    if all(found.id != alert for found in alerts.alerts(store)):
        return Changes()
    with store.write(desk) as work:
        work.record(STAFF, Entity(type="alert", id=alert), AlertTake(alert=alert))
    return work.changes
