"""The page of a change of shift: what is handed over at the left, what waits to be accepted at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from models.records.handover import Incoming, Packet
from widgets.base.buttons import KeyButton
from widgets.base.counting import counted
from widgets.base.listing import Listing
from widgets.base.parts import Chip, Label, Pane, Rule, inset
from widgets.base.rows import Line
from widgets.base.theme import Tone
from widgets.handover.lines import NOTES, notes_line, outage_line, own_line, shift_words, waiting_line, watch_line


class HandoverPane(QWidget):
    """``hand_asked(ids)`` lays cases down, ``notes_given(words)`` leaves words beside them; ``accept_asked(case id, number)`` takes a case
    ('' for whoever sits here, else the number typed), ``read_asked(id)`` says that notes were read, ``paper_asked(kind)`` wants the packet
    on paper (``print``, ``pdf``), ``whisper_given(number, words)`` sends a note to one desk. Enter in a list does what its button does.
    """

    hand_asked = Signal(list)
    notes_given = Signal(str)
    accept_asked = Signal(str, str)
    read_asked = Signal(str)
    paper_asked = Signal(str)
    whisper_given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("handover")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._giving(), 1)
        row.addWidget(self._taking(), 1)

    def _giving(self) -> QWidget:
        pane = Pane(self.tr("Handing over"))
        self._shift, self._count, self._due = Label(tone=Tone.MUTED), Chip(), Chip()
        for told in (self._shift, self._count, self._due):
            pane.header.add(told)
        self._own = Listing("handover.own")
        self._own.setAccessibleName(self.tr("Cases that I answer for"))
        self._own.activated_key.connect(lambda key: self.hand_asked.emit([key]))
        self._own_empty = Label(self.tr("You answer for no open case: nothing to hand over."), tone=Tone.MUTED, wrap=True)
        self._own_empty.setContentsMargins(14, 12, 14, 0)
        self._one = KeyButton(self.tr("Hand over"), "Enter", name="handover.one")
        self._one.clicked.connect(lambda: self._give([self._own.current_key()]))
        self._all = KeyButton(self.tr("Hand over all"), kind="primary", name="handover.all")
        self._all.clicked.connect(lambda: self._give([line.key for line in self._own.lines.lines()]))
        self._paper = [KeyButton(label, name=f"handover.{kind}") for kind, label in (("print", self.tr("Print")), ("pdf", self.tr("PDF")))]
        for button, kind in zip(self._paper, ("print", "pdf"), strict=True):
            button.clicked.connect(lambda _on=False, kind=kind: self.paper_asked.emit(kind))
        self._beside = Listing("handover.beside")
        self._beside.setAccessibleName(self.tr("Callers to watch, partners who are away"))
        self._beside_title = Label(self.tr("Callers to watch · partners who cannot be counted on"), size="small", tone=Tone.MUTED)
        self._beside_title.setContentsMargins(14, 6, 14, 2)
        self.notes = QPlainTextEdit()
        self.notes.setObjectName("handover.notes")
        self.notes.setPlaceholderText(self.tr("What else the next shift has to know"))
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(72)
        self._leave = KeyButton(self.tr("Leave these notes"), name="handover.leave")
        self._leave.clicked.connect(lambda: self.notes_given.emit(self.notes.toPlainText()))
        for part, stretch in ((self._own_empty, 0), (self._own, 3)):
            pane.body.addWidget(part, stretch)
        pane.body.addWidget(_row(self._all, self._one, *self._paper))
        pane.body.addWidget(Rule())
        pane.body.addWidget(self._beside_title)
        pane.body.addWidget(self._beside, 2)
        pane.body.addWidget(inset(self.notes, margins=(14, 4, 14, 0)))
        pane.body.addWidget(_row(self._leave))
        return pane

    def _taking(self) -> QWidget:
        pane = Pane(self.tr("Waiting to be accepted"))
        self._waits = Chip()
        pane.header.add(self._waits)
        self._incoming = Listing("handover.incoming")
        self._incoming.setAccessibleName(self.tr("Cases and notes that wait to be accepted"))
        self._incoming.activated_key.connect(self._on_accept)
        self._nothing = Label(self.tr("Nothing waits: every open case has somebody who answers for it."), tone=Tone.MUTED, wrap=True)
        self._nothing.setContentsMargins(14, 12, 14, 0)
        self._accept = KeyButton(self.tr("Accept"), "Enter", kind="primary", name="handover.accept")
        self._accept.clicked.connect(lambda: self._on_accept(self._incoming.current_key()))
        self._who = _number_line("handover.who", self.tr("No. (empty: I do)"))
        self._who.returnPressed.connect(lambda: self._on_accept(self._incoming.current_key()))
        self._whisper_row = self._whispering()
        pane.body.addWidget(self._nothing)
        pane.body.addWidget(self._incoming, 1)
        pane.body.addWidget(_row(self._accept, Label(self.tr("accepted by"), tone=Tone.MUTED), self._who))
        pane.body.addWidget(self._whisper_row)
        return pane

    def _whispering(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = Label(self.tr("A note to one desk: only that operator reads it"), size="small", tone=Tone.MUTED)
        title.setContentsMargins(14, 6, 14, 0)
        self._to = _number_line("handover.to", self.tr("to No."))
        self._words = QLineEdit()
        self._words.setObjectName("handover.words")
        self._words.setAccessibleName(self.tr("The note"))
        self._words.setPlaceholderText(self.tr("The note"))
        self._send = KeyButton(self.tr("Send"), "Enter", name="handover.send")
        self._words.returnPressed.connect(self._on_whisper)
        self._send.clicked.connect(self._on_whisper)
        column.addWidget(Rule())
        column.addWidget(title)
        column.addWidget(inset(self._to, self._words, self._send))
        return holder

    def set_packet(self, packet: Packet, now: datetime) -> None:
        """Show what can be handed over to the next shift."""
        self._shift.setText(self.tr("to the shift {hours}").format(hours=shift_words(packet.shift)))
        self._count.set_chip(counted(len(packet.cases), self.tr("{count} case"), self.tr("{count} cases")), Tone.MUTED)
        due = counted(len(packet.due), self.tr("{count} falls due by then"), self.tr("{count} fall due by then"))
        self._due.set_chip(due if packet.due else "", Tone.DUE)
        falls = set(packet.due)
        self._own.set_lines([own_line(row, now, due=row.id in falls) for row in packet.cases])
        self._own_empty.setVisible(not packet.cases)
        beside: list[Line] = [*map(watch_line, packet.watch), *map(outage_line, packet.outages)]
        self._beside.set_lines(beside)
        self._beside.setVisible(bool(beside))
        self._beside_title.setVisible(bool(beside))
        count = len(packet.cases)
        self._all.set_caption(self.tr("Hand over all ({count})").format(count=count) if count else self.tr("Hand over all"), "")
        for button in (self._one, self._all):
            button.setEnabled(bool(packet.cases))

    def set_incoming(self, incoming: Incoming, now: datetime) -> None:
        """Show what waits for whoever comes."""
        lines = [*(notes_line(row, now) for row in incoming.notes), *(waiting_line(row, now) for row in incoming.cases)]
        self._incoming.set_lines(lines)
        self._waits.set_chip(str(len(lines)) if lines else "", Tone.DUE)
        self._nothing.setVisible(not lines)
        self._accept.setEnabled(bool(lines))
        if lines and not self._incoming.current_key():
            self._incoming.step(0)

    def set_leading(self, leading: bool) -> None:
        """Show the line for a note to one desk to those who may send one."""
        self._whisper_row.setVisible(leading)

    def notes_left(self) -> None:
        """The words lie there for the next shift: make room for others."""
        self.notes.clear()

    def whispered(self) -> None:
        """The note is on its way."""
        self._words.clear()

    def whisper_to(self, number: int) -> None:
        """Begin a note to an operator."""
        self._to.setText(str(number))
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Let the list that holds something have the keyboard."""
        listing = self._incoming if self._incoming.lines.rowCount() else self._own
        if not listing.current_key():
            listing.step(0)
        listing.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _give(self, keys: Sequence[str]) -> None:
        if wanted := [key for key in keys if key]:
            self.hand_asked.emit(wanted)

    def _on_accept(self, key: str) -> None:
        if key.startswith(NOTES):
            self.read_asked.emit(key.removeprefix(NOTES))
        elif key:
            self.accept_asked.emit(key, self._who.text().strip())

    def _on_whisper(self) -> None:
        self.whisper_given.emit(self._to.text().strip(), self._words.text())


def _row(*widgets: QWidget) -> QWidget:
    """Return widgets side by side, as wide as they need to be."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(14, 8, 14, 8)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def _number_line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(hint)
    line.setPlaceholderText(hint)
    line.setValidator(QIntValidator(1, 9999, line))
    line.setFixedWidth(150)
    return line
