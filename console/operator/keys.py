"""Keys to intents: the one place where the shortcut enum meets the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from console.operator.actions import VERBS, label_of
from console.operator.call import CallPresenter
from console.operator.case import CasePresenter
from console.operator.command import Action
from console.operator.flow import Flow
from console.operator.opening import Opening
from console.operator.protection import Protection
from console.operator.queue import QueuePresenter
from console.operator.state import StatePresenter
from console.operator.who import WhoSpeaks
from console.operator.window import OperatorWindow
from console.shortcuts import Shortcut
from models.records.case import WorkList
from widgets.queue.lines import OwnList


class Keys(QObject):
    """Binds every :class:`Shortcut` to the window and offers the same things to the command bar."""

    command_asked = Signal()

    def __init__(
        self,
        window: OperatorWindow,
        flow: Flow,
        who: WhoSpeaks,
        opening: Opening,
        call: CallPresenter,
        state: StatePresenter,
        case: CasePresenter,
        queue: QueuePresenter,
        protection: Protection,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._queue = queue
        self._call = call
        slots: dict[Shortcut, Callable[[], None]] = {
            Shortcut.KEYS: window.keys.toggle,
            Shortcut.COMMAND: self.command_asked.emit,
            Shortcut.UNDO: case.undo,
            Shortcut.SYNC_CENTRE: window.top.sync_asked.emit,
            Shortcut.OFFICE: window.office_asked.emit,
            Shortcut.HANDOVER: lambda: window.page_asked.emit("handover"),
            Shortcut.CLEAR: flow.next_need,
            Shortcut.BREAK: state.toggle_break,
            Shortcut.TRAINING: state.toggle_training,
            Shortcut.ANSWER: self.answer,
            Shortcut.HOLD: call.hold,
            Shortcut.TRANSFER: lambda: call.open_transfer(three_party=False),
            Shortcut.CONFERENCE: lambda: call.open_transfer(three_party=True),
            Shortcut.MUTE: call.mute,
            Shortcut.HANG_UP: call.hang_up,
            Shortcut.SCRIPT: protection.toggle_script,
            Shortcut.ALERT: protection.alert,
            Shortcut.DANGER: flow.danger,
            Shortcut.DIAL: flow.dial_citizen,
            Shortcut.DIAL_HANDLER: flow.dial_handler,
            Shortcut.RING_WAITING: opening.ring_waiting,
            Shortcut.DRAFTS: lambda: self.open_list(OwnList.DRAFTS),
            Shortcut.TO_RING: lambda: self.open_list(OwnList.RINGS),
            Shortcut.MISSED: lambda: self.open_list(OwnList.MISSED),
            Shortcut.ACCEPT: who.accept,
            Shortcut.DISPATCH: flow.send,
            Shortcut.CALLBACK_SAVE: window.callback.save,
            Shortcut.NOT_REACHED: window.callback.not_reached,
        }
        slots[Shortcut.WHO] = window.caller.focus_who
        slots[Shortcut.FLAG] = window.caller.ask_flag
        for shortcut, pane in _PANES.items():
            slots[shortcut] = lambda pane=pane: self.focus(pane)  # type: ignore[misc]
        for shortcut, work in _LISTS.items():
            slots[shortcut] = lambda work=work: self.open_list(work)  # type: ignore[misc]
        self._verbs = {verb.key: name for name, verb in VERBS.items() if verb.key is not None}
        for name, verb in VERBS.items():
            if verb.key is not None:
                slots[verb.key] = lambda name=name: case.ask(name)  # type: ignore[misc]
        slots[Shortcut.MERGE] = opening.ask_merge
        self._slots = slots
        self._case = case
        for shortcut, slot in slots.items():
            bound = QShortcut(QKeySequence(shortcut.sequence), window)
            everywhere = shortcut in EVERYWHERE
            bound.setContext(Qt.ShortcutContext.ApplicationShortcut if everywhere else Qt.ShortcutContext.WindowShortcut)
            bound.setAutoRepeat(False)
            bound.activated.connect(slot)

    def answer(self) -> None:
        """Answer the call that rings, and bring the window to the front where the key was pressed in another one of ours."""
        self._call.answer()
        if not self._window.isActiveWindow():
            self._window.raise_()
            self._window.activateWindow()

    def focus(self, pane: str) -> None:
        """Move the caret into a pane."""
        window = self._window
        {
            "caller": window.caller.focus_first,
            "search": window.catalogue.focus_search,
            "tree": window.catalogue.focus_tree,
            "text": window.catalogue.focus_text,
            "partners": window.partner.focus_first,
            "callback": window.callback.focus_first,
            "case": window.case.focus_first,
            "work": window.queue.focus_first,
        }[pane]()

    def actions(self) -> list[Action]:
        """Return what has a key, and what can be done to a case without one: nothing that whoever sits here may not do."""
        case = self._case
        found = [
            Action(id=shortcut.name.lower(), label=self._label(shortcut), key=shortcut.label, run=slot)
            for shortcut, slot in self._slots.items()
            if shortcut is not Shortcut.COMMAND and self._for_them(shortcut)
        ]
        keyless = [
            Action(id=name, label=label_of(name), key="", run=lambda name=name: case.ask(name))  # type: ignore[misc]
            for name, verb in VERBS.items()
            if verb.key is None and case.offers(name)
        ]
        return [*found, *keyless]

    def _label(self, shortcut: Shortcut) -> str:
        name = self._verbs.get(shortcut)
        return label_of(name) if name is not None else shortcut.what()

    def _for_them(self, shortcut: Shortcut) -> bool:
        name = self._verbs.get(shortcut)
        return name is None or self._case.offers(name)

    def open_list(self, work: WorkList | OwnList) -> None:
        """Open a list of my work and go into it."""
        if isinstance(work, WorkList):
            self._queue.open(work)
        self._window.queue.show_list(work)
        self._window.queue.focus_first()


EVERYWHERE = frozenset({Shortcut.ANSWER, Shortcut.HANG_UP, Shortcut.MUTE, Shortcut.BREAK, Shortcut.ALERT})
"""The keys that mean the same in every window of ours: a call, or help, waits for nobody who is reading a table."""
_PANES = {
    Shortcut.CALLER: "caller",
    Shortcut.SEARCH: "search",
    Shortcut.TREE: "tree",
    Shortcut.TEXT: "text",
    Shortcut.PARTNERS: "partners",
    Shortcut.CALLBACK: "callback",
    Shortcut.CASE: "case",
    Shortcut.WORK: "work",
}
_LISTS = {
    Shortcut.TO_DISPATCH: WorkList.TO_DISPATCH,
    Shortcut.AWAITING: WorkList.AWAITING_FEEDBACK,
    Shortcut.CALLBACKS_DUE: WorkList.CALLBACKS_DUE,
    Shortcut.OVERDUE: WorkList.OVERDUE,
}
