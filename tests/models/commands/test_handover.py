"""Handing a shift over: the words beside the cases, leaving all the same, and a lead's note to one desk."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.commands import caller, case, handover, whisper
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.case import CaseKind
from models.records.failure import BadInput, RuleBroken, WorldFailure
from models.records.handover import Shift
from models.records.journal import Decline, Dispatch, HandOver, Reassign, TakeOver
from models.records.operation import Desk
from models.records.partner import Why
from models.records.staff import Role
from models.repositories import case as cases
from models.repositories import handover as handovers
from models.repositories import whisper as whispers
from models.rules.handover import next_shift
from models.store.clock import SettableClock
from models.store.store import Store
from tests.models.store.day import NUMBER, WALL, WALL_NAME

TRAINER = Desk(actor=24, desk="24", session="ses_24", role=Role.TRAINER)
COUNSELLOR = Desk(actor=14, desk="14", session="ses_14", role=Role.COUNSELLOR)


@pytest.fixture
def shift(store: Store, clock: SettableClock) -> Shift:
    return next_shift(store.profile.shifts, clock.now())


def opened(store: Store, desk: Desk, item: str = "C03-03", person: str = "") -> str:
    _, case_id = case.accept(store, desk, item_code=item, kind=CaseKind.SERVICE, number=NUMBER, person_id=person, district="330381001")
    return case_id


def refused(code: str, act: object, *args: object) -> None:
    with pytest.raises(WorldFailure) as failure:
        act(*args)  # type: ignore[operator]
    assert failure.value.code == code


def test_notes_lie_there_until_the_next_operator_has_read_them(store: Store, desk: Desk, lead: Desk, shift: Shift) -> None:
    handover.write(store, desk, shift, " 三号线话机有杂音 ")
    (told,) = handovers.notes(store)
    assert (told.by, told.notes, told.shift, told.lead) == (28, "三号线话机有杂音", shift.begins, 0)
    handover.take(store, lead, told.id)
    assert handovers.notes(store) == ()
    assert handover.take(store, lead, told.id).touched == frozenset()
    refused("handover.empty", handover.write, store, desk, shift, " ")
    refused("permission.denied", handover.write, store, TRAINER, shift, "记")


def test_what_a_counsellor_leaves_is_for_counsellors(store: Store, desk: Desk, shift: Shift) -> None:
    handover.write(store, COUNSELLOR, shift, "今晚再打一次")
    assert handovers.notes(store) == ()
    (told,) = handovers.notes(store, sealed=True)
    assert handover.take(store, desk, told.id).touched == frozenset()
    assert len(handovers.notes(store, sealed=True)) == 1


def test_leaving_all_the_same_takes_a_lead_and_a_reason(store: Store, desk: Desk, lead: Desk, shift: Shift) -> None:
    case_id = opened(store, desk)
    refused("handover.reason", handover.parting, store, desk, shift, (case_id,), " ", 2)
    for nobody in (0, 28, 12, 24, 999):
        refused("handover.lead_needed", handover.parting, store, desk, shift, (case_id,), "孩子发烧", nobody)
    assert handovers.notes(store) == ()
    handover.leave(store, desk, handover.parting(store, desk, shift, (case_id,), "孩子发烧", 2))
    handover.leave(store, lead, handover.parting(store, lead, shift, (case_id,), "停电"))
    assert [(told.by, told.lead, told.left, told.notes) for told in handovers.notes(store)] == [(28, 2, 1, "孩子发烧"), (2, 2, 1, "停电")]


def test_the_packet_is_made_from_what_the_store_knows(store: Store, clock: SettableClock, desk: Desk, lead: Desk, shift: Shift) -> None:
    person = PersonRow(id="", name="陈小丽", numbers=(NUMBER,), flags=(Flag(kind=FlagKind.CAUTION, note="骂人", review_on="2027-05-01"),))
    _, known = caller.save_person(store, desk, person)
    watched = opened(store, desk, person=known)
    declined = opened(store, desk, "C06-01")
    case.append(store, desk, declined, Dispatch(partner=WALL, name=WALL_NAME))
    case.append(store, desk, declined, Decline(reason="排满了"))
    given = opened(store, desk)
    case.append(store, lead, given, Reassign(seen=28, to=12, reason="忙"))
    packet = handovers.packet(store, 28, clock.now())
    assert (packet.by, packet.shift) == (28, shift)
    assert {row.id for row in packet.cases} == {watched, declined}
    assert set(packet.due) == {row.id for row in packet.cases if row.due and row.due < shift.ends}
    assert [(row.name, row.flags[0].kind) for row in packet.watch] == [("陈小丽", FlagKind.CAUTION)]
    assert (WALL, Why.DECLINED) in {(row.code, row.reason.why) for row in packet.outages}
    for row in packet.cases:
        case.append(store, desk, row.id, HandOver(seen=28))
    assert handovers.packet(store, 28, clock.now()).cases == ()
    assert {row.case.id for row in handovers.incoming(store).cases} == {watched, declined}


def test_whoever_laid_a_promise_down_is_held_until_somebody_has_it(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> None:
    case_id = opened(store, desk)

    def held(actor: int) -> list[str]:
        return [row.id for row in handovers.holding(store, actor, clock.now())[1]]

    assert (held(28), held(2)) == ([case_id], [])
    case.append(store, desk, case_id, HandOver(seen=28, note="等回电"))
    assert (held(28), held(2)) == ([case_id], [])
    case.append(store, lead, case_id, TakeOver(seen=0))
    assert (held(28), held(2)) == ([], [case_id])


def test_a_colleague_accepts_at_the_desk_of_whoever_leaves(store: Store, desk: Desk) -> None:
    case_id = opened(store, desk)
    case.append(store, desk, case_id, HandOver(seen=28))
    refused("owner.unknown", case.append, store, desk, case_id, TakeOver(seen=0, second=24))
    case.append(store, desk, case_id, TakeOver(seen=0, second=12))
    assert cases.state(store, case_id).owner == 12


def test_the_sealed_line_is_handed_from_counsellor_to_counsellor(store: Store, desk: Desk, lead: Desk) -> None:
    case_id = opened(store, COUNSELLOR, "C13-01")
    refused("owner.unknown", case.append, store, COUNSELLOR, case_id, Reassign(seen=14, to=28, reason="病了"))
    case.append(store, COUNSELLOR, case_id, HandOver(seen=14, note="今晚再打一次"))
    (seen,) = handovers.incoming(store).cases
    assert (seen.case.no != "", seen.case.item_code, seen.note, seen.case.person_name) == (True, "", "", "")
    for other in (desk, lead):
        with pytest.raises(RuleBroken) as failure:
            case.append(store, other, case_id, TakeOver(seen=0))
        assert failure.value.code == "case.sealed"
    case.append(store, replace(COUNSELLOR, actor=25, session="ses_25"), case_id, TakeOver(seen=0))
    assert cases.state(store, case_id, sealed=True).owner == 25


def test_a_note_is_kept_until_its_reader_has_read_it(store: Store, desk: Desk, lead: Desk) -> None:
    whisper.send(store, lead, 28, "  慢慢说 ")
    (note,) = whispers.unread(store, 28)
    assert (note.sender, note.text) == (2, "慢慢说")
    assert whispers.unread(store, 2) == ()
    assert whisper.read(store, lead, note.id).touched == frozenset()
    whisper.read(store, desk, note.id)
    assert whispers.unread(store, 28) == ()
    refused("permission.denied", whisper.send, store, desk, 12, "好")
    for nobody in (2, 999):
        refused("whisper.unknown", whisper.send, store, lead, nobody, "好")
    with pytest.raises(BadInput):
        whisper.send(store, lead, 28, " ")
