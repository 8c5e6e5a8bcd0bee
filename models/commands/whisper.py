"""A lead's note to one operator's desk, and reading it."""

from __future__ import annotations

from models.commands.guard import admit, fits
from models.records.effects import WhisperRead, WhisperSend
from models.records.failure import BadInput, RuleBroken
from models.records.operation import Changes, Desk, Entity
from models.repositories import staff
from models.repositories import whisper as whispers
from models.rules.access import own
from models.rules.permissions import Permission
from models.store.store import Store


def send(store: Store, desk: Desk, to: int, text: str) -> Changes:
    """Send a note to operator ``to``; it waits for them where they are away.

    Raises RuleBroken ``permission.denied``, or ``whisper.unknown`` for nobody who is here and for oneself, BadInput ``whisper.empty``, or
    ``text.long`` and ``text.broken`` as for every step.
    """
    admit(store, desk, Permission.REASSIGN)
    found = staff.by_number(store, to)
    if found is None or found.retired or to == desk.actor:
        raise RuleBroken("whisper.unknown", number=to)
    if not text.strip():
        raise BadInput("whisper.empty")
    note = WhisperSend(whisper=store.outbox.ids.next(), to=to, text=text.strip())
    fits(note)
    with store.write(desk) as work:
        work.record(own(to), Entity(type="whisper", id=note.whisper), note)
    return work.changes


def read(store: Store, desk: Desk, whisper: str) -> Changes:
    """Say that the one at ``desk`` has read a note to them; one that is read, or to somebody else, stays as it is."""
    admit(store, desk)
    if all(found.id != whisper for found in whispers.unread(store, desk.actor)):
        return Changes()
    with store.write(desk) as work:
        work.record(own(desk.actor), Entity(type="whisper", id=whisper), WhisperRead(whisper=whisper, to=desk.actor))
    return work.changes
