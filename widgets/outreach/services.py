"""What is done at the table of a planned event: items found by words, each with its partner and what the table calls it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from widgets.base.chooser import Chooser
from widgets.base.listing import Listing
from widgets.base.parts import Header, Label, inset, restyle
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone

_HITS = 300
"""The width of what a search finds, in pixels."""


class Offer(msgspec.Struct, frozen=True):
    """An item that can be put on a table: its name, what a table calls it by itself, and who does it, as (code, name)."""

    code: str
    name: str
    label: str
    partners: tuple[tuple[str, str], ...] = ()


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A row of the table. ``partner`` is a code, '' for the hotline itself; ``label`` is what the table calls it."""

    item: str
    partner: str = ""
    label: str = ""


class ServiceTable(QWidget):
    """``changed()`` when somebody changes the table by hand; ``searched(words)`` wants ``set_hits``.

    In the search Down and Up choose among what was found and Enter puts it on the table; Delete takes the current row off it.
    """

    changed = Signal()
    searched = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._offers: Mapping[str, Offer] = {}
        self._partners: dict[str, str] = {}
        self._rows: list[Entry] = []
        self._silent = False
        self.search, self.label = QLineEdit(), QLineEdit()
        self.hits, self.table = Listing(f"{name}.hits"), Listing(f"{name}.rows")
        self.partner = Chooser()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        finding = self._build_finding(name)
        finding.setFixedWidth(_HITS)
        row.addWidget(finding)
        row.addWidget(self._build_table(name), 1)

    def set_offers(self, offers: Mapping[str, Offer]) -> None:
        """Say what can be put on the table, by the codes of the items."""
        self._offers = offers
        self._partners = {code: name for offer in offers.values() for code, name in offer.partners}

    def set_hits(self, codes: Sequence[str]) -> None:
        """Show the items that a search found, the likeliest first."""
        found = [self._offers[code] for code in codes if code in self._offers]
        self.hits.set_lines([Line(key=offer.code, lead=offer.code, title=offer.name, subtitle=offer.label) for offer in found], keep=False)
        if found:
            self.hits.set_current(found[0].code)

    def set_rows(self, rows: Sequence[Entry], search: str) -> None:
        """Show these rows, and these words in the search."""
        self._silent = True
        self._rows = list(rows)
        self._show(0)
        self.search.setText(search)
        self._silent = False

    def entries(self) -> tuple[Entry, ...]:
        """Return the rows."""
        return tuple(self._rows)

    def mark(self, wrong: bool) -> None:
        """Frame the table where what it holds was refused, and put the caret into the search."""
        restyle(self.search, state="unknown" if wrong else "")
        if wrong:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self.search
        if pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):  # type: ignore[attr-defined]
            self.hits.step(1 if event.key() == Qt.Key.Key_Down else -1)  # type: ignore[attr-defined]
            return True
        return super().eventFilter(watched, event)

    def _build_finding(self, name: str) -> QWidget:
        self.search.setObjectName(f"{name}.search")
        self.search.setAccessibleName(self.tr("Item: words, pinyin or code; Enter puts it on the table"))
        self.search.setPlaceholderText(self.tr("Item: words, pinyin or code"))
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(lambda: self._add(self.hits.current_key()))
        self.search.installEventFilter(self)
        self.hits.setAccessibleName(self.tr("Items found"))
        self.hits.activated_key.connect(self._add)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(inset(self.search))
        column.addWidget(self.hits, 1)
        return holder

    def _build_table(self, name: str) -> QWidget:
        self._head = Header(self.tr("The table"))
        self._none = Label(self.tr("Look for an item at the left: Enter puts it on the table."), tone=Tone.MUTED, wrap=True)
        self._none.setContentsMargins(14, 8, 14, 8)
        self.table.setAccessibleName(self.tr("The table; Delete takes a row off it"))
        self.table.chosen.connect(lambda _key: self._show_current())
        self.table.activated_key.connect(lambda _key: self.partner.setFocus(Qt.FocusReason.OtherFocusReason))
        QShortcut(QKeySequence("Delete"), self.table, self._on_delete, context=Qt.ShortcutContext.WidgetShortcut)
        self.partner.setObjectName(f"{name}.partner")
        self.partner.setAccessibleName(self.tr("Partner at the table"))
        self.partner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.partner.activated.connect(self._on_partner)
        self.label.setObjectName(f"{name}.label")
        self.label.setAccessibleName(self.tr("What the table calls it"))
        self.label.setPlaceholderText(self.tr("What the table calls it"))
        self.label.textEdited.connect(lambda words: self._put(msgspec.structs.replace(self._rows[self._current()], label=words)))
        self._row = inset(self.partner, self.label)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._none)
        column.addWidget(self.table, 1)
        column.addWidget(self._row)
        return holder

    def _on_searched(self, words: str) -> None:
        self.searched.emit(words)
        self._tell()

    def _add(self, code: str) -> None:
        offer = self._offers.get(code)
        if offer is None:
            return
        # with more than one there is nobody who would be the right one by himself
        partner = offer.partners[0][0] if len(offer.partners) == 1 else ""
        self._rows.append(Entry(offer.code, partner, offer.label))
        self._show(len(self._rows) - 1)
        self.search.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _on_delete(self) -> None:
        place = self._current()
        if 0 <= place < len(self._rows):
            del self._rows[place]
            self._show(min(place, len(self._rows) - 1))
            self._tell()

    def _on_partner(self) -> None:
        self._put(msgspec.structs.replace(self._rows[self._current()], partner=str(self.partner.currentData() or "")))

    def _put(self, row: Entry) -> None:
        place = self._current()
        self._rows[place] = row
        self.table.set_lines(self._lines())
        self._tell()

    def _current(self) -> int:
        return int(self.table.current_key() or -1)

    def _lines(self) -> list[Line]:
        return [self._line(place, row) for place, row in enumerate(self._rows)]

    def _line(self, place: int, row: Entry) -> Line:
        offer = self._offers.get(row.item)
        who = self._name_of(row.partner) if row.partner else self.tr("the hotline itself")
        known = () if offer is not None else (Mark(self.tr("not in the catalogue"), Tone.OVERDUE),)
        return Line(
            key=str(place),
            lead=row.item,
            title=offer.name if offer is not None else row.label,
            subtitle=f"{who} · {row.label}",
            right=known,
        )

    def _show(self, current: int) -> None:
        self.table.set_lines(self._lines(), keep=False)
        self._head.title.setText(self.tr("The table: {count}").format(count=len(self._rows)))
        self._none.setVisible(not self._rows)
        if self._rows:
            self.table.set_current(str(current))
        self._show_current()

    def _show_current(self) -> None:
        place = self._current()
        self._row.setVisible(0 <= place < len(self._rows))
        if not 0 <= place < len(self._rows):
            return
        row = self._rows[place]
        offered = self._offers[row.item].partners if row.item in self._offers else ()
        options = [("", self.tr("no partner: the hotline itself")), *offered]
        if row.partner not in dict(options):
            options.append((row.partner, self._name_of(row.partner)))
        self.partner.clear()
        for code, name in options:
            self.partner.addItem(name, code)
        self.partner.setCurrentIndex(self.partner.findData(row.partner))
        self.label.setText(row.label)

    def _name_of(self, partner: str) -> str:
        return self._partners.get(partner, partner)

    def _tell(self) -> None:
        self.mark(False)
        if not self._silent:
            self.changed.emit()
