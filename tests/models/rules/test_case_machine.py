"""The rules of the case under random operators: legal and illegal steps, undos, and desks that know nothing of each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.records.base import Text
from models.records.callback import Attempt, Step
from models.records.case import CaseKind, CaseState, CloseReason, Stage, Verification
from models.records.catalogue import HandlerKind, Line
from models.records.failure import RuleBroken
from models.records.journal import (
    Absorb,
    Accept,
    Acknowledge,
    Amend,
    Answer,
    Assign,
    Body,
    CallbackAnswer,
    CallbackAttempt,
    Cancel,
    Close,
    Complain,
    Decline,
    Dispatch,
    Entry,
    Feedback,
    HandOver,
    Hotwire,
    Merge,
    Note,
    OnSite,
    Prioritise,
    ProposeVeto,
    Reassign,
    Refile,
    Reopen,
    Rework,
    TakeOver,
    Undo,
    Unmet,
    Verify,
    WorkDone,
    verb_of,
)
from models.records.supervision import AddUnit, Bulletin, Chase, DecideReturn, Return, Supervise, TaskStep, UnitReport
from models.rules.effects import advance
from models.rules.lifecycle import effective, fold, undoable
from models.rules.transitions import objection
from models.rules.verbs import allowed, check
from tests.models.rules.journals import accept, entry, lasting, profile

STANDARD = profile()
NAME = Text("演示", "Demo")
PARTNERS = st.sampled_from(["P001", "P002"])
UNITS = st.sampled_from(["", "D07", "D08"])
STEP = st.sampled_from(TaskStep)
STEPS = st.dictionaries(st.sampled_from(Step), st.booleans(), max_size=4).map(lambda found: tuple(found.items()))
REFILED = Refile(
    item_code="C04-02", item_name=NAME, item_version=2, handler_kind=HandlerKind.PARTNER, line=Line.POWER, urgent=True, minutes_on_site=45
)
STARTS = st.builds(accept, kind=st.sampled_from(CaseKind), urgent=st.booleans())
BY_VERB: dict[str, st.SearchStrategy[Body]] = {
    "case.accept": STARTS,
    "case.amend": st.builds(Amend, text=st.sampled_from([None, "漏水"]), kind=st.sampled_from([None, *CaseKind])),
    "case.refile": st.just(REFILED),
    "case.dispatch": st.builds(Dispatch, partner=PARTNERS, name=st.just(NAME)),
    "case.assign": st.builds(Assign, unit=st.just("D07"), name=st.just(NAME)),
    "case.answer": st.builds(Answer, words=st.just("请先关总阀")),
    "case.transfer": st.builds(Hotwire, number=st.just("110"), name=st.just(NAME)),
    "case.acknowledge": st.builds(Acknowledge, eta=st.sampled_from(["", "2026-11-24T12:00:00+08:00"])),
    "case.decline": st.builds(Decline, reason=st.just("忙")),
    "case.on_site": st.builds(OnSite),
    "case.work_done": st.builds(WorkDone),
    "case.feedback": st.builds(Feedback, note=st.just("在路上")),
    "case.rework": st.builds(Rework, reason=st.just("再漏")),
    "case.complain": st.builds(
        Complain, text=st.just("粗糙"), partner=st.one_of(PARTNERS, st.just("D07")), name=st.just(NAME), kind=st.sampled_from(HandlerKind)
    ),
    "case.verify": st.builds(
        Verify,
        verdict=st.sampled_from(Verification),
        partner=PARTNERS,
        name=st.just(NAME),
        statement=st.sampled_from(["", "承认"]),
        card=st.sampled_from(["", "yellow", "expelled"]),
    ),
    "case.propose_veto": st.builds(ProposeVeto, partner=PARTNERS, name=st.just(NAME), statement=st.sampled_from(["", "承认"])),
    "callback.attempt": st.builds(CallbackAttempt, outcome=st.sampled_from(Attempt)),
    "callback.answer": st.builds(CallbackAnswer, steps=STEPS, score=st.sampled_from([None, 1, 2, 3, 4, 5])),
    "case.unmet": st.builds(Unmet, need=st.sampled_from(["叫车", "代驾"])),
    "case.close": st.builds(Close, reason=st.sampled_from(CloseReason), resolved=st.booleans()),
    "case.cancel": st.builds(Cancel),
    "case.reopen": st.builds(Reopen, reason=st.just("又漏")),
    "case.merge": st.builds(Merge, into=st.sampled_from(["case-1", "case-2"]), into_no=st.just("1124-28-002")),
    "case.absorb": st.builds(Absorb, other=st.just("case-3"), other_no=st.just("1124-28-003")),
    "case.take_over": st.builds(TakeOver, seen=st.sampled_from([28, 12, 0]), second=st.sampled_from([0, 12])),
    "case.reassign": st.builds(
        Reassign, seen=st.sampled_from([28, 12, 0]), to=st.sampled_from([12, 28, 0]), reason=st.sampled_from(["", "病了"])
    ),
    "case.hand_over": st.builds(HandOver, seen=st.sampled_from([28, 12, 0]), note=st.just("等回电")),
    "case.prioritise": st.builds(Prioritise, reason=st.sampled_from(["", "老人独居"]), raised=st.booleans()),
    "case.note": st.builds(Note, text=st.just("记")),
    "case.return": st.builds(Return, reason=st.sampled_from(["", "不归我们管"]), unit=UNITS),
    "case.decide_return": st.builds(DecideReturn, accepted=st.booleans(), reason=st.sampled_from(["", "归你们管"]), unit=UNITS),
    "case.add_unit": st.builds(AddUnit, unit=st.sampled_from(["", "D07", "D08"]), name=st.just(NAME)),
    "case.unit_report": st.builds(UnitReport, unit=UNITS, note=st.sampled_from(["", "清好了"])),
    "case.chase": st.builds(Chase, step=STEP, unit=UNITS),
    "case.supervise": st.builds(Supervise, step=STEP, unit=UNITS),
    "case.bulletin": st.builds(Bulletin, step=STEP, unit=UNITS),
}
BODIES = st.one_of(*BY_VERB.values())
UNDOS = st.integers(1, 14).map(lambda n: Undo(op_id=f"op-{n}"))


def assert_sound(state: CaseState) -> None:
    """What holds of every case, however its journal came about."""
    answered = dict(state.answers)
    assert state.closed is (state.stage is Stage.CLOSED)
    assert (state.close_reason is not None) is state.closed
    if not state.closed:
        assert state.resolved is None
    if state.close_reason is CloseReason.DONE:
        assert state.callback_done
        assert answered.get("done") is not False
    if state.resolved:
        assert answered.get("done") is True or state.answered
    if state.close_reason is CloseReason.ANSWERED:
        assert state.answered
    if state.close_reason is CloseReason.UNMET:
        assert state.unmet
        assert state.resolved is False
    if state.close_reason is CloseReason.TRANSFERRED:
        assert state.transferred_to
    if state.close_reason is CloseReason.CANCELLED:
        assert state.resolved is None
    assert (state.verification is Verification.OPEN) is (state.stage is Stage.VERIFYING) or state.stage is Stage.MERGED
    if state.stage in (Stage.DISPATCHED, Stage.ACKNOWLEDGED, Stage.ON_SITE):
        assert state.handler is not None
    if state.callback_done and state.score is not None:
        assert state.satisfied is (state.score >= 4)
    assert state.proposal is None or state.stage is Stage.VERIFYING
    assert not (state.proposal and state.accused_kind is HandlerKind.DEPARTMENT)
    assert not {unit for unit, _ in state.faults} & {code for code, _ in state.cards}
    assert (state.handed is not None) is (state.owner == 0)
    assert state.times["accept"] == state.opened_at
    assert_sound_tasks(state)


def assert_sound_tasks(state: CaseState) -> None:
    """Who has the case has its one open main task; nobody helps where nobody has it."""
    working = [task for task in state.tasks if not task.ended_at]
    mains = [task for task in working if task.lead]
    away = state.stage in (Stage.DISPATCHED, Stage.ACKNOWLEDGED, Stage.ON_SITE)
    unit = away and state.handler is not None and state.handler.kind is HandlerKind.DEPARTMENT
    assert [task.unit for task in mains] == ([state.handler.code] if unit and state.handler else [])
    assert mains or not working
    for task in state.tasks:
        assert not (task.answered_at and not task.ended_at)
        assert not (task.return_decision and not task.returned_at)
        assert len(set(task.pressed)) == len(task.pressed)
        assert len([other.unit for other in working if other.unit == task.unit]) <= 1


class Case(RuleBasedStateMachine):
    """One desk that asks before it acts, and takes back what may be taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    @initialize(start=STARTS)
    def accept(self, start: Accept) -> None:
        check(None, start, STANDARD)
        self.entries = (entry(1, start),)

    @rule(body=BODIES)
    def do_anything(self, body: Body) -> None:
        self._try(body)

    @rule(data=st.data())
    def do_what_is_offered(self, data: st.DataObject) -> None:
        """Of the verbs that make sense now, one: random bodies alone hardly ever get far."""
        offered = sorted(allowed(fold(self.entries)) - {"case.undo"})
        self._try(data.draw(BY_VERB[data.draw(st.sampled_from(offered))]))

    @rule()
    def progress(self) -> None:
        """Takes the case a step towards its end, so that random steps meet every stage."""
        state = fold(self.entries)
        towards: dict[Stage, Body] = {
            Stage.ACCEPTED: Dispatch(partner="P001", name=NAME),
            Stage.DISPATCHED: WorkDone(),
            Stage.ACKNOWLEDGED: WorkDone(),
            Stage.ON_SITE: WorkDone(),
            Stage.VERIFYING: Verify(
                verdict=Verification.VERIFIED,
                partner=state.accused,
                name=NAME,
                statement="承认",
                card="" if state.accused_kind is HandlerKind.DEPARTMENT else "yellow",
            ),
            Stage.CLOSED: Reopen(reason="又漏"),
            Stage.MERGED: Note(text="记"),
            Stage.CALLBACK: CallbackAnswer(steps=((Step.DONE, True),), score=5),
        }
        body = towards[state.stage]
        if state.stage is Stage.CALLBACK and state.callback_done:
            done = dict(state.answers).get("done")
            body = Rework(reason="再漏") if done is False else Close(reason=CloseReason.DONE, resolved=done is True)
        check(state, body, STANDARD)
        self.entries = (*self.entries, self._next(body))

    @rule()
    def take_back(self) -> None:
        found = undoable(self.entries)
        if found is None:
            return
        counted = effective(self.entries)
        without = tuple(kept for kept in counted if kept is not found)
        undone = (*self.entries, self._next(Undo(op_id=found.op_id)))
        check(fold(self.entries), Undo(op_id=found.op_id), STANDARD)
        assert lasting(fold(undone)) == lasting(fold(without))
        restored = (*undone, entry(len(undone) + 1, Undo(op_id=undone[-1].op_id)))
        assert lasting(fold(restored)) == lasting(fold(self.entries))
        self.entries = undone

    @invariant()
    def sound(self) -> None:
        if self.entries:
            state = fold(self.entries)
            assert_sound(state)
            assert state.rev == len(self.entries)
            assert fold((*self.entries, *self.entries)) == state

    def _try(self, body: Body) -> None:
        """Ask, and act only where the rules allow it; what they refuse as out of place must change nothing if it comes anyway."""
        before = fold(self.entries)
        after = fold((*self.entries, self._next(body)))
        try:
            check(before, body, STANDARD)
        except RuleBroken as refused:
            if refused.code == "verb.not_now":
                assert lasting(after) == lasting(before)
                assert verb_of(body) not in allowed(before)
        else:
            assert verb_of(body) in allowed(before)
            assert after.rev == before.rev + 1
            assert verb_of(body).partition(".")[2] in after.times or verb_of(body) == "callback.answer"
            self.entries = (*self.entries, self._next(body))

    def _next(self, body: Body) -> Entry:
        return entry(len(self.entries) + 1, body)


TestCase = Case.TestCase
TestCase.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)

JOURNALS = st.tuples(STARTS, st.lists(st.one_of(BODIES, BODIES, BODIES, UNDOS), max_size=14))


@given(JOURNALS)
def test_any_journal_that_begins_with_an_acceptance_adds_up_to_something_sound(found: tuple[Accept, list[Body]]) -> None:
    entries = [entry(n, body) for n, body in enumerate((found[0], *found[1]), 1)]
    assert_sound(fold(entries))
    undoable(entries)


@given(JOURNALS)
def test_a_longer_journal_goes_on_from_the_shorter_one(found: tuple[Accept, list[Body]]) -> None:
    entries = [entry(n, body) for n, body in enumerate((found[0], *found[1]), 1)]
    for n, late in enumerate(entries[1:], 1):
        if isinstance(late.body, Undo):
            continue
        before, after = lasting(fold(entries[:n])), lasting(fold(entries[: n + 1]))
        assert after == (advance(before, late) if objection(before, late.body) is None else before)


@given(JOURNALS, st.randoms(use_true_random=False))
def test_entries_in_whatever_order_they_arrive_never_fail(found: tuple[Accept, list[Body]], chance: object) -> None:
    first, *rest = [entry(n, body) for n, body in enumerate((found[0], *found[1]), 1)]
    chance.shuffle(rest)  # type: ignore[attr-defined]
    state = fold([first, *rest])
    assert_sound(state)
    assert fold([first, *rest]) == state


@given(JOURNALS)
def test_undoing_everything_leaves_the_acceptance(found: tuple[Accept, list[Body]]) -> None:
    entries = [entry(n, body) for n, body in enumerate((found[0], *(body for body in found[1] if not isinstance(body, Undo))), 1)]
    undos = [entry(len(entries) + n, Undo(op_id=late.op_id)) for n, late in enumerate(entries[1:], 1)]
    assert lasting(fold([*entries, *undos])) == lasting(fold(entries[:1]))
