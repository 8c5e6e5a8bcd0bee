"""What a search returns."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text


class HitKind(StrEnum):
    ITEM = "item"
    PARTNER = "partner"
    UNIT = "unit"
    ARTICLE = "article"


class WhyHit(StrEnum):
    """What in the query met what in the index."""

    NAME = "name"
    PHRASE = "phrase"
    KEYWORD = "keyword"
    PINYIN = "pinyin"
    INITIALS = "initials"
    SOUND = "sound"
    DIALECT = "dialect"
    ENGLISH = "english"
    CODE = "code"
    LEARNED = "learned"
    SIMILAR = "similar"


class Hit(Record, frozen=True):
    """One line of the result list, best first.

    ``score`` is 0–100. ``why`` and ``via`` say what matched (``via`` is the phrase or keyword that did); ``spans`` are half-open character
    ranges in the Chinese name (or in the English one, where the query was English) to set off.
    """

    kind: HitKind
    code: str
    name: Text
    score: float
    why: WhyHit
    via: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    emergency: bool = False
    detail: Text = Text("")


class Phrases(Record, frozen=True):
    """What people say for an item: ``terms`` are short words, ``zh`` and ``en`` whole phrases."""

    terms: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Choice(Record, frozen=True):
    """How often operators chose ``code`` after typing ``query`` (normalised)."""

    query: str
    code: str
    count: int


class SearchResult(Record, frozen=True):
    """The answer to one query; ``zero`` is True where nothing in the catalogue is a real match."""

    query: str
    hits: tuple[Hit, ...]
    district: str | None = None
    zero: bool = False

    def items(self) -> tuple[Hit, ...]:
        """Return the hits that are catalogue items, best first."""
        return tuple(hit for hit in self.hits if hit.kind is HitKind.ITEM)
