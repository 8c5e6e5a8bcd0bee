"""The disposable file: rows folded from the operations, and how far the folding has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import insert, select, update

from models.records.catalogue import Line
from models.records.feed import Cursor, FeedRow
from models.records.operation import Changes, Operation, Topic
from models.records.profile import Profile
from models.store.claims import unproved
from models.store.database import Database
from models.store.folds import FOLDS, TYPES, FoldContext, Known, Progress, case, unheard
from models.store.folds.leaving import leave
from models.store.outbox import Outbox
from models.store.page import Mine, content_of, fold_rows, lay_on, withdraw
from models.tables.meta import Meta

_RUN = 500
_REMEMBERED = 5_000
"""So many cases are kept in memory as they stand, about two kilobytes each."""


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
        self._known: dict[str, Known] = {}
        self._fresh: dict[str, Known] = {}

    def fold(
        self, operations: Sequence[Operation], progress: Progress = unheard, *, pending: bool = False, upto: Operation | None = None
    ) -> Changes:
        """Fold own operations inside the transaction that the caller holds, and move the mark to the last of them (or to ``upto``).

        ``pending`` ones wait for a centre: they lie on top of what its feed brings. A body that this version does not know is passed over:
        it stays in the outbox for a version that does.
        """
        context = self._context(progress)
        for operation in operations:
            content = content_of(operation)
            if pending:
                lay_on(context, operation, content)
            elif content is not None and (fold := FOLDS.get(type(content))):
                fold(context, operation, content)
        case.settle(context)
        last = upto or operations[-1]
        self.database.connection.execute(update(Meta).values(applied_dseq=last.dseq, applied_inc=last.inc))
        self._fresh = context.settled_cases
        context.touch(Topic.OUTBOX, "")
        return context.changes()

    def follow(self, rows: Sequence[FeedRow], cursors: Mapping[str, Cursor], epoch: str, mine: Mine) -> tuple[Changes, frozenset[str]]:
        """Fold rows of the feed and move the cursors, all or nothing.

        Return what moved and the operations whose conflicts somebody has ended. ``mine`` gives own operations by their numbers.
        """
        context = self._context(unheard)
        values = [(stream, epoch, cursor.seq, cursor.chain) for stream, cursor in cursors.items() if cursor.seq]
        with self.database.transaction():
            fold_rows(context, rows, mine)
            self.database.raw.executemany("INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?)", values)
        self._remember(context.settled_cases)
        return context.changes(), frozenset(context.settled)

    def withdraw(self, op_ids: set[str], mine: Mine) -> Changes:
        """Take off own operations that the feed has brought already, inside the transaction that the caller holds."""
        context = self._context(unheard)
        withdraw(context, op_ids, mine)
        return context.changes()

    def leave(self, line: Line, stream: str) -> Changes:
        """Let go of a line that nobody at this desk may read now, with the cursor of its stream."""
        context = self._context(unheard)
        with self.database.transaction():
            leave(context, line, stream)
        self._remember(context.settled_cases)
        return context.changes()

    def lay_anew(self, outbox: Outbox) -> Changes:
        """Take off everything that lies on top and lay on what the outbox holds now: its numbers have changed."""
        with self.database.transaction() as connection:
            found = self.database.raw.execute("SELECT op_id FROM pending").fetchall()
            changes = self.withdraw({op_id for (op_id,) in found}, outbox.some)
            connection.execute(update(Meta).values(applied_dseq=0, applied_inc=0))
        self.applied = self.applied_inc = 0
        return changes | self.catch_up(outbox)

    def cursors(self, epoch: str) -> dict[str, Cursor]:
        """Return how far each stream has been folded, empty where that was another history."""
        found = self.database.raw.execute("SELECT stream, seq, chain FROM cursor WHERE epoch = ? ORDER BY stream", (epoch,))
        return {stream: Cursor(seq=seq, chain=chain) for stream, seq, chain in found}

    def foreign(self, epoch: str) -> bool:
        """Tell whether the rows follow another history than ``epoch``."""
        return self.database.raw.execute("SELECT 1 FROM cursor WHERE epoch != ? LIMIT 1", (epoch,)).fetchone() is not None

    def follows(self) -> bool:
        """Tell whether anything of a feed has been folded."""
        return self.database.raw.execute("SELECT 1 FROM cursor LIMIT 1").fetchone() is not None

    def outgrown(self) -> bool:
        """Tell whether rows of the feed were passed over that this version knows: only from the beginning can they come to their places."""
        found = self.database.raw.execute("SELECT DISTINCT type FROM unread").fetchall()
        return any(kind in TYPES for (kind,) in found)

    def complete(self) -> None:
        """Write what this version keeps of cases and the one that wrote the file did not."""
        context = self._context(unheard)
        with self.database.transaction():
            case.complete(context)
        self._remember(context.settled_cases)

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
        self._remember(self._fresh)
        self._fresh = {}

    def catch_up(self, outbox: Outbox, progress: Progress = unheard, *, epoch: str = "") -> Changes:
        """Fold what the outbox has and this file has not, a few hundred operations at a time. Raises StoreFailure.

        What the feed has brought already is passed over; ``epoch`` is the history that this file follows where the outbox does not yet.
        One whose seal does not fit is never folded, nor is the rest of its group: their sequence numbers stand in ``broken`` from now on.
        """
        there = self._brought(outbox, epoch or outbox.epoch) if outbox.joined else frozenset()
        total = outbox.count(self.applied)
        changes = Changes()
        done = 0
        for run in _runs(outbox.operations(self.applied)):
            fresh = self._whole(outbox, [operation for operation in run if operation.dseq not in there])
            with self.database.transaction():
                changes |= self.fold(fresh, progress, pending=outbox.joined, upto=run[-1])
            self.applied_up_to(run[-1])
            done += len(run)
            progress("fold", done, total)
        return changes

    def _brought(self, outbox: Outbox, epoch: str) -> frozenset[int]:
        """Return the numbers of the operations not yet folded that lie in the feed's rows, as far as those can tell."""
        cursors = self.cursors(epoch)
        missing, _ = unproved(outbox, self.database, cursors, self.applied)
        return outbox.within(cursors, self.applied) - missing

    def _context(self, progress: Progress) -> FoldContext:
        return FoldContext(self.database.connection, self.database.raw, self.profile, progress, self._known)

    def _remember(self, cases: Mapping[str, Known]) -> None:
        """Remember cases as they were committed; those that have not moved for longest are forgotten."""
        self._known.update(cases)
        for case_id in list(islice(self._known, max(0, len(self._known) - _REMEMBERED))):
            del self._known[case_id]


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
