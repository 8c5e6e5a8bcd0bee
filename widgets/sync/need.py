"""One thing that needs somebody: both values side by side, and under each the key that keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.records.sync import Choice, NeedRow
from widgets.base.buttons import KeyButton
from widgets.base.parts import Label
from widgets.base.theme import Tone
from widgets.sync.wording import ours_words, value_word


class NeedCard(QWidget):
    """``chosen(Choice)`` follows a press. Without a row it is not seen."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._offered: tuple[Choice, ...] = ()
        self._ours = Label(wrap=True)
        self._theirs = Label(wrap=True, bold=True)
        self._keep = KeyButton("", "1", name="sync.theirs")
        self._put_in = KeyButton("", "2", name="sync.ours")
        self._keep.clicked.connect(lambda: self.chosen.emit(Choice.THEIRS))
        self._put_in.clicked.connect(lambda: self.chosen.emit(Choice.OURS))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(24)
        self._theirs_title = Label(size="small", tone=Tone.MUTED)
        self._theirs_side = _side(self._theirs_title, self._theirs)
        row.addWidget(_stack(self._theirs_side, self._keep), 1)
        self._ours_title = Label(size="small", tone=Tone.MUTED)
        row.addWidget(_stack(_side(self._ours_title, self._ours), self._put_in), 1)
        self.hide()

    def offers(self, choice: Choice) -> bool:
        """Tell whether this choice can be made now."""
        return choice in self._offered

    def set_need(self, row: NeedRow | None) -> None:
        """Show another row, or none."""
        self._offered = row.choices if row is not None else ()
        self.setVisible(row is not None)
        if row is None:
            return
        nothing = self.tr("(nothing)")
        self._ours.setText(ours_words(row) or nothing)
        self._theirs.setText(value_word(row, row.theirs) or nothing)
        by = self.tr("At the centre, written by operator {number}").format(number=row.theirs_by)
        self._theirs_title.setText(by if row.theirs_by else self.tr("At the centre"))
        self._theirs_side.setVisible(bool(row.field))
        sent = bool(row.sent.zh or row.sent.en)
        self._ours_title.setText(self.tr("To be called off") if sent else self.tr("Written here"))
        self._put_in.set_caption(self.tr("Send them after all") if sent else self.tr("Put mine in"), "2")
        seen = self.tr("Called off") if sent else self.tr("I have seen it")
        self._keep.set_caption(self.tr("Keep the centre's") if row.field else seen, "1")
        self._keep.setVisible(Choice.THEIRS in row.choices)
        self._put_in.setVisible(Choice.OURS in row.choices)


def _side(title: Label, value: Label) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(title)
    column.addWidget(value)
    return holder


def _stack(side: QWidget, button: KeyButton) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(side)
    column.addStretch(1)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return holder
