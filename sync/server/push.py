"""Push: one transaction that takes operations in, decides them and gives them their numbers (sync protocol 3.5).

The order of locks is the same in every push – the device, the entities sorted, the streams sorted – so that two of them never wait for each
other. The streams come last: the number n + 1 can never be seen before n, and a number that was not committed is given again.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from models.records.operation import Operation
from models.records.outcome import Outcome
from sync.protocol.messages import PushAnswer, Pushed
from sync.protocol.problems import Code
from sync.server import ledger
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.judging import Bench
from sync.server.ledger import Known, Mark
from sync.server.preparing import Prepared, prepare
from sync.server.refusal import Refusal


def push(centre: Centre, caller: Caller, operations: Sequence[Operation], epoch: str = "") -> PushAnswer:
    """Take operations of one device in; return one result for each of them, all of which are committed by then.

    ``epoch`` is the history that the device follows, '' for none so far.

    Raises Refusal ``dseq-gap``, ``device-rollback``, ``cursor-diverged``, ``too-large``, ``invalid-request``, ``try-later`` or
    ``server-storage-full``: then nothing was taken in.
    """
    if epoch not in ("", centre.epoch):
        raise Refusal(Code.CURSOR_DIVERGED, "another epoch", last_common=0)
    return take(centre, caller, prepare(centre, operations, caller.device, caller.public_key))


def take(centre: Centre, caller: Caller, prepared: Sequence[Prepared]) -> PushAnswer:
    """Take operations in that have been prepared."""
    if not prepared:
        return PushAnswer(results=())
    return centre.database.write(lambda connection: take_in(connection, centre, caller, prepared))


def take_in(connection: Connection, centre: Centre, caller: Caller, prepared: Sequence[Prepared]) -> PushAnswer:
    """Take prepared operations in, inside the transaction that the caller holds and commits before it says anything."""
    mark = ledger.lock_device(connection, caller.device)
    known = ledger.known(connection, [item.operation.op_id for item in prepared])
    fresh, answers, again, last = _sorted_out(connection, prepared, known, mark)
    received_at = centre.now()
    bench = Bench(connection, centre, caller, received_at)
    rulings = bench.rule(fresh) if fresh else []
    ledger.write_standings(connection, *bench.standings(), bench.documents())
    numbered = ledger.write_down(connection, rulings, received_at)
    ledger.note(connection, caller.device, last, again)
    answers.update((row.op_id, row) for row in numbered)
    return PushAnswer(results=tuple(answers[item.operation.op_id] for item in prepared))


def _sorted_out(
    connection: Connection, prepared: Sequence[Prepared], known: dict[str, Known], mark: Mark
) -> tuple[list[Prepared], dict[str, Pushed], list[tuple[Operation, bool]], Mark]:
    """Tell what is new from what was here before; return both, the numbers to be noted without a row, and the last number.

    Raises Refusal where a number is missing or was given to something else before.
    """
    fresh: list[Prepared] = []
    answers: dict[str, Pushed] = {}
    again: list[tuple[Operation, bool]] = []
    coming: set[str] = set()
    for item in prepared:
        operation = item.operation
        before = known.get(operation.op_id)
        same = before is not None and before.digest == operation.digest
        if mark.passed(operation):
            if not same and not ledger.came_before(connection, operation):
                raise Refusal(
                    Code.DEVICE_ROLLBACK, f"number {operation.dseq} of incarnation {operation.inc} was given to another operation"
                )
            answers[operation.op_id] = before.answer if same and before is not None else _reused(operation)
            continue
        if mark.missing(operation):
            raise Refusal(Code.DSEQ_GAP, f"the next number is {mark.dseq + 1}", expected=mark.dseq + 1)
        mark = Mark(inc=operation.inc, dseq=operation.dseq)
        if before is None and operation.op_id not in coming:
            coming.add(operation.op_id)
            fresh.append(item)
        else:
            again.append((operation, same))
            answers.setdefault(operation.op_id, before.answer if same and before is not None else _reused(operation))
    return fresh, answers, again, mark


def _reused(operation: Operation) -> Pushed:
    """An id that stands for another operation: this one has no row of its own."""
    return Pushed(
        op_id=operation.op_id, outcome=Outcome.REJECTED, stream=operation.stream, seq=0, problem=Code.OP_ID_REUSED.value, replayed=True
    )
