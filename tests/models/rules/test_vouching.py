"""Whom a step names beside its writer, and what binds the centre's word to it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.records.base import Text
from models.records.case import Verification
from models.records.effects import Content, HandoverOverride, decode_content, encode_content
from models.records.journal import Note, Verify
from models.records.vouch import Vouch
from models.rules.vouching import digest_of, named, proved, words

VETO = Verify(verdict=Verification.VETO, partner="P001", name=Text("家家乐"), statement="承认", second=2, words="同意")
GOES = HandoverOverride(handover="h", shift="", cases=("c",), reason="孩子发烧", lead=2)
WORD = Vouch(id="v", until="2026-11-24T09:10:00+08:00", sig="s")


@pytest.mark.parametrize(
    ("content", "number", "sure"),
    [
        (VETO, 2, False),
        (replace(VETO, vouch=WORD), 2, True),
        (replace(VETO, second=0), 0, True),
        (replace(VETO, second=28), 0, True),
        (GOES, 2, False),
        (replace(GOES, vouch=WORD), 2, True),
        (replace(GOES, lead=0), 0, True),
        (replace(GOES, claimed=True), 0, False),
        (replace(GOES, claimed=True, vouch=WORD), 0, False),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, int) else str(value),
)
def test_whom_operator_28_names(content: Verify | HandoverOverride, number: int, sure: bool) -> None:
    assert (named(content, 28), proved(content, 28)) == (number, sure)


@pytest.mark.parametrize("content", [VETO, GOES], ids=["veto", "override"])
def test_the_word_and_the_card_that_follows_are_no_part_of_what_it_binds(content: Content) -> None:
    assert digest_of(replace(content, vouch=WORD)) == digest_of(content)  # type: ignore[type-var]
    assert digest_of(replace(VETO, card="expelled")) == digest_of(VETO)
    assert digest_of(replace(GOES, claimed=True)) != digest_of(GOES)
    assert named(Note(text="2"), 28) == 0


def test_nothing_can_be_moved_from_one_member_into_the_next() -> None:
    told = {"name": "v", "until": "u", "author": 1, "number": 2, "kind": "k", "entity": 'e", "f', "digest": "d"}
    assert words(**told) != words(**{**told, "entity": "e", "digest": 'f", "d'})  # type: ignore[arg-type]


def test_what_older_programs_wrote_is_read_and_told_as_not_proved() -> None:
    old = encode_content(VETO).replace(',"vouch":null', "")
    assert "vouch" not in old
    assert decode_content(old) == VETO
