"""Postings: gram → a few numbers, tens of thousands of times, in one array."""

from __future__ import annotations

from array import array
from typing import Generic, TypeVar

N = TypeVar("N", int, float)


class Postings(Generic[N]):
    """Runs of numbers by gram. Fill with :meth:`add`, :meth:`seal`, then ask.

    The runs lie behind one another in a single array. An array for each gram would take three times the memory, most of it for the arrays
    themselves, and what is freed again while an index is built is not given back to the system.
    """

    __slots__ = ("_begins", "_grams", "_numbers", "_owners", "_refs", "_run")

    def __init__(self, kind: str, run: int) -> None:
        """``kind`` is the type code of the numbers (``f``, ``I``), ``run`` how many are added at a time."""
        self._grams: dict[str, int] = {}
        self._run = run
        self._owners = array("I")
        self._numbers: array[N] = array(kind)
        self._begins = array("I")

    def add(self, gram: str, *run: N) -> int:
        """Add a run of numbers to those of a gram; return the place of the gram in the order in which grams came."""
        owner = self._grams.setdefault(gram, len(self._grams))
        self._owners.append(owner)
        self._numbers.extend(run)
        return owner

    def seal(self) -> None:
        """End the filling: put the runs of each gram together, in the order in which they came."""
        run, owners, loose = self._run, self._owners, self._numbers
        sizes = array("I", bytes(4 * (len(self._grams) + 1)))
        for owner in owners:
            sizes[owner + 1] += run
        total = 0
        for owner, size in enumerate(sizes):
            total += size
            sizes[owner] = total
        self._begins = array("I", sizes)
        self._numbers = array(loose.typecode, bytes(loose.itemsize * len(loose)))
        for place, owner in enumerate(owners):
            at = sizes[owner]
            self._numbers[at : at + run] = loose[place * run : place * run + run]
            sizes[owner] = at + run
        self._owners = array("I")

    def __contains__(self, gram: str) -> bool:
        return gram in self._grams

    def place(self, gram: str) -> int | None:
        """Return the place of a gram, or None."""
        return self._grams.get(gram)

    def get(self, gram: str) -> array[N] | None:
        """Return the numbers of a gram, or None."""
        owner = self._grams.get(gram)
        return None if owner is None else self._numbers[self._begins[owner] : self._begins[owner + 1]]
