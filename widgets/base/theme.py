"""The active theme: tokens to the style sheet, the palette and everything that paints by hand."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from resources import look, path


class Theme(StrEnum):
    """A set of tokens in ``resources/look/tokens.json``."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Tone(StrEnum):
    """What a colour means. Never the only sign of it: a word or a shape always says the same."""

    PLAIN = "plain"
    MUTED = "muted"
    ACCENT = "accent"
    OK = "ok"
    DUE = "due"
    OVERDUE = "overdue"


_PROPERTY = "hotlineTokens"
_DRESSED = "hotlineDressed"


def install_fonts() -> None:
    """Register the bundled fonts with the application; the system's fonts cover rarer characters."""
    for file in sorted(path("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Style the whole application: every window that is dressed. ``tokens()`` answers with this theme from now on."""
    values = look.load_tokens()[theme.value]
    app.setProperty(_PROPERTY, values)
    font = QFont(values["family"])
    font.setPixelSize(int(values["size_base"].removesuffix("px")))
    font.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(font)
    palette = QPalette()
    for role, token in (
        (QPalette.ColorRole.Window, "surface0"),
        (QPalette.ColorRole.Base, "surface1"),
        (QPalette.ColorRole.AlternateBase, "surface2"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.Button, "surface2"),
        (QPalette.ColorRole.PlaceholderText, "muted"),
        (QPalette.ColorRole.Highlight, "accent_soft"),
        (QPalette.ColorRole.HighlightedText, "text"),
    ):
        palette.setColor(role, QColor(values[token]))
    app.setPalette(palette)
    for window in app.topLevelWidgets():
        if window.property(_DRESSED):
            _lay_on(window)


def dress(window: QWidget) -> None:
    """Lay the style sheet on a window and all that is ever put into it; it follows the theme from now on.

    The application itself has none: under one Qt would look at every part of a pane again each time that it is put into another, and a
    pane takes three times as long to make.
    """
    window.setProperty(_DRESSED, True)
    _lay_on(window)


def _lay_on(window: QWidget) -> None:
    sheet = look.load_style(tokens())
    if window.styleSheet() != sheet:
        window.setStyleSheet(sheet)


def tokens() -> dict[str, str]:
    """Return the active theme's tokens (the light ones before a theme was applied)."""
    app = QGuiApplication.instance()
    found = app.property(_PROPERTY) if app else None
    return found if isinstance(found, dict) else look.load_tokens()[Theme.LIGHT.value]


def colour(name: str) -> QColor:
    """Return a token as a colour, e.g. ``colour("accent_soft")``."""
    return QColor(tokens()[name])


def tone_colours(tone: Tone) -> tuple[QColor, QColor]:
    """Return (ink, ground) of a tone for a painted chip."""
    if tone is Tone.PLAIN:
        return colour("text"), colour("surface2")
    if tone is Tone.MUTED:
        return colour("muted"), colour("surface2")
    return colour(tone.value), colour(f"{tone.value}_soft")


def icon(name: str, size: int = 20, token: str = "text") -> QIcon:
    """Return an icon tinted with a token."""
    pixmap = QPixmap(size * 2, size * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(look.icon_svg(name, tokens()[token]))).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)


def face(size: int = 14, bold: bool = False) -> QFont:
    """Return the interface font in a size of pixels, with tabular figures, for painting by hand."""
    font = QFont(tokens()["family"])
    font.setPixelSize(size)
    font.setBold(bold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
