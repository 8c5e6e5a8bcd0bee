"""Names: partners, departments and knowledge articles, found by what they are called in Chinese, pinyin, initials or English."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from models.records.base import Text
from models.records.search import HitKind, WhyHit
from models.search.english import stem, words
from models.search.grams import clean, text_grams
from models.search.postings import Postings
from models.search.query import Query, could_be_initials, query_grams
from models.search.sounds import spellings
from models.search.spelled import Lines, Place
from models.search.terms import mixture_reach

_TOO_MANY = 700
"""A gram that more names than this share is only counted for names that something rarer has brought in."""


class Named(NamedTuple):
    """Something with a name: its kind, code and name, and a second line for the hit."""

    kind: HitKind
    code: str
    name: Text
    detail: Text


class NameHit(NamedTuple):
    """A named thing that met the query; ``score`` is 0–100."""

    named: Named
    score: float
    why: WhyHit


class NameIndex:
    """An index over names; built once."""

    def __init__(self, named: Sequence[Named]) -> None:
        self._named = named
        self._clean = [clean(entry.name.zh) for entry in named]
        self._postings: Postings[int] = Postings("I", 1)
        self._initials = Lines()
        self._syllables = Lines()
        self._sizes = array("f")
        for ref, entry in enumerate(named):
            grams = {gram for gram in text_grams(self._clean[ref]) if gram[0] != "@"}
            grams.update("=" + stem(word) for word in words(entry.name.en))
            for gram in grams:
                self._postings.add(gram, ref)
            spelled = "".join(self._clean[ref].split())
            for syllables, letters in spellings(spelled, 4 if entry.kind is not HitKind.ARTICLE else 1):
                self._initials.add(letters, ref)
                self._syllables.add("'" + "'".join(syllables), ref)
            self._sizes.append(len(spelled))
        self._postings.seal()
        self._initials.seal()
        self._syllables.seal()

    def find(self, query: Query, limit: int) -> list[NameHit]:
        """Return the names that fit, best first, at most ``limit``."""
        best: dict[int, tuple[float, WhyHit]] = {}
        if query.han:
            self._by_grams(query, {gram: _weight(gram) for gram in text_grams(query.whole)}, best, WhyHit.NAME)
        elif query.letters:
            if query.syllables or query.tail:
                self._by_letters(self._syllables, "'" + "'".join((*query.syllables, query.tail)).rstrip("'"), best)
            if could_be_initials(query.letters):
                self._by_letters(self._initials, query.letters, best, WhyHit.INITIALS)
            self._by_grams(query, {"=" + stem(word): 1.0 for word in query.words}, best, WhyHit.ENGLISH)
            if not best and len(query.letters) > 2:
                self._by_mixture(query.letters, best)
            if len(query.syllables) > 1:
                self._by_grams(query, query_grams(query), best, WhyHit.PINYIN)
        order = sorted(best, key=lambda ref: (-best[ref][0], self._sizes[ref]))[:limit]
        return [NameHit(self._named[ref], best[ref][0], best[ref][1]) for ref in order]

    def _by_grams(self, query: Query, grams: dict[str, float], best: dict[int, tuple[float, WhyHit]], why: WhyHit) -> None:
        total = 0.0
        rare: list[tuple[float, array[int]]] = []
        common: list[tuple[float, array[int]]] = []
        count = len(self._named) + 1
        for gram, weight in grams.items():
            if gram[0] == "@":
                continue
            posting = self._postings.get(gram)
            strength = weight * math.log(count / ((len(posting) if posting else 0) + 0.5))
            total += strength
            if posting:
                (rare if len(posting) <= _TOO_MANY else common).append((strength, posting))
        if not total:
            return
        scores: dict[int, float] = {}
        for strength, posting in rare:
            for ref in posting:
                scores[ref] = scores.get(ref, 0.0) + strength
        if not scores and common:
            scores = dict.fromkeys(min(common, key=lambda entry: len(entry[1]))[1][:_TOO_MANY], 0.0)
        shortlist = sorted(scores, key=scores.__getitem__, reverse=True)[:60]
        wanted = query.whole.replace(" ", "")
        for ref in shortlist:
            score = scores[ref] + sum(strength for strength, posting in common if _holds(posting, ref))
            share = score / total
            if share < 0.3:
                continue
            points = 74 * share
            name = self._clean[ref].replace(" ", "")
            if why is WhyHit.NAME and wanted in name and len(wanted) > 1:
                points = 78 + 20 * (len(wanted) / len(name)) ** 0.7 + (2 if name.startswith(wanted) else 0)
            elif why is WhyHit.ENGLISH and share > 0.99:
                points = 80
            if ref not in best or best[ref][0] < points:
                best[ref] = (points, why)

    def _by_mixture(self, letters: str, best: dict[int, tuple[float, WhyHit]]) -> None:
        """Partners and departments by any mixture of syllables and initials (``jiajl``); articles are too many and are not asked for so."""
        for ref, entry in enumerate(self._named):
            if entry.kind is HitKind.ARTICLE:
                continue
            name = self._clean[ref]
            reached = mixture_reach(letters, name)
            if reached > 1:
                best[ref] = (62 + 24 * reached / len(name), WhyHit.PINYIN)

    def _by_letters(self, lines: Lines, letters: str, best: dict[int, tuple[float, WhyHit]], why: WhyHit = WhyHit.PINYIN) -> None:
        for ref, place, _offset, length in lines.find(letters, inside=len(letters) > 2, limit=80):
            share = len(letters) / length
            start = (82 if why is WhyHit.PINYIN and letters.count("'") > 1 else 72) + 14 * share
            points = {Place.WHOLE: 98.0, Place.START: start, Place.INSIDE: 50 + 20 * share}[place]
            if why is WhyHit.INITIALS:
                points -= 6 if len(letters) > 3 else 14
            if ref not in best or best[ref][0] < points:
                best[ref] = (points, why)


def _weight(gram: str) -> float:
    if gram[0] <= "z":
        return 0.6 if gram[0] == "=" else 0.2 if " " not in gram else 0.3
    return 0.6 if len(gram) == 1 else 1.0


def _holds(posting: array[int], ref: int) -> bool:
    at = bisect_left(posting, ref)
    return at < len(posting) and posting[at] == ref
