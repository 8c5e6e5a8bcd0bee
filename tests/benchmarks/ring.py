"""From the ring to the painted card of the caller, in the real window, as the store grows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.children import Child
from tests.benchmarks.figures import Figure, share
from tests.benchmarks.profiles import Profile

RINGING = "ringing_console.py"
ROUNDS = 3
"""Each store has its turn so often: a machine that is slower for a minute is slower for all of them."""
FRAME_MS = 1000 / 60
FLAT = 1.5


def measure(profiles: Sequence[Profile], compiled: Path, rings: int) -> tuple[list[Figure], dict[str, list[float]]]:
    """Let about ``rings`` numbers ring in a console on each profile; return the figures, and the milliseconds of every ring by cases."""
    spent: dict[int, list[float]] = {profile.cases: [] for profile in profiles}
    for turn in range(ROUNDS):
        for profile in profiles:
            spent[profile.cases] += _rings(profile, compiled, rings // ROUNDS, turn)
    figures = []
    for profile in profiles:
        p50, p95 = (share(spent[profile.cases], part) for part in (0.5, 0.95))
        disk = f"{profile.megabytes:.0f} MB on disk, filled in {profile.seconds:.0f} s"
        name = f"ring to painted card, {profile.cases:,} cases"
        figures.append(Figure(name=f"{name}, p50", measured=p50, unit="ms", goal=FRAME_MS, note=disk))
        figures.append(Figure(name=f"{name}, p95", measured=p95, unit="ms", goal=FRAME_MS))
    for part in (0.5, 0.95):
        of = {cases: share(found, part) for cases, found in spent.items()}
        ratio = max(of.values()) / of[min(of)]
        figures.append(Figure(name=f"ring: slowest store ÷ {min(of):,} cases, p{part * 100:.0f}", measured=ratio, unit="×", goal=FLAT))
    return figures, {str(cases): found for cases, found in spent.items()}


def _rings(profile: Profile, compiled: Path, rings: int, turn: int) -> list[float]:
    child = Child(RINGING, str(profile.directory), str(rings), str(turn), compiled=compiled)
    spent = [told.figures[0] for told in child.told() if told.word == "card"]
    if len(spent) != rings:
        raise RuntimeError(f"{rings} numbers rang, {len(spent)} cards were painted")
    return spent
