"""Where an operator says which telephone stands at the desk, and hears that the centre has a call system by now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from console.shortcuts import Shortcut
from models.rules.calls import EXTENSION
from widgets.base.theme import Tone
from widgets.call.phone import PhoneCard


class PhonePlace(QObject):
    """One for each window. ``sit`` is given the extension and signs in at that telephone; ``presenters`` know whether somebody is on it."""

    def __init__(self, window: Any, presenters: Any, sit: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._presenters = presenters
        self._sit = sit
        self._card = PhoneCard(window.centralWidget())
        self._card.given.connect(self._on_given)

    def announce(self) -> None:
        """Say that the centre has a call system, which it had not when this desk was opened."""
        said = self.tr("The centre has a telephone exchange now. {key} and “Telephone” sign this desk in; nothing need be started anew.")
        self._window.notice.say(said.format(key=Shortcut.COMMAND.label), Tone.DUE)

    def greet(self, extension: str) -> None:
        """Say that the desk is with the call system by now."""
        said = self.tr("This desk is with the telephone exchange now, at telephone {extension}.")
        self._window.notice.say(said.format(extension=extension), Tone.OK)

    def ask(self) -> None:
        """Ask which telephone it is."""
        self._card.ask(self._window.settings.extension())

    def _on_given(self, extension: str) -> None:
        if not EXTENSION.fullmatch(extension):
            self._card.say(self.tr("An extension is made of digits, 16 at most."))
        elif self._presenters.desk.call is not None:
            self._card.say(self.tr("First end the present call: {key}").format(key=Shortcut.HANG_UP.label))
        else:
            self._card.close_over()
            self._window.settings.set_extension(extension)
            self._sit(extension)
