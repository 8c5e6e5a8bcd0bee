"""A cell that a spreadsheet would compute leaves as text, and comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.imports.formula import defuse, restore


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+8657765550001", "-2+3", "@SUM(A1)", "＝1", "＋1", "－1", "＠a"])
def test_formulas_get_an_apostrophe(text: str) -> None:
    assert defuse(text) == f"'{text}"
    assert restore(defuse(text)) == text


@pytest.mark.parametrize("text", ["", "家家乐", "'s-Hertogenbosch", "a=b", "——", "' =x"])
def test_other_text_stays(text: str) -> None:
    assert defuse(text) == text
    assert restore(text) == text


@given(st.text(alphabet="'=+-@＝a ", max_size=6))
def test_the_way_back_is_exact(text: str) -> None:
    assert restore(defuse(text)) == text
    assert not defuse(text).startswith(("=", "+", "-", "@", "＝"))
