"""The disposable file: rows folded from the operations, and how far the folding has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec
from sqlalchemy import insert, select, update

from models.records.effects import decode_content
from models.records.operation import Changes, Operation, Topic
from models.records.profile import Profile
from models.store.database import Database
from models.store.folds import FOLDS, FoldContext, Progress, case, unheard
from models.store.outbox import Outbox
from models.tables.meta import Meta

_RUN = 500


class Replica:
    """Derived rows. ``profile`` gives the figures by which deadlines are reckoned."""

    def __init__(self, database: Database, profile: Profile) -> None:
        """Take an open file whose tables are there already."""
        self.database = database
        self.profile = profile
        found = database.connection.execute(select(Meta.applied_dseq, Meta.applied_inc)).one_or_none()
        if found is None:
            with database.transaction() as connection:
                connection.execute(insert(Meta), [{"id": 1, "applied_dseq": 0, "applied_inc": 0}])
        self.applied: int = found.applied_dseq if found else 0
        self.applied_inc: int = found.applied_inc if found else 0
        self.broken: tuple[int, ...] = ()

    def fold(self, operations: Sequence[Operation], progress: Progress = unheard, upto: Operation | None = None) -> Changes:
        """Fold operations inside the transaction that the caller holds, and move the mark to the last of them (or to ``upto``).

        A body that this version does not know is passed over: it stays in the outbox for a version that does.
        """
        context = FoldContext(self.database.connection, self.database.raw, self.profile, progress)
        for operation in operations:
            try:
                content = decode_content(operation.body)
            except msgspec.MsgspecError:
                continue
            fold = FOLDS.get(type(content))
            if fold is not None:
                fold(context, operation, content)
        case.settle(context)
        last = upto or operations[-1]
        self.database.connection.execute(update(Meta).values(applied_dseq=last.dseq, applied_inc=last.inc))
        context.touch(Topic.OUTBOX, "")
        return context.changes()

    def _whole(self, outbox: Outbox, run: Sequence[Operation]) -> list[Operation]:
        """Return the operations that are as they were made, and note the others with their groups: a deed is done wholly or not at all."""
        doubted = {operation.dseq for operation in run if not outbox.trusted(operation)}
        torn = {operation.group for operation in run if operation.dseq in doubted} - {None}
        aside = {operation.dseq for operation in run if operation.dseq in doubted or operation.group in torn}
        self.broken = (*self.broken, *sorted(aside))
        return [operation for operation in run if operation.dseq not in aside]

    def applied_up_to(self, operation: Operation) -> None:
        """Note that the transaction which folded everything up to ``operation`` has been committed."""
        self.applied, self.applied_inc = operation.dseq, operation.inc

    def catch_up(self, outbox: Outbox, progress: Progress = unheard) -> Changes:
        """Fold what the outbox has and this file has not, a few hundred operations at a time. Raises StoreFailure.

        One whose seal does not fit is never folded, nor is the rest of its group: their sequence numbers stand in ``broken`` from now on.
        """
        total = outbox.count(self.applied)
        changes = Changes()
        done = 0
        for run in _runs(outbox.operations(self.applied)):
            whole = self._whole(outbox, run)
            with self.database.transaction():
                changes |= self.fold(whole, progress, upto=run[-1])
            self.applied_up_to(run[-1])
            done += len(run)
            progress("fold", done, total)
        return changes


def _runs(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """Yield runs of operations; a group is never torn."""
    rest = iter(operations)
    waiting: list[Operation] = []
    while run := waiting + list(islice(rest, _RUN)):
        waiting = []
        if run[-1].group is not None:
            for operation in rest:
                if operation.group != run[-1].group:
                    waiting = [operation]
                    break
                run.append(operation)
        yield run
