"""The page of a change of shift, alone: what it shows and what it asks for."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.records.base import CHINA, Text
from models.records.caller import Flag, FlagKind
from models.records.case import CaseKind, CaseRow, DeadlineKind, Stage
from models.records.handover import Incoming, NotesRow, OutageRow, Packet, Shift, UnownedRow, WatchRow
from models.records.partner import Reason, Why
from widgets.handover.hold import HoldPanel
from widgets.handover.lines import shift_words
from widgets.handover.paper import document, pdf_of
from widgets.handover.view import HandoverPane

NOW = datetime(2026, 11, 24, 15, 30, tzinfo=CHINA)
SHIFT = Shift(begins="2026-11-24T16:00:00+08:00", ends="2026-11-25T00:00:00+08:00")


def row(n: int, **changed: object) -> CaseRow:
    made = CaseRow(
        id=f"case-{n}",
        no=f"1124-28-00{n}",
        kind=CaseKind.SERVICE,
        stage=Stage.ACCEPTED,
        item_code="C03-03",
        item_name=Text("水管漏水", "Pipe leak"),
        urgent=False,
        person_name="陈女士",
        number="13800001234",
        district="",
        handler=Text(""),
        opened_at=NOW.isoformat(),
        due=(NOW + timedelta(hours=n)).isoformat(),
        due_kind=DeadlineKind.DISPATCH,
        owner=28,
    )
    return replace(made, **changed)


PACKET = Packet(
    by=28,
    shift=SHIFT,
    cases=(row(1, priority=True), row(2)),
    due=("case-1",),
    watch=(WatchRow(name="李<b>先生", number="1", flags=(Flag(kind=FlagKind.CAUTION, note="骂人", review_on=""),), case_no="1124-28-001"),),
    outages=(OutageRow(code="P001", name=Text("家家乐", "Jiajiale"), reason=Reason(why=Why.DECLINED), case_no="1124-28-002"),),
)
INCOMING = Incoming(
    cases=(UnownedRow(case=row(3, owner=0), by=12, at=NOW.isoformat(), note="rings back"),),
    notes=(NotesRow(id="h1", by=12, at=NOW.isoformat(), shift=SHIFT.begins, notes="line 3 hums"),),
)


@pytest.fixture
def pane(qtbot: QtBot) -> HandoverPane:
    made = HandoverPane()
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.set_packet(PACKET, NOW)
    made.set_incoming(INCOMING, NOW)
    return made


def lines(widget: QWidget, name: str) -> list[tuple[str, ...]]:
    listing = widget.findChild(QWidget, name)
    return [(line.key, *(mark.text for mark in line.marks)) for line in listing.lines.lines()]  # type: ignore[attr-defined]


def test_cases_stand_with_what_falls_due_and_what_a_lead_put_first(pane: HandoverPane) -> None:
    assert lines(pane, "handover.own") == [("case-1", "▲ first", "next shift"), ("case-2",)]
    assert [key for key, *_ in lines(pane, "handover.incoming")] == ["notes:h1", "case-3"]
    assert len(lines(pane, "handover.beside")) == 2


def test_enter_hands_over_the_current_case_and_the_button_all(pane: HandoverPane, qtbot: QtBot) -> None:
    own = pane.findChild(QWidget, "handover.own")
    own.set_current("case-2")
    with qtbot.waitSignal(pane.hand_asked) as asked:
        QTest.keyClick(own, Qt.Key.Key_Return)
    assert asked.args == [["case-2"]]
    with qtbot.waitSignal(pane.hand_asked) as asked:
        pane.findChild(QPushButton, "handover.all").click()
    assert asked.args == [["case-1", "case-2"]]


def test_enter_accepts_a_case_for_the_number_typed_and_reads_notes(pane: HandoverPane, qtbot: QtBot) -> None:
    incoming = pane.findChild(QWidget, "handover.incoming")
    incoming.set_current("notes:h1")
    with qtbot.waitSignal(pane.read_asked) as read:
        QTest.keyClick(incoming, Qt.Key.Key_Return)
    assert read.args == ["h1"]
    incoming.set_current("case-3")
    pane.findChild(QLineEdit, "handover.who").setText("12")
    with qtbot.waitSignal(pane.accept_asked) as accepted:
        QTest.keyClick(incoming, Qt.Key.Key_Return)
    assert accepted.args == ["case-3", "12"]


def test_a_note_to_one_desk_is_for_those_who_may_send_one(pane: HandoverPane, qtbot: QtBot) -> None:
    words = pane.findChild(QLineEdit, "handover.words")
    pane.findChild(QLineEdit, "handover.to").setText("12")
    words.setText("slowly")
    with qtbot.waitSignal(pane.whisper_given) as given:
        QTest.keyClick(words, Qt.Key.Key_Return)
    assert given.args == ["12", "slowly"]
    pane.set_leading(False)
    assert not words.isVisible()


def test_an_empty_page_says_so(pane: HandoverPane) -> None:
    pane.set_packet(Packet(by=28, shift=SHIFT, cases=()), NOW)
    pane.set_incoming(Incoming(), NOW)
    assert pane._own_empty.isVisible()
    assert pane._nothing.isVisible()
    assert not pane.findChild(QPushButton, "handover.all").isEnabled()
    assert not pane.findChild(QPushButton, "handover.accept").isEnabled()


def test_the_hold_says_what_holds_and_takes_a_number_and_a_reason(qtbot: QtBot) -> None:
    parent = QWidget()
    parent.resize(1280, 800)
    qtbot.addWidget(parent)
    parent.show()
    panel = HoldPanel(parent)
    panel.hold(SHIFT, [row(1), row(2, owner=0)], NOW, leading=False)
    assert lines(panel, "hold.cases") == [("case-1",), ("case-2", "handed over, not accepted yet")]
    panel.findChild(QLineEdit, "hold.lead").setText("2")
    panel.reason.setText("ill")
    panel.reason.setFocus()
    panel.hold(SHIFT, [row(1)], NOW, leading=False)
    assert (lines(panel, "hold.cases"), parent.focusWidget()) == ([("case-1",)], panel.reason)
    with qtbot.waitSignal(panel.leave_asked) as asked:
        QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    assert asked.args == ["2", "ill"]
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_a_shift_that_ends_at_midnight_ends_at_24() -> None:
    assert shift_words(SHIFT) == "16:00–24:00"


def test_on_paper_stands_everything_and_what_people_wrote_is_no_markup(qapp: object) -> None:
    made = document(PACKET, INCOMING, "<i>see</i> drawer", "Lin Xiao", NOW)
    text = made.toPlainText()
    for words in ("1124-28-001", "1124-28-003", "李<b>先生", "Jiajiale", "line 3 hums", "<i>see</i> drawer", "Lin Xiao", "16:00–24:00"):
        assert words in text
    data = pdf_of(made)
    assert data.startswith(b"%PDF")
    assert b"/MediaBox [0 0 595" in data or b"/MediaBox [ 0 0 595" in data, "A4 upright"


def test_enter_in_the_number_of_who_accepts_accepts(pane: HandoverPane, qtbot: QtBot) -> None:
    pane.findChild(QWidget, "handover.incoming").set_current("case-3")
    who = pane.findChild(QLineEdit, "handover.who")
    who.setText("5")
    with qtbot.waitSignal(pane.accept_asked) as asked:
        QTest.keyClick(who, Qt.Key.Key_Return)
    assert asked.args == ["case-3", "5"]


def test_a_note_begins_with_its_operator(pane: HandoverPane) -> None:
    pane.whisper_to(12)
    assert pane.findChild(QLineEdit, "handover.to").text() == "12"
    assert pane.window().focusWidget() is pane.findChild(QLineEdit, "handover.words")
