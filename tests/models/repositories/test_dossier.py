"""A partner's figures counted anew from the journals, the list behind each, and its whole history in one line of time."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from models.commands import admission, case, discipline
from models.commands.seed import seed
from models.records.admission import PartnerMove
from models.records.case import CaseKind, CaseState, Stage, Verification
from models.records.catalogue import HandlerKind
from models.records.discipline import CardHeard, Hearing
from models.records.dossier import Concern, PartnerFigure
from models.records.failure import BadInput, RuleBroken
from models.records.journal import Complain, Dispatch, Verify, WorkDone
from models.records.operation import Desk
from models.records.partner import CardLevel, PartnerStage
from models.repositories import case as cases
from models.repositories import discipline as cards
from models.repositories import dossier, partner
from models.rules.lifecycle import fold
from models.store.clock import SettableClock
from models.store.store import Store
from tests.models.store.day import ADMIN, SUPERVISOR, WALL, WALL_NAME, Day

F = PartnerFigure
SECOND = Desk(actor=5, desk="5", session="ses_5", role=SUPERVISOR.role)


@pytest.fixture
def day(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> Day:
    return Day(store, clock, desk, lead)


def figures_of(state: CaseState) -> set[PartnerFigure]:
    """What a case counts under, told from the fold of its journal and nothing else."""
    found = set() if state.stage is Stage.MERGED else {F.SENT}
    if state.stage in (Stage.DISPATCHED, Stage.ACKNOWLEDGED, Stage.ON_SITE):
        found.add(F.UNDER_WAY)
    elif state.closed:
        found.add(F.RESOLVED if state.resolved else F.UNRESOLVED)
    elif state.stage is not Stage.MERGED:
        found.add(F.WAITING)
    if state.satisfied is not None:
        found.add(F.RATED)
    if state.satisfied:
        found.add(F.SATISFIED)
    return found


def test_every_figure_is_what_the_journals_add_up_to_and_opens_as_long_a_list(store: Store, clock: SettableClock, day: Day) -> None:
    seed(store, ADMIN, cases=250, seed=7, end=clock.now())
    day.whole()
    counts: Counter[tuple[str, PartnerFigure]] = Counter()
    raw = store.replica.database.raw
    for (case_id,) in raw.execute("SELECT DISTINCT case_id FROM entry").fetchall():
        state = fold(cases.journal(store, case_id, sealed=True))
        if state.handler is not None and state.handler.kind is HandlerKind.PARTNER:
            counts.update((state.handler.code, figure) for figure in figures_of(state))
    rows = partner.all(store, clock.now(), retired=True)
    assert sum(counts.values()) > 200
    for row in rows:
        told = dossier.figures(store, row.code)
        assert told == {figure: counts[row.code, figure] for figure in PartnerFigure}
        assert (row.asked, row.pleased) == (counts[row.code, F.RATED], counts[row.code, F.SATISFIED])
    busiest = max(rows, key=lambda row: row.asked).code
    for figure, count in dossier.figures(store, busiest).items():
        assert len(dossier.cases_of(store, busiest, figure, sealed=False)) == count


def test_the_rough_wall_reads_as_one_history(day: Day, clock: SettableClock) -> None:
    store = day.store
    day.rough_wall()
    (card,) = cards.cards(store, WALL)
    for act in (
        lambda: discipline.rectify(store, SUPERVISOR, card.entry, "2026-11-27", "重新粉刷"),
        lambda: discipline.accept(store, SUPERVISOR, card.entry, "已重新粉刷"),
        lambda: discipline.appeal(store, SUPERVISOR, card.entry, "次日已重做"),
        lambda: discipline.hear(store, SECOND, card.entry, Hearing.LIFTED, "整改及时"),
        lambda: admission.move(
            store, SUPERVISOR, PartnerMove(partner=WALL, stage=PartnerStage.SUSPENDED, since="2026-11-24", reason="停业装修")
        ),
    ):
        act()
        clock.advance(timedelta(minutes=1))
    found = dossier.timeline(store, WALL, sealed=False)
    assert [type(moment.told).__name__ for moment in reversed(found)] == [
        "Complain",
        "Verify",
        "Rework",
        "CardRectify",
        "CardRectified",
        "CardAppeal",
        "CardHeard",
        "PartnerMove",
    ]
    assert [moment.by for moment in reversed(found)] == [28, 28, 28, 1, 1, 1, 5, 1]
    assert [moment.at for moment in found] == sorted((moment.at for moment in found), reverse=True)
    row = partner.by_code(store, WALL)
    assert row is not None
    assert (row.card, row.stage) == (CardLevel.NONE, PartnerStage.SUSPENDED)


def test_a_partner_is_to_be_looked_at_while_a_complaint_waits_and_no_longer(day: Day, clock: SettableClock) -> None:
    def listed() -> list[str]:
        rows = dossier.summaries(day.store, clock.now())
        return [row.row.code for row in rows if Concern.COMPLAINT in row.concerns]

    before = listed()
    one = day.then(day.painted(), Complain(text="毛糙", partner=WALL, name=WALL_NAME))
    assert listed() == sorted({*before, WALL})
    told = dossier.dossier(day.store, WALL, clock.now(), sealed=False)
    assert Concern.COMPLAINT in told.summary.concerns
    day.then(one, Verify(verdict=Verification.UNFOUNDED, partner=WALL, name=WALL_NAME, statement="无此事"))
    assert listed() == before
    told = dossier.dossier(day.store, WALL, clock.now(), sealed=False)
    assert Concern.COMPLAINT not in told.summary.concerns


def test_what_was_taken_back_stays_in_the_history_and_says_so(day: Day) -> None:
    one = day.then(day.painted(), Complain(text="毛糙", partner=WALL, name=WALL_NAME))
    (waiting,) = dossier.timeline(day.store, WALL, sealed=False)
    assert (waiting.open, waiting.proposed_by) == (True, 0)
    day.then(one, Verify(verdict=Verification.VERIFIED, partner=WALL, name=WALL_NAME, statement="承认"))
    case.undo_last(day.store, day.desk, one)
    told = dossier.timeline(day.store, WALL, sealed=False)
    assert [(type(moment.told).__name__, moment.undone) for moment in reversed(told)] == [
        ("Complain", False),
        ("Verify", True),
        ("DisciplineRow", False),
    ]
    assert [moment.open for moment in told if isinstance(moment.told, Complain)] == [True]


def test_a_sealed_complaint_is_told_by_its_number_alone(day: Day, counsellor: Desk) -> None:
    _, one = case.accept(day.store, counsellor, item_code="C13-07", kind=CaseKind.SERVICE, number="")
    for body in (
        Dispatch(partner=WALL, name=WALL_NAME),
        WorkDone(),
        Complain(text="不理人", partner=WALL, name=WALL_NAME),
        Verify(verdict=Verification.VERIFIED, partner=WALL, name=WALL_NAME, statement="承认", evidence="录音"),
    ):
        case.append(day.store, counsellor, one, body)
    veiled = dossier.timeline(day.store, WALL, sealed=False)
    assert [(moment.sealed, moment.case_id, moment.case_no) for moment in veiled] == [
        (True, "", cases.state(day.store, one, sealed=True).no)
    ] * 2
    assert not any(word in repr(veiled) for word in ("不理人", "承认", "录音"))
    assert "不理人" in repr(dossier.timeline(day.store, WALL, sealed=True))
    (row,) = dossier.cases_of(day.store, WALL, F.SENT, sealed=False)
    assert row.item_code == ""


def test_an_appeal_is_lodged_to_the_last_minute_of_the_profiles_days_and_no_later(day: Day, clock: SettableClock) -> None:
    day.rough_wall()
    (card,) = cards.cards(day.store, WALL)
    # Tuesday 2026-11-24: seven working days are over on Thursday of the week after next, at the close of the office.
    assert card.appeal_until.startswith("2026-12-03T17:30:00")
    clock.set(clock.now().replace(month=12, day=3, hour=17, minute=30, second=1))
    with pytest.raises(RuleBroken, match=r"appeal\.late"):
        discipline.appeal(day.store, SUPERVISOR, card.entry, "不服")
    clock.set(clock.now().replace(second=0))
    discipline.appeal(day.store, SUPERVISOR, card.entry, "不服")
    assert cards.card(day.store, card.entry).stand.appealed_at


def test_a_partner_of_whom_nothing_was_written_has_no_history(store: Store) -> None:
    assert dossier.timeline(store, "P001", sealed=False) == ()


def test_a_card_that_came_with_the_table_is_told_as_such_and_appealed_against(day: Day, clock: SettableClock) -> None:
    store, brought = day.store, "P011"

    def standing() -> tuple[int, CardLevel]:
        row = partner.by_code(store, brought)
        assert row is not None
        return row.verified_bad, row.card

    assert standing() == (2, CardLevel.RED)
    second, first = cards.cards(store, brought)
    assert [(card.stand.level, card.case_no, card.appeal_until) for card in (second, first)] == [
        (CardLevel.RED, "", ""),
        (CardLevel.YELLOW, "", ""),
    ]
    history = dossier.timeline(store, brought, sealed=False)
    assert [(moment.entry, moment.at, moment.by) for moment in history] == [(card.entry, "", 0) for card in (second, first)]
    with pytest.raises(RuleBroken, match=r"appeal\.none"):
        discipline.hear(store, SUPERVISOR, second.entry, Hearing.LIFTED, "查无记录")
    clock.advance(timedelta(days=400))
    discipline.appeal(store, SUPERVISOR, second.entry, "没有这回事")
    assert Concern.APPEAL in next(found.concerns for found in dossier.summaries(store, clock.now()) if found.row.code == brought)
    discipline.hear(store, SECOND, second.entry, Hearing.UPHELD, "旧档案有记录")
    assert standing() == (2, CardLevel.RED)
    discipline.appeal(store, SUPERVISOR, first.entry, "早已整改")
    with pytest.raises(RuleBroken, match=r"appeal\.nothing_lower"):
        discipline.hear(store, SECOND, first.entry, Hearing.LOWERED, "从轻")
    discipline.hear(store, SECOND, first.entry, Hearing.LIFTED, "整改属实")
    assert standing() == (1, CardLevel.YELLOW)
    heard = [moment.told.level for moment in dossier.timeline(store, brought, sealed=False) if isinstance(moment.told, CardHeard)]
    assert heard == [CardLevel.YELLOW, CardLevel.RED], "what the partner then holds, the newest first"
    for nothing in ("import:P011:3", "import:P001:1", "import:P999:1", "import:P011:0"):
        with pytest.raises(BadInput, match=r"card\.missing"):
            discipline.appeal(store, SUPERVISOR, nothing, "–")
