"""Who is speaking: chosen by a digit, and nothing that was typed for one of them is lost to another."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.records.base import CHINA, Text
from models.records.caller import CallerCard, PersonRow
from models.records.case import CaseKind, CaseRow, Stage
from resources.catalogue import load_districts
from widgets.caller.view import CallerPane

NOW = datetime(2025, 11, 21, 9, 41, tzinfo=CHINA)
DISTRICTS = load_districts()
NUMBER = "057765551234"
CHEN = PersonRow(id="p1", name="陈女士", numbers=(NUMBER,), address="滨江社区 12 号", district=DISTRICTS[0].code, notes="敲门请等")
OLD_CHEN = PersonRow(id="p2", name="陈老先生", numbers=(NUMBER,), address="玉海", district=DISTRICTS[1].code)
CARD = CallerCard(number=NUMBER, people=(CHEN, OLD_CHEN), open_cases=(), timeline=())
ONE = CaseRow(
    id="c1",
    no="1121-28-001",
    kind=CaseKind.SERVICE,
    stage=Stage.ACKNOWLEDGED,
    item_code="C02-07",
    item_name=Text("油烟机清洗", "Range hood cleaning"),
    urgent=False,
    person_name="陈女士",
    number=NUMBER,
    district=DISTRICTS[0].code,
    handler=Text("家家乐", "Jiajiale"),
    opened_at=NOW.isoformat(),
)
OTHER = replace(ONE, id="c2", no="1121-28-002")


@pytest.fixture
def pane(qtbot: QtBot) -> CallerPane:
    pane = CallerPane({"caller": "Alt 1", "who": "F11"})
    qtbot.addWidget(pane)
    pane.set_districts(DISTRICTS)
    pane.resize(380, 640)
    pane.show()
    pane.activateWindow()
    return pane


def test_a_digit_chooses_who_speaks_and_gives_the_keyboard_back(pane: CallerPane, qtbot: QtBot) -> None:
    heard: list[str] = []
    pane.person_chosen.connect(heard.append)
    pane.set_card(CARD, NOW)
    pane.form.address.setFocus()
    pane.focus_who()
    assert pane.people.chips()[0].hasFocus()
    assert pane.people.chips()[1].text() == "2 陈老先生"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert heard == ["p2"]
    assert pane.form.address.hasFocus()
    asked: list[bool] = []
    pane.person_new_asked.connect(lambda: asked.append(True))
    pane.focus_who()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_0)
    assert asked == [True]
    assert pane.form.name.hasFocus()


def test_words_typed_for_one_person_wait_while_another_is_shown(pane: CallerPane, qtbot: QtBot) -> None:
    pane.set_card(CARD, NOW)
    qtbot.keyClicks(pane.form.address, "5th floor")
    pane.set_person(CHEN)
    assert pane.person_fields()["address"] == CHEN.address
    assert pane.loose_words() == {"aside..address": "5th floor"}
    pane.form.notes.setFocus()
    qtbot.keyClicks(pane.form.notes, "!")
    kept = pane.loose_words()
    pane.set_person(None)
    assert pane.person_fields()["address"] == "5th floor"
    pane.set_person(CHEN)
    assert "!" in pane.person_fields()["notes"]
    assert pane.loose_words() == kept
    pane.forget_loose_words()
    assert pane.loose_words() == {}
    pane.set_loose_words(kept, NOW.date())
    assert pane.loose_words() == kept


def test_a_flag_that_was_begun_is_not_begun_anew(pane: CallerPane, qtbot: QtBot) -> None:
    pane.set_card(CARD, NOW)
    pane.set_person(CHEN)
    pane._add_flag.click()
    qtbot.keyClicks(pane._flag_entry.note, "dog")
    pane._add_flag.click()
    assert pane._flag_entry.note.text() == "dog"


def test_a_partner_on_the_line_is_named_with_cases_to_choose_from(pane: CallerPane, qtbot: QtBot) -> None:
    asked: list[str] = []
    pane.case_asked.connect(asked.append)
    pane.set_card(CARD, NOW)
    pane.party.set_party("家家乐家政服务中心", "加盟企业", (ONE, OTHER), NOW)
    assert pane.party.isVisible()
    pane.focus_who()
    assert pane.party.cases.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert asked == ["c2"]
    pane.party.set_party("家家乐家政服务中心", "加盟企业", (ONE,), NOW)
    assert not pane.party.cases.isVisible()
    pane.party.set_party("", "", (), NOW)
    assert not pane.party.isVisible()
