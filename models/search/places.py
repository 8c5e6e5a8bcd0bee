"""Places: a district named in a query, written, typed in pinyin by any reading, or in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from models.records.catalogue import DistrictRow
from models.search.sounds import cut, spellings

_KIND = re.compile(r"(?:街道|镇|乡)$")
_ENGLISH_KIND = re.compile(r" (?:subdistrict|town|township)$")
_EVERYDAY = frozenset({"高楼"})
"""Names that are also everyday words: a place only where they stand alone or carry their kind."""


class Places:
    """Knows the districts."""

    def __init__(self, districts: Iterable[DistrictRow]) -> None:
        self._written: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        alone: list[str] = []
        anywhere: list[str] = []
        for row in districts:
            short = _KIND.sub("", row.name.zh)
            for name in (row.name.zh, short):
                self._written[name] = row.code
                (alone if name in _EVERYDAY else anywhere).append(name)
                for syllables, _letters in spellings(name):
                    self._typed["".join(syllables)] = row.code
            english = row.name.en.lower()
            self._typed[_ENGLISH_KIND.sub("", english)] = row.code
        choice = "|".join(sorted(anywhere, key=len, reverse=True)) or "(?!)"
        lone = "|".join(alone) or "(?!)"
        after = "(?:街道|镇上|镇|乡下|乡|这边|那边|这里|那里)?"
        self._pattern = re.compile(f"[在到从住来]?(?:({choice}){after}|(?<![^ ])({lone})(?![^ ]))的?")

    def take(self, text: str) -> tuple[str, str | None]:
        """Return the clean text without the district that it names, and the district's code (None if there is none).

        A query that is nothing but a district stays as it is.
        """
        found = self._pattern.search(text)
        if found:
            code = self._written[found[1] or found[2]]
            left = self._pattern.sub(" ", text)
            return (" ".join(left.split()) if len(left.strip()) > 1 else text), code
        return self._take_typed(text.split())

    def _take_typed(self, pieces: Sequence[str]) -> tuple[str, str | None]:
        for at, piece in enumerate(pieces):
            code = self._typed.get(piece) if piece.isascii() else self._sounding(piece)
            if code is None or len(pieces) == 1:
                continue
            after = at + 1
            if after < len(pieces) and pieces[after] in ("subdistrict", "town", "township", "jiedao", "zhen", "xiang"):
                after += 1
            before = at - 1 if at and pieces[at - 1] in ("in", "at", "from", "near") else at
            left = [*pieces[:before], *pieces[after:]]
            return (" ".join(left) if left else " ".join(pieces)), code
        if len(pieces) == 1 and pieces[0].isascii():
            return self._take_run_together(pieces[0])
        return " ".join(pieces), None

    def _sounding(self, piece: str) -> str | None:
        """A word of two or three characters that only sounds like a district (新城 for 莘塍)."""
        if not 2 <= len(piece) <= 3:
            return None
        ways = ("".join(syllables) for syllables, _letters in spellings(piece))
        return next((self._typed[way] for way in ways if way in self._typed), None)

    def _take_run_together(self, letters: str) -> tuple[str, str | None]:
        """``anyangkaisuo``: a district and something else, typed without a space."""
        for size in range(min(14, len(letters) - 4), 5, -1):
            code = self._typed.get(letters[:size])
            rest = letters[size:]
            if code and (parts := cut(rest)) and len(parts[0]) > 1:
                return rest, code
        return letters, None
