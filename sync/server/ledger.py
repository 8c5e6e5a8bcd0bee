"""The statements of a push: what is locked, what is known already, and what is written at the end."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import Connection, insert, select

from models.records.base import Record
from models.records.feed import FeedRow
from models.records.operation import Operation
from models.records.outcome import Outcome
from models.rules.chain import BEGINNING, link
from models.tables.centre import Again, StreamHead
from sync.protocol.messages import Pushed
from sync.protocol.problems import Code
from sync.server.judging import Ruling
from sync.server.refusal import Refusal
from sync.server.speech import Row, speech_of

_encode = msgspec.json.Encoder().encode
_strings = msgspec.json.Decoder(tuple[str, ...]).decode

_FEED = ("stream", "seq", "chain", "line")
_OP = ("op_id", "device", "inc", "dseq", "digest", "entity_id", "rev", "stream", "seq", "outcome", "problem", "fields")
_ATTACHMENT = ("sha256", "stream")
_NAMED = "ON CONFLICT (sha256, stream) DO NOTHING"
_STANDING = ("id", "type", "stream", "rev", "state")
_STAND = "ON CONFLICT (id, type) DO UPDATE SET stream = excluded.stream, rev = excluded.rev, state = excluded.state"
_SHELF = ("kind", "code", "data")
_DOCUMENT = "ON CONFLICT (kind, code) DO UPDATE SET data = excluded.data"


class Mark(Record, frozen=True):
    """The last number of a device."""

    inc: int
    dseq: int

    def passed(self, operation: Operation) -> bool:
        """Tell whether an operation's number was given before."""
        return operation.inc < self.inc or (operation.inc == self.inc and operation.dseq <= self.dseq)

    def missing(self, operation: Operation) -> bool:
        """Tell whether numbers are left out before an operation's. A new incarnation may begin anywhere."""
        return operation.inc == self.inc and operation.dseq > self.dseq + 1


class Known(Record, frozen=True):
    """An operation that was here before, with the answer that it got."""

    digest: str
    answer: Pushed


def lock_device(connection: Connection, device: str) -> Mark:
    """Lock a device, so that one push of it runs at a time, and return its last number. Raises Refusal ``device-revoked`` if it is gone.

    One of which nothing has come begins with its first incarnation: a backup from before its first push is given everything from there on.
    """
    query = "SELECT inc, last_dseq FROM device WHERE id"
    found = speech_of(connection).lock(connection, query, "id", [device])
    if not found:
        raise Refusal(Code.DEVICE_REVOKED)
    ((inc, dseq),) = found
    return Mark(inc=max(inc, 1), dseq=dseq)


def known(connection: Connection, op_ids: Collection[str]) -> dict[str, Known]:
    """Return those of the operations that were decided before."""
    query = "SELECT op_id, digest, stream, seq, outcome, problem, fields FROM op WHERE op_id"
    rows = speech_of(connection).select(connection, query, op_ids)
    return {
        op_id: Known(
            digest=digest,
            answer=Pushed(
                op_id=op_id,
                outcome=Outcome(outcome),
                stream=stream,
                seq=seq,
                problem=problem,
                fields=_strings(fields) if fields else (),
                replayed=True,
            ),
        )
        for op_id, digest, stream, seq, outcome, problem, fields in rows
    }


def came_before(connection: Connection, operation: Operation) -> bool:
    """Tell whether this very operation came under this number before and got no row of its own."""
    key = (Again.device == operation.device) & (Again.inc == operation.inc) & (Again.dseq == operation.dseq)
    row = connection.execute(select(Again.op_id, Again.digest).where(key)).one_or_none()
    return row is not None and (row.op_id, row.digest) == (operation.op_id, operation.digest)


def write_down(connection: Connection, rulings: Sequence[Ruling], received_at: str) -> list[Pushed]:
    """Give decided operations their numbers and write them; return the answers. Nothing but the commit may come after this for long."""
    heads = _lock_heads(connection, {ruling.stream for ruling in rulings})
    feed: list[Row] = []
    rows: list[Row] = []
    answers: list[Pushed] = []
    for ruling in rulings:
        operation, decision, stream = ruling.operation, ruling.decision, ruling.stream
        outcome, problem, fields = decision.outcome, decision.problem, decision.fields
        word = outcome.value
        seq, before = heads[stream]
        seq += 1
        chain = link(before, seq, operation.op_id, operation.digest, word)
        heads[stream] = seq, chain
        line = _encode(
            FeedRow(
                stream=stream,
                seq=seq,
                chain=chain,
                outcome=outcome,
                operation=operation,
                received_at=received_at,
                rev=ruling.rev,
                problem=problem,
                fields=fields,
            )
        ).decode()
        feed.append((stream, seq, chain, line))
        sender = (operation.op_id, operation.device, operation.inc, operation.dseq, operation.digest)
        place = (operation.entity.id, ruling.rev, stream, seq)
        rows.append((*sender, *place, word, problem, _encode(fields).decode() if fields else ""))
        answers.append(Pushed(op_id=operation.op_id, outcome=outcome, stream=stream, seq=seq, problem=problem, fields=fields))
    if rows:
        speech = speech_of(connection)
        speech.insert(connection, "feed", _FEED, feed)
        speech.insert(connection, "op", _OP, rows)
        named = {(ruling.sha256, ruling.stream) for ruling in rulings if ruling.sha256}
        speech.insert(connection, "attachment", _ATTACHMENT, sorted(named), _NAMED)
        for stream, (seq, chain) in sorted(heads.items()):
            speech.run(connection, "UPDATE stream_head SET n = ?, chain = ? WHERE stream = ?", seq, chain, stream)
    return answers


def write_standings(connection: Connection, fresh: Sequence[Row], moved: Sequence[Row], documents: Sequence[Row]) -> None:
    """Write how the entities stand now (``Bench.standings``, ``Bench.documents``).

    Nothing locks an entity that has no row so far: where another push made that row meanwhile, this one must fail and be run again.
    """
    speech = speech_of(connection)
    speech.insert(connection, "standing", _STANDING, fresh)
    speech.insert(connection, "standing", _STANDING, moved, _STAND)
    speech.insert(connection, "document", _SHELF, documents, _DOCUMENT)


def note(connection: Connection, device: str, last: Mark, again: Sequence[tuple[Operation, bool]]) -> None:
    """Note a device's last number, and the numbers that have no row of their own."""
    if again:
        rows = [
            {
                "device": operation.device,
                "inc": operation.inc,
                "dseq": operation.dseq,
                "op_id": operation.op_id,
                "digest": operation.digest,
                "known": same,
            }
            for operation, same in again
        ]
        connection.execute(insert(Again), rows)
    text = "UPDATE device SET inc = ?, last_dseq = ? WHERE id = ?"
    speech_of(connection).run(connection, text, last.inc, last.dseq, device)


def _lock_heads(connection: Connection, streams: Collection[str]) -> dict[str, tuple[int, str]]:
    """Lock the heads of streams in their order; one that has no row so far gets it."""
    query = "SELECT stream, n, chain FROM stream_head WHERE stream"
    rows = speech_of(connection).lock(connection, query, "stream", sorted(streams))
    heads = {stream: (n, chain) for stream, n, chain in rows}
    fresh = sorted(set(streams) - set(heads))
    if fresh:
        connection.execute(insert(StreamHead), [{"stream": stream, "n": 0, "chain": BEGINNING, "horizon": 0} for stream in fresh])
        heads.update(dict.fromkeys(fresh, (0, BEGINNING)))
    return heads
