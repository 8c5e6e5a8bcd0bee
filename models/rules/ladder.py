"""The card ladder (seed article): one verified bad record is a yellow card, a second a red one, a third ends the partnership.

Very bad service ends it at once (一次否决); that takes two people.
"""

from __future__ import annotations

from enum import StrEnum

from models.records.case import Verification
from models.records.discipline import Hearing
from models.records.failure import BadInput, RuleBroken
from models.records.partner import CardLevel

_LADDER = (CardLevel.NONE, CardLevel.YELLOW, CardLevel.RED, CardLevel.EXPELLED)
_TOP = len(_LADDER) - 1


class Effect(StrEnum):
    """What a card means when a partner is looked for."""

    NONE = "none"
    LOWER = "lower"
    EXCLUDED = "excluded"


def after(verified_bad: int, veto: bool) -> tuple[int, CardLevel]:
    """Return (verified bad records, card) after one more verified bad record on top of ``verified_bad``.

    A veto counts for as many records as it takes to expel, so that count and card always agree.
    Raises BadInput ``ladder.count`` for a negative count.
    """
    if verified_bad < 0:
        raise BadInput("ladder.count", verified_bad=verified_bad)
    count = max(_TOP, verified_bad + 1) if veto else verified_bad + 1
    return count, _LADDER[min(count, _TOP)]


def standing(counted: int, vetoes: int) -> int:
    """Return the verified bad records of a partner: ``counted`` is every one that stands, ``vetoes`` of which are vetoes.

    As long as a single veto stands the partner is out, whichever other verdict was taken back.
    """
    return max(_TOP, counted) if vetoes > 0 else max(0, counted)


def heard(count: int, level: CardLevel, verdict: Verification, decision: Hearing) -> int:
    """Return what a verdict that adds ``count`` bad records and gave the card ``level`` adds to them after its appeal was decided.

    Upheld it stays as it is, lifted it adds nothing. Lowered, a veto becomes an ordinary bad record, and an ordinary one stays on record as
    a reprimand without a card: the partner holds the card beneath. Raises RuleBroken ``appeal.nothing_lower`` for a yellow card, beneath
    which there is none.
    """
    if decision is Hearing.UPHELD:
        return count
    if decision is Hearing.LIFTED:
        return 0
    if verdict is Verification.VETO:
        return 1
    if level in (CardLevel.NONE, CardLevel.YELLOW):
        raise RuleBroken("appeal.nothing_lower")
    return 0


def matching_effect(level: CardLevel) -> Effect:
    """Return what a card does in partner lookup: yellow ranks lower, red and expelled are left out."""
    if level is CardLevel.NONE:
        return Effect.NONE
    return Effect.LOWER if level is CardLevel.YELLOW else Effect.EXCLUDED


def check_veto(first_actor: int, second_actor: int) -> None:
    """Return quietly where two different people stand behind a veto; 0 means nobody. Raises RuleBroken ``veto.two_people``."""
    if first_actor < 1 or second_actor < 1 or first_actor == second_actor:
        raise RuleBroken("veto.two_people")
