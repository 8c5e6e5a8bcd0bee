"""Asks once who is speaking, where several people share a number, before a need is taken on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.operator.accepting import Accepting
from console.operator.caller import CallerPresenter
from console.operator.desk import Desk
from console.operator.tools import Speaker
from console.shortcuts import Shortcut
from widgets.base.theme import Tone


class WhoSpeaks(QObject):
    """Stands before the key that accepts. ``wanted`` asks for the keyboard on the people behind the number.

    A second press accepts without a name: a caller need not give one.
    """

    wanted = Signal()

    def __init__(self, desk: Desk, notice: Speaker, caller: CallerPresenter, accepting: Accepting) -> None:
        super().__init__(desk)
        self._desk = desk
        self._notice = notice
        self._caller = caller
        self._accepting = accepting
        self._asked = ""

    def accept(self) -> None:
        """Accept, or ask first."""
        desk = self._desk
        open_question = desk.case is None and desk.item is not None and desk.person is None and not self._caller.fields()["name"]
        if not open_question or self._caller.people() < 2 or self._asked == desk.key:
            self._accepting.accept()
            return
        self._asked = desk.key
        said = self.tr("{count} people share this number: a digit says who is speaking. {key} again accepts without a name.")
        self._notice.say(said.format(count=self._caller.people(), key=Shortcut.ACCEPT.label), Tone.ACCENT)
        self.wanted.emit()
