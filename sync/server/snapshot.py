"""What a fresh desk may begin with: the newest image that lies in this history, and who may have it (sync protocol 3.9)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from models.rules import access
from sync.protocol.messages import Manifest
from sync.protocol.problems import Code
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.refusal import Refusal
from sync.server.snapshot_files import Images
from sync.server.snapshot_maker import PLAN, Maker, Plan, newest, rows_in

_AGAIN = 1.0
"""Seconds after which a desk may ask again for the first image."""
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class Piece(NamedTuple):
    """A part of a file: ``size`` bytes of it from ``first`` on."""

    first: int
    size: int


class Snapshots:
    """The images as one process offers them, and the thread that makes them. Every call may be made from any thread."""

    def __init__(self, centre: Centre, folder: Path | None = None, plan: Plan = PLAN) -> None:
        """Without a ``folder`` there are none."""
        self._centre = centre
        self._plan = plan
        self._images = Images(folder) if folder is not None else None
        self._maker = Maker(centre, self._images, plan) if self._images is not None else None

    def start(self) -> None:
        """Begin to make images."""
        if self._maker is not None:
            self._maker.start()

    def close(self) -> None:
        """Make no more."""
        if self._maker is not None:
            self._maker.close()

    def manifest(self, caller: Caller) -> Manifest:
        """Return the image that a desk may begin with.

        Raises Refusal ``not-found`` where there will be none for this caller (the feed has everything too), ``try-later`` while the first
        one is made.
        """
        images, maker = self._images, self._maker
        if images is None or maker is None:
            raise Refusal(Code.NOT_FOUND)
        found = newest(self._centre, images)
        if found is not None:
            return _allowed(caller, found)
        if maker.failing or not set(access.shared()) <= set(caller.reads) or rows_in(self._centre) < self._plan.least:
            raise Refusal(Code.NOT_FOUND)
        raise Refusal(Code.TRY_LATER, "the first image is being made", retry_after=_AGAIN)

    def file(self, caller: Caller, sha256: str) -> tuple[Path, int]:
        """Return the packed file of an image and its size. Raises Refusal ``not-found`` unless there is one that the caller may read."""
        if self._images is not None:
            for found in self._images.listed():
                if found.file.sha256 == sha256:
                    return self._images.path(_allowed(caller, found)), found.file.bytes
        raise Refusal(Code.NOT_FOUND)


def piece(asked: str, size: int) -> Piece | None:
    """Return the part of a file that a ``Range`` header asks for, None where it asks for the whole (several parts are none of ours).

    Raises Refusal ``range-not-satisfiable`` where nothing of the file lies within it.
    """
    found = _RANGE.fullmatch(asked.replace(" ", ""))
    if found is None or found[1] == found[2] == "":
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
        if found[2] and int(found[2]) < first:
            return None
    if first > last:
        raise Refusal(Code.RANGE_NOT_SATISFIABLE)
    return Piece(first, last + 1 - first)


def _allowed(caller: Caller, found: Manifest) -> Manifest:
    """Whoever may not read one of its streams is not told of an image."""
    if not found.cursors.keys() <= set(caller.reads):
        raise Refusal(Code.NOT_FOUND)
    return found
