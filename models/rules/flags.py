"""Flags that protect an operator are timed: what nobody looks at again lapses by itself, so that no citizen is marked for ever."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from models.records.caller import Flag, FlagKind

GRACE = timedelta(days=30)
"""So long after its review day a caution that nobody has looked at again still warns."""


def timed(flag: Flag) -> Flag:
    """Return the flag with the day on which it lapses, where it is a caution that names none; a review day that is none times nothing."""
    if flag.kind is not FlagKind.CAUTION or flag.until:
        return flag
    try:
        review = date.fromisoformat(flag.review_on)
        return replace(flag, until=(review + GRACE).isoformat())
    except (ValueError, OverflowError):
        return flag


def lapsed(flag: Flag, today: date) -> bool:
    """Tell whether a flag warns nobody any more."""
    return bool(flag.until) and flag.until <= today.isoformat()
