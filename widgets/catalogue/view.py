"""The catalogue pane: one line finds the service, its card says what to ask, and the words of the caller become a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.records.case import CaseKind
from models.records.catalogue import CategoryRow, ItemCard, ItemRow
from models.records.knowledge import ArticleRow
from models.records.search import HitKind, SearchResult
from widgets.base.parts import Label, Pane, Rule, inset
from widgets.base.theme import Tone
from widgets.catalogue.article import AnswerKey, ArticleView
from widgets.catalogue.card import ItemCardView
from widgets.catalogue.search import HitList, SearchLine
from widgets.catalogue.speech import SpeechBox
from widgets.catalogue.tree import CatalogueTree


class CataloguePane(Pane):
    """Search line, then hits, tree, card or article in one place, then what the caller says.

    Whoever comes to the search line sees the hits (or the tree, while nothing is typed); whoever takes one sees its card.
    ``set_query`` and ``set_text`` lay another need on the desk and replace what stands there; nothing else touches typed words.
    """

    query_changed = Signal(str)
    hit_chosen = Signal(str, str)
    item_chosen = Signal(str)
    article_chosen = Signal(str)
    text_changed = Signal(str)
    kind_changed = Signal(str)
    way_changed = Signal(str)
    accept_asked = Signal()
    transfer_asked = Signal(str)
    answer_asked = Signal(str)

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__("", keys.get("search", ""))
        self.header.title.setText(self.tr("Services"))
        self.setObjectName("catalogue")
        self.setAccessibleName(self.tr("Services"))
        self._count = Label("", tone=Tone.MUTED, size="small")
        self.header.add(self._count)
        self.search = SearchLine()
        self.hits = HitList()
        self.tree = CatalogueTree()
        self.card = ItemCardView(keys)
        self.article = ArticleView()
        self.speech = SpeechBox(keys)
        self._pages = QStackedWidget()
        self._pages.setMinimumHeight(120)
        for page in (self.tree, self.hits, self.card, self.article):
            self._pages.addWidget(page)
        self._item_card: ItemCard | None = None
        self._open_article: ArticleRow | None = None
        self._articles: tuple[ArticleRow, ...] = ()
        self._today = ""
        self._browsing = True
        self.body.addWidget(inset(self.search, margins=(14, 6, 14, 6)))
        self.body.addWidget(Rule())
        self.body.addWidget(self._pages, 7)
        self.body.addWidget(Rule())
        self.body.addWidget(self.speech, 2)
        self.setMinimumWidth(360)
        self._connect()
        self._show_page()

    # --- what goes in ---------------------------------------------------------------------------------------------------------

    def set_catalogue(self, categories: Sequence[CategoryRow], items: Sequence[ItemRow]) -> None:
        """Show the catalogue as a tree and count it."""
        self.tree.set_catalogue(categories, items)
        self.hits.categories = {category.code: category for category in categories}
        living = sum(not item.retired for item in items)
        self._count.setText(self.tr("{categories} categories · {items} items").format(categories=len(categories), items=living))

    def set_hits(self, query: str, result: SearchResult, items: Mapping[str, ItemRow]) -> None:
        """Show what ``query`` found; an answer to an older query than the one that stands there is dropped."""
        if query == self.search.text():
            self.hits.set_result(result, items)
            self._show_page()

    def set_card(self, card: ItemCard | None) -> None:
        """Show the card of the chosen item; None where none is chosen. An open article that belongs to the item stays on top."""
        self._item_card = card
        self.card.set_card(card)
        if card is None or (self._open_article is not None and card.item.code not in self._open_article.items):
            self._open_article = None
        self._browsing = card is None
        self._show_page()

    def set_articles(self, articles: tuple[ArticleRow, ...], today: str = "") -> None:
        """Show the knowledge articles on the chosen item, as of ``today`` (ISO date; '' = the day that was last told)."""
        self._today = today or self._today
        self._articles = articles
        self.card.set_articles(articles, self._today)

    def set_article(self, article: ArticleRow | None, today: str) -> None:
        """Open an article to read out, as of ``today`` (ISO date); None closes it."""
        self._today = today
        self._open_article = article
        self.article.set_article(article, today)
        self.card.set_articles(self._articles, today)
        if article is not None:
            self._browsing = False
        self._show_page()

    def set_query(self, query: str) -> None:
        """Put a query into the line without asking for it."""
        if query != self.search.text():
            self.search.setText(query)
        self._show_page()

    def set_text(self, text: str) -> None:
        """Show the words of another need."""
        self.speech.set_text(text)

    def set_saved(self, text: str) -> None:
        """Say when the words were last saved, e.g. “saved · just now”."""
        self.speech.set_saved(text)

    def set_case_kind(self, kind: CaseKind) -> None:
        """Mark the kind of case."""
        self.speech.set_kind(kind)

    def set_can_accept(self, able: bool, why: str) -> None:
        """Enable the primary button (which says ``why`` where that is given), or disable it and tell why."""
        self.speech.set_can_accept(able, why)

    def set_leading(self, leading: bool) -> None:
        """Make Accept the one primary button of the window, or not."""
        self.speech.accept.set_leading(leading)

    # --- what comes out -------------------------------------------------------------------------------------------------------

    def text(self) -> str:
        """Return what the caller says, as it stands in the field."""
        return self.speech.text()

    def focus_search(self) -> None:
        """Put the caret into the search line, its words marked so that typing begins anew."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        self._browse()

    def focus_tree(self) -> None:
        """Show the tree, whatever was found, and give it the keys."""
        self._browsing = True
        self._pages.setCurrentWidget(self.tree)
        self.tree.focus_first()

    def focus_text(self) -> None:
        """Put the caret into the words of the caller."""
        self.speech.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- inside ---------------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.search.textEdited.connect(self._on_query_edited)
        self.search.moved.connect(self._on_moved)
        self.search.taken.connect(self.hits.take)
        self.search.given_up.connect(self._on_given_up)
        self.search.entered.connect(self._browse)
        self.hits.taken.connect(self._on_hit_taken)
        self.tree.item_taken.connect(self._on_item_taken)
        self.card.item_taken.connect(self.item_chosen)
        self.card.article_taken.connect(self.article_chosen)
        self.card.transfer_asked.connect(self.transfer_asked)
        self.article.answered.connect(self.answer_asked)
        self.article.left.connect(self._on_article_left)
        self.speech.text_changed.connect(self.text_changed)
        self.speech.kind_changed.connect(self.kind_changed)
        self.speech.way_changed.connect(self.way_changed)
        self.speech.accept_asked.connect(self.accept_asked)
        AnswerKey(self.article, self.search, self.speech.edit)

    def _show_page(self) -> None:
        page: QWidget = self.hits if self.search.text().strip() else self.tree
        if not self._browsing and self._open_article is not None:
            page = self.article
        elif not self._browsing and self._item_card is not None:
            page = self.card
        self._pages.setCurrentWidget(page)

    def _browse(self) -> None:
        """Show hits or tree again; words whose hits are not here are asked for."""
        self._browsing = True
        query = self.search.text()
        if query.strip() and self.hits.query() != query:
            self.query_changed.emit(query)
        self._show_page()

    def _on_query_edited(self, query: str) -> None:
        self._browsing = True
        self._show_page()
        self.query_changed.emit(query)

    def _on_moved(self, by: int) -> None:
        if self._pages.currentWidget() not in (self.hits, self.tree):
            self._browse()
        elif self._pages.currentWidget() is self.hits:
            self.hits.step(by)
        else:
            self.tree.focus_first()

    def _on_given_up(self) -> None:
        if self._browsing and (self._item_card is not None or self._open_article is not None):
            self._browsing = False
            self._show_page()
        elif self.search.text():
            self.search.clear()
            self._on_query_edited("")

    def _on_hit_taken(self, kind: str, code: str) -> None:
        self.hit_chosen.emit(kind, code)
        self._browsing = False
        self._show_page()
        if kind == HitKind.ITEM.value:
            self.focus_text()
        elif self._pages.currentWidget() is self.article:
            self.article.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_item_taken(self, code: str) -> None:
        self.item_chosen.emit(code)
        self._browsing = False
        self._show_page()
        self.focus_text()

    def _on_article_left(self) -> None:
        self._open_article = None
        self._browsing = self._item_card is None
        self._show_page()
        if self._browsing:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_text()
