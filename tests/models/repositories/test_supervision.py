"""The lists and figures of departments, each counted once more from the journals by another way."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from models.commands import case, seed
from models.records.base import CHINA, Text, parse_time
from models.records.callback import Step
from models.records.case import CaseKind, Verification
from models.records.catalogue import HandlerKind
from models.records.failure import RuleBroken
from models.records.journal import Acknowledge, Assign, Body, CallbackAnswer, Complain, Entry, Rework, Verify, WorkDone
from models.records.operation import Desk
from models.records.staff import Role
from models.records.supervision import AddUnit, Bulletin, Chase, DecideReturn, Figure, Return, Supervise, TaskStep, UnitReport, Watchlist
from models.repositories import case as cases
from models.repositories import supervision
from models.repositories import unit as units
from models.rules.calendar import add_working_days, add_working_minutes, take_working_minutes
from models.rules.lifecycle import effective
from models.store.clock import SettableClock
from models.store.store import Store, open_store
from models.tables.case import JournalEntry

LEAD = Desk(actor=2, desk="2", session="ses_2", role=Role.LEAD)
HOURS = ("08:30-12:00", "14:30-17:30")
STEPS: tuple[Body, ...] = (
    Acknowledge(),
    Acknowledge(eta="2026-11-27T10:00:00+08:00"),
    WorkDone(),
    WorkDone(),
    Return(reason="不归我们管"),
    Return(reason="不在辖区", unit="D03"),
    DecideReturn(accepted=True, reason="准"),
    DecideReturn(accepted=False, reason="归"),
    DecideReturn(accepted=True, reason="准", unit="D03"),
    AddUnit(unit="D03"),
    UnitReport(unit="D03"),
    UnitReport(unit="D03", note="清好了"),
    *(press(step=step) for press in (Chase, Supervise, Bulletin) for step in TaskStep),
    Rework(reason="再清"),
    CallbackAnswer(steps=((Step.DONE, False),), score=2),
    CallbackAnswer(steps=((Step.DONE, True),), score=5),
    CallbackAnswer(steps=((Step.DONE, True),)),
    Complain(text="没人来", partner="D01", name=Text("局"), kind=HandlerKind.DEPARTMENT),
    Verify(verdict=Verification.VERIFIED, partner="D01", name=Text("局"), statement="漏了"),
    Assign(unit="D02", name=Text("二局")),
)


def busy(store: Store, clock: SettableClock, desk: Desk, chance: Random, begun: int = 25, steps: int = 260) -> None:
    """Let so many cases be assigned and so much be done to them as comes, over some weeks."""
    ids = []
    for _ in range(begun):
        clock.advance(timedelta(minutes=chance.randint(1, 400)))
        _, case_id = case.accept(store, desk, item_code="C17-01", kind=CaseKind.COMPLAINT, number="", district="330381001")
        case.append(store, desk, case_id, Assign(unit=chance.choice(("D01", "D04")), name=Text("局")))
        ids.append(case_id)
        _some(store, clock, desk, chance, ids, steps // begun)


def _some(store: Store, clock: SettableClock, desk: Desk, chance: Random, ids: list[str], steps: int) -> None:
    for _ in range(steps):
        clock.advance(timedelta(minutes=chance.randint(0, 90)))
        body = chance.choice(STEPS)
        lead = isinstance(body, DecideReturn | Supervise | Bulletin)
        try:
            case.append(store, LEAD if lead else desk, chance.choice(ids), body)
        except RuleBroken:
            continue
        except Exception as failure:
            if getattr(failure, "code", "") != "unit.unknown":
                raise


class Part:
    """One assignment as a plain walk over a journal sees it."""

    def __init__(self, unit: str, at: str, lead: bool, days: int) -> None:
        self.unit, self.at, self.lead, self.days = unit, at, lead, days
        self.taken = self.named = self.answered = self.ended = self.returned = self.decided = ""
        self.pressed: set[str] = set()
        self.reached, self.score = False, None

    @property
    def due(self) -> datetime:
        due, _ = add_working_days(parse_time(self.at), self.days, HOURS)
        return min(due, parse_time(self.named)) if self.named else due

    @property
    def step_due(self) -> datetime:
        return self.due if self.taken else add_working_days(parse_time(self.at), 1, HOURS)[0]

    def listed(self, now: datetime) -> Watchlist | None:
        if self.ended:
            return None
        if self.returned and not self.decided:
            return Watchlist.RETURNS
        due, begun = self.step_due, parse_time(self.at)
        half = (min(begun, due) + (due - min(begun, due)) / 2).replace(microsecond=0)
        if now < max(take_working_minutes(due, 195, HOURS)[0], half):
            return None
        if now <= due:
            which = Watchlist.CHASE
        else:
            which = Watchlist.SUPERVISE if now < add_working_minutes(due, 780, HOURS)[0] else Watchlist.BULLETIN
        return None if which.value in self.pressed else which

    def in_bulletin(self, now: datetime) -> bool:
        undecided = self.returned and not self.decided
        return not self.ended and not undecided and now >= add_working_minutes(self.step_due, 780, HOURS)[0]

    def counts(self, begins: datetime, ends: datetime, now: datetime) -> set[Figure]:
        found = set()
        if begins <= parse_time(self.at) < ends:
            found.add(Figure.ASSIGNED)
        if begins <= self.due < ends and self.decided != "accepted":
            if self.answered:
                found |= {Figure.DUE} | ({Figure.IN_TIME} if parse_time(self.answered) <= self.due else set())
            else:
                undecided = self.returned and not self.decided and not self.ended
                end = parse_time(self.ended) if self.ended else now
                found |= {Figure.DUE} if end > self.due and not undecided else set()
        if self.returned and begins <= parse_time(self.returned) < ends:
            found |= {Figure.RETURNED} | ({Figure.RETURN_ACCEPTED} if self.decided == "accepted" else set())
        if self.lead and self.answered and begins <= parse_time(self.answered) < ends:
            found |= {Figure.CALLBACK_DUE} | ({Figure.REACHED} if self.reached else set())
            if self.score is not None:
                found |= {Figure.SCORED} | ({Figure.SATISFIED} if self.score >= 4 else set())
        return found


def parts_of(journal: tuple[Entry, ...]) -> list[Part]:
    """Walk over a journal whose entries all fitted when they were written."""
    parts: list[Part] = []
    days = 2 if journal[0].body.handler_kind is HandlerKind.CONSULTATION else 5

    def working(unit: str) -> Part | None:
        return next((part for part in parts if not part.ended and (part.unit == unit if unit else part.lead)), None)

    def end_all(at: str) -> None:
        for part in parts:
            part.ended = part.ended or at

    for entry in effective(journal):
        body, at, main = entry.body, entry.at, working("")
        match entry.verb.partition(".")[2]:
            case "assign":
                parts.append(Part(body.unit, at, True, days))
            case "add_unit":
                parts.append(Part(body.unit, at, False, days))
            case "rework" if parts:
                parts.append(Part(next(part.unit for part in reversed(parts) if part.lead), at, True, days))
            case "acknowledge" if main:
                main.named = body.eta or main.named
                if not main.taken:
                    main.taken, main.pressed = at, set()
            case "work_done" if main:
                main.answered = at
                end_all(at)
            case "unit_report":
                part = working(body.unit)
                assert part is not None
                if body.note:
                    part.answered = part.ended = at
                elif not part.taken:
                    part.taken, part.pressed = at, set()
            case "return":
                working(body.unit).returned = at
            case "decide_return":
                part = working(body.unit)
                part.decided = "accepted" if body.accepted else "rejected"
                if body.accepted:
                    part.ended = at
                    if part.lead:
                        end_all(at)
            case "chase" | "supervise" | "bulletin" as press:
                working(body.unit).pressed.add(press)
            case "answer" if parts and (last := [part for part in parts if part.lead][-1]).answered:
                last.reached, last.score = True, body.score
    return parts


def all_journals(store: Store) -> list[tuple[Entry, ...]]:
    ids = store.read().scalars(JournalEntry.__table__.select().with_only_columns(JournalEntry.case_id).distinct()).all()
    return [cases.journal(store, case_id, sealed=True) for case_id in ids]


@pytest.mark.parametrize("number", range(3))
def test_every_list_and_every_figure_is_what_a_walk_over_the_journals_counts(
    store: Store, clock: SettableClock, desk: Desk, number: int
) -> None:
    busy(store, clock, desk, Random(number))
    now = clock.now()
    journals = all_journals(store)
    parts = [part for journal in journals for part in parts_of(journal)]
    expected = Counter(which for part in parts if (which := part.listed(now)))
    counts = supervision.counts(store, now)
    assert counts == {which: expected[which] for which in Watchlist}
    for which in Watchlist:
        assert len(supervision.rows(store, which, now)) == counts[which]
    assert len(supervision.named(store, now)) == sum(part.in_bulletin(now) for part in parts)
    for begins, ends in ((now - timedelta(days=400), now + timedelta(days=400)), (now - timedelta(days=5), now - timedelta(days=1))):
        wanted = Counter((part.unit, figure) for part in parts for figure in part.counts(begins, ends, now))
        for unit, at in (found for journal in journals for found in _faults(journal)):
            wanted[unit, Figure.FAULTS] += begins <= parse_time(at) < ends
        told = supervision.assessment(store, begins, ends, now)
        for row in told[1:]:
            assert row.figures == {figure: wanted[row.unit, figure] for figure in Figure}, row.unit
        assert {row.unit for row in told[1:]} >= {unit for unit, _ in +wanted}
        for row in told:
            for figure, count in row.figures.items():
                assert len(supervision.behind(store, figure, row.unit, begins, ends, now)) == count, (row.unit, figure)


def _faults(journal: tuple[Entry, ...]) -> list[tuple[str, str]]:
    return [(entry.body.partner, entry.at) for entry in effective(journal) if isinstance(entry.body, Verify)]


def test_the_busy_weeks_meet_everything(store: Store, clock: SettableClock, desk: Desk) -> None:
    """What the recount rests on: its weeks have something of every kind."""
    met: Counter[str] = Counter()
    for number in range(3):
        busy(store, clock, desk, Random(number))
    for journal in all_journals(store):
        met.update(entry.verb for entry in journal)
    assert {"case.return", "case.decide_return", "case.add_unit", "case.unit_report", "case.rework", "callback.answer"} <= set(met)
    assert {"case.chase", "case.supervise", "case.bulletin"} & set(met)
    now = clock.now()
    parts = [part for journal in all_journals(store) for part in parts_of(journal)]
    counted = Counter(figure for part in parts for figure in part.counts(now - timedelta(days=400), now + timedelta(days=400), now))
    assert {figure for figure in Figure if figure is not Figure.FAULTS} <= set(counted)


def test_a_generated_year_counts_alike(profile_dir: Path, clock: SettableClock, admin: Desk) -> None:
    store = open_store(profile_dir, clock=clock)
    try:
        seed.seed(store, admin, cases=300, seed=7, end=clock.now())
        now = clock.now()
        parts = [part for journal in all_journals(store) for part in parts_of(journal)]
        begins, ends = datetime(2026, 1, 1, tzinfo=CHINA), datetime(2027, 1, 1, tzinfo=CHINA)
        wanted = Counter(figure for part in parts for figure in part.counts(begins, ends, now))
        total = supervision.assessment(store, begins, ends, now)[0]
        assert {figure: total.figures[figure] for figure in Figure if figure is not Figure.FAULTS} == {
            figure: wanted[figure] for figure in Figure if figure is not Figure.FAULTS
        }
        assert total.figures[Figure.DUE] > 10
    finally:
        store.close()


def test_a_sealed_case_stands_in_a_list_by_its_number_alone(store: Store, clock: SettableClock, counsellor: Desk) -> None:
    _, case_id = case.accept(store, counsellor, item_code="C13-01", kind=CaseKind.SERVICE, number="13800001111", person_name="某某")
    case.append(store, counsellor, case_id, Assign(unit="D01", name=Text("局")))
    case.append(store, counsellor, case_id, Return(reason="不归我们管"))
    (row,) = supervision.rows(store, Watchlist.RETURNS, clock.now())
    assert (row.case.person_name, row.case.item_code, row.return_reason) == ("", "", "")
    (row,) = supervision.rows(store, Watchlist.RETURNS, clock.now(), sealed=True)
    assert (row.case.person_name, row.return_reason) == ("某某", "不归我们管")
    case.append(store, counsellor, case_id, DecideReturn(accepted=False, reason="归"))


def test_the_units_stand_in_their_order_and_all_together_first(store: Store, clock: SettableClock, desk: Desk) -> None:
    busy(store, clock, desk, Random(5), begun=6, steps=30)
    now = clock.now()
    told = supervision.assessment(store, now - timedelta(days=60), now + timedelta(days=1), now)
    places = [row.code for row in units.all(store)]
    assert told[0].unit == ""
    assert [row.unit for row in told[1:]] == sorted((row.unit for row in told[1:]), key=places.index)
    assert supervision.assessment(store, now + timedelta(days=300), now + timedelta(days=301), now) == ()
