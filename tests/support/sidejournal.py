"""What a desk knew by itself, beside its store: lines that are on the disk before the desk goes on, for a look after it was killed."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import msgspec

from models.records.base import Record


class What(StrEnum):
    """``saved``: a command returned. ``left``: a batch goes to the server. ``told``: its answer came. ``cut``: none did."""

    SAVED = "saved"
    LEFT = "left"
    TOLD = "told"
    CUT = "cut"


class Line(Record, frozen=True):
    """One line: what happened at ``at`` (monotonic, ns, the same in every process) to which operations.

    ``replayed`` counts those of an answer that the server had taken in before, and whose answer had been lost.
    """

    what: What
    at: int
    ids: tuple[str, ...] = ()
    replayed: int = 0


class SideJournal:
    """An append-only file; a line is written in one call, from any thread, and seen onto the disk."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def note(self, what: What, ids: Sequence[str] = (), replayed: int = 0) -> None:
        """Write a line; it is on the disk when this returns."""
        line = Line(what=what, at=time.monotonic_ns(), ids=tuple(ids), replayed=replayed)
        os.write(self._handle, msgspec.json.encode(line) + b"\n")
        os.fsync(self._handle)


def read_journal(path: Path) -> list[Line]:
    """Return the lines of a journal in the order in which they were written."""
    return [msgspec.json.decode(line, type=Line) for line in path.read_bytes().splitlines()] if path.exists() else []


def on_its_way(lines: Sequence[Line], moment: int) -> bool:
    """Tell whether a batch had left and nothing was heard of it at a moment."""
    last = next((line for line in reversed(lines) if line.at <= moment and line.what is not What.SAVED), None)
    return last is not None and last.what is What.LEFT
