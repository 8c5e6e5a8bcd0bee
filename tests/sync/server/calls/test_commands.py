"""Who may ask what of the call system, cell by cell; and that nothing is asked twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.records.call import Capability, OperatorState, Refusal, Verb
from models.records.catalogue import Line
from models.records.staff import Role
from models.rules.calls import NEEDS, OF_CALLS, PERMITS, dialable
from models.rules.permissions import MATRIX
from models.store.clock import stamp
from sync.protocol.calls import CallAnswer, CallCommand
from sync.server.calls import commands as module
from sync.server.calls.commands import WITHIN
from tests.sync.server.calls.room import CALLER, OTHER, Room, caller, play, talking


def test_a_shift_of_one_call() -> None:
    async def story(room: Room) -> None:
        await talking(room)
        for verb, number in (
            (Verb.HOLD, ""),
            (Verb.RESUME, ""),
            (Verb.CONSULT, OTHER),
            (Verb.CANCEL_TRANSFER, ""),
            (Verb.MUTE, ""),
            (Verb.UNMUTE, ""),
            (Verb.CONFERENCE_ADD, OTHER),
            (Verb.CONFERENCE_DROP, ""),
            (Verb.HANG_UP, ""),
        ):
            assert await room.ask(verb, call=room.own(), number=number) is None
        assert room.board.seats[28].state is OperatorState.READY
        assert await room.ask(Verb.LOGOUT) is None
        assert room.board.seats == {}

    play(story)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("verb", list(Verb))
def test_each_verb_asks_for_its_permission(role: Role, verb: Verb) -> None:
    async def story(room: Room) -> None:
        await talking(room)
        refused = await room.ask(verb, caller(28, role), call=room.own(), number=OTHER, extension="8028")
        needed = PERMITS[verb]
        assert (refused is Refusal.NOT_YOURS) is (needed is not None and needed not in MATRIX[role])

    play(story)


@pytest.mark.parametrize("verb", sorted(OF_CALLS))
def test_nobody_touches_the_call_of_another(verb: Verb) -> None:
    async def story(room: Room) -> None:
        await talking(room, 28)
        await room.ask(Verb.LOGIN, caller(12), extension="8012")
        asked = len(room.switch.asked)
        assert await room.ask(verb, caller(12), call=room.own(28), number=OTHER) is Refusal.NOT_YOURS
        assert await room.ask(verb, caller(12), call="nowhere", number=OTHER) is Refusal.NO_CALL
        assert await room.ask(verb, caller(12), number=OTHER) is Refusal.NO_CALL
        assert len(room.switch.asked) == asked

    play(story)


@pytest.mark.parametrize("capability", list(Capability))
def test_what_the_call_system_cannot_do_is_not_asked_of_it(capability: Capability) -> None:
    verbs = [verb for verb, needed in NEEDS.items() if needed is capability]

    async def story(room: Room) -> None:
        await room.ask(Verb.LOGIN, extension="8028")
        room.switch.ring(CALLER)
        for verb in verbs:
            assert await room.ask(verb, call=room.own(), number=OTHER) is Refusal.NOT_SUPPORTED
        assert not set(room.verbs) & set(verbs)

    play(story, Room(frozenset(Capability) - {capability}))
    assert verbs


BAD = ("", "anonymous", "12", "not a number", "057765550001\r\nAction: x", "057765550001;rm", "*72", "0577 6555")


@pytest.mark.parametrize("number", BAD)
def test_what_is_no_number_is_not_dialled(number: str) -> None:
    async def story(room: Room) -> None:
        await room.ask(Verb.LOGIN, extension="8028")
        assert await room.ask(Verb.DIAL, number=number) is Refusal.BAD_NUMBER
        assert room.verbs == [Verb.LOGIN]

    play(story)


def test_a_number_goes_on_in_its_own_form() -> None:
    assert dialable("0577-6555 0002") == OTHER
    assert dialable("+44 20 7946 0000") == "+442079460000"
    assert dialable("110") == "110"


@pytest.mark.parametrize("extension", ["", "80 01", "8001\n", "a", "80*1", "1" * 17])
def test_a_phone_has_a_number(extension: str) -> None:
    async def story(room: Room) -> None:
        assert await room.ask(Verb.LOGIN, extension=extension) is Refusal.NO_PHONE

    assert play(story).switch.asked == []


def test_without_a_seat_or_with_a_phone_that_is_off_nothing_is_asked() -> None:
    async def story(room: Room) -> None:
        assert await room.ask(Verb.READY) is Refusal.NO_PHONE
        assert await room.ask(Verb.DIAL, number=OTHER) is Refusal.NO_PHONE
        await room.ask(Verb.LOGIN, extension="8028")
        room.switch._sit(room.switch.seats[28], OperatorState.PHONE_OFFLINE)
        assert await room.ask(Verb.READY) is Refusal.NO_PHONE
        assert await room.ask(Verb.LOGOUT) is None

    play(story)


@pytest.mark.parametrize("verb", [Verb.CONSULT, Verb.BLIND_TRANSFER, Verb.CONFERENCE_ADD])
def test_no_caller_is_sent_to_a_colleague_whose_phone_is_off(verb: Verb) -> None:
    async def story(room: Room) -> None:
        await talking(room)
        await room.ask(Verb.LOGIN, caller(12), extension="8012")
        room.switch._sit(room.switch.seats[12], OperatorState.PHONE_OFFLINE)
        assert await room.ask(verb, call=room.own(), number="8012") is Refusal.UNREACHABLE
        assert verb not in room.verbs
        room.switch._sit(room.switch.seats[12], OperatorState.READY)
        assert await room.ask(verb, call=room.own(), number="8012") is None

    play(story)


def test_no_caller_is_left_to_a_phone_that_goes_while_it_rings() -> None:
    async def story(room: Room) -> None:
        await talking(room)
        await room.ask(Verb.LOGIN, caller(12), extension="8012")
        assert await room.ask(Verb.CONSULT, call=room.own(), number="8012") is None
        room.switch._show(replace(room.switch.calls[room.own()], rung=True))
        room.switch._sit(room.switch.seats[12], OperatorState.PHONE_OFFLINE)
        assert await room.ask(Verb.COMPLETE_TRANSFER, call=room.own()) is Refusal.UNREACHABLE
        assert Verb.COMPLETE_TRANSFER not in room.verbs
        assert await room.ask(Verb.CANCEL_TRANSFER, call=room.own()) is None

    play(story)


def test_while_the_link_is_down_no_command_goes_out() -> None:
    async def story(room: Room) -> None:
        await talking(room)
        asked = len(room.switch.asked)
        room.switch.cut()
        for verb in Verb:
            assert await room.ask(verb, call=room.own(), number=OTHER, extension="8028") is Refusal.LINK_LOST
        assert len(room.switch.asked) == asked

    play(story)


@pytest.mark.parametrize(
    ("until", "refused"),
    [(timedelta(), Refusal.EXPIRED), (timedelta(seconds=-1), Refusal.EXPIRED), (timedelta(hours=1), Refusal.EXPIRED), (WITHIN, None)],
    ids=["now", "past", "too far", "in time"],
)
def test_a_command_is_good_until_its_end(until: timedelta, refused: Refusal | None) -> None:
    async def story(room: Room) -> None:
        assert await room.ask(Verb.LOGIN, extension="8028", until=stamp(room.clock.now() + until)) is refused
        assert await room.ask(Verb.LOGIN, extension="8028", until="tomorrow") is Refusal.EXPIRED

    assert len(play(story).switch.asked) == (refused is None)


def test_what_may_have_been_carried_out_by_an_earlier_gateway_is_not_carried_out() -> None:
    async def story(room: Room) -> None:
        early = stamp(room.clock.now() + WITHIN - timedelta(milliseconds=1))
        assert await room.ask(Verb.LOGIN, extension="8028", until=early) is Refusal.EXPIRED

    assert play(story).switch.asked == []


def test_the_same_id_is_carried_out_once_and_answered_alike_also_while_it_is_under_way() -> None:
    async def story(room: Room) -> None:
        await room.ask(Verb.LOGIN, extension="8028")
        room.switch.stall()
        until = stamp(room.clock.now() + WITHIN)
        command = CallCommand(id="same", verb=Verb.DIAL, until=until, number=OTHER)
        first = asyncio.ensure_future(room.commands.ask(caller(), command))
        second = asyncio.ensure_future(room.commands.ask(caller(), command))
        await asyncio.sleep(0)
        first.cancel()  # its console has hung up
        room.switch.release()
        assert await second == CallAnswer(id="same")
        room.clock.advance(timedelta(seconds=30))
        assert await room.commands.ask(caller(), command) == CallAnswer(id="same")

    assert play(story).verbs == [Verb.LOGIN, Verb.DIAL]


def test_a_refusal_is_remembered_too() -> None:
    async def story(room: Room) -> None:
        assert await room.ask(Verb.READY, id="same") is Refusal.NO_PHONE
        await room.ask(Verb.LOGIN, extension="8028")
        assert await room.ask(Verb.READY, id="same") is Refusal.NO_PHONE
        assert await room.ask(Verb.READY, caller(device="dev_b"), id="same") is None

    play(story)


def test_two_orders_at_once_of_one_operator_are_judged_one_after_the_other() -> None:
    async def story(room: Room) -> None:
        await room.ask(Verb.LOGIN, extension="8028")
        answers = await asyncio.gather(room.ask(Verb.DIAL, number=OTHER), room.ask(Verb.DIAL, number=CALLER))
        assert answers == [None, Refusal.BUSY]

    play(story)


@pytest.mark.parametrize(
    ("role", "case", "line"),
    [
        (Role.COUNSELLOR, "care", Line.PSYCHOLOGY),
        (Role.COUNSELLOR, "", Line.PSYCHOLOGY),
        (Role.COUNSELLOR, "unknown", Line.PSYCHOLOGY),
        (Role.OPERATOR, "pipe", Line.GENERAL),
        (Role.OPERATOR, "meter", Line.POWER),
        (Role.OPERATOR, "unknown", Line.GENERAL),
        (Role.OPERATOR, "care", None),
    ],
)
def test_a_number_is_dialled_on_the_line_of_its_case(role: Role, case: str, line: Line | None) -> None:
    async def story(room: Room) -> None:
        room.cases = {"care": Line.PSYCHOLOGY, "pipe": Line.GENERAL, "meter": Line.POWER}
        who = caller(role=role)
        await room.ask(Verb.LOGIN, who, extension="8028")
        assert await room.ask(Verb.DIAL, who, number=OTHER, case=case) is (None if line else Refusal.NOT_YOURS)

    orders = play(story).switch.asked
    assert [order.lines[0] for order in orders if order.verb is Verb.DIAL] == ([line] if line else [])


def test_a_case_that_cannot_be_looked_up_is_rung_for_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    async def story(room: Room) -> None:
        await room.ask(Verb.LOGIN, extension="8028")
        assert await room.ask(Verb.DIAL, number=OTHER, case="lost") is None

    play(story)


def test_memory_is_bounded_and_what_is_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 3)

    async def story(room: Room) -> None:
        answers = [await room.ask(Verb.READY) for _ in range(4)]
        assert answers == [*[Refusal.NO_PHONE] * 3, Refusal.FAILED]
        room.clock.advance(timedelta(seconds=61))
        assert await room.ask(Verb.READY) is Refusal.NO_PHONE

    play(story)


def test_a_phone_that_somebody_has_left_behind_can_be_taken_and_one_in_use_not() -> None:
    async def story(room: Room) -> None:
        await room.ask(Verb.LOGIN, caller(12), extension="8001")
        room.here.add(12)
        assert await room.ask(Verb.LOGIN, caller(28), extension="8001") is Refusal.NOT_YOURS
        room.here.clear()
        assert await room.ask(Verb.LOGIN, caller(28), extension="8001") is None
        assert list(room.board.seats) == [28]
        assert await room.ask(Verb.LOGIN, caller(28), extension="8002") is None
        assert [seat.extension for seat in room.board.seats.values()] == ["8002"]
        room.switch.ring(CALLER)
        assert await room.ask(Verb.LOGIN, caller(28), extension="8003") is Refusal.BUSY

    play(story)


def test_a_login_where_the_operator_sits_is_asked_of_the_call_system_which_knows_the_queues() -> None:
    async def story(room: Room) -> None:
        assert await room.ask(Verb.LOGIN, extension="8028") is None
        assert await room.ask(Verb.LOGIN, extension="8028") is None

    assert play(story).verbs == [Verb.LOGIN, Verb.LOGIN]


def test_the_seat_that_one_has_is_not_left_for_a_phone_that_is_refused() -> None:
    async def story(room: Room) -> None:
        await room.ask(Verb.LOGIN, extension="8028")
        room.switch.refuse[Verb.LOGIN] = Refusal.NO_PHONE
        assert await room.ask(Verb.LOGIN, extension="8029") is Refusal.NO_PHONE
        assert room.board.seats[28].extension == "8028"

    play(story)


def test_a_call_system_that_fails_or_does_not_come_back_is_a_failed_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "_GRACE", -1.99)

    async def story(room: Room) -> None:
        room.switch.stall()
        assert await room.ask(Verb.LOGIN, extension="8028") is Refusal.FAILED
        room.switch.carry_out = None  # type: ignore[assignment, method-assign]
        assert await room.ask(Verb.LOGIN, extension="8028") is Refusal.FAILED

    play(story)
    assert "TypeError" in capsys.readouterr().out
