"""Case numbers that need no server and can be read over the telephone: ``1124-28-007`` is “11月24日 28号台 第7件”.

One profile never gives a number twice in a year. That no two do is seen to by the centre, which gives each device a desk number that no
other has: so the number that a caller is told is the case's for good, with the centre or without it. Where desks stand alone, a second
device at the same desk has a letter (``store mark B``).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from models.records.failure import BadInput

_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−ー_./、,:月日号台第件桌]+")
_WRITTEN = re.compile(r"(\d\d)(\d\d)-(\d{2,3})([A-HJ-NP-Z]?)-(\d{3,9})", re.ASCII)
"""A number as :func:`make` writes it, which is how a desk reads nearly every one that it meets."""
_WHOLE = re.compile(r"(\d{4})(\d{2,3}[A-Z]?)(\d{3})")
_YEAR = re.compile(r"((?:19|20)\d\d)[\s\-/.年]+(.+)")
_LEAP = 2000

MARKS = frozenset("ABCDEFGHJKLMNPQRSTUVWXYZ")
"""Letters that tell a second device of a desk from the first; I and O are left out, which are read as 1 and 0."""


def make(day: date, desk: int, n: int, mark: str = "") -> str:
    """Return the number of the ``n``-th case that ``desk`` accepted on ``day``: month and day, desk, running number.

    ``mark`` is the letter of a second device of the same desk (``1124-28B-007``), '' for the first. Raises BadInput ``case_number.bad`` for
    a desk or running number below 1, a desk above 999, or a mark that is no letter of ``MARKS``.
    """
    if not 1 <= desk <= 999 or n < 1 or (mark and mark not in MARKS):
        raise BadInput("case_number.bad", desk=desk, n=n)
    return f"{day:%m%d}-{desk:02d}{mark}-{n:03d}"


def parse(text: str) -> tuple[int, int, int, int] | None:
    """Return (month, day, desk, running number) of a number as somebody typed or said it, or None where it cannot be one.

    Forgives full-width digits, other separators, missing zeros (``1124-28-7``, ``11 24 28 7``, ``11月24日28号台第7件``) and no separators
    at all where every part has its full length (``112428007``). A device's letter may stand behind the desk.
    """
    found = _read(text)
    return found[:4] if found else None


def canonical(text: str) -> str:
    """Return a number as it is written down, '' where the text cannot be one: ``11 24 28b 7`` is ``1124-28B-007``."""
    found = _read(text)
    if found is None:
        return ""
    month, day, desk, n, mark = found
    return f"{month:02d}{day:02d}-{desk:02d}{mark}-{n:03d}"


def split_year(text: str) -> tuple[int | None, str]:
    """Return the year that somebody said before a case number, None where none was, and the rest: ``2026-1124-28-007``."""
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None or _read(found.group(2)) is None:
        return None, text
    return int(found.group(1)), found.group(2)


def _read(text: str) -> tuple[int, int, int, int, str] | None:
    """Return month, day, desk, running number and the device's letter."""
    if written := _WRITTEN.fullmatch(text):
        return _possible(int(written[1]), int(written[2]), int(written[3]), int(written[5]), written[4])
    folded = unicodedata.normalize("NFKC", text).upper()
    whole = _WHOLE.fullmatch(folded.strip())
    groups = list(whole.groups()) if whole else [group for group in _BETWEEN.split(folded) if group]
    if len(groups) > 1 and groups[-2] in MARKS:
        groups[-3:-1] = ["".join(groups[-3:-1])]
    if len(groups) == 3 and len(groups[0]) in (3, 4):
        groups = [groups[0][:-2], groups[0][-2:], groups[1], groups[2]]
    if len(groups) != 4:
        return None
    mark = groups[2][-1] if groups[2][-1] in MARKS else ""
    groups[2] = groups[2].removesuffix(mark)
    if not all(group.isascii() and group.isdigit() and len(group) <= 9 for group in groups):
        return None
    month, day, desk, n = (int(group) for group in groups)
    return _possible(month, day, desk, n, mark)


def _possible(month: int, day: int, desk: int, n: int, mark: str) -> tuple[int, int, int, int, str] | None:
    return (month, day, desk, n, mark) if _is_day(month, day) and 1 <= desk <= 999 and n >= 1 else None


@lru_cache(maxsize=512)
def _is_day(month: int, day: int) -> bool:
    """Tell whether some year has this day; a number carries no year, so 29 February counts."""
    try:
        date(_LEAP, month, day)
    except ValueError:
        return False
    return True
