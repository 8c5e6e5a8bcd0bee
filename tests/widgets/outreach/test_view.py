"""The pane of outreach alone: counting with single keys, sheets by keys, and keys that do nothing at the wrong time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.records.outreach import OutreachStage, SuggestionOutcome
from widgets.base.fields import Field
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.outreach.services import Entry, Offer
from widgets.outreach.view import OPEN, REPORT, SUGGESTIONS, TALLY, OutreachPane

SERVICES = [Line(key="C02-08|P001", title="repair", hint="1"), Line(key="C11-05|", title="health", hint="2")]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def pane(qtbot: QtBot) -> OutreachPane:
    made = OutreachPane()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.set_events([Line(key=OPEN, title="open"), Line(key="e", title="event")], "e", "1", True)
    made.set_event("event", "there", ("held", Tone.DUE), whole=True, able=True)
    made.tally.set_tally(SERVICES, True)
    made.suggestions.set_suggestions("2", [Line(key="a", title="A"), Line(key="b", title="B")])
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_sheet(TALLY)
    return made


def test_a_digit_chooses_and_one_key_counts(pane: OutreachPane) -> None:
    heard: list[tuple[str, int]] = []
    pane.tally.count_asked.connect(lambda key, heads: heard.append((key, heads)))
    table = pane.tally.services
    QTest.keyClick(table, Qt.Key.Key_2)
    assert (table.current_key(), heard) == ("C11-05|", [])
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Plus):
        QTest.keyClick(table, key)
    QTest.keyClick(table, Qt.Key.Key_1)
    QTest.keyClick(table, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert heard == [("C11-05|", 1)] * 3 + [("C02-08|P001", 1)]


def test_a_key_that_is_held_down_counts_once(pane: OutreachPane) -> None:
    heard: list[str] = []
    pane.tally.count_asked.connect(lambda key, _heads: heard.append(key))
    for repeated in (False, True, True):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", repeated)
        QApplication.sendEvent(pane.tally.services, event)
    assert heard == ["C02-08|P001"]


def test_several_are_counted_at_once_and_a_slip_goes_back(pane: OutreachPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.tally.count_asked) as counted:
        pane.tally.several.setText("12")
        QTest.keyClick(pane.tally.several, Qt.Key.Key_Return)
    assert counted.args == ["C02-08|P001", 12]
    assert pane.tally.several.text() == ""
    with qtbot.waitSignal(pane.tally.back_asked) as back:
        QTest.keyClick(pane.tally.services, Qt.Key.Key_Z, CONTROL)
    assert back.args == [""]
    pane.tally.set_chosen("repair", "1", "1", [Line(key="n1", title="09:00")])
    pane.tally.counts.set_current("n1")
    pane.tally.counts.setFocus()
    with qtbot.waitSignal(pane.tally.back_asked) as one:
        QTest.keyClick(pane.tally.counts, Qt.Key.Key_Delete)
    assert one.args == ["n1"]


def test_whoever_may_not_count_counts_nothing(pane: OutreachPane, qtbot: QtBot) -> None:
    pane.tally.set_tally(SERVICES, False)
    with qtbot.assertNotEmitted(pane.tally.count_asked):
        QTest.keyClick(pane.tally.services, Qt.Key.Key_Space)


def test_sheets_open_by_keys_and_keep_their_keys_to_themselves(pane: OutreachPane, qtbot: QtBot) -> None:
    QTest.keyClick(pane.tally.services, Qt.Key.Key_2, ALT)
    assert pane.sheet() == SUGGESTIONS
    with qtbot.assertNotEmitted(pane.tally.back_asked):
        QTest.keyClick(pane.suggestions.rows, Qt.Key.Key_Z, CONTROL)
    with qtbot.waitSignal(pane.suggestions.noted):
        QTest.keyClick(pane.suggestions.rows, Qt.Key.Key_S, CONTROL)
    QTest.keyClick(pane.suggestions.rows, Qt.Key.Key_3, ALT)
    assert pane.sheet() == REPORT
    with qtbot.waitSignal(pane.report.copied):
        QTest.keyClick(pane.report.figures, Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)


def test_what_becomes_of_a_suggestion_is_asked_by_key(pane: OutreachPane, qtbot: QtBot) -> None:
    pane.show_sheet(SUGGESTIONS)
    pane.suggestions.rows.set_current("b")
    pane.suggestions.set_choices("B", (SuggestionOutcome.NEED,))
    with qtbot.waitSignal(pane.suggestions.settled) as asked:
        QTest.keyClick(pane.suggestions.rows, Qt.Key.Key_N, ALT)
    assert asked.args == ["need"]
    with qtbot.assertNotEmitted(pane.suggestions.settled):
        QTest.keyClick(pane.suggestions.rows, Qt.Key.Key_L, ALT)
    pane.suggestions.ask((Field(name="words", label="Need"),), {"words": "dog"})
    with qtbot.waitSignal(pane.suggestions.given):
        QTest.keyClick(pane.suggestions.asking, Qt.Key.Key_S, CONTROL)
    pane.suggestions.rows.set_current("a")
    assert not pane.suggestions.is_asking()


def test_a_plan_is_asked_for_and_rows_put_on_its_table_by_keys(pane: OutreachPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.new_asked):
        QTest.keyClick(pane.events, Qt.Key.Key_N, CONTROL)
    offers = {
        "C02-08": Offer("C02-08", "kettle", "Repair", (("P001", "J"), ("P002", "K"))),
        "C11-05": Offer("C11-05", "pulse", "Health", (("P048", "H"),)),
        "C01-01": Offer("C01-01", "maid", "Home"),
    }
    pane.open_plan("new", (Field(name="title", label="Title"),), offers)
    pane.plan.set_values({"title": "t"})
    table, changes = pane.plan.services, []
    pane.plan.changed.connect(lambda: changes.append(pane.plan.values()))
    table.searched.connect(lambda _words: table.set_hits(list(offers)))
    # looked for, chosen with Down, put there with Enter; a partner is taken where there is only one
    QTest.keyClicks(table.search, "k")
    QTest.keyClick(table.search, Qt.Key.Key_Return)
    QTest.keyClicks(table.search, "p")
    QTest.keyClick(table.search, Qt.Key.Key_Down)
    QTest.keyClick(table.search, Qt.Key.Key_Return)
    assert table.search.text() == ""
    assert table.entries() == (Entry("C02-08", "", "Repair"), Entry("C11-05", "P048", "Health"))
    # whoever does it and what it is called are chosen for the current row
    table.table.set_current("0")
    assert [table.partner.itemData(place) for place in range(table.partner.count())] == ["", "P001", "P002"]
    QTest.keyClick(table.partner, Qt.Key.Key_Down)
    QTest.keyClicks(table.label, "s")
    assert table.entries()[0] == Entry("C02-08", "P001", "Repairs")
    assert "J · Repairs" in table.table.lines.lines()[0].subtitle
    # Delete takes the row away that is current
    QTest.keyClick(table.table, Qt.Key.Key_Delete)
    assert table.entries() == (Entry("C11-05", "P048", "Health"),)
    assert changes[-1] == {"title": "t", "services": '[["C11-05","P048","Health"]]', "search": ""}
    # what is put in by the program is nobody's change, and it comes back as it was
    heard, before = len(changes), pane.plan.values()
    pane.plan.set_values(changes[0])
    pane.plan.set_values(before)
    assert (len(changes), pane.plan.values()) == (heard, before)
    pane.plan.mark("services")
    assert table.search.hasFocus()
    with qtbot.waitSignal(pane.plan_given):
        QTest.keyClick(pane.plan.form, Qt.Key.Key_S, CONTROL)
    pane.close_plan()
    assert (pane.planning(), pane.sheet()) == (False, TALLY)


def test_the_report_is_copied_with_its_exact_figures(pane: OutreachPane) -> None:
    pane.report.set_report("83: 80+", [Line(key="0", title="health", right=(Mark("83"),))], "rain")
    assert pane.report.text() == "83: 80+\nhealth 83\nrain"
    pane.report.set_steps(OutreachStage.PLANNED, (OutreachStage.OFF, OutreachStage.HELD))
    assert [stage for stage, button in pane.report.steps.items() if not button.isHidden()] == [OutreachStage.OFF, OutreachStage.HELD]
