"""Who works again first, of those who are left out for the hour alone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.records.base import CHINA
from models.records.partner import Match, PartnerExclusion, Reason, Why
from models.rules.hours import covers
from models.rules.reopening import next_opening, reopening
from resources.demo import load_partners

PARTNER = load_partners()[0]
FRIDAY_NIGHT = datetime(2026, 11, 20, 23, 30, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("hours", "days", "opens"),
    [
        (("07:00-20:00",), "1234567", datetime(2026, 11, 21, 7, tzinfo=CHINA)),
        (("08:00-12:00", "14:00-18:00"), "12345", datetime(2026, 11, 23, 8, tzinfo=CHINA)),
        (("23:40-02:00",), "5", datetime(2026, 11, 20, 23, 40, tzinfo=CHINA)),
        (("23:30-02:00",), "5", datetime(2026, 11, 27, 23, 30, tzinfo=CHINA)),
        (("at times",), "1234567", None),
        (("07:00-20:00",), "", None),
    ],
)
def test_the_next_opening(hours: tuple[str, ...], days: str, opens: datetime | None) -> None:
    assert next_opening(replace(PARTNER, hours=hours, days=days), FRIDAY_NIGHT) == opens


@given(
    minutes=st.integers(0, 7 * 24 * 60),
    days=st.sets(st.sampled_from("1234567"), min_size=1).map("".join),
    start=st.integers(0, 22),
)
def test_what_opens_is_open_then(minutes: int, days: str, start: int) -> None:
    partner = replace(PARTNER, hours=(f"{start:02d}:00-{start + 1:02d}:00",), days=days)
    at = FRIDAY_NIGHT + timedelta(minutes=minutes)
    opens = next_opening(partner, at)
    assert opens is not None
    assert at < opens <= at + timedelta(days=8)
    assert covers(partner.hours, partner.days, opens)


def out(code: str, hours: str, *reasons: Why, satisfied: int = 0) -> PartnerExclusion:
    partner = replace(PARTNER, code=code, hours=(hours,), days="1234567", satisfied=satisfied)
    return PartnerExclusion(partner=partner, reasons=tuple(Reason(why=why) for why in reasons))


def test_only_those_whom_nothing_but_the_hour_keeps_away_count() -> None:
    excluded = (
        out("P1", "06:00-20:00", Why.CARD_RED, Why.OFF_HOURS),
        out("P2", "07:00-20:00", Why.OFF_HOURS, satisfied=3),
        out("P3", "07:00-20:00", Why.OFF_HOURS, satisfied=9),
        out("P4", "08:00-20:00", Why.OFF_HOURS),
    )
    found = reopening(Match(item="C03-03", district="", picks=(), excluded=excluded), FRIDAY_NIGHT)
    assert found is not None
    assert (found.partner.code, found.count, found.at[11:16]) == ("P3", 3, "07:00")


def test_nobody_opens_where_all_are_kept_away_by_more() -> None:
    match = Match(item="C03-03", district="", picks=(), excluded=(out("P1", "06:00-20:00", Why.CARD_RED, Why.OFF_HOURS),))
    assert reopening(match, FRIDAY_NIGHT) is None
