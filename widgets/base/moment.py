"""Times in words: what goes in are ISO strings of the records and a ``now`` that the caller hands over; no clock is read here."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from models.records.base import CHINA, parse_time
from widgets.base.theme import Tone

SOON = timedelta(hours=1)
"""A promise that is nearer than this is shown as due."""
ANSWER_SECONDS = 15
"""Until a profile says otherwise: GB/T 33358-2016 wants a call answered within 15 s."""
LONG_WAIT = 60
"""Seconds from which a caller's wait is shown as overdue."""


def clock(iso: str, *, seconds: bool = False) -> str:
    """Return the hotline time of day, ``09:41`` or ``09:41:07``; ``''`` for ``''``. Raises ValueError for what is no time."""
    return parse_time(iso).strftime("%H:%M:%S" if seconds else "%H:%M") if iso else ""


def day_clock(iso: str, now: datetime) -> str:
    """Return ``09:41`` for a time of today, ``11-21 09:41`` for another day of this year, ``2012-09-26`` for another year."""
    if not iso:
        return ""
    moment, today = parse_time(iso), now.astimezone(CHINA)
    if moment.date() == today.date():
        return moment.strftime("%H:%M")
    return moment.strftime("%m-%d %H:%M" if moment.year == today.year else "%Y-%m-%d")


def day(iso: str, now: datetime) -> str:
    """Return the date of an ISO time or date: ``11-21``, with the year where it is not this one; ``''`` for ``''``."""
    if not iso:
        return ""
    date = datetime.fromisoformat(iso).date() if len(iso) <= 10 else parse_time(iso).date()
    # strftime takes ten times as long, and a caller's card has fifty dates
    return f"{date.month:02}-{date.day:02}" if date.year == now.astimezone(CHINA).year else date.isoformat()


def countdown(iso: str, now: datetime) -> tuple[str, Tone]:
    """Return how far a promise is, as hours and minutes, and the tone to show it in: ``in 0:48`` due, ``late 0:12`` overdue.

    From a day on it counts days and hours (``in 2 d 3 h``); what is more than an hour away is calm. ``('', PLAIN)`` for ``''``.
    """
    if not iso:
        return "", Tone.PLAIN
    left = parse_time(iso) - now
    if left < timedelta(0):
        return QCoreApplication.translate("words", "late {time}").format(time=_span(-left)), Tone.OVERDUE
    return QCoreApplication.translate("words", "in {time}").format(time=_span(left)), Tone.DUE if left <= SOON else Tone.MUTED


def duration(seconds: float) -> str:
    """Return ``0:42``, ``12:05`` or ``1:02:03``; what is below zero counts as zero."""
    whole = max(int(seconds), 0)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def seconds_since(iso: str, now: datetime) -> int:
    """Return the whole seconds from an ISO time to ``now`` (aware), never below zero; 0 for ``''``."""
    return max(int((now - parse_time(iso)).total_seconds()), 0) if iso else 0


def wait_tone(seconds: int, promise: int = ANSWER_SECONDS, calm: Tone = Tone.MUTED) -> Tone:
    """Return the tone of a caller's wait: ``calm`` within the promised seconds to answer."""
    return Tone.OVERDUE if seconds > LONG_WAIT else Tone.DUE if seconds > promise else calm


def _span(length: timedelta) -> str:
    """Return hours and minutes, or days and hours from a day on."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    if hours < 24:
        return f"{hours}:{minutes:02}"
    return QCoreApplication.translate("words", "{days} d {hours} h").format(days=hours // 24, hours=hours % 24)
