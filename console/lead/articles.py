"""An article of the knowledge as the fields of a form and back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from models.records.base import Text
from models.records.knowledge import ArticleRow
from models.rules.knowledge import differences
from widgets.base.fields import Field, FieldKind, Value
from widgets.base.rows import Line

_PARTED = re.compile(r"[\s,，、;；]+")
_SHOWN = 48
"""So many characters of a text are told in a line of differences."""


def article_fields() -> tuple[Field, ...]:
    """Return the fields of an article in the language of the interface."""
    return (
        Field(name="title_zh", label=_label("title_zh")),
        Field(name="title_en", label=_label("title_en"), beside=True),
        Field(name="owner_zh", label=_label("owner")),
        Field(name="owner_en", label=QCoreApplication.translate("articles", "in English"), beside=True),
        Field(name="source_zh", label=_label("source")),
        Field(name="source_en", label=QCoreApplication.translate("articles", "in English"), beside=True),
        Field(name="valid_until", label=_label("valid_until"), hint="2026-12-31"),
        Field(name="items", label=_label("items"), hint="C10-04、C10-05", beside=True),
        Field(name="body_zh", label=_label("body_zh"), kind=FieldKind.TEXT),
        Field(name="body_en", label=_label("body_en"), kind=FieldKind.TEXT),
    )


def article_values(article: ArticleRow) -> dict[str, Value]:
    """Return what stands in the fields of an article."""
    return {
        "title_zh": article.title.zh,
        "title_en": article.title.en,
        "owner_zh": article.owner.zh,
        "owner_en": article.owner.en,
        "source_zh": article.source.zh,
        "source_en": article.source.en,
        "valid_until": article.valid_until,
        "items": "、".join(article.items),
        "body_zh": article.body.zh,
        "body_en": article.body.en,
    }


def article_from(values: Mapping[str, Value], before: ArticleRow) -> ArticleRow:
    """Return the article that the fields say, with the code, the version and the rest of ``before``."""
    said = {name: str(value).strip() for name, value in values.items()}
    return replace(
        before,
        title=Text(said["title_zh"], said["title_en"]),
        owner=Text(said["owner_zh"], said["owner_en"]),
        source=Text(said["source_zh"], said["source_en"]),
        body=Text(said["body_zh"], said["body_en"]),
        valid_until=said["valid_until"],
        items=tuple(dict.fromkeys(filter(None, _PARTED.split(said["items"])))),
    )


def difference_rows(before: ArticleRow, after: ArticleRow) -> list[Line]:
    """Return what differs between two versions of an article, one line a field; of a text the part that differs."""
    return [_line(field, old, new) for field, old, new in differences(before, after)]


def _line(field: str, old: object, new: object) -> Line:
    told, now = _told(field, old), _told(field, new)
    same = next((place for place, (one, other) in enumerate(zip(told, now, strict=False)) if one != other), min(len(told), len(now)))
    begin = max(same - 8, 0) if max(len(told), len(now)) > _SHOWN else 0
    return Line(key=field, lead=_label(field), title=f"{_piece(told, begin)}  →  {_piece(now, begin)}")


def _piece(text: str, begin: int) -> str:
    piece = text[begin : begin + _SHOWN]
    return ("…" if begin else "") + (piece or "–") + ("…" if len(text) > begin + _SHOWN else "")


def _told(field: str, value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(filter(None, value))
    if isinstance(value, bool):
        return QCoreApplication.translate("articles", "no") if value else QCoreApplication.translate("articles", "yes")
    return " ".join(str(value).split())


def _label(field: str) -> str:
    return {
        "title_zh": QCoreApplication.translate("articles", "Chinese title"),
        "title_en": QCoreApplication.translate("articles", "English title"),
        "body_zh": QCoreApplication.translate("articles", "Chinese text"),
        "body_en": QCoreApplication.translate("articles", "English text"),
        "items": QCoreApplication.translate("articles", "About the items"),
        "owner": QCoreApplication.translate("articles", "Owner"),
        "source": QCoreApplication.translate("articles", "Source"),
        "valid_until": QCoreApplication.translate("articles", "Valid until"),
        "retired": QCoreApplication.translate("articles", "Read out"),
    }[field]
