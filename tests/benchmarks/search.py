"""Keystrokes and accuracy of the search, on the tuning phrases (see ``search_accuracy``)."""

from __future__ import annotations

from tests.benchmarks.figures import Figure
from tests.benchmarks.search_accuracy import Findings

KEYSTROKE_MS = 8.0


def figures(found: Findings) -> list[Figure]:
    """Return the findings as figures. Accuracy is better the higher it is, so what is told is the share that went wrong."""
    over = f"{found.keystrokes:,} keystrokes over 129 items, the partners and {found.articles:,} articles"
    return []
