"""Two cases side by side: what differs is named, and Enter merges while Esc leaves them apart."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.records.journal import Reassign
from tests.models.rules.journals import accept, state_of
from widgets.merge.view import Facts, MergePanel, facts_of

HERE = facts_of(state_of(accept(text="水管漏水", address="一号")), None, "安阳街道")
THERE = facts_of(state_of(accept(text="漏水，三楼", address="一号"), Reassign(seen=28, to=12, reason="忙")), None, "安阳街道")


@pytest.fixture
def panel(qtbot: QtBot) -> MergePanel:
    parent = QWidget()
    parent.resize(1280, 800)
    qtbot.addWidget(parent)
    parent.show()
    made = MergePanel(parent)
    made.setProperty("parent", parent)
    return made


def shown(panel: MergePanel, one: Facts, other: Facts) -> list[str]:
    panel.compare(("1124-28-001", one), ("1124-28-002", other))
    return panel.comparison.different()


def test_what_differs_is_named_and_nothing_else(panel: MergePanel) -> None:
    assert shown(panel, HERE, THERE) == ["What was said", "Answers for it"]
    assert shown(panel, HERE, HERE) == []


def test_every_fact_is_told_aloud(panel: MergePanel) -> None:
    shown(panel, HERE, THERE)
    told = panel.comparison.accessibleDescription().splitlines()
    assert len(told) == len(HERE)
    assert "What was said: 水管漏水, 漏水，三楼" in told


def test_numbers_stand_there_masked() -> None:
    facts = dict(facts_of(replace(state_of(accept()), number="13800001234"), None, ""))
    assert "13800001234" not in facts["Number"]


def test_enter_merges(panel: MergePanel, qtbot: QtBot) -> None:
    shown(panel, HERE, THERE)
    with qtbot.waitSignal(panel.merge_asked):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    assert panel.isHidden()


def test_escape_leaves_them_apart(panel: MergePanel, qtbot: QtBot) -> None:
    shown(panel, HERE, THERE)
    with qtbot.assertNotEmitted(panel.merge_asked):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()
