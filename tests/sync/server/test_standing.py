"""What the centre decides by is always what its own feed adds up to, whatever was pushed and however it was grouped."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import text

from models.records.base import Text
from models.records.callback import Attempt, Step
from models.records.case import CaseState, CloseReason
from models.records.catalogue import HandlerKind, Line
from models.records.effects import Content
from models.records.feed import FeedRow
from models.records.journal import (
    Acknowledge,
    Amend,
    Assign,
    CallbackAnswer,
    CallbackAttempt,
    Close,
    Dispatch,
    Entry,
    Note,
    Refile,
    Reopen,
    Undo,
    WorkDone,
    decode_body,
)
from models.records.operation import Operation
from models.records.supervision import AddUnit, Return, UnitReport
from models.rules.outcome import state_of
from sync.server.centre import Centre
from sync.server.push import push
from tests.support.desks import PaperDesk, signed_in
from tests.support.feeds import rows

NAME = Text("家家乐")
REFILED = Refile(item_code="C", item_name=NAME, item_version=1, handler_kind=HandlerKind.PARTNER, line=Line.GENERAL, urgent=False)


@pytest.fixture
def url(sqlite_url: str) -> str:
    """The decisions are the same on both databases."""
    return sqlite_url


def deed(chance: Random, made: list[str]) -> Content:
    return chance.choice(
        (
            Dispatch(partner="P001", name=NAME),
            Assign(unit="D01", name=NAME),
            Return(reason="不归我们管"),
            AddUnit(unit="D02", name=NAME),
            UnitReport(unit="D02", note=chance.choice(("", "清好了"))),
            Acknowledge(),
            WorkDone(),
            CallbackAttempt(outcome=Attempt.NO_ANSWER),
            CallbackAnswer(steps=((Step.DONE, True),), score=chance.randint(1, 5)),
            Close(reason=CloseReason.DONE, resolved=True),
            Reopen(reason="又漏"),
            Note(text="备注"),
            Amend(seen={"address": chance.choice(("安阳街道", "玉海街道"))}, address=chance.choice(("玉海街道", "锦湖街道"))),
            Undo(op_id=chance.choice(made)),
            replace(REFILED, line=chance.choice(list(Line))),
        )
    )


def steps(desk: PaperDesk, chance: Random, cases: list[str], made: list[str]) -> list[Operation]:
    group = f"g{chance.random()}" if chance.random() < 0.3 else None
    found = [desk.act(chance.choice(cases), deed(chance, made), chance.randint(1, 9), group=group) for _ in range(chance.randint(1, 6))]
    made += [operation.op_id for operation in found]
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_standing_of_a_case_is_the_fold_of_its_rows(centre: Centre, seed: int) -> None:
    chance = Random(seed)
    desk, caller = signed_in(centre, 14)
    begun = [desk.accept() for _ in range(4)]
    push(centre, caller, begun)
    cases = [operation.entity.id for operation in begun] + ["nowhere"]
    made = [operation.op_id for operation in begun]
    for _ in range(40):
        push(centre, caller, [operation for _ in range(chance.randint(1, 3)) for operation in steps(desk, chance, cases, made)])
    told = [row for stream in ("centre/ruian", "line/psychology") for row in rows(centre, caller, stream)]
    stands = centre.database.read(lambda c: c.execute(text("SELECT id, stream, rev, state FROM standing WHERE type = 'case'")).all())
    assert {row.outcome.value for row in told} == {"applied", "rebased", "superseded", "rejected"}
    for case_id, stream, rev, state in stands:
        journal = sorted((entry_of(row) for row in told if row.operation.entity.id == case_id), key=lambda entry: entry.seq)
        assert [entry.seq for entry in journal] == list(range(1, rev + 1))
        found = state_of(journal)
        assert (msgspec.json.decode(state, type=CaseState) if state else None) == found
        if found is not None:
            assert stream == ("line/psychology" if found.line is Line.PSYCHOLOGY else "centre/ruian")


def entry_of(row: FeedRow) -> Entry:
    operation = row.operation
    return Entry(
        op_id=operation.op_id,
        case_id=operation.entity.id,
        seq=row.rev,
        at=operation.at.wall,
        actor=int(operation.actor[4:]),
        desk=operation.desk,
        body=decode_body(operation.body),
        outcome=row.outcome,
    )
