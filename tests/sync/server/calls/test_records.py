"""Every call comes into the store, once at its answer and once at its end, whatever the database does and however often we restart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select, text
from structlog.testing import capture_logs

from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.catalogue import Line
from models.records.effects import CallRecord, decode_content
from models.records.feed import Cursor, FeedRow
from models.store.clock import SettableClock
from models.store.envelope import intact
from models.tables.centre import EnrolledDevice, Feed
from sync.protocol.messages import Pull
from sync.protocol.problems import Code
from sync.server.calls import records as module
from sync.server.calls.board import Board
from sync.server.calls.records import Records, unfinished
from sync.server.calls.switch import Happening
from sync.server.centre import Centre
from sync.server.pull import pull
from sync.server.push import push
from sync.server.refusal import Refusal
from sync.server.seals import SealKey
from tests.support.desks import signed_in

NOW = "2026-11-24T09:00:00.000+08:00"
RANG = CallRow(id="a", direction=Direction.IN, number="0577 6555 0001", line=Line.GENERAL, state=CallState.ALERTING, queued_at=NOW)
TALKS = replace(RANG, state=CallState.CONNECTED, answered_at=NOW, operator=28)
ENDED = replace(TALKS, state=CallState.ENDED, ended_at=NOW, reason=EndReason.CALLER, recording="a.wav", muted=True)
GAVE_UP = replace(RANG, id="b", state=CallState.ENDED, ended_at=NOW, reason=EndReason.ABANDONED, number="anonymous")


async def no_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    return work(*arguments)


def written(centre: Centre, *calls: tuple[CallRow, dict[str, CallRow]], most: int = module.MOST, tell: Any = None) -> Records:
    """Have calls written by a gateway that begins and ends; return its records."""
    made = Records(centre, no_thread, tell or (lambda heads: None), most=most)

    async def whole() -> None:
        for call, before in calls:
            made.keep((call,), before)
        await made.write_last()

    asyncio.run(whole())
    return made


def rows(centre: Centre, stream: str = "centre/ruian") -> list[FeedRow]:
    lines = centre.database.ask(lambda c: c.scalars(select(Feed.line).where(Feed.stream == stream).order_by(Feed.seq)).all())
    return [msgspec.json.decode(line, type=FeedRow) for line in lines]


def calls_in(centre: Centre, stream: str = "centre/ruian") -> list[CallRow]:
    contents = [decode_content(row.operation.body) for row in rows(centre, stream)]
    return [content.call for content in contents if isinstance(content, CallRecord)]


def test_a_call_is_written_when_it_is_answered_and_when_it_ends_by_the_centre_itself(centre: Centre) -> None:
    told: list[dict[str, int]] = []
    calls = ((RANG, {}), (TALKS, {"a": RANG}), (replace(TALKS, state=CallState.HELD), {"a": TALKS}), (ENDED, {"a": TALKS}), (GAVE_UP, {}))
    assert written(centre, *calls, tell=told.append).waiting == 0
    found = calls_in(centre)
    assert [(call.id, call.state) for call in found] == [("a", CallState.CONNECTED), ("a", CallState.ENDED), ("b", CallState.ENDED)]
    assert [call.number for call in found] == ["057765550001", "057765550001", ""]
    assert (found[1].recording, found[1].muted, found[1].operator, found[1].reason) == ("a.wav", False, 28, EndReason.CALLER)
    assert told == [{"centre/ruian": 3}]
    public = centre.database.ask(lambda c: c.scalar(select(EnrolledDevice.public_key).where(EnrolledDevice.desk == 0)))
    assert all(intact(row.operation, SealKey(str(public))) and row.operation.actor == "usr_0" for row in rows(centre))


def test_an_operator_pulls_them_and_the_psychology_line_stays_among_its_readers(centre: Centre) -> None:
    written(centre, (GAVE_UP, {}), (replace(GAVE_UP, id="c", line=Line.PSYCHOLOGY), {}))
    assert [call.id for call in calls_in(centre, "line/psychology")] == ["c"]
    assert [call.id for call in calls_in(centre)] == ["b"]
    _, operator = signed_in(centre, 28)
    assert "line/psychology" not in operator.reads
    page = pull(centre, operator, Pull(epoch=centre.epoch, cursors={"centre/ruian": Cursor()}))
    assert b'"call.record"' in page


def test_another_gateway_writes_nothing_twice_and_goes_on_behind_the_last(centre: Centre) -> None:
    written(centre, (TALKS, {}))
    written(centre, (TALKS, {}), (ENDED, {}), (GAVE_UP, {}))
    written(centre, (TALKS, {}), (ENDED, {}), (GAVE_UP, {}))
    assert [(call.id, call.state) for call in calls_in(centre)] == [
        ("a", CallState.CONNECTED),
        ("a", CallState.ENDED),
        ("b", CallState.ENDED),
    ]
    numbers = [row.operation.dseq for row in rows(centre)]
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_the_first_word_on_how_a_call_ended_is_kept(centre: Centre) -> None:
    written(centre, (ENDED, {}), (replace(ENDED, reason=EndReason.LINK_LOST), {}))
    assert [call.reason for call in calls_in(centre)] == [EndReason.CALLER]


def test_what_an_earlier_gateway_saw_begin_is_known(centre: Centre) -> None:
    written(centre, (TALKS, {}), (GAVE_UP, {}), (replace(TALKS, id="d"), {}), (replace(ENDED, id="d"), {}))
    assert [call.id for call in unfinished(centre)] == ["a"]


def test_a_desk_that_pushes_meanwhile_is_not_in_the_way(centre: Centre) -> None:
    desk, caller = signed_in(centre, 28)
    push(centre, caller, [desk.accept()])
    written(centre, (ENDED, {}))
    push(centre, caller, [desk.accept()])
    assert [row.operation.type for row in rows(centre)] == ["case.accept", "call.record", "case.accept"]


class Away:
    """A database that is away for so many requests."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.asked = 0

    async def run(self, work: Callable[..., Any], *arguments: Any) -> Any:
        self.asked += 1
        if self.asked <= self.times:
            raise Refusal(Code.TRY_LATER, retry_after=1.0)
        return work(*arguments)


def test_while_the_database_is_away_it_is_tried_again_ever_less_often(centre: Centre) -> None:
    pauses: list[float] = []
    away = Away(7)

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async def whole() -> None:
        made = Records(centre, away.run, lambda heads: None, sleep)
        made.keep((GAVE_UP,), {})
        task = asyncio.ensure_future(made.write_on())
        async with asyncio.timeout(60):
            while made.waiting:
                await asyncio.sleep(0)
        task.cancel()

    asyncio.run(whole())
    assert pauses == [1, 2, 4, 8, 15, 15, 15]
    assert [call.id for call in calls_in(centre)] == ["b"]


def test_what_waits_at_the_end_for_a_database_that_is_away_is_said_to_be_lost(centre: Centre) -> None:
    made = Records(centre, Away(9).run, lambda heads: None)
    made.keep((GAVE_UP, ENDED), {})
    with capture_logs() as logged:
        asyncio.run(made.write_last())
    assert made.lost == 2
    assert logged == [{"event": "records of calls given up", "records": 2, "log_level": "error"}]


def test_memory_is_bounded_and_what_is_given_up_is_counted(centre: Centre) -> None:
    with capture_logs() as logged:
        made = written(centre, *((replace(GAVE_UP, id=str(place)), {}) for place in range(5)), most=3)
    assert made.lost == 2
    assert logged == [{"event": "records of calls given up", "records": 1, "log_level": "error"}] * 2
    assert [call.id for call in calls_in(centre)] == ["2", "3", "4"]


def test_one_that_the_database_will_never_take_keeps_none_of_the_others_out(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = module._told

    def picky(*arguments: Any) -> Any:
        if arguments[-1].id == "bad":
            raise ValueError("王先生")
        return told(*arguments)

    monkeypatch.setattr(module, "_told", picky)
    made = written(centre, (GAVE_UP, {}), (replace(GAVE_UP, id="bad"), {}), (ENDED, {}))
    assert (made.lost, [call.id for call in calls_in(centre)]) == (1, ["b", "a"])
    assert "王先生" not in capsys.readouterr().out


def test_a_commit_whose_answer_was_lost_is_not_written_again(centre: Centre) -> None:
    class Lost:
        first = True

        async def run(self, work: Callable[..., Any], *arguments: Any) -> Any:
            done = work(*arguments)
            if self.first:
                self.first = False
                raise Refusal(Code.TRY_LATER)
            return done

    async def whole() -> None:
        made = Records(centre, Lost().run, lambda heads: None)
        made.keep((ENDED,), {})
        await made.write_last()
        assert made.waiting == 1
        await made.write_last()
        assert made.waiting == 0

    asyncio.run(whole())
    assert len(calls_in(centre)) == 1
    assert centre.database.ask(lambda c: c.scalar(text("SELECT count(*) FROM op WHERE entity_id = 'a'"))) == 1


def test_times_are_those_of_the_call(centre: Centre, clock: SettableClock) -> None:
    written(centre, (ENDED, {}))
    (call,) = calls_in(centre)
    assert (call.queued_at, call.answered_at, call.ended_at) == (NOW, NOW, NOW)


def test_a_call_that_was_of_the_psychology_line_is_written_down_there_wherever_it_went_on(centre: Centre) -> None:
    board, steps = Board("run", lambda: NOW, frozenset()), []
    for call in (replace(RANG, line=Line.PSYCHOLOGY, state=CallState.QUEUED), RANG, TALKS, ENDED):
        before = dict(board.calls)
        delta = board.take(Happening(calls=(call,), whole=not board.linked))
        assert delta is not None
        steps += [(told, before) for told in delta.calls]
    written(centre, *steps)
    assert calls_in(centre) == []
    assert [call.line for call in calls_in(centre, "line/psychology")] == [Line.PSYCHOLOGY] * 2


def test_the_end_of_a_call_of_the_psychology_line_is_written_there_by_a_gateway_that_knows_it_no_more(centre: Centre) -> None:
    written(centre, (replace(TALKS, line=Line.PSYCHOLOGY), {}))
    written(centre, (ENDED, {}), (replace(GAVE_UP, id="c"), {}))
    assert [call.id for call in calls_in(centre)] == ["c"]
    assert [call.state for call in calls_in(centre, "line/psychology")] == [CallState.CONNECTED, CallState.ENDED]
