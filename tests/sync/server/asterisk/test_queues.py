"""A PBX without a queue of one line: whoever logs in takes the calls of the others, and which line that is, is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs

from models.records.call import OperatorState, Refusal, Verb
from models.records.catalogue import Line
from sync.server.asterisk import switch as module
from tests.support.desk_of_pbx import DeskOfPbx, desk_of_pbx
from tests.support.pbx.queues import Queue
from tests.support.pbx.wire import ALL, User

GENERAL, PSYCHOLOGY = "81890", "81891"
BOTH = (Line.GENERAL, Line.PSYCHOLOGY)
MEMBER = "PJSIP/8001"


def told(story: Callable[[DeskOfPbx], Awaitable[None]]) -> list[str]:
    """Play a story; return the queues that the log says are missing, in its order."""

    async def played() -> None:
        async with desk_of_pbx(login=False) as desk:
            await story(desk)

    with capture_logs() as lines:
        asyncio.run(played())
    return [line["queue"] for line in lines if "lacks a queue" in line["event"]]


async def again(desk: DeskOfPbx) -> None:
    """The link is lost and comes back."""
    desk.pbx.cut()
    await desk.until(lambda: not desk.told[-1].link)
    await desk.linked()


def takes_away(desk: DeskOfPbx, *queues: str) -> list[Queue]:
    return [desk.pbx.calls.queues.pop(queue) for queue in queues]


def missing(desk: DeskOfPbx) -> tuple[Line, ...] | None:
    """Return the lines without a queue as they were told last."""
    return next(one.missing for one in reversed(desk.told) if one.missing is not None)


@pytest.mark.parametrize("known", [True, False], ids=["listed", "found out at the login"])
def test_who_logs_in_takes_the_calls_of_the_queues_that_are_there(known: bool) -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert missing(desk) == ()
        takes_away(desk, PSYCHOLOGY)
        if known:
            await again(desk)
            assert missing(desk) == (Line.PSYCHOLOGY,)
        assert await desk.order(Verb.LOGIN, lines=BOTH) is None
        await desk.sits(8001, OperatorState.READY)
        assert missing(desk) == (Line.PSYCHOLOGY,)
        assert list(desk.pbx.queue(GENERAL).members) == [MEMBER]
        assert await desk.order(Verb.LOGIN, lines=BOTH) is None  # and once more, as a console does that begins

    assert told(story) == [PSYCHOLOGY]


@pytest.mark.parametrize("known", [True, False], ids=["listed", "found out at the login"])
def test_without_any_queue_nobody_is_ready_and_that_is_why(known: bool) -> None:
    async def story(desk: DeskOfPbx) -> None:
        desk.pbx.queue("another house")
        takes_away(desk, GENERAL, PSYCHOLOGY)
        if known:
            await again(desk)
        for _ in range(2):
            assert await desk.order(Verb.LOGIN, lines=BOTH) is Refusal.NO_QUEUE
        assert desk.seats == {}
        assert missing(desk) == BOTH

    assert told(story) == [GENERAL, PSYCHOLOGY]


def test_the_last_queue_that_is_found_missing_gives_no_seat_up() -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.LOGIN, lines=(Line.GENERAL,)) is None
        await desk.sits(8001, OperatorState.READY)
        takes_away(desk, PSYCHOLOGY)
        assert await desk.order(Verb.LOGIN, lines=BOTH) is None
        assert list(desk.pbx.queue(GENERAL).members) == [MEMBER]

    assert told(story) == [PSYCHOLOGY]


def test_a_queue_that_is_there_again_is_noticed_without_a_new_link_and_entered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_AGAIN", 0.01)

    async def story(desk: DeskOfPbx) -> None:
        (queue,) = takes_away(desk, PSYCHOLOGY)
        await again(desk)
        assert await desk.order(Verb.LOGIN, lines=BOTH) is None
        assert await desk.order(Verb.NOT_READY, reason="lunch") is None
        desk.pbx.calls.queues[PSYCHOLOGY] = queue
        await desk.until(lambda: missing(desk) == ())
        assert await desk.order(Verb.LOGIN, lines=BOTH) is None
        assert [member.reason for member in queue.members.values()] == ["lunch"]

    assert told(story) == [PSYCHOLOGY]


def test_an_order_that_fails_elsewhere_is_taken_back_and_no_queue_is_called_missing() -> None:
    async def story(desk: DeskOfPbx) -> None:
        desk.pbx.users["gateway"] = User(desk.pbx.users["gateway"].secret, write=ALL - {"agent"})
        await again(desk)
        assert await desk.order(Verb.LOGIN, lines=BOTH) is Refusal.FAILED
        assert missing(desk) == ()

    assert told(story) == []


def test_what_the_pbx_says_when_it_refuses_is_logged_without_numbers() -> None:
    async def story() -> None:
        async with desk_of_pbx() as desk:
            desk.pbx.queue(PSYCHOLOGY).full = True
            desk.pbx.queue(PSYCHOLOGY).why = "No room for PJSIP/8001 (057765550101)"
            assert await desk.order(Verb.LOGIN, lines=BOTH) is Refusal.FAILED

    with capture_logs() as lines:
        asyncio.run(story())
    assert [line["why"] for line in lines if line["event"] == "call system refuses"] == ["No room for … …"]
