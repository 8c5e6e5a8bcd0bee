"""The card ladder against a model: complaints, verdicts, vetoes, rectification, appeals, taken back and restored in any order."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test
from msgspec.structs import replace

from models.commands import case, discipline
from models.records.base import CHINA
from models.records.case import Verification
from models.records.discipline import Hearing
from models.records.failure import RuleBroken
from models.records.journal import Complain, ProposeVeto, Undo, Verify
from models.records.operation import Desk
from models.records.partner import CardLevel, Why
from models.records.staff import Role
from models.repositories import case as cases
from models.repositories import catalogue, partner
from models.repositories import discipline as cards
from models.rules.matching import match
from models.store.clock import SettableClock
from models.store.inspection import inspect
from models.store.store import open_store
from tests.models.store.day import WALL, WALL_NAME, Day

OPERATOR = Desk(actor=28, desk="28", session="a")
LEAD = Desk(actor=2, desk="2", session="b", role=Role.LEAD)
FIRST, SECOND = (Desk(actor=number, desk=str(number), session=f"s{number}", role=Role.SUPERVISOR) for number in (1, 5))
COMPLAINT = Complain(text="毛糙", partner=WALL, name=WALL_NAME)
VERDICT = Verify(verdict=Verification.VERIFIED, partner=WALL, name=WALL_NAME, statement="承认")
PROPOSAL = ProposeVeto(partner=WALL, name=WALL_NAME, statement="骂人")
LADDER = (CardLevel.NONE, CardLevel.YELLOW, CardLevel.RED, CardLevel.EXPELLED)
EXCLUDES = {CardLevel.RED: Why.CARD_RED, CardLevel.EXPELLED: Why.CARD_EXPELLED}


@dataclass
class Given:
    """A verdict as the model knows it."""

    case: str
    entry: str
    veto: bool
    level: CardLevel
    people: frozenset[int]
    stands: bool = True
    weight: int = 1
    due: bool = False
    accepted: bool = False
    appealed: bool = False
    heard: bool = False

    @property
    def counts(self) -> bool:
        return self.stands and self.weight > 0


class CardLadder(RuleBasedStateMachine):
    """What the commands make of it must be what the model says, refusals included; every refusal leaves the store as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        clock = SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))
        self.store = open_store(Path(self.folder.name), clock=clock)
        self.day = Day(self.store, clock, OPERATOR, LEAD)
        self.open: list[str] = []
        self.proposed: list[str] = []
        self.given: list[Given] = []

    def teardown(self) -> None:
        assert inspect(self.store).clean
        with closing(self.store):
            pass
        self.folder.cleanup()

    def card(self) -> CardLevel:
        standing = [given for given in self.given if given.counts]
        return CardLevel.EXPELLED if any(given.veto for given in standing) else LADDER[min(3, len(standing))]

    def refused(self, code: str) -> pytest.RaisesExc[RuleBroken]:
        return pytest.raises(RuleBroken, match=code.replace(".", r"\."))

    def decided(self, case_id: str, *, veto: bool, people: frozenset[int], before: list[bool]) -> None:
        level = CardLevel.EXPELLED if veto else LADDER[min(3, min(3, sum(before)) + 1 if not self.vetoed() else 3)]
        entry = cases.journal(self.store, case_id)[-1].op_id
        self.given.append(Given(case=case_id, entry=entry, veto=veto, level=level, people=people))

    def vetoed(self) -> bool:
        return any(given.veto and given.counts for given in self.given)

    @initialize(vetoes=st.lists(st.booleans(), min_size=1, max_size=3))
    def begin_with_cards(self, vetoes: list[bool]) -> None:
        """Most of what can go wrong needs a card to begin with."""
        for veto in vetoes:
            found = self.day.then(self.day.painted(), COMPLAINT)
            before = [given.counts for given in self.given]
            if veto:
                self.day.then(found, PROPOSAL)
            self.day.then(found, replace(VERDICT, verdict=Verification.VETO) if veto else VERDICT, desk=FIRST)
            self.decided(found, veto=veto, people=frozenset((1, 28) if veto else (1,)), before=before)

    @rule()
    def complain(self) -> None:
        self.open.append(self.day.then(self.day.painted(), COMPLAINT))

    @precondition(lambda self: self.open)
    @rule(data=st.data(), by=st.sampled_from((OPERATOR, FIRST)))
    def verify(self, data: st.DataObject, by: Desk) -> None:
        found = data.draw(st.sampled_from(self.open))
        before = [given.counts for given in self.given]
        with self.refused("verify.statement_missing"):
            case.append(self.store, by, found, replace(VERDICT, statement=" "))
        self.day.then(found, VERDICT, desk=by)
        self.open.remove(found)
        people = frozenset((by.actor,)) | (frozenset((28,)) if found in self.proposed else frozenset())
        self.decided(found, veto=False, people=people, before=before)

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def find_it_unfounded(self, data: st.DataObject) -> None:
        found = data.draw(st.sampled_from(self.open))
        self.open.remove(found)
        with self.refused("complaint.unverified_card"):
            case.append(self.store, OPERATOR, found, replace(VERDICT, verdict=Verification.UNFOUNDED, card="yellow"))
        self.day.then(found, replace(VERDICT, verdict=Verification.UNFOUNDED))

    @precondition(lambda self: set(self.open) - set(self.proposed))
    @rule(data=st.data())
    def propose_a_veto(self, data: st.DataObject) -> None:
        found = data.draw(st.sampled_from([one for one in self.open if one not in self.proposed]))
        with self.refused("veto.two_people"):
            case.append(self.store, LEAD, found, replace(VERDICT, verdict=Verification.VETO))
        self.day.then(found, PROPOSAL)
        self.proposed.append(found)

    @precondition(lambda self: set(self.open) & set(self.proposed))
    @rule(data=st.data(), by=st.sampled_from((LEAD, FIRST)))
    def confirm_the_veto(self, data: st.DataObject, by: Desk) -> None:
        found = data.draw(st.sampled_from([one for one in self.open if one in self.proposed]))
        with self.refused("veto.two_people"):
            case.append(self.store, replace(LEAD, actor=28), found, replace(VERDICT, verdict=Verification.VETO))
        self.day.then(found, replace(VERDICT, verdict=Verification.VETO), desk=by)
        self.open.remove(found)
        self.decided(found, veto=True, people=frozenset((28, by.actor)), before=[])

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def take_back_or_restore(self, data: st.DataObject) -> None:
        given = data.draw(st.sampled_from(self.given))
        undo = Undo(op_id=cases.journal(self.store, given.case)[-1].op_id)
        if given.appealed:
            with self.refused("appeal.lodged"):
                case.append(self.store, FIRST, given.case, undo)
            return
        self.day.then(given.case, undo, desk=FIRST)
        given.stands = not given.stands

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def demand(self, data: st.DataObject) -> None:
        given = data.draw(st.sampled_from(self.given))
        code = "" if given.counts and not given.accepted else "rectify.accepted" if given.counts else "card.not_standing"
        if code:
            with self.refused(code):
                discipline.rectify(self.store, FIRST, given.entry, "2026-12-31", "重刷")
            return
        discipline.rectify(self.store, FIRST, given.entry, "2026-12-31", "重刷")
        given.due = True

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def accept_it(self, data: st.DataObject) -> None:
        given = data.draw(st.sampled_from(self.given))
        if not given.due or given.accepted:
            with self.refused("rectify.accepted" if given.due else "rectify.none"):
                discipline.accept(self.store, FIRST, given.entry, "好")
            return
        discipline.accept(self.store, FIRST, given.entry, "好")
        given.accepted = True

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def appeal(self, data: st.DataObject) -> None:
        given = data.draw(st.sampled_from(self.given))
        if given.appealed or not given.counts:
            with self.refused("appeal.lodged" if given.appealed else "card.not_standing"):
                discipline.appeal(self.store, FIRST, given.entry, "不服")
            return
        discipline.appeal(self.store, FIRST, given.entry, "不服")
        given.appealed = True

    @precondition(lambda self: any(given.counts and not given.appealed for given in self.given))
    @rule(data=st.data(), by=st.sampled_from((FIRST, SECOND)), decision=st.sampled_from(Hearing))
    def appeal_and_hear(self, data: st.DataObject, by: Desk, decision: Hearing) -> None:
        given = data.draw(st.sampled_from([given for given in self.given if given.counts and not given.appealed]))
        discipline.appeal(self.store, FIRST, given.entry, "不服")
        given.appealed = True
        self.heard(given, by, decision)

    @precondition(lambda self: self.given)
    @rule(data=st.data(), by=st.sampled_from((FIRST, SECOND)), decision=st.sampled_from(Hearing))
    def hear(self, data: st.DataObject, by: Desk, decision: Hearing) -> None:
        self.heard(data.draw(st.sampled_from(self.given)), by, decision)

    def heard(self, given: Given, by: Desk, decision: Hearing) -> None:
        code = (
            "appeal.none"
            if not given.appealed
            else "appeal.heard"
            if given.heard
            else "appeal.same_person"
            if by.actor in given.people
            else "appeal.nothing_lower"
            if decision is Hearing.LOWERED and not given.veto and given.level is CardLevel.YELLOW
            else ""
        )
        if code:
            with self.refused(code):
                discipline.hear(self.store, by, given.entry, decision, "听过了")
            return
        discipline.hear(self.store, by, given.entry, decision, "听过了")
        given.heard = True
        if decision is Hearing.LIFTED or (decision is Hearing.LOWERED and not given.veto):
            given.weight = 0
        elif decision is Hearing.LOWERED:
            given.veto = False

    @invariant()
    def matching_follows_the_card_at_once(self) -> None:
        row = partner.by_code(self.store, WALL)
        assert row is not None
        assert row.card is self.card()
        item = catalogue.item(self.store, "C06-01")
        assert item is not None
        found = match(item, "330381001", self.day.clock.now(), [replace(row, hours=("00:00-24:00",), busy=0)])
        reasons = {reason.why for left in found.excluded for reason in left.reasons}
        assert reasons == ({EXCLUDES[row.card]} if row.card in EXCLUDES else set())
        lowered = [reason.why for pick in found.picks for reason in pick.reasons]
        assert (Why.YELLOW_CARD in lowered) is (row.card is CardLevel.YELLOW)

    @invariant()
    def every_card_stands_as_the_model_says(self) -> None:
        told = {card.entry: card.stand for card in cards.cards(self.store, WALL)}
        assert set(told) == {given.entry for given in self.given}
        for given in self.given:
            stand = told[given.entry]
            assert (stand.count > 0, bool(stand.due), bool(stand.accepted_by), bool(stand.appealed_at), bool(stand.heard)) == (
                given.counts,
                given.due,
                given.accepted,
                given.appealed,
                given.heard,
            )
            assert (stand.level, set(stand.by)) == (given.level, set(given.people))
        history = partner.history(self.store, WALL)
        assert all(row.level in LADDER for row in history)


def ladder(examples: int, steps: int) -> None:
    bounds = settings(max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=True)
    run_state_machine_as_test(CardLadder, settings=bounds)


def test_the_ladder_does_what_the_model_says() -> None:
    ladder(6, 12)


@pytest.mark.slow
def test_the_ladder_does_what_the_model_says_for_longer() -> None:
    ladder(60, 40)
