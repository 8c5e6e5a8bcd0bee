"""Which articles somebody must look at, and what a changed one must keep. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum

from models.records.failure import BadInput
from models.records.knowledge import ArticleRow, ReportRow

SOON = timedelta(days=30)
"""An article is due for review so long before its last day."""

LONGEST = 120
"""The longest title, owner and source, in characters."""

FIELDS = ("title_zh", "title_en", "body_zh", "body_en", "items", "owner", "source", "valid_until", "retired")
"""What can differ between two versions of an article, in the order in which it is read."""


class Review(StrEnum):
    """Why somebody must look at an article, the most urgent first."""

    WRONG = "wrong"
    """Operators say so, and nobody has answered."""
    EXPIRED = "expired"
    DUE = "due"
    NONE = ""


def review(article: ArticleRow, open_reports: int, today: date) -> Review:
    """Return why somebody must look at an article as of ``today``. A retired one is nobody's any more."""
    if article.retired:
        return Review.NONE
    if open_reports:
        return Review.WRONG
    if not article.valid_until:
        return Review.NONE
    if article.valid_until < today.isoformat():
        return Review.EXPIRED
    return Review.DUE if article.valid_until <= (today + SOON).isoformat() else Review.NONE


def queue(articles: Sequence[ArticleRow], reports: Sequence[ReportRow], today: date) -> tuple[tuple[ArticleRow, Review, int], ...]:
    """Return (article, why it must be looked at, how many reports are open): those in the queue first, the most urgent and oldest first."""
    told = [report.article for report in reports if not report.settled_at]
    found = [(article, review(article, told.count(article.code), today), told.count(article.code)) for article in articles]
    order = list(Review)
    return tuple(
        sorted(found, key=lambda row: (order.index(row[1]), row[0].valid_until if row[1] is not Review.NONE else "", row[0].code))
    )


def next_code(articles: Collection[ArticleRow]) -> str:
    """Return the code that a new article gets: the one behind the last, retired ones included."""
    taken = [article.code.removeprefix("K") for article in articles if article.code.startswith("K")]
    return f"K{max((int(number) for number in taken if number.isascii() and number.isdigit()), default=0) + 1:03}"


def values(article: ArticleRow) -> dict[str, object]:
    """Return the fields of an article by their names in ``FIELDS``."""
    return {
        "title_zh": article.title.zh,
        "title_en": article.title.en,
        "body_zh": article.body.zh,
        "body_en": article.body.en,
        "items": article.items,
        "owner": (article.owner.zh, article.owner.en),
        "source": (article.source.zh, article.source.en),
        "valid_until": article.valid_until,
        "retired": article.retired,
    }


def differences(before: ArticleRow, after: ArticleRow) -> tuple[tuple[str, object, object], ...]:
    """Return (field, how it was, how it is) for what differs; nothing for two rows that differ in their version alone."""
    old, new = values(before), values(after)
    return tuple((field, old[field], new[field]) for field in FIELDS if old[field] != new[field])


def examine(article: ArticleRow, items: Collection[str]) -> None:
    """Return quietly where an article may be read out; ``items`` are the codes of the catalogue.

    Raises BadInput with the ``field`` at fault: ``article.title_missing``, ``article.body_missing``, ``article.owner_missing`` (whom a
    report goes to), ``article.source_missing``, ``article.long``, ``article.day_wrong`` or ``article.item_unknown`` (with the ``item``).
    """
    for field, words in (
        ("title", article.title.zh),
        ("body", article.body.zh),
        ("owner", article.owner.zh),
        ("source", article.source.zh),
    ):
        if not words.strip():
            raise BadInput(f"article.{field}_missing", field=f"{field}_zh")
    for field, text in (("title", article.title), ("owner", article.owner), ("source", article.source)):
        if max(len(text.zh), len(text.en)) > LONGEST:
            raise BadInput("article.long", field=f"{field}_zh", most=LONGEST)
    if article.valid_until:
        try:
            right = date.fromisoformat(article.valid_until).isoformat() == article.valid_until
        except ValueError:
            right = False
        if not right:
            raise BadInput("article.day_wrong", field="valid_until")
    unknown = next((item for item in article.items if item not in items), "")
    if unknown:
        raise BadInput("article.item_unknown", field="items", item=unknown)
