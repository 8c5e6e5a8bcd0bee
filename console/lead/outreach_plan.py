"""The plan of an outreach event as a form, and a filled form as a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from console.operator.reference import Reference
from models.records.base import CHINA, Text
from models.records.outreach import Plan, Service
from widgets.base.fields import Field, FieldKind, Value
from widgets.base.words import language
from widgets.outreach.services import Entry, Offer

_WORDS: Mapping[str, object] = {
    "title": QT_TRANSLATE_NOOP("outreach", "Title"),
    "district": QT_TRANSLATE_NOOP("outreach", "Street or town"),
    "place": QT_TRANSLATE_NOOP("outreach", "Place"),
    "place_hint": QT_TRANSLATE_NOOP("outreach", "community, square, courtyard"),
    "begins": QT_TRANSLATE_NOOP("outreach", "Begins"),
    "ends": QT_TRANSLATE_NOOP("outreach", "Ends"),
    "remarks": QT_TRANSLATE_NOOP("outreach", "Remarks"),
}


def plan_fields(reference: Reference) -> tuple[Field, ...]:
    """Return the fields of a plan."""
    districts = tuple((row.code, row.name.in_(language())) for row in reference.rows.districts)
    return (
        Field(name="title", label=_say("title")),
        Field(name="district", label=_say("district"), kind=FieldKind.CHOICE, options=districts),
        Field(name="place", label=_say("place"), hint=_say("place_hint"), beside=True),
        Field(name="begins", label=_say("begins"), hint="2013-03-18 08:30"),
        Field(name="ends", label=_say("ends"), hint="2013-03-18 16:00", beside=True),
        Field(name="remarks", label=_say("remarks"), kind=FieldKind.TEXT),
    )


def plan_values(plan: Plan) -> dict[str, Value]:
    """Return what stands in the form of a plan."""
    rows = [Entry(service.item, service.partner, service.label.in_(language())) for service in plan.services]
    return {
        "title": plan.title,
        "district": plan.district,
        "place": plan.place,
        "begins": plan.begins[:16].replace("T", " "),
        "ends": plan.ends[:16].replace("T", " "),
        "services": msgspec.json.encode(rows).decode(),
        "search": "",
        "remarks": plan.remarks,
    }


def offers(reference: Reference) -> dict[str, Offer]:
    """Return what can be put on a table by the codes of the items, each with the partners who do it."""
    names = {category.code: category.name.in_(language()) for category in reference.rows.categories}
    return {
        item.code: Offer(
            code=item.code,
            name=item.name.in_(language()),
            label=names.get(item.category, ""),
            partners=tuple((row.code, row.name.in_(language())) for row in reference.rows.partners if item.code in row.items),
        )
        for item in reference.items().values()
        if not item.retired
    }


def plan_of(values: Mapping[str, Value], reference: Reference, before: Plan | None) -> Plan:
    """Return the plan that a filled form says. What cannot be read is left as it was typed, for the rules to refuse.

    A label in the words of one language that stood in the plan ``before``, or is the name of a category, keeps those of the other.
    """
    known = [*(service.label for service in before.services)] if before is not None else []
    labels = {words: text for text in (*(row.name for row in reference.rows.categories), *known) for words in (text.zh, text.en) if words}
    rows = msgspec.json.decode(str(values["services"]) or "[]", type=tuple[Entry, ...])
    return Plan(
        title=str(values["title"]),
        district=str(values["district"]),
        place=str(values["place"]),
        begins=_time(str(values["begins"])),
        ends=_time(str(values["ends"])),
        services=tuple(_service(row, reference, labels) for row in rows),
        remarks=str(values["remarks"]),
    )


def _service(row: Entry, reference: Reference, labels: Mapping[str, Text]) -> Service:
    item, label = reference.items().get(row.item), row.label.strip()
    category = next((found.name for found in reference.rows.categories if item is not None and found.code == item.category), Text(row.item))
    partner = reference.partner(row.partner)
    return Service(
        item=row.item,
        name=item.name if item is not None else Text(row.item),
        label=labels.get(label, Text(label)) if label else category,
        partner=row.partner,
        partner_name=partner.name if partner is not None else Text(row.partner),
    )


def _time(text: str) -> str:
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=CHINA).isoformat()
    except ValueError:
        return text.strip()


def _say(word: str) -> str:
    return QCoreApplication.translate("outreach", str(_WORDS[word]))
