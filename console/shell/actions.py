"""Actions of the frame, offered in the command bar."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.operator.command import Action
from models.records.base import Language
from widgets.base.theme import Theme


class ShellActions:
    """Telephone, theme, language, import and export."""

    def __init__(self, console: Any) -> None:
        self._console = console
        self._reference: QWidget | None = None

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
                self._open_reference,
            ),
        ]

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

    def _open_reference(self) -> None:
        if self._reference is None:
            # Late, for start-up time: the reader of workbooks behind it takes as long to load as the first paint, and few desks import.
            self._reference = import_module("console.admin.window").ReferenceWindow(self._console)
        window: QWidget = self._reference
        window.show()
        window.raise_()
        window.activateWindow()
