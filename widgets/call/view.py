"""The call bar: whose call it is, how long, and the next key to press; at the right who else waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from models.records.call import CallRow, CallState, Capability, OperatorState
from widgets.base.buttons import KeyButton
from widgets.base.fitting import FittingLabel
from widgets.base.parts import Label, restyle
from widgets.base.rows import Line
from widgets.base.theme import Tone
from widgets.base.words import missing_word
from widgets.call.consulting import show_consulting
from widgets.call.lines import LINE_BREAK, Said, Waiting
from widgets.call.strip import TransferStrip
from widgets.call.wording import (
    OFFERS,
    TALKING,
    UNNAMED,
    Second,
    bar_state,
    idle_words,
    number_words,
    offered,
    say,
    still_rung,
    timer_words,
    under_words,
    unknown_words,
)

ROOMY = 1440
"""The width in pixels from which the buttons carry icons too."""


class CallBar(QFrame):
    """One line of 76 px. ``keys`` holds ``answer``, ``hold``, ``transfer``, ``conference``, ``mute``, ``hang_up``,
    ``break``, ``command``.

    ``ready_asked``: wrap-up or the break is to end; ``mute_asked``: the microphone goes off, or on again.

    Nothing that is shown here takes the focus, raises a window or changes typed text; only opening the transfer line, which the operator
    asks for, takes the caret, and gives it back.
    """

    answer_asked = Signal()
    hold_asked = Signal()
    resume_asked = Signal()
    hang_up_asked = Signal()
    transfer_asked = Signal(str, bool)
    conference_asked = Signal(str)
    complete_asked = Signal()
    cancel_asked = Signal()
    drop_asked = Signal()
    mute_asked = Signal()
    ready_asked = Signal()
    suggestions_wanted = Signal(bool)

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "call")
        self.setProperty("state", "idle")
        self.setFixedHeight(76)
        self._call: CallRow | None = None
        self._name = ""
        self._second = UNNAMED
        self._state: OperatorState | None = None
        self._reason = ""
        self._takes_calls = True
        self._lost = ""
        self._command, self._noted = keys.get("command", ""), False
        self._through, self._end = (keys.get(OFFERS[name].key, "") for name in ("complete", "hang_up"))
        self._message = ("", Tone.PLAIN)
        self._three = False
        self._able = frozenset(Capability)
        self._number = Label(size="number")
        self._under = FittingLabel(size="small", tone=Tone.MUTED)
        self._timer = Label(size="large")
        self._said = Said()
        self._waiting = Waiting()
        self._waiting.hide()
        self._strip = TransferStrip()
        self._strip.given.connect(self._on_given)
        self._strip.closed.connect(self._on_closed)
        self._buttons = {
            name: KeyButton(
                say(offer.caption), keys.get(offer.key, ""), kind=offer.kind, symbol=offer.symbol, name=f"call.{name}"
            )
            for name, offer in OFFERS.items()
        }
        self._ready = KeyButton(self.tr("Be ready"), keys.get("break", ""), name="call.ready")
        self._arrange()
        self._connect()
        self._show_call(None)

    def set_call(self, call: CallRow | None, now: datetime, name: str = "", second: Second = UNNAMED) -> None:
        """Show the call in hand, who it is, '' where nobody knows, and who else is rung or spoken with; call it again as time passes."""
        if call is not None and call.state is CallState.ENDED:
            call = None
        if (call, name, second) != (self._call, self._name, self._second):
            self._call, self._name, self._second = call, name, second
            self._show_call(call)
        if call is not None:
            words, tone = timer_words(call, now)
            self._timer.setText(words)
            self._timer.set_tone(Tone.MUTED if self._lost else tone)

    def set_state(self, state: OperatorState, reason: str = "", *, takes_calls: bool = True) -> None:
        """Say in the operator's own state, and why they are not ready, that no call is in hand.

        Being ready is offered to whoever is away and ``takes_calls``.
        """
        if (state, reason, takes_calls) != (self._state, self._reason, self._takes_calls):
            self._state, self._reason, self._takes_calls = state, reason, takes_calls
            self._show_call(self._call)

    def set_lost(self, words: str) -> None:
        """Say in ``words`` that there is no link to the call system: what is shown is old, and its buttons do nothing.

        '' says that the link is there again.
        """
        if words != self._lost:
            self._lost = words
            self._timer.set_tone(Tone.MUTED)
            self._show_able()
            self._show_call(self._call)
            self._show_message()
            self._show_waiting()

    def set_waiting(self, waiting: tuple[CallRow, ...], now: datetime, nameless: frozenset[str] = frozenset()) -> None:
        """Show who else waits, longest first, with numbers that others may see; of the calls with ids in ``nameless`` only the line.

        Several calls from one number are one line with their count.
        """
        self._waiting.set_calls(waiting, now, nameless)
        self._show_waiting()

    def set_capabilities(self, capabilities: frozenset[Capability], *, noted: bool = False) -> None:
        """Disable what the telephone cannot do; its button says why. ``noted``: no call system tells of calls, they are noted by hand."""
        if (capabilities, noted) != (self._able, self._noted):
            self._able, self._noted = capabilities, noted
            self._show_able()
            self._show_call(self._call)

    def set_suggestions(
        self, lines: Sequence[Line], short: Mapping[str, str] | None = None, spells: Callable[[str, str], bool] | None = None
    ) -> None:
        """Offer second parties; the key of each line is its number, ``short`` and ``spells`` are as in the strip."""
        self._strip.set_suggestions(lines, short, spells)

    def set_message(self, text: str, tone: Tone) -> None:
        """Say something about the call in place; '' says nothing any more."""
        self._message = text, tone
        self._show_message()

    def open_transfer(self) -> None:
        """Ask whom to transfer to: Enter consults first, Ctrl+Enter transfers blind, Esc leaves it."""
        consult, blind = Capability.CONSULT in self._able, Capability.BLIND_TRANSFER in self._able
        ways = (self.tr("Enter: speak first") if consult else "", self.tr("Ctrl Enter: put through at once") if blind else "")
        self._open(False, self.tr("Transfer to"), consult or blind, " · ".join(filter(None, (*ways, self.tr("Esc: leave it")))))

    def open_conference(self) -> None:
        """Ask whom to bring into the call: Enter rings them, Esc leaves it."""
        able = Capability.CONFERENCE in self._able
        self._open(True, self.tr("Three-party with"), able, " · ".join((self.tr("Enter: ring them"), self.tr("Esc: leave it"))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in self._buttons.values():
            button.set_compact(self.width() < ROOMY)
        self._share_room()

    def _show_message(self) -> None:
        text, tone = self._message
        self._said.set_text(LINE_BREAK.join(filter(None, (self._lost, text))), Tone.OVERDUE if self._lost else tone)
        self._share_room()

    def _show_able(self) -> None:
        for name, offer in OFFERS.items():
            able = any(need in self._able for need in offer.needs)
            why = self.tr("There is no link to the telephone exchange") if self._lost else "" if able else missing_word(offer.needs[0])
            self._buttons[name].setEnabled(not why)
            self._buttons[name].setToolTip(why)
        self._ready.setEnabled(not self._lost)

    def _show_waiting(self) -> None:
        """Who waits is shown where nothing else needs the room, and where it is known."""
        known = bool(self._waiting.accessibleName()) and not self._lost
        self._waiting.setVisible(known and self._middle.currentWidget() is self._said)

    def _idle(self) -> str:
        if self._lost:
            return self.tr("No link – your phone may still ring")
        return idle_words(self._state, self._reason, noted=self._command if self._noted else "")

    def _share_room(self) -> None:
        """Where there is little room and something was said, the queue makes do with one column."""
        self._waiting.set_columns(1 if self._said.text() and self.width() < ROOMY else 2)

    def _open(self, three: bool, caption: str, able: bool, help_text: str) -> None:
        if not able or self._lost or self._call is None or self._call.state not in TALKING:
            return
        self._three = three
        self._middle.setCurrentWidget(self._strip)
        self._waiting.setVisible(False)
        self._strip.open_for(caption, help_text)

    def _show_call(self, call: CallRow | None) -> None:
        shown = offered(call, self._second, self._state)
        asks = call is not None and call.state is CallState.CONSULTING and Capability.CONSULT in self._able
        show_consulting(self._buttons, self._through, self._end, rung=still_rung(call, self._second), asks=asks)
        for name, button in self._buttons.items():
            button.setVisible(name in shown)
        self._timer.setVisible(call is not None)
        self._show_ready()
        restyle(self, state="lost" if self._lost else bar_state(call))
        restyle(self._number, scale="number" if call and call.number else "large")
        self._number.set_tone(Tone.PLAIN if call and not self._lost else Tone.MUTED)
        self._number.setText(number_words(call.number) if call else self._idle())
        by_hand = Capability.ANSWER not in self._able
        self._under.set_texts(under_words(call, self._name, self._second, by_hand=by_hand) if call else unknown_words(shown))
        self._under.set_tone(Tone.OVERDUE if call and call.muted else Tone.MUTED)
        if (call is None or call.state not in TALKING) and self._middle.currentWidget() is self._strip:
            self._strip.close_strip()

    def _show_ready(self) -> None:
        away = self._state in (OperatorState.WRAP_UP, OperatorState.NOT_READY, OperatorState.LOGGED_OUT)
        self._ready.setVisible(away and self._takes_calls and self._call is None)

    def _on_given(self, number: str, blind: bool) -> None:
        if self._three:
            self.conference_asked.emit(number)
        else:
            self.transfer_asked.emit(number, blind or Capability.CONSULT not in self._able)

    def _on_closed(self) -> None:
        self._middle.setCurrentWidget(self._said)
        self._show_waiting()

    def _on_transfer_clicked(self) -> None:
        self.suggestions_wanted.emit(False)
        self.open_transfer()

    def _on_conference_clicked(self) -> None:
        if self._call is not None and self._call.state is CallState.CONSULTING:
            self.conference_asked.emit(self._call.party)
            return
        self.suggestions_wanted.emit(True)
        self.open_conference()

    def _connect(self) -> None:
        for name, signal in (
            ("answer", self.answer_asked),
            ("hold", self.hold_asked),
            ("resume", self.resume_asked),
            ("hang_up", self.hang_up_asked),
            ("complete", self.complete_asked),
            ("cancel", self.cancel_asked),
            ("drop", self.drop_asked),
            ("mute", self.mute_asked),
            ("unmute", self.mute_asked),
        ):
            self._buttons[name].clicked.connect(signal)
        self._ready.clicked.connect(self.ready_asked)
        self._buttons["transfer"].clicked.connect(self._on_transfer_clicked)
        self._buttons["conference"].clicked.connect(self._on_conference_clicked)

    def _arrange(self) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self._said)
        self._middle.addWidget(self._strip)
        caller = QVBoxLayout()
        caller.setSpacing(0)
        caller.addStretch(1)
        caller.addWidget(self._number)
        caller.addWidget(self._under)
        caller.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 4, 16, 4)
        row.setSpacing(10)
        row.addLayout(caller)
        row.addSpacing(6)
        row.addWidget(self._timer)
        row.addSpacing(6)
        for name in ("answer", "unmute", "resume", "complete", "cancel", "hold", "transfer", "conference", "drop", "mute", "hang_up"):
            row.addWidget(self._buttons[name])
        row.addWidget(self._ready)
        row.addSpacing(6)
        row.addWidget(self._middle, 1)
        row.addWidget(self._waiting)
