"""Failures of the world, as values that can be said calmly in the operator's language.

Bugs are ordinary exceptions. Whatever derives from :class:`WorldFailure` is expected to happen one day (a bad file, a full disk, a step
that the case does not allow), carries a stable ``code`` and named ``details``, and leaves the store as it was.
"""

from __future__ import annotations


class WorldFailure(Exception):
    """Something outside our code went wrong. ``code`` is stable; ``details`` never hold personal data."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.details.items())
        return f"{self.code} ({told})" if told else self.code


class RuleBroken(WorldFailure):
    """A step that the rules do not allow now, e.g. ``callback.missing`` when closing a case."""


class BadInput(WorldFailure):
    """Input that cannot be read: ``details`` name the file, line and column, or the field."""


class StoreFailure(WorldFailure):
    """The disk: ``disk.full``, ``disk.read_only``, ``store.damaged``, ``store.newer``, ``store.in_use``."""


class Diverged(WorldFailure):
    """The centre's history is not the one that this replica has followed: ``feed.epoch``, ``feed.gap``, ``feed.diverged``."""


class GivenUp(Exception):
    """A long reading came to no end: nobody wants it any more, or the file has to go. Told to nobody."""
