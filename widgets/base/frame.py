"""A window and the screen: coming whole onto it, and being nothing but a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

ALONE = QSize(560, 120)
"""The size of a window that has nothing but a sentence to show."""


def fit(window: QWidget, room: QRect) -> None:
    """Bring a shown window with its frame within ``room``, the free part of the screen.

    A title bar that the window system puts on is not known before the window is on the screen, and would push its foot out of it.
    """
    if window.isMaximized() or window.isFullScreen():
        return
    inner, outer = window.geometry(), window.frameGeometry()
    window.resize(inner.size().boundedTo(room.size() - (outer.size() - inner.size())))
    outer.setSize(outer.size() - inner.size() + window.size())
    outer.moveRight(min(outer.right(), room.right()))
    outer.moveBottom(min(outer.bottom(), room.bottom()))
    outer.moveTo(max(outer.left(), room.left()), max(outer.top(), room.top()))
    if outer.topLeft() != window.frameGeometry().topLeft():
        window.move(outer.topLeft())


def shrink(window: QWidget, parts: Iterable[QWidget]) -> None:
    """Take ``parts`` away, also from the keyboard, and make the window as small as what is left: one sentence."""
    for part in parts:
        part.setEnabled(False)
        part.hide()
    window.setMinimumSize(ALONE)
    window.resize(ALONE)
