"""Flags: lifted and set again by key, and never windows of their own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models.records.caller import Flag, FlagKind
from widgets.base.parts import Chip
from widgets.caller.flags import FlagEntry, FlagRows

ELDERLY = Flag(kind=FlagKind.ELDERLY, note="lives alone", review_on="2027-05-01")
CAUTION = Flag(kind=FlagKind.CAUTION, note="shouted", review_on="2027-06-01")
TODAY = "2026-11-24"


@pytest.fixture
def rows(qtbot: QtBot) -> FlagRows:
    found = FlagRows()
    qtbot.addWidget(found)
    found.set_flags((ELDERLY, CAUTION), TODAY)
    found.show()
    return found


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_flag_is_lifted_and_what_was_lifted_can_be_set_again(qtbot: QtBot, rows: FlagRows, key: Qt.Key) -> None:
    with qtbot.waitSignal(rows.lift_asked, timeout=500) as given:
        qtbot.keyClick(rows.buttons()[0], key)
    assert given.args == ["elderly"]
    rows.set_flags((CAUTION,), TODAY)
    with qtbot.waitSignal(rows.again_asked, timeout=500) as given:
        qtbot.keyClick(rows.buttons()[-1], Qt.Key.Key_Return)
    assert given.args == ["elderly", "lives alone", "2027-05-01"]
    rows.set_flags((CAUTION, ELDERLY), TODAY)
    assert len(rows.buttons()) == 2


def test_the_keyboard_stays_at_the_flag_that_was_lifted(qtbot: QtBot, rows: FlagRows) -> None:
    rows.buttons()[0].setFocus()
    qtbot.keyClick(rows.buttons()[0], Qt.Key.Key_Return)
    rows.set_flags((CAUTION,), TODAY)
    assert rows.buttons()[-1].hasFocus()


def test_what_was_lifted_from_one_person_is_not_offered_for_another(qtbot: QtBot, rows: FlagRows) -> None:
    qtbot.keyClick(rows.buttons()[0], Qt.Key.Key_Delete)
    rows.forget()
    rows.set_flags((), TODAY)
    assert rows.buttons() == []
    assert rows.isHidden()


def test_a_chip_with_a_word_is_no_window_of_its_own(qtbot: QtBot) -> None:
    chip = Chip("word")
    qtbot.addWidget(chip)
    assert not chip.isVisible()


def test_a_flag_begun_for_one_person_waits_while_another_is_shown(qtbot: QtBot) -> None:
    entry, today = FlagEntry(), date.fromisoformat(TODAY)
    qtbot.addWidget(entry)
    entry.turn_to("one")
    entry.open(today)
    qtbot.keyClicks(entry.note, "dog in the yard")
    begun = entry.words()
    entry.turn_to("two")
    assert entry.isHidden()
    assert entry.words()[1] == ""
    assert entry.aside() == {"one": begun}
    entry.turn_to("one")
    assert (entry.words(), entry.aside()) == (begun, {})


def test_a_flag_begun_for_somebody_new_follows_once_they_are_written_down(qtbot: QtBot) -> None:
    entry = FlagEntry()
    qtbot.addWidget(entry)
    entry.open(date.fromisoformat(TODAY))
    qtbot.keyClicks(entry.note, "deaf")
    entry.turn_to("one")
    assert entry.words()[1] == "deaf"


def test_flags_that_wait_come_back_with_the_draft(qtbot: QtBot) -> None:
    entry, today = FlagEntry(), date.fromisoformat(TODAY)
    qtbot.addWidget(entry)
    entry.set_aside({"one": ("caution", "shouted", "2027-06-01")}, today)
    entry.turn_to("two")
    entry.turn_to("one")
    assert entry.words() == ("caution", "shouted", "2027-06-01")
    entry.forget()
    assert (entry.aside(), entry.words()[1]) == ({}, "")


@pytest.mark.parametrize(("until", "lapses"), [("", False), (TODAY, True), ("2099-01-01", False)])
def test_a_timed_flag_says_that_it_has_lapsed(qtbot: QtBot, rows: FlagRows, until: str, lapses: bool) -> None:
    rows.set_flags((replace(CAUTION, until=until),), TODAY)
    words = [label.text() for label in rows.findChildren(QLabel) if label.text()]
    assert ("lapsed" in words) is lapses
    tips = " ".join(label.toolTip() for label in rows.findChildren(QLabel))
    assert ("Warns until" in tips) is bool(until)


def test_a_caution_is_to_be_looked_at_within_a_month_unless_another_day_was_written(qtbot: QtBot) -> None:
    entry, today = FlagEntry(), date.fromisoformat(TODAY)
    qtbot.addWidget(entry)
    entry.open(today)

    def choose(kind: str) -> None:
        entry.kind.setCurrentIndex(entry.kind.findData(kind))
        entry.kind.activated.emit(entry.kind.currentIndex())

    choose("caution")
    assert date.fromisoformat(entry.words()[2]) - today == timedelta(days=30)
    choose("care")
    assert date.fromisoformat(entry.words()[2]) - today == timedelta(days=180)
    entry.review.setText("2099-01-01")
    choose("caution")
    assert entry.words()[2] == "2099-01-01"
