from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from models.records.base import CHINA, Text
from models.records.callback import Step
from models.records.case import CaseKind, CloseReason, DeadlineKind, Verification
from models.records.catalogue import HandlerKind
from models.records.failure import BadInput
from models.records.journal import (
    Acknowledge,
    Answer,
    Assign,
    Body,
    CallbackAnswer,
    Cancel,
    Close,
    Complain,
    Dispatch,
    Hotwire,
    Merge,
    OnSite,
    Reopen,
    Rework,
    Unmet,
    Verify,
    WorkDone,
)
from models.records.profile import DeadlineRule
from models.rules.deadlines import is_late, next_deadline, promise
from tests.models.rules.journals import MORNING, PARTNER, UNIT, accept, profile, state_of

STANDARD = profile()
SENT = Dispatch(partner="P001", name=PARTNER)
ASSIGNED = Assign(unit="D07", name=UNIT)
URGENT = accept(urgent=True)
DONE = CallbackAnswer(steps=((Step.DONE, True),), score=5)
COMPLAINT = Complain(text="墙面粗糙", partner="P001", name=PARTNER)


def after(minutes: int) -> str:
    return (MORNING + timedelta(minutes=minutes)).isoformat()


@pytest.mark.parametrize(
    ("bodies", "kind", "due"),
    [
        ((accept(),), DeadlineKind.DISPATCH, after(30)),
        ((URGENT,), DeadlineKind.DISPATCH, after(5)),
        ((accept(), SENT), DeadlineKind.ACKNOWLEDGE, after(1 + 15)),
        ((URGENT, SENT, Acknowledge()), DeadlineKind.ON_SITE, after(45)),
        ((URGENT, SENT, Acknowledge(eta=after(20))), DeadlineKind.ON_SITE, after(20)),
        ((URGENT, SENT, Acknowledge(eta=after(300))), DeadlineKind.ON_SITE, after(45)),
        ((accept(urgent=True, minutes_on_site=60), SENT, Acknowledge()), DeadlineKind.ON_SITE, after(60)),
        ((accept(), SENT, Acknowledge()), DeadlineKind.FEEDBACK, after(1 + 1440)),
        ((accept(), SENT, Acknowledge(eta=after(90))), DeadlineKind.ON_SITE, after(90)),
        ((accept(), SENT, Acknowledge(eta=after(9000))), DeadlineKind.ON_SITE, after(9000)),
        ((accept(), SENT, Acknowledge(eta="afternoon")), DeadlineKind.FEEDBACK, after(1 + 1440)),
        ((accept(), SENT, Acknowledge(), OnSite()), DeadlineKind.FEEDBACK, after(1 + 1440)),
        ((accept(), SENT, WorkDone()), DeadlineKind.CALLBACK, after(2 + 1440)),
        ((accept(), SENT, WorkDone(), Rework(reason="再漏")), DeadlineKind.ACKNOWLEDGE, after(3 + 15)),
        ((URGENT, SENT, WorkDone(), Rework(reason="再漏"), Acknowledge()), DeadlineKind.ON_SITE, after(3 + 45)),
        ((accept(), SENT, WorkDone(), Rework(reason="再漏", due=after(600)), Acknowledge()), DeadlineKind.ON_SITE, after(600)),
        (
            (accept(), SENT, WorkDone(), DONE, Close(reason=CloseReason.DONE, resolved=True), Reopen(reason="又漏")),
            DeadlineKind.DISPATCH,
            after(35),
        ),
    ],
)
def test_the_next_promise_in_minutes(bodies: tuple[Body, ...], kind: DeadlineKind, due: str) -> None:
    found = next_deadline(state_of(*bodies), STANDARD, "street")
    assert found is not None
    assert (found.kind, found.due, found.days, found.certain) == (kind, due, 0, True)


@pytest.mark.parametrize(
    ("bodies", "kind", "due", "days"),
    [
        ((accept(), ASSIGNED), DeadlineKind.ACKNOWLEDGE, "2026-11-25T17:30:00+08:00", 1),
        ((accept(handler_kind=HandlerKind.DEPARTMENT), ASSIGNED, Acknowledge()), DeadlineKind.FEEDBACK, "2026-12-01T17:30:00+08:00", 5),
        ((accept(handler_kind=HandlerKind.CONSULTATION), ASSIGNED, Acknowledge()), DeadlineKind.FEEDBACK, "2026-11-26T17:30:00+08:00", 2),
        ((accept(), SENT, WorkDone(), COMPLAINT), DeadlineKind.VERIFY, "2026-11-26T17:30:00+08:00", 2),
    ],
)
def test_the_next_promise_in_working_days(bodies: tuple[Body, ...], kind: DeadlineKind, due: str, days: int) -> None:
    found = next_deadline(state_of(*bodies), STANDARD, "street")
    assert found is not None
    assert (found.kind, found.due, found.days, found.certain) == (kind, due, days, True)


def test_a_unit_that_names_a_time_promises_feedback_by_then() -> None:
    state = state_of(accept(handler_kind=HandlerKind.DEPARTMENT), ASSIGNED, Acknowledge(eta=after(60)))
    found = next_deadline(state, STANDARD, "street")
    assert found is not None
    assert (found.kind, found.due) == (DeadlineKind.FEEDBACK, after(60))


@pytest.mark.parametrize(("kind", "minutes"), [("street", 45), ("town", 90), ("township", 120), ("", 45)])
def test_minutes_on_site_by_the_kind_of_district(kind: str, minutes: int) -> None:
    found = next_deadline(state_of(URGENT, SENT, Acknowledge()), STANDARD, kind)
    assert found is not None
    assert found.due == after(minutes)


@pytest.mark.parametrize(("eta", "due"), [("", after(1 + 1440)), (after(60), after(60)), (after(9000), after(1 + 1440))])
def test_an_emergency_without_minutes_keeps_the_earlier_of_feedback_and_named_time(eta: str, due: str) -> None:
    found = next_deadline(state_of(URGENT, SENT, Acknowledge(eta=eta)), replace(STANDARD, on_site={}), "street")
    assert found is not None
    assert found.due == due


@pytest.mark.parametrize(
    "bodies",
    [
        (accept(), Cancel()),
        (accept(), SENT, WorkDone(), DONE, Close(reason=CloseReason.DONE, resolved=True)),
        (accept(), Merge(into="case-2", into_no="1124-28-002")),
        (accept(), Answer(article="K01", title=PARTNER, version=1)),
        (accept(), Hotwire(number="110", name=PARTNER)),
        (accept(), Unmet(need="夜里叫车")),
    ],
)
def test_no_promise_where_nothing_is_left_to_do(bodies: tuple[Body, ...]) -> None:
    assert next_deadline(state_of(*bodies), STANDARD, "street") is None


def test_after_the_verdict_the_citizen_is_to_be_rung_back() -> None:
    verdict = Verify(verdict=Verification.VERIFIED, partner="P001", name=PARTNER, statement="承认", card="yellow")
    found = next_deadline(state_of(accept(kind=CaseKind.SERVICE), SENT, WorkDone(), COMPLAINT, verdict), STANDARD, "street")
    assert found is not None
    assert (found.kind, found.due) == (DeadlineKind.CALLBACK, after(4 + 1440))


def test_a_promise_into_a_year_without_a_notice_says_that_it_is_uncertain() -> None:
    found = promise(DeadlineKind.VERIFY, DeadlineRule(days=1), datetime(2090, 3, 6, 9, tzinfo=CHINA), STANDARD)
    assert not found.certain


def test_late_is_past_the_promise_and_no_promise_is_never_late() -> None:
    found = next_deadline(state_of(accept()), STANDARD, "street")
    assert not is_late(found, MORNING + timedelta(minutes=30))
    assert is_late(found, MORNING + timedelta(minutes=30, seconds=1))
    assert not is_late(None, MORNING)


@pytest.mark.parametrize(
    "rule", [DeadlineRule(), DeadlineRule(minutes=1, days=1), DeadlineRule(minutes=-5), DeadlineRule(minutes=-5, days=1)]
)
def test_a_profile_with_a_rule_that_says_nothing_or_two_things_is_refused(rule: DeadlineRule) -> None:
    with pytest.raises(BadInput, match=r"profile\.rule"):
        next_deadline(state_of(accept(item_name=Text("漏水"))), replace(STANDARD, dispatch=rule), "street")
