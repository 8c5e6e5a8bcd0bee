"""Calls that came and went while the link was lost are told by their number, once: to the desks, and to the administrator."""

from __future__ import annotations

import asyncio

import pytest

from models.records.call import CallState, Verb
from sync.server.ami.message import Message
from sync.server.asterisk.unseen import MOST, Counts
from tests.support.desk_of_pbx import PLAN, DeskOfPbx, tell
from tests.support.pbx.exchange import Channel

CITIZEN = "057765550101"


@pytest.mark.parametrize("unseen", [0, 2])
def test_who_gave_up_while_the_link_was_lost_stands_in_the_log(unseen: int, capsys: pytest.CaptureFixture[str]) -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.NOT_READY, reason="lunch") is None
        seen = desk.pbx.ring(CITIZEN, "81890")
        await desk.becomes(CallState.QUEUED)
        desk.pbx.hang_up(seen)
        await desk.becomes(CallState.ENDED)
        desk.pbx.faults.refuse = True
        desk.pbx.cut()
        await desk.until(lambda: not desk.told[-1].link)
        for _ in range(unseen):
            desk.pbx.hang_up(desk.pbx.ring(CITIZEN, "81890"))
        desk.pbx.faults.refuse = False
        await desk.linked()
        desk.pbx.cut()
        await desk.until(lambda: not desk.told[-1].link)
        await desk.linked()

        assert [(one.unseen.calls, one.unseen.gave_up) for one in desk.told if one.unseen] == ([(unseen, unseen)] if unseen else [])

    tell(story)
    told = [line for line in capsys.readouterr().out.splitlines() if "gave up unseen" in line]
    assert [f"callers={unseen}" in line for line in told] == ([True] if unseen else [])


async def lost(desk: DeskOfPbx) -> None:
    """The link is lost, and stays so until :func:`found`."""
    desk.pbx.faults.refuse = True
    desk.pbx.cut()
    await desk.until(lambda: not desk.told[-1].link)


async def found(desk: DeskOfPbx) -> tuple[int, int]:
    """The link is there again; return how many calls came and went unseen, and how many of them nobody answered."""
    desk.pbx.faults.refuse = False
    await desk.linked()
    unseen = desk.told[-1].unseen
    assert unseen is None or unseen.since <= unseen.until
    return (unseen.calls, unseen.gave_up) if unseen else (0, 0)


async def answered_unheard(desk: DeskOfPbx) -> Channel:
    """Somebody rings while nobody hears it, and is answered at 8001."""
    caller = desk.pbx.ring(CITIZEN, "81890")
    async with asyncio.timeout(20):
        while not desk.pbx.phone("8001").rings:
            await asyncio.sleep(0)
        desk.pbx.phone("8001").pick_up()
        while not desk.pbx.queue("81890").members["PJSIP/8001"].in_call:
            await asyncio.sleep(0)
    return caller


def test_a_call_that_was_answered_and_over_before_the_link_was_back_counts_too(capsys: pytest.CaptureFixture[str]) -> None:
    async def story(desk: DeskOfPbx) -> None:
        await lost(desk)
        desk.pbx.hang_up(await answered_unheard(desk))
        assert await found(desk) == (1, 0)

    tell(story)
    assert "came and went unseen" in capsys.readouterr().out


def test_a_call_that_was_known_and_ended_while_the_link_was_lost_is_none_that_nobody_saw() -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert (await desk.answered()).state is CallState.CONNECTED
        await lost(desk)
        desk.pbx.phone("8001").hang_up()
        assert await found(desk) == (0, 0)
        assert await desk.order(Verb.NOT_READY, reason="lunch") is None
        seen = desk.pbx.ring(CITIZEN, "81890")
        await desk.becomes(CallState.QUEUED)
        await lost(desk)
        desk.pbx.hang_up(seen)
        assert await found(desk) == (0, 0)

    tell(story)


def test_a_call_that_began_unheard_and_goes_on_is_known_from_then_on() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await lost(desk)
        caller = await answered_unheard(desk)
        assert await found(desk) == (0, 0)
        assert desk.call.state is CallState.CONNECTED
        await lost(desk)
        desk.pbx.hang_up(caller)
        assert await found(desk) == (0, 0)

    tell(story)


# --- the counting alone ---------------------------------------------------------------------------------------------------------------


def event(name: str, uid: str, **more: str) -> Message:
    return Message((("Event", name), ("Queue", "81890"), ("Uniqueid", uid), *more.items()))


def listed(abandoned: int, completed: int, queue: str = "81890") -> list[Message]:
    said = (("Event", "QueueParams"), ("Queue", queue), ("Abandoned", str(abandoned)), ("Completed", str(completed)))
    return [Message(said)]


def counts(*events: Message) -> Counts:
    """A link that begins with nothing counted, over which these events came."""
    made = Counts(PLAN)
    assert made.look(listed(0, 0), (), {}, {}) == (0, 0)
    for one in events:
        made.hear(one)
    return made


JOINED, GONE = event("QueueCallerJoin", "1"), event("QueueCallerAbandon", "1")


def test_what_was_told_is_not_counted_again() -> None:
    assert counts(JOINED, GONE).look(listed(1, 0), (), {}, {}) == (0, 0)
    assert counts(JOINED, event("AgentConnect", "1"), event("AgentComplete", "1")).look(listed(0, 1), (), {}, {}) == (0, 0)


def test_who_was_known_to_wait_is_one_of_those_who_were_counted() -> None:
    assert counts(JOINED).look(listed(3, 0), (), {"1": ""}, {}) == (2, 2)
    assert counts(JOINED).look(listed(0, 3), (), {"1": ""}, {}) == (2, 0)
    assert counts(JOINED).look(listed(3, 0), (), {"1": ""}, {"1": ""}) == (3, 3)


def test_who_was_known_to_speak_is_one_of_those_who_were_completed() -> None:
    assert counts(JOINED).look(listed(2, 3), (), {"1": "leg"}, {}) == (4, 2)
    assert counts(JOINED).look(listed(0, 1), (), {"1": "leg"}, {"1": "leg"}) == (1, 0)
    assert counts(JOINED).look(listed(0, 1), (), {"1": "leg"}, {"1": "another's"}) == (0, 0)


def test_who_left_the_queue_by_hanging_up_elsewhere_is_forgotten() -> None:
    assert counts(JOINED, event("Hangup", "1")).look(listed(1, 0), (), {}, {}) == (1, 1)


def test_what_ends_behind_the_list_is_counted_by_what_is_told_of_it() -> None:
    made = counts(JOINED)
    assert made.look(listed(0, 0), (GONE,), {"1": ""}, {}) == (0, 0)
    assert made.look(listed(1, 0), (), {}, {}) == (0, 0)


def test_counts_that_were_set_back_and_queues_of_others_count_nothing() -> None:
    made = counts(*[GONE] * 5)
    assert made.look(listed(2, 0), (), {}, {}) == (0, 0)
    assert made.look(listed(3, 0) + listed(9, 9, "another house"), (), {}, {}) == (1, 1)
    for garbled in ("", "-1", "many", "²"):
        assert made.look([Message((("Event", "QueueParams"), ("Queue", "81890"), ("Abandoned", garbled)))], (), {}, {}) == (0, 0)


def test_what_is_remembered_of_callers_is_bounded() -> None:
    made = counts(*(event("QueueCallerJoin", str(number)) for number in range(MOST + 50)))
    assert len(made._with) == MOST
