"""The board: what is told, to whom, and that the deltas have no gaps."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from msgspec.structs import replace

from models.records.call import CallRow, CallState, Capability, Direction, EndReason, OperatorState, Seat, Unseen
from models.records.catalogue import Line
from models.records.staff import Role
from models.rules.access import reads
from sync.protocol.calls import CallBeat, CallBoard, CallDelta
from sync.server.calls.board import Board
from sync.server.calls.sight import Sight, sight_of
from sync.server.calls.switch import Happening

NOW = "2026-11-24T09:00:00.000+08:00"
ALL = sight_of(reads(Role.COUNSELLOR, 14))
GENERAL = sight_of(reads(Role.OPERATOR, 28))
CALL = CallRow(id="a", direction=Direction.IN, number="057765550001", line=Line.GENERAL, state=CallState.QUEUED, queued_at=NOW)
SEALED = replace(CALL, id="b", line=Line.PSYCHOLOGY, party="057765550002", case="case", recording="x.wav")
SEAT = Seat(operator=28, extension="8001", state=OperatorState.READY, since=NOW)


def events(data: bytes) -> Iterator[CallBoard | CallDelta | CallBeat]:
    """Yield the records behind some events."""
    kinds = {"calls": CallBoard, "call": CallDelta, "now": CallBeat}
    for event in data.decode().split("\n\n"):
        if event:
            name, text = event.split("\n")
            yield msgspec.json.decode(text.removeprefix("data: "), type=kinds[name.removeprefix("event: ")])


def told(board: Board, n: int | None, sight: Sight = ALL) -> list[CallBoard | CallDelta | CallBeat]:
    return list(events(board.events(n, sight).data))


@pytest.fixture
def board() -> Board:
    made = Board("run", lambda: NOW, frozenset(Capability), kept=4)
    made.take(Happening(whole=True))
    return made


def test_there_is_no_link_before_the_first_whole_happening() -> None:
    board = Board("run", lambda: NOW, frozenset())
    assert board.take(Happening(calls=(CALL,))) is None
    assert (board.link_since, board.calls) == (NOW, {})
    board.take(Happening(calls=(CALL,), whole=True))
    assert (board.linked, board.n, list(board.calls)) == (True, 1, ["a"])


def test_only_what_has_become_another_is_told(board: Board) -> None:
    assert board.take(Happening(calls=(CALL, SEALED), seats=(SEAT,))) is not None
    moved = replace(CALL, state=CallState.ALERTING)
    delta = board.take(Happening(calls=(moved, SEALED), seats=(SEAT,)))
    assert delta is not None
    assert (delta.n, delta.calls, delta.seats) == (3, (moved,), ())
    assert board.take(Happening(calls=(moved,))) is None
    assert board.n == 3


def test_a_call_ends_once(board: Board) -> None:
    board.take(Happening(calls=(CALL,)))
    ended = replace(CALL, state=CallState.ENDED, ended_at=NOW, reason=EndReason.ABANDONED)
    assert board.take(Happening(calls=(ended,))) is not None
    assert board.take(Happening(calls=(ended,))) is None
    assert board.calls == {}


def test_a_lost_link_freezes_the_calls_and_leaves_nobody_ready(board: Board) -> None:
    board.take(Happening(calls=(CALL,), seats=(SEAT,)))
    delta = board.take(Happening(link=False))
    assert delta is not None
    assert (delta.link_since, [seat.state for seat in delta.seats]) == (NOW, [OperatorState.PHONE_OFFLINE])
    assert board.take(Happening(link=False)) is None
    assert board.take(Happening(seats=(SEAT,))) is None
    assert board.calls == {"a": CALL}


def test_what_is_gone_when_the_link_returns_has_ended_with_it(board: Board) -> None:
    board.take(Happening(calls=(CALL, SEALED), seats=(SEAT, replace(SEAT, operator=12))))
    board.take(Happening(link=False))
    delta = board.take(Happening(calls=(SEALED,), seats=(SEAT,), whole=True))
    assert delta is not None
    assert delta.link_since == ""
    assert [(call.id, call.state, call.reason) for call in delta.calls] == [("a", CallState.ENDED, EndReason.LINK_LOST)]
    assert {seat.operator: seat.state for seat in delta.seats} == {28: OperatorState.READY, 12: OperatorState.LOGGED_OUT}
    assert (list(board.calls), list(board.seats)) == (["b"], [28])


def test_who_knows_nothing_or_too_little_gets_the_board_and_others_the_deltas(board: Board) -> None:
    for place in range(6):
        board.take(Happening(calls=(replace(CALL, id=str(place)),)))
    (whole,) = told(board, None)
    assert isinstance(whole, CallBoard)
    assert (whole.n, whole.run, len(whole.calls)) == (7, "run", 6)
    assert [type(one) for one in told(board, 2)] == [CallBoard]
    assert [one.n for one in told(board, 3)] == [4, 5, 6, 7]
    assert told(board, 7) == []
    assert [type(one) for one in told(board, 8)] == [CallBoard]


def test_the_sealed_line_is_masked_and_nothing_is_left_out(board: Board) -> None:
    board.take(Happening(calls=(CALL, SEALED)))
    for n in (None, 1):
        ((mine,), (others,)) = (told(board, n, sight) for sight in (ALL, GENERAL))
        assert not isinstance(mine, CallBeat)
        assert not isinstance(others, CallBeat)
        assert mine.calls == (CALL, SEALED)
        assert others.calls == (CALL, replace(SEALED, number="", party="", case="", recording=""))
        assert others.n == mine.n


def test_a_call_of_the_sealed_line_stays_masked_wherever_it_goes_on(board: Board) -> None:
    board.take(Happening(calls=(SEALED,)))
    moved = replace(SEALED, line=Line.GENERAL)
    talks = replace(moved, state=CallState.CONNECTED, answered_at=NOW)
    for step in (Happening(calls=(moved,)), Happening(calls=(talks,), whole=True), Happening(calls=(replace(talks, muted=True),))):
        n = board.n
        board.take(step)
        for others in (*told(board, None, GENERAL), *told(board, n, GENERAL)):
            assert not isinstance(others, CallBeat)
            assert [(call.line, call.number, call.party) for call in others.calls] == [(Line.PSYCHOLOGY, "", "")]
    ended = replace(talks, state=CallState.ENDED, ended_at=NOW, reason=EndReason.CALLER)
    delta = board.take(Happening(calls=(ended,)))
    assert delta is not None
    assert [call.line for call in delta.calls] == [Line.PSYCHOLOGY]


@pytest.mark.parametrize(
    ("role", "lines"),
    [
        (Role.OPERATOR, {Line.GENERAL}),
        (Role.LEAD, {Line.GENERAL}),
        (Role.SUPERVISOR, {Line.GENERAL}),
        (Role.COUNSELLOR, set(Line)),
        (Role.TRAINER, set()),
        (Role.ADMIN, set()),
    ],
    ids=lambda value: value.value if isinstance(value, Role) else None,
)
def test_each_role_reads_the_numbers_of_its_lines(role: Role, lines: set[Line]) -> None:
    found = sight_of(reads(role, 1))
    assert (Line.PSYCHOLOGY in found) is (Line.PSYCHOLOGY in lines)
    assert (Line.GENERAL in found) is (Line.GENERAL in lines)


def test_a_class_of_readers_is_told_in_the_same_bytes(board: Board) -> None:
    board.take(Happening(calls=(CALL,)))
    assert board._past[-1].seen_by(GENERAL) is board._past[-1].seen_by(sight_of(reads(Role.LEAD, 12)))


def test_whoever_listens_is_woken_and_who_has_left_is_not(board: Board) -> None:
    class Ear:
        woken = 0

        def set(self) -> None:
            self.woken += 1

    ear = Ear()
    with board.waking(ear):
        board.take(Happening(calls=(CALL,)))
    board.take(Happening(calls=(SEALED,)))
    assert ear.woken == 1


def test_what_the_call_system_lacks_and_had_unheard_is_told_to_all_and_kept(board: Board) -> None:
    unseen = Unseen(calls=2, gave_up=1, since=NOW, until=NOW)
    for happening, missing, known in (
        (Happening(missing=(Line.POWER,)), (Line.POWER,), ()),
        (Happening(link=False), (Line.POWER,), ()),
        (Happening(whole=True, unseen=unseen), (Line.POWER,), (unseen,)),
        (Happening(calls=(CALL,)), (Line.POWER,), (unseen,)),
        (Happening(missing=()), (), (unseen,)),
    ):
        delta = board.take(happening)
        assert delta is not None
        for one in (delta, *told(board, board.n - 1, GENERAL), *told(board, None, GENERAL)):
            assert not isinstance(one, CallBeat)
            assert (one.missing, one.unseen) == (missing, known)
    assert board.take(Happening(missing=())) is None


def test_of_calls_that_were_had_unheard_only_the_last_are_kept(board: Board) -> None:
    for calls in range(100):
        board.take(Happening(whole=True, unseen=Unseen(calls=calls, gave_up=0, since=NOW, until=NOW)))
    assert len(board.unseen) < 20
    assert board.unseen[-1].calls == 99
