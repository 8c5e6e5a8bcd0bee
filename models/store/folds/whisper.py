"""Folding a lead's notes to one operator."""

from __future__ import annotations

from models.records.effects import Content, WhisperRead, WhisperSend
from models.records.operation import Operation, Topic
from models.store.folds.case import actor_number
from models.store.folds.context import FoldContext
from models.store.rows import insert_first
from models.tables.handover import Whisper


def sent(context: FoldContext, operation: Operation, content: Content) -> None:
    """A note stands until it is read."""
    assert isinstance(content, WhisperSend)
    context.keep(operation.entity, Whisper, content.whisper)
    row = {
        "id": content.whisper,
        "sender": actor_number(operation.actor),
        "to": content.to,
        "text": content.text,
        "at": operation.at.wall,
        "read_at": "",
    }
    insert_first(context.raw, Whisper, row)
    context.touch(Topic.WHISPER, content.whisper)


def read(context: FoldContext, operation: Operation, content: Content) -> None:
    """It is read once; one that is unknown here was to somebody else."""
    assert isinstance(content, WhisperRead)
    context.keep(operation.entity, Whisper, content.whisper)
    context.raw.execute("UPDATE whisper SET read_at = ? WHERE id = ? AND read_at = ''", (operation.at.wall, content.whisper))
    context.touch(Topic.WHISPER, content.whisper)
