from __future__ import annotations

from datetime import timedelta

import pytest

from models.records.case import WorkList
from models.records.journal import Acknowledge, Body, Cancel, Complain, Dispatch, Merge, OnSite, WorkDone
from models.rules.deadlines import next_deadline
from models.rules.work import work_list
from tests.models.rules.journals import MORNING, PARTNER, accept, profile, state_of

SENT = Dispatch(partner="P001", name=PARTNER)
COMPLAINT = Complain(text="墙面粗糙", partner="P001", name=PARTNER)


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ((accept(),), WorkList.TO_DISPATCH),
        ((accept(), SENT), WorkList.AWAITING_FEEDBACK),
        ((accept(), SENT, Acknowledge()), WorkList.AWAITING_FEEDBACK),
        ((accept(), SENT, OnSite()), WorkList.AWAITING_FEEDBACK),
        ((accept(), SENT, WorkDone(), COMPLAINT), WorkList.AWAITING_FEEDBACK),
        ((accept(), SENT, WorkDone()), WorkList.CALLBACKS_DUE),
        ((accept(), Cancel()), None),
        ((accept(), Merge(into="case-2", into_no="1124-28-002")), None),
    ],
)
def test_where_a_case_stands_in_time_and_late(bodies: tuple[Body, ...], expected: WorkList | None) -> None:
    state = state_of(*bodies)
    deadline = next_deadline(state, profile(), "street")
    listed = frozenset() if expected is None else frozenset((expected,))
    assert work_list(state, deadline, MORNING) == listed
    assert work_list(state, None, MORNING) == listed
    late = listed | {WorkList.OVERDUE} if listed else listed
    assert work_list(state, deadline, MORNING + timedelta(days=30)) == late
