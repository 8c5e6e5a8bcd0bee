"""Looking over a page of the feed before a row of it is folded: no gap, no other history (sync protocol 3.5, 3.6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.records.failure import Diverged
from models.records.feed import Cursor, FeedRow
from models.rules.chain import link

_BEGINNING = Cursor()


def examined(
    rows: Iterable[FeedRow], ends: Mapping[str, Cursor], at: Mapping[str, Cursor]
) -> tuple[list[FeedRow], dict[str, Cursor]]:
    """Return the rows that are new to a replica standing at ``at``, and where the streams of ``ends`` stand after them.

    A page that comes a second time brings nothing new. Raises Diverged ``feed.gap`` for rows that are missing, before or behind, and
    ``feed.diverged`` where a chain value is not the one that follows from ours.
    """
    stands = {stream: at.get(stream, _BEGINNING) for stream in ends}
    fresh: list[FeedRow] = []
    for row in rows:
        operation = row.operation
        cursor = stands.get(row.stream) or at.get(row.stream, _BEGINNING)
        if row.seq <= cursor.seq:
            continue
        if row.seq != cursor.seq + 1:
            raise Diverged("feed.gap", stream=row.stream, expected=cursor.seq + 1, found=row.seq)
        if link(cursor.chain, row.seq, operation.op_id, operation.digest, row.outcome.value) != row.chain:
            raise Diverged("feed.diverged", stream=row.stream, seq=row.seq)
        stands[row.stream] = Cursor(seq=row.seq, chain=row.chain)
        fresh.append(row)
    for stream, end in ends.items():
        if end.seq > stands[stream].seq:
            raise Diverged("feed.gap", stream=stream, expected=stands[stream].seq + 1, found=end.seq)
        if end.seq == stands[stream].seq and end.chain != stands[stream].chain:
            raise Diverged("feed.diverged", stream=stream, seq=end.seq)
    return fresh, stands
