"""Measured processes: how they are started, and what they tell."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).resolve().parents[2]


class Told(NamedTuple):
    """One line of a child: a word, milliseconds since it was started, its own processor time in milliseconds, further figures."""

    word: str
    at: float
    processor: float
    figures: tuple[float, ...]


class Child:
    """A Python process that runs one file of this folder and tells how far it has come (see ``telling``).

    Compiled modules lie in ``compiled``, so that the first start of all pays for compiling and no other does.
    """

    def __init__(self, file: str, *arguments: str, compiled: Path) -> None:
        settings = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
        settings |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(compiled), "PYTHONUTF8": "1"}
        settings.setdefault("QT_QPA_PLATFORM", "offscreen")
        self._begun = time.monotonic_ns()
        # -P: the folder of the file itself is not searched, as it would not be for main.py's rooms
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(ROOT / "tests" / "benchmarks" / file), *arguments],
            cwd=ROOT,
            env=settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def told(self) -> Iterator[Told]:
        """Yield what the child tells until it ends or ``end`` is called. Raises RuntimeError where it failed."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            word, at, processor, *figures = line.split()
            yield Told(word, (int(at) - self._begun) / 1e6, int(processor) / 1e6, tuple(map(float, figures)))
        self.end()

    def memory(self) -> tuple[float, float]:
        """Return (resident, proportional) memory in MB; the second is 0 where the system does not tell it."""
        found = psutil.Process(self._process.pid).memory_full_info()
        return found.rss / 1e6, getattr(found, "pss", 0) / 1e6

    def end(self) -> None:
        """Tell the child that enough was seen and wait for its end. Raises RuntimeError with its last words where it failed."""
        _out, words = self._process.communicate()
        if self._process.returncode != 0:
            raise RuntimeError(f"a measured process ended with {self._process.returncode}: {words[-2000:]}")
