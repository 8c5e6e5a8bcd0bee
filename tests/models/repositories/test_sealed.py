"""The psychology line: what a counsellor writes there, nobody else gets to read, by whatever way."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from models.commands import call, case
from models.records.base import Text
from models.records.call import CallRow, CallState, Direction
from models.records.case import CaseKind, CloseReason, WorkList
from models.records.catalogue import Line
from models.records.failure import RuleBroken
from models.records.journal import Assign, Close, Merge, Note, Unmet
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories import call as calls
from models.repositories import caller as callers
from models.repositories import case as cases
from models.repositories import partner, queue, unmet
from models.store.clock import SettableClock, stamp
from models.store.store import Store
from tests.models.store.day import Day

NAME, NUMBER, WORDS, PLACE = "周小同", "13800001111", "他说不想活了", "滨江七号"
SECRETS = (NAME, NUMBER, WORDS, PLACE, "情绪困扰")
OTHERS = [role for role in Role if role is not Role.COUNSELLOR]


@pytest.fixture
def day(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> Day:
    return Day(store, clock, desk, lead)


@pytest.fixture
def sealed(day: Day, counsellor: Desk) -> str:
    """A case of the psychology line at the centre for students, with an unmet need and a call."""
    store = day.store
    rang = CallRow(
        id="call-9",
        direction=Direction.IN,
        number=NUMBER,
        line=Line.PSYCHOLOGY,
        state=CallState.CONNECTED,
        queued_at=stamp(day.clock.now()),
    )
    call.record_call(store, counsellor, rang)
    _, one = case.accept(
        store,
        counsellor,
        item_code="C13-04",
        kind=CaseKind.CONSULTATION,
        number=NUMBER,
        person_name=NAME,
        address=PLACE,
        text=WORDS,
        call_id="call-9",
    )
    case.append(store, counsellor, one, Unmet(need=WORDS))
    case.append(store, counsellor, one, Assign(unit="D21", name=Text("中心")))
    return one


READINGS: dict[str, Callable[[Day, str], object]] = {
    "row": lambda day, one: cases.row(day.store, one),
    "by number": lambda day, one: cases.by_no(day.store, "1124-25-001"),
    "found by number": lambda day, one: cases.find(day.store, "1124-25-001"),
    "found by name": lambda day, one: cases.find(day.store, NAME),
    "found by half a name": lambda day, one: cases.find(day.store, NAME[:2]),
    "found by telephone": lambda day, one: cases.find(day.store, NUMBER),
    "card": lambda day, one: callers.card(day.store, NUMBER, day.clock.now()).timeline,
    "open cases": lambda day, one: callers.card(day.store, NUMBER, day.clock.now()).open_cases,
    "people": lambda day, one: (callers.people_of(day.store, NUMBER), callers.find_people(day.store, NAME)),
    "with the unit": lambda day, one: cases.open_with(day.store, "D21"),
    "lists": lambda day, one: [queue.rows(day.store, 25, which, day.clock.now()) for which in WorkList],
    "counts": lambda day, one: queue.counts(day.store, 25, day.clock.now()),
    "unmet": lambda day, one: unmet.all(day.store),
    "used before": lambda day, one: sorted(partner.used_before(day.store, NUMBER)),
    "vetoes": lambda day, one: cases.vetoes(day.store),
    "today": lambda day, one: (cases.accepted_today(day.store, 25, day.clock.now()), calls.answered_today(day.store, 25, day.clock.now())),
}


@pytest.mark.parametrize("how", READINGS)
def test_no_reading_tells_text_name_or_number(how: str, day: Day, sealed: str) -> None:
    told = msgspec.json.encode(READINGS[how](day, sealed)).decode()
    assert not [secret for secret in SECRETS if secret in told]


def test_a_counsellor_reads_it_everywhere(day: Day, sealed: str) -> None:
    now = day.clock.now()
    assert cases.state(day.store, sealed, sealed=True).text == WORDS
    assert [row.id for row in cases.find(day.store, NAME, sealed=True)] == [sealed]
    assert len(callers.card(day.store, NUMBER, now, sealed=True).timeline) == 3
    assert [row.person_name for row in queue.rows(day.store, 25, WorkList.AWAITING_FEEDBACK, now, sealed=True)] == [NAME]
    assert [row.need for row in unmet.all(day.store, sealed=True)] == [WORDS]


def test_what_is_counted_stands_in_the_list_by_its_number_alone(day: Day, sealed: str) -> None:
    counts = {count.list: count.count for count in queue.counts(day.store, 25, day.clock.now())}
    rows = queue.rows(day.store, 25, WorkList.AWAITING_FEEDBACK, day.clock.now())
    assert counts[WorkList.AWAITING_FEEDBACK] == len(rows) == 1
    assert (rows[0].id, rows[0].no, rows[0].person_name, rows[0].number, rows[0].item_code) == (sealed, "1124-25-001", "", "", "")
    assert cases.accepted_today(day.store, 25, day.clock.now()) == 1


@pytest.mark.parametrize("reading", [cases.journal, cases.state])
def test_its_journal_is_refused_and_not_merely_empty(reading: Callable[[Store, str], object], day: Day, sealed: str) -> None:
    with pytest.raises(RuleBroken, match=r"case\.sealed"):
        reading(day.store, sealed)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_writes_to_it_or_takes_such_a_need_on(role: Role, day: Day, sealed: str) -> None:
    who, store = Desk(actor=90, desk="90", session="s", role=role), day.store
    before = store.outbox.next_dseq
    for deed in (
        lambda: case.accept(store, who, item_code="C13-01", kind=CaseKind.SERVICE, number=NUMBER),
        lambda: case.append(store, who, sealed, Note(text="看一看")),
        lambda: case.append(store, who, sealed, Close(reason=CloseReason.UNMET, resolved=False)),
        lambda: case.undo_last(store, who, sealed),
        lambda: case.refile(store, who, sealed, "C03-03"),
    ):
        with pytest.raises(RuleBroken) as refused:
            deed()
        assert refused.value.code in ("permission.denied", "line.sealed", "case.sealed")
    assert store.outbox.next_dseq == before


def test_nothing_of_it_is_written_outside_its_stream(day: Day, sealed: str) -> None:
    streams = {op.stream for op in day.store.outbox.operations() if any(secret in op.body for secret in SECRETS[:4])}
    assert streams == {"line/psychology"}


def test_no_way_leads_in_or_out(day: Day, sealed: str, counsellor: Desk) -> None:
    store, plain = day.store, day.opened("C03-03")
    with pytest.raises(RuleBroken, match=r"refile\.sealed"):
        case.refile(store, counsellor, sealed, "C03-03")
    with pytest.raises(RuleBroken, match=r"refile\.sealed"):
        case.refile(store, counsellor, plain, "C13-01")
    with pytest.raises(RuleBroken, match=r"line\.sealed"):
        case.refile(store, day.desk, plain, "C13-01")
    _, other = case.accept(store, counsellor, item_code="C13-01", kind=CaseKind.SERVICE, number="")
    for one, into in ((other, plain), (plain, other)):
        with pytest.raises(RuleBroken, match=r"merge\.sealed"):
            case.append(store, counsellor, one, Merge(into=into, into_no="x"))
    case.refile(store, counsellor, other, "C13-07")
    assert cases.state(store, other, sealed=True).item_code == "C13-07"
