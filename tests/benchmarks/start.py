"""From the start of the process to the first paint and to a desk that can take a call, and the memory that it then holds."""

from __future__ import annotations

from pathlib import Path

from models.records.base import Record
from tests.benchmarks.children import Child
from tests.benchmarks.figures import Figure, median, share
from tests.benchmarks.profiles import Profile

BARE, CONSOLE = "bare_window.py", "real_console.py"
WORDS = (("first paint", "painted", 2.0), ("ready for a call", "ready", 5.0), ("ready to search", "searchable", None))
"""What a start comes to, the word that the console tells then, and how many times the bare window's start it may take."""
MEMORY_GOAL = 3.0


class Start(Record, frozen=True):
    """One start, in milliseconds since the process was made; ``processor`` is its own processor time at each word.

    ``gaps`` are the longest times between two beats of a timer of 10 ms: from the first paint to ready, and from there to searchable.
    ``resident`` and ``proportional`` are MB of memory at the last word.
    """

    at: dict[str, float]
    processor: dict[str, float]
    gaps: dict[str, float]
    resident: float
    proportional: float


def measure(profile: Profile, compiled: Path, runs: int) -> tuple[list[Figure], dict[str, list[Start]]]:
    """Start both windows in turn, ``runs`` times each after one that is not counted; return the figures and every start."""
    arguments = ("--operator", "28", "--profile-dir", str(profile.directory))
    starts: dict[str, list[Start]] = {"bare": [], "console": []}
    for run in range(runs + 1):
        bare = _start(Child(BARE, compiled=compiled), "painted")
        console = _start(Child(CONSOLE, *arguments, compiled=compiled), "searchable")
        if run:
            starts["bare"].append(bare)
            starts["console"].append(console)
    return _figures(starts["bare"], starts["console"], profile.cases), starts


def _start(child: Child, last: str) -> Start:
    at, processor, gaps = {}, {}, {}
    for told in child.told():
        at[told.word], processor[told.word] = round(told.at, 1), round(told.processor, 1)
        if told.figures:
            gaps[told.word] = told.figures[0]
        if told.word == last:
            resident, proportional = child.memory()
            child.end()
            return Start(at=at, processor=processor, gaps=gaps, resident=round(resident, 1), proportional=round(proportional, 1))
    raise RuntimeError(f"a measured process ended before it told {last!r}")


def _figures(bare: list[Start], console: list[Start], cases: int) -> list[Figure]:
    yardstick = [start.at["painted"] for start in bare]
    plain = median(yardstick)
    plain_work = median(start.processor["painted"] for start in bare)
    low, high = share(yardstick, 0.1) / plain, share(yardstick, 0.9) / plain
    figures = [Figure(name="bare window painted", measured=plain, unit="ms", note=f"nine tenths within {low:.2f}–{high:.2f} of it")]
    for name, word, goal in WORDS:
        took = median(start.at[word] for start in console)
        work = median(start.processor[word] for start in console) / plain_work
        note = f"{took:.0f} ms with {cases:,} cases; in processor time {work:.2f}×"
        figures.append(Figure(name=f"{name} ÷ bare window", measured=took / plain, unit="×", goal=goal, note=note))
    for word, name in (("ready", "before ready"), ("searchable", "while the index is built")):
        gap = max(start.gaps[word] for start in console)
        typical = median(start.gaps[word] for start in console)
        note = f"the longest of all starts; typical {typical:.0f} ms"
        figures.append(Figure(name=f"window without an answer {name}", measured=gap, unit="ms", note=note))
    memory = median(start.resident for start in console)
    note = f"{memory:.0f} MB of {median(start.resident for start in bare):.0f} MB, the search index included"
    ratio = memory / median(start.resident for start in bare)
    figures.append(Figure(name="resident memory ÷ bare window", measured=ratio, unit="×", goal=MEMORY_GOAL, note=note))
    return figures
