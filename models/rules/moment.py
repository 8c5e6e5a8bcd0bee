"""When something was done, as far as can be told from a desk whose clock may be wrong (sync protocol 3.7)."""

from __future__ import annotations

from datetime import timedelta

from models.records.base import CHINA, parse_time
from models.records.operation import At

TOLERATED_MS = 60_000
"""A clock that is off by less than this is believed as it is."""
FAR_MS = 24 * 3600 * 1000
"""One that is off by more is not believed at all."""


def moment(at: At, received_at: str) -> str:
    """Return the time (ISO) at which an operation counts as done: the desk's, put right by how far its clock was known to be off.

    Nothing is done after it came in at the centre (``received_at``, ISO), which is also the time that counts where a clock cannot be
    believed. The same operation and receipt give the same time on every replica.
    """
    if abs(at.offset_ms) <= TOLERATED_MS and at.wall <= received_at:
        return at.wall
    try:
        wall, received = parse_time(at.wall), parse_time(received_at)
    except ValueError:
        return at.wall
    if abs(at.offset_ms) > FAR_MS:
        return received_at
    if abs(at.offset_ms) <= TOLERATED_MS:
        return at.wall if wall - received <= timedelta(milliseconds=TOLERATED_MS) else received_at
    try:
        put_right = wall + timedelta(milliseconds=at.offset_ms)
    except OverflowError:
        return received_at
    return min(put_right, received).astimezone(CHINA).isoformat(timespec="milliseconds")
