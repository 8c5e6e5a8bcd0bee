from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.failure import BadInput
from models.rules.case_number import canonical, make, parse


def test_month_and_day_desk_and_running_number() -> None:
    assert make(date(2026, 11, 24), 28, 7) == "1124-28-007"
    assert make(date(2026, 1, 2), 3, 1234) == "0102-03-1234"


@pytest.mark.parametrize(
    "text",
    [
        "1124-28-007",
        "1124-28-7",
        " 1124 - 28 - 007 ",
        "11 24 28 7",
        "１１２４－２８－００７",
        "11月24日28号台第7件",
        "112428007",
        "1124/28/007",
    ],
)
def test_forgiving_to_how_it_is_typed_or_said(text: str) -> None:
    assert parse(text) == (11, 24, 28, 7)


def test_a_missing_first_zero() -> None:
    assert parse("102-3-1") == (1, 2, 3, 1)
    assert parse("0229-01-001") == (2, 29, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1124",
        "1124-28",
        "1324-28-007",
        "1131-28-007",
        "1124-00-007",
        "1124-28-000",
        "水管漏水",
        "1124-28-007x",
        "13800000001",
        "1-2-3-4-5",
    ],
)
def test_anything_else_is_no_case_number(text: str) -> None:
    assert parse(text) is None


@given(st.dates(), st.integers(1, 999), st.integers(1, 9999))
def test_what_is_made_can_be_parsed(day: date, desk: int, n: int) -> None:
    assert parse(make(day, desk, n)) == (day.month, day.day, desk, n)


@given(st.text(max_size=20))
def test_any_text_is_parsed_or_not_but_never_fails(text: str) -> None:
    found = parse(text)
    assert found is None or (1 <= found[0] <= 12 and 1 <= found[1] <= 31 and found[2] >= 1 and found[3] >= 1)


@pytest.mark.parametrize(("desk", "n"), [(0, 1), (1000, 1), (28, 0), (-1, 5)])
def test_desks_and_running_numbers_start_at_one(desk: int, n: int) -> None:
    with pytest.raises(BadInput, match=r"case_number\.bad"):
        make(date(2026, 11, 24), desk, n)


@given(st.dates(), st.integers(1, 999), st.integers(1, 99_999), st.sampled_from(["", "A", "B", "Z"]))
def test_a_number_as_it_is_written_reads_like_the_same_one_typed(day: date, desk: int, n: int, mark: str) -> None:
    """The short way that numbers as we write them are read by says nothing else than the long one."""
    written = make(day, desk, n, mark)
    assert parse(written) == parse(f" {written.lower().replace('-', ' ')} ") == (day.month, day.day, desk, n)


def test_a_desk_number_of_three_digits_is_read_without_separators_too() -> None:
    assert parse("1124128007") == (11, 24, 128, 7)
    assert canonical("1124101B007") == "1124-101B-007"
