"""The adapter of Asterisk where only a part of an order was carried out: nobody sits, or is on a break, in one queue of two."""

from __future__ import annotations

import pytest

from models.records.call import OperatorState, Refusal, Verb
from models.records.catalogue import Line
from tests.support.desk_of_pbx import DeskOfPbx, tell
from tests.support.pbx.queues import Queue

BOTH = (Line.GENERAL, Line.PSYCHOLOGY)
PHONE = "PJSIP/8001"


def queues(desk: DeskOfPbx) -> dict[str, Queue]:
    return desk.pbx.calls.queues


def sits_in(desk: DeskOfPbx) -> list[str]:
    return [name for name, queue in queues(desk).items() if PHONE in queue.members]


def test_a_login_that_one_queue_refuses_is_taken_back_and_comes_good_later(capsys: pytest.CaptureFixture[str]) -> None:
    async def story(desk: DeskOfPbx) -> None:
        queues(desk)["81891"].full = True
        assert await desk.order(Verb.LOGIN, lines=BOTH) is Refusal.FAILED
        await desk.sits(8001, OperatorState.LOGGED_OUT)
        assert sits_in(desk) == []
        queues(desk)["81891"].full = False
        assert await desk.order(Verb.LOGIN, lines=BOTH) is None
        await desk.sits(8001, OperatorState.READY)
        assert sits_in(desk) == ["81890", "81891"]

    tell(story, login=False)
    assert "call system refuses" in capsys.readouterr().out


def test_who_cannot_sit_at_another_telephone_sits_where_they_sat(capsys: pytest.CaptureFixture[str]) -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.LOGIN) is None
        assert await desk.order(Verb.NOT_READY, reason="lunch") is None
        await desk.sits(8001, OperatorState.NOT_READY)
        queues(desk)["81891"].full = True
        assert await desk.order(Verb.LOGIN, extension="8002", lines=BOTH) is Refusal.FAILED
        seat = await desk.sits(8001, OperatorState.NOT_READY)
        assert (seat.extension, seat.reason) == ("8001", "lunch")
        assert list(queues(desk)["81890"].members) == [PHONE]

    tell(story, login=False)
    assert "call system refuses" in capsys.readouterr().out


@pytest.mark.parametrize("carried_out", [True, False], ids=["carried out", "not carried out"])
def test_a_login_that_a_lost_link_has_cut_is_completed_by_the_next(carried_out: bool) -> None:
    async def story(desk: DeskOfPbx) -> None:
        cut = desk.pbx.faults.cut_after if carried_out else desk.pbx.faults.cut_before
        assert await desk.order(Verb.LOGIN) is None
        await desk.sits(8001, OperatorState.READY)
        cut.add("QueueAdd")
        assert await desk.order(Verb.LOGIN, lines=BOTH) is Refusal.FAILED
        cut.clear()
        await desk.linked()
        assert await desk.order(Verb.LOGIN, lines=BOTH) is None
        assert sits_in(desk) == ["81890", "81891"]
        assert await desk.order(Verb.LOGIN, lines=BOTH) is None
        assert desk.seats[8001][-1].state is OperatorState.READY

    tell(story, login=False)


def test_a_break_whose_answer_is_lost_holds_in_every_queue() -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.LOGIN, lines=BOTH) is None
        await desk.until(lambda: len(sits_in(desk)) == 2)
        desk.pbx.faults.cut_after.add("QueuePause")
        assert await desk.order(Verb.NOT_READY, reason="lunch") is Refusal.FAILED
        desk.pbx.faults.cut_after.clear()
        await desk.linked()
        assert (await desk.sits(8001, OperatorState.NOT_READY)).reason == "lunch"
        assert [queue.members[PHONE].reason for queue in queues(desk).values()] == ["lunch", "lunch"]
        assert await desk.order(Verb.READY) is None
        await desk.sits(8001, OperatorState.READY)
        assert not any(queue.members[PHONE].paused for queue in queues(desk).values())

    tell(story, login=False)
