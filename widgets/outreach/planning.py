"""The form of a plan: the event, and the table of what is done at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.base.buttons import KeyButton
from widgets.base.fields import Field, FieldForm, Value
from widgets.base.parts import Rule, inset
from widgets.outreach.services import Entry, Offer, ServiceTable

_FIELDS = 236
"""The most height of the fields above the table, in pixels."""


class PlanView(QWidget):
    """``given()`` sends what stands here, ``left()`` leaves it as it is, ``discarded()`` wants it as it was before somebody typed.

    ``changed()`` when somebody changes anything by hand. The rows of the table are the value ``services``, as JSON.
    """

    given = Signal()
    left = Signal()
    discarded = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.form, self.services = FieldForm("outreach.plan"), ServiceTable("outreach.plan")
        self.form.setMaximumHeight(_FIELDS)
        self.form.changed.connect(self.changed)
        self.services.changed.connect(self.changed)
        self._discard = KeyButton(self.tr("Discard what was typed"), "", kind="flat", name="outreach.plan.discard")
        self._discard.clicked.connect(self.discarded)
        self._discard.hide()
        back = KeyButton(self.tr("Back"), "", kind="flat", name="outreach.plan.back")
        back.clicked.connect(self.left)
        save = KeyButton(self.tr("Save"), "Ctrl S", kind="primary", name="outreach.plan.save")
        save.clicked.connect(self.given)
        foot = inset(self._discard, QWidget(), back, save, margins=(14, 8, 14, 8))
        foot.layout().setStretch(1, 1)  # type: ignore[union-attr]
        column.addWidget(self.form)
        column.addWidget(Rule())
        column.addWidget(self.services, 1)
        column.addWidget(Rule())
        column.addWidget(foot)

    def ask(self, fields: Sequence[Field], offers: Mapping[str, Offer]) -> None:
        """Ask for these fields and a table of what is offered."""
        self.form.set_fields(fields)
        self.services.set_offers(offers)

    def set_typed(self, typed: bool) -> None:
        """Say whether there is something to discard."""
        self._discard.setVisible(typed)

    def values(self) -> dict[str, Value]:
        """Return what stands here by the names of the fields, the rows of the table and what is being looked for among them."""
        rows = msgspec.json.encode(self.services.entries()).decode()
        return {**self.form.values(), "services": rows, "search": self.services.search.text()}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Put values in, as ``values`` returns them."""
        self.form.set_values(values)
        rows = msgspec.json.decode(str(values.get("services") or "[]"), type=tuple[Entry, ...])
        self.services.set_rows(rows, str(values.get("search", "")))

    def mark(self, name: str) -> None:
        """Frame the field at fault and put the caret into it; '' takes every frame away."""
        self.form.mark(name)
        self.services.mark(name == "services")

    def focus_first(self) -> None:
        """Put the caret into the first field."""
        self.form.focus_first()
