"""Actions of the frame, offered in the command bar."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from console.admin.window import ReferenceWindow
from console.calls.manual import ManualLine
from console.calls.port import CallLine
from console.operator.command import Action
from models.records.base import Language
from models.records.failure import BadInput
from widgets.base.theme import Theme, Tone


class ShellActions:
    """Theme, language, import and export; and, without a call system, noting a call by hand."""

    def __init__(self, console: Any, line: CallLine) -> None:
        self._console = console
        self._line = line
        self._reference: ReferenceWindow | None = None

    def offered(self) -> list[Action]:
        """Return the frame's actions in the language of the interface."""
        say = QCoreApplication.translate
        console = self._console
        actions = [
            Action("theme-light", say("shell", "Light theme"), "", lambda: console.set_theme(Theme.LIGHT)),
            Action("theme-dark", say("shell", "Dark theme"), "", lambda: console.set_theme(Theme.DARK)),
            Action("theme-contrast", say("shell", "High-contrast theme"), "", lambda: console.set_theme(Theme.CONTRAST)),
            Action("language-zh", "界面用中文", "", lambda: console.runtime.spawn(console.set_language(Language.ZH))),
            Action("language-en", "Interface in English", "", lambda: console.runtime.spawn(console.set_language(Language.EN))),
            Action("reference", say("shell", "Import and export: catalogue, partners, knowledge"), "", self._open_reference),
        ]
        if isinstance(self._line, ManualLine):
            actions.append(Action("take-call", say("shell", "Note a call by hand: the number in the caller pane"), "", self._take))
        return actions

    def _open_reference(self) -> None:
        if self._reference is None:
            self._reference = ReferenceWindow(self._console)
        self._reference.show()
        self._reference.raise_()
        self._reference.activateWindow()

    def _take(self) -> None:
        assert isinstance(self._line, ManualLine)
        try:
            self._line.take(self._console.window.caller.typed_number())
        except BadInput:
            self._console.window.notice.say(QCoreApplication.translate("shell", "That is not a telephone number."), Tone.DUE)
