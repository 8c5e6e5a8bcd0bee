"""The strip that comes before any form: whom to put the caller through to, when, and what to do meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from models.records.catalogue import HandlerKind, ItemCard
from widgets.base.buttons import KeyButton
from widgets.base.parts import Label, restyle
from widgets.base.theme import Tone
from widgets.base.words import language


class DangerStrip(QFrame):
    """Shows an item's emergency number and first words. Loud for an emergency item, calm where the danger is only a possibility.

    ``transfer_asked(number)`` when the button is pressed. Hidden where the item has neither.
    """

    transfer_asked = Signal(str)

    def __init__(self, key: str) -> None:
        super().__init__()
        self._shortcut = key
        self._dialled = ""
        self._number = Label("", size="number", tone=Tone.OVERDUE)
        self._name = Label("", size="title", tone=Tone.OVERDUE, wrap=True)
        self._when = Label("", size="small", wrap=True)
        self._aid = Label("", wrap=True)
        self.button = KeyButton("", key, kind="danger", name="catalogue.transfer")
        self.button.setFixedHeight(30)  # the questions beneath are wanted at the same glance
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 3, 6, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._number, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._name, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.button, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._when, 1, 0, 1, 3)
        grid.addWidget(self._aid, 2, 0, 1, 3)
        self.button.clicked.connect(lambda: self.transfer_asked.emit(self._dialled))
        self.hide()

    def set_card(self, card: ItemCard | None) -> None:
        """Show what the card says about danger."""
        transfer = card.transfer if card else None
        aid = card.first_aid.in_(language()) if card and card.first_aid else ""
        loud = bool(card and card.item.emergency and card.item.handler is HandlerKind.DEPARTMENT and transfer)
        tone = Tone.OVERDUE if loud else Tone.DUE
        restyle(self, role="danger" if loud else "notice", tone="" if loud else Tone.DUE.value)
        self._dialled = transfer.number if transfer else ""
        self._number.setText(self._dialled)
        restyle(self._number, scale="number" if loud else "large")
        self._number.set_tone(tone)
        self._name.setText(transfer.name.in_(language()) if transfer else "")
        self._name.set_tone(tone)
        self._when.setText(transfer.when.in_(language()) if transfer else "")
        self._aid.setText(self.tr("Say first: {words}").format(words=aid) if aid else "")
        self.button.set_kind("danger" if loud else "")
        self.button.repolish()  # the strip around it has changed its role, which the words on the button look at
        self.button.set_caption(self.tr("Transfer to {number} now").format(number=self._dialled), self._shortcut)
        for widget in (self._number, self._name, self._when, self.button):
            widget.setVisible(transfer is not None)
        self._aid.setVisible(bool(aid))
        self.setVisible(transfer is not None or bool(aid))
