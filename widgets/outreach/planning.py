"""The form of a plan: the event, and what is done at its table, one line for each service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.base.buttons import KeyButton
from widgets.base.chooser import Chooser
from widgets.base.fields import Field, FieldForm, Value
from widgets.base.parts import Label, inset
from widgets.base.theme import Tone


class PlanView(QWidget):
    """``given()`` sends what stands in ``form``, ``left()`` leaves it. An item and a partner that are chosen become a line of the table."""

    given = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.form = FieldForm("outreach.plan")
        self.item, self.partner = Chooser(), Chooser()
        for chooser, words in ((self.item, self.tr("Item")), (self.partner, self.tr("Partner at the table"))):
            chooser.setAccessibleName(words)
            chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.item.setObjectName("outreach.plan.item")
        self.partner.setObjectName("outreach.plan.partner")
        add = KeyButton(self.tr("Onto the table"), "", name="outreach.plan.add")
        add.clicked.connect(self._on_add)
        told = Label(
            self.tr("Each line of the table: the code of an item, of the partner if there is one, and what the table calls it."),
            size="small",
            tone=Tone.MUTED,
            wrap=True,
        )
        back = KeyButton(self.tr("Back"), "", kind="flat", name="outreach.plan.back")
        back.clicked.connect(self.left)
        save = KeyButton(self.tr("Save"), "Ctrl S", kind="primary", name="outreach.plan.save")
        save.clicked.connect(self.given)
        foot = inset(told, back, save, margins=(14, 8, 14, 8))
        foot.layout().setStretch(0, 1)  # type: ignore[union-attr]
        column.addWidget(self.form)
        column.addWidget(inset(self.item, self.partner, add, margins=(14, 0, 14, 8)))
        column.addStretch(1)
        column.addWidget(foot)

    def ask(
        self, fields: Sequence[Field], values: Mapping[str, Value], items: Sequence[tuple[str, str]], partners: Sequence[tuple[str, str]]
    ) -> None:
        """Show the form with ``values``; ``items`` and ``partners`` are pairs of a line's beginning and its words."""
        self.form.set_fields(fields)
        self.form.set_values(values)
        for chooser, options in ((self.item, items), (self.partner, partners)):
            chooser.clear()
            for value, words in options:
                chooser.addItem(words, value)

    def _on_add(self) -> None:
        values = self.form.values()
        code, _, label = str(self.item.currentData() or "").partition(" ")
        line = " ".join(filter(None, (code, str(self.partner.currentData() or ""), label)))
        table = [*filter(None, str(values["services"]).splitlines()), *filter(None, (line,))]
        self.form.set_values({**values, "services": "\n".join(table)})
