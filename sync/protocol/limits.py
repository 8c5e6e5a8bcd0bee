"""The limits of one request, advertised in ``/v1/meta`` (sync protocol 3.13)."""

from __future__ import annotations

from models.records.base import Record


class Limits(Record, frozen=True):
    """Sizes in bytes, counts, times in seconds."""

    ops: int = 500
    push_bytes: int = 1 << 20
    inflated_bytes: int = 4 << 20
    inflation: int = 20
    body_bytes: int = 64 << 10
    page_rows: int = 1000
    page_bytes: int = 2 << 20
    streams: int = 64
    group: int = 50
    depth: int = 32
    requests_per_second: int = 20
    burst: int = 60
    blob_bytes: int = 20 << 20
    blob_piece_bytes: int = 1 << 20
    digests: int = 500
    commands_per_second: int = 4
    commands_burst: int = 30
    long_poll_seconds: int = 25
    heartbeat_seconds: int = 10


LIMITS = Limits()
