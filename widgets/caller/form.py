"""The form of a person: name, address, district, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from models.records.caller import PersonRow
from models.records.catalogue import DistrictRow
from widgets.base.parts import Label
from widgets.base.theme import Tone
from widgets.caller.district import DistrictBox


class GrowingEdit(QPlainTextEdit):
    """A text that begins with one line and grows to ``lines``; Tab leaves it. ``flat`` ones hold one paragraph: Enter leaves them too.

    ``left()`` when the focus goes.
    """

    left = Signal()

    def __init__(self, lines: int, *, flat: bool = False) -> None:
        super().__init__()
        self._lines = lines
        self._flat = flat
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def put(self, text: str) -> None:
        """Show another text without a signal."""
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)

    def sizeHint(self) -> QSize:
        return QSize(80, self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 30)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._flat and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._flat and source.hasText():
            self.insertPlainText(" ".join(source.text().split()))
            return
        super().insertFromMimeData(source)

    def _fit(self) -> None:
        lines = min(max(int(self.document().size().height()), 1), self._lines)
        height = lines * self.fontMetrics().lineSpacing() + 12
        if height != self.maximumHeight():
            self.setFixedHeight(height)


class PersonForm(QWidget):
    """Shows a person and takes what the operator writes.

    ``edited(name, value)`` follows every keystroke; ``finished(dict)`` comes when a changed field is left, with all four fields.
    What was typed for one person waits aside while another one is shown, and is there again when that person is.
    """

    edited = Signal(str, str)
    finished = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.address = GrowingEdit(2, flat=True)
        self.district = DistrictBox()
        self.notes = GrowingEdit(3)
        self._shown: dict[str, str] = dict.fromkeys(("name", "address", "district", "notes"), "")
        self._told = dict(self._shown)
        self._edited: set[str] = set()
        self._by_hand: set[str] = set()
        self._aside: dict[str, dict[str, str]] = {}
        self._id = ""
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 0, 12, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, str, QWidget], ...] = (
            ("name", self.tr("Name"), self.name),
            ("address", self.tr("Address"), self.address),
            ("district", self.tr("District"), self.district),
            ("notes", self.tr("Notes"), self.notes),
        )
        for row, (name, word, field) in enumerate(rows):
            label = Label(word, tone=Tone.MUTED)
            label.setBuddy(field)
            field.setObjectName(f"caller.{name}")
            field.setProperty("role", "quiet")
            field.setAccessibleName(word)
            label.setContentsMargins(0, 4, 0, 0)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        self.name.setPlaceholderText(self.tr("as the caller says it"))
        self.address.setPlaceholderText(self.tr("where help is needed"))
        self.notes.setPlaceholderText(self.tr("for the next operator"))
        self.district.lineEdit().setPlaceholderText(self.tr("type part of a name"))  # type: ignore[union-attr]
        self.name.textEdited.connect(lambda value: self._on_edited("name", value))
        self.name.editingFinished.connect(self._on_left)
        self.district.district_edited.connect(self._on_district_edited)
        for name, edit in (("address", self.address), ("notes", self.notes)):
            edit.textChanged.connect(lambda name=name, edit=edit: self._on_edited(name, edit.toPlainText()))
            edit.left.connect(self._on_left)

    def set_districts(self, rows: Sequence[DistrictRow]) -> None:
        """Offer these districts."""
        self.district.set_districts(rows)

    def fields(self) -> dict[str, str]:
        """Return what stands in the form; ``district`` is a code."""
        return {
            "name": self.name.text(),
            "address": self.address.toPlainText(),
            "district": self.district.code(),
            "notes": self.notes.toPlainText(),
        }

    def set_person(self, person: PersonRow | None) -> None:
        """Show a person. The same person again changes only fields without edits; another one, or None, begins anew.

        A person that was just saved under the typed name, or with all that was typed, is the one being typed, so the typed words stay.
        """
        if person is None:
            if self._id:
                self._change_to("", dict.fromkeys(self._shown, ""))
            elif not self._by_hand:
                self._begin(dict.fromkeys(self._shown, ""))
            return
        values = {"name": person.name, "address": person.address, "district": person.district, "notes": person.notes}
        now = self.fields()
        typed = "name" in self._edited and person.name == now["name"].strip()
        saved = not self._id and (typed or values == {name: value.strip() for name, value in now.items()})
        if person.id != self._id and not saved:
            self._change_to(person.id, values)
            return
        self._id = person.id
        self._edited = {name for name in self._edited if now[name].strip() != values[name]}
        self._by_hand &= self._edited
        self._shown = values
        for name, value in values.items():
            if name not in self._edited and now[name].strip() != value:
                self._put(name, value)

    def forget(self) -> None:
        """Another need lies on the desk: an empty form, with nothing aside."""
        self._id, self._aside = "", {}
        self._begin(dict.fromkeys(self._shown, ""))

    def aside(self) -> dict[str, dict[str, str]]:
        """Return the words typed for people who are not shown now: by person ('' for a new one) and field."""
        return self._aside

    def set_aside(self, words: dict[str, dict[str, str]]) -> None:
        """Put such words back."""
        self._aside = words

    def _change_to(self, person_id: str, values: dict[str, str]) -> None:
        """Show somebody else, with what was typed for them before; what was typed for the present one waits."""
        if self._by_hand:
            now = self.fields()
            self._aside[self._id] = {name: now[name] for name in self._by_hand}
        self._id = person_id
        self._begin(values)
        self.set_fields(self._aside.pop(person_id, {}))

    def set_fields(self, values: dict[str, str], *, by_hand: bool = True) -> None:
        """Put words back as if they had been typed; they count as edits (``by_hand`` False: those of a case) and emit nothing."""
        for name, value in values.items():
            self._put(name, value)
        self._told = self.fields()
        self._edited = {name for name, value in self._told.items() if value != self._shown[name]}
        self._by_hand = self._edited & set(values) if by_hand else set()

    def follow(self, values: dict[str, str]) -> None:
        """Show these values of a case in their fields; they count as no typing, and the other fields stay."""
        for name, value in values.items():
            self._put(name, value)
        now = self.fields()
        self._told |= {name: now[name] for name in values}
        self._by_hand -= set(values)
        self._edited = self._edited - set(values) | {name for name in values if now[name] != self._shown[name]}

    def set_notes(self, notes: str) -> None:
        """Show these notes instead of what was typed there; they count as no edit. The other fields stay."""
        self._put("notes", notes)
        self._shown = {**self._shown, "notes": notes}
        self._told = {**self._told, "notes": notes}
        self._edited.discard("notes")
        self._by_hand.discard("notes")

    def _begin(self, values: dict[str, str]) -> None:
        self._shown = values
        self._edited.clear()
        self._by_hand.clear()
        for name, value in values.items():
            self._put(name, value)
        self._told = self.fields()

    def _put(self, name: str, value: str) -> None:
        if self.fields()[name] == value and name != "district":
            return
        put: dict[str, Callable[[str], object]] = {
            "name": self.name.setText,
            "address": self.address.put,
            "district": self.district.set_code,
            "notes": self.notes.put,
        }
        put[name](value)
        if name == "name" and not self.name.hasFocus():
            self.name.setCursorPosition(0)

    def _on_edited(self, name: str, value: str) -> None:
        self._edited.add(name)
        self._by_hand.add(name)
        self.edited.emit(name, value)

    def _on_district_edited(self, code: str) -> None:
        self._on_edited("district", code)
        if code:
            self._on_left()

    def _on_left(self) -> None:
        now = self.fields()
        if now != self._told:
            self._told = now
            self.finished.emit(now)
