"""An item of the catalogue as the fields of a form and back; used by the catalogue's page and by the ledger of unmet needs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from models.records.base import Text
from models.records.catalogue import CategoryRow, HandlerKind, ItemRow, Line
from models.rules.catalogue import differences
from widgets.base.fields import Field, FieldKind, Value
from widgets.base.rows import Line as Row
from widgets.base.words import handler_word, language, line_word

_PARTED = re.compile(r"[,，、;；\n]+")
_JOINED = "、"


def item_fields(categories: Sequence[CategoryRow]) -> tuple[Field, ...]:
    """Return the fields of an item in the language of the interface."""
    named = tuple((category.code, f"{category.code} {category.name.in_(language())}") for category in categories)
    parted = QCoreApplication.translate("items", "what callers say, parted by commas")
    return (
        Field(name="name_zh", label=QCoreApplication.translate("items", "Chinese name")),
        Field(name="name_en", label=QCoreApplication.translate("items", "English name"), beside=True),
        Field(name="category", label=QCoreApplication.translate("items", "Category"), kind=FieldKind.CHOICE, options=named),
        Field(
            name="handler",
            label=QCoreApplication.translate("items", "Handled by"),
            kind=FieldKind.CHOICE,
            options=tuple((kind.value, handler_word(kind)) for kind in HandlerKind),
            beside=True,
        ),
        Field(
            name="line",
            label=QCoreApplication.translate("items", "Line"),
            kind=FieldKind.CHOICE,
            options=tuple((line.value, line_word(line)) for line in Line),
        ),
        Field(name="emergency", label=QCoreApplication.translate("items", "Emergency: met at once"), kind=FieldKind.TICK, beside=True),
        Field(name="keywords_zh", label=QCoreApplication.translate("items", "Search words (Chinese)"), hint=parted),
        Field(name="keywords_en", label=QCoreApplication.translate("items", "Search words (English)"), hint=parted),
    )


def item_values(item: ItemRow) -> dict[str, Value]:
    """Return what stands in the fields of an item."""
    return {
        "name_zh": item.name.zh,
        "name_en": item.name.en,
        "category": item.category,
        "handler": item.handler.value,
        "line": item.line.value,
        "emergency": item.emergency,
        "keywords_zh": _JOINED.join(item.keywords_zh),
        "keywords_en": ", ".join(item.keywords_en),
    }


def item_from(values: Mapping[str, Value], before: ItemRow) -> ItemRow:
    """Return the item that the fields say, with the code, the version and the rest of ``before``."""
    return replace(
        before,
        name=Text(_words(values["name_zh"]), _words(values["name_en"])),
        category=str(values["category"]),
        handler=HandlerKind(str(values["handler"]) or before.handler.value),
        line=Line(str(values["line"]) or before.line.value),
        emergency=bool(values["emergency"]),
        keywords_zh=_parted(values["keywords_zh"]),
        keywords_en=_parted(values["keywords_en"]),
    )


def difference_rows(before: ItemRow, after: ItemRow, categories: Sequence[CategoryRow]) -> list[Row]:
    """Return what differs between two versions of an item, one line a field."""
    named = {category.code: category.name.in_(language()) for category in categories}
    return [
        Row(key=field, lead=_label(field), title=f"{_told(field, old, named)}  →  {_told(field, new, named)}")
        for field, old, new in differences(before, after)
    ]


def _label(field: str) -> str:
    return {
        "name_zh": QCoreApplication.translate("items", "Chinese name"),
        "name_en": QCoreApplication.translate("items", "English name"),
        "category": QCoreApplication.translate("items", "Category"),
        "line": QCoreApplication.translate("items", "Line"),
        "handler": QCoreApplication.translate("items", "Handled by"),
        "emergency": QCoreApplication.translate("items", "Emergency"),
        "keywords_zh": QCoreApplication.translate("items", "Search words (Chinese)"),
        "keywords_en": QCoreApplication.translate("items", "Search words (English)"),
        "retired": QCoreApplication.translate("items", "Offered"),
    }[field]


def _told(field: str, value: object, named: Mapping[str, str]) -> str:
    if field == "category":
        return f"{value} {named.get(str(value), '')}".strip()
    if isinstance(value, Line):
        return line_word(value)
    if isinstance(value, HandlerKind):
        return handler_word(value)
    if isinstance(value, tuple):
        return _JOINED.join(value) or "–"
    if isinstance(value, bool):
        return QCoreApplication.translate("items", "yes") if value is (field != "retired") else QCoreApplication.translate("items", "no")
    return str(value) or "–"


def _words(value: Value) -> str:
    return " ".join(str(value).split())


def _parted(value: Value) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (_words(part) for part in _PARTED.split(str(value))))))
