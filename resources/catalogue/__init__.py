"""The shipped catalogue: a reconstruction (the seed article names the counts, not the items)."""

from __future__ import annotations

import msgspec

from models.records.base import Record, Text
from models.records.catalogue import CategoryRow, DistrictRow, HandlerKind, ItemCard, ItemRow, Line, Question, Transfer
from models.records.search import Phrases
from resources import path, rows, split


def load_categories() -> tuple[CategoryRow, ...]:
    """Return the 17 categories in order."""
    found = {row["category_code"]: Text(row["category_zh"], row["category_en"]) for row in rows("catalogue", "items.csv")}
    return tuple(CategoryRow(code=code, name=name) for code, name in found.items())


def load_items() -> tuple[ItemRow, ...]:
    """Return the 129 items in order, as they shipped."""
    return tuple(
        ItemRow(
            code=row["item_code"],
            category=row["category_code"],
            name=Text(row["item_zh"], row["item_en"]),
            line=Line(row["line"]),
            emergency=row["emergency"] == "yes",
            handler=HandlerKind(row["handler_kind"]),
            keywords_zh=split(row["keywords_zh"]),
            keywords_en=split(row["keywords_en"]),
        )
        for row in rows("catalogue", "items.csv")
    )


def load_districts() -> tuple[DistrictRow, ...]:
    """Return today's 23 districts; streets have been covered since 2012-12-13, the whole city since 2013-06-30 (seed article)."""
    return tuple(
        DistrictRow(
            code=row["code"],
            name=Text(row["name_zh"], row["name_en"]),
            kind=row["kind"],
            since="2012-12-13" if row["kind"] == "street" else "2013-06-30",
        )
        for row in rows("catalogue", "districts.csv")
    )


class _Translated(Record, frozen=True):
    zh: str
    en: str


class _Question(Record, frozen=True):
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


class _Transfer(Record, frozen=True):
    number: str
    name_zh: str
    name_en: str
    when_zh: str
    when_en: str


class _Card(Record, frozen=True):
    questions: tuple[_Question, ...]
    who: _Translated
    price: _Translated | None = None
    transfer: _Transfer | None = None
    first_aid: _Translated | None = None
    confused_with: tuple[str, ...] = ()
    minutes_on_site: int | None = None


def load_phrases() -> dict[str, Phrases]:
    """Return the phrase book: item code → what people say for it."""
    found: dict[str, Phrases] = {}
    decoder = msgspec.json.Decoder(dict[str, Phrases])
    for file in sorted(path("catalogue", "phrases").glob("C*.json")):
        found.update(decoder.decode(file.read_bytes()))
    return found


def _text(value: _Translated | None) -> Text | None:
    return Text(value.zh, value.en) if value else None


def _transfer(value: _Transfer | None) -> Transfer | None:
    if value is None:
        return None
    return Transfer(number=value.number, name=Text(value.name_zh, value.name_en), when=Text(value.when_zh, value.when_en))


def load_cards() -> dict[str, ItemCard]:
    """Return item code → item card, for the items as they shipped."""
    items = {item.code: item for item in load_items()}
    categories = {category.code: category for category in load_categories()}
    decoder = msgspec.json.Decoder(dict[str, _Card])
    cards: dict[str, ItemCard] = {}
    for file in sorted(path("catalogue", "cards").glob("C*.json")):
        for code, card in decoder.decode(file.read_bytes()).items():
            item = items[code]
            cards[code] = ItemCard(
                item=item,
                category=categories[item.category],
                questions=tuple(Question(text=Text(q.zh, q.en), hint=Text(q.hint_zh, q.hint_en)) for q in card.questions),
                price=_text(card.price),
                who=Text(card.who.zh, card.who.en),
                transfer=_transfer(card.transfer),
                first_aid=_text(card.first_aid),
                confused_with=tuple(items[other] for other in card.confused_with if other in items),
                minutes_on_site=card.minutes_on_site,
            )
    return cards
