"""Learning: what operators chose after typing a query moves that item up, by a bounded and smoothed amount.

With n choices of an item for a key and N choices for the key in all, the item gains ``60 · n²/(n²+12) · n/N`` points of 100: one choice
4.6, three 25.7, ten 53.6. A single slip therefore cannot bury an item that leads clearly, and three of a kind can mend a wrong order. A
query that is only similar to a learnt one takes a third of its gain, times the similarity.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from models.records.search import Choice
from models.search.sounds import char_keys

_MOST = 60.0
_HALF = 12.0
_ALIKE = 0.33
_NEAR = 0.55
_KEYS = 20_000


def sound_pairs(key: str) -> frozenset[str]:
    """Return the sounds and neighbouring sounds of a query key; letters count as pairs of letters."""
    units = [sounds[0] if (sounds := char_keys(char)) else char for char in key if char != " "]
    return frozenset(units) | {f"{left} {right}" for left, right in zip(units, units[1:], strict=False)}


class Learning:
    """Counts of (query key, item code), at most 20,000 keys: the one not used for longest goes first."""

    def __init__(self, choices: Iterable[Choice] = ()) -> None:
        self._counts: OrderedDict[str, dict[str, int]] = OrderedDict()
        self._pairs: dict[str, frozenset[str]] = {}
        self._holders: dict[str, set[str]] = {}
        for choice in choices:
            self.count(choice.query, choice.code, choice.count)

    def count(self, key: str, code: str, times: int = 1) -> None:
        """Count ``times`` choices of ``code`` for ``key``; an empty key or a count below one is ignored."""
        if not key or times < 1:
            return
        codes = self._counts.get(key)
        if codes is None:
            codes = self._counts[key] = {}
            self._pairs[key] = sound_pairs(key)
            for pair in self._pairs[key]:
                self._holders.setdefault(pair, set()).add(key)
            if len(self._counts) > _KEYS:
                self._forget()
        self._counts.move_to_end(key)
        codes[code] = codes.get(code, 0) + times

    def _forget(self) -> None:
        key, _codes = self._counts.popitem(last=False)
        for pair in self._pairs.pop(key):
            holders = self._holders[pair]
            holders.discard(key)
            if not holders:
                del self._holders[pair]

    def gains(self, key: str) -> dict[str, tuple[float, str]]:
        """Return item code → (points gained, the learnt key that gained most) for a query key."""
        found: dict[str, tuple[float, str]] = {}
        if not self._counts:
            return found
        for code, points in self._points(key).items():
            found[code] = (points, key)
        for near, similarity in self._near(key):
            for code, points in self._points(near).items():
                share = points * similarity * _ALIKE
                old, via = found.get(code, (0.0, near))
                found[code] = (min(_MOST, max(old, share) + min(old, share) * 0.2), via if old >= share else near)
        return found

    def _points(self, key: str) -> dict[str, float]:
        codes = self._counts.get(key)
        if not codes:
            return {}
        total = sum(codes.values())
        return {code: _MOST * count * count / (count * count + _HALF) * count / total for code, count in codes.items()}

    def _near(self, key: str) -> list[tuple[str, float]]:
        mine = sound_pairs(key)
        if len(mine) < 3:
            return []
        shared: dict[str, int] = {}
        for pair in mine:
            if " " in pair:
                for other in self._holders.get(pair, ()):
                    if other != key:
                        shared[other] = shared.get(other, 0) + 1
        best = sorted(shared, key=lambda other: shared[other], reverse=True)[:12]
        near = [(other, 2 * len(mine & self._pairs[other]) / (len(mine) + len(self._pairs[other]))) for other in best]
        return [(other, similarity) for other, similarity in near if similarity >= _NEAR]
