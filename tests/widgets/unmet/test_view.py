"""The ledger's pane alone: what is chosen, what is asked for, and keys that do nothing at the wrong time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.base.fields import Field
from widgets.base.rows import Line
from widgets.base.theme import Tone
from widgets.unmet.view import UnmetPane

FIELDS = (Field(name="name", label="Name"),)


@pytest.fixture
def pane(qtbot: QtBot) -> UnmetPane:
    made = UnmetPane()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.set_scopes([("", "all")], [("", "all"), ("a", "A")], [("", "all"), ("3", "03:00")])
    made.set_needs([Line(key="item:a", title="taxi")], [Line(key="search:b", title="dog")], "", "")
    return made


def test_one_need_is_chosen_in_either_list(pane: UnmetPane, qtbot: QtBot) -> None:
    heard: list[str] = []
    pane.chosen.connect(heard.append)
    pane.begin_with("item:a")
    pane.searches.set_current("search:b")
    assert heard == ["item:a", "search:b"]
    assert pane.needs.current_key() == ""


def test_a_count_narrows_the_ledger_and_what_is_chosen_stays(pane: UnmetPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.scope_changed):
        pane.districts.activated_key.emit("a")
    with qtbot.waitSignal(pane.scope_changed):
        pane.hours.activated_key.emit("3")
    assert pane.scope() == ("", "a", "3")
    with qtbot.assertNotEmitted(pane.scope_changed):
        pane.set_scopes([("", "all")], [("", "all"), ("a", "A")], [("", "all")])
    assert pane.scope() == ("", "a", "")


@pytest.mark.parametrize("adding", [True, False])
def test_the_form_is_asked_for_and_sent_by_keys(pane: UnmetPane, qtbot: QtBot, adding: bool) -> None:
    QTest.keyClick(pane, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    pane.set_need("taxi", ("", Tone.MUTED))
    pane.set_proposing(True, True, adding)
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    pane.needs.setFocus()
    with qtbot.waitSignal(pane.propose_asked):
        QTest.keyClick(pane.needs, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    pane.open_form(FIELDS, {"name": "the words of a case"})
    focus = pane.window().focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "night taxi")
    with qtbot.waitSignal(pane.given) as sent:
        QTest.keyClick(pane.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert sent.args == [adding]
    assert pane.form.values() == {"name": "night taxi"}
    pane.close_form()
    assert not pane.asking()


def test_nothing_is_proposed_where_nothing_may_be(pane: UnmetPane, qtbot: QtBot) -> None:
    pane.set_proposing(False, True, False)
    with qtbot.assertNotEmitted(pane.propose_asked):
        QTest.keyClick(pane.needs, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
