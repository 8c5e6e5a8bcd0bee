"""Query: what was typed, read in every way that makes sense: Chinese, pinyin, initials, English, an item code, and a district in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from models.search.alike import LONGEST, SENSES
from models.search.english import words
from models.search.grams import Unit, char_units, clean, pair_keys, sense_by_sound, syllable_unit
from models.search.places import Places
from models.search.sounds import INITIAL_LETTERS, cut
from models.search.wording import into_mandarin, without_asides

MOST_CHARACTERS = 120
"""What is typed beyond this is not looked at; nobody says what is the matter later than that."""

_CODE = re.compile(r"c?[- ]?(\d{2})[- ]?(\d{2})")
_CATEGORY = re.compile(r"c(\d{2})")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WEIGHTS = {"char": 1.2, "pair": 1.0, "sound": 0.5, "sounds": 0.6, "sense": 0.6, "word": 1.2}


class Query(NamedTuple):
    """A query as it was read. ``runs`` is the Chinese reading (typed syllables included), ``tail`` the beginning of a last syllable.

    ``letters`` are all letters typed where no Chinese was; ``code`` is an item or category code; ``key`` is what learning remembers;
    ``whole`` is the clean text before anything was taken out or put into Mandarin.
    """

    key: str
    text: str
    whole: str
    dialect: bool
    han: bool
    district: str | None
    code: str | None
    runs: tuple[tuple[Unit, ...], ...]
    syllables: tuple[str, ...]
    tail: str
    letters: str
    words: tuple[str, ...]


class Reader:
    """Reads queries. ``familiar`` tells how well known a gram of the index is (sound pairs and words of letters); 0.0 if not at all."""

    def __init__(self, places: Places, familiar: Callable[[str], float]) -> None:
        self._places = places
        self._familiar = familiar

    def read(self, typed: str) -> Query:
        """Return the readings of what was typed."""
        text = clean(typed[:MOST_CHARACTERS])
        code = _code(text)
        mandarin = into_mandarin(text)
        without_place, district = self._places.take(mandarin)
        matter = without_asides(without_place)
        han = _HAN.search(matter) is not None
        runs: tuple[tuple[Unit, ...], ...] = ()
        syllables: tuple[str, ...] = ()
        tail = letters = ""
        if han:
            runs, tail = self._chinese(matter)
        elif code is None:
            letters = "".join(char for char in matter if char.isalpha())
            syllables, tail = self._pinyin(matter)
            runs = (tuple(map(syllable_unit, syllables)),) if syllables else ()
        return Query(
            key=matter,
            text=matter,
            whole=text,
            dialect=mandarin != text,
            han=han,
            district=district,
            code=code,
            runs=runs,
            syllables=syllables,
            tail=tail,
            letters=letters,
            words=() if han else tuple(words(matter)),
        )

    def _heard(self, left: str, right: str) -> float:
        return self._familiar(f"{syllable_unit(left).keys[0]} {syllable_unit(right).keys[0]}")

    def _chinese(self, text: str) -> tuple[tuple[tuple[Unit, ...], ...], str]:
        """Return the runs of a text with Chinese in it; words of letters are syllables where they can be (``马桶 du le``)."""
        runs: list[tuple[Unit, ...]] = []
        units: list[Unit] = []
        typed = False
        tail = ""
        for piece in text.split():
            here, tail = self._units(piece)
            goes_on = any(unit.keys and not unit.is_char for unit in here)
            if units and not (typed or goes_on):
                runs.append(tuple(units))
                units = []
            units += here
            typed = goes_on
        runs.append(tuple(units))
        return tuple(runs), tail

    def _units(self, piece: str) -> tuple[list[Unit], str]:
        units: list[Unit] = []
        tail = ""
        for unit in char_units(piece):
            parts = None
            if not unit.keys and unit.text.isalpha() and not self._familiar("=" + unit.text):
                parts = cut(unit.text, self._heard)
            if parts is None:
                units.append(unit)
            else:
                units += map(syllable_unit, parts[0])
                tail = parts[1]
        return units, tail

    def _pinyin(self, text: str) -> tuple[tuple[str, ...], str]:
        """Cut all words of a query without Chinese into syllables; ((), "") unless every word can be."""
        syllables: list[str] = []
        tail = ""
        for piece in text.replace("'", " ").split():
            parts = cut(piece, self._heard) if piece.isalpha() else None
            if parts is None or tail:
                return (), ""
            syllables += parts[0]
            tail = parts[1]
        return tuple(syllables), tail


def _code(text: str) -> str | None:
    match = _CODE.fullmatch(text)
    if match:
        return f"C{match[1]}-{match[2]}"
    match = _CATEGORY.fullmatch(text)
    return f"C{match[1]}" if match else None


def could_be_initials(letters: str) -> bool:
    """Say whether letters can be the first letters of Chinese words."""
    return 1 < len(letters) <= 14 and INITIAL_LETTERS.issuperset(letters)


def query_grams(query: Query) -> dict[str, float]:
    """Return the weighted grams of the Chinese reading."""
    grams: dict[str, float] = {}
    for run in query.runs:
        before: Unit | None = None
        for at, unit in enumerate(run):
            if not unit.keys:
                grams.setdefault("=" + unit.text, _WEIGHTS["word"])
                before = None
                continue
            if unit.is_char:
                grams.setdefault(unit.text, _WEIGHTS["char"])
            for key in unit.keys:
                grams.setdefault(key, _WEIGHTS["sound"] / len(unit.keys))
            if before is not None:
                _pair(grams, before, unit)
            _sense(grams, run, at)
            before = unit
    return grams


def unheard(query: Query, knows: Callable[[str], bool]) -> float:
    """Return the weight of what the Chinese reading says and the index has never heard: pairs of units, by character and by sound."""
    missing = 0.0
    for run in query.runs:
        for left, right in zip(run, run[1:], strict=False):
            known = left.is_char and right.is_char and knows(left.text + right.text)
            if not known and not any(knows(f"{one} {other}") for one in left.keys for other in right.keys):
                missing += _WEIGHTS["pair"]
        missing += sum(_WEIGHTS["char"] for unit in run if not any(map(knows, unit.keys or ("=" + unit.text,))))
    return missing


def _pair(grams: dict[str, float], left: Unit, right: Unit) -> None:
    if left.is_char and right.is_char:
        pair = left.text + right.text
        grams.setdefault(pair, _WEIGHTS["pair"])
        sounds = pair_keys(pair)
    else:
        sounds = tuple(f"{one} {other}" for one in left.keys for other in right.keys)
    for sound in sounds:
        grams.setdefault(sound, _WEIGHTS["sounds"] / len(sounds))


def _sense(grams: dict[str, float], run: tuple[Unit, ...], start: int) -> None:
    """Add the senses of the words that begin at ``start``: by character, or by sound where syllables were typed."""
    text = ""
    sound = ""
    typed = False
    for unit in run[start : start + LONGEST]:
        if not unit.keys:
            return
        typed = typed or not unit.is_char
        text += unit.text
        sound = f"{sound} {unit.keys[0]}" if sound else unit.keys[0]
        sense = sense_by_sound(sound) if typed else SENSES.get(text)
        if sense is not None and " " in sound:
            grams.setdefault(sense, _WEIGHTS["sense"])
