"""The change of shift: hands cases over, accepts what waits, leaves and reads notes, and puts the packet on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from console.failures import sentence
from console.lead.pages import acting
from models.commands import case as case_commands
from models.commands import handover as commands
from models.commands import whisper
from models.records.failure import BadInput, RuleBroken, StoreFailure, WorldFailure
from models.records.handover import Incoming, Packet
from models.records.journal import HandOver, TakeOver
from models.records.operation import Changes, Desk, Topic
from models.repositories import case as cases
from models.repositories import handover as handovers
from models.rules.lifecycle import undoable
from models.rules.permissions import Permission
from models.store.store import Store
from widgets.base.counting import counted
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.handover.paper import document, pdf_of, print_on
from widgets.handover.view import HandoverPane

_BACK = "handover.back"
"""The answer of the notice that takes back what was handed over last."""


def make(console: Any, window: Any) -> HandoverPresenter:
    """Return the page's presenter."""
    return HandoverPresenter(console, window)


class HandoverPresenter(QObject):
    """Reads again whenever a case or what was told moves. What was accepted here and turns out to be another's is told calmly."""

    def __init__(self, console: Any, window: Any) -> None:
        super().__init__(window)
        self._console = console
        self._window = window
        self._tools = console.parts.tools
        self._ticket = 0
        self._packet: Packet | None = None
        self._incoming = Incoming()
        self._accepted: dict[str, tuple[str, int]] = {}
        self._laid_down: tuple[str, ...] = ()
        self._dialog: QFileDialog | QPrintDialog | None = None
        self.pane = HandoverPane()
        self.pane.set_leading(self._leads())
        self.pane.hand_asked.connect(lambda ids: self._spawn(self._hand_over(tuple(ids))))
        self.pane.accept_asked.connect(lambda case_id, number: self._spawn(self._accept(case_id, number)))
        self.pane.notes_given.connect(lambda words: self._spawn(self._leave_notes(words)))
        self.pane.read_asked.connect(lambda told: self._spawn(self._write(commands.take, told)))
        self.pane.whisper_given.connect(lambda number, words: self._spawn(self._whisper(number, words)))
        self.pane.paper_asked.connect(self._on_paper_asked)
        window.notice.action_chosen.connect(self._on_answered)
        console.hub.changed.connect(self._on_changed)

    def read(self) -> None:
        """Read what is to be handed over and what waits."""
        self._ticket += 1
        self._spawn(self._read(self._ticket))

    async def _read(self, ticket: int) -> None:
        now, me, sealed = self._tools.now(), self._tools.session.operator.number, self._tools.sealed
        packet = await self._console.runtime.db(handovers.packet, me, now, sealed=sealed)
        incoming = await self._console.runtime.db(handovers.incoming, sealed=sealed)
        if ticket != self._ticket:
            return
        self._packet, self._incoming = packet, incoming
        self.pane.set_packet(packet, now)
        self.pane.set_incoming(incoming, now)
        if not self.pane.isAncestorOf(self.pane.window().focusWidget() or self.pane):
            self.pane.focus_first()

    async def _hand_over(self, ids: tuple[str, ...]) -> None:
        me = self._tools.session.operator.number
        for case_id in ids:
            if not await self._write(case_commands.append, case_id, HandOver(seen=me)):
                return
        self._laid_down = ids
        one = self.tr("{count} case waits for the next shift to accept it.")
        many = self.tr("{count} cases wait for the next shift to accept them.")
        back = self.tr("Take it back") if len(ids) == 1 else self.tr("Take them all back")
        self._window.notice.say(counted(len(ids), one, many), Tone.OK, ((_BACK, back),))

    async def _take_back(self, ids: tuple[str, ...]) -> None:
        """Take back what was laid down last, but for what a colleague has accepted or worked on since."""
        me, done = self._tools.session.operator.number, 0
        for case_id in ids:
            lies = await self._console.runtime.db(_laid_down_by, case_id, me, sealed=self._tools.sealed)
            if lies and not await self._write(case_commands.undo_last, case_id):
                return
            done += lies
        one, many = self.tr("You answer for {count} case again."), self.tr("You answer for {count} cases again.")
        kept = "" if done == len(ids) else self.tr(" The others a colleague has accepted or worked on meanwhile.")
        self._window.notice.say(counted(done, one, many) + kept, Tone.ACCENT)

    def _on_answered(self, name: str) -> None:
        if name == _BACK:
            self._spawn(self._take_back(self._laid_down))

    async def _accept(self, case_id: str, number: str) -> None:
        second = int(number) if number.isdecimal() else 0
        row = next((row for row in self._incoming.cases if row.case.id == case_id), None)
        if row is None:
            return
        me = self._tools.session.operator.number
        body = TakeOver(seen=row.case.owner, second=0 if second == me else second)
        if await self._write(case_commands.append, case_id, body):
            self._accepted[case_id] = (row.case.no, second or me)
            self._window.notice.say(
                self.tr("No. {number} answers for {case} from now on.").format(number=second or me, case=row.case.no), Tone.OK
            )

    async def _leave_notes(self, words: str) -> None:
        if self._packet is not None and await self._write(commands.write, self._packet.shift, words):
            self.pane.notes_left()
            self._window.notice.say(self.tr("The notes wait for the next shift."), Tone.OK)

    async def _whisper(self, number: str, words: str) -> None:
        to = int(number) if number.isdecimal() else 0
        if await self._write(whisper.send, to, words, permission=Permission.REASSIGN):
            self.pane.whispered()
            self._window.notice.say(self.tr("No. {number} will see the note; nobody else does.").format(number=to), Tone.OK)

    async def _write(self, command: Any, *args: Any, permission: Permission = Permission.HAND_OVER) -> bool:
        """Do something and tell everybody; say calmly where it was not to be. Tell whether it is done."""
        stamp: Desk = acting(self._console, permission)
        try:
            changes = await self._console.runtime.db(command, stamp, *args)
        except WorldFailure as failure:
            calm = isinstance(failure, RuleBroken | BadInput)
            self._window.notice.say(sentence(failure), Tone.DUE if calm else Tone.OVERDUE)
            self.read()
            return False
        self._console.hub.publish(changes)
        return True

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.CASE) or changes.about(Topic.HANDOVER):
            if lost := self._accepted.keys() & changes.ids(Topic.CASE):
                self._spawn(self._look_after(tuple(sorted(lost))))
            if self.pane.isVisible():
                self.read()

    async def _look_after(self, ids: tuple[str, ...]) -> None:
        """Say so where a colleague was first to accept what was accepted here: the centre has decided meanwhile."""
        for case_id in ids:
            owner = await self._console.runtime.db(_owner, case_id)
            no, number = self._accepted.get(case_id, ("", owner))
            if owner != number:
                del self._accepted[case_id]
                told = self.tr("No. {number} accepted {case} first: it stands in their list, you need do nothing.")
                self._window.notice.say(told.format(number=owner, case=no), Tone.ACCENT)

    def _on_paper_asked(self, kind: str) -> None:
        if self._packet is None:
            return
        if kind == "print":
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            printing = QPrintDialog(printer, self._window)
            printing.accepted.connect(lambda: print_on(self._document(), printer))
            self._dialog = printing
        else:
            saving = QFileDialog(self._window, self.tr("Save the handover as PDF"), self._name(), "PDF (*.pdf)")
            saving.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            saving.setDefaultSuffix("pdf")
            saving.fileSelected.connect(lambda path: self.save(Path(path)))
            self._dialog = saving
        self._dialog.setModal(False)
        self._dialog.show()

    def save(self, path: Path) -> None:
        """Write the packet on screen as a PDF."""
        try:
            path.write_bytes(pdf_of(self._document()))
        except OSError:
            self._window.notice.say(sentence(StoreFailure("report.unwritten", file=path.name)), Tone.OVERDUE)
        else:
            self._window.notice.say(self.tr("Saved as {file}").format(file=path.name), Tone.OK)

    def _document(self) -> Any:
        assert self._packet is not None, "paper is asked for only when the packet is there"
        who = self._tools.session.operator.name.in_(language())
        return document(self._packet, self._incoming, self.pane.notes.toPlainText(), who, self._tools.now())

    def _name(self) -> str:
        return self.tr("handover-{time}.pdf").format(time=f"{self._tools.now():%Y%m%d-%H%M}")

    def _leads(self) -> bool:
        return bool(self._console.launch.demo) or self._tools.may(Permission.REASSIGN)

    def _spawn(self, work: Any) -> None:
        self._console.runtime.spawn(work, owner=self)


def _laid_down_by(store: Store, case_id: str, number: int, *, sealed: bool) -> bool:
    """Tell whether the last step of a case is that operator ``number`` laid it down."""
    last = undoable(cases.journal(store, case_id, sealed=sealed))
    return last is not None and isinstance(last.body, HandOver) and last.actor == number


def _owner(store: Store, case_id: str) -> int:
    row = cases.row(store, case_id, sealed=True)
    return row.owner if row is not None else 0
