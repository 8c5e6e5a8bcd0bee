"""Whatever is lost between a gateway and a console, and however often they meet again: the console knows what stands on the board."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import replace

from models.records.base import CHINA
from models.records.call import CallRow, CallState, Capability, Direction, EndReason, OperatorState, Seat, Unseen
from models.records.catalogue import Line
from models.records.staff import Role
from models.rules.access import reads
from models.store.clock import SettableClock, stamp
from sync.client.call_view import CallView, GatewayTime
from sync.protocol.calls import CallBeat, CallBoard, CallDelta
from sync.server.calls.board import Board
from sync.server.calls.sight import seen, sight_of
from sync.server.calls.switch import Happening

NOW = "2026-11-24T09:00:00.000+08:00"
SIGHT = sight_of(reads(Role.OPERATOR, 28))
KINDS: dict[str, Any] = {"calls": CallBoard, "call": CallDelta, "now": CallBeat}

rows = st.builds(
    CallRow,
    id=st.sampled_from("abcde"),
    direction=st.just(Direction.IN),
    number=st.sampled_from(("057765550001", "057765550002")),
    line=st.sampled_from((Line.GENERAL, Line.PSYCHOLOGY)),
    state=st.sampled_from(list(CallState)),
    queued_at=st.just(NOW),
    reason=st.sampled_from((None, EndReason.CALLER)),
)
seats = st.builds(
    Seat, operator=st.integers(1, 3), extension=st.just("1"), state=st.sampled_from(list(OperatorState)), since=st.just(NOW)
)
happenings = st.builds(
    Happening,
    calls=st.lists(rows, max_size=3, unique_by=lambda row: row.id).map(tuple),
    seats=st.lists(seats, max_size=2, unique_by=lambda seat: seat.operator).map(tuple),
    link=st.sampled_from((True, True, True, False)),
    whole=st.sampled_from((False, False, True)),
    missing=st.sampled_from((None, (), (Line.POWER,))),
    unseen=st.sampled_from((None, Unseen(calls=2, gave_up=1, since=NOW, until=NOW))),
)


def events(data: bytes) -> list[CallBoard | CallDelta | CallBeat]:
    found = []
    for event in data.decode().split("\n\n")[:-1]:
        name, text = event.split("\n")
        found.append(msgspec.json.decode(text.removeprefix("data: "), type=KINDS[name.removeprefix("event: ")]))
    return found


class Channel(RuleBasedStateMachine):
    """A gateway that is restarted at times, a console, and a channel that loses, doubles and breaks."""

    def __init__(self) -> None:
        super().__init__()
        self.runs = 0
        self.view = CallView()
        self.known: int | None = None
        self.way: list[CallBoard | CallDelta | CallBeat] = []
        self.open = False
        self.ended: list[str] = []
        self.restart()
        self.connect()

    @rule(what=st.integers(0, 9))
    def break_off(self, what: int) -> None:
        """One time in ten the gateway is restarted, one time in ten the channel is cut."""
        if what == 0:
            self.restart()
        elif what == 1:
            self.close()

    def restart(self) -> None:
        self.runs += 1
        self.board = Board(f"run-{self.runs}", lambda: NOW, frozenset(Capability), kept=3)
        self.board.take(Happening(whole=True))
        self.close()

    @rule(told=happenings)
    def happen(self, told: Happening) -> None:
        calls = tuple(call for call in told.calls if not (told.whole and call.state is CallState.ENDED))
        self.board.take(replace(told, calls=calls))

    def close(self) -> None:
        self.open, self.known, self.way = False, None, []
        self.view.lost = True

    @rule()
    def connect(self) -> None:
        if not self.open:
            self.open = True
            self.say()

    @rule(beat=st.booleans())
    def say(self, beat: bool = True) -> None:
        if self.open:
            told = self.board.events(self.known, SIGHT)
            self.known = told.n
            self.way += events(told.data + (self.board.beat() if beat else b""))

    @rule(lost=st.sets(st.integers(0, 5), max_size=2), doubled=st.sets(st.integers(0, 5), max_size=2))
    def hear(self, lost: set[int], doubled: set[int]) -> None:
        way, self.way = self.way, []
        for place, event in enumerate(way):
            for _ in range(0 if place in lost else 2 if place in doubled and isinstance(event, CallDelta) else 1):
                if not self.take(event):
                    self.close()
                    return

    def take(self, event: CallBoard | CallDelta | CallBeat) -> bool:
        if isinstance(event, CallBoard):
            self.view.begin(event)
            return True
        return self.view.fits(event) if isinstance(event, CallBeat) else self.view.move(event)

    @invariant()
    def who_has_heard_everything_knows_what_stands(self) -> None:
        if not self.view.lost and (self.view.run, self.view.n) == (self.board.run, self.board.n):
            self.alike()

    def alike(self) -> None:
        assert sorted(self.view.calls.values(), key=lambda call: call.id) == sorted(
            seen(self.board.calls.values(), SIGHT), key=lambda call: call.id
        )
        assert self.view.seats == self.board.seats
        assert self.view.link_since == self.board.link_since
        assert (self.view.missing, self.view.unseen) == (self.board.missing, self.board.unseen)

    def teardown(self) -> None:
        """Whatever became of it: one beat, and another meeting where something had been lost, and both know the same."""
        for _ in range(2):
            self.connect()
            self.say(beat=True)
            while self.way and self.take(self.way.pop(0)):
                pass
            if not self.way and self.view.fits(events(self.board.beat())[0]):  # type: ignore[arg-type]
                break
            self.close()
        assert (self.view.run, self.view.n) == (self.board.run, self.board.n)
        self.alike()


TestChannel = Channel.TestCase
TestChannel.settings = settings(max_examples=150, stateful_step_count=40)


def test_calls_that_are_gone_at_the_next_board_have_ended() -> None:
    call = CallRow(id="a", direction=Direction.IN, number="", line=Line.GENERAL, state=CallState.CONNECTED, queued_at=NOW)
    board = CallBoard(run="r", n=1, now=NOW, link_since="", capabilities=(), calls=(call,), seats=())
    view = CallView()
    assert view.begin(board) == ()
    (gone,) = view.begin(replace(board, n=9, calls=(), now="2026-11-24T09:05:00.000+08:00"))
    assert (gone.id, gone.state, gone.reason, gone.ended_at) == ("a", CallState.ENDED, EndReason.LINK_LOST, "2026-11-24T09:05:00.000+08:00")


def test_the_gateways_time_is_the_furthest_that_any_beat_showed_and_is_begun_anew_with_it() -> None:
    clock = SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))
    time = GatewayTime(clock)
    assert time.now() == clock.now()
    there = clock.now() + timedelta(minutes=7)
    time.hear(CallBeat(run="a", n=0, now=stamp(there)))
    clock.advance(timedelta(seconds=5))
    time.hear(CallBeat(run="a", n=0, now=stamp(there + timedelta(seconds=3))))  # two seconds on its way
    assert time.now() == there + timedelta(seconds=5)
    clock.set(clock.now() - timedelta(hours=1))
    assert time.now() == there + timedelta(seconds=5)
    time.hear(CallBeat(run="b", n=0, now=stamp(there)))
    assert time.now() == there


def test_a_gateway_whose_clock_is_set_back_is_believed_at_its_next_beat_and_one_that_is_late_is_not() -> None:
    clock = SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))
    time, there = GatewayTime(clock), clock.now()
    for late in (0, 5, 8):
        time.hear(CallBeat(run="a", n=0, now=stamp(there - timedelta(seconds=late))))
        assert time.now() == there
    back = there - timedelta(hours=3)
    time.hear(CallBeat(run="a", n=0, now=stamp(back)))
    assert time.now() == back
    time.hear(CallBeat(run="a", n=0, now=stamp(back + timedelta(seconds=9))))
    assert time.now() == back + timedelta(seconds=9)
