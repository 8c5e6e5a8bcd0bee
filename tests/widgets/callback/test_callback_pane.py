"""The callback pane: answered by keys, kept while it is typed, handed over once."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.records.base import CHINA
from models.records.callback import Attempt, Checklist, Step
from models.records.case import CaseKind
from models.records.catalogue import HandlerKind
from models.rules.checklist import POOR as RULE_POOR
from models.rules.checklist import steps
from widgets.base.buttons import KeyButton
from widgets.callback.steps import POOR
from widgets.callback.view import CallbackPane

KEYS = {
    "callback": "Alt 5",
    "dial": "F7",
    "not_reached": "Shift F8",
    "callback_save": "Ctrl Enter",
    "complaint": "Ctrl Shift C",
    "callbacks_due": "Ctrl 3",
}
NOW = datetime(2026, 11, 21, 11, 0, tzinfo=CHINA)
LIST = Checklist(
    case_id="c1",
    case_no="1121-0079",
    title="Pipe leaks",
    number="057765550034",
    steps=steps(HandlerKind.PARTNER, CaseKind.SERVICE),
    due="2026-11-21T11:20:00+08:00",
    open=True,
)


@pytest.fixture
def pane(qtbot: QtBot) -> CallbackPane:
    pane = CallbackPane(KEYS)
    qtbot.addWidget(pane)
    pane.resize(420, 420)
    pane.show()
    pane.activateWindow()
    return pane


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    """Press keys wherever the keyboard is."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)


def button(pane: CallbackPane, name: str) -> KeyButton:
    found = pane.findChild(KeyButton, name)
    assert found is not None
    return found


def test_the_whole_checklist_by_keys(pane: CallbackPane, qtbot: QtBot) -> None:
    heard: list[object] = []
    pane.answered.connect(heard.append)
    pane.set_checklist(LIST, NOW)
    pane.focus_first()
    press(qtbot, Qt.Key.Key_Y, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_N)
    press(qtbot, Qt.Key.Key_5, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert pane.comment.hasFocus()
    qtbot.keyClicks(pane.comment, "thanks 5 y")
    qtbot.keyClick(pane.comment, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    given = (
        (Step.DONE, True),
        (Step.AS_PROMISED, True),
        (Step.PRICE_AS_QUOTED, True),
        (Step.CLEAN, False),
        (Step.ANYTHING_ELSE, False),
    )
    assert heard == [(given, 5, "thanks 5 y")]


def test_control_enter_on_a_question_saves_too(pane: CallbackPane, qtbot: QtBot) -> None:
    heard: list[object] = []
    pane.answered.connect(heard.append)
    pane.set_checklist(LIST, NOW)
    pane.focus_first()
    press(qtbot, Qt.Key.Key_Y)
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == [(((Step.DONE, True),), None, "")]


def test_nothing_answered_is_not_handed_over(pane: CallbackPane) -> None:
    heard: list[object] = []
    pane.answered.connect(heard.append)
    pane.set_checklist(LIST, NOW)
    pane.save()
    assert heard == []
    assert not button(pane, "callback.save").isEnabled()


def test_digits_score_from_every_question_and_enter_leads_to_save(pane: CallbackPane, qtbot: QtBot) -> None:
    pane.set_checklist(LIST, NOW)
    pane.focus_first()
    press(qtbot, Qt.Key.Key_4)
    assert pane.answers() == ((), 4, "")
    pane.comment.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert button(pane, "callback.save").hasFocus()


def test_left_and_right_move_the_score_between_one_and_five(pane: CallbackPane, qtbot: QtBot) -> None:
    pane.set_checklist(LIST, NOW)
    row = pane.findChild(QWidget, "callback.satisfied")
    assert row is not None
    scores = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, *(Qt.Key.Key_Left,) * 6, Qt.Key.Key_Backspace):
        qtbot.keyClick(row, key)
        scores.append(pane.answers()[1])
    assert scores == [5, 5, 4, 3, 2, 1, 1, 1, None]


@pytest.mark.parametrize(("score", "poor"), [(1, True), (2, True), (3, False), (5, False)])
def test_one_and_two_offer_a_complaint_with_the_words(pane: CallbackPane, qtbot: QtBot, score: int, poor: bool) -> None:
    heard: list[str] = []
    pane.complaint_asked.connect(heard.append)
    pane.set_checklist(LIST, NOW)
    pane.set_answers((), score, " rough wall ")
    complaint = button(pane, "callback.complaint")
    assert complaint.isVisible() is poor
    if poor:
        qtbot.mouseClick(complaint, Qt.MouseButton.LeftButton)
    assert heard == (["rough wall"] if poor else [])


def test_the_hint_agrees_with_the_rule() -> None:
    assert POOR == RULE_POOR


def test_typed_answers_survive_an_update_of_the_same_case(pane: CallbackPane, qtbot: QtBot) -> None:
    pane.set_checklist(LIST, NOW)
    pane.focus_first()
    press(qtbot, Qt.Key.Key_Y)
    qtbot.keyClicks(pane.comment, "half a")
    before = pane.answers()
    pane.set_checklist(replace(LIST, attempts=(("2026-11-21T10:40:00+08:00", Attempt.BUSY),), comment="other"), NOW)
    assert pane.answers() == before
    pane.set_checklist(replace(LIST, steps=(Step.DONE, Step.SATISFIED)), NOW)
    assert pane.answers() == before


def test_another_case_begins_with_its_own_answers(pane: CallbackPane) -> None:
    pane.set_checklist(LIST, NOW)
    pane.set_answers(((Step.DONE, True),), 5, "fine")
    pane.set_checklist(replace(LIST, case_id="c2", answers=((Step.DONE, False),)), NOW)
    assert pane.answers() == (((Step.DONE, False),), None, "")


def test_an_answered_case_is_shown_and_closed_to_typing(pane: CallbackPane) -> None:
    pane.set_checklist(LIST, NOW)
    pane.set_answers(((Step.DONE, True),), 5, "fine")
    pane.set_checklist(replace(LIST, open=False, answers=((Step.DONE, True), (Step.CLEAN, True)), score=4), NOW)
    assert pane.answers() == (((Step.DONE, True), (Step.CLEAN, True)), 4, "fine")
    assert not pane.comment.isEnabled()
    assert not pane.foot.isVisible()


def test_a_second_round_begins_empty(pane: CallbackPane) -> None:
    pane.set_checklist(LIST, NOW)
    pane.set_answers(((Step.DONE, True),), 2, "rough")
    pane.set_checklist(replace(LIST, open=False, answers=((Step.DONE, True),), score=2), NOW)
    pane.set_checklist(LIST, NOW)
    assert pane.answers() == ((), None, "")


def test_not_reached_asks_how_in_place(pane: CallbackPane, qtbot: QtBot) -> None:
    heard: list[str] = []
    pane.attempt_made.connect(heard.append)
    pane.set_checklist(LIST, NOW)
    missed = button(pane, "callback.missed")
    qtbot.mouseClick(missed, Qt.MouseButton.LeftButton)
    assert button(pane, "callback.no_answer").hasFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert missed.hasFocus()
    assert heard == []
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert heard == ["refused"]
    assert not button(pane, "callback.refused").isVisible()


def test_the_key_for_not_reached_opens_its_reasons_only_where_a_callback_is_open(pane: CallbackPane) -> None:
    pane.set_checklist(replace(LIST, open=False, answers=((Step.DONE, True),), score=2), NOW)
    pane.not_reached()
    assert not button(pane, "callback.no_answer").isVisible()
    pane.set_checklist(LIST, NOW)
    pane.not_reached()
    assert button(pane, "callback.no_answer").hasFocus()


def test_the_key_of_not_reached_is_named_beside_it_or_by_its_tooltip(pane: CallbackPane) -> None:
    pane.set_checklist(LIST, NOW)
    missed = button(pane, "callback.missed")
    assert missed.toolTip() == "Shift F8"
    pane.resize(560, 400)
    QApplication.processEvents()
    assert missed.accessibleName() == "Not reached, Shift F8"
    pane.resize(380, 400)
    QApplication.processEvents()
    assert missed.accessibleName() == "Not reached"


def test_attempts_are_counted_with_their_times(pane: CallbackPane) -> None:
    attempts = (("2026-11-20T16:00:00+08:00", Attempt.NO_ANSWER), ("2026-11-21T10:40:00+08:00", Attempt.BUSY))
    pane.set_checklist(replace(LIST, attempts=attempts), NOW)
    assert pane._attempts.text() == "Not reached 2 of 3: 11-20 16:00 no answer · 10:40 busy"


def test_ring_asks_for_the_number_and_then_leads_to_save(pane: CallbackPane) -> None:
    heard: list[str] = []
    pane.dial_asked.connect(heard.append)
    pane.set_checklist(LIST, NOW)
    assert button(pane, "callback.dial").property("kind") == "primary"
    pane.dial()
    assert heard == ["057765550034"]
    pane.set_answers(((Step.DONE, True),), None, "")
    assert button(pane, "callback.dial").property("kind") == ""
    assert button(pane, "callback.save").property("kind") == "primary"


def test_a_withheld_number_cannot_be_rung(pane: CallbackPane) -> None:
    heard: list[str] = []
    pane.dial_asked.connect(heard.append)
    pane.set_checklist(replace(LIST, number=""), NOW)
    pane.dial()
    assert heard == []
    assert not button(pane, "callback.dial").isEnabled()


def test_the_promise_stands_in_the_header(pane: CallbackPane) -> None:
    pane.set_checklist(LIST, NOW)
    assert pane._chip.text() == "1121-0079 · 11:20 · in 0:20"
    assert pane._chip.property("tone") == "due"
    pane.set_checklist(replace(LIST, overdue=True, due="2026-11-21T10:48:00+08:00"), NOW)
    assert pane._chip.text() == "1121-0079 · 10:48 · late 0:12"
    assert pane._chip.property("tone") == "overdue"


def test_no_case_says_where_callbacks_are(pane: CallbackPane) -> None:
    pane.set_checklist(LIST, NOW)
    pane.set_checklist(None, NOW)
    assert "Ctrl 3" in pane._empty.text()
    assert pane._empty_row.isVisible()
    assert not pane.foot.isVisible()


def test_everything_that_takes_the_keyboard_has_a_name(pane: CallbackPane) -> None:
    pane.set_checklist(LIST, NOW)
    for step in LIST.steps:
        row = pane.findChild(QWidget, f"callback.{step.value}")
        assert row is not None
        assert row.accessibleName()
    assert pane.comment.accessibleName()
    assert all(found.accessibleName() for found in pane.findChildren(QPushButton))


def test_answers_that_were_begun_wait_while_the_case_is_verified(pane: CallbackPane) -> None:
    pane.set_checklist(LIST, NOW)
    pane.set_answers(((Step.DONE, True),), 2, "rough")
    assert pane.begun("c1")
    pane.set_checklist(replace(LIST, open=False), NOW)
    assert pane.answers() == (((Step.DONE, True),), 2, "rough")
    pane.set_checklist(LIST, NOW)
    assert pane.answers() == (((Step.DONE, True),), 2, "rough")
    pane.set_checklist(replace(LIST, case_id="c2"), NOW)
    assert not pane.begun("c2")


def test_work_done_anew_is_asked_anew_and_keeps_typed_words(pane: CallbackPane) -> None:
    pane.set_checklist(LIST, NOW)
    pane.set_answers(((Step.DONE, True),), 2, "rough")
    pane.set_checklist(replace(LIST, round="2026-11-22T09:00:00+08:00", former=2), NOW)
    assert pane.answers() == ((), None, "rough")
    assert "2 of 5" in pane._hint.text()


def test_how_it_was_heard_is_asked_in_place(pane: CallbackPane, qtbot: QtBot) -> None:
    heard: list[tuple[object, str]] = []
    pane.heard.connect(lambda answers, how: heard.append((answers, how)))
    pane.set_checklist(LIST, NOW)
    pane.set_answers(((Step.DONE, True),), 5, "")
    pane.ask_how("No call with this number since 10:42.")
    press(qtbot, Qt.Key.Key_Return)
    assert heard == []
    qtbot.keyClicks(QApplication.focusWidget(), "by SMS")
    press(qtbot, Qt.Key.Key_Escape)
    assert pane.how() == "by SMS"
    pane.ask_how("No call with this number since 10:42.")
    press(qtbot, Qt.Key.Key_Return)
    assert heard == [((((Step.DONE, True),), 5, ""), "by SMS")]
    pane.set_checklist(replace(LIST, open=False, answers=((Step.DONE, True),), score=5), NOW)
    pane.set_checklist(replace(LIST, case_id="c2"), NOW)
    assert pane.how() == ""
