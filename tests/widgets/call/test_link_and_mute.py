"""The call bar without a link, muted, and in training: what it says, and what its buttons do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.records.call import CallState, Capability, Direction, NotReady, OperatorState
from tests.widgets.call.bars import NOW, Desk, button, call, offered, said
from widgets.base.theme import Tone
from widgets.call.lines import Said, Waiting


@pytest.mark.parametrize("state", [CallState.CONNECTED, CallState.HELD, CallState.CONFERENCE])
def test_muted_the_bar_says_so_and_offers_to_be_heard_first(desk: Desk, qtbot: QtBot, state: CallState) -> None:
    desk.bar.set_call(call(state, muted=True), NOW, "Chen")
    assert desk.bar.property("state") == "muted"
    assert any("MUTED" in text for text in said(desk.bar))
    assert "unmute" in offered(desk.bar)
    assert "mute" not in offered(desk.bar)
    with qtbot.waitSignal(desk.bar.mute_asked):
        qtbot.mouseClick(button(desk.bar, "unmute"), Qt.MouseButton.LeftButton)
    desk.bar.set_call(call(state), NOW, "Chen")
    assert desk.bar.property("state") == state.value
    assert not any("MUTED" in text for text in said(desk.bar))


def test_without_a_link_the_call_stands_still_and_its_buttons_say_why(desk: Desk) -> None:
    queue = desk.bar.findChild(Waiting)
    assert queue is not None
    desk.bar.set_call(call(), NOW)
    desk.bar.set_waiting((call(CallState.QUEUED, id="c2"),), NOW)
    desk.bar.set_lost("No link since 09:41")
    desk.bar.set_message("Somebody rings", Tone.ACCENT)
    assert desk.bar.property("state") == "lost"
    assert offered(desk.bar)
    assert not any(button(desk.bar, name).isEnabled() for name in offered(desk.bar))
    assert button(desk.bar, "hang_up").toolTip() == "There is no link to the telephone exchange"
    words = desk.bar.findChild(Said)
    assert words is not None
    assert words.accessibleName() == "No link since 09:41 · Somebody rings"
    assert not queue.isVisible()
    desk.bar.open_transfer()
    assert desk.text.hasFocus()
    desk.bar.set_lost("")
    assert desk.bar.property("state") == "connected"
    assert all(button(desk.bar, name).isEnabled() for name in offered(desk.bar))
    assert words.accessibleName() == "Somebody rings"
    assert queue.isVisible()


@pytest.mark.parametrize("state", list(OperatorState))
def test_without_a_link_nobody_is_said_to_be_ready(desk: Desk, state: OperatorState) -> None:
    desk.bar.set_call(None, NOW)
    desk.bar.set_lost("No link since 09:41")
    desk.bar.set_state(state)
    assert "No link – your phone may still ring" in said(desk.bar)
    assert not any("Ready" in text for text in said(desk.bar))


@pytest.mark.parametrize("state", [state for state in OperatorState if state is not OperatorState.READY])
def test_only_who_is_ready_is_said_to_be(desk: Desk, state: OperatorState) -> None:
    desk.bar.set_call(None, NOW)
    desk.bar.set_state(OperatorState.READY)
    assert "Ready – the next call rings here" in said(desk.bar)
    desk.bar.set_state(state)
    assert not any("Ready" in text or text == "Opening…" for text in said(desk.bar))


def test_a_telephone_that_rings_or_talks_without_a_call_of_ours_is_said_to(desk: Desk) -> None:
    desk.bar.set_call(None, NOW)
    desk.bar.set_state(OperatorState.ALERTING)
    assert "Your telephone rings – somebody asks for you" in said(desk.bar)
    desk.bar.set_state(OperatorState.ON_CALL)
    assert "On the telephone – no call rings here" in said(desk.bar)


def test_a_desk_without_a_call_system_says_how_calls_are_noted(desk: Desk) -> None:
    desk.bar.set_call(None, NOW)
    desk.bar.set_capabilities(frozenset({Capability.DIAL, Capability.HANG_UP}), noted=True)
    for state in OperatorState:
        desk.bar.set_state(state)
        assert "Calls are noted by hand – Ctrl K and the number" in said(desk.bar)


def test_training_is_no_break(desk: Desk) -> None:
    desk.bar.set_call(None, NOW)
    desk.bar.set_state(OperatorState.NOT_READY, "training")
    assert "Training – no call rings here" in said(desk.bar)
    desk.bar.set_state(OperatorState.NOT_READY, "break")
    assert "Break – no call rings here" in said(desk.bar)


def test_who_picks_up_by_hand_is_told_so_at_the_ring(desk: Desk, qtbot: QtBot) -> None:
    desk.bar.set_call(call(CallState.ALERTING), NOW)
    assert not any("pick up" in text for text in said(desk.bar))
    desk.bar.set_capabilities(frozenset(Capability) - {Capability.ANSWER})
    qtbot.waitUntil(lambda: any("rings here: pick up your phone" in text for text in said(desk.bar)))
    assert not button(desk.bar, "answer").isEnabled()
    desk.bar.set_call(call(CallState.ALERTING, direction=Direction.OUT), NOW, "Chen")
    qtbot.waitUntil(lambda: any("pick up your phone when it rings" in text for text in said(desk.bar)))


def test_muted_in_a_consultation_the_bar_says_both(desk: Desk, qtbot: QtBot) -> None:
    desk.bar.set_call(call(CallState.CONSULTING, muted=True, party="8002"), NOW)
    qtbot.waitUntil(lambda: any("MUTED" in text and "8002" in text for text in said(desk.bar)))


def test_hanging_up_on_whom_one_asks_says_so(desk: Desk) -> None:
    ends = button(desk.bar, "hang_up")
    for state, words in ((CallState.CONNECTED, "Hang up"), (CallState.CONSULTING, "Drop them"), (CallState.CONFERENCE, "Hang up")):
        desk.bar.set_call(call(state, party="8002"), NOW)
        assert ends.accessibleName().startswith(f"{words},")
    desk.bar.set_capabilities(frozenset(Capability) - {Capability.CONSULT})
    desk.bar.set_call(call(CallState.CONSULTING, party="8002"), NOW)
    assert ends.accessibleName().startswith("Hang up,"), "nothing goes back then"


def test_who_did_not_answer_is_told_why_nothing_rings(desk: Desk) -> None:
    desk.bar.set_call(None, NOW)
    desk.bar.set_state(OperatorState.NOT_READY, NotReady.NO_ANSWER.value)
    assert "You did not answer – no call rings here" in said(desk.bar)


def test_who_speaks_in_no_call_that_is_known_can_hang_up_and_reads_that_it_is_not_known(desk: Desk, qtbot: QtBot) -> None:
    desk.bar.set_call(None, NOW)
    desk.bar.set_state(OperatorState.READY)
    assert offered(desk.bar) == []
    desk.bar.set_state(OperatorState.ON_CALL)
    assert offered(desk.bar) == ["hang_up"]
    qtbot.waitUntil(lambda: any(text.startswith("No call that is known at this desk") for text in said(desk.bar)))
    with qtbot.waitSignal(desk.bar.hang_up_asked):
        qtbot.mouseClick(button(desk.bar, "hang_up"), Qt.MouseButton.LeftButton)
    desk.bar.set_lost("No link since 09:41")
    assert not button(desk.bar, "hang_up").isEnabled()
    desk.bar.set_lost("")
    desk.bar.set_call(call(), NOW)
    assert "hold" in offered(desk.bar)
    desk.bar.set_call(None, NOW)
    desk.bar.set_state(OperatorState.READY)
    assert offered(desk.bar) == []
    assert not any("that is known at this desk" in text for text in said(desk.bar))


def test_who_is_dialled_is_said_to_be_rung_when_their_telephone_says_so(desk: Desk, qtbot: QtBot) -> None:
    desk.bar.set_capabilities(frozenset(Capability) - {Capability.ANSWER})
    desk.bar.set_call(call(CallState.ALERTING, direction=Direction.OUT), NOW)
    qtbot.waitUntil(lambda: any("pick up your phone when it rings" in text for text in said(desk.bar)))
    desk.bar.set_call(call(CallState.ALERTING, direction=Direction.OUT, rung=True), NOW)
    qtbot.waitUntil(lambda: any("it rings at their end" in text for text in said(desk.bar)))
