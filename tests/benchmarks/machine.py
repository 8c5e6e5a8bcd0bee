"""What the measurements were made on, without the name of anybody's machine."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

import psutil

from models.records.base import Record


class Machine(Record, frozen=True):
    """Processor, memory and versions; ``load`` is the average number of busy processors in the minute before the run."""

    processor: str
    cores: int
    memory_mb: int
    system: str
    python: str
    qt: str
    sqlalchemy: str
    sqlite: str
    platform: str
    load: float


def describe() -> Machine:
    """Return this machine."""
    return Machine(
        processor=_processor(),
        cores=psutil.cpu_count() or 0,
        memory_mb=psutil.virtual_memory().total // 2**20,
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        qt=version("PySide6-Essentials"),
        sqlalchemy=version("SQLAlchemy"),
        sqlite=sqlite3.sqlite_version,
        platform=os.environ.get("QT_QPA_PLATFORM", ""),
        load=round(psutil.getloadavg()[0], 2),
    )


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()
