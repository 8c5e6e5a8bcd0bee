"""Bugs that are planted into the product one at a time, to see whether the simulation finds them (sync protocol 4.5).

Each is a patch on a named function of the product; in the product itself there is no switch for any of them.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, delete

from models.records.base import parse_time
from models.records.failure import StoreFailure
from models.records.feed import Cursor, FeedRow
from models.records.operation import Changes, Operation
from models.records.outcome import Outcome
from models.rules import amending
from models.rules import outcome as outcomes
from models.store import centre, mirror, page, replica, sending, store
from models.store.folds import case
from models.store.mirror import Mirror
from models.store.outbox import Outbox
from models.store.replica import Replica
from models.tables.outbox import Op
from sync.client import waiting
from sync.client.engine import Engine
from sync.client.push import Pusher
from sync.protocol.messages import PushAnswer, Pushed
from sync.protocol.problems import Code
from sync.server import accounts, ledger, pull, push
from sync.server.refusal import Refusal
from tests.simulation import routes
from tests.simulation.server import Died

Patch = AbstractContextManager[object]


@dataclass(frozen=True)
class Bug:
    """``plant`` puts it into the product for a while. The world of ``seed`` finds it within ``steps``, with these hurts and weather."""

    name: str
    words: str
    plant: Callable[[], Patch]
    hurts: tuple[str, ...]
    weather: dict[str, float]
    seed: int
    steps: int
    often: float = 0.3
    more: tuple[int, ...] | None = None


@contextlib.contextmanager
def all_of(*patches: Patch) -> Iterator[None]:
    """Let several patches hold at once."""
    with contextlib.ExitStack() as stack:
        for one in patches:
            stack.enter_context(one)
        yield


def answered_before_the_commit() -> Patch:
    def take(here: Any, caller: Any, prepared: Any) -> PushAnswer:
        kept: list[PushAnswer] = []

        def work(connection: Connection) -> PushAnswer:
            kept.append(push.take_in(connection, here, caller, prepared))
            return kept[-1]

        try:
            return here.database.write(work)  # type: ignore[no-any-return]
        except (Died, Refusal):
            if kept:
                return kept[-1]
            raise

    return patch.object(push, "take", take)


def cursors_before_the_rows() -> Patch:
    follow = Replica.follow

    def followed(self: Replica, rows: Sequence[FeedRow], cursors: dict[str, Cursor], epoch: str, mine: Any) -> Any:
        values = [(stream, epoch, cursor.seq, cursor.chain) for stream, cursor in cursors.items() if cursor.seq]
        with self.database.transaction():
            self.database.raw.executemany("INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?)", values)
        return follow(self, rows, {}, epoch, mine)

    return patch.object(Replica, "follow", followed)


def half_a_page() -> Patch:
    follow = Replica.follow

    def followed(self: Replica, rows: Sequence[FeedRow], cursors: dict[str, Cursor], epoch: str, mine: Any) -> Any:
        return follow(self, rows[: (len(rows) + 1) // 2], cursors, epoch, mine)

    return patch.object(Replica, "follow", followed)


def known_by_number_alone() -> Patch:
    def swallowed(operation: Operation) -> Pushed:
        return Pushed(op_id=operation.op_id, outcome=Outcome.APPLIED, stream=operation.stream, seq=1, replayed=True)

    return all_of(patch.object(ledger, "came_before", lambda *_: True), patch.object(push, "_reused", swallowed))


def known_for_a_day() -> Patch:
    known = ledger.known

    def recent(connection: Connection, op_ids: Any) -> Any:
        found = known(connection, op_ids)
        newest = connection.exec_driver_sql("SELECT max(at) FROM presence").scalar() or ""
        newest = max(newest, connection.exec_driver_sql("SELECT max(begun_at) FROM session").scalar() or "")
        for op_id, before in list(found.items()):
            line = connection.exec_driver_sql(
                "SELECT line FROM feed WHERE stream = ? AND seq = ?", (before.answer.stream, before.answer.seq)
            ).scalar()
            received = line.split('"received_at":"')[1][:29] if line else newest
            if parse_time(newest) - parse_time(received) > timedelta(days=1):
                connection.exec_driver_sql("DELETE FROM op WHERE op_id = ?", (op_id,))
                del found[op_id]
        return found

    return patch.object(ledger, "known", recent)


def outbox_not_synced() -> Patch:
    opened = store.open_outbox

    def carelessly(*arguments: Any) -> Any:
        database, notices = opened(*arguments)
        database.raw.execute("PRAGMA synchronous=NORMAL")
        return database, notices

    return patch.object(store, "open_outbox", carelessly)


def failed_commit_ignored() -> Patch:
    append = Outbox.append

    def appended(self: Outbox, operations: Sequence[Operation], *more: Any) -> None:
        try:
            append(self, operations, *more)
        except StoreFailure:
            self.next_dseq += len(operations)

    return patch.object(Outbox, "append", appended)


def whole_batch_set_aside() -> Patch:
    async def isolate(self: Pusher, batch: Sequence[Operation], reason: Code) -> Changes:
        local, db = self._ground.local, self._ground.threads.db
        return await db(local.set_aside, [operation.op_id for operation in batch], reason.value)

    return patch.object(Pusher, "_isolate", isolate)


def refused_blocks_the_queue() -> Patch:
    outgoing = sending.outgoing

    def stopped(here: Any, *given: int) -> tuple[Operation, ...]:
        waits = here.outbox.database.raw.execute("SELECT 1 FROM conflict WHERE settled_at = ''").fetchone()
        return () if waits else outgoing(here, *given)

    return patch.object(sending, "outgoing", stopped)


def tried_again_at_the_next_write() -> Patch:
    pause = Engine._pause

    async def paused(self: Engine, lane: str, failure: Any, backoff: Any) -> None:
        if lane != "push":
            await pause(self, lane, failure, backoff)
        else:
            await self._bells["push"].wait()

    return patch.object(Engine, "_pause", paused)


def last_writer_wins() -> Patch:
    return all_of(
        patch.object(outcomes, "lost_fields", lambda _state, _body: ()), patch.object(amending, "lost_fields", lambda _state, _body: ())
    )


def ordered_by_the_clock() -> Patch:
    outgoing = sending.outgoing
    return patch.object(sending, "outgoing", lambda *given: tuple(sorted(outgoing(*given), key=lambda operation: operation.at.wall)))


def chain_not_checked() -> Patch:
    def examined(rows: Any, ends: Any, at: Any) -> Any:
        stands = {stream: at.get(stream, Cursor()) for stream in ends}
        fresh = [row for row in rows if row.seq > at.get(row.stream, Cursor()).seq]
        stands.update((row.stream, Cursor(seq=row.seq, chain=row.chain)) for row in fresh)
        return fresh, stands

    def check(_connection: Any, here: Any, epoch: str, stream: str, cursor: Cursor, head: Any, **_: object) -> None:
        if cursor.seq and (epoch != here.epoch or cursor.seq > head.n):
            raise Refusal(Code.CURSOR_DIVERGED, stream=stream, last_common=0)

    return all_of(
        patch.object(centre, "examined", examined), patch.object(mirror, "examined", examined), patch.object(pull, "_check", check)
    )


def let_go_at_the_answer() -> Patch:
    acknowledge = sending.acknowledge

    def acknowledged(here: Any, results: Sequence[Any]) -> Changes:
        changes = acknowledge(here, results)
        with here.outbox.database.transaction() as connection:
            connection.execute(delete(Op).where(Op.op_id.in_([one.op_id for one in results])))
        return changes

    return patch.object(sending, "acknowledge", acknowledged)


def pending_not_folded_again() -> Patch:
    def fold_rows(context: Any, rows: Sequence[FeedRow], _mine: Any) -> None:
        for row in rows:
            page._fold(context, row)
        case.settle(context)

    return patch.object(replica, "fold_rows", fold_rows)


def heads_taken_for_rows() -> Patch:
    on_event = Engine._on_event

    def believed(self: Engine, event: Any) -> None:
        here = getattr(self._ground.threads, "store", None)
        if event.heads is not None and here is not None:
            for stream, seq in event.heads.heads.items():
                here.replica.database.raw.execute("UPDATE cursor SET seq = max(seq, ?) WHERE stream = ?", (seq, stream))
        on_event(self, event)

    return patch.object(Engine, "_on_event", believed)


def role_as_it_was_at_the_sign_in() -> Patch:
    decode, kept = accounts._operator, dict[int, Any]()

    def remembered(data: Any) -> Any:
        found = decode(data)
        return kept.setdefault(found.number, found)

    return patch.object(accounts, "_operator", remembered)


def trouble_told_as_a_rejection() -> Patch:
    take_in = push.push

    def rejected(here: Any, caller: Any, operations: Sequence[Operation], epoch: str = "") -> PushAnswer:
        try:
            return take_in(here, caller, operations, epoch)
        except Refusal as refusal:
            if refusal.code not in (Code.TRY_LATER, Code.STORAGE_FULL):
                raise
            kind, why = Outcome.REJECTED, refusal.code.value
            return PushAnswer(
                results=tuple(Pushed(op_id=one.op_id, outcome=kind, stream=one.stream, seq=0, problem=why) for one in operations)
            )

    return patch.object(routes.push, "push", rejected)


def rows_older_than_their_cursors() -> Patch:
    """An image is made of the rows of the time before, and of the cursors of now."""
    make, before = Mirror.image, dict[Path, bytes]()

    def made(self: Mirror, target: Path) -> Any:
        cursors = make(self, target)
        older, before[target] = before.get(target), target.read_bytes()
        if older is not None:
            target.write_bytes(older)
            with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as raw:
                rows = [(stream, self.epoch, cursor.seq, cursor.chain) for stream, cursor in cursors.items()]
                raw.executemany("INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?)", rows)
        return cursors

    return patch.object(Mirror, "image", made)


def never_slower() -> Patch:
    return patch.object(waiting.Backoff, "pause", lambda _self, asked=None: (asked or 0.0) + 0.2)


BUGS: tuple[Bug, ...] = (
    Bug("M2", "answers before the commit", answered_before_the_commit, ("centre killed", "centre full"), {"drop": 0.05}, 31, 6),
    Bug("M3", "cursors saved before the rows", cursors_before_the_rows, ("kill",), {}, 2, 6),
    Bug("M4", "an operation is known by its number alone", known_by_number_alone, ("image", "old disk"), {}, 14, 14, 0.4),
    Bug("M5", "what came is known for a day only", known_for_a_day, ("night",), {"lose": 0.6}, 9, 6, 0.4),
    Bug("M6", "outbox.db with synchronous=NORMAL", outbox_not_synced, ("power",), {}, 14, 10, 0.4),
    Bug("M7", "a commit that failed passes for done", failed_commit_ignored, ("disk full",), {}, 8, 6),
    Bug("M8", "one bad operation sets its whole batch aside", whole_batch_set_aside, ("poison",), {"drop": 0.6}, 2, 9, 0.5),
    Bug("M9", "a rejected operation blocks the queue", refused_blocks_the_queue, ("poison",), {}, 4, 6, 0.5),
    Bug("M10", "tried again at the next write only", tried_again_at_the_next_write, ("unplug",), {"drop": 0.2}, 5, 6),
    Bug("M11", "the last writer of a field wins", last_writer_wins, (), {"drop": 0.4, "slow": 0.6}, 10, 30, 0.0),
    Bug("M12", "sent in the order of the clock", ordered_by_the_clock, ("clock", "unplug"), {}, 9, 12, 0.5),
    Bug("M13", "the chain is not checked", chain_not_checked, ("backup", "failover"), {}, 2, 18, 0.5),
    Bug("M14", "operations are let go at the answer", let_go_at_the_answer, (), {}, 1, 6),
    Bug("M15", "what is pending is not folded again", pending_not_folded_again, ("unplug",), {}, 1, 6),
    Bug("M16", "half a page with the cursors of the whole", half_a_page, ("unplug",), {}, 1, 6),
    Bug("M17", "live heads are taken for rows", heads_taken_for_rows, (), {}, 7, 6),
    Bug("M19", "the role is that of the sign-in", role_as_it_was_at_the_sign_in, ("move",), {}, 5, 6, 0.2, (14, 27)),
    Bug("M21", "an image is older than its cursors", rows_older_than_their_cursors, ("fresh image", "replica gone"), {}, 1, 12, 0.6),
    Bug("M22", "a full database passes for a rejection", trouble_told_as_a_rejection, ("centre full",), {}, 8, 6),
    Bug("M23", "an absent centre is asked ever on", never_slower, ("centre away",), {}, 10, 6, 0.5),
)
