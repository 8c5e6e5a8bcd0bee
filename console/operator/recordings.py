"""The calls of the case on the desk among its journal, and the playing of their recordings."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from console.failures import sentence
from console.operator.desk import Desk
from console.operator.tools import Speaker, Tools
from models.commands import call as call_commands
from models.records.call import CallRow
from models.records.case import CaseState
from models.records.failure import BadInput, RuleBroken, WorldFailure
from models.records.journal import Accept
from models.records.operation import Changes, Topic
from models.repositories import call as calls
from models.repositories import case as cases
from models.rules.permissions import Permission, may_on, may_read
from models.store.store import Store
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.case.view import CasePane


class Recordings(QObject):
    """Shows what was rung for the case and by which call it came.

    Nothing of a recording is handled here: its reference goes to the address ``url`` (with ``{reference}`` in it), which the desktop opens;
    that somebody asked for it is written down first.
    """

    def __init__(self, tools: Tools, desk: Desk, pane: CasePane, notice: Speaker, url: str) -> None:
        super().__init__(pane)
        self._tools = tools
        self._desk = desk
        self._pane = pane
        self._notice = notice
        self._url = url
        self._ticket = 0
        self.open: Callable[[QUrl], bool] = QDesktopServices.openUrl
        pane.play_asked.connect(self._on_play_asked)
        desk.case_changed.connect(self._on_case_changed)
        tools.hub.changed.connect(self._on_changed)

    def _on_case_changed(self, case: CaseState | None) -> None:
        self._ticket += 1
        if case is not None and self._tools.may(Permission.SEE_CALLERS):
            self._tools.runtime.spawn(self._read(case, self._ticket), owner=self)

    async def _read(self, case: CaseState, ticket: int) -> None:
        found = await self._tools.runtime.db(_calls, case.id, sealed=self._tools.sealed)
        if ticket != self._ticket:
            return
        names = {call.number: self._name(call, case) for call in found}
        plays = frozenset(call.id for call in found if call.recording and self._may_play(call))
        self._pane.set_calls(found, names, plays, self._tools.now())

    def _name(self, call: CallRow, case: CaseState) -> str:
        party = self._tools.reference.party(call.number)
        if party is not None:
            return party[0].in_(language())
        return case.person_name if call.number == case.number else ""

    def _may_play(self, call: CallRow) -> bool:
        role = self._tools.session.operator.role
        return may_on(role, Permission.PLAY_RECORDINGS, call.line) and may_read(role, call.line)

    def _on_play_asked(self, call_id: str) -> None:
        self._tools.runtime.spawn(self._play(call_id), owner=self)

    async def _play(self, call_id: str) -> None:
        parts = urlsplit(self._url)
        try:
            if parts.scheme not in ("https", "http") or not parts.netloc or "{reference}" not in self._url:
                await self._tools.runtime.db(call_commands.recorded, self._tools.stamp, call_id)
                self._notice.say(self.tr("This desk knows no address that plays recordings: tell the administrator."), Tone.DUE)
                return
            changes, reference = await self._tools.runtime.db(call_commands.play_recording, self._tools.stamp, call_id)
        except (BadInput, RuleBroken) as refused:
            self._notice.say(sentence(refused), Tone.DUE)
            return
        except WorldFailure as failure:
            self._notice.say(sentence(failure), Tone.OVERDUE)
            return
        self._tools.hub.publish(changes)
        if self.open(QUrl(self._url.replace("{reference}", quote(reference, safe="")))):
            self._notice.say(
                self.tr("Recording {reference} opens beside this window. That it was played is written down.").format(reference=reference),
                Tone.OK,
            )
        else:
            self._notice.say(self.tr("This desktop could not open the recording."), Tone.DUE)

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.CALL):
            self._on_case_changed(self._desk.case)


def _calls(store: Store, case_id: str, *, sealed: bool) -> tuple[CallRow, ...]:
    entries = cases.journal(store, case_id, sealed=sealed)
    came_by = [entry.body.call_id for entry in entries if isinstance(entry.body, Accept) and entry.body.call_id]
    return calls.of_case(store, case_id, came_by, sealed=sealed)
