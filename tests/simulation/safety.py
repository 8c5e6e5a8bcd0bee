"""What must hold at every moment (sync protocol 4.3), looked at after every step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.records.feed import FeedRow
from models.records.staff import Role
from models.rules.chain import link
from models.store.store import Store
from tests.simulation.acts import MARK
from tests.simulation.desk import Seat
from tests.simulation.witness import Violation, Witness

SEALED = "line/psychology"


def look_at_feed(witness: Witness, fresh: Sequence[FeedRow], counsellors: Iterable[int]) -> None:
    """Raise Violation where new rows of the centre's feed are not what they must be: I3, I5, I6, I12, I13."""
    drawers = {f"me/{number}" for number in counsellors} | {SEALED}
    for row in fresh:
        operation, known = row.operation, witness.feed[row.stream]
        before = known[row.seq - 2] if 1 < row.seq <= len(known) else None
        chain = link(before.chain if before else "", row.seq, operation.op_id, operation.digest, row.outcome.value)
        if known[row.seq - 1] is not row or chain != row.chain:
            raise Violation("I5", f"{row.stream} has a gap or another chain at {row.seq}")
        if operation.op_id in witness.places:
            raise Violation("I3", f"{operation.op_id} stands twice: at {witness.places[operation.op_id]} and {row.stream} {row.seq}")
        witness.places[operation.op_id] = row.stream, row.seq
        if MARK in operation.body and row.stream not in drawers:
            raise Violation("I13", f"words of the sealed line stand in {row.stream}")
    _in_order(witness, fresh)
    _whole_groups(witness, fresh)


def _in_order(witness: Witness, fresh: Sequence[FeedRow]) -> None:
    """A desk's operations stand in each stream in the order in which they were done there.

    A standby that has lost some and says nothing takes what is new before it is offered what it has lost.
    """
    if witness.torn:
        return
    for stream in {row.stream for row in fresh}:
        last: dict[str, int] = {}
        for row in witness.feed[stream]:
            done = witness.done.get(row.operation.op_id)
            if done is None:
                continue
            if done.place < last.get(done.seat, -1):
                raise Violation("I6", f"{row.stream} {row.seq}: {done.op_id} of {done.seat} came after what was done later")
            last[done.seat] = done.place


def _whole_groups(witness: Witness, fresh: Sequence[FeedRow]) -> None:
    """What was done in one go is there wholly or not at all, and stands or falls together."""
    for row in fresh:
        done = witness.done.get(row.operation.op_id)
        if done is None or len(done.group) == 1:
            continue
        places = [witness.places.get(op_id) for op_id in done.group]
        if None in places:
            raise Violation("I12", f"of the group of {done.op_id} only a part came")
        stands = {witness.feed[stream][seq - 1].outcome.effective for stream, seq in places}  # type: ignore[misc]
        if len(stands) > 1:
            raise Violation("I12", f"of the group of {done.op_id} only a part stands")


def standing_for(store: Store) -> dict[str, set[str]]:
    """Return for each operation that a desk did again those that say the same of the same case.

    It had come before its case, or was not let stand and somebody had it written again: what an amendment saw, and the card of a verdict,
    are then those of the later one.
    """
    query = (
        "SELECT done_again.op_id, twin.op_id FROM done_again JOIN op ON op.op_id = done_again.op_id "
        "JOIN op AS twin ON twin.entity_id = op.entity_id AND twin.op_id <> op.op_id AND (twin.body = op.body OR "
        "twin.type = op.type AND op.type IN ('case.amend', 'case.verify') AND twin.dseq > op.dseq)"
    )
    found: dict[str, set[str]] = {op_id: {op_id} for (op_id,) in store.outbox.database.raw.execute("SELECT op_id FROM done_again")}
    for op_id, twin in store.outbox.database.raw.execute(query):
        found[op_id].add(twin)
    return found


def look_at_desk(witness: Witness, seat: Seat) -> None:
    """Raise Violation where a desk does not hold or show what it must: I1, I5, I7."""
    if seat.failures:
        raise Violation("engine", f"{seat.name}: {seat.failures[0]!r}") from seat.failures[0]
    store = seat.store
    if store is None or seat.dead:
        return
    held = dict(store.outbox.database.raw.execute("SELECT op_id, state FROM op"))
    shown = {op_id for (op_id,) in store.replica.database.raw.execute("SELECT op_id FROM entry")}
    cursors = store.replica.database.raw.execute("SELECT stream, seq, chain FROM cursor").fetchall()
    for stream, seq, chain in cursors:
        if (stream, seq, chain) not in witness.chains:
            raise Violation("I5", f"{seat.name} stands in {stream} at {seq}, where the centre never stood")
    # One that has not noticed that the centre was set back may count what it has sent there as come back already.
    knows = all(seq <= len(rows := witness.feed[stream]) and rows[seq - 1].chain == chain for stream, seq, chain in cursors)
    again = standing_for(store)
    sealed = next((seq for stream, seq, _ in cursors if stream == SEALED), 0)
    for done in witness.of(seat.name):
        if done.op_id not in held:
            raise Violation("I1", f"{seat.name} was told that {done.op_id} is saved, and the outbox has it not")
        names = again.get(done.op_id, {done.op_id})
        stream, place = max((witness.places.get(name, ("", 0)) for name in names), key=lambda found: found[1])
        # What is sealed leaves a desk at which somebody sits down who may not read it, and comes again with the stream.
        left = place > sealed or seat.role is not Role.COUNSELLOR
        gone = stream.startswith("me/") or (left and witness.sealed(done.entity.id))
        if knows and done.entity.type == "case" and not gone and not shown & names:
            raise Violation("I7", f"{seat.name} does not show {done.content} any more ({held[done.op_id]})")
