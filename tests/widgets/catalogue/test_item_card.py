"""Card, article and the words of the caller, by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from models.records.case import CaseKind
from tests.support.catalogue import ARTICLE, CARDS, TODAY, Answering, search, words
from widgets.catalogue.view import CataloguePane


def test_danger_comes_first_and_transfers(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    pane.set_card(CARDS["C13-07"])
    strip = pane.card.danger
    assert strip.isVisibleTo(pane)
    assert strip.property("role") == "danger"
    assert strip.y() < pane.card.questions.y()
    assert "12356" in words(pane)
    assert strip.button.accessibleName() == "Transfer to 12356 now, Ctrl T"
    qtbot.keyClick(strip.button, Qt.Key.Key_Return)
    assert desk.asked == [("transfer", "12356")]


def test_possible_danger_is_calm_and_no_danger_is_absent(pane: CataloguePane) -> None:
    pane.set_card(CARDS["C11-01"])
    assert pane.card.danger.property("role") == "notice"
    harmless = next(card for card in CARDS.values() if card.transfer is None and card.first_aid is None)
    pane.set_card(harmless)
    assert not pane.card.danger.isVisibleTo(pane)


def test_beneath_a_warning_the_first_question_is_seen_without_scrolling(pane: CataloguePane) -> None:
    pane.resize(536, 425)  # what a window of 1280 by 800 gives it
    for code in ("C04-01", "C03-03", "C11-01"):
        pane.set_card(CARDS[code])
        QApplication.processEvents()
        view, tick = pane.card.viewport(), pane.card.questions.ticks[0]
        assert view.rect().contains(tick.mapTo(view, tick.rect().bottomLeft())), code


def test_card_tells_questions_who_price_and_what_it_is_taken_for(qtbot: QtBot, pane: CataloguePane, desk: Answering) -> None:
    card = CARDS["C03-03"]
    pane.set_card(card)
    ticks = pane.card.findChildren(QCheckBox)
    assert [tick.accessibleName() for tick in ticks] == [question.text.en for question in card.questions]
    assert ticks[0].accessibleDescription() == card.questions[0].hint.en
    said = words(pane)
    assert "Handled by a plumbing partner · on site within 45 min" in said
    assert card.price is not None
    assert card.price.en in said
    assert "version 1 · reconstructed" in said
    qtbot.keyClick(pane.findChild(QPushButton, "catalogue.other.C03-04"), Qt.Key.Key_Space)
    assert desk.asked == [("item", "C03-04")]


def test_tab_walks_from_the_search_line_through_the_card_to_the_words(qtbot: QtBot, pane: CataloguePane) -> None:
    pane.set_can_accept(True, "")
    pane.set_card(CARDS["C13-07"])
    pane.speech.accept.setFocus()
    met = []
    for _ in range(13):
        qtbot.keyClick(pane.focusWidget(), Qt.Key.Key_Tab)
        met.append(pane.focusWidget().objectName())
    assert pane.card.isVisibleTo(pane)
    assert met[:4] == ["catalogue.search", "catalogue.card", "catalogue.transfer", "catalogue.question.1"]
    assert met[-4:] == ["catalogue.other.C13-04", "catalogue.other.C11-02", "catalogue.other.C12-07", "case.text"]


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
    search(qtbot, pane, "taxi")
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
    assert f"Expired: ask {ARTICLE.owner.en} before you read it out." in words(pane)
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
    assert "saved · just now" in words(pane)


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
    assert "Choose an item first" in words(pane)
    pane.set_can_accept(True, "")
    assert (button.caption(), button.accessibleName()) == ("Accept", "Accept, F9")
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert desk.asked == [("accept",)]
    pane.set_can_accept(True, "Save changed words")
    assert button.caption() == "Save changed words"
    assert "Choose an item first" not in words(pane)
