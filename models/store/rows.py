"""Records as the replica's columns: what the fold writes one by one and a generator in bulk.

Each function returns one row with a value for every column of its table, so that both ways of writing cannot differ. For many rows use
:func:`insert_many` on the raw connection inside the transaction that the fold runs in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from operator import itemgetter

import msgspec
from sqlalchemy import RowMapping, Table

from models.records.base import CHINA
from models.records.call import CallRow
from models.records.caller import PersonRow
from models.records.case import CaseState, Stage
from models.records.catalogue import HandlerKind
from models.records.journal import Entry, decode_body, encode_body
from models.records.outcome import Outcome
from models.records.profile import Profile
from models.records.supervision import Press, ReturnState, UnitTask
from models.rules.assessment import in_time
from models.rules.deadlines import next_deadline
from models.rules.effects import SATISFIED_FROM
from models.rules.report import callback_of, pace_of, waited_ms
from models.rules.supervision import answer_due, decision_due, watch
from models.rules.tasks import tasks_of
from models.rules.work import work_list
from models.tables.base import ReplicaTable
from models.tables.case import PENDING
from models.tables.unit import RETURNING

Row = dict[str, object]

_NOON = datetime(2013, 1, 1, 12, tzinfo=CHINA)
"""Any moment: without a deadline the list of a case does not depend on the time."""

_SENT = {HandlerKind.PARTNER: "dispatch", HandlerKind.DEPARTMENT: "assign"}


def case_row(state: CaseState, profile: Profile, district_kind: str) -> Row:
    """Return the row of table ``case`` for a state; ``district_kind`` decides the deadline of an emergency ('' = unknown)."""
    deadline = next_deadline(state, profile, district_kind)
    handler = state.handler
    lists = work_list(state, None, _NOON)
    pace = pace_of(state)
    return {
        "id": state.id,
        "no": state.no,
        "kind": state.kind.value,
        "stage": state.stage.value,
        "item_code": state.item_code,
        "item_zh": state.item_name.zh,
        "item_en": state.item_name.en,
        "line": state.line.value,
        "urgent": state.urgent,
        "confidential": state.confidential,
        "person_id": state.person_id,
        "person_name": state.person_name,
        "number": state.number,
        "district": state.district,
        "handler_kind": handler.kind.value if handler else "",
        "handler_code": handler.code if handler else "",
        "handler_zh": handler.name.zh if handler else "",
        "handler_en": handler.name.en if handler else "",
        "dispatched_at": state.times.get(_SENT.get(handler.kind, ""), "") if handler else "",
        "opened_at": state.opened_at,
        "opened_by": state.opened_by,
        "owner": state.owner,
        "priority": state.priority,
        "due": deadline.due if deadline else "",
        "due_kind": deadline.kind.value if deadline else "",
        "work": next(iter(lists)).value if lists else "",
        "open": _open(state),
        "closed": state.closed,
        "resolved": state.resolved,
        "satisfied": state.satisfied,
        "score": state.score,
        "rev": state.rev,
        "came_by": state.call_id,
        "callback": int(callback_of(state)),
        "sent_s": pace.sent,
        "there_s": pace.there,
        "done_s": pace.done,
        "way": state.way.value,
    }


def _open(state: CaseState) -> bool:
    return not state.closed and state.stage is not Stage.MERGED


def entry_row(entry: Entry) -> Row:
    """Return the row of table ``entry``."""
    return {
        "case_id": entry.case_id,
        "seq": entry.seq,
        "op_id": entry.op_id,
        "at": entry.at,
        "actor": entry.actor,
        "desk": entry.desk,
        "type": entry.verb,
        "body": encode_body(entry.body).decode(),
        "outcome": entry.outcome.value if entry.outcome else "",
    }


def entries_of(rows: Iterable[RowMapping]) -> tuple[Entry, ...]:
    """Return the journal lines behind rows of table ``entry`` that are in order, each operation once.

    A line of a type that only a later version knows is left out.
    """
    first = {row["op_id"]: row for row in reversed(list(rows))}
    ordered = reversed(first.values())
    return tuple(entry for place, row in enumerate(ordered, 1) if (entry := _entry(row, place)) is not None)


def _entry(row: RowMapping, place: int) -> Entry | None:
    try:
        body = decode_body(row["body"])
    except msgspec.MsgspecError:
        return None
    return Entry(
        op_id=row["op_id"],
        case_id=row["case_id"],
        seq=place,
        at=row["at"],
        actor=row["actor"],
        desk=row["desk"],
        body=body,
        pending=row["seq"] > PENDING,
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
    )


def unmet_rows(state: CaseState) -> list[Row]:
    """Return the rows of table ``unmet`` that a case makes."""
    return [
        {"case_id": state.id, "place": place, "at": state.opened_at, "need": told.need, "tried": told.tried}
        for place, told in enumerate(state.unmet)
    ]


def fault_rows(state: CaseState) -> list[Row]:
    """Return the rows of table ``unit_fault`` that a case makes."""
    return [{"case_id": state.id, "place": place, "unit": unit, "at": at} for place, (unit, at) in enumerate(state.faults)]


def task_rows(state: CaseState, profile: Profile) -> list[Row]:
    """Return the rows of table ``unit_task`` that a case makes by the figures of a profile."""
    return [_task_row(state.id, place, task, profile) for place, task in enumerate(tasks_of(state))]


def _task_row(case_id: str, place: int, task: UnitTask, profile: Profile) -> Row:
    found = watch(task, profile)
    returned = task.returning is ReturnState.OPEN
    due = found.due.isoformat() if found else decision_due(task, profile).due if returned else ""
    return {
        "case_id": case_id,
        "place": place,
        "unit": task.unit,
        "name_zh": task.name.zh,
        "name_en": task.name.en,
        "lead": task.lead,
        "assigned_at": task.assigned_at,
        "acknowledged_at": task.acknowledged_at,
        "answered_at": task.answered_at,
        "ended_at": task.ended_at,
        "answer_due": answer_due(task, profile).due,
        "in_time": in_time(task, profile),
        "step": found.step.value if found else RETURNING if returned else "",
        "due": due,
        "chase_at": found.chase_at.isoformat() if found else "",
        "bulletin_at": found.bulletin_at.isoformat() if found else "",
        "chased": Press.CHASE in task.pressed,
        "supervised": Press.SUPERVISE in task.pressed,
        "bulletined": Press.BULLETIN in task.pressed,
        "returned_at": task.returned_at,
        "return_state": task.returning.value,
        "return_reason": task.return_reason,
        "reached": task.reached,
        "scored": task.score is not None,
        "satisfied": task.score is not None and task.score >= SATISFIED_FROM,
    }


def veto_rows(state: CaseState) -> list[Row]:
    """Return the row of table ``veto_proposed`` of a case whose veto waits for a second person."""
    if state.proposal is None:
        return []
    return [{"case_id": state.id, "partner": state.accused, "proposed_by": state.proposal.by, "at": state.proposal.at}]


def unowned_rows(state: CaseState) -> list[Row]:
    """Return the row of table ``unowned`` of an open case that was handed over and that nobody has accepted."""
    if state.handed is None or not _open(state):
        return []
    return [{"case_id": state.id, "handed_by": state.handed.by, "at": state.handed.at, "note": state.handed.note}]


def call_row(call: CallRow) -> Row:
    """Return the row of table ``call``."""
    return {
        "id": call.id,
        "direction": call.direction.value,
        "number": call.number,
        "line": call.line.value,
        "state": call.state.value,
        "queued_at": call.queued_at,
        "answered_at": call.answered_at,
        "ended_at": call.ended_at,
        "reason": call.reason.value if call.reason else "",
        "party": call.party,
        "case_id": call.case,
        "operator": call.operator,
        "recording": call.recording,
        "waited_ms": waited_ms(call),
    }


def person_row(person: PersonRow, saved_at: str, rev: int) -> Row:
    """Return the row of table ``person``; ``saved_at`` is an ISO time, ``rev`` counts the operations on the person."""
    return {"id": person.id, "name": person.name, "saved_at": saved_at, "rev": rev, "data": msgspec.json.encode(person).decode()}


def number_rows(person: PersonRow) -> list[Row]:
    """Return the rows of table ``person_number``, one for each different number."""
    return [{"number": number, "person_id": person.id} for number in dict.fromkeys(person.numbers) if number]


def insert_many(raw: sqlite3.Connection, table: type[ReplicaTable], rows: Iterable[Mapping[str, object]]) -> None:
    """Insert rows on the driver's own connection, replacing those with the same key; every row holds every column of ``table``."""
    statement, values = _insert(table.__table__)
    raw.executemany(statement, map(values, rows))


def insert_first(raw: sqlite3.Connection, table: type[ReplicaTable], row: Mapping[str, object]) -> None:
    """Insert a row that only who made it may have written: one that comes later under the same key changes nothing."""
    statement, values = _insert(table.__table__)
    raw.execute(statement.replace("INSERT OR REPLACE", "INSERT OR IGNORE", 1), values(row))


@cache
def _insert(table: Table) -> tuple[str, Callable[[Mapping[str, object]], tuple[object, ...]]]:
    """Return the statement and what takes a row's values in its order: SQLite asks for a parameter by its name in a third more time."""
    columns = [column.name for column in table.columns]
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    return f'INSERT OR REPLACE INTO "{table.name}" ({names}) VALUES ({marks})', itemgetter(*columns)
