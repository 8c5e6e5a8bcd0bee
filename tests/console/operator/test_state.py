"""The operator's own state and the link: what the keys do and what is shown, in the whole window."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from console.app import Console
from models.records.call import CallState, EndReason, OperatorState, Refusal, Unseen, Verb
from models.records.catalogue import Line
from tests.support.stage import Theatre, drive, press, words_in
from widgets.base.theme import Tone

CALLER = "0577-6555 0031"


def test_training_and_break_are_two_reasons_and_one_key_ends_either(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        exchange = console.parts.exchange
        for keys, state, said in (
            (("Ctrl+F10",), OperatorState.NOT_READY, "培训"),
            (("F10",), OperatorState.READY, "空闲"),
            (("F10", "Ctrl+F10"), OperatorState.NOT_READY, "培训"),
            (("Ctrl+F10",), OperatorState.READY, "空闲"),
        ):
            await press(console, *keys)
            assert exchange.state is state
            assert said in words_in(console.window.top)

    theatre.play(work)


def test_mute_is_one_key_and_the_bar_says_it(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": CALLER}, {"key": "F2"})
        await press(console, "Ctrl+M")
        assert console.window.call.property("state") == "muted"
        assert "已静音" in words_in(console.window.call)
        await press(console, "Ctrl+M")
        assert console.window.call.property("state") == "connected"
        await press(console, "F8", "F10", "Ctrl+M")
        assert "F10" in console.window.call._said.text() or "F7" in console.window.call._said.text()

    theatre.play(work)


def test_a_lost_link_freezes_the_call_and_leaves_the_case_alone(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        exchange, window, desk = console.parts.exchange, console.window, console.parts.presenters.desk
        await drive(console, {"ring": CALLER}, {"key": "F2"}, {"advance": 30})
        exchange.link(False)
        await drive(console, {"advance": 90})
        assert window.call.property("state") == "lost"
        console.parts.presenters.call.refresh()
        assert "0:30" in words_in(window.call)
        assert "状态不明" in words_in(window.top)
        await drive(console, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})
        assert desk.case is not None
        lost = window.call._said.text()
        assert "断开" in lost
        await press(console, "F8", "F3", "F4", "F5")
        assert window.call._said.text() == lost, "it is said once"
        assert exchange.call is not None
        exchange.party_hangs_up()
        await drive(console)
        assert desk.call is not None
        exchange.link(True)
        await drive(console)
        assert desk.call is None
        assert window.call.property("state") == "idle"
        assert "断开" not in window.call._said.text()

    theatre.play(work)


def test_a_call_that_the_exchange_cut_is_said_until_the_next_one(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        said, exchange = console.window.call._said, console.parts.exchange
        await drive(console, {"ring": CALLER}, {"key": "F2"})
        exchange.party_hangs_up()
        await drive(console)
        assert "F7" not in said.text()
        await drive(console, {"advance": 60}, {"ring": CALLER}, {"key": "F2"})
        exchange.end(EndReason.LINK_LOST)
        await drive(console, {"advance": 60})
        assert said.text() == "通话在与话务系统断开期间结束。F7 重新拨打。"
        await press(console, "F7")
        assert exchange.call is not None
        assert said.text() == ""

    theatre.play(work)


def test_what_is_refused_late_is_said_calmly(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": CALLER}, {"key": "F2"})
        console.parts.line.refused.emit(Verb.HOLD, Refusal.EXPIRED)
        assert "F1" in console.window.call._said.text()
        call = console.parts.presenters.desk.call
        assert call is not None
        assert call.state is CallState.CONNECTED

    theatre.play(work)


def test_why_something_was_refused_is_said_only_for_as_long_as_it_is_so(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        said = console.window.call._said
        await press(console, "F10", "F8")
        assert "F10" in said.text()
        await press(console, "F10")
        assert said.text() == ""
        await drive(console, {"ring": CALLER}, {"key": "F2"})
        console.parts.exchange.link(False)
        await press(console, "F8")
        console.parts.exchange.link(True)
        await drive(console)
        assert said.text() == ""

    theatre.play(work)


def test_a_third_party_is_said_to_be_rung_until_they_join(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        said, line = console.window.call._said, console.parts.line
        await drive(console, {"ring": CALLER}, {"key": "F2"})
        with monkeypatch.context() as slow:
            slow.setattr(line, "conference_add", lambda _number: None)
            console.parts.presenters.call.conference("0577-65552000")
        assert "正在呼叫 家家乐家政服务中心" in said.text()
        console.parts.presenters.call.conference("0577-65552000")
        await drive(console)
        assert console.parts.presenters.desk.call.state is CallState.CONFERENCE
        assert "正在呼叫" not in said.text()

    theatre.play(work)


def test_a_line_without_a_queue_is_said_once_and_once_that_it_has_one(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        said, exchange = console.window.call._said, console.parts.exchange
        plain = type(exchange)._status
        for missing, words in (
            ((Line.PSYCHOLOGY,), ""),  # none of this operator's lines
            ((Line.POWER,), "交换机上没有电力专线的队列，该专线的来电不会转到这里，其他专线照常"),
            ((Line.POWER,), ""),
            ((), "交换机上您的各条专线都有队列了"),
        ):
            console.parts.presenters.call.say("", Tone.PLAIN)
            monkeypatch.setattr(exchange, "_status", lambda missing=missing: structs.replace(plain(exchange), missing=missing))
            exchange.tell()
            assert said.text() == words
        console.parts.presenters.call.say("", Tone.PLAIN)

    theatre.play(work)


def test_whose_lines_have_no_queue_at_all_reads_why_no_call_rings(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        console.parts.line.refused.emit(Verb.LOGIN, Refusal.NO_QUEUE)
        assert console.window.call._said.text() == "交换机上没有您专线的队列，来电不会转到这里。请告知交换机管理员；F10 再试一次"

    theatre.play(work)


def test_calls_that_nobody_saw_are_said_once_and_not_those_of_before_this_desk(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        said, exchange, state = console.window.call._said, console.parts.exchange, console.parts.presenters.state
        now = console.parts.tools.now()
        old, new = (
            Unseen(calls=calls, gave_up=1, since=(now - timedelta(minutes=3)).isoformat(), until=(now - timedelta(minutes=1)).isoformat())
            for calls in (7, 2)
        )
        plain = type(exchange)._status
        monkeypatch.setattr(state, "_unseen", None)
        for unseen, words in (((old,), ""), ((old, new), "2 通，其中无人接听 1 通"), ((old, new), "")):
            console.parts.presenters.call.say("", Tone.PLAIN)
            monkeypatch.setattr(exchange, "_status", lambda unseen=unseen: structs.replace(plain(exchange), unseen=unseen))
            exchange.tell()
            assert words in said.text()
            assert bool(words) == bool(said.text())
        console.parts.presenters.call.say("", Tone.PLAIN)

    theatre.play(work)
