from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search.readings import _TABLE, FIRST, LAST, first_reading
from models.search.sounds import SYLLABLES, char_keys, cut, readings, sound_key, spellings
from tests.support import readings as readings_table


@pytest.mark.parametrize(
    ("char", "spoken"),
    [("莘", ("xin", "shen")), ("塍", ("cheng",)), ("行", ("xing", "hang")), ("绿", ("lv", "lu")), ("锁", ("suo",)), ("a", ())],
)
def test_readings_of_a_character(char: str, spoken: tuple[str, ...]) -> None:
    assert readings(char) == spoken


def test_the_table_is_what_pypinyin_says_today() -> None:
    assert f"\n{readings_table.table()}" == _TABLE
    told = {char: first_reading(char) for char in map(chr, range(FIRST, LAST + 1))}
    assert told == {char: readings_table.first_reading(char) for char in told}
    assert first_reading("a") == first_reading("。") == first_reading("\U00020000") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zhang", "zan"), ("chi", "ci"), ("shui", "sui"), ("nan", "lan"), ("ying", "yin"), ("zheng", "zen"),
        ("fu", "hu"), ("fei", "hui"), ("fang", "huang"),
    ],
)
def test_confused_sounds_are_one(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(("one", "other"), [("dian", "tian"), ("xin", "xun"), ("bao", "pao"), ("jia", "xia")])
def test_distinct_sounds_stay_distinct(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


def test_both_readings_are_sounds_of_the_character() -> None:
    assert set(char_keys("莘")) == {sound_key("xin"), sound_key("shen")}
    assert [syllables for syllables, _letters in spellings("莘塍")] == [("xin", "cheng"), ("shen", "cheng")]
    assert {letters for _syllables, letters in spellings("莘塍")} == {"xc", "sc"}


@pytest.mark.parametrize(
    ("letters", "parts"),
    [
        ("kongtiaobuzhileng", (("kong", "tiao", "bu", "zhi", "leng"), "")),
        ("kongtiaobuzh", (("kong", "tiao", "bu"), "zh")),
        ("k", ((), "k")),
        ("xsdst", None),
        ("wifi", None),
        ("", ((), "")),
    ],
)
def test_letters_are_cut_into_syllables(letters: str, parts: object) -> None:
    assert cut(letters) == parts


def test_the_index_decides_an_ambiguous_cut() -> None:
    assert cut("xian") == (("xian",), "")
    assert cut("xianjie", lambda left, right: (left, right) in {("xi", "an"), ("an", "jie")}) == (("xi", "an", "jie"), "")


def test_the_more_familiar_neighbours_win() -> None:
    familiar = {("fan", "a"): 1.0, ("a", "yi"): 1.0, ("fa", "na"): 0.6, ("na", "yi"): 0.6}
    assert cut("fanayi", lambda left, right: familiar.get((left, right), 0.0)) == (("fan", "a", "yi"), "")


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=8))
def test_what_is_made_of_syllables_can_be_cut(syllables: list[str]) -> None:
    letters = "".join(syllables)
    parts = cut(letters)
    assert parts is not None
    assert "".join(parts[0]) + parts[1] == letters
    assert SYLLABLES.issuperset(parts[0])
