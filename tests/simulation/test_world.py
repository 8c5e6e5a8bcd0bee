"""The walking skeleton: two desks and a centre come to the same rows in their own time."""

from __future__ import annotations

from models.commands import case
from models.records.case import CaseKind
from tests.simulation.stage import PLUMBING
from tests.simulation.world import World


def test_desks_agree_when_nothing_is_in_the_way() -> None:
    with World(1) as world:
        world.network.weather.fair()
        world.play(5)
        for n in range(5):
            for seat in world.seats[:2]:
                case.accept(seat.store, seat.here, item_code=PLUMBING, kind=CaseKind.SERVICE, number="", text=f"{seat.name} {n}")
                seat.engine.wrote()
            world.play(1)
        world.play(5)
        found = [seat.store.read().exec_driver_sql('SELECT id, no, rev FROM "case" ORDER BY id').fetchall() for seat in world.seats]
        assert len(found[0]) == 10
        assert all(rows == found[0] for rows in found)
        assert [failure for seat in world.seats for failure in seat.failures] == []
