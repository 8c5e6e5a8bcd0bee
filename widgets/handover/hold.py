"""What holds back whoever leaves: the promises of the next shift that would have nobody. It lies over the window and blocks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models.records.case import CaseRow
from models.records.handover import Shift
from widgets.base.buttons import KeyButton
from widgets.base.counting import counted
from widgets.base.listing import Listing
from widgets.base.overlay import Overlay
from widgets.base.parts import Label, Rule, inset
from widgets.base.theme import Tone
from widgets.handover.lines import held_line, shift_words


class HoldPanel(Overlay):
    """``packet_asked`` opens the handover, ``case_asked(id)`` one of the cases, ``leave_asked(number, reason)`` leaves all the same."""

    packet_asked = Signal()
    case_asked = Signal(str)
    leave_asked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=760)
        self.setObjectName("hold")
        self._title = Label(bold=True, wrap=True)
        self._why = Label(tone=Tone.MUTED, wrap=True)
        self.rows = Listing("hold.cases")
        self.rows.setAccessibleName(self.tr("Promises that would have nobody"))
        self.rows.activated_key.connect(self.case_asked)
        self.packet = KeyButton(self.tr("Hand them over"), "Enter", kind="primary", name="hold.packet")
        self.packet.clicked.connect(self.packet_asked)
        self._stay = KeyButton(self.tr("Stay"), "Esc", name="hold.stay")
        self._stay.clicked.connect(self.close_over)
        self._lead = QLineEdit()
        self._lead.setObjectName("hold.lead")
        self._lead.setFixedWidth(200)
        self._lead.setValidator(QIntValidator(1, 9999, self))
        self._password = QLineEdit()
        self._password.setObjectName("hold.password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setFixedWidth(160)
        self._password.setPlaceholderText(self.tr("lead's password"))
        self._password.setAccessibleName(self.tr("lead's password"))
        self._password.returnPressed.connect(self._on_leave)
        self._password.hide()
        self.reason = QLineEdit()
        self.reason.setObjectName("hold.reason")
        self.reason.setPlaceholderText(self.tr("Why it cannot wait"))
        self.reason.setAccessibleName(self.tr("Why it cannot wait"))
        self.reason.returnPressed.connect(self._on_leave)
        self._leave = KeyButton(self.tr("Leave all the same"), kind="danger", name="hold.leave")
        self._leave.clicked.connect(self._on_leave)
        self._said = Label(tone=Tone.OVERDUE, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(4)
        column.addWidget(inset(self._title, margins=(14, 0, 14, 0)))
        column.addWidget(inset(self._why, margins=(14, 0, 14, 4)))
        column.addWidget(self.rows, 1)
        column.addWidget(inset(self.packet, self._stay))
        column.addWidget(Rule())
        column.addWidget(inset(Label(self.tr("A team lead may let you go; the reason is kept."), tone=Tone.MUTED), margins=(14, 6, 14, 0)))
        column.addWidget(inset(self._lead, self._password, self.reason, self._leave))
        column.addWidget(inset(self._said, margins=(14, 0, 14, 0)))
        self._said.hide()
        self.closed.connect(self._password.clear)

    def set_proving(self, proving: bool) -> None:
        """Tell whether there is a centre, which is asked about the lead's password."""
        self._password.setVisible(proving)

    def password(self) -> str:
        """Return the lead's password as it was typed; it is forgotten when the panel closes."""
        return self._password.text()

    def hold(self, shift: Shift, rows: Sequence[CaseRow], now: datetime, *, leading: bool) -> None:
        """Say which promises would have nobody; ``leading`` where whoever sits here may let themselves go.

        Said again while it is open it changes what is shown and leaves the focus where it is.
        """
        one = self.tr("{count} promise would have nobody when you leave")
        many = self.tr("{count} promises would have nobody when you leave")
        self._title.setText(counted(len(rows), one, many))
        self._why.setText(
            self.tr("They fall due before the shift {hours} is over. Hand them over and let somebody accept them.").format(
                hours=shift_words(shift)
            )
        )
        hint = self.tr("lead's No. (empty: I)") if leading else self.tr("lead's No.")
        self._lead.setPlaceholderText(hint)
        self._lead.setAccessibleName(hint)
        self.rows.set_lines([held_line(row, now) for row in rows])
        self.rows.setFixedHeight(min(max(self.rows.content_height(), 56) + 4, 300))
        if self.isHidden():
            self._said.hide()
            self._password.clear()
            self.open_over(self.packet)
        else:
            self.place()  # whoever is writing the reason goes on writing

    def say(self, text: str) -> None:
        """Say why one cannot leave like this."""
        self._said.setText(text)
        self._said.show()
        self.place()

    def _on_leave(self) -> None:
        self.leave_asked.emit(self._lead.text().strip(), self.reason.text())
