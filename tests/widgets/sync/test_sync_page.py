"""The page behind the sync light: one key to choose, a password where it is asked, nothing that holds anybody up."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.records.base import CHINA, Text
from models.records.operation import Entity
from models.records.outcome import Outcome
from models.records.sync import Away, Choice, Light, NeedRow, SyncStatus, WaitingRow
from widgets.base.buttons import KeyButton
from widgets.base.listing import Listing
from widgets.sync.view import SyncPage
from widgets.sync.wording import field_word, problem_sentence, type_word

NOW = datetime(2026, 11, 26, 10, 30, tzinfo=CHINA)
CASE = Entity(type="case", id="case-1")
FIELD = NeedRow(
    op_id="op-1",
    type="case.amend",
    entity=CASE,
    subject="1126-12-003",
    outcome=Outcome.SUPERSEDED,
    problem="field-conflict",
    field="address",
    ours="1 Ruixiang Avenue",
    theirs="11 Ruixiang Avenue",
    at="2026-11-26T10:02:00.000+08:00",
    choices=(Choice.THEIRS, Choice.OURS),
)
STEP = NeedRow(
    op_id="op-2",
    type="case.dispatch",
    entity=CASE,
    subject="1126-12-001",
    outcome=Outcome.SUPERSEDED,
    problem="illegal-transition",
    field="",
    ours="",
    theirs="",
    at="2026-11-26T10:04:00.000+08:00",
)
WAITING = WaitingRow(op_id="op-3", type="case.note", entity=CASE, subject="1126-12-003", at="2026-11-26T10:10:00.000+08:00")


class Window(QWidget):
    """A line in which somebody types, and the page over it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLineEdit()
        QVBoxLayout(self).addWidget(self.text)
        self.page = SyncPage(self)
        self.resize(1280, 800)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.text.setFocus()
    return window


def listing(window: Window, name: str) -> Listing:
    found = window.page.findChild(Listing, name)
    assert isinstance(found, Listing)
    return found


def password(window: Window) -> QLineEdit:
    found = window.page.findChild(QLineEdit, "sync.password")
    assert isinstance(found, QLineEdit)
    return found


@pytest.mark.parametrize(("key", "choice"), [(Qt.Key.Key_1, Choice.THEIRS), (Qt.Key.Key_2, Choice.OURS)])
def test_one_key_chooses(window: Window, qtbot: QtBot, key: Qt.Key, choice: Choice) -> None:
    window.page.set_needs((FIELD, STEP), NOW)
    window.page.toggle()
    with qtbot.waitSignal(window.page.choice_made, timeout=1000) as made:
        qtbot.keyClick(listing(window, "sync.needs"), key)
    assert made.args == ["op-1", "address", choice]


def test_both_values_are_seen(window: Window) -> None:
    window.page.set_needs((FIELD,), NOW)
    window.page.toggle()
    shown = [label.text() for label in window.page.findChildren(QWidget) if hasattr(label, "text") and label.isVisible()]
    assert "1 Ruixiang Avenue" in shown
    assert "11 Ruixiang Avenue" in shown


def test_a_step_that_is_only_to_be_seen_offers_nothing_else(window: Window, qtbot: QtBot) -> None:
    window.page.set_needs((STEP,), NOW)
    window.page.toggle()
    with qtbot.assertNotEmitted(window.page.choice_made):
        qtbot.keyClick(listing(window, "sync.needs"), Qt.Key.Key_2)
    hidden = window.page.findChild(KeyButton, "sync.ours")
    assert isinstance(hidden, KeyButton)
    assert not hidden.isVisible()


def test_a_chosen_row_gives_way_to_the_next_one(window: Window, qtbot: QtBot) -> None:
    window.page.set_needs((FIELD, STEP), NOW)
    window.page.toggle()
    window.page.set_needs((STEP,), NOW)
    with qtbot.waitSignal(window.page.choice_made, timeout=1000) as made:
        qtbot.keyClick(listing(window, "sync.needs"), Qt.Key.Key_1)
    assert made.args == ["op-2", "", Choice.THEIRS]


def test_a_password_is_asked_only_while_the_centre_wants_one(window: Window, qtbot: QtBot) -> None:
    window.page.set_status(SyncStatus(light=Light.ALL_THERE, away=Away.SIGNED_OUT), NOW)
    window.page.toggle()
    assert password(window).hasFocus()
    assert password(window).echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(password(window), "12")
    with qtbot.waitSignal(window.page.password_given, timeout=1000) as given:
        qtbot.keyClick(password(window), Qt.Key.Key_Return)
    assert given.args == ["12"]
    assert password(window).text() == ""
    window.page.set_status(SyncStatus(light=Light.ALL_THERE), NOW)
    assert not password(window).isVisible()


def test_enter_opens_what_a_row_is_about(window: Window, qtbot: QtBot) -> None:
    window.page.set_waiting((WAITING,), 3, NOW)
    window.page.toggle()
    listing(window, "sync.waiting").step(0)
    with qtbot.waitSignal(window.page.entity_asked, timeout=1000) as asked:
        qtbot.keyClick(listing(window, "sync.waiting"), Qt.Key.Key_Return)
    assert asked.args == ["case", "case-1"]
    assert window.page.isHidden()


def test_esc_gives_the_caret_back(window: Window, qtbot: QtBot) -> None:
    window.page.set_waiting((WAITING,), 1, NOW)
    window.page.toggle()
    qtbot.keyClick(listing(window, "sync.waiting"), Qt.Key.Key_Escape)
    assert window.page.isHidden()
    assert window.text.hasFocus()


@pytest.mark.parametrize("height", [700, 800, 1080])
def test_it_stays_within_the_window(window: Window, height: int) -> None:
    window.resize(1120, height)
    window.page.set_status(SyncStatus(light=Light.NEEDS_YOU, needs=12, away=Away.SIGNED_OUT, clock_off=True, offset_ms=10_000_000), NOW)
    window.page.set_needs([FIELD, STEP] * 6, NOW)
    window.page.set_waiting([WAITING] * 50, 99, NOW)
    window.page.toggle()
    assert window.rect().contains(window.page.geometry())


def test_everything_has_words() -> None:
    assert type_word("case.accept") == "Case accepted"
    assert type_word("new.type") == "new.type"
    assert field_word("address") == "Address"
    assert problem_sentence("whatever") == problem_sentence("malformed")


def test_a_page_with_room_shows_every_row_without_scrolling(window: Window, qtbot: QtBot) -> None:
    window.page.set_needs((FIELD, STEP), NOW)
    window.page.set_waiting([replace(WAITING, op_id=f"op-{place}") for place in range(5)], 5, NOW)
    window.page.toggle()
    for name in ("sync.needs", "sync.waiting"):
        found = listing(window, name)
        qtbot.waitUntil(lambda found=found: found.height() >= found.content_height())
        assert found.verticalScrollBar().maximum() == 0


CALL_OFF = replace(STEP, sent=Text("新颜", "Xinyan"), phone="0577-65559003", holder=Text("家家乐", "Jiajiale"), by=12)


def test_whom_to_call_off_is_named_with_the_number_and_who_has_the_case(window: Window, qtbot: QtBot) -> None:
    window.page.set_needs((CALL_OFF,), NOW)
    window.page.toggle()
    needs = listing(window, "sync.needs")
    (line,) = needs.lines.lines()
    assert line.title == "1126-12-001 · Call Xinyan off"
    assert line.subtitle == "Jiajiale has the case: it was given to them first."
    said = [part.text() for part in window.page.findChildren(QLabel) if part.isVisible()]
    assert {"To be called off", "Operator 12 sent Xinyan 0577-6555 9003"} <= set(said)
    with qtbot.waitSignal(window.page.choice_made, timeout=1000) as made:
        qtbot.keyClick(needs, Qt.Key.Key_1)
    assert made.args == ["op-2", "", Choice.THEIRS]


def press(window: Window, qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key where the keyboard is, as a hand does."""
    held = window.focusWidget()
    assert held is not None
    qtbot.keyClick(held, key)


def test_the_page_keeps_the_keyboard_whatever_comes_and_goes_in_it(window: Window, qtbot: QtBot) -> None:
    page = window.page
    page.set_waiting((WAITING,), 1, NOW)
    page.toggle()
    page.set_needs((FIELD, STEP), NOW)
    page.set_waiting((), 0, NOW)
    with qtbot.waitSignal(page.choice_made, timeout=1000) as made:
        press(window, qtbot, Qt.Key.Key_2)
    assert made.args == ["op-1", "address", Choice.OURS]
    page.set_needs((STEP,), NOW)
    with qtbot.waitSignal(page.choice_made, timeout=1000) as made:
        press(window, qtbot, Qt.Key.Key_1)
    assert made.args == ["op-2", "", Choice.THEIRS]
    page.set_needs((), NOW)
    for key in (Qt.Key.Key_2, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_2):
        press(window, qtbot, key)
    assert window.text.text() == ""
    page.set_needs((FIELD,), NOW)
    assert listing(window, "sync.needs").hasFocus()
    press(window, qtbot, Qt.Key.Key_Escape)
    assert page.isHidden()
    assert window.text.hasFocus()


def test_a_password_that_was_taken_leaves_the_keyboard_in_the_page(window: Window, qtbot: QtBot) -> None:
    page = window.page
    page.set_needs((FIELD,), NOW)
    page.set_status(SyncStatus(light=Light.NEEDS_YOU, needs=1, away=Away.SIGNED_OUT), NOW)
    page.toggle()
    assert password(window).hasFocus()
    page.set_status(SyncStatus(light=Light.NEEDS_YOU, needs=1), NOW)
    with qtbot.waitSignal(page.choice_made, timeout=1000):
        press(window, qtbot, Qt.Key.Key_1)
    press(window, qtbot, Qt.Key.Key_Escape)
    assert page.isHidden()


def test_a_button_that_was_pressed_and_goes_leaves_the_keyboard_in_the_page(window: Window, qtbot: QtBot) -> None:
    page = window.page
    page.set_needs((FIELD,), NOW)
    page.toggle()
    keep = page.findChild(KeyButton, "sync.ours")
    assert isinstance(keep, KeyButton)
    keep.setFocus()
    page.set_needs((), NOW)
    press(window, qtbot, Qt.Key.Key_Escape)
    assert page.isHidden()
    assert window.text.hasFocus()


def test_tab_goes_round_within_the_page(window: Window, qtbot: QtBot) -> None:
    window.page.set_needs((FIELD,), NOW)
    window.page.set_waiting((WAITING,), 1, NOW)
    window.page.toggle()
    for key in [Qt.Key.Key_Tab] * 6 + [Qt.Key.Key_Backtab] * 6:
        press(window, qtbot, key)
        held = window.focusWidget()
        assert held is not None
        assert window.page.isAncestorOf(held)


def test_a_refused_password_is_a_sentence_that_goes_with_the_next_one(window: Window, qtbot: QtBot) -> None:
    window.page.set_status(SyncStatus(light=Light.ALL_THERE, away=Away.SIGNED_OUT), NOW)
    window.page.toggle()
    window.page.say_password("Number and password do not belong together.")
    told = window.page.findChild(QLabel, "sync.told")
    assert isinstance(told, QLabel)
    assert told.isVisible()
    assert told.text() == "Number and password do not belong together."
    assert password(window).hasFocus()
    qtbot.keyClicks(password(window), "12")
    qtbot.keyClick(password(window), Qt.Key.Key_Return)
    assert not told.isVisible()
