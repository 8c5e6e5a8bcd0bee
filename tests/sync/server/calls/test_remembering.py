"""What is remembered of commands, for how long, and of whom: a repeat is answered alike, and nobody pays for what others ask."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.records.call import Refusal, Verb
from models.store.clock import stamp
from sync.protocol.calls import CallCommand
from sync.server.calls import commands as module
from sync.server.calls.commands import WITHIN
from tests.sync.server.calls.room import CALLER, OTHER, Room, caller, play


def test_a_device_that_asks_for_junk_without_end_is_the_only_one_that_is_refused() -> None:
    async def story(room: Room) -> None:
        await room.ask(Verb.LOGIN, extension="8028")
        mad = caller(12, device="dev_mad")
        answers = [await room.ask(Verb.DIAL, mad, number="junk") for _ in range(20_000)]
        assert set(answers) == {Refusal.NO_PHONE, Refusal.FAILED}
        assert answers.count(Refusal.NO_PHONE) == module._MOST
        assert await room.ask(Verb.DIAL, number=OTHER) is None
        room.clock.advance(WITHIN)
        assert await room.ask(Verb.LOGIN, mad, extension="8012") is None

    assert play(story).verbs == [Verb.LOGIN, Verb.DIAL, Verb.LOGIN]


def test_what_was_handed_on_is_remembered_for_a_minute_and_a_refusal_while_it_would_be_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)

    async def story(room: Room) -> None:
        await room.ask(Verb.LOGIN, extension="8028")
        assert await room.ask(Verb.DIAL, number="junk") is Refusal.BAD_NUMBER
        assert await room.ask(Verb.NOT_READY) is Refusal.FAILED
        room.clock.advance(WITHIN)
        room.switch.refuse[Verb.NOT_READY] = Refusal.FAILED  # asked of the call system, so it may have been done
        assert await room.ask(Verb.NOT_READY) is Refusal.FAILED
        assert room.verbs == [Verb.LOGIN, Verb.NOT_READY]
        room.clock.advance(timedelta(seconds=57))
        assert await room.ask(Verb.READY) is Refusal.FAILED
        room.clock.advance(timedelta(seconds=1))
        assert await room.ask(Verb.READY) is None

    assert play(story).verbs == [Verb.LOGIN, Verb.NOT_READY, Verb.READY]


@pytest.mark.parametrize("until", ["tomorrow", "2026-11-24T08:59:00.000+08:00"], ids=["no time", "past"])
def test_what_can_never_be_carried_out_takes_no_room(until: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 1)

    async def story(room: Room) -> None:
        assert [await room.ask(Verb.READY, until=until) for _ in range(3)] == [Refusal.EXPIRED] * 3

    play(story)


@pytest.mark.parametrize(
    "other", [{"verb": Verb.HANG_UP}, {"number": CALLER}, {"call": "x"}, {"case": "x"}, {"until": "x"}], ids=lambda other: next(iter(other))
)
def test_another_command_under_the_same_id_is_not_answered_as_the_first(other: dict[str, str]) -> None:
    async def story(room: Room) -> None:
        await room.ask(Verb.LOGIN, extension="8028")
        first = CallCommand(id="same", verb=Verb.DIAL, until=stamp(room.clock.now() + WITHIN), number=OTHER)
        assert (await room.commands.ask(caller(), first)).refused is None
        assert (await room.commands.ask(caller(), replace(first, **other))).refused is Refusal.FAILED
        assert (await room.commands.ask(caller(), first)).refused is None

    assert play(story).verbs == [Verb.LOGIN, Verb.DIAL]


def test_the_same_command_of_another_operator_at_the_desk_is_not_answered_as_the_first() -> None:
    async def story(room: Room) -> None:
        first = CallCommand(id="same", verb=Verb.LOGIN, until=stamp(room.clock.now() + WITHIN), extension="8028")
        assert (await room.commands.ask(caller(28), first)).refused is None
        assert (await room.commands.ask(caller(12), first)).refused is Refusal.FAILED

    assert play(story).verbs == [Verb.LOGIN]


def test_a_gateway_whose_clock_is_put_back_takes_commands_all_the_same() -> None:
    async def story(room: Room) -> None:
        room.clock.advance(timedelta(minutes=1))
        room.clock.set(room.clock.now() - timedelta(hours=3))
        assert await room.ask(Verb.LOGIN, extension="8028") is None
        room.clock.advance(timedelta(minutes=1))
        assert await room.ask(Verb.READY) is None

    play(story)


@pytest.mark.parametrize("other", ["dev_a", "dev_b"])
def test_what_rings_somebody_is_not_asked_again_under_another_id_before_something_came_of_it(other: str) -> None:
    async def story(room: Room) -> None:
        await room.ask(Verb.LOGIN, extension="8028")
        room.switch.silent = True  # accepted, and nothing of it is told yet
        assert await room.ask(Verb.DIAL, number=OTHER) is None
        assert await room.ask(Verb.DIAL, caller(device=other), number=OTHER) is Refusal.BUSY
        assert await room.ask(Verb.NOT_READY, reason="break") is None
        room.clock.advance(WITHIN)
        assert await room.ask(Verb.DIAL, caller(device=other), number=OTHER) is None

    assert play(story).verbs == [Verb.LOGIN, Verb.DIAL, Verb.NOT_READY, Verb.DIAL]
