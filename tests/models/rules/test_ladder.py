from __future__ import annotations

import pytest

from models.records.failure import BadInput, RuleBroken
from models.records.partner import CardLevel
from models.rules.ladder import Effect, after, check_veto, matching_effect


@pytest.mark.parametrize(
    ("before", "veto", "count", "card"),
    [
        (0, False, 1, CardLevel.YELLOW),
        (1, False, 2, CardLevel.RED),
        (2, False, 3, CardLevel.EXPELLED),
        (3, False, 4, CardLevel.EXPELLED),
        (0, True, 3, CardLevel.EXPELLED),
        (1, True, 3, CardLevel.EXPELLED),
        (5, True, 6, CardLevel.EXPELLED),
    ],
)
def test_the_ladder_of_the_article(before: int, veto: bool, count: int, card: CardLevel) -> None:
    assert after(before, veto) == (count, card)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(BadInput, match=r"ladder\.count"):
        after(-1, False)


def test_what_cards_do_in_partner_lookup() -> None:
    assert {level: matching_effect(level) for level in CardLevel} == {
        CardLevel.NONE: Effect.NONE,
        CardLevel.YELLOW: Effect.LOWER,
        CardLevel.RED: Effect.EXCLUDED,
        CardLevel.EXPELLED: Effect.EXCLUDED,
    }


def test_two_people_may_veto() -> None:
    check_veto(3, 4)


@pytest.mark.parametrize(("first", "second"), [(3, 3), (3, 0), (0, 3), (0, 0)])
def test_one_person_may_not(first: int, second: int) -> None:
    with pytest.raises(RuleBroken, match=r"veto\.two_people"):
        check_veto(first, second)
