"""Calls that we have asked for and of which nothing comes: they are forgotten, and make no call of themselves."""

from __future__ import annotations

import pytest

from models.records.catalogue import Line
from sync.server.ami.message import Message
from sync.server.asterisk.model import Model
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.world import COMES_WITHIN, MOST_DIALLED, Dialled

PLAN = PbxPlan(queues=(("81890", Line.GENERAL),))
BEGUN = 1795460000.0


def ask(model: Model, number: int) -> str:
    leg = f"hotline-general-8001-{number:05}"
    model.dialled(Dialled(id=leg, operator=8001, extension="8001", number="13800000001", line=Line.GENERAL, case=""))
    return leg


def hear(model: Model, at: float) -> None:
    model.hear(Message((("Event", "Hangup"), ("Uniqueid", "nobody"), ("Timestamp", f"{at:.6f}"))))


def test_however_many_are_never_answered_only_the_last_are_expected() -> None:
    model = Model(PLAN)
    hear(model, BEGUN)
    legs = [ask(model, number) for number in range(MOST_DIALLED + 100)]
    assert list(model.world.dialled) == legs[-MOST_DIALLED:]


@pytest.mark.parametrize(("later", "ended"), [(COMES_WITHIN - 1, 1), (COMES_WITHIN + 1, 0)])
def test_a_call_of_which_nothing_came_for_long_is_not_doubtful_when_the_link_is_lost(later: float, ended: int) -> None:
    model = Model(PLAN)
    hear(model, BEGUN)
    ask(model, 1)
    hear(model, BEGUN + later)
    model.lost()
    assert len(model.reconcile((), (), BEGUN + later + 5).calls) == ended
    assert model.world.dialled == {}


def test_what_is_old_goes_with_the_next_that_is_asked_for() -> None:
    model = Model(PLAN)
    hear(model, BEGUN)
    ask(model, 1)
    hear(model, BEGUN + COMES_WITHIN + 1)
    newer = ask(model, 2)
    assert list(model.world.dialled) == [newer]
