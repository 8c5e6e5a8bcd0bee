"""Knowledge articles that an operator reads out."""

from __future__ import annotations

from models.records.base import Record, Text


class ArticleRow(Record, frozen=True):
    """An article; ``valid_until`` is an ISO date after which the text is shown as expired."""

    code: str
    title: Text
    body: Text
    items: tuple[str, ...]
    owner: Text
    source: Text
    valid_until: str
    version: int = 1
    retired: bool = False
