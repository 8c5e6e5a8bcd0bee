"""The precious file: what the desk did, in the very bytes that were signed, and what is being typed."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from models.records.draft import Draft, Spent
from models.records.effects import Content, encode_content, type_of
from models.records.feed import Cursor
from models.records.operation import At, Base, Desk, Entity, Operation, OpState
from models.store import drafting
from models.store.clock import CentreTime, Clock, stamp
from models.store.database import Database
from models.store.device import Device, public_key_of
from models.store.envelope import bound, intact, seal
from models.store.ids import Ids
from models.tables.outbox import Centre, Conflict, DeskMark, DoneAgain, FormerKey, Identity, Op, Receipt

VERSION = 1
"""Version of the operation types that this program writes."""

_PAGE = 500


class Outbox:
    """Operations and drafts of one device. Every write is on the disk (WAL, synchronous=FULL) when the call returns.

    ``joined`` tells whether the desk belongs to a centre, ``epoch`` names the centre's history ('' until its first page comes);
    ``pruned`` is the last operation of those that were let go, ``desk`` the number that the centre gave this device, 0 for none.
    """

    def __init__(self, database: Database, device: Device, clock: Clock) -> None:
        """Take an open file whose tables and identity row are there already (see ``models.store.identity``)."""
        self.database = database
        self.device = device
        self._keys = {**_former(database.connection), device.id: device.key.public_key()}
        self.clock = clock
        row = database.connection.execute(select(Identity.inc, Identity.next_dseq, Identity.lost)).one()
        self.inc: int = row.inc
        self.next_dseq: int = row.next_dseq
        self.lost: int = row.lost
        centre = database.connection.execute(select(Centre.epoch, Centre.pruned, Centre.desk)).one_or_none()
        self.joined = centre is not None
        self.epoch: str = centre.epoch if centre else ""
        self.pruned: int = centre.pruned if centre else 0
        self.desk: int = centre.desk if centre else 0
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
        clock, seen = self.clock, self.centre_time
        return At(
            wall=stamp(clock.now()),
            mono_ms=clock.mono_ms(),
            boot=clock.boot,
            offset_ms=seen.offset_ms(clock) if seen else 0,
            err_ms=seen.err_ms if seen else 0,
        )

    def append(self, operations: Sequence[Operation], spent: Spent | None = None, instead: Collection[str] = ()) -> None:
        """Write operations and let the drafted words go that they hold, all or none. Raises StoreFailure.

        They must begin at ``next_dseq``: sequence numbers have no gap. Those ``instead`` of which they stand are settled and go no more.
        """
        numbers = [operation.dseq for operation in operations]
        if numbers != list(range(self.next_dseq, self.next_dseq + len(operations))):
            raise ValueError("operations must follow one another without a gap")
        following = self.next_dseq + len(operations)
        with self.database.transaction() as connection:
            connection.execute(insert(Op), [columns_of(operation) for operation in operations])
            connection.execute(update(Identity).values(next_dseq=following))
            if spent is not None:
                drafting.let_go(connection, spent, stamp(self.clock.now()))
            if instead:
                connection.execute(insert(DoneAgain), [{"op_id": op_id} for op_id in instead])
                connection.execute(update(Conflict).where(Conflict.op_id.in_(instead)).values(settled_at=stamp(self.clock.now())))
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

    def trusted(self, operation: Operation) -> bool:
        """Tell whether an operation is as it was made: by the present key of this desk or an earlier one.

        Where damage took an earlier key, the digest must do (see :meth:`unproved`). Nobody else writes here: an unknown device is refused.
        """
        if operation.device not in self._keys:
            return False
        key = self._keys[operation.device]
        return bound(operation) if key is None else intact(operation, key)

    def unproved(self, operation: Operation) -> bool:
        """Tell whether the key is gone with which an operation was sealed, so that nobody can say who wrote it."""
        return self._keys.get(operation.device, self) is None

    def set_aside(self, numbers: Collection[int]) -> None:
        """Mark operations that are not as they were made: they stay where they are, as evidence. Raises StoreFailure."""
        with self.database.transaction() as connection:
            connection.execute(update(Op).where(Op.dseq.in_(numbers)).values(state=OpState.BROKEN.value))

    def aside(self) -> tuple[int, int]:
        """Return how many operations are marked as not to be built upon, and the sequence number of the first; 0 and 0 where none is."""
        query = select(func.count(), func.min(Op.dseq)).where(Op.state == OpState.BROKEN.value)
        count, first = self.database.connection.execute(query).one()
        return count, first or 0

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
        """Return the numbers (behind ``after``) of the operations that the feed has brought up to these cursors, or never will.

        One that it has brought in a stream which has left this desk since is among them: its rows went with the stream.
        """
        known = Op.seq.is_not(None) | (Op.state == OpState.CONFIRMED.value)
        query = select(Op.dseq, Op.seq, Op.state, Receipt.stream).join(Receipt, Receipt.op_id == Op.op_id).where(Op.dseq > after, known)
        begin = Cursor()
        rows = self.database.connection.execute(query)
        return frozenset(
            row.dseq
            for row in rows
            if (row.seq or 0) <= cursors.get(row.stream, begin).seq
            or (cursors and row.state == OpState.CONFIRMED.value and row.stream not in cursors)
        )

    def mark(self) -> str:
        """Return the letter that tells this device from others of its desk in case numbers, '' where there is none."""
        return self.database.connection.scalar(select(DeskMark.mark)) or ""

    def set_mark(self, mark: str) -> None:
        """Give this device a letter ('' takes it away). Raises StoreFailure."""
        with self.database.transaction() as connection:
            connection.execute(insert(DeskMark).prefix_with("OR REPLACE"), [{"id": 1, "mark": mark}])

    def last_wall(self) -> str:
        """Return the time that the clock showed at the last operation, '' where there is none."""
        return self.database.connection.scalar(select(Op.wall).order_by(Op.dseq.desc()).limit(1)) or ""

    def pending(self) -> int:
        """Return how many operations no server has acknowledged."""
        unsent = (OpState.PENDING.value, OpState.SENT.value)
        return self.database.connection.scalar(select(func.count()).select_from(Op).where(Op.state.in_(unsent))) or 0

    def save_draft(self, draft: Draft) -> None:
        """Write a draft over the one with the same key."""
        with self.database.transaction() as connection:
            drafting.keep(connection, draft, stamp(self.clock.now()))

    def drop_draft(self, key: str) -> None:
        """Remove a draft; one that is not there is no failure."""
        with self.database.transaction() as connection:
            drafting.drop(connection, key)

    def drafts(self) -> tuple[Draft, ...]:
        """Return the drafts, the one saved last first; one that cannot be read any more is left out.

        Last is what was written last, whatever the clock said: each save puts its row behind all others.
        """
        return drafting.read(self.database.connection)


def _former(connection: Connection) -> dict[str, Ed25519PublicKey | None]:
    """Return the earlier keys of this desk by device; None where only digests can be checked. A text that is no key is unknown."""
    keys: dict[str, Ed25519PublicKey | None] = {}
    for device, text in connection.execute(select(FormerKey.device, FormerKey.public_key)):
        with contextlib.suppress(ValueError):
            keys[device] = public_key_of(text) if text else None
    return keys


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
