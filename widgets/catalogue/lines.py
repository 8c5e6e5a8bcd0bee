"""Hits, items and articles as painted lines."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from models.records.base import Language
from models.records.catalogue import CategoryRow, ItemRow
from models.records.knowledge import ArticleRow
from models.records.search import Hit, HitKind, WhyHit
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import handler_word, hit_kind_word, language, why_hit_word

RANKS = 9
"""So many hits can be taken by a digit."""


def hit_key(hit: Hit) -> str:
    """Return what identifies a hit in a list: its kind and code."""
    return f"{hit.kind.value}:{hit.code}"


def hit_line(hit: Hit, key: str, items: Mapping[str, ItemRow], categories: Mapping[str, CategoryRow]) -> Line:
    """Return a hit: what it is, what of its name was met, to whom it belongs, what in the query led to it, and the key that takes it."""
    item = items.get(hit.code) if hit.kind is HitKind.ITEM else None
    speech = language()
    if item is None:
        return Line(
            key=hit_key(hit),
            lead=hit_kind_word(hit.kind),
            title=hit.name.in_(speech),
            spans=_spans(hit, speech),
            subtitle=" · ".join(filter(None, (hit.detail.in_(speech), via_words(hit)))),
            hint=key,
        )
    category = categories.get(item.category)
    return Line(
        key=hit_key(hit),
        lead=hit.code,
        title=item.name.in_(speech),
        spans=_spans(hit, speech),
        marks=(urgent_mark(),) if item.emergency or hit.emergency else (),
        subtitle=" · ".join(filter(None, (via_words(hit), category.name.in_(speech) if category else "", handler_word(item.handler)))),
        hint=key,
    )


def article_line(article: ArticleRow, today: str) -> Line:
    """Return an article: its title and until when it may be read out; ``today`` is an ISO date."""
    return Line(key=article.code, title=article.title.in_(language()), right=(validity_mark(article, today),))


def validity_mark(article: ArticleRow, today: str) -> Mark:
    """Return until when an article is valid, plainly in red once that day has passed; in muted ink where ``today`` is not known ('')."""
    day = article.valid_until
    if expired(article, today):
        return Mark(QCoreApplication.translate("CataloguePane", "EXPIRED {day}").format(day=day), Tone.OVERDUE)
    return Mark(QCoreApplication.translate("CataloguePane", "valid until {day}").format(day=day), Tone.OK if today else Tone.MUTED)


def expired(article: ArticleRow, today: str) -> bool:
    """Tell whether an article's last day lies before ``today`` (ISO dates)."""
    return bool(article.valid_until) and article.valid_until < today


def urgent_mark() -> Mark:
    """Return the chip of an emergency item."""
    return Mark(QCoreApplication.translate("CataloguePane", "Urgent"), Tone.OVERDUE)


def via_words(hit: Hit) -> str:
    """Return what led to a hit, e.g. ``people say: water comes from under the sink``; '' where the name itself did."""
    if hit.why in (WhyHit.NAME, WhyHit.CODE):
        return ""
    why = why_hit_word(hit.why)
    return QCoreApplication.translate("CataloguePane", "{why}: {words}").format(why=why, words=hit.via) if hit.via else why


def _spans(hit: Hit, speech: Language) -> tuple[tuple[int, int], ...]:
    """Return the spans where they lie in the name on screen: those of an English query are of the English name, others of the Chinese."""
    return hit.spans if (hit.why is WhyHit.ENGLISH) == (speech is Language.EN and bool(hit.name.en)) else ()
