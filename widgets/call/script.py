"""What to say when a call has to be ended politely: a card beside the call, to be read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from widgets.base.parts import KeyHint, Label, inset
from widgets.base.theme import Tone


class ScriptCard(QFrame):
    """Lies over the right of its parent, beneath the bars, and never takes the keyboard: what is typed goes on where the caret is."""

    width_wanted = 376
    top = 132

    def __init__(self, parent: QWidget, key: str) -> None:
        super().__init__(parent)
        self.setObjectName("call.script")
        self.setProperty("role", "overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = parent
        self._steps: list[Label] = []
        title = Label(self.tr("Ending the call politely"), size="title")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 12)
        column.setSpacing(2)
        column.addWidget(inset(title, KeyHint(key), Label(self.tr("puts it away"), size="small", tone=Tone.MUTED)))
        self._column = column
        parent.installEventFilter(self)
        self.hide()

    def set_steps(self, steps: Sequence[str]) -> None:
        """Show what is said, one step after the other."""
        for label in self._steps:
            self._column.removeWidget(label)
            label.deleteLater()
        self._steps = [Label(f"{place}. {words}", wrap=True) for place, words in enumerate(steps, start=1)]
        for label in self._steps:
            label.setContentsMargins(14, 4, 14, 4)
            self._column.addWidget(label)
        self.setAccessibleName(" ".join(steps))

    def show_card(self, shown: bool) -> None:
        """Show or hide it."""
        self.setVisible(shown)
        if shown:
            self._place()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        width = min(self.width_wanted, self._over.width() - 32)
        height = self._column.heightForWidth(width)
        self.setGeometry(self._over.width() - width - 16, self.top, width, min(height, self._over.height() - self.top - 16))
