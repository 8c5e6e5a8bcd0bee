"""A caution is timed: it lapses by itself unless somebody looks at it again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.commands.caller import flag_person, save_person
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.operation import Desk
from models.repositories import caller as callers
from models.rules.flags import GRACE, lapsed, timed
from models.store.store import Store


@given(st.sampled_from(FlagKind), st.dates(max_value=date(9999, 1, 1)), st.integers(-60, 60))
def test_only_a_caution_lapses_and_exactly_after_its_grace(kind: FlagKind, review: date, days: int) -> None:
    flag = timed(Flag(kind=kind, note="", review_on=review.isoformat()))
    assert timed(flag) == flag
    try:
        today = review + GRACE + timedelta(days=days)
    except OverflowError:
        return
    assert lapsed(flag, today) is (kind is FlagKind.CAUTION and days >= 0)


@pytest.mark.parametrize("review_on", ["", "soon", "2027-02-30", "9999-12-31"])
def test_a_review_day_that_is_none_times_nothing(review_on: str) -> None:
    flag = Flag(kind=FlagKind.CAUTION, note="", review_on=review_on)
    assert timed(flag) == flag
    assert not lapsed(flag, date(2100, 1, 1))


def test_the_command_times_a_caution_and_leaves_what_was_chosen(store: Store, desk: Desk) -> None:
    _, person = save_person(store, desk, PersonRow(id="", name="某人", numbers=("057765550001",)))
    flag_person(store, desk, person, Flag(kind=FlagKind.CAUTION, note="辱骂", review_on="2027-01-01"))
    flag_person(store, desk, person, Flag(kind=FlagKind.CARE, note="独居", review_on="2027-01-01"))
    found = callers.person(store, person)
    assert found is not None
    assert {flag.kind: flag.until for flag in found.flags} == {FlagKind.CAUTION: "2027-01-31", FlagKind.CARE: ""}
    flag_person(store, desk, person, Flag(kind=FlagKind.CAUTION, note="辱骂", review_on="2027-01-01", until="2027-01-02"))
    found = callers.person(store, person)
    assert found is not None
    assert {flag.kind: flag.until for flag in found.flags}[FlagKind.CAUTION] == "2027-01-02"
    flag_person(store, desk, person, found.flags[-1], lifted=True)
    found = callers.person(store, person)
    assert found is not None
    assert [flag.kind for flag in found.flags] == [FlagKind.CARE]
