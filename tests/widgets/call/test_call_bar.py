"""The call bar: what it shows in each state, what it asks for, and that it leaves the caret alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from models.records.call import CallState, Capability, Direction, OperatorState
from tests.widgets.call.bars import NOW, SUGGESTED, Desk, ago, button, call, edit, offered, said
from widgets.base.buttons import KeyButton
from widgets.base.theme import Tone
from widgets.call.lines import Said, Waiting
from widgets.call.wording import UNNAMED, Second


@pytest.mark.parametrize(
    ("state", "direction", "names"),
    [
        (CallState.ALERTING, Direction.IN, {"answer"}),
        (CallState.ALERTING, Direction.OUT, {"hang_up"}),
        (CallState.CONNECTED, Direction.IN, {"hold", "transfer", "conference", "mute", "hang_up"}),
        (CallState.HELD, Direction.IN, {"resume", "transfer", "conference", "hang_up"}),
        (CallState.CONSULTING, Direction.IN, {"complete", "cancel", "conference", "hang_up"}),
        (CallState.CONFERENCE, Direction.IN, {"drop", "mute", "hang_up"}),
        (CallState.ENDED, Direction.IN, set()),
    ],
)
def test_each_state_offers_its_steps(desk: Desk, state: CallState, direction: Direction, names: set[str]) -> None:
    desk.bar.set_call(call(state, direction=direction), NOW)
    assert set(offered(desk.bar)) == names


def test_a_ring_shows_the_whole_number_and_the_next_key(desk: Desk) -> None:
    desk.bar.set_call(call(CallState.ALERTING), NOW)
    assert "0577-6555 1234" in said(desk.bar)
    assert "waits 0:04" in said(desk.bar)
    assert "F2" in said(desk.bar)
    assert button(desk.bar, "answer").property("kind") == "primary"


def test_a_withheld_number_says_so(desk: Desk) -> None:
    desk.bar.set_call(call(number=""), NOW)
    assert "Number withheld" in said(desk.bar)


def test_a_call_tells_its_time_and_how_long_the_caller_had_waited(desk: Desk) -> None:
    desk.bar.set_call(call(), NOW)
    assert "0:42" in said(desk.bar)
    assert "General line · answered after 6 s" in said(desk.bar)
    desk.bar.set_call(call(), NOW + timedelta(seconds=20))
    assert "1:02" in said(desk.bar)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (OperatorState.READY, "Ready"),
        (OperatorState.NOT_READY, "Break"),
        (OperatorState.WRAP_UP, "Wrap-up"),
        (OperatorState.ALERTING, "Your telephone rings"),
        (OperatorState.ON_CALL, "On the telephone"),
    ],
)
def test_without_a_call_the_own_state_is_said_calmly(desk: Desk, state: OperatorState, words: str) -> None:
    desk.bar.set_call(None, NOW)
    desk.bar.set_state(state)
    assert any(text.startswith(words) for text in said(desk.bar))
    assert desk.bar.property("state") == "idle"


@pytest.mark.parametrize(
    ("state", "offered"),
    [(OperatorState.WRAP_UP, True), (OperatorState.NOT_READY, True), (OperatorState.LOGGED_OUT, True), (OperatorState.READY, False)],
)
def test_wrap_up_and_break_show_the_key_that_ends_them(desk: Desk, qtbot: QtBot, state: OperatorState, offered: bool) -> None:
    desk.bar.set_state(state)
    button = desk.bar.findChild(KeyButton, "call.ready")
    assert button is not None
    assert button.isVisible() is offered
    assert button.accessibleName() == "Be ready, F10"
    if offered:
        with qtbot.waitSignal(desk.bar.ready_asked):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.bar.set_call(call(), NOW)
    assert not button.isVisible()


def test_whoever_takes_no_calls_is_not_asked_to_be_ready(desk: Desk) -> None:
    desk.bar.set_state(OperatorState.LOGGED_OUT, takes_calls=False)
    button = desk.bar.findChild(KeyButton, "call.ready")
    assert button is not None
    assert not button.isVisible()


def test_a_ring_leaves_caret_and_words_alone(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.text, "sink l")
    desk.bar.set_waiting((call(CallState.QUEUED, id="c2"),), NOW)
    desk.bar.set_call(call(CallState.ALERTING), NOW)
    desk.bar.set_message("rings", Tone.ACCENT)
    desk.bar.set_suggestions(SUGGESTED)
    desk.bar.set_call(call(), NOW)
    desk.bar.set_call(None, NOW)
    assert desk.text.hasFocus()
    qtbot.keyClicks(desk.text, "eaks")
    assert desk.text.text() == "sink leaks"


@pytest.mark.parametrize(
    ("state", "name", "signal"),
    [
        (CallState.ALERTING, "answer", "answer_asked"),
        (CallState.CONNECTED, "hold", "hold_asked"),
        (CallState.CONNECTED, "hang_up", "hang_up_asked"),
        (CallState.HELD, "resume", "resume_asked"),
        (CallState.CONSULTING, "complete", "complete_asked"),
        (CallState.CONSULTING, "cancel", "cancel_asked"),
        (CallState.CONFERENCE, "drop", "drop_asked"),
        (CallState.CONFERENCE, "mute", "mute_asked"),
    ],
)
def test_a_button_asks_and_a_click_keeps_the_caret(desk: Desk, qtbot: QtBot, state: CallState, name: str, signal: str) -> None:
    desk.bar.set_call(call(state), NOW)
    with qtbot.waitSignal(getattr(desk.bar, signal)):
        qtbot.mouseClick(button(desk.bar, name), Qt.MouseButton.LeftButton)
    assert desk.text.hasFocus()


def test_while_whoever_is_consulted_only_rings_the_way_back_leads(desk: Desk, qtbot: QtBot) -> None:
    """Putting through to a telephone that rings says what it is, and its key twice."""
    through, back = button(desk.bar, "complete"), button(desk.bar, "cancel")
    desk.bar.set_call(call(CallState.CONSULTING, party="8002"), NOW, "", Second("No. 2", rings=True))
    assert (back.property("kind"), through.property("kind")) == ("primary", "")
    assert through.accessibleName() == "Don't wait, put through, F4 F4"
    with qtbot.waitSignal(desk.bar.complete_asked):
        qtbot.mouseClick(through, Qt.MouseButton.LeftButton)
    for second in (Second("No. 2", rings=False), UNNAMED):
        desk.bar.set_call(call(CallState.CONSULTING, party="8002"), NOW, "", second)
        assert (back.property("kind"), through.property("kind")) == ("", "primary")
        assert through.accessibleName() == "Put through, F4"


def test_no_button_moves_when_whoever_is_consulted_picks_up(desk: Desk, qtbot: QtBot) -> None:
    places = []
    for rings in (True, False):
        desk.bar.set_call(call(CallState.CONSULTING, party="8002"), NOW, "", Second("No. 2", rings=rings))
        qtbot.waitUntil(lambda: button(desk.bar, "complete").isVisible())
        desk.bar.layout().activate()
        first = button(desk.bar, "complete").x()
        places.append([button(desk.bar, name).x() - first for name in ("cancel", "conference", "hang_up")])
    assert places[0] == pytest.approx(places[1], abs=12)  # words that lead are bold, which is a little wider


def test_what_the_telephone_cannot_do_is_disabled_and_says_why(desk: Desk) -> None:
    desk.bar.set_capabilities(frozenset({Capability.ANSWER, Capability.HANG_UP, Capability.BLIND_TRANSFER}))
    desk.bar.set_call(call(), NOW)
    assert not button(desk.bar, "hold").isEnabled()
    assert button(desk.bar, "hold").toolTip() == "The telephone cannot hold a call"
    assert not button(desk.bar, "conference").isEnabled()
    assert button(desk.bar, "transfer").isEnabled()
    assert button(desk.bar, "hang_up").isEnabled()
    desk.bar.set_capabilities(frozenset(Capability))
    assert button(desk.bar, "hold").isEnabled()
    assert button(desk.bar, "hold").toolTip() == ""


def test_the_queue_is_masked_and_gone_when_nobody_waits(desk: Desk) -> None:
    queue = desk.bar.findChild(Waiting)
    assert queue is not None
    waiting = (
        call(CallState.QUEUED, id="a", number="13900002207", queued_at=ago(12)),
        call(CallState.QUEUED, id="b", number="", queued_at=ago(3)),
    )
    desk.bar.set_waiting(waiting, NOW)
    assert queue.isVisible()
    assert queue.accessibleName() == "Waiting 2: 139****2207 0:12 · withheld 0:03"
    desk.bar.set_waiting(waiting, NOW, frozenset({"a"}))
    assert queue.accessibleName() == "Waiting 2: General line 0:12 · withheld 0:03"
    desk.bar.set_waiting((), NOW)
    assert not queue.isVisible()


def test_a_message_is_said_in_place(desk: Desk) -> None:
    desk.bar.set_message("Not at this point of the call", Tone.DUE)
    words = desk.bar.findChild(Said)
    assert words is not None
    assert words.text() == words.accessibleName() == "Not at this point of the call"


def open_transfer(desk: Desk) -> QLineEdit:
    desk.bar.set_call(call(), NOW)
    desk.bar.set_suggestions(SUGGESTED)
    desk.bar.open_transfer()
    return edit(desk.bar)


def test_enter_consults_the_first_suggestion_and_the_caret_comes_back(desk: Desk, qtbot: QtBot) -> None:
    line = open_transfer(desk)
    assert line.hasFocus()
    with qtbot.waitSignal(desk.bar.transfer_asked) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == ["119", False]
    assert desk.text.hasFocus()
    assert not line.isVisible()


def test_down_and_control_enter_transfer_blind(desk: Desk, qtbot: QtBot) -> None:
    line = open_transfer(desk)
    qtbot.keyClick(line, Qt.Key.Key_Down)
    with qtbot.waitSignal(desk.bar.transfer_asked) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["057765550001", True]


def test_a_shortcut_of_the_window_does_not_take_control_enter_away(desk: Desk, qtbot: QtBot) -> None:
    elsewhere = QShortcut(QKeySequence("Ctrl+Return"), desk)
    line = open_transfer(desk)
    with qtbot.assertNotEmitted(elsewhere.activated), qtbot.waitSignal(desk.bar.transfer_asked) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["119", True]


def test_a_name_narrows_down_and_digits_are_a_number_of_their_own(desk: Desk, qtbot: QtBot) -> None:
    line = open_transfer(desk)
    qtbot.keyClicks(line, "jia")
    with qtbot.waitSignal(desk.bar.transfer_asked) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == ["057765550001", False]
    line = open_transfer(desk)
    qtbot.keyClicks(line, "11")
    with qtbot.waitSignal(desk.bar.transfer_asked) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == ["11", False]


@pytest.mark.parametrize(("typed", "given"), [("119", "119"), ("14", "057765550001"), ("1", "1")])
def test_digits_choose_only_what_is_called_by_exactly_them(desk: Desk, qtbot: QtBot, typed: str, given: str) -> None:
    line = open_transfer(desk)
    desk.bar.set_suggestions(SUGGESTED, {"14": "057765550001"})
    qtbot.keyClicks(line, typed)
    with qtbot.waitSignal(desk.bar.transfer_asked) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == [given, False]


def test_nothing_typed_and_nothing_suggested_gives_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.bar.set_call(call(), NOW)
    desk.bar.open_transfer()
    with qtbot.assertNotEmitted(desk.bar.transfer_asked):
        qtbot.keyClick(edit(desk.bar), Qt.Key.Key_Return)
    assert edit(desk.bar).hasFocus()


def test_escape_leaves_it(desk: Desk, qtbot: QtBot) -> None:
    line = open_transfer(desk)
    with qtbot.assertNotEmitted(desk.bar.transfer_asked):
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert desk.text.hasFocus()


def test_without_consultation_enter_transfers_blind(desk: Desk, qtbot: QtBot) -> None:
    desk.bar.set_capabilities(frozenset({Capability.BLIND_TRANSFER}))
    line = open_transfer(desk)
    with qtbot.waitSignal(desk.bar.transfer_asked) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == ["119", True]


def test_three_party_asks_for_its_number(desk: Desk, qtbot: QtBot) -> None:
    desk.bar.set_call(call(), NOW)
    desk.bar.open_conference()
    qtbot.keyClicks(edit(desk.bar), "057765550001")
    with qtbot.waitSignal(desk.bar.conference_asked) as asked:
        qtbot.keyClick(edit(desk.bar), Qt.Key.Key_Return)
    assert asked.args == ["057765550001"]


def test_while_consulting_three_party_joins_the_party_there_is(desk: Desk, qtbot: QtBot) -> None:
    desk.bar.set_call(call(CallState.CONSULTING, party="057765550001"), NOW)
    with qtbot.waitSignal(desk.bar.conference_asked) as asked:
        button(desk.bar, "conference").click()
    assert asked.args == ["057765550001"]


def test_the_line_closes_with_the_call_and_gives_the_caret_back(desk: Desk) -> None:
    line = open_transfer(desk)
    desk.bar.set_call(None, NOW)
    assert not line.isVisible()
    assert desk.text.hasFocus()


def test_without_a_call_there_is_nothing_to_transfer(desk: Desk) -> None:
    desk.bar.set_call(None, NOW)
    desk.bar.open_transfer()
    assert desk.text.hasFocus()


@pytest.mark.parametrize("state", list(CallState))
def test_it_fits_the_smallest_window(desk: Desk, state: CallState) -> None:
    desk.bar.set_waiting(tuple(call(CallState.QUEUED, id=str(at), number="057765550090") for at in range(9)), NOW)
    desk.bar.set_message("x" * 300, Tone.PLAIN)
    desk.bar.set_call(call(state, party="057765550001"), NOW)
    assert desk.bar.minimumSizeHint().width() <= 1280
    assert all(found.accessibleName() for found in desk.bar.findChildren(KeyButton))
