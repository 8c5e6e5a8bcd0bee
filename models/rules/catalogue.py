"""What a change to the catalogue must keep: codes that nobody uses twice, names that tell items apart. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from models.records.catalogue import CategoryRow, ItemRow
from models.records.failure import BadInput

LONGEST = 60
"""The longest name and the longest keyword, in characters: more does not fit the line in which operators read it."""

MOST = 40
"""The most keywords of an item in one language."""

FIELDS = ("name_zh", "name_en", "category", "line", "handler", "emergency", "keywords_zh", "keywords_en", "retired")
"""What can differ between two versions of an item, in the order in which it is read."""


def next_code(category: str, items: Collection[ItemRow]) -> str:
    """Return the code that a new item of a category gets: the one behind its last, retired and moved ones included."""
    taken = [item.code.removeprefix(f"{category}-") for item in items if item.code.startswith(f"{category}-")]
    last = max((int(number) for number in taken if number.isascii() and number.isdigit()), default=0)
    return f"{category}-{last + 1:02}"


def values(item: ItemRow) -> dict[str, object]:
    """Return the fields of an item by their names in ``FIELDS``."""
    return {
        "name_zh": item.name.zh,
        "name_en": item.name.en,
        "category": item.category,
        "line": item.line,
        "handler": item.handler,
        "emergency": item.emergency,
        "keywords_zh": item.keywords_zh,
        "keywords_en": item.keywords_en,
        "retired": item.retired,
    }


def differences(before: ItemRow, after: ItemRow) -> tuple[tuple[str, object, object], ...]:
    """Return (field, how it was, how it is) for what differs; nothing for two rows that differ in their version alone."""
    old, new = values(before), values(after)
    return tuple((field, old[field], new[field]) for field in FIELDS if old[field] != new[field])


def examine(item: ItemRow, items: Sequence[ItemRow], categories: Sequence[CategoryRow]) -> None:
    """Return quietly where an item may stand in the catalogue beside ``items`` (itself and retired ones among them or not).

    Raises BadInput with the ``field`` at fault: ``item.name_missing``, ``item.name_long``, ``item.name_taken`` (with the ``item``
    that has it), ``item.category_unknown``, ``item.keyword_long`` or ``item.keywords_many``.
    """
    if not item.name.zh.strip():
        raise BadInput("item.name_missing", field="name_zh")
    for field, name in (("name_zh", item.name.zh), ("name_en", item.name.en)):
        if len(name) > LONGEST:
            raise BadInput("item.name_long", field=field, most=LONGEST)
    if item.category not in {category.code for category in categories}:
        raise BadInput("item.category_unknown", field="category")
    for field, keywords in (("keywords_zh", item.keywords_zh), ("keywords_en", item.keywords_en)):
        if any(len(keyword) > LONGEST for keyword in keywords):
            raise BadInput("item.keyword_long", field=field, most=LONGEST)
        if len(keywords) > MOST:
            raise BadInput("item.keywords_many", field=field, most=MOST)
    same = (other for other in items if other.code != item.code and not other.retired and _alike(other) == _alike(item))
    taken = None if item.retired else next(same, None)
    if taken is not None:
        raise BadInput("item.name_taken", field="name_zh", item=taken.code)


def _alike(item: ItemRow) -> str:
    return "".join(item.name.zh.split()).casefold()
