"""What is agreed with a partner: whether it can be taken as it is written, and what differs from before."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from models.records.base import Text
from models.records.failure import BadInput
from models.records.partner import PartnerRow
from models.rules.hours import parse_span

FIELDS = ("name", "kind", "items", "districts", "hours", "days", "capacity", "phone", "price", "note")
"""What is agreed with a partner; its licences and its stage have steps of their own."""

_ALL = (*FIELDS, "licence_no", "licence_expires")
_MOST = 1000


def check(row: PartnerRow, items: Collection[str], districts: Collection[str]) -> None:
    """Return quietly where a partner can be agreed with in these terms; ``items`` and ``districts`` are the codes that there are.

    Raises BadInput ``terms.name``, ``terms.items``, ``terms.districts`` (with those that there are not), ``terms.hours``,
    ``terms.days`` or ``terms.capacity``.
    """
    if not (row.name.zh.strip() or row.name.en.strip()):
        raise BadInput("terms.name")
    if unknown := [code for code in row.items if code not in items]:
        raise BadInput("terms.items", codes=", ".join(unknown))
    unknown = [code for code in row.districts if code != "*" and code not in districts]
    if unknown or not row.districts:
        raise BadInput("terms.districts", codes=", ".join(unknown))
    if not row.days or any(digit not in "1234567" for digit in row.days):
        raise BadInput("terms.days")
    try:
        for span in row.hours:
            parse_span(span)
    except BadInput as bad:
        raise BadInput("terms.hours") from bad
    if not row.hours:
        raise BadInput("terms.hours")
    if not 1 <= row.capacity <= _MOST:
        raise BadInput("terms.capacity", most=_MOST)


def carried(wanted: PartnerRow, stored: PartnerRow) -> PartnerRow:
    """Return the stored row with what ``wanted`` agrees otherwise."""
    return replace(stored, **{field: getattr(wanted, field) for field in FIELDS})


def differences(before: PartnerRow, now: PartnerRow) -> Iterator[tuple[str, str, str]]:
    """Yield (field, as it was, as it is now) of what is agreed otherwise, in the order in which it is written."""
    for field in _ALL:
        old, new = getattr(before, field), getattr(now, field)
        if old != new:
            yield field, _told(old), _told(new)


def _told(value: object) -> str:
    if isinstance(value, Text):
        return value.zh or value.en
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
