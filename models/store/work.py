"""The unit of work: what one deed of an operator writes, all of it or nothing."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol

from models.records.draft import Spent
from models.records.effects import Content
from models.records.failure import StoreFailure
from models.records.operation import Changes, Desk, Entity, Operation
from models.store.outbox import Outbox
from models.store.replica import Replica


class Home(Protocol):
    """What a unit of work needs of the store."""

    @property
    def outbox(self) -> Outbox: ...

    @property
    def replica(self) -> Replica: ...


class UnitOfWork:
    """Collects operations; leaving the block without an exception commits them as one group.

    The rows are folded first, in a transaction that stays open: what cannot be folded is never written. Then the outbox is committed, which
    is the moment from which the deed is safe, then the replica. A process that dies between the two folds at its next start.
    """

    def __init__(self, home: Home, desk: Desk) -> None:
        self._home = home
        self._desk = desk
        self._waiting: list[tuple[str, str, Entity, Content, int]] = []
        self._spent: Spent | None = None
        self._instead: tuple[str, ...] = ()
        self.changes = Changes()

    def record(self, stream: str, entity: Entity, content: Content, base_rev: int = 0) -> str:
        """Add an operation on ``entity`` as its revision ``base_rev`` was seen; return the operation's id."""
        op_id = self._home.outbox.ids.next()
        self._waiting.append((op_id, stream, entity, content, base_rev))
        return op_id

    def spend(self, words: Spent | None) -> None:
        """Let drafted words go in the very commit that writes the operations they became."""
        self._spent = words

    def stand_for(self, op_id: str) -> None:
        """Let an operation that the centre did not let stand ('' = none) be settled in the commit that does it again, and go no more."""
        self._instead = (op_id,) if op_id else ()

    def __enter__(self) -> UnitOfWork:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None and self._waiting:
            self.changes = self._commit()

    def _commit(self) -> Changes:
        outbox, replica = self._home.outbox, self._home.replica
        if replica.applied < outbox.next_dseq - 1:
            replica.catch_up(outbox)
        operations = self._operations()
        saved = False
        try:
            with replica.database.transaction():
                changes = replica.fold(operations, pending=outbox.joined)
                outbox.append(operations, self._spent, self._instead)
                saved = True
            replica.applied_up_to(operations[-1])
        except StoreFailure as failure:
            if not saved:
                raise
            return self._folded_after_all(failure)
        return changes

    def _folded_after_all(self, failure: StoreFailure) -> Changes:
        """The deed is on the disk, its rows are not: try once more, then say so (``saved``). The next command or start goes on here."""
        try:
            return self._home.replica.catch_up(self._home.outbox)
        except StoreFailure:
            raise StoreFailure(failure.code, **{**failure.details, "saved": True}) from failure

    def _operations(self) -> list[Operation]:
        outbox = self._home.outbox
        group = outbox.ids.next() if len(self._waiting) > 1 else None
        return [
            outbox.make(self._desk, op_id, outbox.next_dseq + place, stream, entity, content, base_rev, group)
            for place, (op_id, stream, entity, content, base_rev) in enumerate(self._waiting)
        ]
