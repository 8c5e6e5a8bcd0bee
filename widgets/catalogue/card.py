"""The card of an item: danger first, then what to ask, who does it, what it costs, and what it is taken for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.records.catalogue import ItemCard
from models.records.knowledge import ArticleRow
from widgets.base.flow import FlowLayout, tab_chain
from widgets.base.listing import Listing
from widgets.base.parts import Chip, Label, clear
from widgets.base.rows import KEY_ROLE
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.catalogue.danger import DangerStrip
from widgets.catalogue.lines import article_line
from widgets.catalogue.questions import QuestionList


class ItemCardView(QScrollArea):
    """Shows an item card. ``item_taken(code)`` from an item that this one is confused with, ``article_taken(code)`` from its knowledge."""

    item_taken = Signal(str)
    article_taken = Signal(str)
    transfer_asked = Signal(str)

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("catalogue.card")
        self.setAccessibleName(self.tr("Item card"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._card: ItemCard | None = None
        self.danger = DangerStrip(keys.get("danger", ""))
        self._code = Label("", tone=Tone.MUTED)
        self._name = Label("", size="title", wrap=True)
        self._urgent = Chip(self.tr("Urgent"), Tone.OVERDUE)
        self._version = Label("", tone=Tone.MUTED, size="small")
        self.questions = QuestionList()
        self._who = Label("", wrap=True)
        self._price = Label("", wrap=True)
        self.articles = Listing("catalogue.articles")
        self.articles.setAccessibleName(self.tr("Knowledge on this item"))
        self._others = QWidget()
        self._chips = FlowLayout(self._others)
        self._facts = QGridLayout()
        self._fact_labels: dict[QWidget, Label] = {}
        self._assemble()
        self.danger.transfer_asked.connect(self.transfer_asked)
        self.articles.activated_key.connect(self.article_taken)
        self.articles.clicked.connect(self._on_article_clicked)

    def set_card(self, card: ItemCard | None) -> None:
        """Show a card from its top; the same card again keeps the ticks."""
        if card == self._card:
            return
        self._card = card
        self.danger.set_card(card)
        if card is None:
            return
        item = card.item
        self._code.setText(item.code)
        self._name.setText(item.name.in_(language()))
        self._urgent.setVisible(item.emergency)
        self._version.setText(self.tr("version {number} · reconstructed").format(number=item.version))
        self.questions.set_questions(card.questions)
        minutes = self.tr("on site within {minutes} min").format(minutes=card.minutes_on_site) if card.minutes_on_site else ""
        self._set_fact(self._who, " · ".join(filter(None, (card.who.in_(language()), minutes))))
        self._set_fact(self._price, card.price.in_(language()) if card.price else "")
        self._fill_chips(card)
        self.verticalScrollBar().setValue(0)

    def set_articles(self, articles: Sequence[ArticleRow], today: str) -> None:
        """Show the knowledge articles on the item; ``today`` is an ISO date."""
        self.articles.set_lines([article_line(article, today) for article in articles])
        self.articles.setFixedHeight(self.articles.content_height())
        self._show_fact(self.articles, bool(articles))

    def _assemble(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 5, 14, 10)
        column.setSpacing(4)
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._code)
        title.addWidget(self._name, 1)
        title.addWidget(self._urgent)
        self._version.setToolTip(self.tr("The newspaper names how many items there were, not which: this list is our reconstruction."))
        column.addWidget(self.danger)
        column.addLayout(title)
        column.addWidget(self.questions)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        facts: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Who"), self._who),
            (self.tr("Price"), self._price),
            (self.tr("Knowledge"), self.articles),
            (self.tr("Or rather"), self._others),
        )
        for row, (word, widget) in enumerate(facts):
            label = Label(word, tone=Tone.MUTED)
            label.setContentsMargins(0, {self.articles: 8, self._others: 3}.get(widget, 0), 0, 0)
            self._fact_labels[widget] = label
            self._facts.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(widget, row, 1)
        column.addLayout(self._facts)
        column.addWidget(self._version)
        column.addStretch(1)
        self.setWidget(content)

    def _set_fact(self, label: Label, words: str) -> None:
        label.setText(words)
        self._show_fact(label, bool(words))

    def _show_fact(self, widget: QWidget, shown: bool) -> None:
        widget.setVisible(shown)
        self._fact_labels[widget].setVisible(shown)

    def _fill_chips(self, card: ItemCard) -> None:
        clear(self._chips)
        chips: list[QPushButton] = []
        for other in card.confused_with:
            chip = QPushButton(f"{other.code} {other.name.in_(language())}")
            chip.setProperty("kind", "chip")
            chip.setAutoDefault(True)
            chip.setObjectName(f"catalogue.other.{other.code}")
            chip.setAccessibleName(self.tr("Rather {name}").format(name=other.name.in_(language())))
            chip.clicked.connect(lambda _on, code=other.code: self.item_taken.emit(code))
            self._chips.addWidget(chip)
            chips.append(chip)
        self._show_fact(self._others, bool(card.confused_with))
        tab_chain(self.danger.button, *self.questions.ticks, self.articles, *chips)

    def _on_article_clicked(self, index: QModelIndex) -> None:
        self.article_taken.emit(str(index.data(KEY_ROLE)))
