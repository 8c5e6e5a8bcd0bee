"""Identifiers made at the desk: UUIDs of version 7 (RFC 9562), which sort in the order in which they were made."""

from __future__ import annotations

import secrets
import uuid

from models.store.clock import Clock

_RANDOM_BITS = 74
"""Bits of a version 7 UUID behind its 48 bits of milliseconds, version and variant left out."""


class Ids:
    """A source of growing identifiers. ``last`` is the highest one known, so that a clock that went back breaks no order."""

    def __init__(self, clock: Clock, last: str = "") -> None:
        self._clock = clock
        self._last = _value(uuid.UUID(last)) if last else 0

    def next(self) -> str:
        """Return a new identifier, greater than every one before."""
        fresh = int(self._clock.now().timestamp() * 1000) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        self._last = fresh if fresh >> _RANDOM_BITS > self._last >> _RANDOM_BITS else self._last + 1 + secrets.randbits(32)
        return str(_uuid(self._last))


def _uuid(value: int) -> uuid.UUID:
    """Return the UUID of 48 bits of milliseconds and 74 bits of the rest."""
    high, middle, low = value >> _RANDOM_BITS, (value >> 62) & 0xFFF, value & ((1 << 62) - 1)
    return uuid.UUID(int=(high & ((1 << 48) - 1)) << 80 | 7 << 76 | middle << 64 | 2 << 62 | low)


def _value(found: uuid.UUID) -> int:
    bits = found.int
    return (bits >> 80) << _RANDOM_BITS | ((bits >> 64) & 0xFFF) << 62 | bits & ((1 << 62) - 1)
