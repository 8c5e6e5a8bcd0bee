"""The operator's presenters, made for one window and wired to each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.operator.accepting import Accepting
from console.operator.asked import Asked
from console.operator.bell import Bell
from console.operator.call import CallPresenter
from console.operator.callback import CallbackPresenter
from console.operator.caller import CallerPresenter
from console.operator.caret import CaretGuard
from console.operator.case import CasePresenter
from console.operator.catalogue import CataloguePresenter
from console.operator.command import Action, CommandPresenter
from console.operator.danger import Danger
from console.operator.desk import Desk
from console.operator.dialling import Dialling
from console.operator.draft import DraftPresenter
from console.operator.flag import FlagPresenter
from console.operator.flow import Flow
from console.operator.guide import Guide
from console.operator.keys import Keys
from console.operator.knowledge import WrongAnswers
from console.operator.merge import MergeCompare
from console.operator.missed import MissedPresenter
from console.operator.opening import Opening
from console.operator.outreach import Origin
from console.operator.partner import PartnerPresenter
from console.operator.protection import Protection
from console.operator.queue import QueuePresenter
from console.operator.recordings import Recordings
from console.operator.seen import SeenFields
from console.operator.shelf import Shelf
from console.operator.state import StatePresenter
from console.operator.tools import Tools
from console.operator.undo import UndoKey
from console.operator.whisper import READ, WhisperPresenter
from console.operator.who import WhoSpeaks
from console.operator.window import OperatorWindow
from console.shortcuts import Shortcut
from models.records.search import HitKind
from widgets.base.counting import counted
from widgets.base.theme import Tone
from widgets.call.script import ScriptCard
from widgets.merge.view import MergePanel
from widgets.queue.lines import OwnList

if TYPE_CHECKING:
    # For types only; start-up time: the index and its dictionary of pinyin are loaded while it is built, on a thread of its own.
    from models.search.index import SearchIndex


class Presenters(QObject):
    """One presenter per stem. ``shell_actions`` are offered in the command bar (theme, language …); ``shelf`` outlives the window.

    ``ready`` says that the desk can take a call.
    """

    ready = Signal()

    def __init__(self, tools: Tools, shelf: Shelf, window: OperatorWindow, shell_actions: Callable[[], list[Action]]) -> None:
        super().__init__(window)
        self.tools = tools
        self._window = window
        self._shell_actions = shell_actions
        self._shelf = shelf
        self._failure = ""
        self.sync_page: Callable[[], None] | None = None
        self.desk = Desk(self)
        self.state = StatePresenter(tools, self.desk, window.call, window.top, window.settings.extension())
        self.call = CallPresenter(tools, self.desk, window.call, self.state)
        self.asked = Asked(tools, self.desk, self.call)
        self.dialling = Dialling(tools, self.desk, shelf, self.call, window.call, lambda: self.draft.unsaved())
        self.caller = CallerPresenter(tools, self.desk, window.caller)
        self.flag = FlagPresenter(tools, self.desk, window.caller, self.caller)
        self.catalogue = CataloguePresenter(tools, self.desk, window.catalogue)
        self.partner = PartnerPresenter(tools, self.desk, window.partner, window.notice)
        self.callback = CallbackPresenter(tools, self.desk, window.callback)
        self.case = CasePresenter(tools, self.desk, window.case, window.notice)
        self.recordings = Recordings(tools, self.desk, window.case, window.notice, window.settings.recording_url())
        self.origin = Origin(tools, self.desk, window)
        self.queue = QueuePresenter(tools, self.desk, shelf, self.dialling, window.queue)
        self.seen = SeenFields(self.desk, window.catalogue, self.caller, self.catalogue)
        self.draft = DraftPresenter(
            tools, self.desk, shelf, window, window.catalogue, self.caller, self.catalogue, self.callback, self.case, self.seen
        )
        self.call.gone.connect(lambda gone: self.draft.clear(gone.id))
        self.accepting = Accepting(
            tools, self.desk, window.notice, window.catalogue, self.caller, self.catalogue, self.case, self.draft, self.seen
        )
        self.danger = Danger(tools, self.desk, window.notice, self.call, self.case, self.accepting)
        self.flow = Flow(
            tools,
            self.desk,
            window.notice,
            window.catalogue,
            self.call,
            self.dialling,
            self.caller,
            self.catalogue,
            self.partner,
            self.case,
            self.draft,
            self.accepting,
            self.danger,
            window.caller.party,
            self.seen,
        )
        self.who = WhoSpeaks(self.desk, window.notice, self.caller, self.accepting)
        self.who.wanted.connect(window.caller.focus_who)
        self.catalogue.accept_asked.connect(self.who.accept)
        self.wrong = WrongAnswers(tools, self.desk, window.catalogue.article, window.partner, self.catalogue, window.notice)
        self.opening = Opening(tools, self.desk, window.notice, self.caller, self.case, self.draft, self.dialling, self.call)
        self.merge = MergeCompare(tools, MergePanel(window.centralWidget() or window))
        self.opening.compare_wanted.connect(self.merge.compare)
        self.merge.confirmed.connect(self.opening.merge)
        self.missed = MissedPresenter(tools, self.opening, window.queue, window.top, window.notice)
        script = ScriptCard(window.centralWidget() or window, Shortcut.SCRIPT.label)
        self.protection = Protection(tools, self.desk, self.call, script, window.top, window.notice, lambda: self.sync_page is not None)
        self.whisper = WhisperPresenter(tools, window.notice)
        self.guide = Guide(self.desk, window, tools.reference)
        self.keys = Keys(window, self.flow, self.who, self.opening, self.call, self.state, self.case, self.queue, self.protection)
        self.undo = UndoKey(window, window.notice)
        self.caret = CaretGuard(window, lambda: self.keys.focus("case" if self.desk.case is not None else "search"))
        self.command = CommandPresenter(tools, shelf, window.command, self._actions)
        self.keys.command_asked.connect(self.opening.forget_merge)
        self.keys.command_asked.connect(self.command.open)
        self.opening.search_wanted.connect(self.command.open_for_cases)
        self.flow.focus_wanted.connect(self.keys.focus)
        self.opening.focus_wanted.connect(self.keys.focus)
        self.queue.case_asked.connect(self.opening.case)
        self.queue.draft_asked.connect(self.opening.draft)
        self.queue.ring_asked.connect(self.opening.ring_waiting)
        self.flow.case_wanted.connect(self.opening.case)
        self.caller.case_asked.connect(self.opening.case)
        self.callback.given.connect(self.case.give)
        self.callback.unhappy.connect(self.case.complain)
        self.callback.dial_asked.connect(lambda _number: self.flow.dial_citizen())
        window.caller.number.dial_asked.connect(self._on_number_clicked)
        window.case.ring_asked.connect(lambda number: self.dialling.dial(number, self.desk.case.id if self.desk.case else ""))
        self.command.found.connect(self._on_found)
        shelf.saved.connect(self._on_saved)
        window.notice.action_chosen.connect(self._on_notice_answered)
        self.bell = Bell(tools.line, window, lambda: window.settings.sounds())
        window.top.keys_asked.connect(window.keys.toggle)
        window.top.missed_asked.connect(lambda: self.keys.open_list(OwnList.MISSED))
        window.top.sync_asked.connect(self._on_sync_asked)

    def start(self) -> None:
        """Show what there is; the line is signed in last."""
        self.caller.start()
        self.catalogue.start()
        self.queue.read()
        self.missed.read()
        self.protection.read()
        self.whisper.read()
        self.call.start()
        self.ready.emit()

    def set_index(self, index: SearchIndex) -> None:
        """Hand the search index to those who search."""
        self.catalogue.set_index(index)
        self.command.set_index(index)

    def _actions(self) -> list[Action]:
        return [*self.keys.actions(), *self.wrong.actions(), *self._shell_actions()]

    def _on_number_clicked(self) -> None:
        case, number = self.desk.case, self.desk.number
        self.dialling.dial(number, case.id if case is not None and case.number == number else "")

    def _on_found(self, kind: str, ref: str) -> None:
        if kind == "case":
            self.opening.choose_case(ref)
        elif kind == "person":
            self.opening.person(ref)
        elif kind == "draft":
            self.opening.draft(ref)
        elif kind == "dial":
            self.dialling.dial(ref, self.desk.case.id if self.desk.case else "")
        elif kind == "take":
            self.call.take(ref)
        elif kind in (HitKind.PARTNER.value, HitKind.UNIT.value):
            self.flow.dial_party(ref)
        elif kind == HitKind.ITEM.value:
            self.catalogue.choose(ref)
        else:
            self.catalogue.open_hit(kind, ref)

    def _on_notice_answered(self, name: str) -> None:
        answers = {
            "refile": self.accepting.accept,
            "refile_sent": self.accepting.refile,
            "next_need": self.flow.next_need,
            READ: self.whisper.seen,
        }
        answers[name]()

    def _on_sync_asked(self) -> None:
        if self.sync_page is not None:
            self.sync_page()
            return
        self._window.notice.say(self.tr("This desk works on its own: everything is on its disk, nothing waits to be sent."), Tone.OK)

    def _on_saved(self, failure: str) -> None:
        if failure:
            elsewhere = len(self._shelf.unsaved() - {self.desk.key})
            one, many = self.tr("{count} more need waits in memory: Ctrl 5"), self.tr("{count} more needs wait in memory: Ctrl 5")
            beside = counted(elsewhere, one, many) if elsewhere else ""
            told = " ".join(filter(None, (failure, beside)))
            self._window.top.set_saved(self.tr("Not saved"), Tone.OVERDUE)
            if told != self._failure:  # tried again every two seconds, told once
                self._failure = told
                self._window.notice.say(told, Tone.OVERDUE)
        else:
            if self._failure:
                self._failure = ""
                self._window.notice.say(self.tr("Everything is on the disk again"), Tone.OK)
            self._window.top.set_saved(self.tr("This desk only · all saved"), Tone.OK)
            self._window.catalogue.set_saved(self.tr("saved · just now"))
