"""The number on the desk, which a click rings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent

from widgets.base.parts import ElidedLabel


class DialNumber(ElidedLabel):
    """A number of one line. ``dial_asked`` on a click while it can be rung; the keyboard has its own key for that."""

    dial_asked = Signal()

    def __init__(self, key: str) -> None:
        super().__init__("", size="title")
        self._key = key
        self._rings = False

    def set_number(self, text: str, *, rings: bool) -> None:
        """Show a number, or what stands in its place; ``rings``: it can be rung."""
        self._rings = rings
        self.set_text(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor if rings else Qt.CursorShape.ArrowCursor)
        if rings and not self.toolTip():
            self.setToolTip(" · ".join(filter(None, (self.tr("Click rings this number"), self._key))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._rings and event.button() is Qt.MouseButton.LeftButton and inside:
            self.dial_asked.emit()
        else:
            super().mouseReleaseEvent(event)
