"""What must hold at the end, when nothing has been in the way for a minute: nothing lost, nothing twice, the same rows everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from models.records.feed import Cursor
from models.rules.access import STREAMS
from models.store.mirror import Mirror
from models.tables.base import ReplicaTable
from sync.client.engine import Engine
from tests.simulation.acts import MARK
from tests.simulation.desk import Seat
from tests.simulation.witness import Violation, Witness

OWN = {"meta", "pending", "beneath", "confirmation"}
"""Tables that say how far a desk has come itself."""


def settled(seat: Seat, witness: Witness) -> str:
    """Return what a desk still lacks, '' where it has sent and received everything."""
    store, engine = seat.store, seat.engine
    if store is None or engine is None or seat.dead:
        return "its program does not run"
    unsent = store.outbox.database.raw.execute("SELECT count(*) FROM op WHERE state IN ('pending', 'sent')").fetchone()[0]
    if unsent:
        return f"{unsent} operations have not been sent"
    unconfirmed = store.outbox.database.raw.execute("SELECT count(*) FROM op WHERE state = 'acked' AND seq IS NOT NULL").fetchone()[0]
    if unconfirmed:
        return f"{unconfirmed} operations have not come back"
    at = {stream: (seq, chain) for stream, seq, chain in store.replica.database.raw.execute("SELECT stream, seq, chain FROM cursor")}
    for stream in _reads(engine):
        rows = witness.feed[stream]
        if at.get(stream, (0, "")) != ((len(rows), rows[-1].chain) if rows else (0, "")):
            return f"in {stream} it stands at {at.get(stream, (0, ''))[0]} of {len(rows)}"
    return ""


def look_back(witness: Witness, seats: Sequence[Seat], room: Path) -> None:
    """Raise Violation where something that was done is lost or hidden, or a desk shows other rows than the feed: I2, I8, I10, I11, I13."""
    for seat in seats:
        _nothing_lost(witness, seat)
        _converged(witness, seat, room)
    for seat in seats:
        if seat.name not in witness.readers and _holds(seat.directory, MARK.encode()):
            raise Violation("I13", f"words of the sealed line lie in the files of {seat.name}")


def _nothing_lost(witness: Witness, seat: Seat) -> None:
    """Whatever was told to be saved is in the feed once, or set aside where its operator sees it; so is what was not let stand."""
    assert seat.store is not None
    outbox = seat.store.outbox.database.raw
    told = {op_id for (op_id,) in outbox.execute("SELECT op_id FROM conflict")}
    held = {op_id for (op_id,) in outbox.execute("SELECT op_id FROM op")}
    for done in witness.of(seat.name):
        place = witness.places.get(done.op_id)
        if place is None and done.op_id not in told:
            raise Violation("I2", f"{done.op_id} of {seat.name} was told to be saved and the centre has it not: {done.content}")
        row = witness.feed[place[0]][place[1] - 1] if place else None
        if row is not None and not row.outcome.effective and done.op_id in held and done.op_id not in told:
            raise Violation("I11", f"nobody at {seat.name} is told that {done.content} was {row.outcome.value} ({row.problem})")


def _converged(witness: Witness, seat: Seat, room: Path) -> None:
    """A desk's rows are those of somebody who folds the whole feed at once, what was set aside at this desk alone left out."""
    store = seat.store
    assert store is not None
    raw = store.replica.database.raw
    own = {entity for (entity,) in raw.execute("SELECT entity_id FROM pending")}
    cursors = [(stream, Cursor(seq=seq, chain=chain)) for stream, seq, chain in raw.execute("SELECT stream, seq, chain FROM cursor")]
    path = room / f"mirror-{seat.name}.db"
    mirror = Mirror(path, store.outbox.epoch, profile=store.profile, clock=seat.clock)
    try:
        for stream, cursor in sorted(cursors, key=lambda found: _order(found[0])):
            mirror.apply(witness.feed[stream][: cursor.seq], {stream: cursor})
        other = mirror._replica.database.raw
        for table in ReplicaTable.metadata.sorted_tables:
            if table.name in OWN:
                continue
            ours, theirs = _rows(raw, table, own), _rows(other, table, own)
            if ours != theirs:
                words = f"only there {sorted(ours - theirs)[:2]}, only in the feed {sorted(theirs - ours)[:2]}"
                raise Violation("I8", f"{seat.name} differs in {table.name}: {words}"[:1500])
    finally:
        mirror.close()
    if not own and (left := raw.execute("SELECT count(*) FROM pending").fetchone()[0]):
        raise Violation("I8", f"{left} operations lie on top of the rows of {seat.name}")


def _rows(raw: Any, table: Table, own: set[str]) -> set[tuple[str, ...]]:
    """Return the rows of a table as text, without those about entities on which this desk alone knows something."""
    names = [column.name for column in table.columns]
    at = [names.index(name) for name in ("case_id", "id", "person_id") if name in names][:1]
    columns = ", ".join(f'"{name}"' for name in names)
    found = raw.execute(f'SELECT {columns} FROM "{table.name}"')
    return {tuple(map(repr, row)) for row in found if not any(row[place] in own for place in at)}


def _reads(engine: Engine) -> tuple[str, ...]:
    return engine.account.session.reads if engine.account.session else ()


def _order(stream: str) -> tuple[int, str]:
    return STREAMS.index(stream) if stream in STREAMS else len(STREAMS), stream


def _holds(directory: Path, words: bytes) -> bool:
    return any(words in path.read_bytes() for path in sorted(directory.glob("*.db*")) if not path.name.endswith("-shm"))
