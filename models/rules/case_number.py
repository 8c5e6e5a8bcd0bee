"""Case numbers that are unique without a server and can be read over the telephone: ``1124-28-007`` is “11月24日 28号台 第7件”."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from models.records.failure import BadInput

_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−ー_./、,:月日号台第件桌]+")
_LEAP = 2000


def make(day: date, desk: int, n: int) -> str:
    """Return the number of the ``n``-th case that ``desk`` accepted on ``day``: month and day, desk, running number.

    Raises BadInput ``case_number.bad`` for a desk or running number below 1 or a desk above 999.
    """
    if not 1 <= desk <= 999 or n < 1:
        raise BadInput("case_number.bad", desk=desk, n=n)
    return f"{day:%m%d}-{desk:02d}-{n:03d}"


def parse(text: str) -> tuple[int, int, int, int] | None:
    """Return (month, day, desk, running number) of a number as somebody typed or said it, or None where it cannot be one.

    Forgives full-width digits, other separators, missing zeros (``1124-28-7``, ``11 24 28 7``, ``11月24日28号台第7件``) and no separators
    at all where every part has its full length (``112428007``).
    """
    folded = unicodedata.normalize("NFKC", text)
    groups = [group for group in _BETWEEN.split(folded) if group]
    if not all(group.isascii() and group.isdigit() and len(group) <= 9 for group in groups):
        return None
    if len(groups) == 1 and len(groups[0]) == 9:
        whole = groups[0]
        groups = [whole[:4], whole[4:6], whole[6:]]
    if len(groups) == 3 and len(groups[0]) in (3, 4):
        groups = [groups[0][:-2], groups[0][-2:], groups[1], groups[2]]
    if len(groups) != 4:
        return None
    month, day, desk, n = (int(group) for group in groups)
    return (month, day, desk, n) if _is_day(month, day) and 1 <= desk <= 999 and n >= 1 else None


def _is_day(month: int, day: int) -> bool:
    """Tell whether some year has this day; a number carries no year, so 29 February counts."""
    try:
        date(_LEAP, month, day)
    except ValueError:
        return False
    return True
