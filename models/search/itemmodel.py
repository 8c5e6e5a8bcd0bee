"""The item model: what the callers of each item say, as counts of grams, and how well a query fits each of them.

This is multinomial naive Bayes over grams, kept sparse. A text adds its weight shared among its grams to each of them. A gram's gain for an
item is ``log(1 + n·s/α)``, where n is what the item's texts gave it and s is the gram's strength; a query's score is the sum of weight × s
× gain. A gram is strong if few texts hold it and if those are the texts of few items: ``(idf · (1 - H/2))^1.2``, where H is the entropy
of its counts over the items (0: one item alone, 1: all alike). Items are made comparable by the square root of their mass. The constants
were tuned on phrases held out of the phrase book.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence

from models.search.postings import Postings

_KEPT_FROM = 12
"""Gains for more items than this are kept once they are worked out; for fewer it is not worth the memory."""
_USUAL_GAIN = 1.6
"""What an ordinary known gram of an ordinary query gains; unknown characters count with it against the query."""
_SPREAD = 0.5
"""How much of its rarity a gram loses that is spread evenly over all items."""
_WELL_KNOWN = math.log(60)
_SHARPER = 1.2
"""The power that sets telling grams further apart from the others."""


class Fit:
    """How a query fits: one score per item, and what a perfect item would have scored."""

    __slots__ = ("ceiling", "scores")

    def __init__(self, scores: list[float], ceiling: float) -> None:
        self.scores = scores
        self.ceiling = ceiling


class _Counts(Postings[float]):
    """By gram: the number of texts that hold it, then in turn an item and its count."""

    __slots__ = ("_texts",)

    def __init__(self, kind: str, run: int) -> None:
        super().__init__(kind, run)
        self._texts = array("f")

    def count(self, gram: str, texts: int, item: int, count: float) -> None:
        """Add the count that a gram has in one more item, where so many texts hold it."""
        place = self.add(gram, item, count)
        if place == len(self._texts):
            self._texts.append(0)
        self._texts[place] += texts

    def get(self, gram: str) -> array[float] | None:
        place, counts = self.place(gram), super().get(gram)
        return None if place is None or counts is None else self._texts[place : place + 1] + counts


class ItemModel:
    """Counts of grams per item. Fill it with :meth:`add`, item after item, then ask :meth:`fit`."""

    def __init__(self, smoothing: float) -> None:
        """``smoothing`` is α: the more, the less a single text counts (more where there are few texts)."""
        self._smoothing = smoothing
        self._postings = _Counts("f", 2)
        self._mass: list[float] = []
        self._texts = 0
        self._balance: list[float] = []
        self._gains: dict[str, tuple[float, float, list[tuple[int, float]]]] = {}

    def add(self, texts: Iterable[tuple[Iterable[str], float]]) -> None:
        """Add the next item with its texts, each as (grams without repetition, weight)."""
        item = len(self._mass)
        counts: dict[str, float] = {}
        seen: dict[str, int] = {}
        mass = 0.0
        for grams, weight in texts:
            grams = list(grams)
            self._texts += 1
            mass += weight
            share = weight / len(grams) if grams else 0.0
            for gram in grams:
                counts[gram] = counts.get(gram, 0.0) + share
                seen[gram] = seen.get(gram, 0) + 1
        self._mass.append(mass)
        for gram, count in counts.items():
            self._postings.count(gram, seen[gram], item, count)

    def seal(self) -> None:
        """End the filling: weigh the items against each other."""
        self._postings.seal()
        usual = sum(self._mass) / max(1, len(self._mass))
        self._balance = [math.sqrt(usual / mass) if mass else 1.0 for mass in self._mass]

    def knows(self, gram: str) -> bool:
        """Say whether any text holds the gram."""
        return gram in self._postings

    def familiar(self, gram: str) -> float:
        """Return how well known a gram is: 0.0 if no text holds it, 0.6 for one, 1.0 from sixty texts on."""
        posting = self._postings.get(gram)
        return 0.6 + 0.4 * min(1.0, math.log(posting[0]) / _WELL_KNOWN) if posting else 0.0

    def fit(self, grams: Sequence[tuple[str, float]], unknown: float = 0.0) -> Fit:
        """Return how the weighted grams of a query fit each item; ``unknown`` is the weight of what was said and never heard of."""
        scores = [0.0] * len(self._mass)
        ceiling = unknown * math.log(self._texts + 1) ** _SHARPER * _USUAL_GAIN
        for gram, weight in grams:
            ready = self._gains.get(gram) or self._prepare(gram)
            if ready is None:
                continue
            strong, best, gains = ready
            strength = weight * strong
            ceiling += strength * best
            for item, gain in gains:
                scores[item] += strength * gain
        return Fit(scores, ceiling)

    def _prepare(self, gram: str) -> tuple[float, float, list[tuple[int, float]]] | None:
        posting = self._postings.get(gram)
        if posting is None:
            return None
        strong = self._strength(posting)
        factor = strong / self._smoothing
        balance = self._balance
        gains = [(int(item), math.log1p(posting[at + 1] * factor * balance[int(item)])) for at, item in _every_second(posting)]
        ready = (strong, max(gain for _item, gain in gains), gains)
        if len(gains) > _KEPT_FROM:
            self._gains[gram] = ready
        return ready

    def _strength(self, posting: array[float]) -> float:
        counts = posting[2::2]
        total = sum(counts)
        entropy = -sum(count / total * math.log(count / total) for count in counts) if len(counts) > 1 else 0.0
        spread = entropy / math.log(len(self._mass)) if entropy else 0.0
        rarity = math.log((self._texts + 1) / (posting[0] + 0.5))
        return float((rarity * (1.0 - _SPREAD * spread)) ** _SHARPER)


def _every_second(posting: array[float]) -> list[tuple[int, float]]:
    return [(at, posting[at]) for at in range(1, len(posting), 2)]
