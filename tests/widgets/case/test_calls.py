"""The calls of a case as lines: what came of each, and their place among the entries."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from models.records.base import CHINA
from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.catalogue import Line as CallLine
from widgets.base.rows import Line
from widgets.case.calls import among, call_line

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=CHINA)


def at(seconds: int) -> str:
    return (NOW + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def a_call(**fields: Any) -> CallRow:
    call = CallRow(
        id="c", direction=Direction.OUT, number="057765550001", line=CallLine.GENERAL, state=CallState.ENDED, queued_at=at(0), operator=28
    )
    return replace(call, **fields)


@pytest.mark.parametrize(
    ("fields", "title", "detail"),
    [
        ({"answered_at": at(4), "ended_at": at(66), "reason": EndReason.OPERATOR}, "Rang Chen", "answered, talked 1:02"),
        ({"ended_at": at(9), "reason": EndReason.BUSY}, "Rang Chen", "line busy"),
        ({"ended_at": at(40), "reason": EndReason.NO_ANSWER}, "Rang Chen", "not answered"),
        ({"answered_at": at(4)}, "Rang Chen", "on the line"),
        ({}, "Rang Chen", "rings"),
        (
            {"direction": Direction.IN, "answered_at": at(4), "ended_at": at(5), "recording": "a/b.wav"},
            "Chen rang",
            "answered, talked 0:01 · recorded: a/b.wav",
        ),
        (
            {"answered_at": at(4), "ended_at": at(66), "reason": EndReason.TRANSFER, "party": "9001", "recording": "a"},
            "Rang Chen",
            "answered, talked 1:02 · put through to 9001 · recorded: a",
        ),
        (
            {"answered_at": at(4), "ended_at": at(66), "reason": EndReason.CALLER, "party": "13900002207"},
            "Rang Chen",
            "answered, talked 1:02 · 139****2207 took part",
        ),
        (
            {"answered_at": at(4), "ended_at": at(66), "reason": EndReason.NO_ANSWER, "party": "8002"},
            "Rang Chen",
            "answered, talked 1:02 · lost on the way to 8002",
        ),
        ({"ended_at": at(9), "reason": EndReason.BUSY, "party": "8002"}, "Rang Chen", "line busy"),
    ],
)
def test_a_call_says_who_was_rung_and_what_came_of_it(qtbot: QtBot, fields: dict[str, Any], title: str, detail: str) -> None:
    line = call_line(a_call(**fields), "Chen", plays=False, now=NOW)
    assert (line.title, line.subtitle, line.lead, line.right) == (title, detail, "No. 28", ())


def test_who_may_play_is_told_the_key_and_only_where_there_is_something_to_play(qtbot: QtBot) -> None:
    assert [mark.text for mark in call_line(a_call(recording="a"), "", plays=True, now=NOW).right] == ["Enter plays"]
    assert call_line(a_call(), "", plays=True, now=NOW).right == ()
    assert call_line(a_call(number=""), "", plays=False, now=NOW).title == "Rang Number withheld"
    assert call_line(a_call(), "", plays=False, now=NOW).title == "Rang 0577-6555 **01"


@given(st.lists(st.integers(0, 5), max_size=6), st.lists(st.tuples(st.integers(0, 5), st.sampled_from(Direction)), max_size=6))
def test_no_line_is_lost_and_of_one_moment_a_caller_comes_first_and_a_call_out_last(
    entries: list[int], calls: list[tuple[int, Direction]]
) -> None:
    written = [(at(second), Line(key=f"e{place}", title="")) for place, second in enumerate(sorted(entries))]
    rang = [
        (a_call(id=str(place), queued_at=at(second), direction=direction), Line(key=f"c{place}", title=""))
        for place, (second, direction) in enumerate(sorted(calls))
    ]
    keys = [line.key for line in among(written, rang)]
    assert sorted(keys) == sorted([line.key for _, line in written] + [line.key for _, line in rang])
    assert [key for key in keys if key[0] == "e"] == [line.key for _, line in written]
    assert [key for key in keys if key[0] == "c"] == [line.key for _, line in rang]
    for call, line in rang:
        for when, entry in written:
            if call.queued_at < when:
                assert keys.index(line.key) < keys.index(entry.key)
