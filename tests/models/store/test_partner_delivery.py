"""Steps of partners between two desks of one centre, and the verdicts of an earlier program brought to this one."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from models.commands import admission, case, discipline
from models.migrations.upgrade import upgrade
from models.records.admission import PartnerLicence, PartnerMove
from models.records.base import CHINA
from models.records.case import CaseKind, Verification
from models.records.catalogue import Line
from models.records.discipline import Hearing
from models.records.journal import Complain, Dispatch, Undo, Verify, WorkDone
from models.records.operation import Topic
from models.records.partner import CardLevel, PartnerStage
from models.records.staff import Role
from models.repositories import case as cases
from models.repositories import discipline as cards
from models.repositories import dossier, partner
from models.store import centre
from models.store.clock import SettableClock
from models.store.database import Database
from tests.models.store.day import WALL, WALL_NAME
from tests.models.store.desks import SyncedDesk, accepted, assert_same
from tests.support.centre import PaperCentre

COMPLAINT = Complain(text="毛糙", partner=WALL, name=WALL_NAME)
VERDICT = Verify(verdict=Verification.VERIFIED, partner=WALL, name=WALL_NAME, statement="承认")


def supervisor(folder: Path, clock: SettableClock, paper: PaperCentre, number: int) -> SyncedDesk:
    desk = SyncedDesk(folder, clock, paper, number, Role.SUPERVISOR)
    desk.settle()
    return desk


def stage(desk: SyncedDesk) -> PartnerStage:
    found = partner.by_code(desk.store, WALL)
    assert found is not None
    return found.stage


def move(desk: SyncedDesk, wanted: PartnerStage, **fields: str) -> None:
    step = PartnerMove(partner=WALL, stage=wanted, since="2026-11-24", reason="督办", **fields)
    admission.move(desk.store, desk.desk, step)


def card(desk: SyncedDesk) -> CardLevel:
    found = partner.by_code(desk.store, WALL)
    assert found is not None
    return found.card


def test_a_card_its_appeal_and_its_hearing_are_the_same_at_both_desks(
    one: SyncedDesk, clock: SettableClock, paper: PaperCentre, tmp_path: Path
) -> None:
    first = supervisor(tmp_path / "first", clock, paper, 1)
    second = supervisor(tmp_path / "second", clock, paper, 5)
    _, found = case.accept(one.store, one.desk, item_code="C06-01", kind=CaseKind.SERVICE, number="")
    for body in (
        Dispatch(partner=WALL, name=WALL_NAME),
        WorkDone(),
        COMPLAINT,
        VERDICT,
    ):
        case.append(one.store, one.desk, found, body)
    one.settle()
    first.settle()
    assert card(first) is CardLevel.YELLOW
    (given,) = cards.cards(first.store, WALL)
    assert given.stand.by == (28,)
    discipline.appeal(first.store, first.desk, given.entry, "不服")
    first.settle()
    second.settle()
    clock.advance(timedelta(minutes=1))
    discipline.hear(second.store, second.desk, given.entry, Hearing.LIFTED, "整改及时")
    assert card(second) is CardLevel.NONE
    second.settle()
    for desk in (one, first, second):
        desk.settle()
        assert card(desk) is CardLevel.NONE
        assert_same(desk, tmp_path)
    lines = [type(moment.told).__name__ for moment in dossier.timeline(one.store, WALL, sealed=False)]
    assert lines == [type(moment.told).__name__ for moment in dossier.timeline(second.store, WALL, sealed=False)]
    assert lines[0] == "CardHeard"
    for desk in (first, second):
        desk.store.close()


def test_a_verdict_comes_back_whole_though_the_clock_of_who_took_it_back_is_behind(
    one: SyncedDesk, paper: PaperCentre, tmp_path: Path
) -> None:
    slow = SettableClock(datetime(2026, 11, 24, 7, 30, tzinfo=CHINA))
    lead = SyncedDesk(tmp_path / "lead", slow, paper, 2, Role.LEAD)
    _, found = case.accept(one.store, one.desk, item_code="C06-01", kind=CaseKind.SERVICE, number="")
    for body in (Dispatch(partner=WALL, name=WALL_NAME), WorkDone(), COMPLAINT, VERDICT):
        case.append(one.store, one.desk, found, body)
    one.settle()
    lead.settle()
    assert case.undo_last(lead.store, lead.desk, found)
    for desk in (lead, one):
        desk.settle()
        assert card(desk) is CardLevel.NONE
    taken = cases.journal(one.store, found)[-1]
    case.append(one.store, one.desk, found, Undo(op_id=taken.op_id))
    for desk in (one, lead):
        desk.settle()
        assert card(desk) is CardLevel.YELLOW
        assert_same(desk, tmp_path)
    lead.store.close()


def test_the_page_of_a_partner_opens_where_a_complaint_has_stayed_of_a_line_that_left(
    clock: SettableClock, paper: PaperCentre, tmp_path: Path
) -> None:
    desk = SyncedDesk(tmp_path / "counsellor", clock, paper, 14, Role.COUNSELLOR)
    desk.settle()
    found = accepted(desk, "C13-01")
    for body in (Dispatch(partner=WALL, name=WALL_NAME), WorkDone()):
        case.append(desk.store, desk.desk, found, body)
    desk.settle()
    case.append(desk.store, desk.desk, found, COMPLAINT)
    before = dossier.timeline(desk.store, WALL, sealed=True)
    assert [type(moment.told).__name__ for moment in before] == ["Complain"]
    centre.leave(desk.store, Line.PSYCHOLOGY)
    assert dossier.timeline(desk.store, WALL, sealed=False) == ()
    desk.settle()
    assert [moment.sealed for moment in dossier.timeline(desk.store, WALL, sealed=False)] == [True]
    desk.store.close()


def test_a_move_that_waits_lies_on_top_of_what_the_feed_brings(clock: SettableClock, paper: PaperCentre, tmp_path: Path) -> None:
    first = supervisor(tmp_path / "first", clock, paper, 1)
    second = supervisor(tmp_path / "second", clock, paper, 5)
    move(first, PartnerStage.SUSPENDED)
    admission.license(first.store, first.desk, PartnerLicence(partner=WALL, kind="电工证", number="1", expires="2027-01-01"))
    move(second, PartnerStage.EXPELLED)
    first.settle()
    changes = second.pull()
    assert (Topic.PARTNER, WALL) in changes.touched
    assert stage(second) is PartnerStage.EXPELLED
    second.settle()
    first.settle()
    assert (stage(first), stage(second)) == (PartnerStage.EXPELLED, PartnerStage.EXPELLED)
    move(first, PartnerStage.TRIAL)
    first.paper.refuse.add(first.ids()[-1])
    assert stage(first) is PartnerStage.TRIAL
    first.settle()
    assert stage(first) is PartnerStage.EXPELLED
    for desk in (first, second):
        desk.settle()
        assert_same(desk, tmp_path)
        desk.store.close()


def test_verdicts_of_an_earlier_program_keep_who_gave_them(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.db", "NORMAL")
    with database.transaction() as connection:
        upgrade(connection, "replica", "0005")
    raw = database.raw
    raw.execute("INSERT INTO entry VALUES ('c', 5, 'verdict', '2026-11-24T09:00:00.000+08:00', 28, '28', 'case.verify', '{}', '')")
    for op_id, case_id in (("a", "c"), ("b", "elsewhere")):
        values = (op_id, "P003", case_id, "2026-11-24T09:00:00.000+08:00", 1, "yellow", "verified", "verdict")
        raw.execute(
            "INSERT INTO discipline (op_id, partner, case_id, at, change, level, verdict, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values
        )
    with database.transaction() as connection:
        upgrade(connection, "replica")
    found = raw.execute('SELECT op_id, partner, change, level, entry, "by" FROM discipline ORDER BY op_id').fetchall()
    assert [tuple(row) for row in found] == [
        ("a", "P003", 1, "yellow", "verdict", "[28]"),
        ("b", "P003", 1, "yellow", "verdict", "[]"),
    ]
    database.close()
