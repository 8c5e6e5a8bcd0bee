"""The caller pane by its keys: what it shows, what it says, and that it never takes away what is typed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.records.base import CHINA, Text
from models.records.caller import CallerCard, Flag, FlagKind, PersonRow, TimelineKind, TimelineRow
from models.records.case import CaseKind, CaseRow, DeadlineKind, Stage
from resources.catalogue import load_districts
from widgets.base.parts import Chip, Label
from widgets.caller.view import CallerPane

NOW = datetime(2025, 11, 21, 9, 41, tzinfo=CHINA)
DISTRICTS = load_districts()
NUMBER = "057765551234"
CHEN = PersonRow(
    id="p1",
    name="陈女士",
    numbers=(NUMBER,),
    address="滨江社区 12 号",
    district=DISTRICTS[0].code,
    notes="敲门请等",
    flags=(
        Flag(kind=FlagKind.ELDERLY, note="耳背", review_on="2026-05-20"),
        Flag(kind=FlagKind.CAUTION, note="有狗", review_on="2025-11-01"),
    ),
)
OLD_CHEN = PersonRow(id="p2", name="陈老先生", numbers=(NUMBER,), address="玉海", district=DISTRICTS[1].code)


def _case(ref: str = "c1") -> CaseRow:
    return CaseRow(
        id=ref,
        no=f"1121-28-{ref}",
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
        due=(NOW + timedelta(minutes=48)).isoformat(),
        due_kind=DeadlineKind.FEEDBACK,
    )


def _card(**changes: object) -> CallerCard:
    values: dict[str, object] = {
        "number": NUMBER,
        "people": (CHEN, OLD_CHEN),
        "open_cases": (_case(),),
        "timeline": (
            TimelineRow(kind=TimelineKind.CALL, at=NOW.isoformat(), ref="call1", title=Text("来电", "Call in")),
            TimelineRow(kind=TimelineKind.CASE, at="2025-09-12T10:00:00+08:00", ref="c9", title=Text("水管维修", "Pipe repair"), score=2),
        ),
    }
    return CallerCard(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def pane(qtbot: QtBot) -> CallerPane:
    pane = CallerPane({"caller": "Alt 1"})
    qtbot.addWidget(pane)
    pane.resize(270, 640)
    pane.set_districts(DISTRICTS)
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    return pane


def _type(qtbot: QtBot, field: QWidget, text: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field, text)


def _words(pane: CallerPane) -> list[str]:
    return [label.text() for label in pane.findChildren(Label) if label.isVisibleTo(pane)]


def test_card_shows_number_people_open_cases_and_history(pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    assert "0577-6555 1234" in _words(pane)
    assert [chip.text() for chip in pane.people.chips()] == ["1 陈女士", "2 陈老先生"]
    assert any(chip.text() == "shared by 2" and chip.isVisibleTo(pane) for chip in pane.findChildren(Chip))
    (line,) = pane.open_cases.lines.lines()
    assert line.title == "Range hood cleaning"
    assert line.right[0].text == "in 0:48"
    assert "Jiajiale" in line.subtitle
    today, past = pane.timeline.lines.lines()
    assert (today.time, past.time) == ("09:41", "09-12")
    assert past.right[0].text == "rated 2"


def test_promises_move_on_with_the_clock(pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    pane.set_now(NOW + timedelta(minutes=60))
    assert pane.open_cases.lines.lines()[0].right[0].text == "late 0:12"


def test_withheld_number_is_a_caller_too(qtbot: QtBot, pane: CallerPane) -> None:
    pane.set_card(CallerCard(number="", people=(), open_cases=(), timeline=()), NOW)
    assert "Number withheld" in _words(pane)
    assert not pane.timeline.isVisibleTo(pane)
    _type(qtbot, pane.form.name, "Ms Li")
    assert pane.person_fields()["name"] == "Ms Li"


def test_first_contact_says_so(pane: CallerPane) -> None:
    pane.set_card(_card(people=(), open_cases=(), timeline=()), NOW)
    assert "Nothing yet: the first contact from this number." in _words(pane)
    assert not pane.open_cases.isVisibleTo(pane)


def test_person_fills_the_form_and_shows_the_flags(pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    pane.set_person(CHEN)
    assert pane.person_fields() == {"name": "陈女士", "address": "滨江社区 12 号", "district": DISTRICTS[0].code, "notes": "敲门请等"}
    assert [chip.isChecked() for chip in pane.people.chips()] == [True, False]
    chips = [chip.text() for chip in pane.findChildren(Chip) if chip.isVisibleTo(pane)]
    assert {"Elderly", "Caution", "review"} <= set(chips)
    assert "2026-05-20" in _words(pane)


def test_typed_words_stay_when_the_card_comes_again(qtbot: QtBot, pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    pane.set_person(CHEN)
    _type(qtbot, pane.form.notes, "!")
    typed = pane.form.notes.toPlainText()
    fresh = PersonRow(id="p1", name="陈大姐", numbers=(NUMBER,), address="滨江社区 12 号", district=DISTRICTS[0].code, notes="敲门请等")
    pane.set_card(_card(people=(fresh, OLD_CHEN)), NOW)
    assert pane.person_fields()["notes"] == typed != "敲门请等"
    assert pane.person_fields()["name"] == "陈大姐"


def test_another_person_replaces_the_form_and_none_empties_it(qtbot: QtBot, pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    pane.set_person(CHEN)
    _type(qtbot, pane.form.name, "x")
    pane.set_person(OLD_CHEN)
    assert pane.person_fields() == {"name": "陈老先生", "address": "玉海", "district": DISTRICTS[1].code, "notes": ""}
    pane.set_person(None)
    assert not any(pane.person_fields().values())


def test_person_just_saved_keeps_what_is_typed_meanwhile(qtbot: QtBot, pane: CallerPane) -> None:
    pane.set_card(_card(people=()), NOW)
    _type(qtbot, pane.form.name, "Ms Li")
    _type(qtbot, pane.form.address, "Yuhai 5")
    pane.set_person(PersonRow(id="p7", name="Ms Li", numbers=(NUMBER,), address="Yuhai"))
    assert pane.person_fields()["address"] == "Yuhai 5"


def test_draft_words_come_back_and_count_as_typed(pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    pane.set_person(CHEN)
    pane.set_draft_fields("陈女士", "飞云 3 号", DISTRICTS[2].code, "")
    pane.set_card(_card(), NOW)
    assert pane.person_fields() == {"name": "陈女士", "address": "飞云 3 号", "district": DISTRICTS[2].code, "notes": ""}


def test_keystrokes_and_leaving_are_told(qtbot: QtBot, pane: CallerPane) -> None:
    told: list[tuple[str, str]] = []
    left: list[dict[str, str]] = []
    pane.field_edited.connect(lambda name, value: told.append((name, value)))
    pane.person_edited.connect(left.append)
    pane.set_card(_card(people=()), NOW)
    assert told == []
    _type(qtbot, pane.form.name, "Li")
    assert told == [("name", "L"), ("name", "Li")]
    assert left == []
    qtbot.keyClick(pane.form.name, Qt.Key.Key_Tab)
    assert [fields["name"] for fields in left] == ["Li"]
    qtbot.keyClick(pane.form.address, Qt.Key.Key_Tab)
    assert len(left) == 1


def test_enter_leaves_the_address_without_a_line_break(qtbot: QtBot, pane: CallerPane) -> None:
    _type(qtbot, pane.form.address, "Yuhai 5")
    qtbot.keyClick(pane.form.address, Qt.Key.Key_Return)
    assert pane.person_fields()["address"] == "Yuhai 5"
    assert not pane.form.address.hasFocus()


@pytest.mark.parametrize(("typed", "row"), [("Anyang", 0), ("安阳", 0), ("xincheng", 5)])
def test_district_by_a_part_of_its_name(qtbot: QtBot, pane: CallerPane, typed: str, row: int) -> None:
    chosen: list[str] = []
    pane.form.district.district_edited.connect(chosen.append)
    box = pane.form.district
    box.setFocus()
    if typed.isascii():
        qtbot.keyClicks(box.lineEdit(), typed)
    else:  # Chinese comes from an input method
        committed = QInputMethodEvent()
        committed.setCommitString(typed)
        QApplication.sendEvent(box, committed)
    assert box.code() == DISTRICTS[row].code
    qtbot.keyClick(box.completer().popup(), Qt.Key.Key_Tab)  # type: ignore[union-attr]
    assert (box.code(), box.currentText()) == (DISTRICTS[row].code, DISTRICTS[row].name.en)
    assert chosen == [DISTRICTS[row].code]
    assert pane.form.notes.hasFocus()


def test_unknown_district_stays_as_typed_and_is_marked(qtbot: QtBot, pane: CallerPane) -> None:
    box = pane.form.district
    box.setFocus()
    qtbot.keyClicks(box.lineEdit(), "zzz")
    pane.form.notes.setFocus()
    assert (box.code(), box.currentText(), box.property("state")) == ("", "zzz", "unknown")


def test_choosing_a_person_by_keyboard(qtbot: QtBot, pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    chip = pane.people.chips()[1]
    chip.setFocus()
    with qtbot.waitSignal(pane.person_chosen, timeout=500) as told:
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert told.args == ["p2"]


def test_a_chip_keeps_the_focus_when_the_people_change(pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    pane.people.chips()[1].setFocus()
    pane.set_card(_card(people=(OLD_CHEN,)), NOW)
    assert pane.people.chips()[0].hasFocus()


def test_new_person_leads_to_the_name(qtbot: QtBot, pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    new = pane.findChild(QPushButton, "caller.new")
    with qtbot.waitSignal(pane.person_new_asked, timeout=500):
        qtbot.keyClick(new, Qt.Key.Key_Space)
    assert pane.form.name.hasFocus()


def test_tab_walks_from_the_people_through_the_form_to_the_lists(qtbot: QtBot, pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    pane.set_person(CHEN)
    pane.findChild(QPushButton, "caller.flag").setFocus()
    met = []
    for _ in range(11):
        qtbot.keyClick(pane.focusWidget(), Qt.Key.Key_Tab)
        met.append(pane.focusWidget().objectName().removeprefix("caller."))
    assert met[:2] == ["flag.lift.elderly", "flag.lift.caution"]
    assert met[2:] == ["person.p1", "person.p2", "new", "name", "address", "district", "notes", "open", "timeline"]


def test_enter_opens_cases_but_not_calls(qtbot: QtBot, pane: CallerPane) -> None:
    asked: list[str] = []
    pane.case_asked.connect(asked.append)
    pane.set_card(_card(), NOW)
    for view in (pane.open_cases, pane.timeline):
        for row in range(view.lines.rowCount()):
            view.setCurrentIndex(view.lines.index(row))
            qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked == ["c1", "c9"]


def test_flag_in_place(qtbot: QtBot, pane: CallerPane) -> None:
    given: list[tuple[str, str, str]] = []
    pane.flag_added.connect(lambda *flag: given.append(flag))
    pane.set_card(_card(), NOW)
    pane.set_person(CHEN)
    qtbot.keyClick(pane.findChild(QPushButton, "caller.flag"), Qt.Key.Key_Space)
    kind = pane.findChild(QComboBox, "caller.flag.kind")
    note = pane.findChild(QLineEdit, "caller.flag.note")
    review = pane.findChild(QLineEdit, "caller.flag.review")
    assert kind.hasFocus()
    assert review.text() == "2026-05-20"
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert given == []
    kind.setCurrentIndex(kind.findData("care"))
    qtbot.keyClicks(note, "lives alone")
    review.setText("2025-11-21")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert (given, review.property("state")) == ([], "unknown")
    review.setText("2026-01-31")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert given == [("care", "lives alone", "2026-01-31")]
    assert not note.isVisibleTo(pane)


def test_escape_gives_the_flag_up(qtbot: QtBot, pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    button = pane.findChild(QPushButton, "caller.flag")
    qtbot.keyClick(button, Qt.Key.Key_Space)
    note = pane.findChild(QLineEdit, "caller.flag.note")
    qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert not note.isVisibleTo(pane)
    assert button.hasFocus()


def test_focus_goes_to_the_first_missing_word(pane: CallerPane) -> None:
    pane.set_person(CHEN)
    pane.focus_first()
    assert pane.form.name.hasFocus()
    pane.set_draft_fields("陈女士", "", "", "")
    pane.focus_first()
    assert pane.form.address.hasFocus()


def test_everything_that_takes_focus_has_a_name(pane: CallerPane) -> None:
    pane.set_card(_card(), NOW)
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QPushButton, QAbstractItemView)
    found = [widget for kind in kinds for widget in pane.findChildren(kind) if widget.isVisibleTo(pane) and widget.parent() is not None]
    own = [widget for widget in found if not isinstance(widget.parent(), QComboBox)]
    assert own
    assert [widget.objectName() for widget in own if not widget.accessibleName()] == []
    assert {"caller.name", "caller.address", "caller.district", "caller.notes"} <= {widget.objectName() for widget in own}


def test_nothing_is_wider_than_the_narrow_column(qtbot: QtBot, pane: CallerPane) -> None:
    pane.resize(270, 420)
    pane.set_card(_card(), NOW)
    pane.set_person(CHEN)
    qtbot.keyClick(pane.findChild(QPushButton, "caller.flag"), Qt.Key.Key_Space)
    QApplication.processEvents()
    assert pane.minimumSizeHint().width() <= 270
    for widget in (*pane.people.chips(), pane.form.name, pane.form.notes, pane.findChild(QLineEdit, "caller.flag.review")):
        assert widget.mapTo(pane, widget.rect().topRight()).x() < 270
