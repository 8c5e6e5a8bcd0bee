"""The operator's window comes to the screen in outline, and the panes take the places that the outlines held."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from console.operator.window import OUTLINES, OperatorWindow
from console.settings import Settings
from models.records.base import Language
from widgets.base.frame import fit
from widgets.base.language import install
from widgets.base.parts import Pane
from widgets.base.theme import Theme, apply_theme, dress


@pytest.fixture(params=list(Language))
def window(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> OperatorWindow:
    """A window in outline, in either language."""
    install(qapp, request.param)
    apply_theme(qapp, Theme.LIGHT)
    made = OperatorWindow(Settings(tmp_path))
    dress(made)
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show()
    return made


def panes(window: QWidget) -> list[tuple[str, str, QSplitter]]:
    """Return the title of every pane on the screen with its key and the splitter that it stands in."""
    found = [pane for pane in window.findChildren(Pane) if isinstance(pane.parent(), QSplitter) and pane.isVisible()]
    labels = [[label.text() for label in pane.header.children() if hasattr(label, "text") and label.isVisible()] for pane in found]
    return sorted((texts[0], texts[-1], pane.parent()) for texts, pane in zip(labels, found, strict=True))


def test_outlines_say_what_the_panes_will(window: OperatorWindow, qtbot: QtBot) -> None:
    outlined = panes(window)
    assert len({title for title, _, _ in outlined}) == len(OUTLINES)
    window.furnish()
    qtbot.waitUntil(lambda: len(panes(window)) == len(OUTLINES))
    assert [(title, splitter) for title, _, splitter in panes(window)] == [(title, splitter) for title, _, splitter in outlined]
    assert {key for _, key, _ in outlined} >= {"Alt 1", "Ctrl F", "Alt 7"}


def test_furnishing_leaves_no_outline_and_takes_no_place(window: OperatorWindow, qtbot: QtBot) -> None:
    for _ in window.furnishing():
        assert all(splitter.count() == len(splitter.sizes()) for splitter in window.findChildren(QSplitter))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len([pane for pane in window.findChildren(Pane) if type(pane) is Pane]) == 0
    assert all(getattr(window, name).isVisible() for name in OUTLINES)


def test_the_window_comes_with_its_frame_within_the_screen(window: OperatorWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.furnish()
    window.setGeometry(1, 20, 1280, 800)
    # As a window manager does it: one pixel around, 20 for the title.
    monkeypatch.setattr(window, "frameGeometry", lambda: window.geometry().adjusted(-1, -20, 1, 1))
    room = QRect(0, 0, 1280, 800)
    fit(window, room)
    assert room.contains(window.frameGeometry())
    assert (window.width(), window.height()) == (1278, 779)
    foot = window._foot
    assert window.rect().contains(foot.geometry().translated(window.centralWidget().pos()))


def test_everything_finds_room_in_a_window_under_a_title_bar(window: OperatorWindow) -> None:
    window.furnish()
    body = window.centralWidget()
    assert body is not None
    least = body.minimumSizeHint().expandedTo(window.minimumSize())
    assert (least.width() <= 1280, least.height() <= 760) == (True, True)


class Opened(QObject):
    """Remembers every window of its own that comes to the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


def test_no_part_of_a_pane_is_ever_a_window(window: OperatorWindow, qapp: QApplication) -> None:
    opened = Opened()
    qapp.installEventFilter(opened)
    window.furnish()
    qapp.removeEventFilter(opened)
    assert opened.windows == []
