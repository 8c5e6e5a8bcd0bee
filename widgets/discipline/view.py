"""The page of partners: the list at the left, the one that is chosen at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from models.records.dossier import Concern, PartnerSummary
from widgets.base.buttons import KeyButton
from widgets.base.flow import FlowLayout
from widgets.base.listing import Listing
from widgets.base.parts import Label, Pane, inset
from widgets.base.theme import Tone
from widgets.base.words import card_word, standing_word
from widgets.discipline.acts import Act, title_of
from widgets.discipline.detail import DossierPane
from widgets.discipline.lines import summary_line
from widgets.discipline.words import concern_word

_INTO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LISTS: tuple[Concern | None, ...] = (None, *Concern)


class PartnersPage(QWidget):
    """``chosen(code)`` follows the current partner, ``enlist_asked`` wants to write a new one down; the rest comes from ``dossier``."""

    chosen = Signal(str)
    enlist_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("discipline")
        self._rows: tuple[PartnerSummary, ...] = ()
        self._now: datetime | None = None
        self._concern: Concern | None = None
        self.dossier = DossierPane()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._list_pane(), 2)
        row.addWidget(self.dossier, 3)
        self.setTabOrder(self.list, self._new)  # or Enter on a page that was only opened would begin a new partner

    def set_partners(self, rows: Sequence[PartnerSummary], now: datetime) -> None:
        """Show the partners; the current one stays current where it is still in the list."""
        self._rows, self._now = tuple(rows), now
        self._show()

    def choose(self, code: str) -> None:
        """Make a partner current, in the list of all where it is not in the one that is open."""
        if not self.list.set_current(code):
            self.search.clear()
            self._open(None)
            self.list.set_current(code)

    def shown(self) -> tuple[str, ...]:
        """Return the codes in the list as it is."""
        return tuple(line.key for line in self.list.lines.lines())

    def open(self, concern: Concern | None) -> None:
        """Open one of the lists, None for all partners."""
        self._open(concern)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _INTO_LIST:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.list.current_key():
                self.list.step(1)
            return True
        return super().eventFilter(watched, event)

    def _list_pane(self) -> Pane:
        pane = Pane(QCoreApplication.translate("discipline", "Partners"))
        self._new = KeyButton(title_of(Act.ENLIST), "", name="discipline.act.enlist")
        self._new.clicked.connect(self.enlist_asked)
        pane.header.add_right(self._new)
        self.search = QLineEdit()
        self.search.setObjectName("discipline.search")
        self.search.setPlaceholderText(QCoreApplication.translate("discipline", "Name, code, item, stage, card or licence"))
        self.search.setAccessibleName(QCoreApplication.translate("discipline", "Search partners"))
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.installEventFilter(self)
        chips = QWidget()
        flow = FlowLayout(chips)
        flow.setContentsMargins(14, 0, 14, 8)
        self._chips: dict[Concern | None, QPushButton] = {}
        for concern in _LISTS:
            chip = QPushButton()
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setObjectName(f"discipline.list.{concern.value if concern else 'all'}")
            chip.clicked.connect(lambda _on=False, concern=concern: self._open(concern))
            self._chips[concern] = chip
            flow.addWidget(chip)
        self.list = Listing("discipline.partners")
        self.list.setAccessibleName(QCoreApplication.translate("discipline", "Partners"))
        self.list.chosen.connect(self._on_chosen)
        self._none = Label(tone=Tone.MUTED, wrap=True)
        self._none.setContentsMargins(14, 12, 14, 12)
        pane.body.addWidget(inset(self.search))
        pane.body.addWidget(chips)
        pane.body.addWidget(self._none)
        pane.body.addWidget(self.list, 1)
        return pane

    def _open(self, concern: Concern | None) -> None:
        self._concern = concern
        self._show()

    def _show(self) -> None:
        """Bring list and counts in line with what is searched for and which list is open."""
        if self._now is None:
            return
        wanted = self.search.text().casefold().split()
        found = [row for row in self._rows if all(word in _haystack(row) for word in wanted)]
        for concern, chip in self._chips.items():
            chip.setText(f"{concern_word(concern)} {sum(_in(row, concern) for row in found)}")
            chip.setChecked(concern is self._concern)
        rows = [row for row in found if _in(row, self._concern)]
        now = self._now
        self.list.set_lines([summary_line(row, now) for row in rows])
        self._none.setVisible(not rows)
        if not rows:
            nobody = QCoreApplication.translate("discipline", "No partner in this list.")
            self._none.setText(QCoreApplication.translate("discipline", "No partner is found by these words.") if wanted else nobody)

    def _on_chosen(self, code: str) -> None:
        if code:
            self.chosen.emit(code)


def _in(row: PartnerSummary, concern: Concern | None) -> bool:
    return concern is None or concern in row.concerns


def _haystack(summary: PartnerSummary) -> str:
    row = summary.row
    words = (row.code, row.name.zh, row.name.en, row.phone, row.licence_no, standing_word(row.stage), card_word(row.card), *row.items)
    return " ".join((*words, *(concern_word(concern) for concern in summary.concerns))).casefold()
