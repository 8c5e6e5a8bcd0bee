"""Telling a demonstration's profile from one that people work in, so that neither is taken for the other."""

from __future__ import annotations

import contextlib
import sqlite3
from enum import StrEnum
from pathlib import Path

from models.records.failure import StoreFailure
from models.store.failures import told
from models.store.profile import DEMONSTRATION, OUTBOX

_WORK = """
SELECT EXISTS (SELECT 1 FROM op WHERE type <> 'store.seed' AND (session <> '' OR desk <> '')) OR EXISTS (SELECT 1 FROM draft)
"""
"""Whether somebody works here: a step, an imported table, drafted words. What ships, and invented history, are nobody's work."""


class Use(StrEnum):
    """What a profile is opened for."""

    WORK = "work"
    DEMONSTRATION = "demonstration"
    CARE = "care"
    """Looking after it without a window: either kind may be."""


def admit(directory: Path, use: Use) -> None:
    """Let a profile be opened for ``use``; one that is new is marked where it is for a demonstration. The caller holds its lock.

    Raises StoreFailure ``demo.working`` for a demonstration in a profile that people work in, ``demo.only`` for work in a demonstration's,
    and what the disk says; nothing was changed then.
    """
    mark = directory / DEMONSTRATION
    if use is Use.CARE or mark.exists() is (use is Use.DEMONSTRATION):
        return
    if use is Use.WORK:
        raise StoreFailure("demo.only")
    if _worked_in(directory / OUTBOX):
        raise StoreFailure("demo.working")
    with told(mark):
        mark.touch(mode=0o600)


def _worked_in(outbox: Path) -> bool:
    """Tell whether a profile holds anybody's work; one that cannot be read may."""
    with told(outbox):
        if not outbox.exists() or not outbox.stat().st_size:
            return False
    try:
        with contextlib.closing(sqlite3.connect(outbox, isolation_level=None)) as raw:
            return bool(raw.execute(_WORK).fetchone()[0])
    except sqlite3.Error:
        return True
