"""Push: numbers, repetitions, groups, outcomes, and what is kept out of the shared streams."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import select, text

from models.records.base import Text
from models.records.caller import PersonRow
from models.records.case import CloseReason
from models.records.effects import PersonSave
from models.records.feed import Cursor, FeedRow
from models.records.journal import Absorb, Amend, Close, Dispatch, Merge, Note, Undo
from models.records.operation import Base, Entity, Operation
from models.records.outcome import Outcome
from models.rules.chain import link
from models.tables.centre import EnrolledDevice
from sync.protocol.messages import Pull, Pushed
from sync.protocol.problems import Code
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.pull import pull
from sync.server.push import push
from sync.server.refusal import Refusal
from tests.support.desks import PaperDesk, signed_in
from tests.support.feeds import parts, rows
from tests.support.statements import before_each

SENT = Dispatch(partner="P001", name=Text("家家乐家政服务中心"))


@pytest.fixture
def here(centre: Centre) -> tuple[Centre, PaperDesk, Caller]:
    return (centre, *signed_in(centre))


Here = tuple[Centre, PaperDesk, Caller]


def results(here: Here, *operations: Operation) -> tuple[Pushed, ...]:
    return push(here[0], here[2], operations).results


def refusal(here: Here, *operations: Operation) -> Refusal:
    with pytest.raises(Refusal) as caught:
        push(here[0], here[2], operations)
    return caught.value


def outcomes(here: Here, *operations: Operation) -> list[tuple[Outcome, str]]:
    return [(result.outcome, result.problem) for result in results(here, *operations)]


def test_a_desk_of_another_history_is_sent_to_its_beginning(here: Here) -> None:
    centre, desk, caller = here
    case = desk.accept()
    with pytest.raises(Refusal) as caught:
        push(centre, caller, [case], "of a backup")
    assert caught.value.code is Code.CURSOR_DIVERGED
    assert [result.replayed for result in push(centre, caller, [case], centre.epoch).results] == [False]
    assert [result.replayed for result in push(centre, caller, [case]).results] == [True]


def test_words_about_a_case_that_the_centre_does_not_know_are_told_nobody_else(here: Here) -> None:
    centre, desk, caller = here
    told = results(here, desk.note("of the sealed line, for all the centre knows"))[0]
    assert (told.outcome, told.stream) == (Outcome.REJECTED, "me/28")
    assert rows(centre, caller, "centre/ruian") == []
    # What came too early does not stand in the way of the case.
    assert outcomes(here, desk.accept("of the sealed line, for all the centre knows")) == [(Outcome.APPLIED, "")]


def test_a_device_of_which_nothing_has_come_begins_at_its_beginning(here: Here) -> None:
    first, second = here[1].accept(), here[1].accept()
    refused = refusal(here, second)
    assert (refused.code, refused.members) == (Code.DSEQ_GAP, {"expected": 1})
    assert outcomes(here, first, second) == [(Outcome.APPLIED, "")] * 2


def test_a_repetition_gets_the_same_answer_and_no_effect(here: Here) -> None:
    centre, desk, caller = here
    case = desk.accept()
    sent = (case, desk.note(case.entity.id), desk.act("nowhere", SENT))
    first = results(here, *sent)
    assert [result.outcome for result in first] == [Outcome.APPLIED, Outcome.APPLIED, Outcome.REJECTED]
    assert [replace(result, replayed=False) for result in results(here, *sent)] == list(first)
    assert [replace(result, replayed=False) for result in results(here, *sent[1:], desk.note(case.entity.id))][:2] == list(first[1:])
    assert [row.seq for row in rows(centre, caller, "centre/ruian")] == [1, 2, 3]


def test_the_chain_binds_number_operation_and_outcome(here: Here) -> None:
    centre, desk, caller = here
    case = desk.accept()
    results(here, case, desk.note(case.entity.id), desk.act("nowhere", SENT))
    before = ""
    for row in rows(centre, caller, "centre/ruian"):
        before = link(before, row.seq, row.operation.op_id, row.operation.digest, row.outcome.value)
        assert row.chain == before


def test_a_gap_is_told_with_the_number_that_is_missing(here: Here) -> None:
    desk = here[1]
    first = desk.accept()
    desk.accept()
    assert results(here, first)
    refused = refusal(here, desk.accept())
    assert (refused.code, refused.members["expected"]) == (Code.DSEQ_GAP, 2)


def test_a_number_given_twice_is_a_rollback_until_the_incarnation_is_renewed(here: Here) -> None:
    desk = here[1]
    results(here, desk.accept(), desk.accept())
    desk.dseq = 1
    other = desk.accept()
    assert refusal(here, other).code is Code.DEVICE_ROLLBACK
    desk.inc, desk.dseq = 2, 1
    assert outcomes(here, desk.accept(), desk.accept()) == [(Outcome.APPLIED, "")] * 2


def test_an_operation_that_comes_under_a_new_number_is_the_same_one(here: Here) -> None:
    centre, desk, caller = here
    case = desk.accept()
    results(here, case)
    desk.inc, desk.dseq = 2, 40
    renewed = desk.resigned(case)
    again = results(here, renewed)
    assert (again[0].seq, again[0].replayed) == (1, True)
    assert results(here, renewed) == again
    assert len(rows(centre, caller, "centre/ruian")) == 1


def test_an_id_that_stands_for_something_else_is_refused_and_blocks_nothing(here: Here) -> None:
    centre, desk, caller = here
    case = desk.accept()
    results(here, case)
    forged, after = desk.note(case.entity.id, op_id=case.op_id), desk.note(case.entity.id)
    for _ in range(2):
        assert outcomes(here, forged, after) == [(Outcome.REJECTED, "op-id-reused"), (Outcome.APPLIED, "")]
    assert [row.operation for row in rows(centre, caller, "centre/ruian")] == [case, after]


def test_one_that_loses_takes_its_group_with_it(here: Here) -> None:
    centre, desk, caller = here
    case = desk.accept()
    results(here, case)
    good, bad = desk.act(case.entity.id, SENT, group="g1"), desk.act("nowhere", SENT, group="g1")
    assert outcomes(here, good, bad, desk.act(case.entity.id, SENT, 2)) == [
        (Outcome.REJECTED, "group-torn"),
        (Outcome.REJECTED, "illegal-transition"),
        (Outcome.APPLIED, ""),
    ]


def test_two_values_for_one_field_are_both_kept(here: Here) -> None:
    desk = here[1]
    case = desk.accept()
    first = desk.act(case.entity.id, Amend(seen={"address": "安阳街道"}, address="玉海街道"))
    late = desk.act(case.entity.id, Amend(seen={"address": "安阳街道"}, address="锦湖街道"))
    told = results(here, case, first, late)[2]
    assert (told.outcome, told.problem, told.fields) == (Outcome.SUPERSEDED, "field-conflict", ("address",))


def test_a_step_that_is_late_is_superseded_and_one_on_an_old_state_that_fits_is_rebased(here: Here) -> None:
    desk = here[1]
    case = desk.accept()
    assert outcomes(here, case, desk.act(case.entity.id, SENT), desk.act(case.entity.id, SENT), desk.note(case.entity.id)) == [
        (Outcome.APPLIED, ""),
        (Outcome.APPLIED, ""),
        (Outcome.SUPERSEDED, "illegal-transition"),
        (Outcome.REBASED, ""),
    ]
    close = desk.act(case.entity.id, Close(reason=CloseReason.DONE, resolved=True))
    assert outcomes(here, close) == [(Outcome.SUPERSEDED, "illegal-transition")]


def test_an_undo_is_decided_on_the_whole_journal(here: Here) -> None:
    desk = here[1]
    case = desk.accept()
    sent = desk.act(case.entity.id, SENT)
    taken_back, again = desk.act(case.entity.id, Undo(op_id=sent.op_id), 2), desk.act(case.entity.id, SENT, 3)
    assert [outcome for outcome, _ in outcomes(here, case, sent, taken_back, again)] == [Outcome.APPLIED] * 4
    stale = desk.act(case.entity.id, Undo(op_id=sent.op_id), 4)
    assert outcomes(here, stale) == [(Outcome.SUPERSEDED, "illegal-transition")]


def test_a_merge_is_taken_back_and_restored_on_both_cases_whatever_was_done_since(here: Here) -> None:
    desk = here[1]
    goes, stays = desk.accept(), desk.accept()
    merge = desk.act(goes.entity.id, Merge(into=stays.entity.id, into_no="1124-28-002"), group="g1")
    absorb = desk.act(stays.entity.id, Absorb(other=goes.entity.id, other_no="1124-28-001"), group="g1")
    note = desk.note(stays.entity.id, rev=2)
    back = desk.act(goes.entity.id, Undo(op_id=merge.op_id), 2, group="g2")
    let_go = desk.act(stays.entity.id, Undo(op_id=absorb.op_id), 3, group="g2")
    later = desk.note(stays.entity.id, rev=4)
    again = desk.act(goes.entity.id, Undo(op_id=back.op_id), 3, group="g3")
    taken_in = desk.act(stays.entity.id, Undo(op_id=let_go.op_id), 5, group="g3")
    assert outcomes(here, goes, stays, merge, absorb, note, back, let_go, later, again, taken_in) == [(Outcome.APPLIED, "")] * 10
    noted = desk.note(stays.entity.id, rev=6)
    once_more = desk.act(goes.entity.id, Undo(op_id=merge.op_id), 4, group="g4")
    let_go_again = desk.act(stays.entity.id, Undo(op_id=absorb.op_id), 7, group="g4")
    assert outcomes(here, noted, once_more, let_go_again) == [(Outcome.APPLIED, "")] * 3
    assert outcomes(here, desk.act(stays.entity.id, Undo(op_id=taken_in.op_id), 8)) == [(Outcome.SUPERSEDED, "illegal-transition")]


def test_people_keep_what_each_desk_changed(here: Here) -> None:
    desk = here[1]
    seen = PersonRow(id="p1", name="陈女士", numbers=("13800001234",), address="安阳街道")
    entity = Entity(type="person", id="p1")
    new = desk.make(PersonSave(person=seen), entity)
    first = desk.make(PersonSave(person=replace(seen, address="玉海街道"), seen=seen), entity, base=Base(rev=1))
    other = desk.make(PersonSave(person=replace(seen, notes="有狗"), seen=seen), entity, base=Base(rev=1))
    lost = desk.make(PersonSave(person=replace(seen, address="锦湖街道"), seen=seen), entity, base=Base(rev=1))
    told = results(here, new, first, other, lost)
    assert [result.outcome for result in told] == [Outcome.APPLIED, Outcome.APPLIED, Outcome.REBASED, Outcome.SUPERSEDED]
    assert told[3].fields == ("address",)


def _forged(desk: PaperDesk) -> list[tuple[Operation, Outcome, str]]:
    note = desk.note("c1")
    return [
        (replace(note, body=note.body.replace("听到了", "没听到")), Outcome.REJECTED, "bad-signature"),
        (replace(desk.note("c1"), actor="usr_2"), Outcome.REJECTED, "bad-signature"),
        (replace(desk.note("c1"), sig="%%%"), Outcome.REJECTED, "bad-signature"),
        (desk.note("c1", actor="usr_2"), Outcome.REJECTED, "not-allowed"),
        (desk.note("c1", actor="usr_999"), Outcome.REJECTED, "not-allowed"),
        (desk.note("c1", session="ses_of_somebody"), Outcome.REJECTED, "illegal-transition"),
        (desk.note("c1", type="case.sing"), Outcome.QUARANTINED, "unknown-type"),
        (desk.note("c1", v=2), Outcome.QUARANTINED, "unknown-type"),
        (desk.note("c1", body="{"), Outcome.REJECTED, "unreadable-body"),
        (desk.note("c1", body='{"type":"case.note","text":1}'), Outcome.REJECTED, "unreadable-body"),
        (desk.note("c1", body='{"type":"case.note","text":"x","y":' + "[" * 30000), Outcome.REJECTED, "unreadable-body"),
        (desk.note("c1", words="长" * 70000), Outcome.REJECTED, "unreadable-body"),
        (desk.note("c1", type="case.complain"), Outcome.REJECTED, "unreadable-body"),
        (desk.make(Note(text="x"), Entity(type="person", id="c1")), Outcome.REJECTED, "unreadable-body"),
        (desk.note("c1", at=replace(note.at, wall="yesterday")), Outcome.REJECTED, "unreadable-body"),
    ]


def test_what_is_wrong_in_itself_is_kept_apart_and_blocks_nothing(here: Here) -> None:
    centre, desk, caller = here
    wanted = _forged(desk)
    told = results(here, *(operation for operation, _, _ in wanted), desk.accept())
    assert [(result.outcome, result.problem) for result in told[:-1]] == [(outcome, problem) for _, outcome, problem in wanted]
    assert told[-1].outcome is Outcome.APPLIED
    aside = {result.op_id for result in told if result.stream == "me/28"}
    assert {row.operation.op_id for row in rows(centre, caller, "me/28")} == aside
    assert {result.problem for result in told if result.stream == "centre/ruian"} == {""}


def test_an_operation_of_another_device_is_refused_as_a_whole(here: Here) -> None:
    stranger = PaperDesk()
    refused = refusal(here, here[1].accept(), stranger.accept())
    assert refused.code is Code.INVALID_REQUEST
    assert refused.detail.startswith("operations[1].device")


def test_the_next_operator_hands_in_what_the_one_before_has_done(here: Here) -> None:
    centre, desk, _ = here
    made = desk.accept()
    desk, lead = signed_in(centre, 2, desk)
    assert push(centre, lead, (made, desk.accept())).results[0].outcome is Outcome.APPLIED


def test_a_role_brings_in_nobody_who_never_sat_here(here: Here) -> None:
    centre, desk, _ = here
    stranger = desk.accept(actor="usr_5", session="ses_local")
    assert outcomes(here, stranger) == [(Outcome.REJECTED, "not-allowed")]
    desk, administrator = signed_in(centre, 26, desk)
    history = desk.accept(actor="usr_5", session="ses_local")
    assert push(centre, administrator, (history,)).results[0].outcome is Outcome.APPLIED


def test_nothing_is_left_of_a_push_that_dies_at_any_statement(
    here: Here, open_centre: Callable[[], Centre], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the very same request is answered as if it were the first."""
    centre, desk, caller = here
    case = desk.accept()
    sent = (case, desk.act(case.entity.id, SENT, 1), desk.note(case.entity.id, rev=2), desk.act("nowhere", SENT))
    before = everything(centre)
    place, stop = 0, 0

    def die(*_: object) -> None:
        nonlocal place
        place += 1
        if place == stop:
            raise Died

    before_each(monkeypatch, centre, die)
    told: tuple[Pushed, ...] = ()
    while not told:
        place, stop = 0, stop + 1
        try:
            told = push(centre, caller, sent).results
        except Died:
            place, stop_here = -1000, stop
            assert everything(open_centre()) == before
            stop = stop_here
    assert stop > 8
    assert [result.outcome for result in told] == [Outcome.APPLIED, Outcome.APPLIED, Outcome.APPLIED, Outcome.REJECTED]
    assert not any(result.replayed for result in told)


class Died(Exception):
    """The process is gone."""


def everything(centre: Centre) -> list[object]:
    def work(connection: object) -> list[object]:
        tables = ("feed", "op", "again", "standing", "stream_head")
        counts = [tuple(row) for table in tables for row in connection.execute(text(f"SELECT '{table}', count(*) FROM {table}"))]  # type: ignore[attr-defined]
        devices = select(EnrolledDevice.id, EnrolledDevice.inc, EnrolledDevice.last_dseq).order_by(EnrolledDevice.id)
        return [*counts, *(tuple(row) for row in connection.execute(devices))]  # type: ignore[attr-defined]

    return centre.database.read(work)


def test_pages_follow_one_another_without_a_gap(here: Here) -> None:
    centre, desk, caller = here
    case = desk.accept()
    results(here, case, *(desk.note(case.entity.id, "长" * 2000) for _ in range(9)))
    found: list[FeedRow] = []
    cursor = Cursor()
    pages = 0
    while True:
        page, cursor = page_after(centre, caller, cursor)
        found += page
        pages += 1
        if len(found) == 10:
            break
    assert [row.seq for row in found] == list(range(1, 11))
    assert pages == 4


def page_after(centre: Centre, caller: Caller, cursor: Cursor) -> tuple[list[FeedRow], Cursor]:
    found, end = parts(pull(centre, caller, Pull(epoch=centre.epoch, cursors={"centre/ruian": cursor}, limit=3)))
    return found, end.cursors["centre/ruian"]
