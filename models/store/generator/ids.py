"""Identifiers of invented rows: shaped and sorted like those that are made at a desk, but drawn from the seed."""

from __future__ import annotations

import random
from datetime import datetime


def identity(dice: random.Random, moment: datetime) -> str:
    """Return a UUID of version 7 for a moment (aware); what is random in it comes from ``dice``."""
    return _text(int(moment.timestamp() * 1000), dice)


def person_id(dice: random.Random) -> str:
    """Return a UUID of version 7 that depends on ``dice`` alone: a household is the same whenever it is first seen."""
    return _text(0, dice)


def _text(milliseconds: int, dice: random.Random) -> str:
    head, rest = f"{milliseconds:012x}", dice.getrandbits(74)
    return f"{head[:8]}-{head[8:]}-7{rest >> 62:03x}-{0x8000 | rest >> 48 & 0x3FFF:04x}-{rest & 0xFFFFFFFFFFFF:012x}"
