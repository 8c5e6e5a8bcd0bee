"""Who rings: invented households, each behind one number, made anew from seed and place whenever they are asked for.

Nothing is kept of them, so that a million callers take no memory. Numbers are drawn without repetition from blocks that are plainly
invented: 0577-6555 0000 to 8999, and mobiles 13x with four equal digits (13800000000 to 13800009999 and 0577-6555 9000 on are left to
scenarios and demonstration partners).
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from models.records.caller import Flag, FlagKind, PersonRow
from models.store.generator.ids import person_id
from models.store.generator.world import World

MOST = 400_000
"""How many callers there can be: there are no more invented numbers."""

_MOBILE_BLOCKS = tuple(
    f"13{third}{digit * 4}" for third in "56789" for digit in "0123456789" if (third, digit) != ("8", "0")
)
_BLOCK = 10_000
_LANDLINES = 9_000
_LANDLINE_EVERY = 4
"""One caller in four rings from a landline, as long as there are any."""

_VISITS = (1, 2, 3, 4, 5, 6, 8, 12, 25, 60)
_VISIT_WEIGHTS = (49.0, 24.0, 13.0, 7.0, 4.0, 2.6, 2.2, 1.4, 0.6, 0.2)
"""How often a caller rings in a year: 55 of 100 more than once, a few every week."""

_SHARED = 0.2
_PEOPLE = (2, 3, 4)
_PEOPLE_WEIGHTS = (62, 26, 12)
_FLAGGED = 0.05
_NOTED = 0.12
_FLAGS = (
    (FlagKind.ELDERLY, "独居老人,说话请慢一点"),
    (FlagKind.DISABLED, "行动不便,开门要等"),
    (FlagKind.CARE, "重点关爱户,社区有联系人"),
    (FlagKind.CAUTION, "通话中曾情绪激动,请两人上门"),
)
_FLAG_WEIGHTS = (55, 20, 18, 7)


class Household(NamedTuple):
    """The people behind one number, at one address."""

    number: str
    people: tuple[PersonRow, ...]
    district: str
    address: str


class Callers:
    """All households of one seed. ``taken`` are normalised numbers that belong to somebody else (partners, departments)."""

    def __init__(self, seed: int, world: World, today: date, taken: Collection[str]) -> None:
        self._seed = seed
        self._world = world
        self._today = today
        self._taken = taken
        dice = random.Random(seed)
        self._mobile_shift = dice.randrange(len(_MOBILE_BLOCKS) * _BLOCK)
        self._landline_shift = dice.randrange(_LANDLINES)

    def number(self, place: int) -> str:
        """Return the normalised number of the household at ``place``."""
        row, column = divmod(place, _LANDLINE_EVERY)
        if column == 0 and row < _LANDLINES:
            # 7 is prime to the size of the block: every number comes once.
            number = f"05776555{(row * 7 + self._landline_shift) % _LANDLINES:04d}"
            if number not in self._taken:
                return number
        spot = (place * 7_919 + self._mobile_shift) % (len(_MOBILE_BLOCKS) * _BLOCK)
        block, rest = divmod(spot, _BLOCK)
        return f"{_MOBILE_BLOCKS[block]}{rest:04d}"

    def household(self, place: int) -> Household:
        """Return the household at ``place``."""
        dice = random.Random((self._seed << 24) + place)
        number = self.number(place)
        district = self._world.district(dice)
        address = self._world.address(dice, district)
        count = dice.choices(_PEOPLE, _PEOPLE_WEIGHTS)[0] if dice.random() < _SHARED else 1
        people = tuple(self._person(dice, number, district, address) for _ in range(count))
        return Household(number, people, district, address)

    def _person(self, dice: random.Random, number: str, district: str, address: str) -> PersonRow:
        flags: tuple[Flag, ...] = ()
        if dice.random() < _FLAGGED:
            kind, note = dice.choices(_FLAGS, _FLAG_WEIGHTS)[0]
            flags = (Flag(kind=kind, note=note, review_on=(self._today + timedelta(days=dice.randint(-20, 180))).isoformat()),)
        return PersonRow(
            id=person_id(dice),
            name=self._world.name(dice),
            numbers=(number,),
            address=address,
            district=district,
            notes=dice.choice(self._world.notes) if dice.random() < _NOTED else "",
            flags=flags,
        )


def visits(count: int, dice: random.Random) -> array[int]:
    """Return who rings: ``count`` places of households in the order of the year (four bytes each)."""
    order = array("I")
    place = 0
    while len(order) < count:
        order.extend([place % MOST] * dice.choices(_VISITS, _VISIT_WEIGHTS)[0])
        place += 1
    del order[count:]
    dice.shuffle(order)
    return order
