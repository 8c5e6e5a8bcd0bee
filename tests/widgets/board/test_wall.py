"""The wallboard: readable at 5 m, counts and times only."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.records.catalogue import Line
from tests.widgets.board.scene import NAME, NOW, NUMBER, ROOM, SIGHT, before, waits
from widgets.base.theme import dress
from widgets.board.sight import Sight, Source
from widgets.board.wall import Wall


@pytest.fixture
def wall(qtbot: QtBot) -> Wall:
    made = Wall()
    qtbot.addWidget(made)
    dress(made)
    made.resize(1920, 1080)
    made.show_sight(SIGHT)
    made.show()
    return made


def test_no_digit_of_a_number_and_no_name_is_on_it(wall: Wall) -> None:
    told = wall.text()
    assert NAME not in told
    assert "家家乐" not in told
    assert "Jiajiale" not in told
    assert "Operator" not in told
    digits = re.findall(r"\d{4,}", told)
    assert digits == [], "nothing as long as a piece of a number"
    assert not any(NUMBER[start : start + 4] in told for start in range(len(NUMBER) - 3))
    assert "1124" not in told, "no case number"


def test_who_rings_makes_no_difference_to_it(wall: Wall) -> None:
    """Whatever number rings and whoever it is, the wall reads the same: so nothing of it can be on it."""
    told = wall.text()
    others = tuple(structs.replace(call, number="13600005678") for call in ROOM.calls)
    wall.show_sight(replace(SIGHT, room=structs.replace(ROOM, calls=others)))
    assert wall.text() == told


def test_a_sealed_line_is_a_count_among_counts(wall: Wall) -> None:
    assert "Psychology 1" in wall.text()
    more = structs.replace(ROOM, calls=(*ROOM.calls, waits("s2", 0.5, Line.PSYCHOLOGY)))
    wall.show_sight(replace(SIGHT, room=more))
    assert "Psychology 2" in wall.text()


def test_goals_and_waits_are_told_in_words(wall: Wall) -> None:
    told = wall.text()
    assert "goal 80% met" in told
    assert "under 95%" in told
    assert "0:03 left of 15 s" in told
    wall.show_sight(replace(SIGHT, now=NOW + timedelta(seconds=8)))
    assert "past 15 s by 0:05" in wall.text()


def test_what_is_old_says_so(wall: Wall) -> None:
    assert "old" not in wall.text()
    wall.show_sight(replace(SIGHT, lost={Source.CALLS: before(42)}))
    assert "old · 0:42" in wall.text()


def test_it_is_painted_only_when_something_has_moved(wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    updates: list[None] = []
    monkeypatch.setattr(wall, "update", lambda: updates.append(None))
    wall.show_sight(replace(SIGHT))
    assert updates == []
    wall.show_sight(replace(SIGHT, now=NOW + timedelta(seconds=1)))
    assert updates == [None]


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
def test_the_smallest_type_grows_with_the_screen(wall: Wall, size: tuple[int, int]) -> None:
    """At 5 m a line of type must be a two-hundredth of that, 25 mm: a 27th of the height of a 55 inch screen (685 mm)."""
    wall.resize(*size)
    assert wall.unit() >= size[1] * 25 / 685 * 0.99
    assert not wall.grab().isNull()


def test_it_shows_something_before_anything_is_known(wall: Wall) -> None:
    wall.show_sight(Sight(now=NOW))
    assert "—" in wall.text()
    assert not wall.grab().isNull()


def test_escape_and_f11_leave_it(wall: Wall, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
        with qtbot.waitSignal(wall.left):
            qtbot.keyClick(wall, key)
