"""The precious file: what the desk did, in the very bytes that were signed, and what is being typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import RowMapping, delete, func, insert, select, update

from models.records.draft import Draft
from models.records.effects import Content, encode_content, type_of
from models.records.feed import Cursor
from models.records.operation import At, Base, Desk, Entity, Operation, OpState
from models.store.clock import Clock, stamp
from models.store.database import Database
from models.store.device import Device
from models.store.envelope import seal
from models.store.ids import Ids
from models.tables.outbox import Centre, Identity, Op, Receipt, SavedDraft

VERSION = 1
"""Version of the operation types that this program writes."""

_PAGE = 500


class Outbox:
    """Operations and drafts of one device. Every write is on the disk (WAL, synchronous=FULL) when the call returns.

    ``joined`` tells whether the desk belongs to a centre, ``epoch`` names the centre's history ('' until its first page comes);
    ``pruned`` is the last operation of those that were let go.
    """

    def __init__(self, database: Database, device: Device, clock: Clock) -> None:
        """Take an open file whose tables and identity row are there already (see ``models.store.identity``)."""
        self.database = database
        self.device = device
        self.clock = clock
        row = database.connection.execute(select(Identity.inc, Identity.next_dseq, Identity.lost)).one()
        self.inc: int = row.inc
        self.next_dseq: int = row.next_dseq
        self.lost: int = row.lost
        centre = database.connection.execute(select(Centre.epoch, Centre.pruned)).one_or_none()
        self.joined = centre is not None
        self.epoch: str = centre.epoch if centre else ""
        self.pruned: int = centre.pruned if centre else 0
        self.ids = Ids(clock, database.connection.scalar(select(func.max(Op.op_id))) or "")

    def make(
        self, desk: Desk, op_id: str, dseq: int, stream: str, entity: Entity, content: Content, base_rev: int, group: str | None
    ) -> Operation:
        """Return a sealed operation of this device; nothing is written."""
        return seal(
            Operation(
                op_id=op_id,
                device=self.device.id,
                inc=self.inc,
                dseq=dseq,
                actor=f"usr_{desk.actor}",
                session=desk.session,
                desk=desk.desk,
                stream=stream,
                group=group,
                entity=entity,
                type=type_of(content),
                v=VERSION,
                base=Base(rev=base_rev),
                at=At(wall=stamp(self.clock.now()), mono_ms=self.clock.mono_ms(), boot=self.clock.boot),
                salt="",
                body=encode_content(content),
                digest="",
                sig="",
            ),
            self.device.key,
        )

    def append(self, operations: Sequence[Operation]) -> None:
        """Write operations, all or none. They must begin at ``next_dseq``: sequence numbers have no gap. Raises StoreFailure."""
        numbers = [operation.dseq for operation in operations]
        if numbers != list(range(self.next_dseq, self.next_dseq + len(operations))):
            raise ValueError("operations must follow one another without a gap")
        following = self.next_dseq + len(operations)
        with self.database.transaction() as connection:
            connection.execute(insert(Op), [columns_of(operation) for operation in operations])
            connection.execute(update(Identity).values(next_dseq=following))
        self.next_dseq = following

    def operations(self, after: int = 0) -> Iterator[Operation]:
        """Yield the operations behind sequence number ``after``, in order, a page at a time."""
        while True:
            query = select(Op.__table__).where(Op.dseq > after).order_by(Op.dseq).limit(_PAGE)
            page = self.database.connection.execute(query).mappings().all()
            for row in page:
                yield operation_of(row)
            if len(page) < _PAGE:
                return
            after = page[-1]["dseq"]

    def count(self, after: int = 0) -> int:
        """Return how many operations lie behind sequence number ``after``."""
        return self.database.connection.scalar(select(func.count()).select_from(Op).where(Op.dseq > after)) or 0

    def some(self, numbers: Collection[int]) -> Iterator[Operation]:
        """Yield the operations of these sequence numbers in order."""
        ordered = sorted(numbers)
        for begin in range(0, len(ordered), _PAGE):
            query = select(Op.__table__).where(Op.dseq.in_(ordered[begin : begin + _PAGE])).order_by(Op.dseq)
            for row in self.database.connection.execute(query).mappings().all():
                yield operation_of(row)

    def within(self, cursors: Mapping[str, Cursor], after: int = 0) -> frozenset[int]:
        """Return the numbers (behind ``after``) of the operations that the feed has brought up to these cursors, or never will."""
        known = Op.seq.is_not(None) | (Op.state == OpState.CONFIRMED.value)
        query = select(Op.dseq, Op.seq, Receipt.stream).join(Receipt, Receipt.op_id == Op.op_id).where(Op.dseq > after, known)
        begin = Cursor()
        rows = self.database.connection.execute(query)
        return frozenset(row.dseq for row in rows if (row.seq or 0) <= cursors.get(row.stream, begin).seq)

    def pending(self) -> int:
        """Return how many operations no server has acknowledged."""
        unsent = (OpState.PENDING.value, OpState.SENT.value)
        return self.database.connection.scalar(select(func.count()).select_from(Op).where(Op.state.in_(unsent))) or 0

    def save_draft(self, draft: Draft) -> None:
        """Write a draft over the one with the same key."""
        row = {"key": draft.key, "saved_at": draft.saved_at or stamp(self.clock.now()), "data": msgspec.json.encode(draft).decode()}
        with self.database.transaction() as connection:
            connection.execute(insert(SavedDraft).prefix_with("OR REPLACE"), [row])

    def drop_draft(self, key: str) -> None:
        """Remove a draft; one that is not there is no failure."""
        with self.database.transaction() as connection:
            connection.execute(delete(SavedDraft).where(SavedDraft.key == key))

    def drafts(self) -> tuple[Draft, ...]:
        """Return the drafts, the one saved last first; one that cannot be read any more is left out."""
        query = select(SavedDraft.data).order_by(SavedDraft.saved_at.desc(), SavedDraft.key)
        return tuple(_drafts(self.database.connection.scalars(query)))


def _drafts(texts: Iterable[str]) -> Iterator[Draft]:
    for text in texts:
        try:
            yield msgspec.json.decode(text, type=Draft)
        except msgspec.MsgspecError:
            continue


def columns_of(operation: Operation) -> dict[str, object]:
    """Return the row of table ``op`` for an operation that nobody else has seen."""
    return {
        "dseq": operation.dseq,
        "op_id": operation.op_id,
        "device": operation.device,
        "inc": operation.inc,
        "actor": operation.actor,
        "session": operation.session,
        "desk": operation.desk,
        "stream": operation.stream,
        "group_id": operation.group,
        "entity_type": operation.entity.type,
        "entity_id": operation.entity.id,
        "type": operation.type,
        "v": operation.v,
        "base_rev": operation.base.rev,
        "wall": operation.at.wall,
        "mono_ms": operation.at.mono_ms,
        "boot": operation.at.boot,
        "offset_ms": operation.at.offset_ms,
        "err_ms": operation.at.err_ms,
        "salt": operation.salt,
        "body": operation.body,
        "digest": operation.digest,
        "sig": operation.sig,
        "state": OpState.PENDING.value,
        "seq": None,
    }


def operation_of(row: RowMapping) -> Operation:
    """Return the operation behind a row of table ``op``."""
    return Operation(
        op_id=row["op_id"],
        device=row["device"],
        inc=row["inc"],
        dseq=row["dseq"],
        actor=row["actor"],
        session=row["session"],
        desk=row["desk"],
        stream=row["stream"],
        group=row["group_id"],
        entity=Entity(type=row["entity_type"], id=row["entity_id"]),
        type=row["type"],
        v=row["v"],
        base=Base(rev=row["base_rev"]),
        at=At(wall=row["wall"], mono_ms=row["mono_ms"], boot=row["boot"], offset_ms=row["offset_ms"], err_ms=row["err_ms"]),
        salt=row["salt"],
        body=row["body"],
        digest=row["digest"],
        sig=row["sig"],
    )
