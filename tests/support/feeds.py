"""Reading a feed in a test."""

from __future__ import annotations

import msgspec

from models.records.feed import Cursor, FeedRow
from sync.protocol.messages import Pull, PullEnd
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.pull import pull


class _End(msgspec.Struct):
    end: PullEnd


def parts(data: bytes) -> tuple[list[FeedRow], PullEnd]:
    """Return the rows of a page and its end."""
    *lines, end = data.splitlines()
    return [msgspec.json.decode(line, type=FeedRow) for line in lines], msgspec.json.decode(end, type=_End).end


def rows(centre: Centre, caller: Caller, stream: str) -> list[FeedRow]:
    """Return the whole of a stream, page by page."""
    found: list[FeedRow] = []
    cursor = Cursor()
    while True:
        page, end = parts(pull(centre, caller, Pull(epoch=centre.epoch, cursors={stream: cursor})))
        found += page
        cursor = end.cursors[stream]
        if not end.more:
            return found
