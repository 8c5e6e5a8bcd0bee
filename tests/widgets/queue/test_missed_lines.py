"""A missed call as a line of the queue's pane: how long it waited, that it was brief, or that it was lost when put through."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from models.records.base import CHINA
from models.records.call import EndReason, MissedRow
from models.records.catalogue import Line
from widgets.base.theme import Tone
from widgets.queue.lines import missed_line

AT = "2026-11-24T09:00:00+08:00"


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
    (mark,) = missed_line(missed, datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)).right
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
    (mark,) = missed_line(tried, datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)).marks
    assert mark.text == said
