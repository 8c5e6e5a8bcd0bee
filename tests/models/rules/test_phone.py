from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.records.failure import BadInput
from models.rules.phone import display, kept, masked, normalise, signalled, to_dial

DIGITS = "0123456789"
MOBILES = st.builds("1{}{}".format, st.sampled_from("3456789"), st.text(DIGITS, min_size=9, max_size=9))
LOCALS = st.builds("{}{}".format, st.sampled_from("2345678"), st.text(DIGITS, min_size=7, max_size=7))


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("13800000001", "13800000001"),
        ("138 0000 0001", "13800000001"),
        ("138-0000-0001", "13800000001"),
        ("１３８０００００００１", "13800000001"),
        ("+86 138 0000 0001", "13800000001"),
        ("(+86)13800000001", "13800000001"),
        ("0086-13800000001", "13800000001"),
        ("8613800000001", "13800000001"),
        ("013800000001", "13800000001"),
        ("\u202d13800000001\u202c", "13800000001"),
        ("65550001", "057765550001"),
        ("6555 0001", "057765550001"),
        ("86550001", "057786550001"),
        ("0577-65550001", "057765550001"),
        ("(0577)65550001", "057765550001"),
        ("（0577）6555/0001", "057765550001"),
        ("0577－65550001", "057765550001"),
        ("+86 577 65550001", "057765550001"),
        ("8657765550001", "057765550001"),
        ("+86-0577-65550001", "057765550001"),
        ("010-65550001", "01065550001"),
        ("+861065550001", "01065550001"),
        ("021 65550001", "02165550001"),
        ("0578-6555001", "05786555001"),
        ("110", "110"),
        ("12345", "12345"),
        ("81890", "81890"),
        ("95598", "95598"),
        ("+8612345", "12345"),
        ("118114", "118114"),
        ("400-000-0001", "4000000001"),
        ("8000000001", "8000000001"),
        ("+1 212 555 0123", "+12125550123"),
        ("+1 (310) 000-0123", "+13100000123"),
        ("001 310 000 0123", "+13100000123"),
        ("0044 20 7946 0958", "+442079460958"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("＋852 6555 0001", "+85265550001"),
        ("00852 65550001", "+85265550001"),
        ("", ""),
        ("  ", ""),
        ("anonymous", ""),
        ("Unknown", ""),
        ("<unknown>", ""),
        ("未显号码", ""),
    ],
)
def test_one_canonical_form(raw: str, canonical: str) -> None:
    assert normalise(raw) == canonical


@pytest.mark.parametrize(
    "raw",
    [
        "abc",
        "1380000000a",
        "138000000012",
        "1380000000",
        "12",
        "12800000001",
        "0577",
        "057765550001234",
        "+86",
        "+1",
        "+0577 65550001",
        "000 1 212 555 0123",
        "+1234567890123456",
        "00861280000000",
        "15550001",
    ],
)
def test_anything_else_is_refused_without_telling_the_number(raw: str) -> None:
    with pytest.raises(BadInput) as refused:
        normalise(raw)
    assert refused.value.code == "phone.bad"
    assert raw not in str(refused.value)


@given(LOCALS, st.sampled_from(("00577-{}", "0 0577 {}", "00577{}", "00 577 {}", "（00577）{}")))
def test_a_zero_too_many_before_our_area_code_is_a_slip(number: str, form: str) -> None:
    canonical = normalise(number)
    assert normalise(form.format(canonical.removeprefix("0577"))) == canonical


@given(MOBILES, st.sampled_from(("00{}-{}-{}", "00{} {} {}", "00 {} {}{}", " ００{}－{}－{} ")))
def test_a_zero_too_many_before_a_mobile_in_its_groups_is_a_slip(number: str, form: str) -> None:
    assert normalise(form.format(number[:3], number[3:7], number[7:])) == number


@given(MOBILES)
def test_the_same_digits_in_the_groups_of_north_america_are_of_north_america(number: str) -> None:
    assert normalise(f"00{number[0]} {number[1:4]} {number[4:7]} {number[7:]}") == f"+{number}"
    assert normalise(to_dial(f"+{number}")) == f"+{number}"


@given(st.text(max_size=30))
def test_any_text_is_a_canonical_number_or_refused(raw: str) -> None:
    number = ""
    with suppress(BadInput):
        number = normalise(raw)
    assert re.fullmatch(r"\d{0,12}|\+[1-9]\d{6,14}", number)
    assert normalise(number) == number


@given(MOBILES | LOCALS, st.lists(st.sampled_from(["", " ", "-", "/", "(", "）", "\u3000"]), min_size=12, max_size=12))
def test_what_stands_between_the_digits_does_not_matter(number: str, marks: list[str]) -> None:
    dressed = "".join(mark + digit for mark, digit in zip(marks, number, strict=False))
    assert normalise(dressed) == normalise(number)
    assert normalise(display(normalise(number))) == normalise(number)


@pytest.mark.parametrize(
    ("number", "read", "hidden"),
    [
        ("057765881234", "0577-6588 1234", "0577-6588 **34"),
        ("13900001234", "139 0000 1234", "139****1234"),
        ("01065881234", "010-6588 1234", "010-6588 **34"),
        ("05786581234", "0578-658 1234", "0578-658 **34"),
        ("4000001234", "400 000 1234", "4000001234"),
        ("12345", "12345", "12345"),
        ("+13100000123", "+1 310 000 0123", "+1 ****23"),
        ("+442079460958", "+44 207 946 0958", "+44 ****58"),
        ("+85265550001", "+852 6555 0001", "+852 ****01"),
        ("", "", ""),
        ("no number", "no number", "*******er"),
        ("abc", "abc", "***"),
    ],
)
def test_reading_and_masking(number: str, read: str, hidden: str) -> None:
    assert display(number) == read
    assert masked(number) == hidden


@given(MOBILES | LOCALS)
def test_a_mask_hides_something_of_every_private_number(number: str) -> None:
    canonical = normalise(number)
    assert "**" in masked(canonical)
    assert canonical not in masked(canonical)


CODES = st.sampled_from(("1", "7", "44", "33", "81", "852", "353", "971"))
ABROAD = st.builds("+{}{}".format, CODES, st.text(DIGITS, min_size=6, max_size=12))


@given(ABROAD, st.sampled_from(("+", "00", "＋")), st.lists(st.sampled_from(["", " ", "-"]), min_size=15, max_size=15))
def test_a_number_from_abroad_is_never_one_of_ours(number: str, begin: str, marks: list[str]) -> None:
    dressed = begin + "".join(digit + mark for digit, mark in zip(number[1:], marks, strict=False))
    assume(not re.fullmatch(r"00[ -]?1[3-9]\d[ -]\d{4}[ -]?\d{4}[ -]?", dressed))  # written as one of ours, see above
    assert normalise(dressed) == signalled(dressed) == kept(dressed) == number
    assert normalise(display(number)) == normalise(to_dial(number)) == number
    assert number not in masked(number)


@pytest.mark.parametrize(("raw", "stays"), [("+123", "+123"), ("+", ""), ("sip:+12", "12"), ("99912", "99912")])
def test_what_the_exchange_garbles_stays_and_is_no_local_number(raw: str, stays: str) -> None:
    assert signalled(raw) == stays
    assert kept(stays) == stays


def test_numbers_of_the_mainland_are_dialled_as_they_stand() -> None:
    assert [to_dial(number) for number in ("13900001234", "057765881234", "110")] == ["13900001234", "057765881234", "110"]
