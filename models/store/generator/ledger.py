"""Bad records of the invented year: few, each verified, each with the card that it amounted to on that day."""

from __future__ import annotations

import math
import random
from datetime import datetime, timedelta

from models.records.case import Verification
from models.records.journal import Verify
from models.records.partner import PartnerRow, PartnerStage
from models.rules import ladder
from models.store.generator import words
from models.store.generator.moments import DAYS
from models.store.generator.world import World

_FOUNDED = 0.85
_AGAIN = 0.25


class Ledger:
    """Hands out verdicts. No more than ``budget`` complaints are verified, spread over the year before ``end``, and only against partners
    on trial: those that have signed were admitted for their good name, and the cards that partners brought with them stay as they are.
    """

    def __init__(self, world: World, budget: int, end: datetime) -> None:
        self._world = world
        self._budget = budget
        self._begin = end - timedelta(days=DAYS)
        self._given = 0
        self._counts: dict[str, int] = {}
        self._last: dict[str, datetime] = {}

    def verdict(self, dice: random.Random, partner: PartnerRow, opened: datetime, at: datetime) -> Verify:
        """Return what is found at ``at`` in a case that was opened at ``opened``."""
        count = self._counts.get(partner.code, partner.verified_bad)
        if not self._founded(dice, partner, count, opened):
            return Verify(
                verdict=Verification.UNFOUNDED,
                partner=partner.code,
                name=partner.name,
                statement=dice.choice(words.DENIED),
                evidence=dice.choice(words.EVIDENCE),
            )
        self._counts[partner.code], level = ladder.after(count, False)
        self._last[partner.code] = at
        self._given += 1
        if ladder.matching_effect(level) is ladder.Effect.EXCLUDED:
            self._world.send_no_more(partner)
        return Verify(
            verdict=Verification.VERIFIED,
            partner=partner.code,
            name=partner.name,
            statement=dice.choice(words.ADMITTED),
            evidence=dice.choice(words.EVIDENCE),
            card=level.value,
        )

    def _founded(self, dice: random.Random, partner: PartnerRow, count: int, opened: datetime) -> bool:
        """Verdicts on one partner follow one another: a case that was opened before the last one adds nothing to the ladder."""
        last = self._last.get(partner.code)
        return (
            self._given < math.ceil(self._budget * ((opened - self._begin) / timedelta(days=DAYS)))
            and partner.stage is PartnerStage.TRIAL
            and count < 2
            and (last is None or opened > last)
            and dice.random() < (_FOUNDED if count == 0 else _AGAIN)
        )
