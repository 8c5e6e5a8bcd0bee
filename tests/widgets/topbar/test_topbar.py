"""The top bar as an operator sees it."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.records.base import CHINA, Text
from models.records.call import CallRow, CallState, Direction, LineStatus, OperatorState
from models.records.catalogue import Line
from models.records.staff import OperatorRow, Role
from widgets.base.theme import Tone
from widgets.topbar.view import TopBar

NOW = datetime(2026, 11, 21, 9, 41, 7, tzinfo=CHINA)
KEYS = {"break": "F10", "keys": "F1"}


def ago(seconds: int) -> str:
    return (NOW - timedelta(seconds=seconds)).isoformat()


def caller(waited: int) -> CallRow:
    return CallRow(
        id=f"c{waited}",
        direction=Direction.IN,
        number="13800001234",
        line=Line.GENERAL,
        state=CallState.QUEUED,
        queued_at=ago(waited),
    )


def status(state: OperatorState, *waits: int, link_ok: bool = True) -> LineStatus:
    return LineStatus(operator=state, reason="", since=ago(12), waiting=tuple(caller(wait) for wait in waits), link_ok=link_ok)


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    bar = TopBar(KEYS)
    qtbot.addWidget(bar)
    bar.resize(1920, 48)
    bar.show()
    return bar


def said(bar: TopBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible() and label.text()]


def pill(bar: TopBar, name: str) -> QPushButton:
    found = bar.findChild(QPushButton, name)
    assert found is not None
    return found


def test_it_tells_who_sits_here_and_what_was_done_today(bar: TopBar) -> None:
    bar.set_operator(OperatorRow(number=28, name=Text("林晓", "Lin Xiao"), role=Role.OPERATOR, desk=28))
    bar.set_today(41, 68, 73)
    assert "Operator 28 · Lin Xiao" in said(bar)
    assert "Accepted today 41 · answered in 15 s 93% (68/73)" in said(bar)


@pytest.mark.parametrize(
    ("role", "word"),
    [
        (Role.LEAD, "Team lead"),
        (Role.TRAINER, "Trainer"),
        (Role.SUPERVISOR, "Supervisor"),
        (Role.COUNSELLOR, "Counsellor"),
        (Role.ADMIN, "Administrator"),
    ],
)
def test_it_tells_as_what_somebody_sits_here(bar: TopBar, role: Role, word: str) -> None:
    bar.set_operator(OperatorRow(number=3, name=Text("周班", "Zhou Ban"), role=role, desk=3))
    bar.set_today(0, 0, 0)
    assert f"{word} 3 · Zhou Ban" in said(bar)


def test_the_seconds_come_from_the_profile(bar: TopBar) -> None:
    bar.set_promise(20)
    bar.set_today(1, 1, 1)
    assert "Accepted today 1 · answered in 20 s 100% (1/1)" in said(bar)


def test_with_no_call_answered_no_share_is_claimed(bar: TopBar) -> None:
    bar.set_today(0, 0, 0)
    assert "Accepted today 0" in said(bar)
    assert not any("%" in text for text in said(bar))


@pytest.mark.parametrize(
    ("state", "word", "tone"),
    [
        (OperatorState.READY, "Ready", Tone.OK),
        (OperatorState.ON_CALL, "On a call", Tone.OK),
        (OperatorState.WRAP_UP, "Wrap-up 0:12", Tone.DUE),
        (OperatorState.NOT_READY, "Break", Tone.MUTED),
        (OperatorState.PHONE_OFFLINE, "Phone offline", Tone.OVERDUE),
    ],
)
def test_the_own_state_is_a_word_a_shape_and_a_tone(bar: TopBar, state: OperatorState, word: str, tone: Tone) -> None:
    bar.set_status(status(state), NOW)
    shape, _, words = pill(bar, "topbar.state").text().partition(" ")
    assert words == word
    assert shape
    assert pill(bar, "topbar.state").property("tone") == tone.value


@pytest.mark.parametrize(("longest", "tone"), [(15, Tone.PLAIN), (16, Tone.DUE), (61, Tone.OVERDUE)])
def test_the_longest_wait_is_told_also_during_a_call(bar: TopBar, longest: int, tone: Tone) -> None:
    bar.set_status(status(OperatorState.ON_CALL, longest, 3), NOW)
    assert "Waiting 2 · longest" in said(bar)
    [label] = [label for label in bar.findChildren(QLabel) if label.text() == f"{longest // 60}:{longest % 60:02}"]
    assert label.property("tone") == tone.value


def test_an_empty_queue_is_calm(bar: TopBar) -> None:
    bar.set_status(status(OperatorState.READY, 5), NOW)
    bar.set_status(status(OperatorState.READY), NOW)
    assert "Nobody waits" in said(bar)
    assert "0:05" not in said(bar)


def test_a_lost_link_is_said_where_the_queue_was(bar: TopBar) -> None:
    bar.set_status(status(OperatorState.PHONE_OFFLINE, 5, link_ok=False), NOW)
    assert "No link to the telephone exchange" in said(bar)
    assert "0:05" not in said(bar)


@pytest.mark.parametrize("state", list(OperatorState))
def test_without_a_link_no_state_is_claimed(bar: TopBar, state: OperatorState) -> None:
    bar.set_status(status(state, link_ok=False), NOW)
    assert pill(bar, "topbar.state").text() == "✕ Not known"
    assert pill(bar, "topbar.state").property("tone") == Tone.OVERDUE.value


def test_wrap_up_ends_when_the_call_system_ends_it_whatever_the_profile_grants(bar: TopBar) -> None:
    bar.set_wrap_up(30)
    ends = (NOW + timedelta(seconds=8)).isoformat()
    bar.set_status(msgspec.structs.replace(status(OperatorState.WRAP_UP), until=ends), NOW)
    assert pill(bar, "topbar.state").text() == "■ Wrap-up 0:08"


@pytest.mark.parametrize(("seconds", "told"), [(30, "0:18"), (12, "0:00"), (5, "0:00"), (0, "0:12")])
def test_wrap_up_counts_down_from_what_the_profile_grants(bar: TopBar, seconds: int, told: str) -> None:
    bar.set_wrap_up(seconds)
    bar.set_status(status(OperatorState.WRAP_UP), NOW)
    assert pill(bar, "topbar.state").text() == f"■ Wrap-up {told}"


def test_training_is_told_from_a_break(bar: TopBar) -> None:
    bar.set_status(msgspec.structs.replace(status(OperatorState.NOT_READY), reason="training"), NOW)
    assert pill(bar, "topbar.state").text().endswith("Training")
    bar.set_status(msgspec.structs.replace(status(OperatorState.NOT_READY), reason="lunch at the canteen"), NOW)
    assert pill(bar, "topbar.state").text().endswith("Break")


def test_the_light_and_the_watermark_are_shown_when_told(bar: TopBar) -> None:
    assert "DEMO" not in said(bar)
    bar.set_watermark(True)
    bar.set_saved("on this desk only", Tone.OK)
    assert "DEMO" in said(bar)
    assert pill(bar, "topbar.sync").text() == "✓ on this desk only"
    bar.set_saved("Not saved", Tone.OVERDUE)
    assert pill(bar, "topbar.sync").text() == "! Not saved"


def test_how_the_desk_stands_to_its_centre_never_hides_what_could_not_be_saved(bar: TopBar) -> None:
    light = pill(bar, "topbar.sync")
    bar.set_standing("All there", Tone.OK, "Everything is at the centre.")
    assert (light.text(), light.toolTip()) == ("✓ All there", "Everything is at the centre.")
    bar.set_saved("Not saved", Tone.OVERDUE)
    bar.set_standing("3 wait since 10:10", Tone.DUE, "No centre.")
    assert light.text() == "! Not saved"
    bar.set_saved("This desk only · all saved", Tone.OK)
    assert light.text() == "! 3 wait since 10:10"


def test_in_a_narrow_window_the_figures_shorten_and_nothing_is_wider_than_it(bar: TopBar, qtbot: QtBot) -> None:
    bar.set_operator(OperatorRow(number=28, name=Text("林晓", "Lin Xiao"), role=Role.OPERATOR, desk=28))
    bar.set_status(status(OperatorState.ON_CALL, 72, 3), NOW)
    bar.set_today(41, 68, 73)
    bar.set_saved("This desk only · all saved", Tone.OK)
    bar.set_shift("Day shift 08:00–16:00")
    bar.set_watermark(True)
    assert bar.minimumSizeHint().width() <= 1280
    bar.resize(1280, 48)
    qtbot.waitUntil(lambda: "Operator 28" in said(bar))
    assert "08:00–16:00" in said(bar)
    assert any("93%" in text for text in said(bar))


def test_the_pills_ask(bar: TopBar, qtbot: QtBot) -> None:
    bar.set_saved("all saved", Tone.OK)
    with qtbot.waitSignal(bar.state_menu_asked):
        qtbot.mouseClick(pill(bar, "topbar.state"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.sync_asked):
        qtbot.mouseClick(pill(bar, "topbar.sync"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.keys_asked):
        qtbot.mouseClick(pill(bar, "topbar.keys"), Qt.MouseButton.LeftButton)


def test_every_button_has_a_name_for_those_who_listen(bar: TopBar) -> None:
    bar.set_status(status(OperatorState.READY), NOW)
    assert all(button.accessibleName() for button in bar.findChildren(QPushButton))
    assert pill(bar, "topbar.state").accessibleName() == "Own state: Ready"


@pytest.mark.parametrize(
    ("missed", "brief", "told", "tone"),
    [(2, 0, "Missed 2", Tone.DUE), (2, 1, "Missed 2 · under 5 s: 1", Tone.DUE), (0, 3, "Missed 0 · under 5 s: 3", Tone.MUTED)],
)
def test_missed_calls_are_counted_and_brief_ones_apart(
    bar: TopBar, qtbot: QtBot, missed: int, brief: int, told: str, tone: Tone
) -> None:
    counter = pill(bar, "topbar.missed")
    assert not counter.isVisible()
    bar.set_missed(missed, brief)
    assert (counter.isVisible(), counter.text(), counter.property("tone")) == (True, told, tone.value)
    assert "less than 5 s" in counter.toolTip()
    with qtbot.waitSignal(bar.missed_asked):
        counter.click()
    bar.set_missed(0, 0)
    assert not counter.isVisible()


def test_an_alert_stands_until_it_is_taken_away(bar: TopBar, qtbot: QtBot) -> None:
    alert = pill(bar, "topbar.alert")
    assert not alert.isVisible()
    bar.set_alert("No. 12 needs you · 09:41")
    assert (alert.isVisible(), alert.text(), alert.property("tone")) == (True, "! No. 12 needs you · 09:41", Tone.OVERDUE.value)
    with qtbot.waitSignal(bar.alert_asked):
        alert.click()
    bar.set_alert("")
    assert not alert.isVisible()


def test_who_did_not_answer_sees_it_in_the_tone_of_what_is_due(bar: TopBar) -> None:
    bar.set_status(msgspec.structs.replace(status(OperatorState.NOT_READY), reason="noanswer"), NOW)
    assert pill(bar, "topbar.state").text() == "! Not answered"
    assert pill(bar, "topbar.state").property("tone") == Tone.DUE.value
