"""What a colleague hears of a call that is not theirs yet: who asks for them and about whom, and who handed it on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from console.operator.call import CallPresenter
from console.operator.desk import Desk
from console.operator.parties import colleague_word
from console.operator.tools import Tools
from models.records.call import CallRow, CallState, Direction, OperatorState
from widgets.base.number import grouped
from widgets.base.theme import Tone


class Asked(QObject):
    """Says it in the call bar for as long as it is so, where the call system tells of other desks."""

    def __init__(self, tools: Tools, desk: Desk, call: CallPresenter) -> None:
        super().__init__(call)
        self._tools = tools
        self._desk = desk
        self._call = call
        self._told: tuple[str, OperatorState] | None = None
        # The room and the own state are told one after the other: it is looked at once, behind both.
        self._moved = QTimer(self, singleShot=True, interval=0)
        self._moved.timeout.connect(self.look)
        tools.line.room_changed.connect(self._moved.start)
        call.connected.connect(self._on_connected)

    def look(self) -> None:
        """Say who asks for this operator, where somebody has begun to."""
        room, me = self._tools.line.room, self._tools.session.operator.number
        seat = next((seat for seat in room.seats if seat.operator == me), None) if room is not None else None
        found = None
        if room is not None and seat is not None and seat.extension and not seat.call and self._desk.call is None:
            found = next((call for call in room.calls if call.party == seat.extension and _asks(call)), None)
        told = (found.id, seat.state) if found is not None and seat is not None else None
        if told == self._told:
            return
        self._told = told
        if found is not None and room is not None:
            who = next((seat.operator for seat in room.seats if seat.call == found.id), found.operator)
            said = self.tr("{who} asks for you about {number}") if found.number else self.tr("{who} asks for you")
            words = said.format(who=colleague_word(self._tools.reference, who), number=grouped(found.number))
            self._call.say_for_now(words, Tone.ACCENT)

    def _on_connected(self, call: CallRow) -> None:
        if call.direction is Direction.IN and call.operator not in (0, self._tools.session.operator.number):
            who = colleague_word(self._tools.reference, call.operator)
            self._call.say_for_now(self.tr("Handed on by {who}").format(who=who), Tone.ACCENT)


def _asks(call: CallRow) -> bool:
    """Tell whether the party of a call is consulted, or rung to join it; with a reason it is one who did not come."""
    joins = call.state in (CallState.CONNECTED, CallState.HELD) and call.reason is None
    return joins or call.state in (CallState.CONSULTING, CallState.CONFERENCE)
