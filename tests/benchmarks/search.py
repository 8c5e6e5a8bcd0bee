"""Search: how often the right item comes, for the tuning phrases and for unseen ones, and how long a keystroke takes."""

from __future__ import annotations

from tests.benchmarks.figures import Figure
from tests.benchmarks.search_accuracy import Findings, find_out

KEYSTROKE_MS = 8.0
FIRST, FIRST_THREE = 90.0, 97.0


def measure() -> tuple[list[Figure], Findings]:
    """Return the figures and everything that was found out."""
    found = find_out()
    every = found.kinds["all"]
    unseen = [kinds["all"] for kinds in found.unseen.values()]
    rows, first, third = (sum(getattr(tally, part) for tally in unseen) for part in ("rows", "first", "third"))
    others = f"{rows} phrases written independently of the phrase book"
    over = f"{found.keystrokes:,} keystrokes over the items, the partners and {found.articles:,} articles"
    phrases = f"{every.rows} phrases of the tuning set, {len(found.misses)} do not come first"
    return [
        Figure(name="search keystroke, p50", measured=found.p50_ms, unit="ms", note=over),
        Figure(name="search keystroke, p99", measured=found.p99_ms, unit="ms", goal=KEYSTROKE_MS, note=f"worst {found.worst_ms:.1f} ms"),
        Figure(name="search index built", measured=found.build_s * 1000, unit="ms", note="what ships, beside nothing else"),
        Figure(name="right item first", measured=100 * every.first / every.rows, unit="%", goal=FIRST, least=True, note=phrases),
        Figure(name="right item in the first three", measured=100 * every.third / every.rows, unit="%", goal=FIRST_THREE, least=True),
        Figure(name="right item first, unseen", measured=100 * first / rows, unit="%", goal=FIRST, least=True, note=others),
        Figure(name="right item in the first three, unseen", measured=100 * third / rows, unit="%", goal=FIRST_THREE, least=True),
    ], found
