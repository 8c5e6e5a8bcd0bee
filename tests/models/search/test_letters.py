"""Letters that spell short Chinese words: whole, by their first letters, or both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search.letters import spells
from models.search.sounds import readings

CHARS = st.sampled_from("陈女士挂断长途重新三方通话草稿家乐")


@pytest.mark.parametrize(
    ("typed", "words", "fits"),
    [
        ("guaduan", "挂断", True),
        ("gd", "挂断", True),
        ("guad", "挂断", True),
        ("gduan", "挂断", True),
        ("cns", "陈女士", True),
        ("ns", "陈女士", True),
        ("chen ns", "陈女士", True),
        ("sft", "三方通话", True),
        ("cx", "重新", True),
        ("ansxt", "按 Esc 退出", False),
        ("esctc", "按 Esc 退出", True),
        ("nc", "陈女士", False),
        ("c", "陈女士", False),
        ("陈女", "陈女士", False),
        ("", "陈女士", False),
    ],
)
def test_what_is_spelt(typed: str, words: str, fits: bool) -> None:
    assert spells(typed, words) is fits


@given(words=st.lists(CHARS, min_size=2, max_size=6), whole=st.lists(st.booleans(), min_size=6, max_size=6))
def test_any_mixture_of_syllables_and_initials_spells_the_word(words: list[str], whole: list[bool]) -> None:
    typed = "".join(readings(char)[-1] if full else readings(char)[-1][0] for char, full in zip(words, whole, strict=False))
    assert spells(typed, "".join(words))
