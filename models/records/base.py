"""What every record shares: immutability, bilingual text and the hotline's clock."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from enum import StrEnum

import msgspec

CHINA = timezone(timedelta(hours=8), "CST")
"""China has kept one zone without daylight saving since 1992, so a fixed offset is exact and needs no zone database."""


class Language(StrEnum):
    """A language of the interface."""

    ZH = "zh"
    EN = "en"


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of all records: keyword-only, immutable, comparable by value.

    They hold words, numbers and one another, so none can lie in a circle: the collector does not look at them. A page of the feed makes
    thousands, and following them took it as long as reading the page.
    """


class Text(msgspec.Struct, frozen=True, gc=False):
    """A sentence of the data (not of the interface) in both languages.

    >>> Text("停电", "Power cut").in_(Language.EN)
    'Power cut'
    """

    zh: str
    en: str = ""

    def in_(self, language: Language) -> str:
        """Return the text in ``language``, or the other one where it is missing."""
        return (self.en or self.zh) if language is Language.EN else (self.zh or self.en)


def parse_time(value: str) -> datetime:
    """Return the aware hotline time of an ISO 8601 string.

    Raises ValueError if the string is no time or carries no offset.
    """
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(f"time without an offset: {value!r}")
    try:
        return moment.astimezone(CHINA)
    except OverflowError:
        raise ValueError(f"no time of any calendar: {value!r}") from None
