"""What the network does to a request, drawn from the seed: late, lost on the way there or back, doubled, replayed, damaged, refused."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

QUICK = 0.02
RATES = {
    "drop": 0.12,
    "lose": 0.12,
    "double": 0.08,
    "replay": 0.06,
    "page": 0.06,
    "tear": 0.06,
    "busy": 0.06,
    "slow": 0.10,
}
"""Fault → how often at most, of all requests.

``drop``: it never arrives. ``lose``: the centre does it and the answer is lost. ``double``: it arrives twice. ``replay``: it arrives again
up to five minutes later. ``page``: a proxy answers with a page of its own. ``tear``: half an answer. ``busy``: 503. ``slow``: seconds.
"""


@dataclass
class Fate:
    """What becomes of one request; times in seconds."""

    there: float = QUICK
    back: float = QUICK
    faults: frozenset[str] = frozenset()
    again: float = 0.0


@dataclass
class Weather:
    """Which faults there are in this world and how often; ``fair`` stops them all."""

    chance: random.Random
    rates: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, chance: random.Random) -> Weather:
        """Draw a weather: some faults not at all, others up to their rate. Mixtures find what an even rain does not."""
        rates = {name: chance.uniform(0.2, 1.0) * most for name, most in RATES.items() if chance.random() < 0.6}
        return cls(chance, rates)

    def fair(self) -> None:
        """Let nothing happen to a request from now on."""
        self.rates = {}

    def fate(self) -> Fate:
        """Return what becomes of the next request."""
        chance = self.chance
        faults = frozenset(name for name, rate in self.rates.items() if chance.random() < rate)
        slow = 20.0 if "slow" in faults else 0.08
        fate = Fate(chance.uniform(0.005, slow), chance.uniform(0.005, slow), faults)
        if faults & {"double", "replay"}:
            fate.again = chance.uniform(0.01, 300.0 if "replay" in faults else 1.0)
        return fate
