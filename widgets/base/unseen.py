"""How calls are told of that came and went while the call system was not heard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from models.records.call import Unseen
from widgets.base.moment import day_clock


def unseen_words(unseen: Sequence[Unseen], now: datetime) -> str:
    """Return how many calls nobody saw, between when, and where their numbers are; '' for none."""
    if not unseen:
        return ""
    said = QCoreApplication.translate(
        "words",
        "Calls that nobody saw while the link to the exchange was lost ({since}–{until}): {calls}, not answered {gave_up}. "
        "Their numbers are in the exchange's own records, in no list here.",
    )
    return said.format(
        since=day_clock(unseen[0].since, now),
        until=day_clock(unseen[-1].until, now),
        calls=sum(one.calls for one in unseen),
        gave_up=sum(one.gave_up for one in unseen),
    )
