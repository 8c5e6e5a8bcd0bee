"""No value is silently written over: what fits is taken over, what does not stays visible."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.records.caller import Flag, FlagKind, PersonRow
from models.records.effects import PersonSave
from models.records.journal import Amend, Note
from models.records.outcome import Outcome
from models.rules.amending import counts, person_changed, person_saved

NUMBERS = ("13800001111", "13800002222", "13800003333")
words = st.sampled_from(("", "安阳路1号", "安阳路2号", "安阳路3号"))
flags = st.lists(
    st.builds(Flag, kind=st.sampled_from(FlagKind), note=words, review_on=st.just("2027-05-01")), unique_by=lambda flag: flag.kind
).map(tuple)
people = st.builds(
    PersonRow,
    id=st.just("p"),
    name=words,
    numbers=st.lists(st.sampled_from(NUMBERS), unique=True).map(tuple),
    address=words,
    notes=words,
    flags=flags,
)


@given(people, people)
def test_alone_everything_becomes_as_it_was_wanted(seen: PersonRow, wanted: PersonRow) -> None:
    assert person_changed(seen, seen, wanted) == (wanted, ())


@given(people, people, people)
def test_every_changed_value_stands_or_is_named_as_lost(seen: PersonRow, current: PersonRow, wanted: PersonRow) -> None:
    merged, lost = person_changed(current, seen, wanted)
    for field in ("name", "address", "notes"):
        was, to, now = (getattr(row, field) for row in (seen, wanted, current))
        assert getattr(merged, field) == (now if field in lost or to == was else to)
        assert (field in lost) == (to not in (was, now) and now != was)


@given(people, people, people)
def test_a_number_that_either_side_took_away_is_gone_and_one_that_either_added_is_there(
    seen: PersonRow, one: PersonRow, two: PersonRow
) -> None:
    merged, _ = person_changed(one, seen, two)
    gone = {number for number in seen.numbers if number not in one.numbers or number not in two.numbers}
    added = {*one.numbers, *two.numbers} - set(seen.numbers)
    assert set(merged.numbers) == (set(seen.numbers) - gone) | added
    assert len(merged.numbers) == len(set(merged.numbers))


@given(people, people, people)
def test_a_person_carries_one_flag_of_each_kind(seen: PersonRow, one: PersonRow, two: PersonRow) -> None:
    merged, _ = person_changed(one, seen, two)
    assert len({flag.kind for flag in merged.flags}) == len(merged.flags)


@given(people, people)
def test_a_save_of_the_time_before_seen_was_kept_replaces_the_whole(current: PersonRow, wanted: PersonRow) -> None:
    assert person_saved(current, PersonSave(person=wanted), 3) == (wanted, ())
    assert person_saved(None, PersonSave(person=wanted), 0) == (wanted, ())
    saved = PersonSave(person=replace(wanted, name="", address=""), seen=current)
    assert person_saved(current, saved, 3)[0] == saved.person


def test_what_counts_in_the_fold() -> None:
    note, amend = Note(text="x"), Amend(text="x")
    assert [counts(note, outcome) for outcome in (None, *Outcome)] == [True, True, True, False, False, False]
    assert [counts(amend, outcome) for outcome in (None, *Outcome)] == [True, True, True, True, False, False]
