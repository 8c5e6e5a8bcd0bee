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


class ArticleRevision(Record, frozen=True):
    """An article as somebody left it: when (ISO time) and who (an operator's number, 0 for what shipped)."""

    article: ArticleRow
    at: str
    operator: int


class ReportRow(Record, frozen=True):
    """An operator's word that an article is wrong: which version, and what about it.

    ``settled_at`` is '' while the owner has not looked; then ``answer`` says what came of it.
    """

    id: str
    article: str
    version: int
    words: str
    at: str
    operator: int
    answer: str = ""
    settled_at: str = ""
    settled_by: int = 0
