"""Grams: what a text is broken into before it is compared.

A text is a list of runs; a run is a list of units; a unit is a Chinese character, a word of letters or digits (wifi, 12315), or a
syllable that was typed as letters. Grams are strings of four kinds that cannot be mistaken for one another:

* ``漏`` and ``漏水``: characters and pairs of them
* ``lou`` and ``lou sui``: sound keys and pairs of them (every reading)
* ``=wifi``: words of letters
* ``@灯``: a sense, the first word of a group of words that mean the same here (see :mod:`models.search.alike`)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from models.search.alike import LONGEST, SENSES
from models.search.sounds import char_keys, sound_key

_SIGNS = re.compile(r"[^\u3400-\u9fffa-z0-9']+")
_PIECES = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")


class Unit(NamedTuple):
    """One sounding unit: ``text`` as written (a character, a word, or a typed syllable) and its sound keys (() for words)."""

    text: str
    keys: tuple[str, ...]
    is_char: bool


def clean(text: str) -> str:
    """Return the text in lower case and half width, with single spaces instead of punctuation."""
    return _SIGNS.sub(" ", unicodedata.normalize("NFKC", text).lower().replace("’", "'")).strip()


def pair_keys(pair: str) -> tuple[str, ...]:
    """Return the sound pairs of two characters."""
    return tuple(f"{left} {right}" for left in char_keys(pair[0]) for right in char_keys(pair[1]))


def text_grams(text: str) -> set[str]:
    """Return the grams of a clean text of the index."""
    grams: set[str] = set()
    for piece in _PIECES.findall(text):
        if piece[0] <= "z":
            grams.add("=" + piece)
            continue
        grams.update(piece)
        for char in piece:
            grams.update(char_keys(char))
        for start in range(len(piece) - 1):
            pair = piece[start : start + 2]
            grams.add(pair)
            grams.update(pair_keys(pair))
        grams.update(senses(piece))
    return grams


def senses(piece: str) -> list[str]:
    """Return the senses that a run of Chinese characters holds."""
    found = []
    size = len(piece)
    for start in range(size - 1):
        for end in range(start + 2, min(size, start + LONGEST) + 1):
            sense = SENSES.get(piece[start:end])
            if sense is not None:
                found.append(sense)
    return found


def char_units(run: str) -> list[Unit]:
    """Return the units of a run without spaces: characters, and words of letters or digits."""
    return [
        unit
        for piece in _PIECES.findall(run)
        for unit in ([Unit(piece, (), False)] if piece[0] <= "z" else [Unit(char, char_keys(char), True) for char in piece])
    ]


def syllable_unit(syllable: str) -> Unit:
    """Return the unit of a typed syllable."""
    return Unit(syllable, (sound_key(syllable),), False)


@lru_cache(maxsize=1)
def _sounding_senses() -> dict[str, str]:
    return {" ".join(char_keys(char)[0] for char in word): sense for word, sense in reversed(SENSES.items()) if all(map(char_keys, word))}


def sense_by_sound(sound: str) -> str | None:
    """Return the sense of a word given as its sound keys with spaces, or None."""
    return _sounding_senses().get(sound)
