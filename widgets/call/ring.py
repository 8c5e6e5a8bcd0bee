"""One line for the windows that may lie over the call bar: who rings, for how long, and the button that answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame

from models.records.call import CallRow, CallState, Direction
from widgets.base.buttons import KeyButton
from widgets.base.parts import ElidedLabel, Label
from widgets.base.theme import Tone
from widgets.call.wording import OFFERS, number_words, say, timer_words, under_words


class RingLine(QFrame):
    """Hidden while nobody rings. ``keys`` holds ``answer``. It never takes the focus; ``answer_asked`` when its button is pressed."""

    answer_asked = Signal()

    def __init__(self, keys: Mapping[str, str], *, narrow: bool = False) -> None:
        """``narrow`` puts its parts one beneath the other."""
        super().__init__()
        self.setProperty("role", "call")
        self.setProperty("state", CallState.ALERTING.value)
        self._number = Label(bold=True)
        self._timer = Label(bold=True)
        self._under = ElidedLabel(size="small", tone=Tone.MUTED)
        offer = OFFERS["answer"]
        self.button = KeyButton(say(offer.caption), keys.get(offer.key, ""), kind=offer.kind, name="ring.answer")
        self.button.clicked.connect(self.answer_asked)
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(14, 5, 10, 5)
        row.setSpacing(4 if narrow else 12)
        row.addWidget(self._number)
        row.addWidget(self._timer)
        row.addWidget(self.button)
        row.addWidget(self._under, 1)
        self.hide()

    def set_call(self, call: CallRow | None, now: datetime, *, by_hand: bool = False) -> None:
        """Show a call that rings here; any other one, and None, hides the line. Call it again as time passes.

        ``by_hand``: the telephone is picked up by hand, so that there is no button.
        """
        rings = call is not None and call.state is CallState.ALERTING and call.direction is Direction.IN
        if call is not None and rings:
            self._number.setText(number_words(call.number))
            words, tone = timer_words(call, now)
            self._timer.setText(words)
            self._timer.set_tone(tone)
            self._under.set_text(under_words(call, by_hand=by_hand)[0])
            self.button.setVisible(not by_hand)
        self.setVisible(rings)
