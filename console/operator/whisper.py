"""A lead's notes to this desk: in the notice strip whenever nothing else is said there, until they are read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer

from console.operator.tools import Tools
from models.commands import whisper as commands
from models.records.handover import WhisperRow
from models.records.operation import Changes, Topic
from models.repositories import whisper as whispers
from widgets.base.moment import clock
from widgets.base.theme import Tone
from widgets.notice.view import NoticeStrip

READ = "whisper"
"""The answer that says that a note was read."""
RETURN_MS = 60_000
"""A note that was pushed aside unread comes back after this long."""


class WhisperPresenter(QObject):
    """Takes no focus and covers nothing: a note waits while the strip says something else, and stands there when that is over."""

    def __init__(self, tools: Tools, notice: NoticeStrip) -> None:
        super().__init__(notice)
        self._tools = tools
        self._notice = notice
        self._unread: tuple[WhisperRow, ...] = ()
        self._shown = ""
        self._aside = QTimer(self)
        self._aside.setSingleShot(True)
        self._aside.setInterval(RETURN_MS)
        self._aside.timeout.connect(self.show)
        notice.dismissed.connect(self._on_dismissed)
        notice.installEventFilter(self)
        tools.hub.changed.connect(self._on_changed)

    def read(self) -> None:
        """Read what nobody here has read."""
        self._tools.runtime.spawn(self._read(), owner=self)

    def seen(self) -> None:
        """The note that stands there was read."""
        if self._shown:
            self._tools.runtime.spawn(self._seen(self._shown), owner=self)

    def show(self) -> None:
        """Show the oldest note, where nothing else is said."""
        if not self._unread or self._aside.isActive() or self._notice.text():
            return
        note = self._unread[0]
        self._shown = note.id
        told = self.tr("No. {number} to you, {time}: {text}").format(number=note.sender, time=clock(note.at), text=note.text)
        self._notice.say(told, Tone.PLAIN, ((READ, self.tr("Read")),))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._notice and event.type() == QEvent.Type.HideToParent and self._unread:
            QTimer.singleShot(0, self, self.show)
        return super().eventFilter(watched, event)

    async def _read(self) -> None:
        before = {note.id for note in self._unread}
        self._unread = await self._tools.runtime.db(whispers.unread, self._tools.session.operator.number)
        if {note.id for note in self._unread} - before:
            self._aside.stop()
        self.show()

    async def _seen(self, whisper: str) -> None:
        self._shown = ""
        self._unread = tuple(note for note in self._unread if note.id != whisper)
        self._tools.hub.publish(await self._tools.runtime.db(commands.read, self._tools.stamp, whisper))

    def _on_dismissed(self) -> None:
        if self._unread:
            self._aside.start()

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.WHISPER):
            self.read()
