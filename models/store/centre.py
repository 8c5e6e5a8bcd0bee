"""Following a centre: what a desk takes in from it. All of it runs in the store's own thread and knows no network (see ``sending``)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from sqlalchemy import delete, insert, select, update

from models.migrations import HEADS
from models.records.catalogue import Line
from models.records.failure import Diverged, RuleBroken, StoreFailure
from models.records.feed import Cursor, FeedRow
from models.records.operation import Changes, OpState, Topic
from models.rules import access
from models.store.claims import unproved
from models.store.database import Database
from models.store.feed import examined
from models.store.owned import DONE_AGAIN, NEVER_SENT
from models.store.receipts import confirm, settled_elsewhere
from models.store.replica import Replica
from models.store.store import Store, put_in_place, rebuild, set_aside
from models.tables.outbox import Centre, Op, Receipt

EVERYTHING = Changes(touched=frozenset((topic, "") for topic in Topic))
"""What moved when all rows were exchanged."""


def join(store: Store, epoch: str = "", desk: int = 0) -> Changes:
    """Make a desk that stood alone one of a centre, whose history is ``epoch`` ('' = whatever it turns out to be).

    What it has done waits to be sent there, and stays on screen on top of what the centre's feed brings. Joining again changes nothing.
    ``desk`` is the number that the centre gave this device for its case numbers, 0 for none.
    Raises RuleBroken ``join.other_centre`` where it belongs to another history (see :func:`diverged`), ``join.invented`` for a store with
    invented cases.
    """
    outbox = store.outbox
    if outbox.joined:
        if epoch not in ("", outbox.epoch):
            raise RuleBroken("join.other_centre")
        return Changes()
    refuse_invented(store)
    with outbox.database.transaction() as connection:
        connection.execute(insert(Centre), [{"id": 1, "epoch": epoch, "pruned": 0, "desk": desk}])
    outbox.joined, outbox.epoch, outbox.desk = True, epoch, desk
    rebuild(store)
    return EVERYTHING


def refuse_invented(store: Store) -> None:
    """Return quietly where all cases are real. Raises RuleBroken ``join.invented``."""
    seeded = select(Op.dseq).where(Op.type == "store.seed").limit(1)
    if store.outbox.database.connection.scalar(seeded) is not None:
        raise RuleBroken("join.invented")


def schema(_store: Store) -> str:
    """Return the version of the images that this program can take."""
    return HEADS["replica"]


def cursors(store: Store) -> tuple[str, dict[str, Cursor]]:
    """Return the epoch that the desk follows ('' = none so far) and how far it has folded each stream of that history."""
    epoch = store.outbox.epoch
    return epoch, store.replica.cursors(epoch) if epoch else {}


def apply_page(store: Store, rows: Sequence[FeedRow], ends: Mapping[str, Cursor], epoch: str) -> Changes:
    """Fold one page of the feed and move the cursors to ``ends``, all or nothing; return what moved.

    What this desk has done and the feed has not brought is folded again on top. Rows of a history that is no more go when the first page of
    the new one comes. Raises Diverged (``feed.epoch``, ``feed.gap``, ``feed.diverged``): nothing was changed.
    """
    outbox = store.outbox
    _same_history(store, epoch)
    at = store.replica.cursors(epoch) if outbox.epoch == epoch else {}
    fresh, stands = examined(rows, ends, at)
    moved = _begin(store, epoch) | caught_up(store)
    if not fresh:
        return moved
    changes, settled = store.replica.follow(fresh, stands, epoch, outbox.some)
    return moved | changes | confirm(outbox, store.replica) | settled_elsewhere(outbox, settled)


def adopt(store: Store, image: Path, epoch: str, ends: Mapping[str, Cursor]) -> Changes:
    """Take an image that the centre has made in the place of the replica, and lay on it what this desk has done and it does not hold.

    ``image`` lies in the profile's own folder and is gone afterwards; ``ends`` is what its manifest says. An acknowledged operation that
    its journals do not show will be asked about again (see ``claims``). Raises Diverged ``feed.epoch``, StoreFailure ``snapshot.unfit``
    where the image is of another version or does not stand where the manifest says: nothing was changed.
    """
    outbox = store.outbox
    _same_history(store, epoch)
    database = Database(image, "NORMAL")
    try:
        if database.version() != HEADS["replica"]:
            raise StoreFailure("snapshot.unfit", file=image.name)
        fresh = Replica(database, store.profile)
        if fresh.cursors(epoch) != {stream: end for stream, end in ends.items() if end.seq} or fresh.foreign(epoch):
            raise StoreFailure("snapshot.unfit", file=image.name)
        fresh.catch_up(outbox, epoch=epoch)
    finally:
        database.close()
    put_in_place(store, fresh)
    set_aside(store)
    _note_epoch(store, epoch)
    cursors = store.replica.cursors(epoch)
    missing, silent = unproved(outbox, store.replica.database, cursors)
    there = outbox.within(cursors) - missing - silent
    with outbox.database.transaction() as connection:
        for dseq in there:
            connection.execute(update(Op).where(Op.dseq == dseq).values(state=OpState.CONFIRMED.value))
    return EVERYTHING


def diverged(store: Store) -> Changes:
    """The centre's history is another one than this desk has followed: offer it everything again that the desk still holds.

    The bytes stay, so what the centre knows already is a repetition to it. What a move kept back is no part of it: a centre has its own in
    every history. Nor is what was done again: it would stand twice (missing numbers make the desk count anew). The old rows stay on
    screen until the first page or an image of the new history comes. Safe to be done again.
    """
    outbox = store.outbox
    with outbox.database.transaction() as connection:
        connection.execute(update(Centre).values(epoch=""))
        whole = Op.state != OpState.BROKEN.value
        connection.execute(update(Op).where(whole, ~NEVER_SENT).values(state=OpState.PENDING.value, seq=None))
        connection.execute(update(Op).where(whole, DONE_AGAIN).values(state=OpState.CONFIRMED.value, seq=None))
        connection.execute(delete(Receipt).where(Receipt.op_id.not_in(select(Op.op_id).where(NEVER_SENT))))
    outbox.epoch = ""
    return Changes(touched=frozenset({(Topic.OUTBOX, "")}))


def _same_history(store: Store, epoch: str) -> None:
    if not store.outbox.joined or not epoch or store.outbox.epoch not in ("", epoch):
        raise Diverged("feed.epoch")


def _begin(store: Store, epoch: str) -> Changes:
    """Begin a history: rows that follow another one, or the same before it was found to have parted from ours, go."""
    if store.outbox.epoch == epoch and not store.replica.foreign(epoch):
        return Changes()
    anew = store.replica.follows()
    if anew:
        rebuild(store)
    _note_epoch(store, epoch)
    return EVERYTHING if anew else Changes()


def _note_epoch(store: Store, epoch: str) -> None:
    if store.outbox.epoch != epoch:
        with store.outbox.database.transaction() as connection:
            connection.execute(update(Centre).values(epoch=epoch))
        store.outbox.epoch = epoch


def leave(store: Store, reads: Collection[str]) -> Changes:
    """Let the psychology line go where whoever is signed in does not read it: ``reads`` are the streams that they may.

    The outbox keeps what was done here. The other streams stay, hidden from whoever may not read them: people who run the room sit down at
    operators' desks for a moment, and a desk that forgot the centre's cases each time would be of no use until they had come again.
    """
    if access.SEALED in reads or access.SEALED not in store.replica.cursors(store.outbox.epoch):
        return Changes()
    return store.replica.leave(Line.PSYCHOLOGY, access.SEALED)


def caught_up(store: Store) -> Changes:
    """Fold what a killed process left unfolded."""
    if store.replica.applied < store.outbox.next_dseq - 1:
        return store.replica.catch_up(store.outbox)
    return Changes()
