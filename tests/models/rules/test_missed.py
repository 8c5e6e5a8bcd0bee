"""Lines to ring back: no call is lost, none stands twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.records.base import CHINA
from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.catalogue import Line
from models.rules.missed import missed_rows, waited

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
calls = st.lists(
    st.builds(
        lambda number, line, minute, seconds, reason: CallRow(
            id="",
            direction=Direction.IN,
            number=number,
            line=line,
            state=CallState.ENDED,
            queued_at=(NINE + timedelta(minutes=minute)).isoformat(timespec="milliseconds"),
            ended_at=(NINE + timedelta(minutes=minute, seconds=seconds)).isoformat(timespec="milliseconds"),
            reason=reason,
        ),
        st.sampled_from(("057765550001", "057765550002", "")),
        st.sampled_from(Line),
        st.integers(0, 5),
        st.floats(0, 90),
        st.sampled_from((EndReason.ABANDONED, EndReason.NO_ANSWER)),
    ),
    max_size=12,
)


@given(calls)
def test_every_unanswered_call_is_in_exactly_one_line_and_every_number_in_one_of_each_hotline(found: list[CallRow]) -> None:
    named = [CallRow(**{**{name: getattr(call, name) for name in call.__struct_fields__}, "id": f"c{at}"}) for at, call in enumerate(found)]
    rows = missed_rows(named)
    assert sorted(call_id for row in rows for call_id in row.calls) == sorted(call.id for call in named)
    known = [(row.number, row.line) for row in rows if row.number]
    assert len(known) == len(set(known))
    assert all(len(row.calls) == 1 for row in rows if not row.number)
    by_id = {call.id: call for call in named}
    for row in rows:
        mine = [by_id[call_id] for call_id in row.calls]
        assert (row.since, row.last) == (min(call.queued_at for call in mine), max(call.queued_at for call in mine))
        assert row.waited == max(map(waited, mine))
        assert row.brief is all(waited(call) < 5 and call.reason is EndReason.ABANDONED for call in mine)
    assert [row.brief for row in rows] == sorted(row.brief for row in rows)
    assert missed_rows(reversed(named)) == rows
