"""Scoring: how well every item fits a query, from all that can be made of the query, on one scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from models.records.catalogue import ItemRow
from models.records.search import Phrases, WhyHit
from models.search.english import Vocabulary, english_grams, gram_weight, stem, words
from models.search.grams import clean, sense_by_sound, text_grams
from models.search.itemmodel import ItemModel
from models.search.query import Query, could_be_initials, query_grams, unheard
from models.search.sounds import initials
from models.search.terms import Found, Source, Term, TermTable
from models.search.wording import into_mandarin

_WRITTEN = 18.0
_HEARD = 12.0
_FURTHER = 0.3
_ONE_SYLLABLE = 0.55
_SHORT_PHRASE = 8


class Evidence(NamedTuple):
    """An item's score (0–1, before learning), and what made most of it. ``term`` is the term that met the query, if one did."""

    score: float
    why: WhyHit
    term: Term | None = None


class GivenUp(Exception):
    """Nobody waits for the index any more."""


def always() -> bool:
    """Tell that an index is wanted, whatever happens."""
    return True


class Scorer:
    """Scores items. Built once from the catalogue and the phrase book.

    ``wanted`` is asked at every item whether to go on; raises GivenUp where not.
    """

    def __init__(self, items: Sequence[ItemRow], phrases: Mapping[str, Phrases], wanted: Callable[[], bool] = always) -> None:
        self.items = items
        self._chinese = ItemModel(smoothing=0.1)
        self._english = ItemModel(smoothing=0.4)
        self._terms = TermTable(len(items))
        self.texts: list[tuple[str, ...]] = []
        self.english: list[tuple[str, ...]] = []
        vocabulary: set[str] = set()
        for number, item in enumerate(items):
            if not wanted():
                raise GivenUp
            said = phrases.get(item.code, Phrases())
            self._add(number, item, said)
            lines = [(item.name.en, 2.0), *((word, 1.5) for word in item.keywords_en), *((line, 1.0) for line in said.en)]
            self.english.append((item.name.en, *item.keywords_en, *said.en))
            spoken = [(words(line), weight) for line, weight in lines]
            vocabulary.update(word for line, _weight in spoken for word in line)
            self._english.add((english_grams([stem(word) for word in line]), weight) for line, weight in spoken if line)
        sense_by_sound("")  # fills its table now, not at the first keystroke
        self._terms.seal()
        self._chinese.seal()
        self._english.seal()
        self.knows = self._chinese.knows
        self.familiar = self._chinese.familiar
        self._vocabulary = Vocabulary(vocabulary)

    def _add(self, number: int, item: ItemRow, said: Phrases) -> None:
        name = clean(item.name.zh)
        keywords = [clean(word) for word in item.keywords_zh]
        terms = [term for term in map(clean, said.terms) if term not in keywords]
        lines = [into_mandarin(clean(line)) for line in said.zh]
        self._chinese.add(
            [
                (text_grams(name), 2.0),
                *((text_grams(word), 2.0) for word in keywords),
                *((text_grams(term), 1.0) for term in terms),
                *((text_grams(line), 1.0) for line in lines),
            ]
        )
        parts = _parts(name)
        for part in parts:
            self._terms.add(part, number, Source.NAME)
        for text in keywords:
            self._terms.add(text.replace(" ", ""), number, Source.KEYWORD)
        known = [word for word in (*parts, *keywords) if len(word) > 1]
        for text in dict.fromkeys((*terms, *_short_forms(parts))):
            close = any(word in text for word in known) or text not in terms
            self._terms.add(text.replace(" ", ""), number, Source.CLOSE if close else Source.TERM)
        for line in lines:
            for run in line.split():
                whole = len(run) == len(line)
                self._terms.add(run, number, Source.PHRASE if whole and len(run) <= _SHORT_PHRASE else Source.LINE)
        self.texts.append((name, *keywords, *terms, *lines))

    def score(self, query: Query) -> list[Evidence | None]:
        """Return the evidence for each item, in the order of the items; None where there is none."""
        best: list[Evidence | None] = [None] * len(self.items)
        if query.code:
            for number, item in enumerate(self.items):
                if item.code.startswith(query.code):
                    best[number] = Evidence(1.0, WhyHit.CODE)
        if query.runs:
            self._by_sense(query, best)
            self._by_mixed_writing(query, best)
        if query.letters:
            self._by_letters(query, best)
        if query.words and not query.han:
            self._by_english(query, best)
        return best

    def _by_sense(self, query: Query, best: list[Evidence | None]) -> None:
        fit = self._chinese.fit(list(query_grams(query).items()), unheard(query, self.knows))
        found: dict[int, list[tuple[float, Found]]] = {}
        for hit in self._terms.inside(query.runs):
            typed = not query.han
            found.setdefault(hit.term.item, []).append((hit.strength * (_WRITTEN if hit.written or typed else _HEARD), hit))
        bonus: dict[int, tuple[float, Found | None]] = {}
        for item, hits in found.items():
            hits.sort(key=lambda entry: entry[0], reverse=True)
            distinct = dict.fromkeys(round(strength, 6) for strength, _hit in hits)
            strongest, *others = distinct
            bonus[item] = (strongest + _FURTHER * sum(others[:2]), hits[0][1])
        ceiling = fit.ceiling + max((strength for strength, _hit in bonus.values()), default=0.0)
        if not ceiling:
            return
        nothing: tuple[float, Found | None] = (0.0, None)
        certainty = _ONE_SYLLABLE if not query.han and len(query.syllables) == 1 else 1.0
        for number, raw in enumerate(fit.scores):
            extra, met = bonus.get(number, nothing)
            if raw + extra <= 0:
                continue
            why = WhyHit.PINYIN if not query.han else WhyHit.SIMILAR
            if met is not None and query.han:
                written = WhyHit.NAME if met.term.source is Source.NAME else WhyHit.KEYWORD
                why = written if met.written else WhyHit.SOUND
            _keep(best, number, Evidence(certainty * (raw + extra) / ceiling, why, met.term if met else None))

    def _by_letters(self, query: Query, best: list[Evidence | None]) -> None:
        if query.syllables or query.tail:
            self._gather(self._terms.by_syllables(query.syllables, query.tail), WhyHit.PINYIN, best)
        letters = query.letters
        if could_be_initials(letters):
            whole = self._gather(self._terms.by_initials(letters), WhyHit.INITIALS, best)
            for flat in ("zh", "ch", "sh"):
                if flat in letters:
                    self._gather(self._terms.by_initials(letters.replace(flat, flat[0])), WhyHit.INITIALS, best)
            if not whole and len(letters) > 2:
                self._gather(self._terms.in_order(letters), WhyHit.INITIALS, best)
        if len(letters) > 2 and not query.syllables and not any(entry and entry.score > 0.6 for entry in best):
            self._gather(self._terms.by_mixture(letters), WhyHit.PINYIN, best)

    def _by_mixed_writing(self, query: Query, best: list[Evidence | None]) -> None:
        """Characters and initials in one word (``空调bzl``): the terms with these initials that hold the characters."""
        for run in query.runs:
            strange = [unit.text for unit in run if not unit.keys and not self.knows("=" + unit.text)]
            if not strange or len(strange) == len(run) or not all(map(could_be_initials, strange)):
                continue
            letters = "".join(initials(unit.text)[0] if unit.is_char else unit.text if not unit.keys else unit.text[0] for unit in run)
            written = [unit.text for unit in run if unit.is_char]
            hits = (hit for hit in self._terms.by_initials(letters) if all(char in hit.term.text for char in written))
            self._gather(hits, WhyHit.INITIALS, best)

    def _gather(self, found: Iterable[Found], why: WhyHit, best: list[Evidence | None]) -> bool:
        """Keep the strongest term of each item; further terms of the item add a little. Return whether anything was found."""
        strongest: dict[int, tuple[float, Term]] = {}
        count: dict[int, int] = {}
        for hit in found:
            item = hit.term.item
            count[item] = count.get(item, 0) + 1
            if item not in strongest or hit.strength > strongest[item][0]:
                strongest[item] = (hit.strength, hit.term)
        for item, (strength, term) in strongest.items():
            _keep(best, item, Evidence(strength + 0.01 * min(count[item] - 1, 4), why, term))
        return bool(strongest)

    def _by_english(self, query: Query, best: list[Evidence | None]) -> None:
        known: list[str] = []
        certainty = 0.0
        for word in query.words:
            if self._vocabulary.knows(word):
                known.append(stem(word))
                certainty += 1.0
            elif (mended := self._vocabulary.mended(word)) is not None:
                known.append(stem(mended))
                certainty += 0.75
        if not known:
            return
        fit = self._english.fit([(gram, gram_weight(gram)) for gram in english_grams(known)])
        if not fit.ceiling:
            return
        share = certainty / len(query.words)
        for number, raw in enumerate(fit.scores):
            if raw > 0:
                _keep(best, number, Evidence(share * raw / fit.ceiling, WhyHit.ENGLISH))

    def resemblance(self, query: Query, number: int) -> float:
        """Return how much the letters of a query look like an item's names (0–1): the last resort."""
        name = self.items[number].name
        wanted = query.text or query.whole
        return max(fuzz.partial_ratio(wanted, name.zh), fuzz.partial_ratio(wanted, name.en.lower())) / 100


def floor(query: Query, best: Evidence | None) -> float:
    """Return the points of 100 below which the best item is only a guess, and the search counts as one that found nothing.

    Few units (characters, typed syllables) agree with something by chance, so short queries need more; in a long one much is beside the
    point, so it needs less. English words agree by chance too. Set so that one right answer of ten to phrases held out of the phrase book
    falls below, and one of three hundred to what callers say.
    """
    units = sum(map(len, query.runs))
    if units == 0:
        return 50.0 if best is not None and best.why is WhyHit.ENGLISH else 38.0
    if units > 8:
        return max(27.0, 38.0 - 1.5 * (units - 8))
    return 46.0 if units > 5 else 50.0 if units > 3 else 60.0


def _keep(best: list[Evidence | None], number: int, evidence: Evidence) -> None:
    now = best[number]
    if now is None or evidence.score > now.score:
        best[number] = evidence


def _parts(name: str) -> tuple[str, ...]:
    """Return an item's name, its halves around 与, and the halves with the other's end (下水道与化粪池疏通 → 下水道疏通)."""
    whole = name.replace(" ", "")
    parts = [whole]
    for joint in ("与", "和", "及"):
        left, found, right = whole.partition(joint)
        if found and len(left) > 1 and len(right) > 1:
            parts += [left, right]
            if len(right) > 3:
                parts.append(left + right[-2:])
    return tuple(dict.fromkeys(parts))


def _short_forms(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the first and the last word of each part of a name (宽带网络故障 → 宽带故障); words have two characters."""
    return tuple(part[:2] + part[-2:] for part in parts if len(part) > 4)
