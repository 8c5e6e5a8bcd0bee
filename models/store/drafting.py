"""The rows of what is being typed, within a transaction of somebody else's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, delete, insert, literal_column, select, update

from models.records.draft import Draft, Spent
from models.tables.outbox import SavedDraft


def keep(connection: Connection, draft: Draft, now: str) -> None:
    """Write a draft over the one with the same key, behind all others. ``now`` is when, where the draft does not say."""
    row = {"key": draft.key, "saved_at": draft.saved_at or now, "data": msgspec.json.encode(draft).decode()}
    connection.execute(insert(SavedDraft).prefix_with("OR REPLACE"), [row])


def drop(connection: Connection, key: str) -> None:
    """Remove a draft; one that is not there is no failure."""
    connection.execute(delete(SavedDraft).where(SavedDraft.key == key))


def let_go(connection: Connection, spent: Spent, now: str) -> None:
    """Remove the words of a draft that an operation has taken over; other words in it stay, in their place among the drafts.

    A caret that stood in a field whose words are gone stands nowhere: the field will not be there to come back to.
    """
    if not spent.fields:
        drop(connection, spent.key)
        if spent.left is not None:
            keep(connection, spent.left, now)
        return
    mine = SavedDraft.key == spent.key
    for draft in _drafts(connection.scalars(select(SavedDraft.data).where(mine))):
        left = {name: words for name, words in draft.fields.items() if not name.startswith(spent.fields)}
        kept = replace(draft, fields=left)
        if draft.focus.startswith(spent.fields):
            kept = replace(kept, focus="", cursor=0)
        connection.execute(update(SavedDraft).where(mine).values(data=msgspec.json.encode(kept).decode()))


def read(connection: Connection) -> tuple[Draft, ...]:
    """Return the drafts, the one written last first; one that cannot be read any more is left out."""
    return tuple(_drafts(connection.scalars(select(SavedDraft.data).order_by(literal_column("rowid").desc()))))


def _drafts(texts: Iterable[str]) -> Iterator[Draft]:
    for text in texts:
        try:
            yield msgspec.json.decode(text, type=Draft)
        except msgspec.MsgspecError:
            continue
