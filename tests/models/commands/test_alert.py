"""A silent alert: one while it stands, for leads to take, with nothing of the caller in it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.commands.alert import raise_alert, take_alert
from models.records.failure import RuleBroken
from models.records.operation import Desk, Topic
from models.records.staff import Role
from models.repositories.alert import alerts
from models.store.store import Store


def test_an_alert_stands_once_until_a_lead_takes_it(store: Store, desk: Desk, lead: Desk) -> None:
    changes = raise_alert(store, desk, "call-1")
    [alert] = alerts(store)
    assert changes.ids(Topic.ALERT) == {alert.id}
    assert (alert.operator, alert.desk, alert.call) == (28, "28", "call-1")
    assert not raise_alert(store, desk, "call-2").touched
    assert [found.id for found in alerts(store)] == [alert.id]
    assert take_alert(store, lead, alert.id).about(Topic.ALERT)
    assert alerts(store) == ()
    assert not take_alert(store, replace(lead, actor=3), alert.id).touched
    taken = store.read().exec_driver_sql("SELECT taken_by FROM alert").fetchall()
    assert [tuple(row) for row in taken] == [(2,)]
    raise_alert(store, desk)
    assert len(alerts(store)) == 1


def test_an_alert_of_each_operator_is_their_own(store: Store, desk: Desk, counsellor: Desk) -> None:
    raise_alert(store, desk)
    raise_alert(store, counsellor)
    assert [alert.operator for alert in alerts(store)] == [28, 25]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.COUNSELLOR, Role.ADMIN, Role.TRAINER])
def test_only_who_hears_it_takes_one(store: Store, desk: Desk, role: Role) -> None:
    raise_alert(store, desk)
    with pytest.raises(RuleBroken) as refused:
        take_alert(store, replace(desk, role=role), alerts(store)[0].id)
    assert refused.value.code == "permission.denied"
    assert len(alerts(store)) == 1


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMIN, Role.TRAINER])
def test_who_takes_no_calls_raises_none(store: Store, desk: Desk, role: Role) -> None:
    with pytest.raises(RuleBroken):
        raise_alert(store, replace(desk, role=role))
    assert alerts(store) == ()
