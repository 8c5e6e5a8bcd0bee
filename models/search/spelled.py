"""Spelled: many short lines of letters in one string, searched for exact lines, beginnings and insides at C speed."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from enum import IntEnum

_BREAK = "\n"


class Place(IntEnum):
    """Where in a line the letters were found, best first."""

    WHOLE = 0
    START = 1
    INSIDE = 2


class Lines:
    """Lines with a reference number each. Add them, :meth:`seal`, then :meth:`find`."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts = array("I")
        self._refs = array("I")
        self._size = 1
        self._text = ""

    def add(self, line: str, ref: int) -> None:
        """Add a line (without line breaks) that stands for ``ref``."""
        self._parts.append(line)
        self._starts.append(self._size)
        self._refs.append(ref)
        self._size += len(line) + 1

    def seal(self) -> None:
        """End the filling."""
        self._text = _BREAK + _BREAK.join(self._parts) + _BREAK
        self._parts.clear()

    def find(self, letters: str, inside: bool = True, limit: int = 400) -> Iterator[tuple[int, Place, int, int]]:
        """Yield (ref, place, offset in the line, length of the line) for lines that hold ``letters``, beginnings first.

        At most ``limit`` lines are looked at for beginnings and as many for insides; a line is told once.
        """
        told: set[int] = set()
        for pattern, shift in ((_BREAK + letters, 1), (letters, 0)) if inside else ((_BREAK + letters, 1),):
            at = self._text.find(pattern)
            left = limit
            while at >= 0 and left:
                left -= 1
                line = bisect_right(self._starts, at + shift) - 1
                start = self._starts[line]
                end = (self._starts[line + 1] if line + 1 < len(self._starts) else self._size) - 1
                if line not in told:
                    told.add(line)
                    offset = at + shift - start
                    whole = end - start == len(letters)
                    yield self._refs[line], Place.WHOLE if whole else Place.START if shift else Place.INSIDE, offset, end - start
                at = self._text.find(pattern, end)
