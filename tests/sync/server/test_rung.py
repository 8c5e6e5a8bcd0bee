"""The id of a call is in everybody's sight; what is said of it stays with those who may say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.catalogue import Line
from models.records.effects import CallPlayed, CallRecord, CallSettled, Content
from models.records.operation import Entity
from sync.server import rung
from sync.server.calls.records import write
from sync.server.centre import Centre
from sync.server.push import push
from sync.server.speech import speech_of
from tests.support.desks import WALL, signed_in

MISSED = CallRow(
    id="call",
    direction=Direction.IN,
    number="13800001234",
    line=Line.PSYCHOLOGY,
    state=CallState.ENDED,
    queued_at=WALL,
    ended_at=WALL,
    reason=EndReason.ABANDONED,
)
GENERAL = replace(MISSED, line=Line.GENERAL)
CALL = Entity(type="call", id="call")

Told = list[tuple[str, str, str]]


def told(centre: Centre, number: int, contents: Sequence[Content]) -> Told:
    """Return outcome, problem and stream of what an operator says of the call."""
    desk, caller = signed_in(centre, number)
    results = push(centre, caller, [desk.make(content, CALL) for content in contents]).results
    return [(found.outcome.value, found.problem, found.stream) for found in results]


def said(line: Line) -> tuple[Content, Content]:
    return CallSettled(call="call", line=line, reason="打错了"), CallPlayed(call="call", line=line, recording="a.wav")


def by_the_centre(centre: Centre) -> None:
    write(centre, [("op_rang", MISSED)])


def by_a_counsellor(centre: Centre) -> None:
    assert told(centre, 14, [CallRecord(call=MISSED)]) == [("applied", "", "line/psychology")]


@pytest.mark.parametrize("rings", [by_the_centre, by_a_counsellor])
def test_nobody_takes_a_sealed_call_to_another_line(centre: Centre, rings: Callable[[Centre], None]) -> None:
    rings(centre)
    for number in (28, 14):
        refused = ("rejected", "not-allowed", f"me/{number}")
        assert told(centre, number, [*said(Line.GENERAL), CallRecord(call=GENERAL)]) == [refused] * 3
    assert told(centre, 14, [said(Line.PSYCHOLOGY)[0]]) == [("applied", "", "line/psychology")]


@pytest.mark.parametrize("line", [Line.GENERAL, Line.PSYCHOLOGY])
def test_a_call_that_the_centre_wrote_down_is_written_by_nobody_else(centre: Centre, line: Line) -> None:
    write(centre, [("op_answered", replace(MISSED, line=line))])
    for number in (28, 14):
        assert told(centre, number, [CallRecord(call=replace(MISSED, line=line))]) == [("rejected", "not-allowed", f"me/{number}")]
    stream = "line/psychology" if line is Line.PSYCHOLOGY else "centre/ruian"
    assert write(centre, [("op_ended", replace(MISSED, line=line))]).keys() == {stream}


@pytest.mark.parametrize("order", [list, reversed])
def test_a_call_with_rows_of_the_centre_in_both_streams_is_sealed_in_whichever_order_they_are_read(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, order: Callable[[list[Any]], Iterable[Any]]
) -> None:
    write(centre, [("op_answered", replace(GENERAL, answered_at=WALL))])
    write(centre, [("op_ended", MISSED)])

    def select(connection: Connection, query: str, ids: list[str]) -> list[Any]:
        return list(order(speech_of(connection).select(connection, query, ids)))

    monkeypatch.setattr(rung, "speech_of", lambda _connection: SimpleNamespace(select=select))
    assert told(centre, 28, [said(Line.GENERAL)[0]]) == [("rejected", "not-allowed", "me/28")]
    assert told(centre, 14, [said(Line.PSYCHOLOGY)[0]]) == [("applied", "", "line/psychology")]


def test_a_call_of_the_centre_is_settled_by_whoever_reads_it(centre: Centre) -> None:
    write(centre, [("op_rang", GENERAL)])
    assert told(centre, 28, [said(Line.GENERAL)[0]]) == [("applied", "", "centre/ruian")]


def test_what_was_said_beforehand_keeps_no_true_record_out(centre: Centre) -> None:
    assert told(centre, 28, [CallRecord(call=GENERAL), CallRecord(call=MISSED)]) == [
        ("applied", "", "centre/ruian"),
        ("applied", "", "me/28"),
    ]
    by_a_counsellor(centre)
    assert write(centre, [("op_rang", MISSED)]).keys() == {"line/psychology"}


def test_before_a_call_is_known_it_is_neither_settled_nor_played_outside_its_line(centre: Centre) -> None:
    refused = ("rejected", "not-allowed", "me/28")
    assert told(centre, 28, said(Line.GENERAL)) == [refused] * 2
    assert told(centre, 14, [CallPlayed(call="call", line=Line.GENERAL, recording="a.wav")]) == [("rejected", "not-allowed", "me/14")]
    by_the_centre(centre)
    assert told(centre, 28, said(Line.GENERAL)) == [refused] * 2
    assert told(centre, 14, [said(Line.PSYCHOLOGY)[0]]) == [("applied", "", "line/psychology")]


def test_a_call_that_a_desk_tells_of_is_settled_in_the_same_push_and_in_the_next(centre: Centre) -> None:
    taken = ("applied", "", "centre/ruian")
    assert told(centre, 28, [CallRecord(call=GENERAL), said(Line.GENERAL)[0]]) == [taken] * 2
    assert told(centre, 28, [said(Line.GENERAL)[0]]) == [taken]


def test_a_call_that_only_its_teller_may_know_of_is_known_to_nobody_else(centre: Centre) -> None:
    assert told(centre, 28, [CallRecord(call=MISSED), said(Line.GENERAL)[0]]) == [
        ("applied", "", "me/28"),
        ("rejected", "not-allowed", "me/28"),
    ]
