"""Leads the eye: of all the buttons on the screen exactly one is the next key to press."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.operator.desk import Desk
from console.operator.reference import Reference
from console.operator.window import OperatorWindow
from models.records.call import CallState
from models.records.case import CaseState, Stage
from models.records.catalogue import HandlerKind
from models.rules.transitions import settled


class Guide(QObject):
    """Makes one pane's button the primary one, as the need on the desk moves on."""

    def __init__(self, desk: Desk, window: OperatorWindow, reference: Reference) -> None:
        super().__init__(window)
        self._reference = reference
        self._desk = desk
        self._window = window
        desk.case_changed.connect(lambda _case: self.lead())
        desk.item_changed.connect(lambda _item: self.lead())
        self.lead()

    def lead(self) -> None:
        """Say again where the next key belongs."""
        call, window = self._desk.call, self._window
        room = self._place(self._desk.case)
        place = "call" if call is not None and call.state is CallState.ALERTING else room
        window.catalogue.set_leading(place == "accept")
        window.partner.set_leading(place == "partner")
        window.callback.set_leading(place == "callback")
        window.make_room(room)  # a ring leads the eye, but moves no pane

    def _place(self, case: CaseState | None) -> str:
        if case is None:
            return "danger" if self._dangerous() else "accept"
        if case.stage is Stage.ACCEPTED:
            return "case" if settled(case) else "partner"
        if case.stage is Stage.CALLBACK and not case.callback_done:
            return "callback"
        return "case"

    def _dangerous(self) -> bool:
        """Tell whether the item's emergency number comes before any form; the pane shows its own button for that."""
        item = self._desk.item
        card = self._reference.cards.get(item.code) if item is not None and item.emergency else None
        return card is not None and card.transfer is not None and card.item.handler is HandlerKind.DEPARTMENT
