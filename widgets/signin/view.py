"""Who sits here: type the operator number, Enter; the password, where the desk belongs to a centre; the telephone, where that has them."""

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
    """An overlay in the middle of its parent.

    ``operator_chosen(int)`` gives the operator's number; with a password ``credentials_given(int, str)`` gives both in its place.
    ``extension`` is the number of the telephone at this desk as it was last time; None where the centre has no call system and nobody is
    asked for it. An empty one is asked for behind the password, with what it means to leave it so; Enter there goes on without.
    """

    operator_chosen = Signal(int)
    credentials_given = Signal(int, str)

    def __init__(self, parent: QWidget, *, with_password: bool = False, extension: str | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "overlay")
        self._room = parent
        self._staff: tuple[OperatorRow, ...] = ()
        self._with_password = with_password
        self._telephone_due = extension is not None
        """Whether nobody may go on without a telephone yet, because it was not said that no calls ring here then."""
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 8)
        self._number = QLineEdit()
        self._number.setObjectName("signin.number")
        self._number.setProperty("role", "search")
        self._number.setAccessibleName(self.tr("Operator number"))
        self._number.setPlaceholderText(self.tr("Operator number, then Enter"))
        self._number.textChanged.connect(self._show)
        self._number.installEventFilter(self)
        self._password = QLineEdit()
        self._password.setObjectName("signin.password")
        self._password.setProperty("role", "search")
        self._password.setAccessibleName(self.tr("Password"))
        self._password.setPlaceholderText(self.tr("Password, then Enter"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.returnPressed.connect(self._on_password_entered)
        self._extension = QLineEdit(extension or "")
        self._extension.setObjectName("signin.extension")
        self._extension.setProperty("role", "search")
        self._extension.setAccessibleName(self.tr("Telephone at this desk"))
        self._extension.setPlaceholderText(self.tr("Telephone at this desk: its extension"))
        self._extension.returnPressed.connect(self._on_extension)
        self._said = Label(wrap=True, tone=Tone.MUTED)
        self._list = Listing("signin.list")
        self._list.setAccessibleName(self.tr("Operators"))
        self._list.activated_key.connect(lambda key: self._on_number(int(key)))
        title = Label(self.tr("Who sits here?"), size="title")
        remark = Label(self.tr("The number goes into every entry of the journal."), tone=Tone.MUTED)
        column.addWidget(inset(title, remark, vertical=True))
        column.addWidget(inset(self._number))
        self._password_row = inset(self._password, self._said, vertical=True)
        self._password_row.setVisible(with_password)
        self._said.hide()
        column.addWidget(self._password_row)
        self._telephone_row = inset(Label(self.tr("Telephone"), tone=Tone.MUTED), self._extension)
        self._telephone_row.setVisible(extension is not None)
        column.addWidget(self._telephone_row)
        column.addWidget(self._list, 1)
        parent.installEventFilter(self)
        self._place()

    def set_staff(self, staff: Sequence[OperatorRow], last: int) -> None:
        """Offer the operators; the one who sat here last is filled in. With a password anybody the centre knows may sign in."""
        self._staff = tuple(staff)
        self._list.setVisible(bool(staff))
        self._place()
        self._number.setText(str(last) if last else "")
        if self._with_password and last:
            self._password.setFocus()  # what is selected would look as if the next key wrote over it
        else:
            self._number.selectAll()
            self._number.setFocus()
        self._show()

    def extension(self) -> str:
        """Return the number of the telephone as it was typed, '' for none."""
        return self._extension.text().strip()

    def say(self, text: str, tone: Tone = Tone.MUTED) -> None:
        """Say what comes of the password; after a refusal it is typed again."""
        self._said.setText(text)
        self._said.set_tone(tone)
        self._said.setVisible(bool(text))
        self._place()
        if tone is not Tone.MUTED:
            self._password.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._number and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._list.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen():
                self._on_number(self._chosen())
                return True
        return super().eventFilter(watched, event)

    def _chosen(self) -> int:
        """Return the operator's number; 0 for nobody. A fresh desk knows nobody so far, so the centre is asked for a number as typed."""
        typed = self._number.text().strip()
        if self._with_password and typed.isdigit() and (not self._staff or int(typed) not in {one.number for one in self._staff}):
            return int(typed)
        key = self._list.current_key()
        return int(key) if key else 0

    def _on_number(self, number: int) -> None:
        if self._with_password:
            self._password.setFocus()
            self._on_password_entered()
        else:
            self.operator_chosen.emit(number)

    def _on_password_entered(self) -> None:
        """Go on behind the password: to the telephone where none is given yet."""
        if self._telephone_due and not self.extension() and self._chosen() and self._password.text():
            said = self.tr("Its extension; left empty, no calls ring here")
            self._extension.setPlaceholderText(said)
            self._extension.setAccessibleDescription(said)
            self._extension.setFocus()
        else:
            self._on_password()

    def _on_password(self) -> None:
        number, password = self._chosen(), self._password.text()
        if number and password:
            self._password.clear()
            self.credentials_given.emit(number, password)

    def _on_extension(self) -> None:
        if self._password.text():
            self._telephone_due = False
            self._on_password()
        elif self._chosen():
            self._on_number(self._chosen())

    def _place(self) -> None:
        room = self._room.size()
        wanted = self.sizeHint().height() if self._list.isHidden() else 520
        width, height = min(520, room.width() - 40), min(wanted, room.height() - 40)
        self.setGeometry((room.width() - width) // 2, (room.height() - height) // 3, width, height)

    def _show(self) -> None:
        wanted = self._number.text().strip().lower()
        speech = language()
        found = [op for op in self._staff if not wanted or str(op.number).startswith(wanted) or wanted in op.name.in_(speech).lower()]
        found.sort(key=lambda op: (str(op.number) != wanted, op.number))
        self._list.set_lines([Line(key=str(op.number), lead=str(op.number), title=op.name.in_(speech)) for op in found], keep=False)
        self._list.step(0)
