"""Reference rows kept in memory for the panes: read once, read again when the hub says so."""

from __future__ import annotations

from models.records.base import Record, Text
from models.records.catalogue import CategoryRow, DistrictRow, ItemCard, ItemRow, Transfer
from models.records.knowledge import ArticleRow
from models.records.partner import PartnerRow
from models.records.profile import Profile
from models.records.search import HitKind
from models.records.staff import OperatorRow
from models.records.unit import UnitRow
from models.rules.phone import normalise

_SEALED = Text(
    "心理专线的记录只由心理辅导老师保管：不必填表，安抚来电人，把电话转过去。",
    "The psychology line keeps its own records: no form, a calm word, and put the caller through.",
)
"""What an item's card says where its line is not ours to write down."""


class ReferenceRows(Record, frozen=True):
    """One consistent reading of everything that changes seldom."""

    categories: tuple[CategoryRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    districts: tuple[DistrictRow, ...] = ()
    partners: tuple[PartnerRow, ...] = ()
    units: tuple[UnitRow, ...] = ()
    articles: tuple[ArticleRow, ...] = ()
    staff: tuple[OperatorRow, ...] = ()


class Reference:
    """The latest reading, with look-ups by code."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.rows = ReferenceRows()
        self.cards: dict[str, ItemCard] = {}
        self._items: dict[str, ItemRow] = {}
        self._districts: dict[str, DistrictRow] = {}
        self._articles: dict[str, ArticleRow] = {}
        self._phones: dict[str, str] = {}

    def update(self, rows: ReferenceRows) -> None:
        """Take a new reading."""
        self.rows = rows
        self._items = {item.code: item for item in rows.items}
        self._districts = {district.code: district for district in rows.districts}
        self._articles = {article.code: article for article in rows.articles}
        self._phones = {normalise(unit.phone): unit.code for unit in rows.units} | {
            normalise(partner.phone): partner.code for partner in rows.partners
        }

    def item(self, code: str) -> ItemRow | None:
        return self._items.get(code)

    def items(self) -> dict[str, ItemRow]:
        """Return item code → item."""
        return self._items

    def district(self, code: str) -> DistrictRow | None:
        return self._districts.get(code)

    def article(self, code: str) -> ArticleRow | None:
        return self._articles.get(code)

    def partner(self, code: str) -> PartnerRow | None:
        return next((partner for partner in self.rows.partners if partner.code == code), None)

    def unit(self, code: str) -> UnitRow | None:
        return next((unit for unit in self.rows.units if unit.code == code), None)

    def handler_of(self, number: str) -> str:
        """Return the code of the partner or unit that a normalised number belongs to, or ''."""
        return self._phones.get(number, "") if number else ""

    def party(self, number: str) -> tuple[Text, HitKind] | None:
        """Return the name of the partner or unit that a normalised number belongs to, and which of the two it is; None where nobody's."""
        code = self.handler_of(number)
        partner = self.partner(code) if code else None
        if partner is not None:
            return partner.name, HitKind.PARTNER
        unit = self.unit(code) if code else None
        return (unit.name, HitKind.UNIT) if unit is not None else None

    def units_for(self, item: str, district: str) -> tuple[UnitRow, ...]:
        """Return the units that answer for an item in a district, the district's own town office last."""
        found = [
            unit for unit in self.rows.units if item in unit.items and ("*" in unit.districts or not district or district in unit.districts)
        ]
        return tuple(sorted(found, key=lambda unit: (unit.kind == "town", unit.code)))

    def way_through(self, item: ItemRow) -> Transfer | None:
        """Return whom to put a caller through to who wants the psychology line: of its units the one that answers for most of it."""
        sealed = {found.code for found in self.rows.items if found.line is item.line}
        units = sorted(self.units_for(item.code, ""), key=lambda unit: len(sealed.intersection(unit.items)), reverse=True)
        return Transfer(number=units[0].phone, name=units[0].name, when=_SEALED) if units else None

    def articles_for(self, item: str) -> tuple[ArticleRow, ...]:
        """Return the articles on an item, those with the latest validity first."""
        return tuple(sorted((a for a in self.rows.articles if item in a.items), key=lambda a: a.valid_until, reverse=True))
