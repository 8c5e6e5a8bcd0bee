from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.records.base import CHINA, Text
from models.records.catalogue import HandlerKind, ItemRow, Line
from models.records.partner import Match, PartnerRow, PartnerStage, Why
from models.rules.matching import match
from resources.catalogue import load_items
from resources.demo import load_partners

MORNING = datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)
ANYANG = "330381001"
SINK = ItemRow(code="C03-03", category="C03", name=Text("水槽漏水"), line=Line.GENERAL, emergency=True, handler=HandlerKind.PARTNER)
ITEMS = {item.code: item for item in load_items()}


def partner(code: str = "P001", **changed: object) -> PartnerRow:
    """A signed partner without blemish, with fields changed."""
    row = PartnerRow(
        code=code,
        name=Text("演示水电", "Demo Plumbing"),
        kind="enterprise",
        stage=PartnerStage.SIGNED,
        licence_no="浙瑞JZ9999",
        licence_expires="2030-01-01",
        items=("C03-03",),
        districts=(ANYANG,),
        hours=("07:00-21:00",),
        days="1234567",
        capacity=4,
        phone="057765550001",
        price=Text("80 元起"),
        rated=100,
        satisfied=95,
        minutes=30,
        verified_bad=0,
    )
    return replace(row, **changed)


def lookup(
    *partners: PartnerRow, district: str = ANYANG, at: datetime = MORNING, declined: tuple[str, ...] = (), used: tuple[str, ...] = ()
) -> Match:
    return match(SINK, district, at, partners, declined, used)


def codes(found: Match) -> list[str]:
    return [pick.partner.code for pick in found.picks]


def reasons_for(found: Match) -> dict[Why, tuple[str, ...]]:
    """The reasons of the only partner found."""
    shown = [*(pick.reasons for pick in found.picks), *(out.reasons for out in found.excluded)]
    assert len(shown) == 1
    return {reason.why: reason.args for reason in shown[0]}


@pytest.mark.parametrize(
    ("changed", "why", "args"),
    [
        ({"verified_bad": 2}, Why.CARD_RED, ()),
        ({"verified_bad": 3}, Why.CARD_EXPELLED, ()),
        ({"verified_bad": 7}, Why.CARD_EXPELLED, ()),
        ({"stage": PartnerStage.EXPELLED}, Why.CARD_EXPELLED, ()),
        ({"stage": PartnerStage.SUSPENDED}, Why.SUSPENDED, ()),
        ({"stage": PartnerStage.UNSIGNED}, Why.NOT_SIGNED, ()),
        ({"retired": True}, Why.NOT_SIGNED, ()),
        ({"licence_expires": "2026-11-23"}, Why.LICENCE_EXPIRED, ("2026-11-23",)),
        ({"licence_expires": ""}, Why.LICENCE_MISSING, ()),
        ({"licence_expires": "soon"}, Why.LICENCE_MISSING, ()),
        ({"licence_no": ""}, Why.LICENCE_MISSING, ()),
        ({"districts": ("330381002",)}, Why.OUT_OF_DISTRICT, ()),
        ({"hours": ("10:00-12:00", "14:00-18:00")}, Why.OFF_HOURS, ("10:00-12:00, 14:00-18:00", "1234567")),
        ({"days": "134567"}, Why.OFF_HOURS, ("07:00-21:00", "134567")),
        ({"hours": ("unreadable",)}, Why.OFF_HOURS, ("unreadable", "1234567")),
        ({"busy": 4}, Why.AT_CAPACITY, ("4", "4")),
        ({"busy": 5}, Why.AT_CAPACITY, ("5", "4")),
        ({"capacity": 0}, Why.AT_CAPACITY, ("0", "0")),
    ],
)
def test_one_reason_keeps_a_partner_out(changed: dict[str, object], why: Why, args: tuple[str, ...]) -> None:
    found = lookup(replace(partner(), **changed))
    assert not found.picks
    assert reasons_for(found) == {why: args}


def test_every_reason_is_told_not_only_the_first() -> None:
    found = lookup(
        partner(verified_bad=2, stage=PartnerStage.SUSPENDED, licence_expires="2020-01-01", districts=(), hours=(), busy=9),
        declined=("P001",),
    )
    assert set(reasons_for(found)) == {
        Why.CARD_RED,
        Why.SUSPENDED,
        Why.LICENCE_EXPIRED,
        Why.OUT_OF_DISTRICT,
        Why.OFF_HOURS,
        Why.AT_CAPACITY,
        Why.DECLINED,
    }


def test_a_licence_holds_to_the_end_of_its_last_day() -> None:
    assert codes(lookup(partner(licence_expires="2026-11-24"))) == ["P001"]


def test_one_that_declined_is_not_asked_again() -> None:
    assert reasons_for(lookup(partner(), declined=("P001",))) == {Why.DECLINED: ()}


def test_an_unknown_district_keeps_nobody_out_and_praises_nobody() -> None:
    found = lookup(partner(districts=("330381002",)), district="")
    assert codes(found) == ["P001"]
    assert Why.IN_DISTRICT not in reasons_for(found)


def test_a_star_serves_every_district() -> None:
    assert codes(lookup(partner(districts=("*",)), district="330381222")) == ["P001"]


def test_hours_may_pass_midnight() -> None:
    night = partner(hours=("20:00-06:00",), days="2")
    assert codes(lookup(night, at=datetime(2026, 11, 25, 2, 0, tzinfo=CHINA))) == ["P001"]
    assert not codes(lookup(night, at=datetime(2026, 11, 24, 2, 0, tzinfo=CHINA)))


def test_what_stands_beside_a_pick() -> None:
    found = lookup(partner(rated=212, satisfied=208, busy=1, minutes=24), used=("P001",))
    assert reasons_for(found) == {
        Why.SIGNED: (),
        Why.SATISFACTION: ("98", "212"),
        Why.IN_DISTRICT: (),
        Why.FREE: ("3",),
        Why.ARRIVES: ("24",),
        Why.USED_BEFORE: (),
    }


def test_few_ratings_a_trial_and_a_yellow_card_are_told() -> None:
    found = lookup(partner(rated=3, satisfied=3, stage=PartnerStage.TRIAL, verified_bad=1, minutes=0))
    told = reasons_for(found)
    assert {Why.TRIAL, Why.FEW_RATINGS, Why.YELLOW_CARD} <= set(told)
    assert told[Why.FEW_RATINGS] == ("3",)
    assert Why.ARRIVES not in told


def test_nobody_rated_means_no_satisfaction_is_claimed() -> None:
    assert Why.SATISFACTION not in reasons_for(lookup(partner(rated=0, satisfied=0)))


def test_three_perfect_ratings_do_not_beat_two_hundred_good_ones() -> None:
    assert codes(lookup(partner("P001", rated=3, satisfied=3), partner("P002", rated=212, satisfied=208))) == ["P002", "P001"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"stage": PartnerStage.TRIAL}),
        ({"satisfied": 99}, {}),
        ({"minutes": 15}, {}),
        ({}, {"busy": 2}),
        ({}, {"last_dispatch": "2026-11-24T09:00:00+08:00"}),
        ({"last_dispatch": "2026-11-21T09:00:00+08:00"}, {"last_dispatch": "2026-11-24T09:00:00+08:00"}),
        ({}, {"verified_bad": 1, "satisfied": 99, "minutes": 15}),
    ],
)
def test_what_ranks_higher(better: dict[str, object], worse: dict[str, object]) -> None:
    assert codes(lookup(partner("P009", **better), partner("P001", **worse))) == ["P009", "P001"]


def test_one_that_this_caller_has_had_ranks_higher() -> None:
    assert codes(lookup(partner("P001"), partner("P009"), used=("P009",))) == ["P009", "P001"]


def test_equals_are_ordered_by_code() -> None:
    assert codes(lookup(partner("P003"), partner("P001"), partner("P002"))) == ["P001", "P002", "P003"]


def test_it_is_the_turn_of_the_one_that_has_waited_longest_among_equals() -> None:
    found = lookup(
        partner("P001", last_dispatch="2026-11-24T09:00:00+08:00"),
        partner("P002", last_dispatch="2026-11-20T09:00:00+08:00"),
        partner("P003", rated=200, satisfied=100),
    )
    turns = [pick.partner.code for pick in found.picks if Why.TURN in {reason.why for reason in pick.reasons}]
    assert turns == ["P002"]


def test_partners_without_the_item_are_not_shown_at_all() -> None:
    found = lookup(partner(items=("C01-01",)))
    assert not found.picks
    assert not found.excluded


def test_the_best_possible_partner_scores_a_hundred() -> None:
    (pick,) = lookup(partner(rated=10**9, satisfied=10**9, minutes=1), used=("P001",)).picks
    assert pick.score == pytest.approx(100, abs=0.3)


def test_the_first_story_finds_its_partner() -> None:
    found = match(ITEMS["C03-03"], ANYANG, MORNING, load_partners())
    assert found.picks[0].partner.code == "P001"


def test_a_yellow_card_moves_the_painter_of_the_second_story_down_at_once() -> None:
    before = match(ITEMS["C06-01"], ANYANG, MORNING, load_partners())
    assert codes(before)[0] == "P003"
    carded = [replace(row, verified_bad=1) if row.code == "P003" else row for row in load_partners()]
    after = match(ITEMS["C06-01"], ANYANG, MORNING, carded)
    assert codes(after).index("P003") >= len(codes(after)) // 2


def test_somebody_can_be_sent_at_night_in_the_third_story() -> None:
    assert match(ITEMS["C04-01"], ANYANG, datetime(2026, 11, 24, 23, 40, tzinfo=CHINA), load_partners()).picks


STAMPS = st.sampled_from(["", "2026-11-24T08:00:00+08:00", "2026-11-20T08:00:00+08:00", "2026-10-01T08:00:00+08:00", "nonsense"])


@st.composite
def crowds(draw: st.DrawFn) -> list[PartnerRow]:
    """Up to eight partners in every condition, some without the item."""
    found = []
    for n in range(draw(st.integers(0, 8))):
        rated = draw(st.integers(0, 250))
        found.append(
            partner(
                f"P{n:03d}",
                stage=draw(st.sampled_from(PartnerStage)),
                licence_no=draw(st.sampled_from(["浙瑞JZ9999", ""])),
                licence_expires=draw(st.sampled_from(["2030-01-01", "2020-01-01", ""])),
                items=draw(st.sampled_from([("C03-03",), ("C01-01", "C03-03"), ("C01-01",)])),
                districts=draw(st.sampled_from([("*",), (ANYANG,), ("330381002",)])),
                hours=draw(st.sampled_from([("00:00-24:00",), ("22:00-06:00",), (), ("bad",)])),
                days=draw(st.sampled_from(["1234567", "12345", "67"])),
                capacity=draw(st.integers(0, 4)),
                busy=draw(st.integers(0, 4)),
                rated=rated,
                satisfied=draw(st.integers(0, rated)),
                minutes=draw(st.integers(0, 200)),
                verified_bad=draw(st.integers(0, 4)),
                last_dispatch=draw(STAMPS),
            )
        )
    return found


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda naive: naive.replace(tzinfo=CHINA))


@given(crowds(), MOMENTS, st.sampled_from([ANYANG, "", "330381222"]))
def test_every_partner_with_the_item_appears_exactly_once_and_with_reasons(crowd: list[PartnerRow], at: datetime, district: str) -> None:
    found = match(SINK, district, at, crowd)
    shown = [pick.partner.code for pick in found.picks] + [out.partner.code for out in found.excluded]
    assert sorted(shown) == [row.code for row in crowd if "C03-03" in row.items]
    assert all(pick.reasons for pick in found.picks)
    assert all(out.reasons for out in found.excluded)
    scores = [pick.score for pick in found.picks]
    assert scores == sorted(scores, reverse=True)
    for pick in found.picks:
        assert 0 <= pick.score <= 100
        assert pick.score == pytest.approx(min(100, max(0, sum(value for _, value in pick.parts))), abs=0.06)
        assert pick.partner.verified_bad < 2
        assert pick.partner.stage in (PartnerStage.SIGNED, PartnerStage.TRIAL)
        assert pick.partner.busy < pick.partner.capacity


@given(crowds().flatmap(lambda crowd: st.tuples(st.just(crowd), st.permutations(crowd))))
def test_the_order_of_the_input_changes_nothing(crowds_: tuple[list[PartnerRow], list[PartnerRow]]) -> None:
    crowd, mixed = crowds_
    assert match(SINK, ANYANG, MORNING, mixed) == match(SINK, ANYANG, MORNING, crowd)


@given(crowds(), st.integers(0, 7))
def test_one_more_bad_record_never_raises_a_rank(crowd: list[PartnerRow], which: int) -> None:
    worse = [replace(row, verified_bad=row.verified_bad + 1) if n == which else row for n, row in enumerate(crowd)]
    before, after = codes(lookup(*crowd)), codes(lookup(*worse))
    code = f"P{which:03d}"
    if code in after:
        assert code in before
        assert after.index(code) >= before.index(code)


@given(st.timedeltas(timedelta(0), timedelta(days=30)))
def test_waiting_longer_never_costs_points(waited: timedelta) -> None:
    (since,) = lookup(partner(last_dispatch=(MORNING - waited).isoformat())).picks
    (longer,) = lookup(partner(last_dispatch=(MORNING - waited - timedelta(hours=1)).isoformat())).picks
    assert longer.score >= since.score
