"""Profiles with an invented year in them, made for one run of the measurements."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from models.records.base import Record
from tests.benchmarks.children import ROOT


class Profile(Record, frozen=True):
    """A filled profile: how long the filling took and what lies on the disk."""

    cases: int
    directory: Path
    seconds: float
    megabytes: float


def fill(folder: Path, cases: int) -> Profile:
    """Return a new profile in ``folder`` with so many cases, filled by the program's own command."""
    directory = folder / f"profile-{cases}"
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "main.py", "seed", "--cases", str(cases), "--profile-dir", str(directory)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seconds = time.monotonic() - begun
    size = sum(file.stat().st_size for file in directory.rglob("*") if file.is_file())
    return Profile(cases=cases, directory=directory, seconds=round(seconds, 1), megabytes=round(size / 1e6, 1))
