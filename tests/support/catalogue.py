"""The catalogue pane over the shipped catalogue, answered as its presenter answers."""

from __future__ import annotations

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from models.records.base import Text
from models.records.search import Hit, HitKind, SearchResult, WhyHit
from resources.catalogue import load_cards, load_categories, load_items
from resources.demo import load_articles
from widgets.base.parts import Label
from widgets.catalogue.view import CataloguePane

KEYS = {"search": "Ctrl F", "text": "Alt 3", "accept": "F9", "danger": "Ctrl T"}
ITEMS = {item.code: item for item in load_items()}
CATEGORIES = load_categories()
CARDS = load_cards()
ARTICLES = load_articles()
ARTICLE = ARTICLES[0]
TODAY = "2025-11-21"


def hit(code: str, why: WhyHit = WhyHit.PHRASE, **changes: object) -> Hit:
    """Return an item as a search finds it."""
    return replace(Hit(kind=HitKind.ITEM, code=code, name=ITEMS[code].name, score=90.0, why=why), **changes)


def result(query: str = "leak") -> SearchResult:
    """Return three items, an article and a partner."""
    return SearchResult(
        query=query,
        hits=(
            hit("C03-03", WhyHit.ENGLISH, spans=((0, 4),), via="sink leak"),
            hit("C03-05"),
            hit("C03-01"),
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
        self.pane.set_hits(query, result(query) if query else SearchResult(query="", hits=()), ITEMS)

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


def words(pane: CataloguePane) -> list[str]:
    """Return every label on screen."""
    return [label.text() for label in pane.findChildren(Label) if label.isVisibleTo(pane) and label.text()]


def search(qtbot: QtBot, pane: CataloguePane, query: str) -> None:
    """Type a query into the search line."""
    pane.focus_search()
    qtbot.keyClicks(pane.search, query)
