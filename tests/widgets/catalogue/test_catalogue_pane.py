"""The catalogue pane by its keys, over the shipped catalogue."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHeaderView, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.records.base import Text
from models.records.case import CaseKind
from models.records.search import Hit, HitKind, SearchResult, WhyHit
from resources.catalogue import load_cards, load_categories, load_items
from resources.demo import load_articles
from widgets.base.parts import Label
from widgets.base.rows import KEY_ROLE, LINE_ROLE
from widgets.catalogue.view import CataloguePane

KEYS = {"search": "Ctrl F", "text": "Alt 3", "accept": "F9", "danger": "Ctrl T"}
ITEMS = {item.code: item for item in load_items()}
CARDS = load_cards()
ARTICLES = load_articles()
ARTICLE = ARTICLES[0]
TODAY = "2025-11-21"


def _hit(code: str, why: WhyHit = WhyHit.PHRASE, **changes: object) -> Hit:
    return replace(Hit(kind=HitKind.ITEM, code=code, name=ITEMS[code].name, score=90.0, why=why), **changes)


def _result(query: str = "leak") -> SearchResult:
    return SearchResult(
        query=query,
        hits=(
            _hit("C03-03", WhyHit.ENGLISH, spans=((0, 4),), via="sink leak"),
            _hit("C03-05"),
            _hit("C03-01"),
            Hit(kind=HitKind.ARTICLE, code=ARTICLE.code, name=ARTICLE.title, score=50.0, why=WhyHit.NAME, detail=ARTICLE.owner),
            Hit(kind=HitKind.PARTNER, code="P001", name=Text("家家乐", "Jiajiale"), score=40.0, why=WhyHit.NAME),
        ),
    )


class Answering:
    """Answers the pane as its presenter does, and remembers what was asked."""

    def __init__(self, pane: CataloguePane) -> None:
        self.pane = pane
        self.asked: list[tuple[str, ...]] = []
        pane.query_changed.connect(self._on_query)
        pane.hit_chosen.connect(self._on_hit)
        pane.item_chosen.connect(self._on_item)
        pane.article_chosen.connect(self._on_article)
        pane.answer_asked.connect(lambda code: self.asked.append(("answer", code)))
        pane.transfer_asked.connect(lambda number: self.asked.append(("transfer", number)))
        pane.accept_asked.connect(lambda: self.asked.append(("accept",)))
        pane.kind_changed.connect(lambda kind: self.asked.append(("kind", kind)))
        pane.text_changed.connect(lambda text: self.asked.append(("text", text)))

    def _on_query(self, query: str) -> None:
        self.asked.append(("query", query))
        self.pane.set_hits(query, _result(query) if query else SearchResult(query="", hits=()), ITEMS)

    def _on_hit(self, kind: str, code: str) -> None:
        self.asked.append(("hit", kind, code))
        if kind == "item":
            self.pane.set_card(CARDS[code])
        elif kind == "article":
            self.pane.set_article(ARTICLE, TODAY)

    def _on_item(self, code: str) -> None:
        self.asked.append(("item", code))
        self.pane.set_card(CARDS[code])

    def _on_article(self, code: str) -> None:
        self.asked.append(("article", code))
        self.pane.set_article(next(article for article in ARTICLES if article.code == code), TODAY)


@pytest.fixture
def pane(qtbot: QtBot) -> CataloguePane:
    pane = CataloguePane(KEYS)
    qtbot.addWidget(pane)
    pane.resize(560, 420)
    pane.set_catalogue(load_categories(), tuple(ITEMS.values()))
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    return pane


@pytest.fixture
def desk(pane: CataloguePane) -> Answering:
    return Answering(pane)


def _words(pane: CataloguePane) -> list[str]:
    return [label.text() for label in pane.findChildren(Label) if label.isVisibleTo(pane) and label.text()]


def _search(qtbot: QtBot, pane: CataloguePane, query: str) -> None:
    pane.focus_search()
    qtbot.keyClicks(pane.search, query)


def test_tree_holds_the_whole_catalogue(pane: CataloguePane) -> None:
    model = pane.tree.model()
    codes = [
        model.index(row, 0, model.index(category, 0)).data(KEY_ROLE)
        for category in range(model.rowCount())
        for row in range(model.rowCount(model.index(category, 0)))
    ]
    assert codes == list(ITEMS)
    assert "17 categories · 129 items" in _words(pane)
    assert pane.tree.isVisibleTo(pane)


def test_retired_items_leave_the_tree_and_the_count(pane: CataloguePane) -> None:
    items = [replace(item, retired=item.code == "C03-03") for item in ITEMS.values()]
    pane.set_catalogue(load_categories(), items)
    assert "17 categories · 128 items" in _words(pane)
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
    _search(qtbot, pane, "leak")
    first, second, _third, article, partner = pane.hits.rows.lines.lines()
    assert (first.lead, first.title, first.hint) == ("C03-03", ITEMS["C03-03"].name.en, "Enter")
    assert first.spans == ((0, 4),)
    assert first.marks[0].text == "Urgent"
    assert first.subtitle == "English: sink leak · Plumbing, drainage and gas · Partner"
    assert (second.hint, second.marks) == ("2", ())
    assert (article.lead, article.title) == ("Knowledge", ARTICLE.title.en)
    assert (partner.lead, partner.title) == ("Partner", "Jiajiale")


def test_spans_of_a_chinese_name_are_not_laid_on_the_english_one(pane: CataloguePane) -> None:
    result = SearchResult(query="水槽", hits=(_hit("C03-03", WhyHit.NAME, spans=((0, 2),)),))
    pane.set_query("水槽")
    pane.set_hits("水槽", result, ITEMS)
    assert pane.hits.rows.lines.lines()[0].spans == ()


def test_arrows_move_while_the_caret_stays(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    _search(qtbot, pane, "leak")
    qtbot.keyClick(pane.search, Qt.Key.Key_Down)
    assert pane.search.hasFocus()
    assert [line.hint for line in pane.hits.rows.lines.lines()] == ["1", "Enter", "3", "4", "5"]
    qtbot.keyClick(pane.search, Qt.Key.Key_Up)
    qtbot.keyClicks(pane.search, "1")
    assert pane.search.text() == "leak1"
    assert pane.hits.rows.currentIndex().row() == 0


def test_enter_takes_the_current_hit_and_leads_to_the_words(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    _search(qtbot, pane, "leak")
    qtbot.keyClick(pane.search, Qt.Key.Key_Down)
    qtbot.keyClick(pane.search, Qt.Key.Key_Return)
    assert desk.asked[-1] == ("hit", "item", "C03-05")
    assert pane.card.isVisibleTo(pane)
    assert pane.speech.edit.hasFocus()


def test_coming_back_to_the_line_shows_the_hits_and_escape_the_card(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    _search(qtbot, pane, "leak")
    qtbot.keyClick(pane.search, Qt.Key.Key_Return)
    pane.focus_search()
    assert pane.hits.isVisibleTo(pane)
    assert pane.search.selectedText() == "leak"
    qtbot.keyClick(pane.search, Qt.Key.Key_Escape)
    assert pane.card.isVisibleTo(pane)
    assert pane.search.text() == "leak"


def test_the_same_item_taken_again_shows_its_card(qtbot: QtBot, pane: CataloguePane) -> None:
    pane.set_query("leak")
    pane.set_hits("leak", _result(), ITEMS)
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
    _search(qtbot, pane, "leak")
    pane.set_hits("lea", _result("lea"), ITEMS)
    assert pane.hits.rows.lines.lines() == ()


def test_nothing_found_is_said_calmly(qtbot: QtBot, pane: CataloguePane) -> None:
    _search(qtbot, pane, "zz")
    pane.set_hits("zz", SearchResult(query="zz", hits=(), zero=True), ITEMS)
    assert any("unmet need" in words for words in _words(pane))
    qtbot.keyClick(pane.search, Qt.Key.Key_Return)
    qtbot.keyClick(pane.search, Qt.Key.Key_Escape)
    assert pane.search.text() == ""
    assert pane.tree.isVisibleTo(pane)


def test_danger_comes_first_and_transfers(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    pane.set_card(CARDS["C13-07"])
    strip = pane.card.danger
    assert strip.isVisibleTo(pane)
    assert strip.property("role") == "danger"
    assert strip.y() < pane.card.questions.y()
    assert "12356" in _words(pane)
    assert strip.button.accessibleName() == "Transfer to 12356 now, Ctrl T"
    qtbot.keyClick(strip.button, Qt.Key.Key_Return)
    assert desk.asked == [("transfer", "12356")]


def test_possible_danger_is_calm_and_no_danger_is_absent(pane: CataloguePane) -> None:
    pane.set_card(CARDS["C11-01"])
    assert pane.card.danger.property("role") == "notice"
    harmless = next(card for card in CARDS.values() if card.transfer is None and card.first_aid is None)
    pane.set_card(harmless)
    assert not pane.card.danger.isVisibleTo(pane)


def test_card_tells_questions_who_price_and_what_it_is_taken_for(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    card = CARDS["C03-03"]
    pane.set_card(card)
    ticks = pane.card.findChildren(QCheckBox)
    assert [tick.accessibleName() for tick in ticks] == [question.text.en for question in card.questions]
    assert ticks[0].accessibleDescription() == card.questions[0].hint.en
    words = _words(pane)
    assert "Handled by a plumbing partner · on site within 45 min" in words
    assert card.price is not None
    assert card.price.en in words
    assert "version 1 · reconstructed" in words
    qtbot.keyClick(pane.findChild(QPushButton, "catalogue.other.C03-04"), Qt.Key.Key_Space)
    assert desk.asked == [("item", "C03-04")]


def test_ticks_stay_while_the_same_card_is_shown(qtbot: QtBot, pane: CataloguePane) -> None:
    pane.set_card(CARDS["C03-03"])
    tick = pane.findChild(QCheckBox, "catalogue.question.2")
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    pane.set_card(CARDS["C03-03"])
    assert pane.findChild(QCheckBox, "catalogue.question.2").isChecked()


def test_knowledge_of_the_item_opens_as_an_article(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    pane.set_card(CARDS[ARTICLE.items[0]])
    pane.set_articles((ARTICLE,), TODAY)
    (line,) = pane.card.articles.lines.lines()
    assert line.right[0].text == f"valid until {ARTICLE.valid_until}"
    pane.card.articles.setCurrentIndex(pane.card.articles.lines.index(0))
    qtbot.keyClick(pane.card.articles, Qt.Key.Key_Return)
    assert desk.asked == [("article", ARTICLE.code)]
    assert pane.article.words.toPlainText() == ARTICLE.body.en


def test_article_hit_opens_and_stays_over_its_item(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    _search(qtbot, pane, "taxi")
    for _ in range(3):
        qtbot.keyClick(pane.search, Qt.Key.Key_Down)
    qtbot.keyClick(pane.search, Qt.Key.Key_Return)
    assert desk.asked[-1] == ("hit", "article", ARTICLE.code)
    pane.set_card(CARDS[ARTICLE.items[0]])
    assert pane.article.isVisibleTo(pane)
    qtbot.keyClick(pane.article.words, Qt.Key.Key_Escape)
    assert pane.card.isVisibleTo(pane)
    pane.set_article(ARTICLE, TODAY)
    pane.set_card(CARDS["C03-03"])
    assert pane.card.isVisibleTo(pane)


def test_expired_article_says_so(pane: CataloguePane) -> None:
    pane.set_article(ARTICLE, ARTICLE.valid_until)
    assert pane.article.answer.property("kind") == "primary"
    pane.set_article(ARTICLE, "2099-01-01")
    assert f"Expired: ask {ARTICLE.owner.en} before you read it out." in _words(pane)
    assert pane.article.answer.property("kind") == ""


def test_ctrl_enter_answers_from_the_article_before_any_other_meaning(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    other: list[str] = []
    QShortcut(QKeySequence("Ctrl+Return"), pane).activated.connect(lambda: other.append("other"))
    pane.set_article(ARTICLE, TODAY)
    for field in (pane.article.words, pane.search, pane.speech.edit):
        pane.set_article(ARTICLE, TODAY)
        field.setFocus()
        pane.set_article(ARTICLE, TODAY)
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [asked for asked in desk.asked if asked[0] == "answer"] == [("answer", ARTICLE.code)] * 3
    assert (other, pane.text()) == ([], "")
    pane.set_article(None, TODAY)
    qtbot.keyClick(pane.speech.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert other == ["other"]


def test_words_are_told_as_they_are_typed_and_never_by_a_set(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    pane.set_text("Water ")
    assert desk.asked == []
    pane.focus_text()
    qtbot.keyClicks(pane.speech.edit, "ru")
    assert desk.asked == [("text", "Water r"), ("text", "Water ru")]
    pane.set_card(CARDS["C03-03"])
    pane.set_saved("saved · just now")
    assert pane.text() == "Water ru"
    assert "saved · just now" in _words(pane)


def test_kinds_are_chosen_by_keyboard_and_set_in_silence(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    pane.set_case_kind(CaseKind.CONSULTATION)
    assert desk.asked == []
    assert pane.findChild(QPushButton, "case.kind.consultation").isChecked()
    chip = pane.findChild(QPushButton, "case.kind.complaint")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert desk.asked == [("kind", "complaint")]


def test_accept_says_why_it_cannot(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    button = pane.speech.accept
    pane.set_can_accept(False, "Choose an item first")
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert desk.asked == []
    assert "Choose an item first" in _words(pane)
    pane.set_can_accept(True, "")
    assert (button.caption(), button.accessibleName()) == ("Accept", "Accept, F9")
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert desk.asked == [("accept",)]
    pane.set_can_accept(True, "Save changed words")
    assert button.caption() == "Save changed words"
    assert "Choose an item first" not in _words(pane)


def test_a_narrow_low_pane_keeps_room_for_words_and_hits(qtbot: QtBot, pane: CataloguePane) -> None:
    pane.resize(560, 420)
    pane.set_card(CARDS["C13-07"])
    pane.set_text("Somebody is on the roof")
    qtbot.wait(1)
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
    _search(qtbot, pane, "leak")
    pane.focus_tree()
    assert pane.tree.isVisibleTo(pane)
    assert pane.tree.hasFocus()
    assert pane.tree.currentIndex() != QModelIndex()
