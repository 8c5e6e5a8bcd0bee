"""What goes to a centre, and what becomes of the answer."""

from __future__ import annotations

import copy
from pathlib import Path

from sqlalchemy import delete

from models.commands import case, search
from models.records.journal import Merge, Note
from models.records.operation import Changes
from models.repositories import case as cases
from models.store import centre, sending
from models.store.inspection import inspect
from models.store.mirror import Mirror
from models.store.store import open_store
from models.tables.outbox import Op
from tests.models.store.desks import SyncedDesk, accepted, assert_same, states_of


def test_an_answer_that_was_lost_makes_nothing_twice(one: SyncedDesk, tmp_path: Path) -> None:
    case_id = accepted(one)
    search.record_lead(one.store, one.desk, "遛狗")
    one.push(answered=False)
    assert states_of(one) == ["sent", "sent"]
    one.pull()
    assert states_of(one) == ["confirmed", "confirmed"]
    assert one.push() == []
    assert len(cases.journal(one.store, case_id)) == 1
    assert_same(one, tmp_path)


def test_an_answer_that_comes_after_the_feed_takes_the_operation_off(one: SyncedDesk, tmp_path: Path) -> None:
    """The desk's replica was exchanged for an image that holds the operation, which only a repeated push then tells."""
    search.record_lead(one.store, one.desk, "遛狗")
    one.push(answered=False)
    mirror = Mirror(tmp_path / "centre.db", one.paper.epoch)
    mirror.apply(*one.paper.page({}, 1 << 30))
    ends = mirror.image(one.directory / "image.db")
    mirror.close()
    centre.adopt(one.store, one.directory / "image.db", one.paper.epoch, ends)
    assert one.store.read().exec_driver_sql("SELECT count FROM lead").scalar() == 2
    assert [result.replayed for result in one.push()] == [True]
    assert states_of(one) == ["confirmed"]
    assert one.store.read().exec_driver_sql("SELECT count FROM lead").scalar() == 1
    assert_same(one, tmp_path)


def test_what_a_standby_lost_is_offered_again(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    standby = copy.deepcopy(one.paper)
    case_id = accepted(one)
    one.push()
    one.paper = two.paper = standby
    accepted(two)
    two.push()
    one.pull()
    assert states_of(one) == ["acked"]
    assert sending.offer_missing(one.store).touched
    assert not sending.offer_missing(one.store).touched
    assert states_of(one) == ["pending"]
    one.settle()
    two.settle()
    assert states_of(one) == ["confirmed"]
    assert len(cases.journal(two.store, case_id)) == 1
    assert_same(one, tmp_path)


def test_what_a_standby_lost_is_offered_again_before_its_number_is_another_s(one: SyncedDesk, tmp_path: Path) -> None:
    one.settle()
    standby = copy.deepcopy(one.paper)
    case_id = accepted(one)
    one.push()
    before = sending.acknowledged(one.store)
    assert before == set(one.ids())
    one.paper = standby
    heads = {stream: len(rows) for stream, rows in standby.feed.items()}
    assert not sending.offer_missing(one.store, heads).touched, "what was acknowledged since the heads were read may well be there"
    assert sending.offer_missing(one.store, {**heads, "centre/ruian": 1}, before) == Changes(), "the centre has it: it will come"
    assert sending.offer_missing(one.store, {**heads, "centre/ruian": 0}, before).touched
    assert states_of(one) == ["pending"]
    one.settle()
    assert states_of(one) == ["confirmed"]
    assert not sending.acknowledged(one.store)
    assert len(cases.journal(one.store, case_id)) == 1
    assert_same(one, tmp_path)


def test_a_desk_killed_after_a_standby_took_over_still_offers_what_that_one_lost(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    """The number that was acknowledged lies within the cursor, and belongs to somebody else's operation."""
    standby = copy.deepcopy(one.paper)
    case_id = accepted(one)
    one.push()
    one.paper = two.paper = standby
    accepted(two)
    two.push()
    one.pull()
    one.reopen()
    assert states_of(one) == ["acked"]
    assert [entry.pending for entry in cases.journal(one.store, case_id)] == [True]
    assert sending.offer_missing(one.store).touched
    one.settle()
    two.settle()
    assert len(cases.journal(two.store, case_id)) == 1
    assert_same(one, tmp_path)


def test_an_image_without_what_was_acknowledged_lets_it_be_offered_again(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    standby = copy.deepcopy(one.paper)
    case_id = accepted(one)
    search.record_lead(one.store, one.desk, "遛狗")
    one.push()
    one.paper = two.paper = standby
    for _ in range(2):
        accepted(two)
        search.record_lead(two.store, two.desk, "遛狗")
    two.push()
    mirror = Mirror(tmp_path / "centre.db", one.paper.epoch)
    mirror.apply(*one.paper.page({}, 1 << 30))
    ends = mirror.image(one.directory / "image.db")
    mirror.close()
    centre.adopt(one.store, one.directory / "image.db", one.paper.epoch, ends)
    assert [entry.pending for entry in cases.journal(one.store, case_id)] == [True]
    while sending.offer_missing(one.store).touched:
        one.settle()
    assert states_of(one) == ["confirmed", "confirmed"]
    two.settle()
    assert len(cases.journal(two.store, case_id)) == 1
    assert_same(one, tmp_path)
    assert_same(two, tmp_path)


def test_an_image_that_holds_what_was_acknowledged_confirms_it_at_once_or_when_asked(one: SyncedDesk, tmp_path: Path) -> None:
    case_id = accepted(one)
    search.record_lead(one.store, one.desk, "遛狗")
    one.push()
    mirror = Mirror(tmp_path / "centre.db", one.paper.epoch)
    mirror.apply(*one.paper.page({}, 1 << 30))
    ends = mirror.image(one.directory / "image.db")
    mirror.close()
    centre.adopt(one.store, one.directory / "image.db", one.paper.epoch, ends)
    assert states_of(one) == ["confirmed", "acked"], "only a journal says which operations are in it"
    assert [entry.pending for entry in cases.journal(one.store, case_id)] == [False]
    sending.offer_missing(one.store)
    assert [result.replayed for result in one.push()] == [True]
    assert states_of(one) == ["confirmed", "confirmed"]
    assert_same(one, tmp_path)


def test_groups_are_never_torn_and_sizes_are_kept(one: SyncedDesk) -> None:
    ids = [accepted(one) for _ in range(3)]
    one.settle()
    first, second, third = ids
    case.append(one.store, one.desk, first, Note(text="甲"))
    case.append(one.store, one.desk, second, Merge(into=third, into_no=cases.state(one.store, third).no))
    assert [operation.type for operation in sending.outgoing(one.store, 1)] == ["case.note"]
    assert [operation.type for operation in sending.outgoing(one.store, 2)] == ["case.note"]
    assert [operation.type for operation in sending.outgoing(one.store, 3)] == ["case.note", "case.merge", "case.absorb"]
    assert len(sending.outgoing(one.store, 500, 1)) == 1
    assert states_of(one)[-3:] == ["sent"] * 3


def test_an_outbox_that_went_back_in_time_is_numbered_anew(one: SyncedDesk, tmp_path: Path) -> None:
    case_id = accepted(one)
    one.settle()
    case.append(one.store, one.desk, case_id, Note(text="甲"))
    search.record_lead(one.store, one.desk, "遛狗")
    before = list(one.store.outbox.operations())
    inc = one.store.outbox.inc
    sending.renew_incarnation(one.store)
    after = list(one.store.outbox.operations())
    assert [operation.op_id for operation in after] == [operation.op_id for operation in before]
    assert [operation.body for operation in after] == [operation.body for operation in before]
    assert [(operation.inc, operation.dseq) for operation in after] == [(inc, 1), (inc + 1, 4), (inc + 1, 5)]
    assert [entry.pending for entry in cases.journal(one.store, case_id)] == [False, True]
    assert one.store.read().exec_driver_sql("SELECT count FROM lead").scalar() == 1
    one.reopen()
    assert inspect(one.store).clean
    one.settle()
    assert_same(one, tmp_path)


def test_what_the_centre_expects_is_sent_again(one: SyncedDesk) -> None:
    accepted(one)
    accepted(one)
    one.settle()
    assert sending.rewind(one.store, 2)
    assert [operation.dseq for operation in sending.outgoing(one.store)] == [2]
    assert not sending.rewind(one.store, 0)


def test_an_operation_that_cannot_be_read_lets_the_others_go_on(one: SyncedDesk) -> None:
    first, second = accepted(one), accepted(one)
    bad, good = one.store.outbox.operations()
    sending.set_aside(one.store, [bad.op_id], "unreadable-body")
    assert [operation.op_id for operation in sending.outgoing(one.store)] == [good.op_id]
    assert cases.row(one.store, first) is not None
    assert cases.row(one.store, second) is not None


def test_one_that_was_tampered_with_leaves_no_gap_and_never_gets_a_new_seal(one: SyncedDesk) -> None:
    case_id = accepted(one)
    case.append(one.store, one.desk, case_id, Note(text="先"))
    case.append(one.store, one.desk, case_id, Note(text="二"))
    database = one.store.outbox.database.raw
    database.execute("UPDATE op SET body = replace(body, '先', '后')")
    begun, note, last = one.store.outbox.operations()
    one.store.outbox.set_aside([note.dseq])
    assert list(sending.outgoing(one.store)) == [begun, note, last]
    sending.rewind(one.store, begun.dseq)
    sending.renew_incarnation(one.store)
    assert states_of(one) == ["broken", "pending", "pending"]
    assert [operation.op_id for operation in sending.outgoing(one.store)] == [begun.op_id, last.op_id]
    kept = next(operation for operation in one.store.outbox.operations() if operation.op_id == note.op_id)
    assert not one.store.outbox.trusted(kept)


def test_numbers_that_were_given_anew_are_missed_by_nobody_at_the_next_start(one: SyncedDesk) -> None:
    """The operations of an incarnation that was renewed stand under new numbers: the old ones are empty, and nothing was lost."""
    accepted(one)
    one.push()
    accepted(one)
    sending.renew_incarnation(one.store)
    accepted(one)
    one.store.close()
    one.store = open_store(one.directory, clock=one.clock, alone=False)
    assert (one.store.notices, one.store.outbox.lost) == ((), 0)
    with one.store.outbox.database.transaction() as connection:
        connection.execute(delete(Op).where(Op.dseq == one.store.outbox.next_dseq - 1))
    one.store.close()
    one.store = open_store(one.directory, clock=one.clock, alone=False)
    assert [(notice.code, notice.details["lost"]) for notice in one.store.notices] == [("store.operations_lost", 1)]
