"""One entry more is the same as reading the whole journal again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.records.callback import Attempt, Step
from models.records.case import CloseReason, Verification
from models.records.journal import (
    Accept,
    Acknowledge,
    Amend,
    Body,
    CallbackAnswer,
    CallbackAttempt,
    Close,
    Complain,
    Decline,
    Dispatch,
    Entry,
    Note,
    Reopen,
    Verify,
    WorkDone,
)
from models.records.outcome import Outcome
from models.rules.lifecycle import extended
from models.rules.outcome import state_of
from tests.models.rules.journals import PARTNER, accept, entry

BODIES = st.sampled_from(
    (
        accept(),
        Dispatch(partner="P001", name=PARTNER),
        Acknowledge(),
        Decline(reason="忙"),
        WorkDone(),
        CallbackAttempt(outcome=Attempt.NO_ANSWER),
        CallbackAnswer(steps=((Step.DONE, True),), score=5),
        Complain(text="粗糙", partner="P001", name=PARTNER),
        Verify(verdict=Verification.VERIFIED, partner="P001", name=PARTNER, statement="承认", card="yellow"),
        Close(reason=CloseReason.DONE, resolved=True),
        Reopen(reason="又漏"),
        Note(text="备注"),
        Amend(seen={"text": ""}, text="厨房"),
        Amend(seen={"text": "别的"}, text="阳台"),
    )
)
OUTCOMES = st.sampled_from((None, *Outcome))


@given(st.lists(st.tuples(BODIES, OUTCOMES), min_size=1, max_size=25))
def test_extending_is_folding(steps: list[tuple[Body, Outcome | None]]) -> None:
    """What comes before an acceptance is always rejected (``models.rules.outcome.decide``)."""
    journal: list[Entry] = []
    state = None
    for n, (body, outcome) in enumerate(steps, 1):
        early = state is None and not isinstance(body, Accept)
        journal.append(replace(entry(n, body), outcome=Outcome.REJECTED if early else outcome))
        state = extended(state, journal[-1])
        assert state == state_of(journal)
