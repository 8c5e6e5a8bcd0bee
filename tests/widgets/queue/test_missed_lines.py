"""A missed call as a line of the queue's pane: how long it waited, that it was brief, or that it was lost when put through."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from models.records.base import CHINA
from models.records.call import EndReason, MissedRow
from models.records.catalogue import Line
from widgets.base.theme import Tone
from widgets.queue.lines import missed_line

AT = "2026-11-24T09:00:00+08:00"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)


def row(waited: float = 3.0, **fields: Any) -> MissedRow:
    known: dict[str, Any] = {"brief": False, **fields}
    return MissedRow(number="057765550041", line=Line.GENERAL, calls=("a",), since=AT, last=AT, waited=waited, **known)


@pytest.mark.parametrize(
    ("missed", "said", "tone"),
    [
        (row(3.0), "waited 0:03", Tone.DUE),
        (row(3.0, brief=True), "gave up within 5 s", Tone.MUTED),
        (row(3.0, handed_on=True), "lost when put through", Tone.OVERDUE),
        (row(300.0, handed_on=True), "lost when put through", Tone.OVERDUE),
    ],
    ids=["waited", "brief", "handed on", "waited long and handed on"],
)
def test_how_a_call_was_missed_stands_at_the_right(missed: MissedRow, said: str, tone: Tone) -> None:
    (mark,) = missed_line(missed, NOW).right
    assert (mark.text, mark.tone) == (said, tone)


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (EndReason.NO_ANSWER, "No. 2 tried 09:10, nobody picked up"),
        (EndReason.BUSY, "No. 2 tried 09:10, line busy"),
        (EndReason.FAILED, "No. 2 tried 09:10, not reached"),
        (EndReason.INVALID, "No. 2 tried 09:10, not reached"),
        (EndReason.OPERATOR, "No. 2 tried 09:10"),
        (None, "No. 2 tried 09:10"),
    ],
)
def test_who_tried_is_told_with_what_came_of_it(end: EndReason | None, said: str) -> None:
    tried = row(tried_by=2, tried_at="2026-11-24T09:10:00+08:00", tried_end=end)
    assert missed_line(tried, NOW).subtitle == said


@pytest.mark.parametrize(
    ("rung_by", "said"), [(0, "Power line · No. 2 tried 09:10, nobody picked up"), (12, "Power line · No. 12 rings them")]
)
def test_what_became_of_it_since_stands_beneath_the_number_and_takes_no_room_from_it(rung_by: int, said: str) -> None:
    at = "2026-11-24T09:10:00+08:00"
    tried = replace(row(360.0, tried_by=2, tried_at=at, tried_end=EndReason.NO_ANSWER), calls=("a", "b"), line=Line.POWER)
    line = missed_line(tried, NOW, rung_by)
    assert (line.subtitle, [mark.text for mark in line.marks]) == (said, ["2 calls"])
