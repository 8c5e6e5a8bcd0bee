"""Search, item card, knowledge and the words of the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from console.operator.desk import Desk
from console.operator.tools import Tools
from models.commands import search as search_commands
from models.records.case import CaseKind, Way
from models.records.catalogue import HandlerKind, ItemRow
from models.records.operation import Changes, Topic
from models.records.search import HitKind
from models.repositories import search as searches
from widgets.catalogue.view import CataloguePane

if TYPE_CHECKING:
    # For types only; start-up time: the index and its dictionary of pinyin are loaded while it is built, on a thread of its own.
    from models.search.index import SearchIndex

LEAD_AFTER_MS = 1500
"""A search that finds nothing counts as a lead once the operator has stopped typing for this long."""

LESSON_AFTER_MS = 2000
"""So long after a choice was written down, here or at another desk, the search knows all of them."""

NUMBER_DIGITS = 5
"""A search with so many digits may hold somebody's number, and is kept as no lead."""


class CataloguePresenter(QObject):
    """Answers every keystroke from the index in memory, and teaches it what operators choose."""

    changed_by_hand = Signal()
    accept_asked = Signal()
    answer_asked = Signal(str)
    transfer_asked = Signal(str)

    def __init__(self, tools: Tools, desk: Desk, pane: CataloguePane) -> None:
        super().__init__(pane)
        self._tools = tools
        self._desk = desk
        self._pane = pane
        self._index: SearchIndex | None = None
        self._query = ""
        self.kind = CaseKind.SERVICE
        self.way = Way.UNSAID
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(LEAD_AFTER_MS)
        self._idle.timeout.connect(self._on_idle)
        pane.query_changed.connect(self._on_query_changed)
        pane.hit_chosen.connect(self.open_hit)
        pane.item_chosen.connect(self.choose)
        pane.article_chosen.connect(self.show_article)
        pane.text_changed.connect(lambda _text: self.changed_by_hand.emit())
        pane.kind_changed.connect(self._on_kind_changed)
        pane.way_changed.connect(self._on_way_changed)
        pane.accept_asked.connect(self.accept_asked)
        pane.answer_asked.connect(self.answer_asked)
        pane.transfer_asked.connect(self.transfer_asked)
        desk.subject_changed.connect(lambda _key: self.clear())
        desk.item_changed.connect(self._on_item_changed)
        desk.case_changed.connect(lambda _case: self.set_way(self.way))
        self._lessons = QTimer(self, singleShot=True, interval=LESSON_AFTER_MS)
        self._lessons.timeout.connect(lambda: tools.runtime.spawn(self._relearn(), owner=self))
        tools.hub.changed.connect(self._on_changed)

    def start(self) -> None:
        """Show the tree."""
        rows = self._tools.reference.rows
        self._pane.set_catalogue(rows.categories, rows.items)
        self.set_way(self.way)

    def set_index(self, index: SearchIndex) -> None:
        """Search with this index from now on; a query that waited for it is answered."""
        self._index = index
        if self._query:
            self._search()

    def clear(self) -> None:
        """An empty form."""
        self._query = ""
        self._pane.set_query("")
        self._pane.set_text("")
        self._pane.set_article(None, self._today())
        self.set_kind(CaseKind.SERVICE)
        self.set_way(Way.UNSAID)

    def set_kind(self, kind: CaseKind) -> None:
        """Choose the kind of case."""
        self.kind = kind
        self._pane.set_case_kind(kind)

    def set_way(self, way: Way) -> None:
        """Say how the need came. It is asked where no call brought it, until the case is there: the journal keeps it then."""
        self.way = way
        self._pane.speech.set_way(way, asked=not self._desk.call_id and self._desk.case is None)

    def query(self) -> str:
        """Return what stands in the search line."""
        return self._query

    def restore(self, query: str, text: str, kind: CaseKind, item_code: str) -> None:
        """Put drafted words and the chosen item back."""
        self._query = query
        self._pane.set_query(query)
        self._pane.set_text(text)
        self.set_kind(kind)
        self._desk.set_item(self._tools.reference.item(item_code))

    def choose(self, code: str) -> None:
        """Take an item: it is filed under it, and the search learns from it."""
        item = self._tools.reference.item(code)
        if item is None:
            return
        if self._query.strip() and self._index is not None:
            self._index.learn(self._query, code)
            self._tools.runtime.spawn(self._learn(self._query, code), owner=self)
        self._idle.stop()
        if item.handler is HandlerKind.CONSULTATION and self.kind is CaseKind.SERVICE:
            self.set_kind(CaseKind.CONSULTATION)
        elif item.handler is not HandlerKind.CONSULTATION and self.kind is CaseKind.CONSULTATION:
            self.set_kind(CaseKind.SERVICE)
        self._desk.set_item(item)
        self.changed_by_hand.emit()

    def show_article(self, code: str) -> None:
        """Open a knowledge article to read out."""
        self._pane.set_article(self._tools.reference.article(code), self._today())

    def _today(self) -> str:
        return self._tools.now().date().isoformat()

    def _on_query_changed(self, query: str) -> None:
        self._query = query
        self._idle.start()
        self._search()
        self.changed_by_hand.emit()

    def _search(self) -> None:
        if self._index is None:
            return
        result = self._index.find(self._query)
        self._pane.set_hits(self._query, result, self._tools.reference.items())
        if result.district and not self._desk.district:
            self._desk.set_district(result.district)

    def open_hit(self, kind: str, code: str) -> None:
        """Take what a search found, of whatever kind."""
        if kind == HitKind.ITEM.value:
            self.choose(code)
        elif kind == HitKind.ARTICLE.value:
            self.show_article(code)
            article = self._tools.reference.article(code)
            if article and article.items and self._desk.item is None:
                self.choose(article.items[0])
        else:
            self._choose_by_handler(kind, code)

    def _choose_by_handler(self, kind: str, code: str) -> None:
        """A partner or unit was found by its name: its first item is what it is for."""
        reference = self._tools.reference
        found = reference.partner(code) if kind == HitKind.PARTNER.value else reference.unit(code)
        if found and found.items and (self._desk.item is None or self._desk.item.code not in found.items):
            self._desk.set_item(reference.item(found.items[0]))

    def _on_item_changed(self, item: ItemRow | None) -> None:
        self._pane.set_card(self._tools.card(item))
        self._pane.set_articles(self._tools.reference.articles_for(item.code) if item else (), self._today())

    def _on_kind_changed(self, kind: str) -> None:
        self.kind = CaseKind(kind)
        self.changed_by_hand.emit()

    def _on_way_changed(self, way: str) -> None:
        self.way = Way(way)
        self.changed_by_hand.emit()

    def _on_idle(self) -> None:
        telling = sum(char.isdigit() for char in self._query) >= NUMBER_DIGITS
        if self._index is not None and not telling and len(self._query.strip()) > 1 and self._index.find(self._query).zero:
            self._tools.runtime.spawn(self._lead(self._query), owner=self)

    async def _learn(self, query: str, code: str) -> None:
        self._publish(await self._tools.runtime.db(search_commands.record_choice, self._tools.stamp, query, code))

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.SEARCH):
            self._lessons.start()

    async def _relearn(self) -> None:
        """Let the search know what was chosen at other desks meanwhile."""
        choices = await self._tools.runtime.db(searches.choices)
        if self._index is not None:
            await self._tools.runtime.work(self._index.teach, choices)

    async def _lead(self, query: str) -> None:
        self._publish(await self._tools.runtime.db(search_commands.record_lead, self._tools.stamp, query))

    def _publish(self, changes: Changes) -> None:
        if changes.about(Topic.SEARCH):
            self._tools.hub.publish(changes)
