"""The shipped profiles against the figures that the standards fix."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.records.base import CHINA
from models.records.case import DeadlineKind
from models.records.profile import DeadlineRule, Profile
from models.rules.deadlines import promise
from tests.models.rules.journals import profile

RULES = [name for name in Profile.__struct_fields__ if isinstance(getattr(profile(), name), DeadlineRule)]


@pytest.mark.parametrize("code", ["standard", "household"])
def test_every_rule_of_a_shipped_profile_can_be_counted(code: str) -> None:
    shipped = profile(code)
    assert shipped.code == code
    assert shipped.name.zh
    assert shipped.name.en
    assert shipped.source.zh
    assert shipped.source.en
    assert len(RULES) == 11
    for name in RULES:
        promise(DeadlineKind.FEEDBACK, getattr(shipped, name), datetime(2026, 11, 24, 9, tzinfo=CHINA), shipped)


def test_the_standard_profile_keeps_the_published_figures() -> None:
    shipped = profile("standard")
    assert shipped.answer_seconds == 15
    assert shipped.on_site == {"street": 45, "town": 90, "township": 120}
    assert (shipped.acknowledge_unit.days, shipped.feedback_consultation.days, shipped.feedback_unit.days) == (1, 2, 5)


def test_the_household_profile_is_nowhere_slower() -> None:
    standard, household = profile("standard"), profile("household")
    for name in RULES:
        slow, quick = getattr(standard, name), getattr(household, name)
        assert (quick.days, quick.minutes) <= (slow.days, slow.minutes), name
    assert all(household.on_site[kind] <= minutes for kind, minutes in standard.on_site.items())


@pytest.mark.parametrize("code", ["standard", "household"])
def test_the_figures_by_which_departments_are_watched_can_be_counted(code: str) -> None:
    shipped = profile(code)
    for rule in (shipped.units.objection, shipped.units.decide_return):
        promise(DeadlineKind.DECIDE_RETURN, rule, datetime(2026, 11, 24, 9, tzinfo=CHINA), shipped)
    assert shipped.units.chase_before > 0
    assert shipped.units.bulletin_after > 0
    assert shipped.units.chase_before <= profile("standard").units.chase_before
    assert shipped.units.bulletin_after <= profile("standard").units.bulletin_after
