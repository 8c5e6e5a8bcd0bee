"""What a desk that moves in is told beforehand is what the centre then decides, whoever did it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.records.catalogue import Line
from models.records.journal import Note, Undo
from models.records.operation import Operation
from models.records.staff import Role
from sync.client.forecast import Part, Reason, foresee, spoken_of
from sync.protocol.limits import LIMITS, Limits
from sync.protocol.messages import KnownOperator
from tests.support.desks import PaperDesk

KNOWN = {
    number: KnownOperator(number=number, role=role, retired=retired)
    for number, role, retired in (
        (28, Role.OPERATOR, False),
        (12, Role.OPERATOR, True),
        (14, Role.COUNSELLOR, False),
        (6, Role.TRAINER, False),
        (26, Role.ADMIN, False),
    )
}


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


def refused(operations: Sequence[Operation], mover: int = 26, limits: Limits = LIMITS, broken: Sequence[Operation] = ()) -> list[Part]:
    aside = {operation.op_id for operation in broken}
    return list(foresee(operations, KNOWN, mover, lambda operation: operation.op_id not in aside, limits).refused)


def test_everything_of_those_whom_the_centre_knows_goes(desk: PaperDesk) -> None:
    case = desk.accept()
    sealed = desk.accept(line=Line.PSYCHOLOGY, actor="usr_14")
    found = foresee([case, desk.note(case.entity.id), sealed], KNOWN, 26, lambda _: True)
    assert found.refused == ()
    assert (found.steps, found.cases, found.persons, found.calls, found.desks) == (3, 2, 0, 0, ("28",))
    assert found.parts == (
        Part(number=14, type="case.accept", count=1),
        Part(number=28, type="case.accept", count=1),
        Part(number=28, type="case.note", count=1),
    )


@pytest.mark.parametrize(
    ("actor", "reason"), [(77, Reason.UNKNOWN), (12, Reason.RETIRED), (6, Reason.ROLE), (14, None), (28, None)]
)
def test_who_did_it_decides(desk: PaperDesk, actor: int, reason: Reason | None) -> None:
    case = desk.accept()
    note = desk.note(case.entity.id, actor=f"usr_{actor}")
    assert refused([case, note]) == ([Part(number=actor, type="case.note", count=1, reason=reason)] if reason else [])


def test_only_an_administrator_speaks_for_others(desk: PaperDesk) -> None:
    case = desk.accept()
    note = desk.note(case.entity.id, actor="usr_14")
    assert refused([case, note], mover=28) == [Part(number=14, type="case.note", count=1, reason=Reason.NOT_SPOKEN_FOR)]
    assert refused([case], mover=28) == []


def test_what_rests_on_something_that_cannot_go_cannot_either(desk: PaperDesk) -> None:
    case = desk.accept(actor="usr_77")
    note = desk.note(case.entity.id)
    whole = desk.accept()
    pair = [desk.note(whole.entity.id, group="g"), desk.note(whole.entity.id, actor="usr_77", group="g")]
    assert [(part.number, part.type, part.reason) for part in refused([case, note, whole, *pair])] == [
        (28, "case.note", Reason.FOLLOWS),
        (77, "case.accept", Reason.UNKNOWN),
        (77, "case.note", Reason.UNKNOWN),
    ]


def test_an_operator_writes_nothing_on_the_sealed_line_nor_takes_it_back(desk: PaperDesk) -> None:
    sealed = desk.accept(line=Line.PSYCHOLOGY, actor="usr_14")
    note = desk.note(sealed.entity.id, actor="usr_14")
    undo = desk.act(sealed.entity.id, Undo(op_id=note.op_id), 2)
    assert [(part.type, part.reason) for part in refused([sealed, note, undo])] == [("case.undo", Reason.ROLE)]


def test_a_broken_seal_and_a_body_that_is_too_large_are_told(desk: PaperDesk) -> None:
    case = desk.accept()
    long, short = desk.act(case.entity.id, Note(text="长" * 900)), desk.note(case.entity.id)
    assert [part.reason for part in refused([case, long, short], limits=Limits(body_bytes=800))] == [Reason.TOO_LARGE]
    assert [part.reason for part in refused([case, short], broken=[short])] == [Reason.BROKEN]


def test_what_a_desk_speaks_of_is_gathered(desk: PaperDesk) -> None:
    case = desk.accept()
    numbers, codes = spoken_of([case, desk.note(case.entity.id, actor="usr_14")])
    assert (numbers, codes) == ((14, 28), {"item": ("C03-03",)})
