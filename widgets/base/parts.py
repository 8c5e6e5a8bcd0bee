"""Small parts: chips, key hints, headers, panes and rules."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.base.theme import Tone

UNLIMITED = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX, which PySide6 leaves out."""


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties and let the style sheet look again, only where one has changed."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class Label(QLabel):
    """A label with a tone and a size of the type scale: ``small``, ``base``, ``title``, ``large``, ``number``."""

    def __init__(self, text: str = "", *, size: str = "base", tone: Tone = Tone.PLAIN, bold: bool = False, wrap: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("scale", size)  # not "size": that is QWidget's own and would never reach the style sheet
        self.setProperty("tone", tone.value)
        if bold:
            self.setProperty("weight", "bold")
        self.setWordWrap(wrap)

    def set_tone(self, tone: Tone) -> None:
        """Change what the colour means."""
        restyle(self, tone=tone.value)


class ElidedLabel(Label):
    """A label of one line that shortens with an ellipsis and tells the whole text as its tooltip."""

    def __init__(self, text: str = "", *, size: str = "base", tone: Tone = Tone.PLAIN, bold: bool = False) -> None:
        super().__init__("", size=size, tone=tone, bold=bold)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show ``text``, shortened to the width there is."""
        self._whole = text
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width() - 2, 0))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Chip(QLabel):
    """A word on a tinted ground."""

    def __init__(self, text: str = "", tone: Tone = Tone.MUTED, *, role: str = "chip") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone.value)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        if not text:
            self.hide()  # never the opposite: shown before it has a place, it would be a window of its own and take the keyboard

    def set_chip(self, text: str, tone: Tone) -> None:
        """Show another word in another tone; an empty word hides the chip."""
        self.setText(text)
        restyle(self, tone=tone.value)
        self.setVisible(bool(text))


class KeyHint(QLabel):
    """The key that does it, beside what it does."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("role", "key")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class Rule(QFrame):
    """A thin line between sections."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rule")
        self.setFixedHeight(1)


class Header(QFrame):
    """A pane's or section's heading: title, chips, and the key that leads there at the right."""

    def __init__(self, title: str, key: str = "") -> None:
        super().__init__()
        self.setProperty("role", "header")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 7, 12, 7)
        self._row.setSpacing(8)
        self.title = Label(title, bold=True)
        self._row.addWidget(self.title)
        self._row.addStretch(1)
        self._key = KeyHint(key) if key else None
        if self._key:
            self._row.addWidget(self._key)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget after the title and what was added before; ``stretch`` is its share of the room that is left."""
        self._row.insertWidget(self._row.count() - (2 if self._key else 1), widget, stretch)

    def add_right(self, widget: QWidget) -> None:
        """Put a widget at the right, before the key."""
        self._row.insertWidget(self._row.count() - (1 if self._key else 0), widget)


class Pane(QFrame):
    """A framed region of the window with a header and a body. ``body`` is a vertical layout without margins."""

    def __init__(self, title: str, key: str = "") -> None:
        super().__init__()
        self.setProperty("role", "pane")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.header = Header(title, key)
        outer.addWidget(self.header)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        outer.addLayout(self.body, 1)


def inset(*widgets: QWidget, margins: tuple[int, int, int, int] = (14, 8, 14, 8), spacing: int = 8, vertical: bool = False) -> QWidget:
    """Return a plain widget that holds ``widgets`` in a row (or column) with the house margins."""
    holder = QWidget()
    layout: QHBoxLayout | QVBoxLayout = QVBoxLayout(holder) if vertical else QHBoxLayout(holder)
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return holder
