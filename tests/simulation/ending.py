"""What must hold at the end, when nothing has been in the way for a minute: nothing lost, nothing twice, the same rows everywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Table

from models.records.case import Stage
from models.records.effects import decode_content
from models.records.feed import Cursor, FeedRow
from models.records.journal import Accept, Amend, Entry, Undo
from models.rules.access import STREAMS
from models.rules.amending import FIELDS
from models.rules.moment import moment
from models.rules.outcome import state_of
from models.store.mirror import Mirror
from models.store.page import body_of
from models.tables.base import ReplicaTable
from sync.client.engine import Engine
from tests.simulation.acts import MARK
from tests.simulation.desk import Seat
from tests.simulation.safety import standing_for
from tests.simulation.witness import Violation, Witness

_OUT = frozenset((Stage.DISPATCHED, Stage.ACKNOWLEDGED, Stage.ON_SITE))
FROM: dict[str, frozenset[Stage]] = {
    "case.dispatch": frozenset((Stage.ACCEPTED,)),
    "case.assign": frozenset((Stage.ACCEPTED,)),
    "case.answer": frozenset((Stage.ACCEPTED,)),
    "case.acknowledge": _OUT - {Stage.ON_SITE},
    "case.on_site": _OUT - {Stage.ON_SITE},
    "case.work_done": _OUT,
    "case.decline": _OUT,
    "case.verify": frozenset((Stage.VERIFYING,)),
    "case.close": frozenset((Stage.ACCEPTED, Stage.CALLBACK)),
    "case.reopen": frozenset((Stage.CLOSED,)),
    "case.cancel": frozenset((Stage.ACCEPTED, Stage.CALLBACK)) | _OUT,
}
"""Verb → the stages in which it may stand, written down here once more: the rules are not asked about themselves."""
OWN = {"meta", "pending", "beneath", "confirmation"}
"""Tables that say how far a desk has come itself."""


def settled(seat: Seat, witness: Witness) -> str:
    """Return what a desk still lacks, '' where it has sent and received everything."""
    store, engine = seat.store, seat.engine
    if store is None or engine is None or seat.dead:
        return "its program does not run"
    if engine.account.session is None:
        return "nobody is signed in there"
    unsent = store.outbox.database.raw.execute("SELECT count(*) FROM op WHERE state IN ('pending', 'sent')").fetchone()[0]
    if unsent:
        return f"{unsent} operations have not been sent"
    acked = "SELECT receipt.stream FROM op JOIN receipt USING (op_id) WHERE state = 'acked' AND seq IS NOT NULL"
    unconfirmed = [stream for (stream,) in store.outbox.database.raw.execute(acked)]
    # What is told in a stream that this desk may not read any more never comes back.
    if waiting := [stream for stream in unconfirmed if stream in _reads(engine)]:
        return f"{len(waiting)} operations have not come back"
    if not store.outbox.epoch:
        return "it has let go of a history and has not begun another"
    at = {stream: (seq, chain) for stream, seq, chain in store.replica.database.raw.execute("SELECT stream, seq, chain FROM cursor")}
    for stream in _reads(engine):
        rows = witness.feed[stream]
        if at.get(stream, (0, "")) != ((len(rows), rows[-1].chain) if rows else (0, "")):
            return f"in {stream} it stands at {at.get(stream, (0, ''))[0]} of {len(rows)}"
    return ""


def look_back(witness: Witness, seats: Sequence[Seat], look: sqlite3.Connection, room: Path) -> None:
    """Raise Violation where something that was done is lost or hidden, or a desk shows other rows than the feed: I2, I8, I10, I11, I13."""
    for seat in seats:
        _nothing_lost(witness, seat)
    _nothing_overwritten(witness)
    _legal(witness)
    _stands(witness, look)
    for seat in seats:
        _converged(witness, seat, room)
    for seat in seats:
        if seat.name not in witness.once and _holds(seat.directory, MARK.encode()):
            raise Violation("I13", f"words of the sealed line lie in the files of {seat.name}")


def _nothing_overwritten(witness: Witness) -> None:
    """Whatever an operator typed over was in sight when it was typed over; what met another value stands beside it as a conflict."""
    for case_id, rows in _by_case(witness).items():
        fields: dict[str, str] = {}
        open_ones: set[tuple[str, str]] = set()
        for row in sorted(rows, key=lambda found: found.rev):
            body = decode_content(row.operation.body)
            if isinstance(body, Accept) and row.outcome.effective and not fields:
                fields = {field: str(getattr(body, field)) for field in FIELDS}
            elif isinstance(body, Undo) and row.outcome.effective:
                # What was taken back is in the journal; what stands then, the fold says.
                fields = {}
                break
            elif isinstance(body, Amend) and fields and (row.outcome.effective or row.fields):
                open_ones = {(op_id, field) for op_id, field in open_ones if op_id not in body.settles}
                for field in FIELDS:
                    wanted = getattr(body, field)
                    if wanted is None:
                        continue
                    if field in row.fields:
                        open_ones.add((row.operation.op_id, field))
                    elif body.seen.get(field) != fields[field] and str(wanted) != fields[field]:
                        words = f"{fields[field]} of case {case_id} was written over by {wanted}, who saw {body.seen.get(field)}"
                        raise Violation("I10", words)
                    else:
                        fields[field] = str(wanted)
        if fields:
            _shown(witness, case_id, rows, fields, open_ones)


def _shown(witness: Witness, case_id: str, rows: list[FeedRow], fields: dict[str, str], open_ones: set[tuple[str, str]]) -> None:
    """Raise Violation I10 where a case does not show what stands in its fields, or hides a value that lost."""
    state = state_of([entry for row in sorted(rows, key=lambda found: found.rev) if (entry := _entry(row)) is not None])
    if state is None:
        return
    for field, value in fields.items():
        if str(getattr(state, field)) != value:
            raise Violation("I10", f"case {case_id} shows {getattr(state, field)} in {field} where {value} stands")
    told = {(conflict.op_id, conflict.field) for conflict in state.conflicts}
    if hidden := open_ones - told:
        raise Violation("I10", f"case {case_id} hides the value that {sorted(hidden)[0]} lost")


def _by_case(witness: Witness) -> dict[str, list[FeedRow]]:
    found: dict[str, list[FeedRow]] = {}
    for rows in witness.feed.values():
        for row in rows:
            if row.operation.entity.type == "case" and row.rev:
                found.setdefault(row.operation.entity.id, []).append(row)
    return found


def _legal(witness: Witness) -> None:
    """Raise Violation I11 where something stands that no state of its case allows, I15 where a fact was refused that always stands."""
    for rows in _by_case(witness).values():
        entries: list[Entry] = []
        for row in sorted(rows, key=lambda found: found.rev):
            entry = _entry(row)
            if entry is None:
                continue
            state = state_of(entries)
            kind = row.operation.type
            if row.outcome.effective and state is not None and state.stage not in FROM.get(kind, frozenset(Stage)):
                raise Violation("I11", f"{kind} stands on a case that is {state.stage.value}")
            fact = kind in ("case.note", "case.feedback")
            if fact and state is not None and not row.outcome.effective and row.problem not in ("group-torn", "bad-signature"):
                raise Violation("I15", f"{kind} {row.operation.op_id} was {row.outcome.value} ({row.problem})")
            entries.append(entry)


def _stands(witness: Witness, look: sqlite3.Connection) -> None:
    """Raise Violation I8 where the centre decides on another state of a case than its feed adds up to."""
    stands = {ref: (rev, text) for ref, rev, text in look.execute("SELECT id, rev, state FROM standing WHERE type = 'case'")}
    for case_id, rows in _by_case(witness).items():
        ordered = sorted(rows, key=lambda found: found.rev)
        state = state_of([entry for row in ordered if (entry := _entry(row)) is not None])
        if stands.get(case_id) != (len(rows), msgspec.json.encode(state).decode() if state else ""):
            raise Violation("I8", f"the centre has {stands.get(case_id)} of case {case_id}, its feed says {state}"[:1500])


def _entry(row: FeedRow) -> Entry | None:
    body = body_of(row.operation)
    if body is None:
        return None
    actor = int(row.operation.actor.removeprefix("usr_"))
    return Entry(
        op_id=row.operation.op_id,
        case_id=row.operation.entity.id,
        seq=row.rev,
        at=moment(row.operation.at, row.received_at),
        actor=actor,
        desk=row.operation.desk,
        body=body,
        outcome=row.outcome,
    )


def _nothing_lost(witness: Witness, seat: Seat) -> None:
    """Whatever was told to be saved is in the feed once, or set aside where its operator sees it; so is what was not let stand."""
    assert seat.store is not None
    outbox = seat.store.outbox.database.raw
    told = {op_id for (op_id,) in outbox.execute("SELECT op_id FROM conflict")}
    held = {op_id for (op_id,) in outbox.execute("SELECT op_id FROM op")}
    again = standing_for(seat.store)
    for done in witness.of(seat.name):
        placed = (witness.places.get(op_id) for op_id in (done.op_id, *again.get(done.op_id, ())))
        place = next((found for found in placed if found is not None), None)
        if place is None and (done.sound or done.op_id not in told):
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
            if ours != theirs and not (table.name == "counter" and _no_lower(ours, theirs)):
                words = f"only there {sorted(ours - theirs)[:2]}, only in the feed {sorted(theirs - ours)[:2]}"
                raise Violation("I8", f"{seat.name} differs in {table.name}: {words}"[:1500])
    finally:
        mirror.close()
    if not own and (left := raw.execute("SELECT count(*) FROM pending").fetchone()[0]):
        raise Violation("I8", f"{left} operations lie on top of the rows of {seat.name}")


def _no_lower(ours: set[tuple[str, ...]], theirs: set[tuple[str, ...]]) -> bool:
    """Tell whether no counter stands lower: the numbers of cases that left a desk with the sealed line stay given there."""
    stand = {(day, desk): int(n) for day, desk, n in ours}
    return all(stand.get((day, desk), 0) >= int(n) for day, desk, n in theirs)


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
