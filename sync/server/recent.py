"""What was lately read of the streams: after a push every desk that listens asks for the same few rows."""

from __future__ import annotations

import threading
from collections import OrderedDict

from models.records.feed import Cursor
from sync.server.speech import Line

Key = tuple[str, str, int, str, str]


class Recent:
    """Rows between a cursor and a head, by the chain values of both: those bind every row between them, whatever became of the database."""

    def __init__(self, pieces: int = 256, size: int = 64 << 10) -> None:
        """``size`` is the most bytes of one piece: desks that are far behind are few, and stand in different places."""
        self._pieces = pieces
        self._size = size
        self._kept: OrderedDict[Key, list[Line]] = OrderedDict()
        self._turn = threading.Lock()

    def behind(self, epoch: str, stream: str, cursor: Cursor, head: str) -> list[Line] | None:
        """Return the rows behind a cursor up to the chain value ``head``, None where nobody asked for them lately."""
        return self._kept.get((epoch, stream, cursor.seq, cursor.chain, head))

    def keep(self, epoch: str, stream: str, cursor: Cursor, head: str, lines: list[Line]) -> None:
        """Keep rows for whoever asks next, unless they are too many, or end before ``head``."""
        if not lines or lines[-1][1] != head.encode() or sum(len(line) for _, _, line in lines) > self._size:
            return
        with self._turn:
            self._kept[epoch, stream, cursor.seq, cursor.chain, head] = lines
            while len(self._kept) > self._pieces:
                self._kept.popitem(last=False)
