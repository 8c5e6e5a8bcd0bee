"""The far ends of an unscripted demonstration, with a clock of the test's own: the same seed gives the same shift."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.calls.exchange import Exchange
from console.calls.simulator import SimulatedLine
from console.demo.parties import MOST_WAITING, NEVER_IN_A_DEMO, Parties
from models.records.base import CHINA, Text
from models.records.call import CallRow, CallState, Direction, EndReason
from models.rules.phone import normalise
from models.store.clock import SettableClock
from resources.catalogue import load_phrases
from resources.demo import load_partners, load_units

CITIZENS = ("057765550001", "057765550002", "057765550003")
PARTNERS, UNITS = load_partners(), load_units()
PARTNER_NUMBER = normalise(PARTNERS[0].phone)


class Evening:
    """A desk with its exchange, its random far ends, and time that passes when it is told to."""

    def __init__(self, seed: int = 28) -> None:
        self.clock = SettableClock(datetime(2026, 11, 24, 18, 0, tzinfo=CHINA))
        self.exchange = Exchange(self.clock.now, 28, wrap_up=0)
        self.line = SimulatedLine(self.exchange)
        self.calls: list[CallRow] = []
        self.said: list[tuple[str, Text]] = []
        self.line.call_changed.connect(self.calls.append)
        self.line.said.connect(lambda call_id, words: self.said.append((call_id, words)))
        self._due: list[tuple[datetime, int, Callable[[], object]]] = []
        self._order = count()
        self._parent = QObject()
        self.parties = Parties(self.exchange, CITIZENS, lambda: PARTNERS, lambda: UNITS, self._parent, seed=seed, later=self._later)
        self.line.login()

    def _later(self, milliseconds: int, action: Callable[[], object]) -> None:
        heapq.heappush(self._due, (self.clock.now() + timedelta(milliseconds=milliseconds), next(self._order), action))

    def pass_by(self, seconds: float) -> None:
        """Let time pass; what falls due happens at its time."""
        until = self.clock.now() + timedelta(seconds=seconds)
        while self._due and self._due[0][0] <= until:
            due, _, action = heapq.heappop(self._due)
            self.clock.set(due)
            action()
        self.clock.set(until)
        self.exchange.tick()

    def quiet(self) -> None:
        """Nobody rings, so that the operator can."""
        self.line.not_ready("break")

    def ended(self) -> list[CallRow]:
        return [call for call in self.calls if call.state is CallState.ENDED]


@pytest.fixture
def evening(qtbot: QtBot) -> Evening:
    return Evening()


def outcome(number: str, evening: Evening) -> str:
    """Dial a number, wait for whatever happens, hang up, and say what it was."""
    said = len(evening.said)
    evening.line.dial(number)
    evening.pass_by(5)
    words = [text.zh for _, text in evening.said[said:]]
    if evening.exchange.call is None:
        return "no answer"
    evening.line.hang_up()
    return words[0] if words else ""


def test_somebody_rings_soon_and_says_what_is_needed_once(evening: Evening) -> None:
    evening.pass_by(4)
    assert evening.exchange.call is not None
    assert evening.exchange.call.number in (*CITIZENS, "")
    evening.line.answer()
    evening.pass_by(2)
    assert len(evening.said) == 1
    evening.line.hold()
    evening.line.resume()
    evening.pass_by(2)
    assert len(evening.said) == 1


def test_nobodys_distress_is_acted_out(evening: Evening) -> None:
    grave = {zh for code, phrases in load_phrases().items() if code.startswith(NEVER_IN_A_DEMO) for zh in phrases.zh}
    assert grave
    assert not grave & {need.zh for need in evening.parties._needs}


@pytest.mark.parametrize("seed", range(5))
def test_who_gave_up_rings_again_so_that_missed_calls_do_not_pile_up(qtbot: QtBot, seed: int) -> None:
    evening = Evening(seed)
    evening.parties._numbers = tuple(f"05776555{number:04d}" for number in range(200))
    evening.quiet()
    waiting = []
    for _ in range(240):
        evening.pass_by(60)
        waiting.append(len(evening.exchange.waiting()))
    missed = {call.number for call in evening.ended()}
    assert len(evening.ended()) > 100
    assert len(missed) <= MOST_WAITING + 2
    assert max(waiting) == MOST_WAITING
    evening.line.ready()
    for _ in range(60):
        evening.line.answer()
        evening.pass_by(20)
        evening.line.hang_up()
    assert missed - {""} <= {call.number for call in evening.calls if call.answered_at}


def test_callers_give_up_whether_they_wait_or_ring(evening: Evening) -> None:
    evening.pass_by(3_600)
    gone = evening.ended()
    assert len(gone) > 20
    assert {call.reason for call in gone} == {EndReason.ABANDONED}
    waits = [datetime.fromisoformat(call.ended_at) - datetime.fromisoformat(call.queued_at) for call in gone]
    assert min(waits) >= timedelta(seconds=40)
    assert max(waits) <= timedelta(seconds=90)
    assert len(evening.exchange.waiting()) <= 4


def test_the_same_seed_gives_the_same_shift(qtbot: QtBot) -> None:
    def shift(seed: int) -> list[tuple[str, str, str]]:
        evening = Evening(seed)
        for _ in range(40):
            evening.pass_by(20)
            evening.line.answer()
            evening.pass_by(20)
            evening.line.hang_up()
        return [(call.number, call.queued_at, call.ended_at) for call in evening.ended()]

    assert shift(1) == shift(1)
    assert shift(1) != shift(2)


def test_a_partner_accepts_declines_or_does_not_answer(evening: Evening) -> None:
    evening.quiet()
    declines = {comment.zh for comment in evening.parties._events.decline_reasons}
    outcomes = [outcome(PARTNER_NUMBER, evening) for _ in range(150)]
    declined = sum(said in declines for said in outcomes)
    silent = outcomes.count("no answer")
    assert 8 <= declined <= 40
    assert 1 <= silent <= 20
    assert len(outcomes) - declined - silent > 90


def test_a_partner_that_accepted_rings_back_and_reports(evening: Evening) -> None:
    evening.quiet()
    while True:
        said = len(evening.said)
        evening.line.dial(PARTNER_NUMBER, "case-7")
        evening.pass_by(5)
        if evening.exchange.call is not None and "接" in evening.said[-1][1].zh and len(evening.said) > said:
            break
        evening.line.hang_up()
    evening.line.hang_up()
    evening.pass_by(90)
    assert PARTNER_NUMBER in [call.number for call in evening.exchange.waiting()]
    for call in evening.exchange.waiting():
        if call.number != PARTNER_NUMBER:
            evening.exchange.abandon(call.id)
    evening.line.ready()
    evening.line.answer()
    evening.pass_by(1)
    assert evening.said[-1][1].zh in {comment.zh for comment in evening.parties._events.feedback}


def test_a_citizen_is_reached_or_not(evening: Evening) -> None:
    evening.quiet()
    comments = {comment.zh for comment in evening.parties._events.citizen_comments}
    outcomes = [outcome("13800001234", evening) for _ in range(80)]
    assert 2 <= outcomes.count("no answer") <= 20
    assert set(outcomes) - {"no answer"} <= comments


def test_who_was_hung_up_on_does_not_answer_another_call(evening: Evening) -> None:
    evening.quiet()
    evening.line.dial(PARTNER_NUMBER)
    evening.line.hang_up()
    evening.line.dial("13800001234")
    evening.pass_by(1.4)
    assert evening.exchange.call is not None
    assert evening.exchange.call.state is CallState.ALERTING
    evening.pass_by(5)
    connected = [call for call in evening.calls if call.state is CallState.CONNECTED and call.direction is Direction.OUT]
    assert {call.number for call in connected} <= {"13800001234"}
    evening.line.hang_up()
    evening.pass_by(100)
    assert PARTNER_NUMBER not in [call.number for call in evening.exchange.waiting()]


def test_whoever_is_asked_about_a_call_rings_first_and_picks_up_or_does_not(evening: Evening) -> None:
    evening.exchange.ring(CITIZENS[0])
    evening.line.answer()
    outcomes = []
    for _ in range(60):
        told = len(evening.calls)
        evening.line.consult("110")
        evening.pass_by(5)
        steps = [(call.state, call.rung) for call in evening.calls[told:] if call.direction is Direction.IN and call.party == "110"]
        assert steps[:2] == [(CallState.CONSULTING, None), (CallState.CONSULTING, True)]
        outcomes.append(steps[2:])
        evening.line.cancel_transfer()
    came, stayed_away = [(CallState.CONSULTING, False)], [(CallState.CONNECTED, None)]
    assert outcomes.count(came) + outcomes.count(stayed_away) == 60
    assert 1 <= outcomes.count(stayed_away) <= 20


def test_who_is_no_more_asked_does_not_come(evening: Evening) -> None:
    evening.exchange.ring(CITIZENS[0])
    evening.line.answer()
    evening.line.consult("110")
    evening.line.cancel_transfer()
    evening.pass_by(5)
    assert evening.exchange.call is not None
    assert (evening.exchange.call.state, evening.exchange.call.reason, evening.exchange.call.rung) == (CallState.CONNECTED, None, None)
