"""Terms: names, keywords and short phrases as wholes; found inside a query by character or sound, and by letters as they are typed."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import islice, product
from typing import NamedTuple

from models.search.grams import Unit
from models.search.sounds import char_keys, initials, readings, spellings
from models.search.spelled import Lines, Place

_LONGEST = 8


class Source(IntEnum):
    """Where a term comes from, the most telling first."""

    NAME = 0
    KEYWORD = 1
    CLOSE = 2
    """A term that holds a keyword of its item, or a short form of its name: what is meant where several terms have the same initials."""
    TERM = 3
    PHRASE = 4
    LINE = 5


WEIGHTS = {Source.NAME: 1.0, Source.KEYWORD: 1.0, Source.CLOSE: 0.8, Source.TERM: 0.7, Source.PHRASE: 0.55, Source.LINE: 0.2}
_SOURCES = tuple(Source)
_SPELLED = tuple(0.25 + 0.75 * WEIGHTS[source] for source in Source)
"""What a term of each source counts that is found by letters."""


class Term(NamedTuple):
    """A term of one item."""

    text: str
    item: int
    source: Source


class Found(NamedTuple):
    """A term that met the query: how much that tells, and whether by character (False: by sound)."""

    term: Term
    strength: float
    written: bool


class TermTable:
    """All terms of all items. Fill with :meth:`add`, :meth:`seal`, then ask."""

    def __init__(self, items: int) -> None:
        self._items = items
        self._texts: list[str] = []
        self._owners = array("H")
        self._sources = array("B")
        self._by_text: dict[str, tuple[int, ...]] = {}
        self._by_sound: dict[str, tuple[int, ...]] = {}
        self._by_first: dict[str, array[int]] = {}
        self._by_two: dict[str, array[int]] = {}
        self._initials = Lines()
        self._syllables = Lines()

    def add(self, text: str, item: int, source: Source) -> None:
        """Add a clean term of Chinese characters; a LINE (a whole long phrase) is found by initials only."""
        ref = len(self._texts)
        self._texts.append(text)
        self._owners.append(item)
        self._sources.append(source)
        if source is Source.LINE:
            self._initials.add(next(spellings(text, 1))[1], ref)
            return
        for syllables, letters in spellings(text, 4):
            self._initials.add(letters, ref)
            self._syllables.add("'" + "'".join(syllables), ref)
        if source < Source.PHRASE and (4 if source is Source.NAME else 2) <= len(text) <= _LONGEST:
            self._by_text[text] = (*self._by_text.get(text, ()), ref)
            for keys in islice(product(*(char_keys(char) or (char,) for char in text)), 6):
                sound = " ".join(keys)
                self._by_sound[sound] = (*self._by_sound.get(sound, ()), ref)
        if source <= Source.KEYWORD:
            for letter in initials(text[0]):
                self._by_first.setdefault(letter, array("I")).append(ref)
        if source < Source.PHRASE:
            for letters in _first_two(text):
                self._by_two.setdefault(letters, array("I")).append(ref)

    def seal(self) -> None:
        """End the filling."""
        self._initials.seal()
        self._syllables.seal()

    def inside(self, runs: Sequence[Sequence[Unit]]) -> Iterator[Found]:
        """Yield the terms that the query holds as a whole; strength is 0–1 times the rarity of the term among the items."""
        total = sum(map(len, runs))
        for run in runs:
            for start in range(len(run)):
                text = ""
                sounds: list[str] = [""]
                for end in range(start, min(len(run), start + _LONGEST)):
                    unit = run[end]
                    if not unit.keys:
                        break
                    text = text + unit.text if unit.is_char else ""
                    sounds = [f"{sound} {key}" if sound else key for sound in sounds for key in unit.keys][:6]
                    if end == start:
                        continue
                    share = ((end - start + 1) / total) ** 2
                    written = self._by_text.get(text, ()) if text else ()
                    yield from self._rate(written, share, True)
                    for sound in sounds:
                        heard = [ref for ref in self._by_sound.get(sound, ()) if ref not in written]
                        yield from self._rate(heard, share, False)

    def _rate(self, refs: Iterable[int], share: float, written: bool) -> Iterator[Found]:
        terms = [self._term(ref) for ref in refs]
        rarity = math.log((self._items + 1) / max(1, len({term.item for term in terms})))
        for term in terms:
            yield Found(term, WEIGHTS[term.source] * rarity * share, written)

    def by_syllables(self, syllables: Sequence[str], tail: str) -> Iterator[Found]:
        """Yield the terms that are spelled, begin or go on like the typed syllables and the beginning of one more; strength is 0–1."""
        letters = "".join("'" + syllable for syllable in syllables) + ("'" + tail if tail else "")
        if letters:
            yield from self._typed(self._syllables, letters, len(letters))

    def by_initials(self, letters: str) -> Iterator[Found]:
        """Yield the terms whose initials are, begin or go on with ``letters``; strength is 0–1."""
        yield from self._typed(self._initials, letters, len(letters))

    def _typed(self, lines: Lines, letters: str, size: int) -> Iterator[Found]:
        for ref, place, _offset, length in lines.find(letters, inside=size > 2):
            term = self._term(ref)
            weight = self._weight(ref)
            if place is Place.WHOLE:
                strength = weight
            else:
                start = 0.92 if term.source < Source.TERM else 0.86
                strength = weight * (start if place is Place.START else 0.66) * (size / length) ** 0.4
            yield Found(term, strength, False)

    def by_mixture(self, letters: str) -> Iterator[Found]:
        """Yield the terms that ``letters`` spell in any mixture of whole syllables, beginnings and initials (``ktbuzhileng``)."""
        for ref in self._by_two.get(letters[:2], ()):
            text = self._texts[ref]
            reached = mixture_reach(letters, text) if len(letters) <= 6 * len(text) else 0
            if reached >= 2:
                yield Found(self._term(ref), self._weight(ref) * 0.8 * (reached / len(text)) ** 0.4, False)

    def in_order(self, letters: str) -> Iterator[Found]:
        """Yield the names and keywords that hold the initials ``letters`` in order, with gaps (``xsdst`` in 下水道与化粪池疏通)."""
        for ref in self._by_first.get(letters[0], ()):
            text = self._texts[ref]
            if len(text) <= len(letters):
                continue
            at = 0
            for char in text:
                if at < len(letters) and letters[at] in initials(char):
                    at += 1
            if at == len(letters):
                yield Found(self._term(ref), 0.6 * (len(letters) / len(text)) ** 0.4, False)

    def _term(self, ref: int) -> Term:
        return Term(self._texts[ref], self._owners[ref], _SOURCES[self._sources[ref]])

    def _weight(self, ref: int) -> float:
        return _SPELLED[self._sources[ref]]


def _first_two(text: str) -> set[str]:
    """Return the two letters that a mixture of syllables and initials for ``text`` can begin with."""
    followers = initials(text[1]) if len(text) > 1 else ()
    spoken = readings(text[0]) or (text[0],)
    begun = {syllable[:2] for syllable in spoken if len(syllable) > 1}
    return begun | {syllable[0] + letter for syllable in spoken for letter in followers}


def mixture_reach(letters: str, text: str) -> int:
    """Return how many characters of ``text`` it takes, from its beginning, to use up ``letters``; 0 where that cannot be.

    A character is used by a whole syllable or its first letter (zh, ch and sh count as one); the last one by any beginning of it.
    """
    ends = {0}
    for count, char in enumerate(text, 1):
        after: set[int] = set()
        for syllable in readings(char) or (char,):
            for at in ends:
                for size in range(1, len(syllable) + 1):
                    if letters[at : at + size] != syllable[:size]:
                        break
                    if size in (1, len(syllable)) or at + size == len(letters) or syllable[:size] in ("zh", "ch", "sh"):
                        after.add(at + size)
        if len(letters) in after:
            return count
        if not after:
            return 0
        ends = after
    return 0
