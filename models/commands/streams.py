"""The streams that operations belong to: the unit of order, access and, one day, replication (sync protocol 3.1)."""

from __future__ import annotations

from models.records.catalogue import Line

CENTRE = "centre/ruian"
"""The stream of the centre's cases, calls and people."""
SEALED = "line/psychology"
"""The stream of the psychology line, which only counsellors' desks will receive."""
PARTNERS = "partners"


def stream_of(line: Line) -> str:
    """Return the stream that a case or call of this line belongs to."""
    return SEALED if line is Line.PSYCHOLOGY else CENTRE
