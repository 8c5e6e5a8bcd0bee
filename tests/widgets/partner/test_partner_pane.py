"""The partner pane with the demonstration's own partners: what it lists, what it says, what it asks for."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.records.base import CHINA, Text
from models.records.catalogue import HandlerKind, ItemRow, Line
from models.records.partner import Match, PartnerPick, PartnerStage, Reason, Why
from models.rules.matching import match
from models.rules.reopening import reopening
from resources.demo import load_articles, load_partners, load_units
from widgets.base.number import regrouped
from widgets.base.rows import Mark
from widgets.base.theme import Tone
from widgets.partner.lines import article_line, exclusion_summary, pick_line, reason_mark, score_words
from widgets.partner.picks import fold, halves
from widgets.partner.view import PartnerPane

KEYS = {"partners": "Alt 4", "dispatch": "F6", "unmet": "Ctrl Shift U"}
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=CHINA)
ITEM = ItemRow(
    code="C03-03", category="C03", name=Text("水管漏水", "Pipe leaks"), line=Line.GENERAL, emergency=False, handler=HandlerKind.PARTNER
)


def found(**changes: int) -> Match:
    """Match the demonstration's partners; ``P001=1`` gives that partner so many verified bad records."""
    rows = [replace(row, verified_bad=changes.get(row.code, row.verified_bad)) for row in load_partners()]
    return match(ITEM, "330381002", NOON, rows)


@pytest.fixture
def pane(qtbot: QtBot) -> PartnerPane:
    pane = PartnerPane(KEYS)
    qtbot.addWidget(pane)
    pane.resize(420, 360)
    pane.show()
    return pane


def asked(pane: PartnerPane) -> list[tuple[str, str]]:
    heard: list[tuple[str, str]] = []
    pane.dispatch_asked.connect(lambda code: heard.append(("dispatch", code)))
    pane.assign_asked.connect(lambda code: heard.append(("assign", code)))
    pane.article_asked.connect(lambda code: heard.append(("article", code)))
    pane.dial_asked.connect(lambda number: heard.append(("dial", number)))
    return heard


def test_lists_the_picks_in_their_order_with_the_first_one_current(pane: PartnerPane) -> None:
    pane.set_match(found(), "Yuhai")
    assert pane.list.titles() == tuple(pick.partner.name.en for pick in found().picks)
    assert pane.list.current_key() == found().picks[0].partner.code
    assert pane.button.isVisible()
    assert pane.button.accessibleName() == "Ring and dispatch, F6"


def test_enter_dispatches_only_a_row_that_was_chosen_with_the_arrows(pane: PartnerPane, qtbot: QtBot) -> None:
    heard, told = asked(pane), []
    pane.unchosen.connect(lambda: told.append(pane.list.current_key()))
    pane.set_match(found(), "Yuhai")
    pane.focus_first()
    codes = [pick.partner.code for pick in found().picks]
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert (heard, told) == ([], codes[:1])
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    qtbot.keyClick(pane.list, Qt.Key.Key_Up)
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert heard == [("dispatch", codes[1]), ("dispatch", codes[0])]
    assert len(told) == 1


@pytest.mark.parametrize("typed", ["8001", "j", " "])
def test_what_is_typed_there_chooses_nobody_and_undoes_the_choice(pane: PartnerPane, qtbot: QtBot, typed: str) -> None:
    heard = asked(pane)
    pane.set_match(found(), "Yuhai")
    pane.focus_first()
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    chosen = pane.list.current_key()
    qtbot.keyClicks(pane.list, typed)
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert (heard, pane.list.current_key()) == ([], chosen)


def test_a_choice_is_not_kept_for_the_row_that_takes_its_place(pane: PartnerPane, qtbot: QtBot) -> None:
    heard, before = asked(pane), found()
    first, second = (pick.partner.code for pick in before.picks[:2])
    pane.set_match(before, "Yuhai")
    pane.focus_first()
    qtbot.keyClick(pane.list, Qt.Key.Key_Home)
    pane.set_match(found(**{first: 1}), "Yuhai")
    assert pane.list.current_key() == second
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert heard == []


def test_a_double_click_takes_its_row(pane: PartnerPane, qtbot: QtBot) -> None:
    heard = asked(pane)
    pane.set_match(found(), "Yuhai")
    place = pane.list.visualRect(pane.list.lines.index(1)).center()
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == []
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    qtbot.mouseDClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == [("dispatch", found().picks[1].partner.code)] * 2


def test_the_button_and_the_window_key_take_the_current_one(pane: PartnerPane, qtbot: QtBot) -> None:
    heard = asked(pane)
    pane.set_match(found(), "Yuhai")
    qtbot.mouseClick(pane.button, Qt.MouseButton.LeftButton)
    pane.dispatch_current()
    assert heard == [("dispatch", found().picks[0].partner.code)] * 2


def test_shift_enter_only_rings(pane: PartnerPane, qtbot: QtBot) -> None:
    heard = asked(pane)
    pane.set_match(found(), "Yuhai")
    qtbot.keyClick(pane.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert heard == [("dial", found().picks[0].partner.phone)]


def test_shift_and_a_click_only_rings(pane: PartnerPane, qtbot: QtBot) -> None:
    heard = asked(pane)
    pane.set_match(found(), "Yuhai")
    place = pane.list.visualRect(pane.list.lines.index(1)).center()
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, place)
    assert heard == [("dial", found().picks[1].partner.phone)]
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(heard) == 1


def test_follows_a_new_first_unless_the_operator_has_moved_off_the_top(pane: PartnerPane) -> None:
    before = found()
    first, second, third = (pick.partner.code for pick in before.picks[:3])
    pane.set_match(before, "Yuhai")
    pane.set_match(found(**{first: 1}), "Yuhai")
    assert pane.list.current_key() == second
    pane.list.set_current(third)
    pane.set_match(before, "Yuhai")
    assert pane.list.current_key() == third
    pane.set_match(Match(item="C03-04", district="", picks=before.picks, excluded=()), "")
    assert pane.list.current_key() == first


def test_takes_the_first_again_where_the_chosen_one_is_gone(pane: PartnerPane) -> None:
    before = found()
    pane.set_match(before, "Yuhai")
    pane.list.set_current(before.picks[2].partner.code)
    left = replace(before, picks=before.picks[:2])
    pane.set_match(left, "Yuhai")
    assert pane.list.current_key() == before.picks[0].partner.code


def test_tells_why_the_others_are_not_listed(pane: PartnerPane, qtbot: QtBot) -> None:
    said: list[bool] = []
    pane.excluded_toggled.connect(said.append)
    there = found()
    pane.set_match(there, "Yuhai")
    assert not pane.excluded.isVisible()
    qtbot.keyClick(pane._toggle, Qt.Key.Key_Return)
    assert pane.excluded.isVisible()
    assert said == [True]
    assert len(pane.excluded.titles()) == len(there.excluded)
    red = next(line for line in pane.excluded.lines.lines() if any(mark.flag == "card_red" for mark in line.under))
    assert Mark("red card", Tone.OVERDUE, "card_red") in red.under


def test_the_summary_counts_everybody_once() -> None:
    there = found()
    counts = [int(piece.rsplit(" ", 1)[1]) for piece in exclusion_summary(there.excluded).split(" · ")]
    assert sum(counts) == len(there.excluded)


def test_nobody_can_be_sent(pane: PartnerPane) -> None:
    heard = asked(pane)
    pane.set_match(Match(item="C03-03", district="", picks=(), excluded=found().excluded), "")
    pane.dispatch_current()
    assert heard == []
    assert "Ctrl Shift U" in pane._empty.text()
    assert pane._empty_row.isVisible()
    assert not pane.list.isVisible()


def test_at_night_the_first_that_opens_is_told(pane: PartnerPane) -> None:
    rows = [replace(row, hours=("07:00-20:00",), days="1234567") for row in load_partners()]
    night = NOON.replace(hour=2)
    there = match(ITEM, "330381002", night, rows)
    assert there.picks == ()
    later = reopening(there, night)
    assert later is not None
    pane.set_match(there, "", later, night)
    told = pane._empty.text()
    assert f"{later.count} are only off hours; the first to open is {later.partner.name.en}, at" in told
    assert "07:00" in told
    assert "Ctrl Shift U" in told


def test_the_key_of_the_pane_reaches_those_who_cannot_be_sent(pane: PartnerPane) -> None:
    pane.set_match(Match(item="C03-03", district="", picks=(), excluded=found().excluded), "")
    pane.focus_first()
    assert pane.excluded.isVisible()
    assert pane.focusWidget() is pane.excluded
    assert pane.excluded.current_key() == found().excluded[0].partner.code


def test_no_item_is_chosen(pane: PartnerPane) -> None:
    heard = asked(pane)
    pane.set_match(found(), "Yuhai")
    pane.set_match(None, "")
    pane.dispatch_current()
    assert heard == []
    assert pane._empty_row.isVisible()
    assert not pane._foot.isVisible()


def test_units_are_assigned_and_rung(pane: PartnerPane) -> None:
    heard = asked(pane)
    units = tuple(unit for unit in load_units() if "C17-04" in unit.items)
    pane.set_units(units, ITEM)
    pane.dispatch_current()
    pane.list.ring_asked.emit(pane.list.current_key())
    assert heard == [("assign", units[0].code), ("dial", units[0].phone)]
    assert pane.header.title.text() == "Departments and towns"
    assert not pane._foot.isVisible()


def test_articles_are_read_out_and_expired_ones_say_so(pane: PartnerPane) -> None:
    heard = asked(pane)
    articles = tuple(article for article in load_articles() if "C10-04" in article.items)
    pane.set_articles(articles, "2026-11-21")
    assert pane._reading.text() == articles[0].body.en
    pane.list.set_current(articles[1].code)
    assert pane._reading.text() == articles[1].body.en
    assert pane._headline.text() == articles[1].title.en, "the text says whose it is"
    pane.set_articles(articles, "2099-01-01")
    assert pane._validity.text() == f"EXPIRED {articles[1].valid_until}"
    pane.dispatch_current()
    assert heard == [("article", articles[1].code)]
    assert article_line(articles[0], articles[0].valid_until).under[0].tone is Tone.OK
    late = article_line(articles[0], "2099-01-01").under[0]
    assert (late.text, late.tone) == (f"EXPIRED {articles[0].valid_until}", Tone.OVERDUE)


def test_busy_text_stands_over_the_list(pane: PartnerPane) -> None:
    pane.set_match(found(), "Yuhai")
    pane.set_busy_text("Ringing")
    assert pane._busy_row.isVisible()
    pane.set_busy_text("")
    assert not pane._busy_row.isVisible()


def test_never_takes_the_focus_by_itself(pane: PartnerPane, qtbot: QtBot) -> None:
    pane._toggle.setFocus()
    pane.set_match(found(), "Yuhai")
    assert not pane.list.hasFocus()


def test_what_stands_beside_a_pick() -> None:
    partner = replace(load_partners()[0], stage=PartnerStage.SIGNED)
    reasons = (
        Reason(why=Why.YELLOW_CARD),
        Reason(why=Why.SIGNED),
        Reason(why=Why.SATISFACTION, args=("98", "212")),
        Reason(why=Why.ARRIVES, args=("24",)),
    )
    pick = PartnerPick(partner=partner, score=47.0, reasons=reasons, parts=(("standing", 15.0), ("satisfaction", 42.0), ("card", -40.0)))
    line = pick_line(pick)
    assert [mark.text for mark in line.under] == ["yellow card", "98% satisfied · 212 rated", "signed"]
    assert line.under[0].flag == "card_yellow"
    assert line.right[0].text == "about 24 min"
    assert score_words(pick) == "score 47 = satisfaction 42 − yellow card 40 + standing 15"
    assert regrouped(partner.phone) in line.subtitle


@pytest.mark.parametrize(("percent", "tone"), [("98", Tone.OK), ("90", Tone.OK), ("89", Tone.DUE)])
def test_satisfaction_is_shown_as_good_from_ninety_percent(percent: str, tone: Tone) -> None:
    assert reason_mark(Reason(why=Why.SATISFACTION, args=(percent, "40"))).tone is tone


def test_chips_go_on_beneath_where_there_is_no_room(pane: PartnerPane) -> None:
    pane.set_match(found(), "Yuhai")
    wide = pane.list.sizeHintForRow(1)
    pane.resize(240, 360)
    pane.list.relayout()
    assert pane.list.sizeHintForRow(1) > wide


def test_everything_that_takes_the_keyboard_has_a_name(pane: PartnerPane) -> None:
    pane.set_match(found(), "Yuhai")
    for widget in (pane.list, pane.excluded, pane.button, pane._toggle, pane._reader):
        assert widget.accessibleName()
        assert widget.objectName().startswith("partner.")


@pytest.mark.parametrize(
    ("title", "width", "lines"),
    [
        ("Jinyao Electricians", 20, ["Jinyao Electricians"]),
        ("Ruiming Electrical Service", 20, ["Ruiming Electrical", "Service"]),
        ("瑞安市锐明电器维修服务部", 8, ["瑞安市锐明电器维", "修服务部"]),
        ("Ruiming", 0, ["Ruiming"]),
    ],
)
def test_a_name_beside_the_button_takes_a_second_line_rather_than_being_cut(title: str, width: int, lines: list[str]) -> None:
    assert halves(title, width, len) == lines


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("score 87 = free 10", 20, ["score 87 = free 10"]),
        ("score 87 = free 10 + turn 4 − card 15 + near 3", 19, ["score 87 = free 10", "+ turn 4 − card 15", "+ near 3"]),
        ("24 min · Call-out 50 yuan, materials apart", 27, ["24 min", "Call-out 50 yuan,", "materials apart"]),
        ("上门50元，材料另计；疏通80元起", 8, ["上门50元，", "材料另计；", "疏通80元起"]),
        ("unbreakable", 5, ["unbreakable"]),
    ],
)
def test_what_made_the_score_goes_on_for_as_many_lines_as_it_needs(words: str, width: int, lines: list[str]) -> None:
    assert fold(words, width, len) == lines
