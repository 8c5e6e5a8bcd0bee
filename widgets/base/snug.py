"""A label that takes the width of its words where there is room, and shortens them where there is not."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from widgets.base.parts import ElidedLabel
from widgets.base.theme import Tone

LEAST = 72
"""Below this width, in pixels, cut words say nothing any more: the tooltip alone tells them."""


class SnugLabel(ElidedLabel):
    """An elided label for rows in which something follows the words at once, such as a chip in a header."""

    def __init__(self, text: str = "", *, size: str = "base", tone: Tone = Tone.PLAIN, bold: bool = False) -> None:
        super().__init__(text, size=size, tone=tone, bold=bold)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        super().set_text(text)
        self.updateGeometry()

    def _shorten(self) -> None:
        super()._shorten()
        if self.text() != self._whole and self.width() < LEAST:
            self.setText("")

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 8), super().minimumSizeHint().height())
