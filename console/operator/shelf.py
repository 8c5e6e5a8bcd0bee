"""The shelf: every draft of this desk and every number to ring, on disk or, until the disk takes it, in memory."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from console.failures import sentence
from console.operator.tools import Tools
from models.commands import draft as draft_commands
from models.records.draft import Draft
from models.records.failure import WorldFailure
from models.rules.form import is_form
from models.rules.ringing import is_ring

AGAIN_AFTER_MS = 2000
"""What the disk refused (it is full) is tried again after this long, until it is there."""


class Shelf(QObject):
    """Keeps drafts by their key. The newest words of a key win, in memory at once and then on disk.

    ``kept`` is what lies on the disk, what was kept last first. A shelf begins with it: whatever the line tells at once, words that were
    typed before are neither written over nor taken for nothing.

    ``saved(str failure)`` follows each write: '' where everything is on disk, else a calm sentence; ``changed`` says that a draft came,
    went or moved to the disk.
    """

    saved = Signal(str)
    changed = Signal()

    def __init__(self, tools: Tools, parent: QObject, kept: Iterable[Draft]) -> None:
        super().__init__(parent)
        self._tools = tools
        self._drafts = {draft.key: draft for draft in reversed(tuple(kept))}
        self._due: dict[str, Draft | None] = {}
        self._failed: set[str] = set()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_AFTER_MS)
        self._again.timeout.connect(self.try_again)

    def drafts(self) -> tuple[Draft, ...]:
        """Return the drafts of all needs, the one saved last first, whatever the clock said meanwhile."""
        return tuple(draft for draft in reversed(self._drafts.values()) if not (is_ring(draft.key) or is_form(draft.key)))

    def forms(self) -> tuple[Draft, ...]:
        """Return what stands in forms beside the desk, what was typed last first."""
        return tuple(draft for draft in reversed(self._drafts.values()) if is_form(draft.key))

    def rings(self) -> tuple[Draft, ...]:
        """Return what waits to be rung, the one asked for first first."""
        return tuple(draft for draft in self._drafts.values() if is_ring(draft.key))

    def get(self, key: str) -> Draft | None:
        """Return the draft of a need, or None."""
        return self._drafts.get(key)

    def unsaved(self) -> frozenset[str]:
        """Return the keys of the drafts that the disk has refused so far."""
        return frozenset(key for key in self._failed if key in self._drafts and not is_ring(key))

    def put(self, draft: Draft) -> None:
        """Keep a draft over the one with the same key."""
        before = self._drafts.pop(draft.key, None)
        self._drafts[draft.key] = self._due[draft.key] = draft
        self._write(draft.key)
        if before is None:
            self.changed.emit()

    def drop(self, key: str) -> None:
        """Forget a draft: its words became a case, or there were none."""
        known = self._drafts.pop(key, None) is not None
        self._due[key] = None
        self._write(key)
        if known:
            self.changed.emit()

    def try_again(self) -> None:
        """Write what the disk has refused before."""
        for key in tuple(self._failed):
            self._write(key)

    def _write(self, key: str) -> None:
        draft, db = self._due[key], self._tools.runtime.db
        # Handed to the store at once, not when the coroutine begins: whoever reads the drafts next finds this one.
        writing = db(draft_commands.drop_draft, key) if draft is None else db(draft_commands.save_draft, draft)
        self._tools.runtime.spawn(self._written(key, draft, writing), owner=self)

    async def _written(self, key: str, draft: Draft | None, writing: Awaitable[None]) -> None:
        try:
            await writing
        except WorldFailure as failure:
            if key in self._due and self._due[key] is draft:
                self._failed.add(key)
                self._again.start()
                self.changed.emit()
            self.saved.emit(sentence(failure))
            return
        if key in self._due and self._due[key] is draft:
            del self._due[key]
            if key in self._failed:
                self._failed.discard(key)
                self.changed.emit()
        if not self._failed:
            self.saved.emit("")


def fresh_key(call_id: str = "") -> str:
    """Return a key under which nothing lies yet, for another need of a call or ('') of no call; no clock has a say in it."""
    return f"{call_id or 'desk'}+{uuid4().hex[:12]}"
