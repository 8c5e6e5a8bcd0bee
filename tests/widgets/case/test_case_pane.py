"""The case pane over real journals: head, timeline, actions and the words asked in place."""

from __future__ import annotations

from datetime import datetime
from itertools import count

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.records.base import CHINA, Text
from models.records.case import CaseKind, CloseReason, Deadline, DeadlineKind
from models.records.catalogue import HandlerKind, Line
from models.records.journal import Accept, Body, Close, Dispatch, Entry, Rework, Undo, Unmet, WorkDone
from models.rules.lifecycle import fold
from widgets.base.theme import Tone
from widgets.case.journal import entry_line
from widgets.case.view import CaseAction, CasePane, Field

KEYS = {"case": "Alt 6", "undo": "Ctrl Z", "accept": "F9"}
NOW = datetime(2026, 11, 21, 11, 0, tzinfo=CHINA)
DUE = Deadline(kind=DeadlineKind.ON_SITE, due="2026-11-21T11:30:00+08:00")
ACCEPT = Accept(
    no="1121-0093",
    kind=CaseKind.SERVICE,
    item_code="C03-03",
    item_name=Text("水管漏水", "Pipe leaks"),
    item_version=6,
    handler_kind=HandlerKind.PARTNER,
    line=Line.GENERAL,
    urgent=True,
    number="057765550034",
    person_name="陈女士",
)
SENT = Dispatch(partner="P001", name=Text("家家乐", "Jiajiale"))
ASKED = [Field(name="statement", label="Statement"), Field(name="evidence", label="Evidence")]


def journal(*bodies: Body, case_id: str = "c1") -> tuple[Entry, ...]:
    """Return a journal of one entry a minute from 09:40 on."""
    numbers = count(1)
    return tuple(
        Entry(op_id=f"{case_id}-{n}", case_id=case_id, seq=n, at=f"2026-11-21T09:{40 + n}:07+08:00", actor=28, desk="d1", body=body)
        for n, body in zip(numbers, bodies, strict=False)
    )


def show(pane: CasePane, *bodies: Body, case_id: str = "c1", undone: frozenset[str] = frozenset(), deadline: Deadline | None = DUE) -> None:
    entries = journal(*bodies, case_id=case_id)
    pane.set_case(fold(entries), deadline, entries, undone, NOW)


@pytest.fixture
def pane(qtbot: QtBot) -> CasePane:
    pane = CasePane(KEYS)
    qtbot.addWidget(pane)
    pane.resize(1300, 250)
    pane.show()
    pane.activateWindow()
    return pane


def field(pane: CasePane, name: str) -> QLineEdit:
    found = pane.findChild(QLineEdit, f"case.ask.{name}")
    assert found is not None
    return found


def test_the_head_says_what_is_promised_and_the_three_facts(pane: CasePane) -> None:
    show(pane, ACCEPT, SENT)
    assert pane._no.text() == "1121-0093"
    assert pane._due.text() == "arrive 11:30 · in 0:30"
    assert [chip.text() for chip in (pane._closed, pane._resolved, pane._satisfied)] == ["– closed", "– resolved", "– satisfied"]
    show(pane, ACCEPT, Unmet(need="taxi"), Close(reason=CloseReason.UNMET, resolved=False))
    assert [chip.text() for chip in (pane._closed, pane._resolved, pane._satisfied)] == ["✓ closed", "✗ resolved", "– satisfied"]
    assert not pane._due.isVisible()
    assert not pane._urgent.isVisible()


def test_rework_is_counted_where_there_is_room(pane: CasePane) -> None:
    show(pane, ACCEPT, SENT, WorkDone(), Rework(reason="leaks again"))
    assert pane._rounds.isVisible()
    assert pane._rounds.text() == "rework 1"
    pane.resize(820, 200)
    assert not pane._rounds.isVisible()
    assert pane._due.text() == "arrive in 0:30"


def test_the_timeline_tells_who_what_and_what_was_taken_back(pane: CasePane) -> None:
    show(pane, ACCEPT, SENT, Undo(op_id="c1-2"), undone=frozenset({"c1-2"}))
    accepted, sent, undo = pane.journal.lines.lines()
    assert accepted.time == "09:41:07"
    assert accepted.lead == "No. 28"
    assert accepted.title == "Accepted: Pipe leaks (version 6 of the item)"
    assert (sent.tone, sent.right[0].text) == (Tone.MUTED, "taken back")
    assert undo.tone is Tone.PLAIN


def test_entries_of_another_day_say_the_day() -> None:
    line = entry_line(journal(ACCEPT)[0], undone=False, now=NOW.replace(day=24))
    assert line.time == "11-21 09:41"


def test_the_timeline_follows_the_newest_until_the_operator_scrolls_up(pane: CasePane, qtbot: QtBot) -> None:
    pane.resize(1300, 200)
    notes: list[Body] = [WorkDone(note=str(n)) for n in range(12)]
    show(pane, ACCEPT, SENT, *notes)
    bar = pane.journal.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    bar.setValue(0)
    show(pane, ACCEPT, SENT, *notes, WorkDone())
    assert bar.value() == 0
    show(pane, ACCEPT, SENT, *notes, case_id="c2")
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())


def test_actions_are_buttons_with_their_keys(pane: CasePane, qtbot: QtBot) -> None:
    heard: list[str] = []
    pane.action_asked.connect(heard.append)
    show(pane, ACCEPT, SENT)
    actions = [
        CaseAction(id="acknowledge", label="Acknowledged", key="Ctrl Shift A", primary=True),
        CaseAction(id="close", label="Close", key="F12", enabled=False, why="The callback is missing"),
    ]
    pane.set_actions(actions)
    first = pane.findChild(QPushButton, "case.action.acknowledge")
    second = pane.findChild(QPushButton, "case.action.close")
    assert first is not None
    assert second is not None
    assert first.accessibleName() == "Acknowledged, Ctrl Shift A"
    assert first.property("kind") == "primary"
    assert not second.isEnabled()
    assert second.toolTip() == "The callback is missing"
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert heard == ["acknowledge"]
    pane.set_actions(list(actions))
    assert pane.findChild(QPushButton, "case.action.acknowledge") is first
    assert first.hasFocus()


def test_words_are_asked_in_place_and_given_by_enter(pane: CasePane, qtbot: QtBot) -> None:
    heard: list[tuple[str, object]] = []
    pane.action_given.connect(lambda action, values: heard.append((action, values)))
    show(pane, ACCEPT, SENT)
    pane.journal.setFocus()
    pane.ask("verify", "Verify", ASKED)
    assert field(pane, "statement").hasFocus()
    assert field(pane, "statement").accessibleName() == "Statement"
    qtbot.keyClicks(field(pane, "statement"), " we hurried ")
    qtbot.keyClick(field(pane, "statement"), Qt.Key.Key_Return)
    assert heard == []
    qtbot.keyClick(field(pane, "evidence"), Qt.Key.Key_Return)
    assert heard == [("verify", {"statement": "we hurried", "evidence": ""})]
    assert pane.journal.hasFocus()


def test_tab_goes_round_what_is_asked_and_nowhere_else(pane: CasePane, qtbot: QtBot) -> None:
    show(pane, ACCEPT, SENT)
    pane.ask("verify", "Verify", ASKED)
    seen = []
    for _ in range(5):
        focus = pane.window().focusWidget()
        assert focus is not None
        seen.append(focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == [f"case.ask.{name}" for name in ("statement", "evidence", "give", "leave", "statement")]
    qtbot.keyClick(pane.window().focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert field(pane, "statement").hasFocus()


def test_words_stay_until_they_are_written_down(pane: CasePane, qtbot: QtBot) -> None:
    show(pane, ACCEPT, SENT)
    pane.ask("verify", "Verify", ASKED[:1])
    qtbot.keyClicks(field(pane, "statement"), "sorry")
    show(pane, ACCEPT, SENT)
    show(pane, ACCEPT, SENT, WorkDone())
    assert field(pane, "statement").text() == "sorry"
    qtbot.keyClick(field(pane, "statement"), Qt.Key.Key_Return)
    show(pane, ACCEPT, SENT, WorkDone())
    assert pane.strip.isVisible()
    pane.ask("verify", "Verify", ASKED[:1])
    assert field(pane, "statement").text() == "sorry"
    qtbot.keyClick(field(pane, "statement"), Qt.Key.Key_Return)
    show(pane, ACCEPT, SENT, WorkDone(), Rework(reason="again"))
    assert not pane.strip.isVisible()


@pytest.mark.parametrize("other", ["c2", ""])
def test_another_case_takes_the_question_away(pane: CasePane, other: str) -> None:
    show(pane, ACCEPT, SENT)
    pane.ask("verify", "Verify", ASKED)
    if other:
        show(pane, ACCEPT, case_id=other)
    else:
        pane.set_case(None, None, (), frozenset(), NOW)
    assert not pane.strip.isVisible()
    assert pane.strip.asking() == ""


def test_escape_gives_up_and_gives_the_keyboard_back(pane: CasePane, qtbot: QtBot) -> None:
    heard: list[object] = []
    pane.action_given.connect(lambda *given: heard.append(given))
    show(pane, ACCEPT, SENT)
    pane.set_actions([CaseAction(id="verify", label="Verify")])
    pane.journal.setFocus()
    pane.ask("verify", "Verify", ASKED)
    assert not pane.column.isVisible()
    qtbot.keyClick(field(pane, "statement"), Qt.Key.Key_Escape)
    assert not pane.strip.isVisible()
    assert pane.column.isVisible()
    assert pane.journal.hasFocus()
    assert heard == []


def test_another_question_takes_the_place_of_an_open_one(pane: CasePane, qtbot: QtBot) -> None:
    heard: list[tuple[str, object]] = []
    pane.action_given.connect(lambda action, values: heard.append((action, values)))
    show(pane, ACCEPT, SENT)
    pane.journal.setFocus()
    pane.ask("verify", "Verify", ASKED)
    pane.ask("decline", "Declined", [Field(name="reason", label="Why")])
    assert field(pane, "reason").hasFocus()
    qtbot.keyClicks(field(pane, "reason"), "full")
    qtbot.keyClick(field(pane, "reason"), Qt.Key.Key_Return)
    assert heard == [("decline", {"reason": "full"})]
    assert pane.journal.hasFocus()


def test_a_refresh_never_moves_the_keyboard(pane: CasePane) -> None:
    show(pane, ACCEPT, SENT)
    pane.ask("verify", "Verify", ASKED)
    show(pane, ACCEPT, SENT)
    pane.set_actions([CaseAction(id="verify", label="Verify")])
    assert field(pane, "statement").hasFocus()


def test_undo_is_asked_by_its_button(pane: CasePane, qtbot: QtBot) -> None:
    heard: list[bool] = []
    pane.undo_asked.connect(lambda: heard.append(True))
    show(pane, ACCEPT, SENT)
    undo = pane.findChild(QPushButton, "case.undo")
    assert undo is not None
    assert undo.accessibleName() == "Take back, Ctrl Z"
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert heard == [True]


def test_no_case_says_how_to_open_one(pane: CasePane) -> None:
    show(pane, ACCEPT)
    pane.set_case(None, None, (), frozenset(), NOW)
    assert "F9" in pane._empty.text()
    assert pane._empty_row.isVisible()
    assert not pane.journal.isVisible()


def test_fits_the_small_window(pane: CasePane) -> None:
    show(pane, ACCEPT, SENT)
    pane.resize(820, 200)
    pane.ask("verify", "Verify", [*ASKED, Field(name="verdict", label="Is the complaint true? y / n")])
    assert pane.minimumWidth() <= 820
    assert pane.header.minimumSizeHint().width() <= 820
    assert pane.strip.minimumSizeHint().width() <= 820


def test_words_for_an_action_wait_while_another_is_asked(pane: CasePane) -> None:
    show(pane, ACCEPT)
    pane.ask("feedback", "Feedback", [Field(name="note", label="What was said")])
    first = pane.findChild(QLineEdit, "case.ask.note")
    assert first is not None
    first.setText("urged once")
    pane.ask("verify", "Verify", ASKED)
    assert pane.strip.aside() == {"feedback": {"note": "urged once"}}
    pane.ask("feedback", "Feedback", [Field(name="note", label="What was said")])
    assert pane.asked() == ("feedback", {"note": "urged once"})
    pane.strip.leave()
    pane.ask("feedback", "Feedback", [Field(name="note", label="What was said")])
    assert pane.asked() == ("feedback", {"note": ""})
    pane.ask("verify", "Verify", ASKED)
    show(pane, ACCEPT, case_id="c2")
    assert pane.strip.aside() == {}


def test_words_that_were_refused_wait_while_another_action_is_given(pane: CasePane, qtbot: QtBot) -> None:
    show(pane, ACCEPT)
    pane.ask("verify", "Verify", ASKED)
    for name in ("statement", "evidence"):
        line = field(pane, name)
        qtbot.keyClicks(line, name)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    pane.ask("feedback", "Feedback", [Field(name="note", label="What was said")])
    assert pane.strip.aside()["verify"]["statement"] == "statement"
    qtbot.keyClicks(field(pane, "note"), "urged")
    qtbot.keyClick(field(pane, "note"), Qt.Key.Key_Return)
    show(pane, ACCEPT, SENT)
    assert not pane.strip.asking()
    pane.ask("verify", "Verify", ASKED)
    assert pane.asked()[1]["statement"] == "statement"


def test_the_head_says_what_has_not_reached_the_centre(pane: CasePane) -> None:
    show(pane, ACCEPT)
    assert not pane._unsent.isVisible()
    pane.set_unsent(True)
    assert pane._unsent.isVisible()
    assert "Not at the centre yet" in pane._unsent.toolTip()
    assert pane._unsent.accessibleName() == pane._unsent.toolTip()
    pane.set_unsent(False)
    assert not pane._unsent.isVisible()
