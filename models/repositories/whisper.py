"""A lead's notes to one operator."""

from __future__ import annotations

from sqlalchemy import select

from models.records.handover import WhisperRow
from models.store.store import Store
from models.tables.handover import UNREAD, Whisper


def unread(store: Store, number: int) -> tuple[WhisperRow, ...]:
    """Return the notes to an operator that they have not read, the oldest first."""
    query = select(Whisper.id, Whisper.sender, Whisper.text, Whisper.at).where(Whisper.to == number, UNREAD)
    return tuple(
        WhisperRow(id=row.id, sender=row.sender, text=row.text, at=row.at)
        for row in store.read().execute(query.order_by(Whisper.at, Whisper.id))
    )
