"""A link that is lost and comes back at every moment of a call, its lists made at every moment of what goes on meanwhile."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Callable, Iterator

import pytest

from models.records.base import parse_time
from models.records.call import CallRow, CallState, EndReason, OperatorState
from tests.support.moments import Heard, Scene

EVERY = int(os.environ.get("HOTLINE_MOMENTS", "4"))
"""1 for all of them; by default each fourth."""


def taken(scene: Scene) -> None:
    scene.rings()
    scene.clock.pass_by(2.5)
    scene.phone("8001").pick_up()
    scene.clock.pass_by(5.25)


def caller_hangs_up(scene: Scene) -> None:
    taken(scene)
    scene.calls.hang_up(scene.caller)


def operator_hangs_up(scene: Scene) -> None:
    taken(scene)
    scene.phone("8001").hang_up()


def console_hangs_up(scene: Scene) -> None:
    taken(scene)
    scene.does("Hangup", Channel=scene.phone("8001").legs[0].name)


def gives_up_waiting(scene: Scene) -> None:
    for extension in ("8001", "8002"):
        scene.does("QueuePause", Interface=f"PJSIP/{extension}", Paused="true", Reason="lunch")
    scene.rings()
    scene.clock.pass_by(3.5)
    scene.calls.hang_up(scene.caller)


def gives_up_ringing(scene: Scene) -> None:
    scene.rings()
    scene.clock.pass_by(2.5)
    scene.calls.hang_up(scene.caller)


def next_one_takes_it(scene: Scene) -> None:
    scene.rings()
    scene.clock.pass_by(9.5)
    scene.phone("8002").pick_up()
    scene.clock.pass_by(4.5)
    scene.calls.hang_up(scene.caller)


def held(scene: Scene) -> None:
    taken(scene)
    scene.phone("8001").hold()
    scene.clock.pass_by(2.0)
    scene.phone("8001").resume()
    scene.clock.pass_by(2.0)
    scene.phone("8001").hang_up()


def sent_to_a_colleague(scene: Scene) -> None:
    taken(scene)
    scene.does("BlindTransfer", Channel=scene.phone("8001").legs[0].name, Context="internal", Exten="8002")
    scene.clock.pass_by(2.0)
    scene.phone("8002").pick_up()
    scene.clock.pass_by(3.0)
    scene.calls.hang_up(scene.caller)


def dialled_and_left(scene: Scene) -> None:
    scene.dials()
    scene.clock.pass_by(1.5)
    scene.phone("8001").pick_up()
    scene.clock.pass_by(5.5)
    scene.phone("8001").hang_up()


def dialled_and_was_left(scene: Scene) -> None:
    scene.dials()
    scene.clock.pass_by(1.5)
    scene.phone("8001").pick_up()
    scene.clock.pass_by(5.5)
    leg = scene.calls.outside["13800000001"].leg
    assert leg
    scene.calls.hang_up(leg)


STORIES: tuple[Callable[[Scene], None], ...] = (
    caller_hangs_up, operator_hangs_up, console_hangs_up, gives_up_waiting, gives_up_ringing, next_one_takes_it, held,
    sent_to_a_colleague, dialled_and_left, dialled_and_was_left,
)  # fmt: skip


class Truth:
    """What a gateway tells of a scene that always had its link, and after how many events that was known."""

    def __init__(self, story: Callable[[Scene], None]) -> None:
        self.scene = Scene()
        try:
            story(self.scene)
        finally:
            self.scene.clock.close()
        heard = Heard(self.scene)
        self.begun = self.answered = self.parting = self.holder = 0
        for place in range(len(self.scene.events)):
            heard.hear(place, place + 1)
            known = next(iter(heard.rows.values()))[-1] if heard.rows else None
            self.begun = self.begun or (place + 1 if known else 0)
            self.answered = self.answered or (place + 1 if known and known.answered_at else 0)
            self.holder = next((seat.operator for seat in heard.seats.values() if seat.call), self.holder)
        (rows,) = heard.rows.values()
        self.call = rows[-1]
        assert self.call.state is CallState.ENDED
        last = parse_time(self.call.ended_at).timestamp()
        names = {"HangupRequest", "QueueCallerAbandon", "BridgeLeave", "SoftHangupRequest", "AgentComplete", "Hangup", "MusicOnHoldStop"}
        told = [(n, event["Event"], float(event["Timestamp"])) for n, event in enumerate(self.scene.events)]
        ending = [n for n, name, at in told if name in names and abs(at - last) < 1e-3]
        self.parting = ending[0]
        """Before so many events nobody had hung up."""
        self.gone = max(n for n, event in enumerate(self.scene.events) if event["Event"] == "Hangup") + 1
        meetings = [n for n, event in enumerate(self.scene.events) if event["Event"] == "BridgeEnter"]
        self.met = max(meetings, default=rest_of(self.scene)) + 1
        begun = [n for n, event in enumerate(self.scene.events) if event["Event"] == "BlindTransfer"]
        self.sent_on = [
            (n, next(m for m in range(n, len(self.scene.events)) if self.scene.events[m]["Event"] == "DialBegin")) for n in begun
        ]
        """After so many events it is told that the call is sent on, and after so many who is rung."""


def rest_of(scene: Scene) -> int:
    return len(scene.events)


def judge(truth: Truth, heard: Heard, cut: int, back: int, pong: int) -> None:
    """Hold what was told against the truth."""
    call, rest = truth.call, len(truth.scene.events)
    now = max(pong, truth.met)
    if now <= truth.parting and not between(truth, cut, back):
        heard.hear(pong, now)
        assert heard.seats[truth.holder].call == call.id, "its operator can hang it up"
        assert heard.rows[call.id][-1].answered_at
        pong = now
    heard.hear(pong, rest)
    assert heard.model.world.calls == {}, "nothing is left of it"
    assert set(heard.rows) <= {call.id}, "nothing else has become of it"
    ended = heard.ended(call.id)
    if truth.begun <= cut or (back < truth.parting and not between(truth, cut, back)):
        assert len(ended) == 1, "it is accounted for once"
    assert len(ended) <= 1
    for row in ended:
        same(truth, row, cut, back, pong)
    for seat in heard.seats.values():
        assert seat.state in {OperatorState.READY, OperatorState.NOT_READY, OperatorState.LOGGED_OUT}
        assert seat.call == ""


def same(truth: Truth, row: CallRow, cut: int, back: int, pong: int) -> None:
    call, moments = truth.call, truth.scene.moments
    slow = moments[pong].at - moments[back].at
    if between(truth, cut, back):
        assert row.reason in {call.reason, EndReason.TRANSFER, EndReason.FAILED, EndReason.LINK_LOST}
        return
    if back <= truth.parting or truth.gone <= cut:
        assert row.reason is call.reason
        assert row.operator == call.operator or (row.operator == 8002 and unheard_answer(truth, cut, back))
        assert bool(row.answered_at) == bool(call.answered_at)
    if truth.gone <= back and cut <= truth.parting:
        assert row.reason is EndReason.LINK_LOST
    if truth.answered and truth.answered <= cut:
        assert row.answered_at == call.answered_at
    elif truth.answered and back < truth.answered:
        assert row.answered_at == call.answered_at or away(row.answered_at, call.answered_at) <= 0.001
    elif row.answered_at and truth.parting < back:
        assert moments[cut].at <= parse_time(row.answered_at).timestamp() <= moments[pong].at, "there was a link, but not all was told"
    elif row.answered_at:
        assert away(row.answered_at, call.answered_at) <= (1.3 if call.direction == "in" else 2.0) + slow
    assert away(row.queued_at, call.queued_at) <= (0.0 if truth.begun <= cut or back < truth.begun else 2.0 + slow)
    if back <= truth.parting:
        assert row.ended_at == call.ended_at


def between(truth: Truth, cut: int, back: int) -> bool:
    """Say whether a transfer was told to the half (it takes the PBX a few milliseconds), or was that of a call never heard of before."""
    return any((begun < back <= over) or cut < truth.begun <= begun < back for begun, over in truth.sent_on)


def unheard_answer(truth: Truth, cut: int, back: int) -> bool:
    """Say whether a call was both answered and sent on while there was no link: nobody tells who had it before the one who has it now."""
    return any(cut < truth.answered <= begun < back for begun, _ in truth.sent_on)


def away(one: str, other: str) -> float:
    return abs((parse_time(one) - parse_time(other)).total_seconds())


def everywhere(truth: Truth) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield every cut and return with quick lists, every place of slow lists after a short cut, and some of all others."""
    last, first = len(truth.scene.events), max((when for when, _ in truth.scene.asked), default=0)
    for cut in range(first, last + 1):
        for back in range(max(cut, first + 1), last + 1)[(cut % EVERY) :: EVERY]:
            yield cut, back, back, back, back
        for steps in itertools.product(range(2 + (EVERY == 1)), repeat=4):
            places = tuple(itertools.accumulate((cut, *steps)))
            if places[-1] <= last and places[1] > first:
                yield places  # type: ignore[misc]
    dice = random.Random(7)
    for _ in range(800 // EVERY):
        yield tuple(sorted(dice.randint(first + 1, last) for _ in range(5)))  # type: ignore[misc]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_call_is_the_same_whenever_the_link_was_lost(story: Callable[[Scene], None]) -> None:
    truth = Truth(story)
    for cut, back, queue, legs, pong in everywhere(truth):
        if truth.sent_on and back != pong:
            continue  # that a call is sent on while the lists are made is not told apart in every case
        heard = Heard(truth.scene)
        try:
            heard.cut(cut, back, queue, legs, pong)
            judge(truth, heard, cut, back, pong)
        except AssertionError as wrong:
            names = [event["Event"] for event in truth.scene.events]
            told = f"cut {cut} back {back} queue {queue} legs {legs} pong {pong} of {list(enumerate(names))}: {heard.rows}"
            raise AssertionError(f"{wrong} {told}") from wrong
