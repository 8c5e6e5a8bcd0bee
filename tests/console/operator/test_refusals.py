"""Every refusal names the next key."""

from __future__ import annotations

import re
from itertools import product

import pytest
from msgspec.structs import replace

from console.app import Console
from console.operator.refusals import refusal_words, unmet_words
from console.shortcuts import Shortcut
from models.records.call import CallRow, CallState, Capability, Direction, EndReason, LineStatus, OperatorState, Refusal
from models.records.catalogue import Line
from tests.support.stage import Theatre, drive, press

KEY = re.compile("|".join(re.escape(shortcut.label) for shortcut in Shortcut))
BY_HAND = (Refusal.NOT_SUPPORTED,)
"""Here no key helps: the telephone itself does."""


def call(state: CallState, direction: Direction) -> CallRow:
    return CallRow(id="c", direction=direction, number="1", line=Line.GENERAL, state=state, queued_at="")


@pytest.mark.parametrize("refusal", [refusal for refusal in Refusal if refusal not in BY_HAND])
def test_whatever_the_state_a_key_is_named(refusal: Refusal) -> None:
    calls = [None, *(call(state, direction) for state, direction in product(CallState, Direction))]
    for state, in_hand in product(OperatorState, calls):
        assert KEY.search(refusal_words(refusal, LineStatus(operator=state, reason="", since="", waiting=()), in_hand))
    assert KEY.search(refusal_words(refusal, None, None))


@pytest.mark.parametrize("state", [CallState.CONNECTED, CallState.HELD])
@pytest.mark.parametrize("reason", EndReason)
def test_whoever_did_not_come_is_named_with_the_next_key(state: CallState, reason: EndReason) -> None:
    said = unmet_words(replace(call(state, Direction.IN), party="8012", reason=reason))
    assert said.startswith("8012")
    assert (Shortcut.HOLD if state is CallState.HELD else Shortcut.TRANSFER).label in said


def test_a_telephone_that_is_signed_out_is_not_said_to_be_unplugged() -> None:
    out, unplugged = (
        LineStatus(operator=state, reason="", since="", waiting=()) for state in (OperatorState.LOGGED_OUT, OperatorState.PHONE_OFFLINE)
    )
    for refusal in (Refusal.NO_PHONE, Refusal.NOT_YOURS):
        assert refusal_words(refusal, out, None) != refusal_words(refusal, unplugged, None)


def test_why_somebody_is_not_signed_in_is_told_apart() -> None:
    out = LineStatus(operator=OperatorState.LOGGED_OUT, reason="", since="", waiting=())
    role, taken, perhaps = (
        refusal_words(Refusal.NOT_YOURS, out, None, takes_calls=takes, sitter=who)
        for takes, who in ((False, "No. 4 Huang"), (True, "No. 4 Huang"), (True, ""))
    )
    assert "Huang" in taken
    assert "Huang" not in role + perhaps
    for said in (role, taken, perhaps):
        assert Shortcut.COMMAND.label in said
    for said in (taken, perhaps):
        assert Shortcut.BREAK.label in said
    assert Shortcut.BREAK.label not in role, "it cannot help"


def test_what_the_line_cannot_do_has_no_key() -> None:
    keys = {
        Capability.ANSWER: Shortcut.ANSWER,
        Capability.HOLD: Shortcut.HOLD,
        Capability.CONFERENCE: Shortcut.CONFERENCE,
        Capability.CONSULT: Shortcut.TRANSFER,
    }
    reached = {CallState.HELD: Capability.HOLD, CallState.CONSULTING: Capability.CONSULT, CallState.CONFERENCE: Capability.CONFERENCE}
    for missing, (state, direction), refusal in product(keys, product(CallState, Direction), Refusal):
        if reached.get(state) is missing or (state is CallState.CONSULTING and missing is Capability.HOLD):
            continue  # no call of such a line comes there
        can = frozenset(Capability) - {missing, Capability.BLIND_TRANSFER}
        words = refusal_words(refusal, None, call(state, direction), can)
        assert keys[missing].label not in KEY.findall(words), words
    rings = call(CallState.ALERTING, Direction.IN)
    for refusal in (Refusal.NO_CALL, Refusal.WRONG_STATE):
        by_hand = refusal_words(refusal, None, rings, frozenset(Capability) - {Capability.ANSWER})
        assert by_hand != refusal_words(refusal, None, rings)


def test_without_a_call_system_nothing_is_said_to_ring_here() -> None:
    for refusal, state in product((Refusal.NO_CALL, Refusal.WRONG_STATE), OperatorState):
        status = LineStatus(operator=state, reason="", since="", waiting=())
        words = refusal_words(refusal, status, None, frozenset({Capability.DIAL, Capability.HANG_UP}), noted=True)
        assert Shortcut.COMMAND.label in KEY.findall(words)


def test_on_a_break_answering_says_how_the_break_ends(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"key": "F10"}, {"ring": "0577-6555 0911"}, {"key": "F2"})
        assert "F10" in console.window.call._said.text()
        await press(console, "F10", "F2", "F2")
        assert "F8" in console.window.call._said.text()

    theatre.play(work)


@pytest.mark.parametrize("key", ["F6", "F7", "Shift+F7", "F9", "F12", "Ctrl+Shift+W", "Ctrl+T", "Ctrl+Shift+M", "Ctrl+Z"])
def test_on_an_empty_desk_each_key_of_the_case_names_the_next_one(theatre: Theatre, key: str) -> None:
    async def work(console: Console) -> None:
        await press(console, "Alt+6", key)
        assert KEY.search(console.window.notice.text())

    theatre.play(work)


def test_a_step_that_does_not_fit_names_those_that_do(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0912"}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})
        await press(console, "Ctrl+Shift+S")
        assert "Ctrl Shift" in console.window.notice.text()

    theatre.play(work)


@pytest.mark.parametrize(("item", "said"), [("scls", "F6 拨打排第一的加盟企业"), ("sbjf", "F6 用排第一的知识当场答复")])
def test_ringing_a_handler_that_there_is_not_says_what_the_send_key_does_here(theatre: Theatre, item: str, said: str) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0913"}, {"key": "F2"}, {"type": item}, {"key": "Return"}, {"key": "F9"})
        await press(console, "Shift+F7")
        assert said in console.window.notice.text()

    theatre.play(work)


def test_once_a_question_is_answered_ringing_its_handler_offers_no_dispatch(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0914"}, {"key": "F2"}, {"type": "sbjf"}, {"key": "Return"}, {"key": "F9"})
        assert console.window.partner.button.caption() == "当场答复"
        await press(console, "F6")
        case = console.parts.presenters.desk.case
        assert case is not None
        assert case.answered
        await press(console, "Shift+F7")
        assert "F6" not in console.window.notice.text()
        assert "F7" in console.window.notice.text()

    theatre.play(work)
