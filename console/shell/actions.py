"""Actions of the frame, offered in the command bar."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget

from console.operator.command import Action
from models.records.base import Language
from widgets.base.frame import fit
from widgets.base.theme import Theme, Tone

FRAMED_MS = 300
"""After this long a window that was shown has its frame."""


class ShellActions:
    """Telephone, theme, language, and the windows beside the operator's."""

    def __init__(self, console: Any) -> None:
        self._console = console
        self._windows: dict[str, QWidget] = {}

    def offered(self) -> list[Action]:
        """Return the frame's actions in the language of the interface."""
        console = self._console
        exchange = console.sync is not None and console.settings.call_system()
        return [
            *([self._telephone()] if exchange else []),
            Action("theme-light", QCoreApplication.translate("shell", "Light theme"), "", lambda: console.set_theme(Theme.LIGHT)),
            Action("theme-dark", QCoreApplication.translate("shell", "Dark theme"), "", lambda: console.set_theme(Theme.DARK)),
            Action(
                "theme-contrast", QCoreApplication.translate("shell", "High-contrast theme"), "", lambda: console.set_theme(Theme.CONTRAST)
            ),
            Action("language-zh", "界面用中文", "", lambda: console.runtime.spawn(console.set_language(Language.ZH))),
            Action("language-en", "Interface in English", "", lambda: console.runtime.spawn(console.set_language(Language.EN))),
            Action("sounds", self._sounds_label(), "", self._toggle_sounds),
            Action(
                "reference",
                QCoreApplication.translate("shell", "Import and export: catalogue, partners, knowledge"),
                "",
                lambda: self._open("console.admin.window", "ReferenceWindow"),
            ),
        ]

    def open_office(self) -> None:
        """Open the window of lead, supervisor and administrator; say so where none of its pages is for whoever sits here."""
        if import_module("console.lead.pages").open_to(self._console):
            self._open("console.lead.window", "LeadWindow")
        else:
            told = QCoreApplication.translate("shell", "The board and the office are for team leads, supervisors and administrators.")
            self._console.window.notice.say(told, Tone.DUE)

    def open_page(self, stem: str, subject: str = "") -> None:
        """Open one page of that window, where it is for whoever sits here, and on it what ``subject`` names ('' for nothing of it)."""
        self.open_office()
        office = self._windows.get("LeadWindow")
        if office is not None and stem in {page.stem for page in office.pages}:  # type: ignore[attr-defined]
            page = office.open(stem)  # type: ignore[attr-defined]
            if subject:
                page.seek(subject)

    def _telephone(self) -> Action:
        label = QCoreApplication.translate("shell", "Telephone: set the extension and sign in")
        return Action("telephone", label, "", self._console.sync.telephone.ask)

    def _sounds_label(self) -> str:
        on = self._console.settings.sounds()
        return (
            QCoreApplication.translate("shell", "Ring without a sound") if on else QCoreApplication.translate("shell", "Ring with a sound")
        )

    def _toggle_sounds(self) -> None:
        self._console.settings.set_sounds(not self._console.settings.sounds())

    def close_windows(self) -> None:
        """Close the windows beside the operator's, which goes: they speak its language, and there is nothing behind them without it."""
        for window in self._windows.values():
            window.close()
            window.deleteLater()
        self._windows.clear()

    def _open(self, module: str, name: str) -> None:
        window = self._windows.get(name)
        if window is None:
            # Late, for start-up time: what is behind these windows takes as long to load as the first paint, and few desks open them.
            window = self._windows[name] = getattr(import_module(module), name)(self._console)
        window.show()
        # At once, and when the window system has put its frame on.
        for after in (0, FRAMED_MS):
            QTimer.singleShot(after, window, lambda: fit(window, window.screen().availableGeometry()))
        window.raise_()
        window.activateWindow()
