"""The call bar and the top bar: what the line says, and the operator's commands to it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from console.calls.manual import ManualLine
from console.operator.desk import Desk
from console.operator.reference import Reference
from console.operator.refusals import refusal_words
from console.operator.tools import Tools
from console.shortcuts import Shortcut
from models.commands import call as call_commands
from models.records.base import Text
from models.records.call import CallRow, CallState, Direction, LineStatus, OperatorState, Refusal
from models.records.caller import CallerCard
from models.records.operation import Changes, Topic
from models.repositories import call as calls
from models.repositories import caller as callers
from models.repositories import case as cases
from models.rules.permissions import Permission, may_read
from widgets.base.rows import Line
from widgets.base.theme import Tone
from widgets.base.words import flag_word, hit_kind_word, language
from widgets.call.lines import LINE_BREAK
from widgets.call.view import CallBar
from widgets.topbar.view import TopBar


class CallPresenter(QObject):
    """Moves the two bars by the line's events.

    ``card_wanted(number, call id)`` asks for the caller's card at the first ring; ``connected(CallRow)`` and ``ended(CallRow)``
    tell the other presenters.
    """

    rang = Signal(object)
    connected = Signal(object)
    ended = Signal(object)

    def __init__(self, tools: Tools, desk: Desk, bar: CallBar, top: TopBar) -> None:
        super().__init__(bar)
        self._tools = tools
        self._desk = desk
        self._bar = bar
        self._top = top
        self._status: LineStatus | None = None
        self._ringing = ""
        line = tools.line
        line.call_changed.connect(self._on_call_changed)
        line.status_changed.connect(self._on_status_changed)
        line.said.connect(self._on_said)
        bar.answer_asked.connect(self.answer)
        bar.hold_asked.connect(self.hold)
        bar.resume_asked.connect(self.hold)
        bar.hang_up_asked.connect(self.hang_up)
        bar.ready_asked.connect(self.toggle_break)
        bar.transfer_asked.connect(self.transfer)
        bar.conference_asked.connect(lambda number: self.tell(line.conference_add(number)))
        bar.complete_asked.connect(lambda: self.tell(line.complete_transfer()))
        bar.cancel_asked.connect(lambda: self.tell(line.cancel_transfer()))
        bar.drop_asked.connect(lambda: self.tell(line.conference_drop()))
        bar.suggestions_wanted.connect(lambda _three_party: bar.set_suggestions(self._suggestions()))
        bar.set_capabilities(line.capabilities())
        top.state_menu_asked.connect(self._on_state_pressed)
        top.set_promise(tools.reference.profile.answer_seconds)
        tools.hub.changed.connect(self._on_changed)
        # A ring tells four things in one breath: the bars move once, behind them, while the caller's card is under way.
        self._moved = QTimer(self, singleShot=True, interval=0)
        self._moved.timeout.connect(self.refresh)
        self._clock = QTimer(self)
        self._clock.setInterval(500)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()

    def start(self) -> None:
        """Show who sits here and sign in at the line."""
        self._top.set_operator(self._tools.session.operator)
        self._bar.set_call(None, self._tools.now())
        self._tools.line.login()
        self.read_today()

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
        """End the call."""
        self.tell(self._tools.line.hang_up())

    def transfer(self, number: str, blind: bool) -> None:
        """Transfer to a number: blind, or after a word with the other side."""
        line = self._tools.line
        self.tell(line.blind_transfer(number) if blind else line.consult(number))

    def danger(self, number: str) -> bool:
        """Put the caller through to an emergency number at once; tell whether they are.

        Where the telephone cannot be switched from here the operator does it by hand, and it counts as done.
        """
        refused = self._tools.line.blind_transfer(number)
        self.tell(refused)
        return refused in (None, Refusal.NOT_SUPPORTED)

    def take(self, number: str) -> None:
        """Note a call that was answered on the telephone, where no call system tells of it."""
        if isinstance(self._tools.line, ManualLine):
            self.tell(self._tools.line.take(number))

    def toggle_break(self) -> None:
        """Go on a break, or be ready again (this also ends wrap-up early)."""
        line, status, rings = self._tools.line, self._status, _rings(self._desk.call)
        ready = status is not None and status.operator in (OperatorState.READY, OperatorState.ALERTING)
        refused = line.not_ready("break") if ready else line.ready()
        self.tell(refused)
        if rings and refused is None:
            said = self.tr("Break. Who rang here waits at the head of the queue; {key} is ready again.")
            self.say(said.format(key=Shortcut.BREAK.label), Tone.DUE)

    def _on_state_pressed(self) -> None:
        """The own state was clicked. While somebody rings a slip of the hand sends nobody back: that takes the key."""
        if _rings(self._desk.call):
            said = self.tr("Somebody rings: {answer} answers. {key} takes a break and puts the caller back into the queue.")
            self.say(said.format(answer=Shortcut.ANSWER.label, key=Shortcut.BREAK.label), Tone.DUE)
        else:
            self.toggle_break()

    def open_transfer(self, three_party: bool) -> None:
        """Offer units and partners to transfer to, in the bar; with a third party on the line the same keys put through, join or let go."""
        line, state = self._tools.line, self._desk.call.state if self._desk.call else None
        if state is CallState.CONSULTING:
            self.tell(line.conference_add("") if three_party else line.complete_transfer())
            return
        if state is CallState.CONFERENCE and three_party:
            self.tell(line.conference_drop())
            return
        if state not in (CallState.CONNECTED, CallState.HELD):
            self.tell(Refusal.NO_CALL)
            return
        self._bar.set_suggestions(self._suggestions())
        if three_party:
            self._bar.open_conference()
        else:
            self._bar.open_transfer()

    def _suggestions(self) -> list[Line]:
        reference, speech = self._tools.reference, language()
        item = self._desk.item
        lines: list[Line] = []
        card = reference.cards.get(item.code) if item else None
        if card and card.transfer:
            lines.append(Line(key=card.transfer.number, title=card.transfer.name.in_(speech), lead=card.transfer.number, bold=True))
        if item:
            lines += [
                Line(key=unit.phone, title=unit.name.in_(speech), lead=unit.phone)
                for unit in reference.units_for(item.code, self._desk.district)[:6]
            ]
            lines += [
                Line(key=partner.phone, title=partner.name.in_(speech), lead=partner.phone)
                for partner in reference.rows.partners
                if item.code in partner.items
            ][:6]
        return lines

    # --- events ---------------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Let timers and waits move on."""
        now = self._tools.now()
        self._bar.set_call(self._desk.call, now, self._name())
        self._top.set_shift(self._shift(now.hour))
        if self._status is not None:
            self._top.set_status(self._status, now)
            self._bar.set_state(self._status.operator)
            waiting, role = self._status.waiting, self._tools.session.operator.role
            self._bar.set_waiting(waiting, now, frozenset(call.id for call in waiting if not may_read(role, call.line)))

    def _name(self) -> str:
        """Return who is on the line, where it is a partner or unit, or the citizen of the case that they were rung for."""
        call, case = self._desk.call, self._desk.case
        if call is None:
            return ""
        party = self._tools.reference.party(call.number)
        if party is not None:
            return " · ".join((party[0].in_(language()), hit_kind_word(party[1])))
        return case.person_name if case is not None and case.number == call.number else ""

    def _shift(self, hour: int) -> str:
        """Return the shift that an hour belongs to, with its times."""
        if 8 <= hour < 16:
            return self.tr("Day shift 08:00–16:00")
        return self.tr("Evening shift 16:00–24:00") if hour >= 16 else self.tr("Night shift 00:00–08:00")

    async def announce(self, call: CallRow) -> None:
        """Say in the bar who rings, while the caller pane belongs to somebody else; it stands there for as long as it rings."""
        if not self._tools.may(Permission.SEE_CALLERS):
            return
        card = await self._tools.runtime.db(callers.card, call.number, self._tools.now(), sealed=self._tools.sealed)
        if self._desk.call is not None and self._desk.call.id == call.id and _rings(self._desk.call):
            self._ringing, flagged = _who_rings(card, self._tools.reference), any(person.flags for person in card.people)
            self.say("", Tone.DUE if flagged else Tone.ACCENT)

    def say(self, text: str, tone: Tone) -> None:
        """Say something about the telephone in the bar. Who rings meanwhile stays above it."""
        if not _rings(self._desk.call):
            self._ringing = ""
        self._bar.set_message(LINE_BREAK.join(filter(None, (self._ringing, text))), tone)

    def read_today(self) -> None:
        """Count today's calls and cases of this operator again."""
        self._tools.runtime.spawn(self._read_today(), owner=self)

    async def _read_today(self) -> None:
        actor, now = self._tools.session.operator.number, self._tools.now()
        accepted = await self._tools.runtime.db(cases.accepted_today, actor, now)
        in_time, answered = await self._tools.runtime.db(calls.answered_today, actor, now)
        self._top.set_today(accepted, in_time, answered)

    def _on_call_changed(self, call: CallRow) -> None:
        if call.state is CallState.ENDED:
            self._tools.runtime.spawn(self._record(call), owner=self)
            if self._desk.call is None or self._desk.call.id != call.id:
                return
            self._desk.call = None
            self.say("", Tone.PLAIN)
            self.ended.emit(call)
            self.refresh()
            return
        if call.state is CallState.QUEUED:
            # It rang here and waits again, because the operator went on a break.
            if self._desk.call is not None and self._desk.call.id == call.id:
                self._desk.call = None
                self.say("", Tone.PLAIN)
                self.refresh()
            return
        before = self._desk.call
        self._desk.call = call
        self._moved.start()
        if _rings(self._desk.call):
            self._ringing = ""  # whoever rang before
            self.rang.emit(call)
        elif call.state is CallState.CONNECTED and (before is None or before.state is CallState.ALERTING):
            self.say("", Tone.PLAIN)
            self.connected.emit(call)
            self._tools.runtime.spawn(self._record(call), owner=self)

    def _on_status_changed(self, status: LineStatus) -> None:
        self._status = status
        self._moved.start()

    def _on_said(self, call_id: str, words: Text) -> None:
        if self._desk.call is not None and self._desk.call.id == call_id:
            self._bar.set_message(words.in_(language()), Tone.PLAIN)

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.CALL) or changes.about(Topic.CASE):
            self.read_today()

    async def _record(self, call: CallRow) -> None:
        if self._tools.line.keeps_records():
            return
        self._tools.hub.publish(await self._tools.runtime.db(call_commands.record_call, self._tools.stamp, call))

    def tell(self, refusal: Refusal | None) -> None:
        """Say why a command was not accepted; None says nothing."""
        if refusal is not None:
            self.say(refusal_words(refusal, self._status, self._desk.call), Tone.DUE)


def _rings(call: CallRow | None) -> bool:
    """Tell whether a caller rings here."""
    return call is not None and call.direction is Direction.IN and call.state is CallState.ALERTING


def _who_rings(card: CallerCard, reference: Reference) -> str:
    """Return names, flags, open cases and districts of those behind a number, as far as they are known."""
    people = card.people
    districts = [reference.district(person.district) for person in people]
    parts = (
        " / ".join(person.name for person in people if person.name) or QCoreApplication.translate("CallPresenter", "Not known yet"),
        *dict.fromkeys(flag_word(flag.kind) for person in people for flag in person.flags),
        QCoreApplication.translate("CallPresenter", "{count} open cases").format(count=len(card.open_cases)) if card.open_cases else "",
        *dict.fromkeys(district.name.in_(language()) for district in districts if district is not None),
    )
    return " · ".join(filter(None, parts))
