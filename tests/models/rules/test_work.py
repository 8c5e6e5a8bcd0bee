from __future__ import annotations

from datetime import timedelta

import pytest

from models.records.case import CloseReason, WorkList
from models.records.journal import (
    Acknowledge,
    Answer,
    Body,
    Cancel,
    Close,
    Complain,
    Decline,
    Dispatch,
    Hotwire,
    Merge,
    OnSite,
    Reopen,
    Unmet,
    WorkDone,
)
from models.rules.deadlines import next_deadline
from models.rules.work import work_list
from tests.models.rules.journals import MORNING, PARTNER, accept, profile, state_of

SENT = Dispatch(partner="P001", name=PARTNER)
ANSWERED = Close(reason=CloseReason.ANSWERED, resolved=True)
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
        ((accept(), Answer(article="K01", title=PARTNER, version=1)), WorkList.CALLBACKS_DUE),
        ((accept(), Hotwire(number="110", name=PARTNER)), WorkList.CALLBACKS_DUE),
        ((accept(), Unmet(need="夜里叫车")), WorkList.CALLBACKS_DUE),
        ((accept(), Unmet(need="夜里叫车"), SENT, Decline(reason="没空")), WorkList.TO_DISPATCH),
        ((accept(), Answer(article="K01", title=PARTNER, version=1), ANSWERED, Reopen(reason="没说清")), WorkList.TO_DISPATCH),
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
    late = listed | {WorkList.OVERDUE} if deadline is not None else listed
    assert work_list(state, deadline, MORNING + timedelta(days=30)) == late
