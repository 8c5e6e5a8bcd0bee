"""The plan of an outreach event as a form, and a filled form as a plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from console.operator.reference import Reference
from models.records.base import CHINA, Text
from models.records.outreach import Plan, Service
from widgets.base.fields import Field, FieldKind, Value
from widgets.base.words import language

_WORDS: Mapping[str, object] = {
    "title": QT_TRANSLATE_NOOP("outreach", "Title"),
    "district": QT_TRANSLATE_NOOP("outreach", "Street or town"),
    "place": QT_TRANSLATE_NOOP("outreach", "Place"),
    "place_hint": QT_TRANSLATE_NOOP("outreach", "community, square, courtyard"),
    "begins": QT_TRANSLATE_NOOP("outreach", "Begins"),
    "ends": QT_TRANSLATE_NOOP("outreach", "Ends"),
    "services": QT_TRANSLATE_NOOP("outreach", "The table"),
    "services_hint": QT_TRANSLATE_NOOP("outreach", "C02-08 P064 Appliance repair"),
    "remarks": QT_TRANSLATE_NOOP("outreach", "Remarks"),
    "nobody": QT_TRANSLATE_NOOP("outreach", "no partner: the hotline itself"),
}
_PARTNER = re.compile(r"P\d+")


def plan_fields(reference: Reference) -> tuple[Field, ...]:
    """Return the fields of a plan."""
    districts = tuple((row.code, row.name.in_(language())) for row in reference.rows.districts)
    return (
        Field(name="title", label=_say("title")),
        Field(name="district", label=_say("district"), kind=FieldKind.CHOICE, options=districts),
        Field(name="place", label=_say("place"), hint=_say("place_hint"), beside=True),
        Field(name="begins", label=_say("begins"), hint="2013-03-18 08:30"),
        Field(name="ends", label=_say("ends"), hint="2013-03-18 16:00", beside=True),
        Field(name="services", label=_say("services"), kind=FieldKind.TEXT, hint=_say("services_hint")),
        Field(name="remarks", label=_say("remarks"), kind=FieldKind.TEXT),
    )


def plan_values(plan: Plan) -> dict[str, Value]:
    """Return what stands in the form of a plan."""
    return {
        "title": plan.title,
        "district": plan.district,
        "place": plan.place,
        "begins": plan.begins[:16].replace("T", " "),
        "ends": plan.ends[:16].replace("T", " "),
        "services": "\n".join(_line(service) for service in plan.services),
        "remarks": plan.remarks,
    }


def table_options(reference: Reference) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what can be put on a table: items, by the line that they begin, and partners by their codes, each with its words."""
    names = {category.code: category.name.in_(language()) for category in reference.rows.categories}
    items = [
        (f"{item.code} {names.get(item.category, '')}", f"{item.code} {item.name.in_(language())}") for item in reference.items().values()
    ]
    partners = [(row.code, f"{row.code} {row.name.in_(language())}") for row in reference.rows.partners]
    return items, [("", _say("nobody")), *partners]


def plan_of(values: Mapping[str, Value], reference: Reference, before: Plan | None) -> Plan:
    """Return the plan that a filled form says. What cannot be read is left as it was typed, for the rules to refuse.

    A label in the words of one language that stood in the plan ``before``, or is the name of a category, keeps those of the other.
    """
    known = [*(service.label for service in before.services)] if before is not None else []
    labels = {words: text for text in (*(row.name for row in reference.rows.categories), *known) for words in (text.zh, text.en) if words}
    lines = (line.split() for line in str(values["services"]).splitlines())
    return Plan(
        title=str(values["title"]),
        district=str(values["district"]),
        place=str(values["place"]),
        begins=_time(str(values["begins"])),
        ends=_time(str(values["ends"])),
        services=tuple(_service(words, reference, labels) for words in lines if words),
        remarks=str(values["remarks"]),
    )


def _service(words: list[str], reference: Reference, labels: Mapping[str, Text]) -> Service:
    code, rest = words[0], words[1:]
    partner = rest.pop(0) if rest and _PARTNER.fullmatch(rest[0]) else ""
    item = reference.items().get(code)
    label = " ".join(rest)
    category = next((row.name for row in reference.rows.categories if item is not None and row.code == item.category), Text(code))
    found = next((row for row in reference.rows.partners if row.code == partner), None)
    return Service(
        item=code,
        name=item.name if item is not None else Text(code),
        label=labels.get(label, Text(label)) if label else category,
        partner=partner,
        partner_name=found.name if found is not None else Text(partner),
    )


def _line(service: Service) -> str:
    return " ".join(filter(None, (service.item, service.partner, service.label.in_(language()))))


def _time(text: str) -> str:
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=CHINA).isoformat()
    except ValueError:
        return text.strip()


def _say(word: str) -> str:
    return QCoreApplication.translate("outreach", str(_WORDS[word]))
