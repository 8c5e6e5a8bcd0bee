"""Writing down people, calls, searches and drafts."""

from __future__ import annotations

import pytest

from models.commands import call, caller, draft, search
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.draft import Draft
from models.records.failure import BadInput
from models.records.operation import Changes, Desk, Topic
from models.repositories import caller as callers
from models.repositories import search as searches
from models.store.clock import SettableClock
from models.store.store import Store
from tests.models.store.day import NUMBER, a_call


def person(**changes: object) -> PersonRow:
    return PersonRow(**{"id": "", "name": "陈小丽", "numbers": (NUMBER,), **changes})  # type: ignore[arg-type]


def test_person_gets_an_id_and_normalised_numbers_once(store: Store, desk: Desk) -> None:
    changes, person_id = caller.save_person(store, desk, person(numbers=("0577-6555 0101", "+86 577 65550101", "匿名", "138-0000-1111")))
    saved = callers.person(store, person_id)
    assert saved is not None
    assert saved.numbers == (NUMBER, "13800001111")
    assert changes.ids(Topic.PERSON) == {person_id}


def test_saving_again_replaces_name_and_numbers_and_counts_revisions(store: Store, desk: Desk) -> None:
    _, person_id = caller.save_person(store, desk, person())
    caller.save_person(store, desk, person(id=person_id, name="陈丽", numbers=("13800001111",)))
    assert callers.people_of(store, NUMBER) == ()
    assert [found.name for found in callers.people_of(store, "13800001111")] == ["陈丽"]
    assert callers.revision(store, person_id) == 2
    assert list(store.outbox.operations())[-1].base.rev == 1


@pytest.mark.parametrize(("row", "code"), [(person(name=" ", numbers=("匿名",)), "person.empty"), (person(numbers=("abc",)), "phone.bad")])
def test_person_that_cannot_be_read_is_refused(row: PersonRow, code: str, store: Store, desk: Desk) -> None:
    count = store.outbox.count()
    with pytest.raises(BadInput) as refused:
        caller.save_person(store, desk, row)
    assert refused.value.code == code
    assert store.outbox.count() == count


def test_one_flag_of_each_kind_set_replaced_and_lifted(store: Store, desk: Desk) -> None:
    _, person_id = caller.save_person(store, desk, person())
    old = Flag(kind=FlagKind.ELDERLY, note="独居", review_on="2027-01-01")
    new = Flag(kind=FlagKind.ELDERLY, note="与女儿同住", review_on="2028-01-01")
    other = Flag(kind=FlagKind.CARE, note="耳背", review_on="2027-01-01")
    for flag in (old, other, new):
        caller.flag_person(store, desk, person_id, flag)
    assert callers.person(store, person_id).flags == (other, new)  # type: ignore[union-attr]
    caller.flag_person(store, desk, person_id, other, lifted=True)
    assert callers.person(store, person_id).flags == (new,)  # type: ignore[union-attr]
    with pytest.raises(BadInput, match=r"person\.missing"):
        caller.flag_person(store, desk, "nobody", other)


def test_last_record_of_a_call_counts(store: Store, clock: SettableClock, desk: Desk) -> None:
    first = a_call("c1", clock, "6555 0101")
    call.record_call(store, desk, first)
    call.record_call(store, desk, type(first)(**{**{n: getattr(first, n) for n in first.__struct_fields__}, "case": "k"}))
    assert store.read().exec_driver_sql("SELECT number, case_id FROM call").fetchall() == [(NUMBER, "k")]
    with pytest.raises(BadInput, match=r"call\.unnamed"):
        call.record_call(store, desk, a_call("", clock))


def test_choices_and_leads_are_counted_in_one_spelling(store: Store, desk: Desk) -> None:
    for query in ("SHUI guan", "shui  guan ", "shui guan"):
        search.record_choice(store, desk, query, "C03-03")
        search.record_lead(store, desk, query)
    assert [(found.query, found.code, found.count) for found in searches.choices(store)] == [("shui guan", "C03-03", 3)]
    assert [(found.query, found.count) for found in searches.leads(store)] == [("shui guan", 3)]
    assert [found.stream for found in store.outbox.operations()][-2:] == ["me/usr_28", "centre/ruian"]
    assert search.record_choice(store, desk, "  ", "C03-03") == Changes()


def test_drafts_are_written_over_dropped_and_come_back_newest_first(store: Store) -> None:
    draft.save_draft(store, Draft(key="a", text="一", saved_at="2026-11-24T09:00:00.000+08:00"))
    draft.save_draft(store, Draft(key="b", text="二", saved_at="2026-11-24T09:00:01.000+08:00"))
    draft.save_draft(store, Draft(key="a", text="一二", focus="case.text", cursor=2, saved_at="2026-11-24T09:00:02.000+08:00"))
    assert [(found.key, found.text, found.focus, found.cursor) for found in draft.load_drafts(store)] == [
        ("a", "一二", "case.text", 2),
        ("b", "二", "", 0),
    ]
    draft.drop_draft(store, "a")
    draft.drop_draft(store, "never there")
    assert [found.key for found in draft.load_drafts(store)] == ["b"]
    assert store.outbox.count() == 7, "a draft is no operation"
