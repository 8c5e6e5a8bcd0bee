"""Leaving a desk: held back while a promise of the next shift would have nobody. Nothing modal: one can go on working at any time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.failures import sentence
from console.operator.tools import Tools
from console.operator.vouching import AWAY, Voucher
from console.shortcuts import Shortcut
from models.commands import handover as commands
from models.records.case import CaseRow
from models.records.effects import HandoverOverride
from models.records.failure import StoreFailure, WorldFailure
from models.records.handover import Shift
from models.records.operation import Changes, Topic
from models.repositories import handover as handovers
from models.rules.permissions import Permission
from widgets.base.counting import counted
from widgets.base.theme import Tone
from widgets.handover.hold import HoldPanel
from widgets.notice.view import NoticeStrip


class Leaving(QObject):
    """Asked when the window is to close; ``free`` follows once it may.

    ``office(stem)`` opens a page, ``case(id)`` puts a case on the desk. In a demonstration (``demo``) closing a second time leaves: it
    holds nobody's work. Letting oneself go takes the role there too, or the number of somebody who has it. A call that moves takes the
    panel away. ``vouch`` asks the centre about the lead's password, None at a desk without one. While the centre is away the number is
    taken as a claim: whoever has to go home can, and whoever comes next reads that nobody was asked.
    """

    free = Signal()

    def __init__(
        self,
        tools: Tools,
        panel: HoldPanel,
        notice: NoticeStrip,
        office: Callable[[str], None],
        case: Callable[[str], None],
        *,
        demo: bool,
        vouch: Voucher | None = None,
    ) -> None:
        super().__init__(panel)
        self._tools = tools
        self._notice = notice
        self._demo = demo
        self._vouch = vouch
        self._shift: Shift | None = None
        self._held: tuple[CaseRow, ...] = ()
        self.panel = panel
        panel.packet_asked.connect(lambda: self._open_packet(office))
        panel.case_asked.connect(lambda _id: panel.close_over())
        panel.case_asked.connect(case)
        panel.set_proving(vouch is not None)
        panel.leave_asked.connect(lambda number, reason: tools.runtime.spawn(self._let_go(number, reason, panel.password()), owner=self))
        tools.line.call_changed.connect(self._on_call_changed)
        tools.hub.changed.connect(self._on_changed)

    def greet(self) -> None:
        """Tell whoever has just sat down that something waits to be accepted."""
        if self._tools.may(Permission.HAND_OVER):
            self._tools.runtime.spawn(self._greet(), owner=self)

    def ask(self) -> None:
        """Somebody wants to leave: let them, or say what holds them back."""
        if self._demo and not self.panel.isHidden():
            self.free.emit()
        else:
            self._tools.runtime.spawn(self._ask(), owner=self)

    async def _greet(self) -> None:
        waiting = await self._tools.runtime.db(handovers.incoming, sealed=self._tools.sealed)
        if count := len(waiting.cases) + len(waiting.notes):
            one = self.tr("{count} thing from the last shift waits to be accepted: {key}")
            many = self.tr("{count} things from the last shift wait to be accepted: {key}")
            self._notice.say(counted(count, one, many, key=Shortcut.HANDOVER.label), Tone.ACCENT)

    async def _ask(self) -> None:
        try:
            await self._look()
        except StoreFailure:
            # What cannot be read can hold nobody: the words are on the disk or lost already.
            self.free.emit()
            return
        if self._shift is None or not self._held:
            self.free.emit()
        else:
            self.panel.hold(self._shift, self._held, self._tools.now(), leading=self._leads())

    async def _look(self) -> None:
        me = self._tools.session.operator.number
        now, sealed = self._tools.now(), self._tools.sealed
        self._shift, self._held = await self._tools.runtime.db(handovers.holding, me, now, sealed=sealed)

    async def _let_go(self, number: str, reason: str, password: str) -> None:
        if self._shift is None:
            return
        lead = int(number) if number.isdecimal() else 0
        ids = tuple(row.id for row in self._held)
        try:
            body = await self._tools.runtime.db(commands.parting, self._tools.stamp, self._shift, ids, reason, lead)
            changes = await self._tools.runtime.db(commands.leave, self._tools.stamp, await self._proved(body, password))
        except WorldFailure as failure:
            self.panel.say(sentence(failure))
            return
        self._tools.hub.publish(changes)
        self.free.emit()

    async def _proved(self, body: HandoverOverride, password: str) -> HandoverOverride:
        """Return the words with the centre's for the lead, or as they are where there is nobody to ask. Raises WorldFailure."""
        if self._vouch is None or not body.claimed:
            return body
        sure = replace(body, claimed=False)
        try:
            return replace(sure, vouch=await self._vouch(sure, body.handover, password))
        except WorldFailure as failure:
            if failure.code != AWAY:
                raise
            return body

    async def _again(self) -> None:
        """Show what still holds; say so once nothing does."""
        await self._look()
        if self._shift is not None and self._held:
            self.panel.hold(self._shift, self._held, self._tools.now(), leading=self._leads())
        else:
            self.panel.close_over()
            self._notice.say(self.tr("Every promise of the next shift has somebody: you may leave."), Tone.OK)

    def _open_packet(self, office: Callable[[str], None]) -> None:
        self.panel.close_over()
        office("handover")

    def _leads(self) -> bool:
        return self._tools.may(Permission.REASSIGN)

    def _on_call_changed(self, _call: object) -> None:
        self.panel.close_over()

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.CASE) and not self.panel.isHidden():
            self._tools.runtime.spawn(self._again(), owner=self)


def hold(console: Any, presenters: Any, office: Callable[[str], None]) -> Leaving:
    """Let the window ask before it closes, and return what it asks. A story that plays itself leaves as it comes.

    ``office`` opens a page of the other window.
    """
    window = console.window
    panel = HoldPanel(window.centralWidget())
    vouch = console.sync.vouch if console.sync is not None else None
    leaving = Leaving(presenters.tools, panel, window.notice, office, presenters.opening.case, demo=console.launch.demo, vouch=vouch)

    def free() -> None:
        window.hold = None
        window.close()

    leaving.free.connect(free)
    if not console.launch.headless:
        window.hold = leaving.ask
        leaving.greet()
    return leaving
