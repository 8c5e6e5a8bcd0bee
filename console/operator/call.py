"""The call bar: what the line says of the call in hand, and the operator's commands to it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from console.calls.manual import ManualLine
from console.operator.desk import Desk
from console.operator.parties import colleague_lines, dead_telephone, on_the_line, second_of, second_parties, sitter, warnings, who_rings
from console.operator.refusals import refusal_words, unmet_words, unreached_words
from console.operator.state import StatePresenter
from console.operator.tools import Tools
from console.shortcuts import Shortcut
from models.commands import call as call_commands
from models.records.base import Text
from models.records.call import CallRow, CallState, Capability, Direction, EndReason, LineStatus, OperatorState, Refusal, Verb
from models.repositories import caller as callers
from models.rules.calls import came_about, dialable
from models.rules.permissions import Permission
from models.rules.ringing import rings
from models.search.letters import spells
from widgets.base.number import grouped
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.call.lines import LINE_BREAK
from widgets.call.view import CallBar
from widgets.call.wording import Second, still_rung

THIRD_MS = 30_000
"""So long a third party is said to be rung who does not pick up: no call system lets it ring longer."""

Standing = tuple[tuple[str, CallState, bool, bool | None] | None, tuple[OperatorState, str, bool] | None]
"""The call with its state, whether it is muted and whether the second party rings, and the own state with its reason and the link."""


class CallPresenter(QObject):
    """Moves the call bar by the line's events.

    ``rang(CallRow)`` at each ring, ``connected(CallRow)`` when somebody is spoken with and ``ended(CallRow)`` tell the other presenters,
    and ``gone(CallRow)`` does where somebody rang here and rings no more, unanswered.
    """

    rang = Signal(object)
    connected = Signal(object)
    ended = Signal(object)
    gone = Signal(object)

    def __init__(self, tools: Tools, desk: Desk, bar: CallBar, state: StatePresenter) -> None:
        super().__init__(bar)
        self._tools = tools
        self._desk = desk
        self._bar = bar
        self._state = state
        self._ringing = ""
        self._holds: Standing | None = None
        """How things stood when something was said that holds only as long, None where nothing of that kind is said."""
        self._warned: Standing | None = None
        """How things stand where it is said that whoever is consulted still rings, None where it is not."""
        self._over = False
        """Whether it is said how a call ended: that stands until there is another call."""
        self._lapse = QTimer(self, singleShot=True, interval=THIRD_MS)
        self._lapse.timeout.connect(lambda: self.say("", Tone.PLAIN))
        line = tools.line
        line.call_changed.connect(self._on_call_changed)
        line.refused.connect(self._on_refused)
        state.refused.connect(self.tell)
        state.told.connect(self.say)
        line.said.connect(self._on_said)
        bar.answer_asked.connect(self.answer)
        bar.hold_asked.connect(self.hold)
        bar.resume_asked.connect(self.hold)
        bar.hang_up_asked.connect(self.hang_up)
        bar.mute_asked.connect(self.mute)
        bar.transfer_asked.connect(self.transfer)
        bar.conference_asked.connect(self.conference)
        bar.complete_asked.connect(lambda: self.tell(line.complete_transfer()))
        bar.cancel_asked.connect(lambda: self.tell(line.cancel_transfer()))
        bar.drop_asked.connect(lambda: self.tell(line.conference_drop()))
        bar.suggestions_wanted.connect(lambda _three_party: self._suggest())
        bar.set_capabilities(line.capabilities(), noted=isinstance(line, ManualLine))
        # A ring tells four things in one breath: the bars move once, behind them, while the caller's card is under way.
        self._moved = QTimer(self, singleShot=True, interval=0)
        self._moved.timeout.connect(self.refresh)
        line.status_changed.connect(self._on_status_changed)
        self._clock = QTimer(self)
        self._clock.setInterval(500)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()

    def start(self) -> None:
        """Show who sits here and sign in at the line."""
        self._bar.set_call(None, self._tools.now())
        self._state.start()

    # --- commands -------------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Answer the call that rings here."""
        self.tell(self._tools.line.answer())

    def hold(self) -> None:
        """Hold the citizen, or take the call back (also from a consultation)."""
        line, state = self._tools.line, self._desk.call.state if self._desk.call else None
        if state is CallState.CONSULTING:
            self.tell(line.cancel_transfer())
        else:
            self.tell(line.resume() if state is CallState.HELD else line.hold())

    def hang_up(self) -> None:
        """End the call; while somebody is consulted, end that and go back: hanging up would leave the caller to them."""
        line, call = self._tools.line, self._desk.call
        consults = call is not None and call.state is CallState.CONSULTING and Capability.CONSULT in line.capabilities()
        self.tell(line.cancel_transfer() if consults else line.hang_up())

    def transfer(self, number: str, blind: bool) -> None:
        """Transfer to a number: blind, or after a word with the other side."""
        line = self._tools.line
        self.tell(line.blind_transfer(number) if blind else line.consult(number), Verb.CONSULT, number)

    def conference(self, number: str) -> None:
        """Ring a third party to join the call; whoever is spoken with already joins at once."""
        before = self._desk.call
        refused = self._tools.line.conference_add(number)
        self.tell(refused, Verb.CONFERENCE_ADD, number)
        if refused is None and self._desk.call == before and before is not None and before.state is not CallState.CONSULTING:
            called = dialable(number) or number
            who = second_of(self._tools.reference, called, self._state.colleagues()).name or grouped(called)
            self.say_for_now(self.tr("Ringing {number}: they join when they answer").format(number=who), Tone.ACCENT)
            self._lapse.start()

    def take(self, number: str) -> None:
        """Note a call that was answered on the telephone, where no call system tells of it."""
        if isinstance(self._tools.line, ManualLine):
            self.tell(self._tools.line.take(number))

    def mute(self) -> None:
        """Let the caller hear nothing of this side, or let them hear it again."""
        line, call = self._tools.line, self._desk.call
        self.tell(line.unmute() if call is not None and call.muted else line.mute())

    def open_transfer(self, three_party: bool) -> None:
        """Offer whom to transfer to, in the bar; with a third party on the line the same keys put through, join or let go."""
        line, state = self._tools.line, self._desk.call.state if self._desk.call else None
        if state is CallState.CONSULTING:
            if three_party:
                self.conference("")
            elif still_rung(self._desk.call, self._second()) and self._warned != self._standing():
                # To leave the caller to a telephone that only rings takes the key twice: it says first what it would do.
                again, back = Shortcut.TRANSFER.label, Shortcut.HOLD.label
                said = self.tr("They still ring: {again} again puts through all the same; {back} goes back")
                self.say_for_now(said.format(again=again, back=back), Tone.DUE)
                self._warned = self._standing()
            else:
                self.tell(line.complete_transfer())
            return
        if state is CallState.CONFERENCE and three_party:
            self.tell(line.conference_drop())
            return
        if state not in (CallState.CONNECTED, CallState.HELD):
            self.tell(Refusal.NO_CALL)
            return
        self._suggest()
        if three_party:
            self._bar.open_conference()
        else:
            self._bar.open_transfer()

    def _suggest(self) -> None:
        """Offer whom to transfer to; a colleague is also meant by the operator number alone."""
        reference, seats = self._tools.reference, self._state.colleagues()
        lines = second_parties(reference, self._desk.item, self._desk.district) + colleague_lines(reference, seats)
        self._bar.set_suggestions(lines, {str(seat.operator): seat.extension for seat in seats if seat.extension}, spells)

    # --- events ---------------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Let timers and waits move on."""
        if self._holds is not None and self._holds != self._standing():
            self.say("", Tone.PLAIN)
        call = self._desk.call
        self._bar.set_call(call, self._state.now(), on_the_line(call, self._desk.case, self._tools.reference), self._second())
        self._state.refresh()

    def _second(self) -> Second:
        """Return who is rung or spoken with beside the caller."""
        call = self._desk.call
        party, rung = (call.party, call.rung) if call is not None else ("", None)
        return second_of(self._tools.reference, party, self._state.colleagues(), rung)

    async def announce(self, call: CallRow) -> None:
        """Say in the bar who rings, while the caller pane belongs to somebody else; it stands there for as long as it rings."""
        if not self._tools.may(Permission.SEE_CALLERS):
            return
        card = await self._tools.runtime.db(callers.card, call.number, self._tools.now(), sealed=self._tools.sealed)
        if self._desk.call is not None and self._desk.call.id == call.id and rings(self._desk.call):
            today = self._tools.now().date()
            self._ringing = who_rings(card, self._tools.reference, today)
            self.say("", Tone.DUE if warnings(card, today) else Tone.ACCENT)

    def say(self, text: str, tone: Tone) -> None:
        """Say something about the telephone in the bar. Who rings meanwhile stays above it."""
        self._holds, self._warned, self._over = None, None, False
        self._lapse.stop()
        if not rings(self._desk.call):
            self._ringing = ""
        self._bar.set_message(LINE_BREAK.join(filter(None, (self._ringing, text))), tone)

    def _on_call_changed(self, call: CallRow) -> None:
        if call.state is CallState.ENDED:
            self._tools.runtime.spawn(self._record(call), owner=self)
            if self._desk.call is None or self._desk.call.id != call.id:
                return
            name = on_the_line(self._desk.call, self._desk.case, self._tools.reference)
            self._desk.call = None
            self.say("", Tone.PLAIN)
            self.ended.emit(call)
            if call.direction is Direction.IN and not call.answered_at:
                self.gone.emit(call)
            self._say_over(call, name)
            self.refresh()
            return
        if call.state is CallState.QUEUED:
            # It rang here and waits again, because the operator went on a break.
            if self._desk.call is not None and self._desk.call.id == call.id:
                self._desk.call = None
                self.say("", Tone.PLAIN)
                self.gone.emit(call)
                self.refresh()
            return
        before = self._desk.call
        self._desk.call = call
        if self._over:
            self.say("", Tone.PLAIN)
        self._moved.start()
        if rings(self._desk.call):
            self._ringing = ""  # whoever rang before
            self.rang.emit(call)
        elif call.answered_at and (before is None or before.state is CallState.ALERTING):
            self.say("", Tone.PLAIN)
            self.connected.emit(call)
            self._tools.runtime.spawn(self._record(call), owner=self)
        elif call.reason is not None and before is not None and before.reason is None:
            self.say_for_now(unmet_words(call, self._second().name), Tone.DUE)

    def _on_status_changed(self, _status: LineStatus) -> None:
        self._moved.start()

    def _on_refused(self, verb: Verb, refusal: Refusal) -> None:
        """What had been accepted was not done after all, or nobody knows; where it is seen to have been done there is nothing to say."""
        if refusal is not Refusal.UNKNOWN or not came_about(verb, self._desk.call):
            self.tell(refusal, verb)

    def _on_said(self, call_id: str, words: Text) -> None:
        if self._desk.call is not None and self._desk.call.id == call_id:
            self._bar.set_message(words.in_(language()), Tone.PLAIN)

    async def _record(self, call: CallRow) -> None:
        if self._tools.line.keeps_records():
            return
        self._tools.hub.publish(await self._tools.runtime.db(call_commands.record_call, self._tools.stamp, call))

    def tell(self, refusal: Refusal | None, verb: Verb | None = None, number: str = "") -> None:
        """Say why a command was not accepted, ``verb`` where the next key depends on it, ``number`` where it was about one.

        None says nothing. That the link is lost stands in the bar for as long as it is, and is said once.
        """
        status, line = self._state.status, self._tools.line
        if refusal is None or (refusal is Refusal.LINK_LOST and status is not None and not status.link_ok):
            return
        said = refusal_words(
            refusal,
            status,
            self._desk.call,
            line.capabilities(),
            noted=isinstance(line, ManualLine),
            verb=verb,
            takes_calls=self._tools.may(Permission.ACCEPT_CASES),
            sitter=sitter(self._tools.reference, self._state.extension, self._state.colleagues()),
            whose=dead_telephone(self._tools.reference, number, self._state.colleagues()),
        )
        self.say_for_now(said, Tone.DUE)

    def say_for_now(self, text: str, tone: Tone) -> None:
        """Say what is true as things stand; it goes when the call, the own state or the link becomes another."""
        self.say(text, tone)
        self._holds = self._standing()

    def _say_over(self, call: CallRow, name: str) -> None:
        """Say that nobody knows who hung up, or that who was rung was not reached; and the key, where it rings that number."""
        unseen = call.reason is EndReason.LINK_LOST and call.answered_at
        lost = self.tr("The call ended while the link to the exchange was lost") if unseen else ""
        what, case = lost or unreached_words(call, name), self._desk.case
        if not what:
            return
        back = call.number and call.number == (case.number if case is not None else self._desk.number)
        said = self.tr("{what}. {key} rings them again.") if back else self.tr("{what}.")
        self.say(said.format(what=what, key=Shortcut.DIAL.label), Tone.DUE)
        self._over = True

    def _standing(self) -> Standing:
        status, call = self._state.status, self._desk.call
        return (
            (call.id, call.state, call.muted, self._second().rings) if call is not None else None,
            (status.operator, status.reason, status.link_ok) if status is not None else None,
        )
