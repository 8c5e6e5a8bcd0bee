"""A call is put through to a colleague, where the call system tells who sits where."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.app import Console
from models.records.call import CallRow, CallState, Direction, EndReason, OperatorState, Room, Seat
from models.records.catalogue import Line
from tests.support.stage import Theatre, drive, press, words_in, write
from widgets.base.theme import Tone

AT = "2026-11-24T09:00:00.000+08:00"
ASKED = CallRow(
    id="asked",
    direction=Direction.IN,
    number="",
    line=Line.GENERAL,
    state=CallState.CONSULTING,
    queued_at=AT,
    answered_at=AT,
    operator=14,
)


def seat(number: int, state: OperatorState, reason: str = "") -> Seat:
    return Seat(operator=number, extension=f"80{number:02}", state=state, since=AT, reason=reason)


def test_colleagues_are_offered_behind_the_others_the_ready_ones_first(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        presenters = console.parts.presenters
        await drive(console, {"ring": "0577-6555 0981"}, {"key": "F2"})
        seats = seat(12, OperatorState.ON_CALL), seat(14, OperatorState.READY), seat(19, OperatorState.NOT_READY, "training")
        sit(console, monkeypatch, *seats)
        await press(console, "F4")
        strip = console.window.call._strip
        assert [line.key for line in strip.list.lines.lines()] == ["8014", "8012", "8019"]
        shown = [(line.title, line.right[0].text) for line in strip.list.lines.lines()]
        assert shown[0] == ("14 号 项文静", "空闲")
        assert shown[2][1].startswith("培训")
        await press(console, "Return")
        call = presenters.desk.call
        assert call is not None
        assert (call.state, call.party) == (CallState.CONSULTING, "8014")
        await press(console, "F8")
        assert "8014" not in words_in(console.window.call)

    theatre.play(work)


def sit(console: Console, monkeypatch: pytest.MonkeyPatch, *seats: Seat) -> None:
    """From now on the call system tells of these colleagues."""
    exchange = console.parts.exchange
    plain = type(exchange)._status
    monkeypatch.setattr(exchange, "_status", lambda: replace(plain(exchange), colleagues=seats))
    exchange.tell()


async def ask(console: Console, key: str, *typed: str) -> None:
    """Ask during a call whom to transfer to, or to bring in."""
    await drive(console, {"ring": "0577-6555 0982"}, {"key": "F2"}, {"key": key})
    for words in typed:
        await write(console, words)
    await press(console, "Return")


def below(console: Console) -> str:
    """Return the whole of the small line of the bar."""
    return console.window.call._under.accessibleName()


@pytest.mark.parametrize("typed", ["28", "林晓", "linxiao", "lx"])
def test_a_colleague_is_meant_by_operator_number_name_and_pinyin(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    async def work(console: Console) -> None:
        sit(console, monkeypatch, *(seat(number, OperatorState.READY) for number in (4, 14, 28)))
        await ask(console, "F4", typed)
        call = console.parts.presenters.desk.call
        assert call is not None
        assert (call.state, call.party) == (CallState.CONSULTING, "8028")
        await press(console, "F8")

    theatre.play(work)


@pytest.mark.parametrize("key", ["F4", "F5"])
def test_digits_that_are_nobodys_number_are_refused_with_the_key_that_asks_again(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async def work(console: Console) -> None:
        sit(console, monkeypatch, seat(28, OperatorState.READY))
        await ask(console, key, "2")  # begins the number of No. 28, and is no more than a beginning
        said = console.window.call._said.text()
        assert key in said
        assert "Ctrl K" not in said
        await press(console, "F8")

    theatre.play(work)


@pytest.mark.parametrize(
    ("key", "rings", "speaks"),
    [
        ("F4", "正在呼叫 14 号 项文静，来电人保持中", "正与 14 号 项文静 通话"),
        ("F5", "正在呼叫 14 号 项文静 加入三方", "与 14 号 项文静 三方通话"),
    ],
)
def test_a_colleague_is_named_and_said_to_be_rung_until_they_pick_up(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, key: str, rings: str, speaks: str
) -> None:
    async def work(console: Console) -> None:
        sit(console, monkeypatch, seat(14, OperatorState.ALERTING))
        await ask(console, key, "14")
        assert rings in below(console)
        sit(console, monkeypatch, seat(14, OperatorState.ON_CALL))
        await drive(console)
        assert speaks in below(console)
        await press(console, "F8")

    theatre.play(work)


@pytest.mark.parametrize("state", [OperatorState.ALERTING, OperatorState.ON_CALL])
def test_hanging_up_on_a_colleague_goes_back_to_the_caller_and_leaves_them_to_nobody(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, state: OperatorState
) -> None:
    async def work(console: Console) -> None:
        desk = console.parts.presenters.desk
        sit(console, monkeypatch, seat(14, state))
        await ask(console, "F4", "14")
        await press(console, "F8")
        assert desk.call is not None
        assert (desk.call.state, desk.call.party) == (CallState.CONNECTED, "")
        await press(console, "F8")
        assert desk.call is None

    theatre.play(work)


def test_while_a_colleague_only_rings_the_key_puts_through_when_pressed_twice(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(console: Console) -> None:
        desk, said = console.parts.presenters.desk, console.window.call._said
        sit(console, monkeypatch, seat(14, OperatorState.ALERTING))
        await ask(console, "F4", "14")
        await press(console, "F4")
        assert desk.call is not None
        assert desk.call.state is CallState.CONSULTING
        assert said.text() == "对方还没有接听。再按一次 F4 仍会把来电人转过去；F3 回到来电人。"
        await press(console, "F4")
        assert desk.call is None

    theatre.play(work)


def test_a_colleague_who_is_rung_to_join_is_named_before_the_call_system_tells_of_it(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(console: Console) -> None:
        sit(console, monkeypatch, seat(14, OperatorState.READY))
        monkeypatch.setattr(console.parts.line, "conference_add", lambda _number: None)
        await ask(console, "F5", "14")
        assert "14 号 项文静" in console.window.call._said.text()
        await press(console, "F8")

    theatre.play(work)


def test_a_department_that_is_rung_to_join_is_named_however_its_number_is_written(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(console: Console) -> None:
        unit = next(row for row in console.parts.reference.rows.units if "-" in row.phone)
        monkeypatch.setattr(console.parts.line, "conference_add", lambda _number: None)
        await ask(console, "F5", unit.phone)
        assert unit.name.zh in console.window.call._said.text()
        await press(console, "F8")

    theatre.play(work)


def test_what_was_said_while_a_colleague_rang_is_over_when_they_pick_up_or_something_else_is_said(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(console: Console) -> None:
        presenters, said = console.parts.presenters, console.window.call._said
        sit(console, monkeypatch, seat(14, OperatorState.ALERTING))
        await ask(console, "F4", "14")
        await press(console, "F4")
        presenters.call.say("something else", Tone.PLAIN)
        await press(console, "F4")
        assert presenters.desk.call is not None
        assert "F3" in said.text()
        sit(console, monkeypatch, seat(14, OperatorState.ON_CALL))
        await drive(console)
        assert said.text() == ""
        await press(console, "F4")
        assert presenters.desk.call is None

    theatre.play(work)


@pytest.mark.parametrize("keys", [("F4", "Return"), ("F4", "Ctrl+Return"), ("F5", "Return")], ids=["consulted", "sent", "to join"])
def test_nobody_is_sent_to_a_telephone_that_is_not_connected(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, str]
) -> None:
    async def work(console: Console) -> None:
        offline = seat(14, OperatorState.PHONE_OFFLINE)
        monkeypatch.setattr(console.parts.exchange, "others", ((offline,), ()))
        sit(console, monkeypatch, offline)
        await drive(console, {"ring": "0577-6555 0987"}, {"key": "F2"}, {"key": keys[0]}, {"type": "14"}, {"key": keys[1]})
        call = console.parts.presenters.desk.call
        assert call is not None
        assert (call.state, call.party) == (CallState.CONNECTED, "")
        assert console.window.call._said.text() == "14 号 项文静 的话机未连接，通话仍在您这里"
        await press(console, "F8")

    theatre.play(work)


def test_of_somebody_outside_it_is_not_said_whether_they_have_picked_up(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await ask(console, "F4", "110")
        assert "正在联系 110，来电人保持中" in below(console)
        await press(console, "F8")

    theatre.play(work)


def test_a_colleague_who_does_not_come_is_named(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        sit(console, monkeypatch, seat(14, OperatorState.READY))
        await ask(console, "F4")
        console.parts.exchange.party_fails(EndReason.NO_ANSWER)
        assert console.window.call._said.text().startswith("14 号 项文静 无人接听")
        await press(console, "F8")

    theatre.play(work)


@pytest.mark.parametrize(("number", "said"), [("057765550985", "14 号 项文静 找您，来电人 0577-6555 0985"), ("", "14 号 项文静 找您")])
def test_whoever_is_consulted_is_told_by_whom_and_about_whom(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, number: str, said: str
) -> None:
    async def work(console: Console) -> None:
        me, line = console.parts.session.operator.number, console.parts.line
        call = replace(ASKED, number=number, party=f"80{me}")
        seats = replace(seat(14, OperatorState.ON_CALL), call=call.id), seat(me, OperatorState.ALERTING)
        monkeypatch.setattr(line, "room", Room(seats=seats, calls=(call,)))
        console.parts.presenters.asked.look()
        assert console.window.call._said.text() == said

    theatre.play(work)


@pytest.mark.parametrize(("reason", "said"), [(None, "14 号 项文静 找您，来电人 0577-6555 0988"), (EndReason.NO_ANSWER, "")])
def test_whoever_is_rung_to_join_is_told_by_whom_while_it_rings(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, reason: EndReason | None, said: str
) -> None:
    async def work(console: Console) -> None:
        me, line = console.parts.session.operator.number, console.parts.line
        console.parts.presenters.call.say("", Tone.PLAIN)
        call = replace(ASKED, state=CallState.CONNECTED, number="057765550988", party=f"80{me}", reason=reason)
        seats = replace(seat(14, OperatorState.ON_CALL), call=call.id), seat(me, OperatorState.ALERTING)
        monkeypatch.setattr(line, "room", Room(seats=seats, calls=(call,)))
        console.parts.presenters.asked.look()
        assert console.window.call._said.text() == said

    theatre.play(work)


def test_of_a_colleague_who_is_rung_to_join_the_bar_says_so(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        sit(console, monkeypatch, seat(14, OperatorState.ALERTING))
        await drive(console, {"ring": "0577-6555 0989"}, {"key": "F2"})
        console.parts.exchange.become(party="8014", rung=True)
        await drive(console)
        assert "正在呼叫 14 号 项文静 加入三方" in below(console)
        console.parts.exchange.become(party="", rung=None)
        await drive(console)
        assert "项文静" not in below(console)

    theatre.play(work)


def test_a_call_that_was_handed_on_says_by_whom(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0986"})
        ringing = console.parts.presenters.desk.call
        assert ringing is not None
        console.parts.line.call_changed.emit(replace(ringing, state=CallState.CONNECTED, answered_at=AT, operator=14))
        assert console.window.call._said.text() == "由 14 号 项文静 转来"

    theatre.play(work)


@pytest.mark.parametrize(
    ("rung", "words"), [(None, "正在联系 110"), (True, "正在呼叫 110"), (False, "正与 110 通话")]
)
def test_of_somebody_outside_it_is_said_what_the_call_system_says_of_their_telephone(
    theatre: Theatre, rung: bool | None, words: str
) -> None:
    async def work(console: Console) -> None:
        await ask(console, "F4", "110")
        console.parts.exchange.become(rung=rung)
        await drive(console)
        assert words in below(console)
        await press(console, "F4")
        assert (console.parts.presenters.desk.call is None) is not bool(rung)
        await press(console, "F8")

    theatre.play(work)
