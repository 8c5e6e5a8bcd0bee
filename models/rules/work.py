"""The lists of My work (我的事): in which of them a case stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from models.records.case import CaseState, Deadline, Stage, WorkList
from models.rules.deadlines import is_late
from models.rules.transitions import settled

_LISTS: Mapping[Stage, WorkList] = {
    Stage.ACCEPTED: WorkList.TO_DISPATCH,
    Stage.DISPATCHED: WorkList.AWAITING_FEEDBACK,
    Stage.ACKNOWLEDGED: WorkList.AWAITING_FEEDBACK,
    Stage.ON_SITE: WorkList.AWAITING_FEEDBACK,
    Stage.VERIFYING: WorkList.AWAITING_FEEDBACK,
    Stage.CALLBACK: WorkList.CALLBACKS_DUE,
}


def work_list(state: CaseState, deadline: Deadline | None, now: datetime) -> frozenset[WorkList]:
    """Return the lists that show a case at ``now`` (aware): one by its stage, and overdue too where its promise is past.

    Every open case stands in exactly one list by its next step, so that none can be forgotten; closed and merged ones stand in none. One
    that nobody has to be sent for waits for its closing, among those that are to be rung back.
    """
    mine = WorkList.CALLBACKS_DUE if settled(state) else _LISTS.get(state.stage)
    if mine is None:
        return frozenset()
    return frozenset((mine, WorkList.OVERDUE)) if is_late(deadline, now) else frozenset((mine,))
