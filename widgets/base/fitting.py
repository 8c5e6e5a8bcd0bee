"""A label that says the same in fewer words where there is less room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from widgets.base.parts import Label
from widgets.base.theme import Tone


class FittingLabel(Label):
    """Shows the first of its texts that fits, and nothing but an ellipsis of the last one where none does. The first is its tooltip."""

    def __init__(self, *, size: str = "base", tone: Tone = Tone.PLAIN, bold: bool = False) -> None:
        super().__init__("", size=size, tone=tone, bold=bold)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._texts: tuple[str, ...] = ("",)
        self._wished = 0

    def set_texts(self, texts: Sequence[str]) -> None:
        """Say one of ``texts``, which go from the longest to the shortest; none hides the label."""
        self._texts = tuple(texts) or ("",)
        self.setVisible(bool(self._texts[0]))
        self.setAccessibleName(self._texts[0])
        self.updateGeometry()
        self._fit()

    def wish(self, at: int) -> None:
        """Ask the layout for the room of the text at this place (or the last one), instead of the first."""
        if at != self._wished:
            self._wished = at
            self.updateGeometry()

    def width_of(self, at: int) -> int:
        """Return the width in pixels that the text at a place (or the last one) needs."""
        return self.fontMetrics().horizontalAdvance(self._texts[min(at, len(self._texts) - 1)]) + 6

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(self._wished), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), max(self.width() - 2, 0)
        fitting = (text for text in self._texts if metrics.horizontalAdvance(text) <= room)
        shown = next(fitting, None)
        if shown is None:
            shown = metrics.elidedText(self._texts[-1], Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._texts[0] if shown != self._texts[0] else "")
