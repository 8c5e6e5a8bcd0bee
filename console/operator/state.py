"""The top bar and the operator's own state: ready, break, training, wrap-up; the link to the call system; today's figures."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from console.calls.manual import ManualLine
from console.operator.desk import Desk
from console.operator.tools import Tools
from console.shortcuts import Shortcut
from models.records.base import parse_time
from models.records.call import Capability, LineStatus, NotReady, OperatorState, Seat, Unseen
from models.records.catalogue import Line
from models.records.operation import Changes, Topic
from models.repositories import call as calls
from models.repositories import case as cases
from models.rules.handover import shift_at
from models.rules.permissions import Permission, lines_of, may_read
from models.rules.ringing import rings
from widgets.base.theme import Tone
from widgets.base.unseen import unseen_words
from widgets.base.words import line_word
from widgets.call.view import CallBar
from widgets.handover.lines import shift_words
from widgets.topbar.view import TopBar


class StatePresenter(QObject):
    """Shows how the operator and the queue stand, by what the line says.

    ``refused(Refusal)`` where the line does not accept a change of state; ``told(words, tone)`` is to be said beside the call. While the
    link is lost the bars stand still at its last moment: nothing that may have changed is shown as if it were so.
    """

    refused = Signal(object)
    told = Signal(str, object)

    def __init__(self, tools: Tools, desk: Desk, bar: CallBar, top: TopBar, extension: str = "") -> None:
        super().__init__(bar)
        self._tools = tools
        self._desk = desk
        self._bar = bar
        self._top = top
        self.extension = extension
        """The telephone at which the operator wants to sit."""
        self._lost_at: datetime | None = None
        self.status: LineStatus | None = None
        self._missing: tuple[Line, ...] = ()
        self._unseen: tuple[Unseen, ...] | None = None
        tools.line.status_changed.connect(self._on_status_changed)
        bar.ready_asked.connect(self.toggle_break)
        top.state_menu_asked.connect(self._on_state_pressed)
        top.set_promise(tools.reference.profile.answer_seconds)
        top.set_wrap_up(tools.reference.profile.wrap_up_seconds)
        tools.hub.changed.connect(self._on_changed)
        # A ring tells four things in one breath: the bars move once, behind them, while the caller's card is under way.
        self._moved = QTimer(self, singleShot=True, interval=0)
        self._moved.timeout.connect(self.refresh)

    def start(self) -> None:
        """Show who sits here and sign in at the line."""
        self._top.set_operator(self._tools.session.operator)
        self._tools.line.login(self.extension)
        self.read_today()

    def now(self) -> datetime:
        """Return the time by which calls are shown: it stands still while the link is lost."""
        return self._lost_at or self._tools.now()

    def colleagues(self) -> tuple[Seat, ...]:
        """Return the other seats at which somebody sits; nothing where no call system tells of them."""
        return self.status.colleagues if self.status is not None else ()

    def toggle_break(self) -> None:
        """Go on a break, or be ready again (this also ends wrap-up early)."""
        ready = self.status is not None and self.status.operator in (OperatorState.READY, OperatorState.ALERTING)
        self._turn(NotReady.BREAK if ready else None)

    def toggle_training(self) -> None:
        """Leave the calls for training, from wherever one is free; in training, be ready again."""
        status = self.status
        training = status is not None and (status.operator, status.reason) == (OperatorState.NOT_READY, NotReady.TRAINING.value)
        self._turn(None if training else NotReady.TRAINING)

    def _turn(self, away: NotReady | None) -> None:
        line, rang = self._tools.line, rings(self._desk.call)
        refused = line.not_ready(away.value) if away is not None else line.ready()
        if refused is not None:
            self.refused.emit(refused)
        elif rang:
            said = {
                NotReady.BREAK: self.tr("Break. Who rang here waits at the head of the queue; {key} is ready again."),
                NotReady.TRAINING: self.tr("Training. Who rang here waits at the head of the queue; {key} is ready again."),
            }
            self.told.emit(said[away or NotReady.BREAK].format(key=Shortcut.BREAK.label), Tone.DUE)

    def _on_state_pressed(self) -> None:
        """The own state was clicked. While somebody rings a slip of the hand sends nobody back: that takes the key."""
        if rings(self._desk.call):
            answers = Capability.ANSWER in self._tools.line.capabilities()
            by_key = self.tr("Somebody rings: {answer} answers. {key} takes a break and puts the caller back into the queue.")
            by_hand = self.tr("Somebody rings: pick up your phone. {key} takes a break and puts the caller back into the queue.")
            said = by_key if answers else by_hand
            self.told.emit(said.format(answer=Shortcut.ANSWER.label, key=Shortcut.BREAK.label), Tone.DUE)
        else:
            self.toggle_break()

    def refresh(self) -> None:
        """Let waits and shift move on."""
        now = self.now()
        self._top.set_shift(self._shift())
        if self.status is None:
            return
        self._top.set_status(self.status, now)
        self._bar.set_state(self.status.operator, self.status.reason, takes_calls=self._tools.may(Permission.ACCEPT_CASES))
        waiting, role = self.status.waiting, self._tools.session.operator.role
        self._bar.set_waiting(waiting, now, frozenset(call.id for call in waiting if not may_read(role, call.line)))

    def _shift(self) -> str:
        """Return the shift that is on, with its times, as the profile has them."""
        shift = shift_at(self._tools.reference.profile.shifts, self._tools.now())
        hour, hours = parse_time(shift.begins).hour, shift_words(shift)
        if 5 <= hour < 12:
            return self.tr("Day shift {hours}").format(hours=hours)
        name = self.tr("Evening shift {hours}") if 12 <= hour < 20 else self.tr("Night shift {hours}")
        return name.format(hours=hours)

    def read_today(self) -> None:
        """Count today's calls and cases of this operator again."""
        self._tools.runtime.spawn(self._read_today(), owner=self)

    async def _read_today(self) -> None:
        actor, now = self._tools.session.operator.number, self._tools.now()
        accepted = await self._tools.runtime.db(cases.accepted_today, actor, now)
        in_time, answered = await self._tools.runtime.db(calls.answered_today, actor, now)
        self._top.set_today(accepted, in_time, answered)

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.CALL) or changes.about(Topic.CASE):
            self.read_today()

    def _say_missing(self, status: LineStatus) -> None:
        """Say once for which lines of this operator the exchange has no queue, and once that it has. Without any, nobody is signed in."""
        own = lines_of(self._tools.session.operator.role)
        missing = tuple(line for line in status.missing if line in own)
        if missing == self._missing:
            return
        self._missing = missing
        if not missing:
            self.told.emit(self.tr("The exchange has a queue for each of your lines again"), Tone.OK)
        elif len(missing) < len(own):
            said = self.tr("The exchange has no queue for {lines}: none of its calls ring here, those of your other lines do")
            self.told.emit(said.format(lines=self.tr(", ").join(line_word(line) for line in missing)), Tone.DUE)

    def _say_unseen(self, unseen: tuple[Unseen, ...]) -> None:
        """Say once which calls nobody saw; what was so before this desk opened is the lead's."""
        before, self._unseen = self._unseen, unseen
        new = tuple(one for one in unseen if before is not None and one not in before)
        if new:
            self.told.emit(unseen_words(new, self._tools.now()), Tone.DUE)

    def _on_status_changed(self, status: LineStatus) -> None:
        self.status = status
        if status.link_ok:
            self._lost_at = None
            self._say_missing(status)
            self._say_unseen(status.unseen)
            self._bar.set_lost("")
            line = self._tools.line
            self._bar.set_capabilities(line.capabilities(), noted=isinstance(line, ManualLine))
        elif self._lost_at is None:
            self._lost_at = self._tools.now()
            said = self.tr(
                "No link to the telephone exchange since {time}: what stands here is from then. "
                "A call goes on at the telephone; the case can be edited, {key} saves."
            )
            self._bar.set_lost(said.format(time=self._lost_at.strftime("%H:%M"), key=Shortcut.ACCEPT.label))
        self._moved.start()
