"""The catalogue pane by its keys: search, tree and the room they share."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCheckBox, QHeaderView, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.records.search import SearchResult, WhyHit
from tests.support.catalogue import ARTICLE, CARDS, CATEGORIES, ITEMS, TODAY, Answering, hit, result, search, words
from widgets.base.rows import KEY_ROLE, LINE_ROLE
from widgets.catalogue.view import CataloguePane


def test_tree_holds_the_whole_catalogue(pane: CataloguePane) -> None:
    model = pane.tree.model()
    codes = [
        model.index(row, 0, model.index(category, 0)).data(KEY_ROLE)
        for category in range(model.rowCount())
        for row in range(model.rowCount(model.index(category, 0)))
    ]
    assert codes == list(ITEMS)
    assert "17 categories · 129 items" in words(pane)
    assert pane.tree.isVisibleTo(pane)


def test_retired_items_leave_the_tree_and_the_count(pane: CataloguePane) -> None:
    items = [replace(item, retired=item.code == "C03-03") for item in ITEMS.values()]
    pane.set_catalogue(CATEGORIES, items)
    assert "17 categories · 128 items" in words(pane)
    first = pane.tree.model().index(2, 0)
    assert first.data(LINE_ROLE).right[0].text == "7"


def test_tree_by_keyboard(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    pane.focus_search()
    qtbot.keyClick(pane.search, Qt.Key.Key_Down)
    assert pane.tree.hasFocus()
    qtbot.keyClick(pane.tree, Qt.Key.Key_Return)
    assert pane.tree.isExpanded(pane.tree.currentIndex())
    qtbot.keyClick(pane.tree, Qt.Key.Key_Down)
    qtbot.keyClick(pane.tree, Qt.Key.Key_Return)
    assert desk.asked == [("item", "C01-01")]
    assert pane.card.isVisibleTo(pane)


def test_hits_show_what_was_met(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    search(qtbot, pane, "leak")
    first, second, _third, article, partner = pane.hits.rows.lines.lines()
    assert (first.lead, first.title, first.hint) == ("C03-03", ITEMS["C03-03"].name.en, "Enter")
    assert first.spans == ((0, 4),)
    assert first.marks[0].text == "Urgent"
    assert first.subtitle == "English: sink leak · Plumbing, drainage and gas · Partner"
    assert (second.hint, second.marks) == ("Tab", ())
    assert (article.lead, article.title) == ("Knowledge", ARTICLE.title.en)
    assert (partner.lead, partner.title) == ("Partner", "Jiajiale")


def test_spans_of_a_chinese_name_are_not_laid_on_the_english_one(pane: CataloguePane) -> None:
    found = SearchResult(query="水槽", hits=(hit("C03-03", WhyHit.NAME, spans=((0, 2),)),))
    pane.set_query("水槽")
    pane.set_hits("水槽", found, ITEMS)
    assert pane.hits.rows.lines.lines()[0].spans == ()


def test_arrows_move_while_the_caret_stays(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    search(qtbot, pane, "leak")
    qtbot.keyClick(pane.search, Qt.Key.Key_Down)
    assert pane.search.hasFocus()
    assert [line.hint for line in pane.hits.rows.lines.lines()] == ["", "Enter", "", "", ""]
    qtbot.keyClick(pane.search, Qt.Key.Key_Up)
    qtbot.keyClicks(pane.search, "1")
    assert pane.search.text() == "leak1"
    assert pane.hits.rows.currentIndex().row() == 0


def test_enter_takes_the_current_hit_and_leads_to_the_words(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    search(qtbot, pane, "leak")
    qtbot.keyClick(pane.search, Qt.Key.Key_Down)
    qtbot.keyClick(pane.search, Qt.Key.Key_Return)
    assert desk.asked[-1] == ("hit", "item", "C03-05")
    assert pane.card.isVisibleTo(pane)
    assert pane.speech.edit.hasFocus()


def test_coming_back_to_the_line_shows_the_hits_and_escape_the_card(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    search(qtbot, pane, "leak")
    qtbot.keyClick(pane.search, Qt.Key.Key_Return)
    pane.focus_search()
    assert pane.hits.isVisibleTo(pane)
    assert pane.search.selectedText() == "leak"
    qtbot.keyClick(pane.search, Qt.Key.Key_Escape)
    assert pane.card.isVisibleTo(pane)
    assert pane.search.text() == "leak"


def test_the_same_item_taken_again_shows_its_card(qtbot: QtBot, pane: CataloguePane) -> None:
    pane.set_query("leak")
    pane.set_hits("leak", result(), ITEMS)
    pane.set_card(CARDS["C03-03"])
    pane.focus_search()
    qtbot.keyClick(pane.search, Qt.Key.Key_Return)
    assert pane.card.isVisibleTo(pane)


def test_restored_query_is_asked_for_when_the_operator_comes_to_it(pane: CataloguePane, desk: Answering) -> None:
    pane.set_query("leak")
    assert desk.asked == []
    pane.focus_search()
    assert desk.asked == [("query", "leak")]
    assert pane.hits.isVisibleTo(pane)


def test_answer_to_an_older_query_is_dropped(qtbot: QtBot, pane: CataloguePane) -> None:
    search(qtbot, pane, "leak")
    pane.set_hits("lea", result("lea"), ITEMS)
    assert pane.hits.rows.lines.lines() == ()


def test_nothing_found_is_said_calmly(qtbot: QtBot, pane: CataloguePane) -> None:
    search(qtbot, pane, "zz")
    pane.set_hits("zz", SearchResult(query="zz", hits=(), zero=True), ITEMS)
    assert any("unmet need" in said for said in words(pane))
    qtbot.keyClick(pane.search, Qt.Key.Key_Return)
    qtbot.keyClick(pane.search, Qt.Key.Key_Escape)
    assert pane.search.text() == ""
    assert pane.tree.isVisibleTo(pane)


def test_a_narrow_low_pane_keeps_room_for_words_and_hits(qtbot: QtBot, pane: CataloguePane) -> None:
    pane.resize(560, 420)
    pane.set_card(CARDS["C13-07"])
    pane.set_text("Somebody is on the roof")
    QApplication.processEvents()
    assert pane.width() == 560
    assert pane.height() == 420
    assert pane.speech.edit.height() >= 72
    assert pane.card.height() >= 120
    assert pane.card.widget().width() <= pane.card.viewport().width()


def test_everything_that_takes_focus_has_a_name(pane: CataloguePane) -> None:
    pane.set_card(CARDS["C03-03"])
    pane.set_articles((ARTICLE,), TODAY)
    kinds = (QLineEdit, QPlainTextEdit, QPushButton, QCheckBox, QAbstractItemView)
    found = [widget for kind in kinds for widget in pane.findChildren(kind) if not isinstance(widget, QHeaderView)]
    assert [widget.objectName() for widget in found if not widget.accessibleName()] == []
    assert {"catalogue.search", "catalogue.tree", "catalogue.hits", "case.text"} <= {widget.objectName() for widget in found}


def test_alt_2_shows_the_tree_over_hits(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    search(qtbot, pane, "leak")
    pane.focus_tree()
    assert pane.tree.isVisibleTo(pane)
    assert pane.tree.hasFocus()
    assert pane.tree.currentIndex() != QModelIndex()


def test_a_digit_takes_a_hit_only_while_the_list_has_the_keyboard(pane: CataloguePane, desk: Answering, qtbot: QtBot) -> None:
    taken: list[tuple[str, str]] = []
    pane.hit_chosen.connect(lambda kind, code: taken.append((kind, code)))
    search(qtbot, pane, "leak")
    wanted = pane.hits.rows.lines.lines()[2].key
    pane.hits.rows.setFocus()
    assert [line.hint for line in pane.hits.rows.lines.lines()] == ["Enter", "2", "3", "4", "5"]
    qtbot.keyClick(pane.hits.rows, Qt.Key.Key_3)
    assert taken == [tuple(wanted.split(":"))]
    assert pane.search.text() == "leak"
