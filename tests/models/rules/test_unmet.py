"""The ledger's ranking against a recount that knows nothing of it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from models.records.base import Text
from models.records.unmet import LeadRow, Scope, UnmetRow
from models.rules.unmet import hour_of, rank, within

ITEMS, DISTRICTS, TRIED = ("C10-04", "C03-03", "C01-01"), ("", "330381001", "330381002"), ("", "两家公司", " 邻居 ")


def row(number: int, item: str, district: str, day: int, hour: int, tried: str) -> UnmetRow:
    return UnmetRow(
        case_id=f"case-{number}",
        case_no=str(number),
        at=f"2026-11-{day:02}T{hour:02}:10:00.000+08:00",
        item_code=item,
        item_name=Text(item),
        district=district,
        need="夜间叫车",
        tried=tried,
    )


values = st.tuples(st.sampled_from(ITEMS), st.sampled_from(DISTRICTS), st.integers(1, 28), st.integers(0, 23), st.sampled_from(TRIED))
rows = st.lists(values, max_size=40).map(lambda found: [row(number, *values) for number, values in enumerate(found)])
scopes = st.builds(
    lambda since, district, hour: Scope(since=since, district=district, hour=hour),
    st.sampled_from(("", "2026-11-14", "2026-12-01")),
    st.sampled_from(DISTRICTS),
    st.none() | st.integers(0, 23),
)


@given(rows, scopes, st.randoms(use_true_random=False))
def test_every_count_is_a_recount_of_the_list_behind_it(found: list[UnmetRow], scope: Scope, chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    needs, searches = rank(shuffled, (), (), scope)
    seen = [
        one
        for one in found
        if one.at[:10] >= scope.since and scope.district in ("", one.district) and scope.hour in (None, int(one.at[11:13]))
    ]
    assert searches == ()
    assert {need.key: need.count for need in needs} == {f"item:{code}": count for code, count in Counter(r.item_code for r in seen).items()}
    for need in needs:
        mine = [one for one in seen if f"item:{one.item_code}" == need.key]
        assert sorted(one.case_no for one in need.rows) == sorted(one.case_no for one in mine)
        assert len(need.rows) == need.count == sum(need.hours)
        assert dict(need.districts) == Counter(one.district for one in mine if one.district)
        assert dict(need.tried) == Counter(one.tried.strip() for one in mine if one.tried)
        assert [count for _, count in need.districts] == sorted((count for _, count in need.districts), reverse=True)
        assert all(need.hours[hour] == sum(int(one.at[11:13]) == hour for one in mine) for hour in range(24))
    order = [(-need.count, need.last_at) for need in needs]
    assert order == sorted(order, key=lambda pair: pair[0])
    assert rank(found, (), (), scope) == (needs, searches)


@given(rows, st.integers(0, 23))
def test_the_hours_of_a_need_are_the_lists_that_the_hour_opens(found: list[UnmetRow], hour: int) -> None:
    whole, _ = rank(found, (), (), Scope())
    narrow = {need.key: need.count for need in rank(found, (), (), Scope(hour=hour))[0]}
    assert {need.key: need.hours[hour] for need in whole if need.hours[hour]} == narrow


def test_an_hour_is_the_hotlines_own() -> None:
    night = row(1, "C10-04", "", 2, 3, "")
    assert hour_of(night) == 3
    assert within([night], Scope(hour=19)) == ()


def test_a_search_is_left_out_where_a_place_or_an_hour_is_asked_for() -> None:
    leads = [LeadRow(query="遛狗", count=2, last_at="2026-11-20T08:00:00.000+08:00"), LeadRow(query="种菜", count=5, last_at="2026-11-01")]
    assert [(need.key, need.count) for need in rank((), leads, (), Scope())[1]] == [("search:种菜", 5), ("search:遛狗", 2)]
    assert [need.key for need in rank((), leads, (), Scope(since="2026-11-10"))[1]] == ["search:遛狗"]
    assert rank((), leads, (), Scope(hour=8))[1] == rank((), leads, (), Scope(district="330381001"))[1] == ()
