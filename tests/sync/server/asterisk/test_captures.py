"""Every captured stream of a real PBX, against what its timeline says became of the calls, read by hand."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, assume, given, seed, settings
from hypothesis import strategies as st

from models.records.call import CallState, EndReason, OperatorState
from sync.server.ami.message import Message
from tests.support.captures import PLAN, Outcome, Player, filtered, names, seconds, steps
from tests.support.outcomes import OUTCOMES, Told

pytestmark = pytest.mark.skipif(not names(), reason="the captured streams are not here (HOTLINE_CAPTURES)")

BEFORE = "23a-before-link-loss"
AFTER = "23b-reconnect-snapshot-midcall"
WITHIN = 0.02
"""Seconds: the timelines were stamped where they were recorded, the events where they happened."""


def played(name: str, every: bool) -> Player:
    player = Player()
    if name == AFTER:
        player.play(steps(BEFORE) if every else filtered(steps(BEFORE)))
        player.outcome = Outcome()
    player.play(steps(name) if every else filtered(steps(name)))
    return player


def told(outcome: Outcome) -> list[Told]:
    return [
        Told(row.number[-4:], *seconds(row), row.reason or "", row.operator, " ".join(outcome.states(row.id)), row.party)
        for row in outcome.last()
    ]


def test_every_capture_has_its_outcome() -> None:
    assert names() == sorted(OUTCOMES)
    assert len(OUTCOMES) == 33


@pytest.mark.parametrize("every", [True, False], ids=["all events", "a gateway's events"])
@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_calls_and_operators_are_what_the_timeline_says(name: str, every: bool) -> None:
    outcome = played(name, every).outcome
    expected = OUTCOMES[name]
    found = told(outcome)
    assert [(one.number, one.how, one.operator, one.states, one.party) for one in found] == [
        (one.number, one.how, one.operator, one.states, one.party) for one in expected.calls
    ]
    for one, other in zip(found, expected.calls, strict=True):
        assert one.waited == pytest.approx(other.waited, abs=WITHIN)
        assert one.talked == pytest.approx(other.talked, abs=WITHIN)
    assert [(operator, " ".join(outcome.moods(operator))) for operator in sorted(outcome.seats)] == list(expected.seats)


@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_a_call_ends_once_and_nothing_is_left_of_it(name: str) -> None:
    player = played(name, every=False)
    for rows in player.outcome.calls.values():
        assert [row.state is CallState.ENDED for row in rows].count(True) == (1 if rows[-1].reason else 0)
    if name != BEFORE:
        assert len(player.model.world.channels) == 0
        assert player.model.world.calls == {}


def test_the_queue_s_own_list_of_who_waits_is_ours() -> None:
    player, waiting = Player(), []
    timeline = steps("22-three-waiting-snapshot")
    for number, step in enumerate(timeline):
        if step.message.get("Event") == "QueueEntry":
            waiting.append(step.message["Uniqueid"])
        if step.message.get("Event") == "QueueStatusComplete":
            player = Player()
            player.play(timeline[:number])
            assert [row.id for row in player.outcome.last() if row.state is CallState.QUEUED] == waiting
            waiting.clear()


def test_a_gateway_that_was_started_in_mid_call_finds_the_calls() -> None:
    player = Player()
    player.play(filtered(steps(AFTER)))
    waits, talks = player.outcome.last()
    assert (talks.number[-4:], talks.operator, talks.reason) == ("0118", 8001, EndReason.CALLER)
    assert seconds(talks) == pytest.approx((1.0, 5.6), abs=1.1), "whole seconds are all that the lists tell"
    assert (waits.number[-4:], waits.operator, waits.reason) == ("0119", 0, EndReason.ABANDONED)


def test_a_call_that_vanished_with_the_link_is_told_of_once() -> None:
    player = Player()
    player.play(filtered(steps(BEFORE)))
    now = player.model.now + 60
    whole = player.model.reconcile((), (), now)
    assert whole.whole
    assert [(row.number[-4:], row.reason) for row in whole.calls] == [
        ("0118", EndReason.LINK_LOST),
        ("0119", EndReason.LINK_LOST),
    ]
    assert player.model.reconcile((), (), now).calls == ()


def snapshot(player: Player) -> tuple[list[Message], list[Message]]:
    """Return what QueueStatus and Status would say now, made from what the model itself has heard."""
    world = player.model.world
    members = [
        Message(
            (
                ("Event", "QueueMember"), ("Queue", "81890"), ("Location", member.interface), ("Name", str(member.operator)),
                ("Status", "5" if member.offline else "1"), ("Paused", "0" if member.reason is None else "1"),
                ("PausedReason", member.reason or ""),
            )
        )
        for member in world.members
        if not member.out
    ]  # fmt: skip
    waiting = [
        Message((("Event", "QueueEntry"), ("Queue", "81890"), ("Uniqueid", call.id), ("CallerIDNum", call.number), ("Wait", "1")))
        for call in world.calls.values()
        if call.direction == "in" and not call.answered_at
    ]
    channels = [
        Message(
            (
                ("Event", "Status"), ("Channel", one.name), ("Uniqueid", one.uid), ("Linkedid", one.linked), ("CallerIDNum", one.number),
                ("ChannelStateDesc", "Up" if one.up else "Ringing"), ("BridgeID", one.bridge), ("Seconds", "1"),
                ("Application", "Queue" if one.uid in world.calls else "AppQueue"), ("Data", "81890,t,,,60"),
            )
        )
        for one in world.channels
    ]  # fmt: skip
    return members + waiting, channels


EXAMPLES = int(os.environ.get("HOTLINE_CUTS", "150"))
CALLS = [name for name in sorted(OUTCOMES) if OUTCOMES[name].calls and name not in {BEFORE, AFTER, "29-wallboard-user-kicks-caller"}]


@seed(20261127)
@settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(CALLS), st.floats(0, 1))
def test_a_link_that_was_lost_for_a_moment_anywhere_changes_no_outcome(name: str, where: float) -> None:
    timeline = filtered(steps(name))
    cut = int(where * len(timeline))
    player = Player()
    player.play(timeline[:cut])
    world = player.model.world
    assume(not world.dialled)  # asked for, and no leg of it yet: see the test of the one that never came
    assume(not any(call.wish for call in world.calls.values()))  # the PBX does not say whether it will still be done
    assert player.model.lost().link is False
    whole = player.model.reconcile(*snapshot(player), player.model.now or timeline[cut - 1].at)
    assert whole.whole
    assert not [row for row in whole.calls if row.reason], "nothing had ended in that moment"
    player.outcome.take(whole)
    player.play(timeline[cut:])
    for one, other in zip(told(player.outcome), OUTCOMES[name].calls, strict=True):
        assert (one.number, one.how, one.operator) == (other.number, other.how, other.operator)
        assert (one.waited, one.talked) == pytest.approx((other.waited, other.talked), abs=WITHIN)


@seed(20261128)
@settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(CALLS), st.floats(0, 1), st.floats(0, 1))
def test_events_between_the_connection_and_the_lists_are_neither_lost_nor_counted_twice(name: str, one: float, other: float) -> None:
    timeline = filtered(steps(name))
    begun, listed = sorted((int(one * len(timeline)), int(other * len(timeline))))
    ahead, player = Player(), Player()
    ahead.play(timeline[:listed])
    player.play(timeline[:begun])
    assume(not player.model.world.dialled and not any(call.wish for call in player.model.world.calls.values()))
    assume(not any(step.ours for step in timeline[begun:listed]))
    player.model.lost()
    since = [step.message for step in timeline[begun:listed] if step.message.kind == "event"]
    whole = player.model.reconcile(*snapshot(ahead), ahead.model.now or timeline[listed - 1].at, since)
    assert len({row.id for row in whole.calls}) == len(whole.calls), "each once"
    player.outcome.take(whole)
    player.play(timeline[listed:])
    found = {row.number[-4:]: row for row in player.outcome.last()}
    for call in OUTCOMES[name].calls:
        assert (found[call.number].reason, found[call.number].operator) == (call.how, call.operator)
    assert player.model.world.calls == {}


@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_missing_lines_make_no_crash_and_no_ready_out_of_nothing(name: str) -> None:
    dice = random.Random(name)
    for _ in range(int(os.environ.get("HOTLINE_MISSING", "3"))):
        player = Player(PLAN)
        for step in steps(name):
            if step.ours or step.message.kind != "event":
                continue
            pairs = tuple(pair for pair in step.message.pairs if pair[0] == "Event" or dice.random() > 0.15)
            player.outcome.take(player.model.hear(Message(pairs)))
        for seats in player.outcome.seats.values():
            assert all(isinstance(seat.state, OperatorState) and seat.since for seat in seats)
