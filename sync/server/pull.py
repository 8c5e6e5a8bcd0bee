"""Pull: what lies behind a desk's cursors, read from one snapshot of all streams (sync protocol 3.6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from models.records.feed import Cursor
from models.rules import access
from models.rules.chain import BEGINNING
from sync.protocol.messages import Pull, PullEnd
from sync.protocol.problems import Code
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.refusal import Refusal
from sync.server.speech import Line, speech_of

_HEADS = "SELECT stream, n, chain, horizon FROM stream_head WHERE stream IN ({})"
_CHAIN = "SELECT chain FROM feed WHERE stream = ? AND seq = ?"

FEW = 64
"""So many rows are read beside the heads: the chain values of both ends tell whether they are those between them."""

Near = Mapping[str, list[Line] | None]
"""Stream → the rows behind the desk's cursor, None where they must be read."""

_encode = msgspec.json.Encoder().encode


class Page(NamedTuple):
    """Rows as the lines that are sent, and where they end."""

    lines: list[bytes]
    end: PullEnd


class Head(msgspec.Struct, frozen=True):
    """Where a stream stands, and the row up to which it can be read no more."""

    n: int = 0
    chain: str = BEGINNING
    horizon: int = 0


def pull(centre: Centre, caller: Caller, wanted: Pull) -> bytes:
    """Return the rows behind the cursors as NDJSON, with where they end as the last line.

    Raises Refusal ``unknown-stream``, ``forbidden-stream``, ``cursor-diverged``, ``cursor-expired``, ``too-large`` or ``invalid-request``.
    """
    admit(centre, caller, wanted)
    return _told(page(centre, wanted))


def pull_together(centre: Centre, asked: Sequence[tuple[Caller, Pull]]) -> list[bytes | Refusal | None]:
    """Answer several pulls by one look at the streams, each as ``pull`` would; a Refusal for one that it would refuse.

    None for one that wants more than a few rows of a stream: that is read alone, from a snapshot.
    """

    answers: list[bytes | Refusal | None] = [_objection(centre, caller, wanted) for caller, wanted in asked]

    def work(connection: Connection) -> None:
        streams = {stream for answer, (_, wanted) in zip(answers, asked, strict=True) if answer is None for stream in wanted.cursors}
        heads = _heads(connection, streams)
        for place, (_, wanted) in enumerate(asked):
            if answers[place] is None:
                try:
                    found = _at_hand(connection, centre, wanted, {stream: heads[stream] for stream in wanted.cursors})
                    answers[place] = _told(found) if found is not None else None
                except Refusal as refusal:
                    answers[place] = refusal

    centre.database.ask(work)
    return answers


def admit(centre: Centre, caller: Caller, wanted: Pull) -> None:
    """Return quietly where a pull may be answered. Raises the refusals of ``pull`` that need no look at the streams."""
    if len(wanted.cursors) > centre.limits.streams:
        raise Refusal(Code.TOO_LARGE, "cursors: more streams than a desk may follow", limit=centre.limits.streams)
    for stream in wanted.cursors:
        allow(caller, stream)
    if any(not 0 <= cursor.seq < 2**62 for cursor in wanted.cursors.values()) or wanted.limit < 1:
        raise Refusal(Code.INVALID_REQUEST, "a cursor or the limit is out of range")


def page(centre: Centre, wanted: Pull) -> Page:
    """Return one page, whoever asks. Raises Refusal ``cursor-diverged`` or ``cursor-expired``."""
    return centre.database.ask(lambda connection: _at_hand(connection, centre, wanted, _heads(connection, wanted.cursors))) or (
        centre.database.read(lambda connection: _page(connection, centre, wanted, *_standing(connection, centre, wanted)))
    )


def lies_within(centre: Centre, epoch: str, cursors: Mapping[str, Cursor]) -> bool:
    """Tell whether everything behind these cursors can be pulled."""

    def work(connection: Connection) -> bool:
        heads = _heads(connection, cursors)
        try:
            for stream, cursor in cursors.items():
                _check(connection, centre, epoch, stream, cursor, heads[stream], known=False)
        except Refusal:
            return False
        return True

    return centre.database.read(work)


def allow(caller: Caller, stream: str) -> None:
    """Return quietly where a stream may be read. Raises Refusal ``unknown-stream`` or ``forbidden-stream``."""
    if stream in caller.reads:
        return
    if not access.known(stream):
        raise Refusal(Code.UNKNOWN_STREAM, "see what the session may read", stream=stream[:80])
    raise Refusal(Code.FORBIDDEN_STREAM, stream=stream)


def _at_hand(connection: Connection, centre: Centre, wanted: Pull, found: Mapping[str, Head]) -> Page | None:
    """Return the page where the heads and a few rows are all that must be asked for, which needs no snapshot; None where it is more."""
    near = _near(centre, wanted, found)
    for stream, cursor in wanted.cursors.items():
        head = found[stream]
        if near[stream] is None and 0 < head.n - cursor.seq <= FEW:
            _check(connection, centre, wanted.epoch, stream, cursor, head, known=False)
            lines = speech_of(connection).lines(connection, stream, cursor.seq, head.n - cursor.seq)
            centre.recent.keep(centre.epoch, stream, cursor, head.chain, lines)
            near[stream] = lines if lines and lines[-1][1] == head.chain.encode() else None
    if any(near[stream] is None and cursor.seq != found[stream].n for stream, cursor in wanted.cursors.items()):
        return None
    if sum(len(lines or ()) for lines in near.values()) > min(wanted.limit, centre.limits.page_rows):
        return None
    return _page(connection, centre, wanted, found, near)


def _standing(connection: Connection, centre: Centre, wanted: Pull) -> tuple[dict[str, Head], Near]:
    """Return where the streams stand, and the rows behind each cursor where they were read lately."""
    found = _heads(connection, wanted.cursors)
    return found, _near(centre, wanted, found)


def _objection(centre: Centre, caller: Caller, wanted: Pull) -> Refusal | None:
    try:
        admit(centre, caller, wanted)
    except Refusal as refusal:
        return refusal
    return None


def _near(centre: Centre, wanted: Pull, found: Mapping[str, Head]) -> dict[str, list[Line] | None]:
    recent = centre.recent
    return {stream: recent.behind(wanted.epoch, stream, cursor, found[stream].chain) for stream, cursor in wanted.cursors.items()}


def _told(found: Page) -> bytes:
    """Return a page as it is sent."""
    return b"\n".join((*found.lines, b'{"end":' + _encode(found.end) + b"}\n"))


def _page(connection: Connection, centre: Centre, wanted: Pull, found: Mapping[str, Head], near: Near) -> Page:
    for stream, cursor in wanted.cursors.items():
        _check(connection, centre, wanted.epoch, stream, cursor, found[stream], known=near[stream] is not None)
    rows, size = min(wanted.limit, centre.limits.page_rows), centre.limits.page_bytes
    speech = speech_of(connection)
    lines: list[bytes] = []
    reached: dict[str, Cursor] = {}
    for stream in sorted(wanted.cursors, key=_order):
        cursor = wanted.cursors[stream]
        if rows > 0 and size > 0 and cursor.seq < found[stream].n:
            last: tuple[int, bytes] | None = None
            behind = near[stream]
            if behind is None or len(behind) > rows:
                behind = speech.lines(connection, stream, cursor.seq, rows)
                centre.recent.keep(centre.epoch, stream, cursor, found[stream].chain, behind)
            for seq, chain, line in behind:
                if size < len(line) and lines:
                    size = 0
                    break
                lines.append(line)
                rows, size = rows - 1, size - len(line)
                last = seq, chain
            cursor = Cursor(seq=last[0], chain=last[1].decode()) if last else cursor
        reached[stream] = cursor
    end = PullEnd(
        epoch=centre.epoch,
        cursors=reached,
        heads={stream: head.n for stream, head in found.items()},
        more=any(reached[stream].seq < head.n for stream, head in found.items()),
    )
    return Page(lines, end)


def _heads(connection: Connection, streams: Collection[str]) -> dict[str, Head]:
    if not streams:
        return {}
    rows = speech_of(connection).rows(connection, _HEADS.format(", ".join("?" * len(streams))), *streams)
    found = {stream: Head(n, chain, horizon) for stream, n, chain, horizon in rows}
    return {stream: found.get(stream, Head()) for stream in streams}


def _check(connection: Connection, centre: Centre, epoch: str, stream: str, cursor: Cursor, head: Head, *, known: bool) -> None:
    """Return quietly where a cursor lies in the history of this centre; ``known`` tells that its chain value was found there before."""
    if cursor.seq == 0:
        return
    if epoch != centre.epoch:
        raise Refusal(Code.CURSOR_DIVERGED, "another epoch", stream=stream, last_common=0)
    if cursor.seq > head.n:
        raise Refusal(Code.CURSOR_DIVERGED, "ahead of the centre", stream=stream, last_common=0)
    if cursor.seq < head.horizon:
        raise Refusal(Code.CURSOR_EXPIRED, stream=stream, horizon=head.horizon)
    if known:
        return
    if cursor.seq == head.n:
        chain = head.chain
    else:
        found = speech_of(connection).rows(connection, _CHAIN, stream, cursor.seq)
        chain = found[0][0] if found else ""
    if chain != cursor.chain:
        raise Refusal(Code.CURSOR_DIVERGED, "another chain", stream=stream, last_common=0)


def _order(stream: str) -> tuple[int, str]:
    """What a desk needs first comes first: with the catalogue and the partners it can take a call."""
    return access.STREAMS.index(stream) if stream in access.STREAMS else len(access.STREAMS), stream
