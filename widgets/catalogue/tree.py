"""The catalogue as a tree: categories and their items."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView, QWidget

from models.records.catalogue import CategoryRow, ItemRow
from widgets.base.rows import KEY_ROLE, LINE_ROLE, Line, LineDelegate, Mark
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.catalogue.lines import urgent_mark


class CatalogueTreeModel(QStandardItemModel):
    """Categories with their items beneath; retired items are left out. Items carry their code under ``KEY_ROLE``, categories ''."""

    def set_catalogue(self, categories: Sequence[CategoryRow], items: Sequence[ItemRow]) -> None:
        """Show these rows."""
        self.clear()
        for category in categories:
            under = [item for item in items if item.category == category.code and not item.retired]
            line = Line(
                key="",
                lead=category.code,
                title=category.name.in_(language()),
                bold=True,
                right=(Mark(str(len(under)), Tone.MUTED),),
            )
            node = _node(line)
            for item in under:
                marks = (urgent_mark(),) if item.emergency else ()
                node.appendRow(_node(Line(key=item.code, lead=item.code, title=item.name.in_(language()), marks=marks)))
            self.appendRow(node)


def _node(line: Line) -> QStandardItem:
    node = QStandardItem(f"{line.lead} {line.title}")
    node.setEditable(False)
    node.setData(line, LINE_ROLE)
    node.setData(line.key, KEY_ROLE)
    node.setData(", ".join((line.lead, line.title, *(mark.text for mark in line.marks))), Qt.ItemDataRole.AccessibleTextRole)
    return node


class _TreeDelegate(LineDelegate):
    """Lines a little closer to each other and to the branch marks."""

    margin = 4

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, 36)


class CatalogueTree(QTreeView):
    """The tree; Right opens a category, Enter or a click opens it or takes an item: ``item_taken(code)``."""

    item_taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("catalogue.tree")
        self.setAccessibleName(self.tr("Categories and items"))
        self._rows = CatalogueTreeModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_TreeDelegate(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(18)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.clicked.connect(self._take)

    def set_catalogue(self, categories: Sequence[CategoryRow], items: Sequence[ItemRow]) -> None:
        """Show categories and items; what was open stays open."""
        opened = {index.row() for index in self._categories() if self.isExpanded(index)}
        self._rows.set_catalogue(categories, items)
        for index in self._categories():
            self.setExpanded(index, index.row() in opened)

    def focus_first(self) -> None:
        """Take the focus, on the first row where none is current."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, 0))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._take(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _categories(self) -> list[QModelIndex]:
        return [self._rows.index(row, 0) for row in range(self._rows.rowCount())]

    def _take(self, index: QModelIndex) -> None:
        code = str(index.data(KEY_ROLE) or "")
        if code:
            self.item_taken.emit(code)
        else:
            self.setExpanded(index, not self.isExpanded(index))
