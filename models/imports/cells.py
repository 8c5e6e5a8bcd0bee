"""One row of a sheet into typed values; whatever cannot be taken is noted with its line and column, and reading goes on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from models.imports import words
from models.imports.grid import SheetRow
from models.records.base import Record, Text
from models.records.failure import BadInput
from models.records.imports import BadRow
from models.rules.hours import parse_span
from models.rules.phone import normalise

E = TypeVar("E", bound=StrEnum)

NAME_LIMIT = 100
LINE_LIMIT = 300
LIST_LIMIT = 2_000
BODY_LIMIT = 10_000
"""How many characters a name, a line, a list and an article's text may have."""

MOST = 1_000_000
"""The largest number that any column takes."""

EVERYWHERE = "*"
"""Stands for all districts."""

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,15}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EXCERPT = 60


class Known(Record, frozen=True):
    """The codes that a row may name."""

    items: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()


def excerpt(value: str) -> str:
    """Return a cell's text short enough for a list of errors, on one line."""
    flat = "".join(char if char.isprintable() else "�" for char in value.replace("\n", "⏎"))
    return flat if len(flat) <= _EXCERPT else flat[: _EXCERPT - 1] + "…"


def is_plain(text: str) -> bool:
    """Tell whether every character can stand in CSV and XLSX alike: no control characters but line feed and tab, no half characters."""
    return not any(
        (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t") or ord(char) & 0xFFFE == 0xFFFE for char in text
    )  # fmt: skip


class RowReader:
    """Reads the cells of one row by column name. ``bad`` holds what was wrong; a value returned for a bad cell is only a filler."""

    def __init__(self, row: SheetRow, places: Mapping[str, int], known: Known, *, padded: bool) -> None:
        self.line = row.line
        self.known = known
        self.bad: list[BadRow] = []
        self._row = row
        self._places = places
        width = max(places.values(), default=-1) + 1
        if len(row.cells) > width or (not padded and len(row.cells) < width):
            self.reject("", "row.width", str(len(row.cells)), words.ALL_CELLS)

    def reject(self, column: str, code: str, value: str, expected: Text) -> None:
        """Note that a cell cannot be taken."""
        self.bad.append(BadRow(line=self.line, column=column, code=code, value=excerpt(value), expected=expected))

    def good(self, *columns: str) -> bool:
        """Tell whether nothing was wrong with these columns so far."""
        return not any(found.column in columns for found in self.bad)

    def text(self, column: str, limit: int = LINE_LIMIT, *, required: bool = False) -> str:
        """Return a cell's text of at most ``limit`` characters."""
        place = self._places[column]
        if place >= len(self._row.cells):
            value = ""
        else:
            cell = self._row.cells[place]
            if cell.fault:
                self.reject(column, cell.fault, cell.text, words.VALUE_ONLY if cell.fault == "cell.formula" else words.NO_ERROR)
                return ""
            value = cell.text
        if not is_plain(value):
            self.reject(column, "cell.control", value, words.NO_CONTROL)
            return ""
        if len(value) > limit:
            self.reject(column, "cell.long", value, words.at_most(limit))
            return ""
        if required and not value:
            self.reject(column, "cell.empty", value, words.SOMETHING)
        return value

    def pair(self, name: str, limit: int = LINE_LIMIT, *, required: bool = False) -> Text:
        """Return the columns ``name_zh`` and ``name_en`` as one text; only the Chinese one can be required."""
        return Text(self.text(f"{name}_zh", limit, required=required), self.text(f"{name}_en", limit))

    def code(self, column: str, form: re.Pattern[str] = _CODE, expected: Text = words.CODE) -> str:
        """Return a code that names the row or its category."""
        return self._checked(column, "cell.code", expected, form)

    def whole(self, column: str, low: int = 0, high: int = MOST) -> int:
        """Return a whole number; ASCII digits only, so that what is stored is what is seen."""
        value = self.text(column, required=True)
        if not value:
            return low
        if re.fullmatch(r"-?[0-9]{1,9}", value) and low <= int(value) <= high:
            return int(value)
        self.reject(column, "cell.number", value, words.whole_number(low, high))
        return low

    def choice(self, column: str, allowed: type[E]) -> E:
        """Return a member of an enum by its value, in small or capital letters."""
        members = {member.value: member for member in allowed}
        return members[self.word(column, tuple(members))]

    def word(self, column: str, allowed: tuple[str, ...]) -> str:
        """Return one of some words, in small or capital letters."""
        value = self.text(column, required=True)
        if value.casefold() in allowed:
            return value.casefold()
        if value:
            self.reject(column, "cell.choice", value, words.one_of(allowed))
        return allowed[0]

    def parts(self, column: str, *, required: bool = False) -> tuple[str, ...]:
        """Return the parts of a list; a semicolon parts them, a Chinese one too."""
        value = self.text(column, LIST_LIMIT, required=required)
        return tuple(part for part in (piece.strip() for piece in re.split("[;；]", value)) if part)

    def items(self, column: str) -> tuple[str, ...]:
        """Return a list of item codes that the catalogue has."""
        return self._codes(column, self.known.items, "item.unknown", words.KNOWN_ITEM)

    def districts(self, column: str) -> tuple[str, ...]:
        """Return a list of district codes, or ``*``."""
        return self._codes(column, self.known.districts | {EVERYWHERE}, "district.unknown", words.KNOWN_DISTRICT, required=True)

    def hours(self, column: str) -> tuple[str, ...]:
        """Return opening hours as spans; at least one."""
        spans = self.parts(column, required=True)
        for span in spans:
            try:
                parse_span(span)
            except BadInput:
                self.reject(column, "cell.hours", span, words.HOURS)
        return spans

    def days(self, column: str) -> str:
        """Return weekday digits, each at most once."""
        value = self.text(column, required=True)
        if value and (not re.fullmatch("[1-7]+", value) or len(set(value)) < len(value)):
            self.reject(column, "cell.days", value, words.DAYS)
        return value

    def day(self, column: str, *, required: bool = False) -> str:
        """Return an ISO date, or '' where none is required."""
        value = self.text(column, required=required)
        if value and not (_DAY.fullmatch(value) and _is_date(value)):
            self.reject(column, "cell.date", value, words.DATE)
        return value

    def phone(self, column: str) -> str:
        """Return a telephone number as it is written, once it can be dialled."""
        value = self.text(column, required=True)
        try:
            # A number that the rules take for withheld cannot be dialled either.
            dialled = bool(value) and bool(normalise(value))
        except BadInput:
            dialled = False
        if value and not dialled:
            self.reject(column, "cell.phone", value, words.PHONE)
        return value

    def _codes(
        self, column: str, known: Collection[str], code: str, expected: Text, *, required: bool = False
    ) -> tuple[str, ...]:  # fmt: skip
        found = self.parts(column, required=required)
        for part in found:
            if part not in known:
                self.reject(column, code, part, expected)
        return found

    def _checked(self, column: str, code: str, expected: Text, form: re.Pattern[str]) -> str:
        value = self.text(column, required=True)
        if value and not form.fullmatch(value):
            self.reject(column, code, value, expected)
        return value


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
