"""The precious file: what the desk did, in the very bytes that were signed, and what is being typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import RowMapping, delete, func, insert, select, update

from models.records.draft import Draft
from models.records.effects import Content, encode_content, type_of
from models.records.operation import At, Base, Desk, Entity, Operation, OpState
from models.store.clock import CentreTime, Clock, stamp
from models.store.database import Database
from models.store.device import Device
from models.store.envelope import seal
from models.store.ids import Ids
from models.tables.outbox import Identity, Op, SavedDraft

VERSION = 1
"""Version of the operation types that this program writes."""

_PAGE = 500


class Outbox:
    """Operations and drafts of one device. Every write is on the disk (WAL, synchronous=FULL) when the call returns."""

    def __init__(self, database: Database, device: Device, clock: Clock) -> None:
        """Take an open file whose tables and identity row are there already (see ``models.store.identity``)."""
        self.database = database
        self.device = device
        self._clock = clock
        row = database.connection.execute(select(Identity.inc, Identity.next_dseq, Identity.lost)).one()
        self.inc: int = row.inc
        self.next_dseq: int = row.next_dseq
        self.lost: int = row.lost
        self.ids = Ids(clock, database.connection.scalar(select(func.max(Op.op_id))) or "")
        self.centre_time: CentreTime | None = None

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
                at=self._at(),
                salt="",
                body=encode_content(content),
                digest="",
                sig="",
            ),
            self.device.key,
        )

    def _at(self) -> At:
        clock, seen = self._clock, self.centre_time
        return At(
            wall=stamp(clock.now()),
            mono_ms=clock.mono_ms(),
            boot=clock.boot,
            offset_ms=seen.offset_ms(clock) if seen else 0,
            err_ms=seen.err_ms if seen else 0,
        )

    def append(self, operations: Sequence[Operation]) -> None:
        """Write operations, all or none. They must begin at ``next_dseq``: sequence numbers have no gap. Raises StoreFailure."""
        numbers = [operation.dseq for operation in operations]
        if numbers != list(range(self.next_dseq, self.next_dseq + len(operations))):
            raise ValueError("operations must follow one another without a gap")
        following = self.next_dseq + len(operations)
        with self.database.transaction() as connection:
            connection.execute(insert(Op), [_columns(operation) for operation in operations])
            connection.execute(update(Identity).values(next_dseq=following))
        self.next_dseq = following

    def operations(self, after: int = 0) -> Iterator[Operation]:
        """Yield the operations behind sequence number ``after``, in order, a page at a time."""
        while True:
            query = select(Op.__table__).where(Op.dseq > after).order_by(Op.dseq).limit(_PAGE)
            page = self.database.connection.execute(query).mappings().all()
            for row in page:
                yield _operation(row)
            if len(page) < _PAGE:
                return
            after = page[-1]["dseq"]

    def count(self, after: int = 0) -> int:
        """Return how many operations lie behind sequence number ``after``."""
        return self.database.connection.scalar(select(func.count()).select_from(Op).where(Op.dseq > after)) or 0

    def pending(self) -> int:
        """Return how many operations no server has acknowledged."""
        unsent = (OpState.PENDING.value, OpState.SENT.value)
        return self.database.connection.scalar(select(func.count()).select_from(Op).where(Op.state.in_(unsent))) or 0

    def save_draft(self, draft: Draft) -> None:
        """Write a draft over the one with the same key."""
        row = {"key": draft.key, "saved_at": draft.saved_at or stamp(self._clock.now()), "data": msgspec.json.encode(draft).decode()}
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


def _columns(operation: Operation) -> dict[str, object]:
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


def _operation(row: RowMapping) -> Operation:
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
