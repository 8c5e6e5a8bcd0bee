"""Filing what the centre made of the desk's own operations, and keeping what it did not let stand until somebody has chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

import msgspec
from msgspec.structs import replace
from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from models.records.base import Record, parse_time
from models.records.effects import PersonSave
from models.records.journal import Amend
from models.records.operation import Changes, OpState, Topic
from models.records.outcome import Outcome
from models.store.claims import claimed
from models.store.clock import centre_now, stamp
from models.store.outbox import Outbox, operation_of
from models.store.owned import NEVER_SENT
from models.store.page import content_of
from models.store.replica import Replica
from models.tables.outbox import Conflict, Op, Receipt

NOBODY = "usr_0"
"""The actor of what the program wrote by itself: nobody has to look at what becomes of it."""


OUTBOX = Changes(touched=frozenset({(Topic.OUTBOX, "")}))


class Result(Protocol):
    """What the centre says of one operation, as it comes over the wire."""

    @property
    def op_id(self) -> str: ...
    @property
    def outcome(self) -> Outcome: ...
    @property
    def stream(self) -> str: ...
    @property
    def seq(self) -> int: ...
    @property
    def problem(self) -> str: ...
    @property
    def fields(self) -> tuple[str, ...]: ...


class Answer(Record, frozen=True):
    """A result as the replica keeps it until the outbox knows."""

    op_id: str
    stream: str
    seq: int
    outcome: Outcome
    problem: str = ""
    fields: tuple[str, ...] = ()

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Answer:
        """Return the answer in a row of table ``confirmation``."""
        op_id, stream, seq, outcome, problem, fields, *_ = row
        names = msgspec.json.decode(fields, type=tuple[str, ...])
        return cls(op_id=op_id, stream=stream, seq=seq, outcome=Outcome(outcome), problem=problem, fields=names)


def file_away(outbox: Outbox, results: Iterable[Result], state: OpState, received: Mapping[str, str] | None = None) -> None:
    """Write results beside their operations, in one transaction; an operation that is confirmed stays so.

    What was not let stand is kept as a conflict, once. ``received`` tells of operations when they came to the centre (ISO, its clock);
    the others count from now. Of two times the later one stays: an operation that is kept for too long does no harm.
    """
    now, known_since = stamp(centre_now(outbox.clock, outbox.centre_time)), received or {}
    with outbox.database.transaction() as connection:
        for result in results:
            known = Op.op_id == result.op_id
            if state is not OpState.CONFIRMED:
                known &= Op.state != OpState.CONFIRMED.value
            done = connection.execute(update(Op).where(known).values(state=state.value, seq=result.seq or None))
            if not done.rowcount:
                continue
            receipt = {
                "op_id": result.op_id,
                "stream": result.stream,
                "outcome": result.outcome.value,
                "problem": result.problem,
                "fields": msgspec.json.encode(result.fields).decode(),
                "since": _stamped(known_since.get(result.op_id, now), now),
            }
            written = insert(Receipt).values(receipt)
            later = {**receipt, "since": func.max(Receipt.since, written.excluded.since)}
            connection.execute(written.on_conflict_do_update(index_elements=[Receipt.op_id], set_=later))
            if result.outcome.effective:
                # An earlier history may have thought otherwise of it; in this one nobody has to choose.
                connection.execute(delete(Conflict).where(Conflict.op_id == result.op_id, Conflict.settled_at == ""))
            elif rows := _conflicts(outbox, result):
                connection.execute(insert(Conflict).prefix_with("OR IGNORE"), rows)


def confirm(outbox: Outbox, replica: Replica) -> Changes:
    """Tell the outbox which operations the feed has brought. The replica was committed before; what a killed process left is told later."""
    raw = replica.database.raw
    found = raw.execute("SELECT op_id, stream, seq, outcome, problem, fields, received_at FROM confirmation").fetchall()
    if not found:
        return Changes()
    file_away(outbox, [Answer.of_row(row) for row in found], OpState.CONFIRMED, {row[0]: row[6] for row in found})
    with replica.database.transaction():
        raw.executemany("DELETE FROM confirmation WHERE op_id = ?", [(row[0],) for row in found])
    return OUTBOX


def take_off(outbox: Outbox, replica: Replica, results: Sequence[Result]) -> Changes:
    """Take operations off that the feed has brought before their answer came: they lie in the rows beneath."""
    with replica.database.transaction():
        moved = replica.withdraw({result.op_id for result in results}, outbox.some)
    file_away(outbox, results, OpState.CONFIRMED)
    return moved


def lay_off(outbox: Outbox, replica: Replica, op_ids: Collection[str]) -> Changes:
    """Take operations off that no feed will bring and that nobody waits for any more: another one stands for each, or none is to."""
    return OUTBOX | take_off(outbox, replica, [replace(answer, seq=0) for answer in _answers(outbox, op_ids)])


def mend(outbox: Outbox, replica: Replica) -> None:
    """Finish what a killed process began on one of the two files and not on the other.

    A replica that has begun from nothing has confirmed nothing: the feed has to bring every operation again, or it is offered again.
    Not so what is never sent (again): no feed has to bring it, and other rows stand in its place.
    """
    if not replica.follows():
        with outbox.database.transaction() as connection:
            unproved = (Op.state == OpState.CONFIRMED.value) & ~NEVER_SENT
            connection.execute(update(Op).where(unproved).values(state=OpState.ACKED.value))
    confirm(outbox, replica)
    raw = replica.database.raw
    lying = dict(raw.execute("SELECT dseq, op_id FROM pending").fetchall())
    if not lying:
        return
    held = {operation.dseq: operation.op_id for operation in outbox.some(lying)}
    if held != lying:
        replica.lay_anew(outbox)
        return
    cursors = replica.cursors(outbox.epoch)
    # What the feed brings is taken off with its page: of what still lies there, an acknowledgement alone proves nothing.
    there = (outbox.within(cursors) & lying.keys()) - claimed(outbox, cursors).keys()
    if there:
        take_off(outbox, replica, _answers(outbox, {lying[dseq] for dseq in there}))


def settled_elsewhere(outbox: Outbox, op_ids: Collection[str]) -> Changes:
    """Somebody has chosen between two values: where ours was one of them, nobody has to look any more."""
    ours = [op_id for op_id in op_ids if outbox.database.connection.scalar(select(Conflict.id).where(Conflict.op_id == op_id).limit(1))]
    if not ours:
        return Changes()
    with outbox.database.transaction() as connection:
        open_ones = Conflict.op_id.in_(ours) & (Conflict.settled_at == "")
        connection.execute(update(Conflict).where(open_ones).values(settled_at=stamp(outbox.clock.now())))
    return OUTBOX


def _answers(outbox: Outbox, op_ids: Collection[str]) -> list[Answer]:
    columns = (Receipt.op_id, Receipt.stream, Op.seq, Receipt.outcome, Receipt.problem, Receipt.fields)
    query = select(*columns).join(Op, Op.op_id == Receipt.op_id).where(Receipt.op_id.in_(op_ids))
    return [Answer.of_row(row) for row in outbox.database.connection.execute(query)]


def _stamped(time: str, otherwise: str) -> str:
    """Return a time of the centre's as this store writes them, ``otherwise`` where it is none."""
    try:
        return stamp(parse_time(time))
    except (ValueError, OverflowError):
        return otherwise


def _conflicts(outbox: Outbox, result: Result) -> list[dict[str, object]]:
    row = outbox.database.connection.execute(select(Op.__table__).where(Op.op_id == result.op_id)).mappings().one()
    operation = operation_of(row)
    if operation.actor == NOBODY:
        return []
    content = content_of(operation)
    holder = content.person if isinstance(content, PersonSave) else content
    names = result.fields if isinstance(content, PersonSave | Amend) else ()
    return [
        {
            "id": f"{operation.op_id}:{name}",
            "op_id": operation.op_id,
            "field": name,
            "ours": str(getattr(holder, name, "")) if name else "",
            "theirs": "",
            "at": operation.at.wall,
            "settled_at": "",
        }
        for name in names or ("",)
    ]
