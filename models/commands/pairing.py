"""Finding the other half of a merge."""

from __future__ import annotations

from collections.abc import Sequence

from models.records.journal import Absorb, Entry, Undo


def counterpart(other: Sequence[Entry], merged: str, taken_back: bool) -> Entry | None:
    """Return what must be undone in the journal of the case that went on, when the merge of case ``merged`` into it is.

    That is its last absorption of ``merged``; where the merge had been ``taken_back`` and is now restored, it is the undo of that
    absorption. None where damage took it away.
    """
    half = next((entry for entry in reversed(other) if isinstance(entry.body, Absorb) and entry.body.other == merged), None)
    if half is None or not taken_back:
        return half
    return next((entry for entry in reversed(other) if isinstance(entry.body, Undo) and entry.body.op_id == half.op_id), None)
