"""Widgets show numbers exactly as the rules would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules import phone
from widgets.base.number import grouped, masked, regrouped

NUMBERS = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"0577[2-8][0-9]{7}", fullmatch=True),
    st.from_regex(r"0[1-9][0-9]{1,2}[1-9][0-9]{5,8}", fullmatch=True),
    st.from_regex(r"[48]00[0-9]{7}", fullmatch=True),
    st.from_regex(r"\+[0-9]{1,15}", fullmatch=True),
    st.from_regex(r"[0-9]{0,12}", fullmatch=True),
    st.text(max_size=12),
)


@given(NUMBERS)
def test_both_show_the_same(number: str) -> None:
    assert grouped(number) == phone.display(number)
    assert masked(number) == phone.masked(number)


@pytest.mark.parametrize(
    ("number", "whole", "hidden"),
    [
        ("057765551234", "0577-6555 1234", "0577-6555 **34"),
        ("13800001234", "138 0000 1234", "138****1234"),
        ("119", "119", "119"),
        ("", "", ""),
    ],
)
def test_examples(number: str, whole: str, hidden: str) -> None:
    assert (grouped(number), masked(number)) == (whole, hidden)


@pytest.mark.parametrize("written", ["0577-65554677", "0577 6555 4677", "(0577) 6555-4677", "057765554677", "0577-6555 4677"])
def test_however_a_number_was_written_down_it_is_shown_in_one_way(written: str) -> None:
    assert regrouped(written) == "0577-6555 4677"


@pytest.mark.parametrize("written", ["", "110", "0577-65554677-8", "0577-65554677 / 65554678", "ask at the gate"])
def test_what_is_no_single_number_is_shown_as_it_was_written(written: str) -> None:
    assert regrouped(written) == written


@given(NUMBERS)
def test_a_number_is_grouped_once(number: str) -> None:
    assert regrouped(regrouped(number)) == regrouped(number)
