"""Who sits here: type the operator number, Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from models.records.staff import OperatorRow
from widgets.base.listing import Listing
from widgets.base.parts import Label, inset
from widgets.base.rows import Line
from widgets.base.theme import Tone
from widgets.base.words import language


class SignIn(QFrame):
    """An overlay in the middle of its parent. ``operator_chosen(int)`` gives the operator's number."""

    operator_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "overlay")
        self._room = parent
        self._staff: tuple[OperatorRow, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 8)
        self._number = QLineEdit()
        self._number.setObjectName("signin.number")
        self._number.setProperty("role", "search")
        self._number.setAccessibleName(self.tr("Operator number"))
        self._number.setPlaceholderText(self.tr("Operator number, then Enter"))
        self._number.textChanged.connect(self._show)
        self._number.installEventFilter(self)
        self._list = Listing("signin.list")
        self._list.setAccessibleName(self.tr("Operators"))
        self._list.activated_key.connect(lambda key: self.operator_chosen.emit(int(key)))
        title = Label(self.tr("Who sits here?"), size="title")
        remark = Label(self.tr("The number goes into every entry of the journal."), tone=Tone.MUTED)
        column.addWidget(inset(title, remark, vertical=True))
        column.addWidget(inset(self._number))
        column.addWidget(self._list, 1)
        parent.installEventFilter(self)
        self._place()

    def set_staff(self, staff: Sequence[OperatorRow], last: int) -> None:
        """Offer the operators; the one who sat here last is filled in."""
        self._staff = tuple(staff)
        self._number.setText(str(last) if last else "")
        self._number.selectAll()
        self._number.setFocus()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._number and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._list.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.current_key():
                self.operator_chosen.emit(int(self._list.current_key()))
                return True
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._room.size()
        width, height = min(520, room.width() - 40), min(520, room.height() - 40)
        self.setGeometry((room.width() - width) // 2, (room.height() - height) // 3, width, height)

    def _show(self) -> None:
        wanted = self._number.text().strip().lower()
        speech = language()
        found = [op for op in self._staff if not wanted or str(op.number).startswith(wanted) or wanted in op.name.in_(speech).lower()]
        found.sort(key=lambda op: (str(op.number) != wanted, op.number))
        self._list.set_lines([Line(key=str(op.number), lead=str(op.number), title=op.name.in_(speech)) for op in found], keep=False)
        self._list.step(0)
