"""Buttons that carry their key, and icons that follow the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from widgets.base.parts import KeyHint, Label, restyle
from widgets.base.theme import icon


class IconLabel(QLabel):
    """An icon of ``resources/look/icons`` in the ink of a token; drawn when it is seen, anew when the theme has changed.

    While a window is built the style changes many times, and most icons are in parts that nobody sees yet.
    """

    def __init__(self, name: str, token: str = "text", size: int = 18) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._size = size
        self._stale = True
        self.setFixedSize(size, size)

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon, or the same in another ink."""
        if (name, token) != (self._name, self._token):
            self._name, self._token = name, token
            self._renew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._draw()
        super().showEvent(event)

    def _renew(self) -> None:
        self._stale = True
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        self._stale = False
        self.setPixmap(icon(self._name, self._size, self._token).pixmap(QSize(self._size, self._size)))


_INKS = {"primary": "on_accent", "danger": "overdue"}


class KeyButton(QPushButton):
    """A button with an optional icon, its caption and the key that does the same. ``kind`` is ``primary``, ``danger``, ``quiet`` (low,
    for headers) or ''.

    It takes the focus by Tab only, so that a click never pulls the caret out of a text. Enter presses it as Space does.
    """

    def __init__(self, caption: str, key: str = "", *, kind: str = "", symbol: str = "", name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setProperty("kind", kind)
        self._ink = _INKS.get(kind, "text")
        self._row = QHBoxLayout(self)
        self._roomy = kind != "quiet"
        self._row.setContentsMargins(*((12, 0, 10, 0) if self._roomy else (4, 0, 4, 0)))
        self._row.setSpacing(8)
        self._icon = IconLabel(symbol, self._ink) if symbol else None
        self._caption = Label()
        self._caption.setProperty("role", "caption")
        self._key = KeyHint(key)
        self._symbol = symbol
        for part in (self._icon, self._caption, self._key):
            if part is not None:
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                self._row.addWidget(part)
        self.set_caption(caption, key)

    def caption(self) -> str:
        """Return the words on the button."""
        return self._caption.text()

    def set_caption(self, caption: str, key: str) -> None:
        """Say something else, or name another key ('' for none)."""
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self._key.setText(key)
        self._key.setVisible(bool(key))
        self.setAccessibleName(f"{caption}, {key}" if key else caption)
        self.updateGeometry()

    def set_leading(self, leading: bool) -> None:
        """Be the one primary button of the window, or step back among the others."""
        self.set_kind("primary" if leading else "")

    def set_kind(self, kind: str) -> None:
        """Look like another kind of button, its words, key and icon too."""
        if self.property("kind") == kind:
            return
        self._ink = _INKS.get(kind, "text")
        restyle(self, kind=kind)
        self.repolish()

    def repolish(self) -> None:
        """Let the style sheet look at the words and the key again, after the kind or something around the button has changed."""
        if self._icon is not None:
            self._icon.set_icon(self._symbol, self._ink if self.isEnabled() else "muted")
        for part in (self._caption, self._key):
            part.style().unpolish(part)
            part.style().polish(part)

    def set_compact(self, compact: bool) -> None:
        """Leave the icon out where there is little room."""
        if self._icon is not None:
            self._icon.setVisible(not compact)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        inner = self._row.sizeHint()
        return QSize(inner.width(), max(inner.height() + 6, 36) if self._roomy else max(inner.height(), 20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and self._icon is not None:
            self._icon.set_icon(self._symbol, self._ink if self.isEnabled() else "muted")
