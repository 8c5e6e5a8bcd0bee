"""Explain: why an item is in the list, by which phrase or keyword, and which characters of its name to set off."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from models.records.search import Hit, HitKind, WhyHit
from models.search.english import stem
from models.search.query import Query
from models.search.scoring import Evidence, Scorer
from models.search.sounds import char_keys, initials
from models.search.terms import Source

_LIKE = 40.0
"""From this likeness of 100 on, the nearest phrase is given as the reason."""
_WORD = re.compile(r"[A-Za-z0-9'’-]+")


class Explainer:
    """Makes hits out of evidence."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._sounding: dict[int, tuple[str, ...]] = {}

    def item_hit(self, query: Query, number: int, points: float, evidence: Evidence | None, learnt: str) -> Hit:
        """Return the hit of an item; ``learnt`` is the learnt query that moved it up, or ''."""
        item = self._scorer.items[number]
        why, via = self._why(query, number, evidence)
        if learnt:
            why, via = WhyHit.LEARNED, learnt
        spans = _english_spans(query, item.name.en) if why is WhyHit.ENGLISH else _spans(query, item.name.zh)
        return Hit(
            kind=HitKind.ITEM,
            code=item.code,
            name=item.name,
            score=round(max(0.0, min(100.0, points)), 1),
            why=why,
            via=via,
            spans=spans,
            emergency=item.emergency,
        )

    def _why(self, query: Query, number: int, evidence: Evidence | None) -> tuple[WhyHit, str]:
        if evidence is None:
            return WhyHit.SIMILAR, ""
        if evidence.why is WhyHit.CODE:
            return WhyHit.CODE, self._scorer.items[number].code
        if evidence.why is WhyHit.ENGLISH:
            return WhyHit.ENGLISH, self._nearest_english(query, number)
        if evidence.term is not None and evidence.why is not WhyHit.SIMILAR:
            dialect = query.dialect and evidence.term.source is not Source.NAME
            return (WhyHit.DIALECT if dialect else evidence.why), evidence.term.text
        if evidence.why is WhyHit.PINYIN:
            return WhyHit.PINYIN, self._nearest(query, number)[1]
        likeness, via = self._nearest(query, number)
        if likeness < _LIKE:
            return WhyHit.SIMILAR, via
        return (WhyHit.DIALECT if query.dialect else WhyHit.PHRASE), via

    def _nearest(self, query: Query, number: int) -> tuple[float, str]:
        """Return the item's text that is most like the query, by character or by sound, and how much (0–100)."""
        if query.han:
            wanted, lines = query.text, self._scorer.texts[number]
        else:
            wanted, lines = " ".join(unit.keys[0] for run in query.runs for unit in run), self._sounds(number)
        found = process.extractOne(wanted, lines, scorer=fuzz.ratio)
        return (found[1], self._scorer.texts[number][found[2]]) if found else (0.0, "")

    def _sounds(self, number: int) -> tuple[str, ...]:
        known = self._sounding.get(number)
        if known is None:
            known = tuple(" ".join(key for char in text for key in char_keys(char)[:1]) for text in self._scorer.texts[number])
            self._sounding[number] = known
        return known

    def _nearest_english(self, query: Query, number: int) -> str:
        wanted = {stem(word) for word in query.words}
        lines = self._scorer.english[number]
        return max(lines, key=lambda line: (sum(word in line.lower() for word in wanted), -len(line)), default="")


def _spans(query: Query, name: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a Chinese name that the query said, by character, sound or initial."""
    marked = [False] * len(name)
    said = {unit.text for run in query.runs for unit in run if unit.is_char}
    for run in query.runs:
        for left, right in zip(run, run[1:], strict=False):
            for at in range(len(name) - 1):
                if set(left.keys) & set(char_keys(name[at])) and set(right.keys) & set(char_keys(name[at + 1])):
                    marked[at] = marked[at + 1] = True
    for at, char in enumerate(name):
        if char in said:
            marked[at] = True
    if query.letters and not any(marked):
        for start in range(len(name) - len(query.letters) + 1):
            if all(letter in initials(name[start + offset]) for offset, letter in enumerate(query.letters)):
                marked[start : start + len(query.letters)] = [True] * len(query.letters)
                break
    return _ranges(marked)


def _ranges(marked: list[bool]) -> tuple[tuple[int, int], ...]:
    spans = []
    start = None
    for at, mark in enumerate([*marked, False]):
        if mark and start is None:
            start = at
        elif not mark and start is not None:
            spans.append((start, at))
            start = None
    return tuple(spans)


def _english_spans(query: Query, name: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the words of an English name that the query said."""
    wanted = {stem(word) for word in query.words}
    return tuple(match.span() for match in _WORD.finditer(name) if stem(match[0].lower()) in wanted)
