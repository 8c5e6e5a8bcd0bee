"""What an invented year draws from: who rings about what, who is on duty, and who can be sent."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import TypeVar

from models.records.catalogue import DistrictRow, HandlerKind, ItemRow, Line, Transfer
from models.records.knowledge import ArticleRow
from models.records.partner import PartnerRow, PartnerStage
from models.records.staff import Role
from models.records.unit import UnitRow
from models.rules.hours import covers
from models.rules.ladder import Effect, matching_effect
from models.store.generator.reading import Bookshelf, Words

_CATEGORIES = {
    "C01": 13.0, "C02": 16.0, "C03": 13.0, "C04": 8.0, "C05": 7.0, "C06": 6.0, "C07": 5.0, "C08": 5.0, "C09": 4.0, "C10": 6.0,
    "C11": 3.0, "C12": 3.0, "C13": 1.5, "C14": 2.0, "C15": 3.0, "C16": 6.0, "C17": 9.0,
}  # fmt: skip
"""How many of a hundred needs fall into a category: household services first (seed article)."""
_NEW_CATEGORY = 2.0
_FADING = 0.12
"""How much rarer each following item of a category is."""

_DISTRICTS = {"street": 6.0, "town": 3.0, "township": 0.6}
_FIRST = 2.0
"""The first three streets and towns of the list are the big ones: so much more often somebody rings from there."""

_SIGNED, _TRIAL = 5.0, 1.0
_TITLED = 0.35
"""How often an operator notes a title and no given name."""
_TRIES = 8


Offer = TypeVar("Offer", PartnerRow, UnitRow, ArticleRow)


@dataclass(frozen=True)
class Trade:
    """An item with what is said for it, where callers are put through to, and its own minutes on site."""

    item: ItemRow
    phrases: tuple[str, ...]
    transfer: Transfer | None
    minutes_on_site: int | None


class World:
    """Everything that can be drawn: the same dice draw the same things."""

    def __init__(self, shelf: Bookshelf) -> None:
        self.notes = _zh(shelf.people.notes)
        self.phones = shelf.phones
        self.trades = tuple(_trade(item, shelf) for item in shelf.items)
        self.kinds = {row.code: row.kind for row in shelf.districts}
        self.rota = tuple(row.number for row in shelf.staff if row.role is Role.OPERATOR) or (1,)
        self.counsellors = tuple(row.number for row in shelf.staff if row.role is Role.COUNSELLOR) or self.rota
        self._trade_weights = list(accumulate(_item_weights(shelf.items)))
        self._districts = tuple(row.code for row in shelf.districts) or ("",)
        self._district_weights = list(accumulate(_district_weights(shelf.districts))) or [1.0]
        self._places = {code: (_zh(found.communities), _zh(found.roads)) for code, found in shelf.places.items()}
        self._people = shelf.people
        self._partners = _by_item(filter(_can_be_sent, shelf.partners))
        self._units = _by_item(shelf.units)
        self._articles = _by_item(shelf.articles)
        self._near: dict[tuple[str, str], tuple[tuple[PartnerRow, ...], list[float]]] = {}
        self._desks = {row.number: row.desk for row in shelf.staff}

    def trade(self, dice: random.Random) -> Trade:
        """Return what somebody rings about."""
        return dice.choices(self.trades, cum_weights=self._trade_weights)[0]

    def calm_trade(self, dice: random.Random, handler: HandlerKind, categories: Sequence[str] = ()) -> Trade:
        """Return something for a kind of handler that is no emergency, on the general line, of one of these categories if there are any."""
        fit = [t for t in self.trades if t.item.handler is handler and t.item.line is Line.GENERAL and not t.item.emergency]
        within = [trade for trade in fit if trade.item.category in categories]
        return dice.choice(within or fit or self.trades)

    def district(self, dice: random.Random) -> str:
        """Return the code of a district, '' where the store knows none."""
        return dice.choices(self._districts, cum_weights=self._district_weights)[0]

    def address(self, dice: random.Random, district: str) -> str:
        """Return an address in a district: a community with building and flat, or a road with a number."""
        communities, roads = self._places.get(district, ((), ()))
        flat = f"{dice.randint(1, 18)}0{dice.randint(1, 4)}室"
        if communities and dice.random() < 0.7:
            return f"{dice.choice(communities)}{dice.randint(1, 38)}幢{flat}"
        return f"{dice.choice(roads)}{dice.randint(1, 420)}号{flat}" if roads else flat

    def name(self, dice: random.Random) -> str:
        """Return what an operator writes down for a name."""
        surname = dice.choice(self._people.surnames)
        return surname + dice.choice(self._people.titles if dice.random() < _TITLED else self._people.given)

    def partner(self, dice: random.Random, item: str, district: str, at: datetime, without: Sequence[str] = ()) -> PartnerRow | None:
        """Return a partner for an item and a district: one at work at ``at`` if a few tries find one, otherwise one who comes later.

        None where no partner does it there.
        """
        partners, weights = self._neighbours(item, district)
        found: PartnerRow | None = None
        for _ in range(_TRIES if partners else 0):
            drawn = dice.choices(partners, cum_weights=weights)[0]
            if drawn.code in without or drawn.licence_expires < at.date().isoformat():
                continue
            found = drawn
            if covers(drawn.hours, drawn.days, at):
                break
        return found

    def send_no_more(self, partner: PartnerRow) -> None:
        """The partner has got a card that ends its work for the hotline."""
        self._partners = {item: tuple(row for row in rows if row.code != partner.code) for item, rows in self._partners.items()}
        self._near.clear()

    def unit(self, dice: random.Random, item: str, district: str) -> UnitRow | None:
        """Return a unit that an item belongs to, None where there is none: the district's own or one for the whole city."""
        units = self._units.get(item, ())
        fit = [unit for unit in units if district in unit.districts or "*" in unit.districts]
        return dice.choice(fit or units) if units else None

    def article(self, dice: random.Random, item: str) -> ArticleRow | None:
        """Return an article about an item, or None."""
        articles = self._articles.get(item, ())
        return dice.choice(articles) if articles else None

    def on_duty(self, dice: random.Random, at: datetime) -> int:
        """Return an operator of the shift: three shifts a day (from 0, 8 and 16 o'clock), one group in four off."""
        group = (at.hour // 8 + at.toordinal()) % 4
        return dice.choice(self.rota[group::4] or self.rota)

    def desk_number(self, operator: int) -> int:
        """Return the number of an operator's desk, which goes into case numbers."""
        return self._desks.get(operator, operator)

    def desk(self, operator: int) -> str:
        """Return the name of an operator's desk."""
        return f"desk-{self.desk_number(operator):02d}"

    def _neighbours(self, item: str, district: str) -> tuple[tuple[PartnerRow, ...], list[float]]:
        key = (item, district)
        if key not in self._near:
            rows = tuple(row for row in self._partners.get(item, ()) if "*" in row.districts or district in row.districts)
            self._near[key] = rows, list(accumulate(_SIGNED if row.stage is PartnerStage.SIGNED else _TRIAL for row in rows))
        return self._near[key]


def _trade(item: ItemRow, shelf: Bookshelf) -> Trade:
    phrases, card = shelf.phrases.get(item.code), shelf.cards.get(item.code)
    return Trade(
        item=item,
        phrases=(phrases.zh if phrases else ()) or (item.name.zh,),
        transfer=card.transfer if card else None,
        minutes_on_site=card.minutes_on_site if card else None,
    )


def _item_weights(items: Iterable[ItemRow]) -> Iterable[float]:
    """Yield how often each item is asked for; the weights of a category's items add up to the category's."""
    places: list[tuple[str, float]] = []
    sizes: dict[str, float] = {}
    counts: dict[str, int] = {}
    for item in items:
        share = (1 - _FADING) ** counts.get(item.category, 0)
        counts[item.category] = counts.get(item.category, 0) + 1
        sizes[item.category] = sizes.get(item.category, 0.0) + share
        places.append((item.category, share))
    yield from (_CATEGORIES.get(category, _NEW_CATEGORY) * share / sizes[category] for category, share in places)


def _district_weights(districts: Iterable[DistrictRow]) -> Iterable[float]:
    seen: dict[str, int] = {}
    for row in districts:
        seen[row.kind] = seen.get(row.kind, 0) + 1
        yield _DISTRICTS.get(row.kind, 1.0) * (_FIRST if seen[row.kind] <= 3 else 1.0)


def _can_be_sent(row: PartnerRow) -> bool:
    trusted = row.stage in (PartnerStage.SIGNED, PartnerStage.TRIAL) and bool(row.licence_no)
    return trusted and matching_effect(row.card) is not Effect.EXCLUDED


def _zh(found: Iterable[Words]) -> tuple[str, ...]:
    return tuple(words.zh for words in found)


def _by_item(rows: Iterable[Offer]) -> dict[str, tuple[Offer, ...]]:
    found: dict[str, list[Offer]] = {}
    for row in rows:
        for item in row.items:
            found.setdefault(item, []).append(row)
    return {item: tuple(offers) for item, offers in found.items()}
