"""Outreach events: which plan can be held, how far an event is, what its counts add up to, and how a report writes them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from models.records.base import Text, parse_time
from models.records.failure import BadInput
from models.records.outreach import EventRow, Figure, OutreachMove, OutreachPlan, OutreachStage, OutreachStand, Plan, Service, TallyRow

MOST_HEADS = 9_999
"""The most that one count adds: more was a slip of the keyboard."""

_NEXT: Mapping[OutreachStage, frozenset[OutreachStage]] = {
    OutreachStage.PLANNED: frozenset((OutreachStage.HELD, OutreachStage.REPORTED, OutreachStage.OFF)),
    OutreachStage.HELD: frozenset((OutreachStage.REPORTED,)),
    OutreachStage.REPORTED: frozenset((OutreachStage.HELD,)),
    OutreachStage.OFF: frozenset((OutreachStage.PLANNED, OutreachStage.HELD, OutreachStage.REPORTED)),
}
"""Stage → the stages that may follow. What was called off may turn out to have been held: somebody counted there."""

_OFFERED: Mapping[OutreachStage, tuple[OutreachStage, ...]] = {
    OutreachStage.PLANNED: (OutreachStage.OFF, OutreachStage.HELD),
    OutreachStage.HELD: (OutreachStage.REPORTED,),
    OutreachStage.REPORTED: (OutreachStage.HELD,),
    OutreachStage.OFF: (OutreachStage.PLANNED,),
}

_DRAFT = "desk+suggestion-"


def examine(plan: Plan, districts: Collection[str], items: Collection[str], partners: Collection[str]) -> None:
    """Return quietly where a plan can be held: ``districts``, ``items`` and ``partners`` are the codes that there are.

    Raises BadInput, with the field at fault: ``outreach.title``, ``outreach.district``, ``outreach.place``, ``outreach.times``,
    ``outreach.services`` where there is none, ``outreach.item``, ``outreach.partner`` or ``outreach.twice`` with the code.
    """
    for field in ("title", "place"):
        if not getattr(plan, field).strip():
            raise BadInput(f"outreach.{field}", field=field)
    if plan.district not in districts:
        raise BadInput("outreach.district", field="district")
    try:
        ordered = parse_time(plan.begins) < parse_time(plan.ends)
    except ValueError:
        ordered = False
    if not ordered:
        raise BadInput("outreach.times", field="begins")
    if not plan.services:
        raise BadInput("outreach.services", field="services")
    seen: set[tuple[str, str]] = set()
    for service in plan.services:
        if service.item not in items:
            raise BadInput("outreach.item", field="services", item=service.item)
        if service.partner and service.partner not in partners:
            raise BadInput("outreach.partner", field="services", partner=service.partner)
        if (service.item, service.partner) in seen:
            raise BadInput("outreach.twice", field="services", item=service.item)
        seen.add((service.item, service.partner))


def objection(stand: OutreachStand, content: OutreachPlan | OutreachMove) -> str | None:
    """Return what speaks against a plan or a step on an event that stands so: ``outreach.changed_meanwhile``, ``outreach.reported``,
    ``outreach.stage``; None where nothing does. Desk and centre ask the same."""
    if isinstance(content, OutreachPlan):
        if content.version != stand.version + 1:
            return "outreach.changed_meanwhile"
        return "outreach.reported" if stand.stage is OutreachStage.REPORTED else None
    if not stand.version or content.stage not in _NEXT[stand.stage]:
        return "outreach.stage"
    return None


def offered(stage: OutreachStage) -> tuple[OutreachStage, ...]:
    """Return the steps that are offered at a stage as it is shown; what a report says is opened again by saying that it was held."""
    return _OFFERED[stage]


def moved(stand: OutreachStand, content: OutreachPlan | OutreachMove) -> OutreachStand:
    """Return how an event stands after a plan or a step that nothing spoke against."""
    if isinstance(content, OutreachPlan):
        return OutreachStand(version=content.version, stage=stand.stage)
    return OutreachStand(version=stand.version, stage=content.stage)


def shown(stage: OutreachStage, heads: int) -> OutreachStage:
    """Return the stage that is shown: where somebody counted, the event was held, whatever was written down of it before."""
    return OutreachStage.HELD if heads and stage in (OutreachStage.PLANNED, OutreachStage.OFF) else stage


def tally(plan: Plan, counts: Iterable[tuple[str, str, int]]) -> tuple[TallyRow, ...]:
    """Return what was counted, (item, partner, heads) in any order, by the services of the plan; others that were counted come last."""
    heads: dict[tuple[str, str], int] = {}
    for item, partner, more in counts:
        heads[item, partner] = heads.get((item, partner), 0) + more
    rows = [TallyRow(service=row, heads=heads.pop((row.item, row.partner), 0)) for row in plan.services]
    for (item, partner), left in sorted(heads.items()):
        service = Service(item=item, name=Text(item), label=Text(item), partner=partner, partner_name=Text(partner))
        rows.append(TallyRow(service=service, heads=left, planned=False))
    return tuple(rows)


def figures(rows: Iterable[TallyRow]) -> tuple[Figure, ...]:
    """Return the figures of a report, in the order of the table: services with the same label are one."""
    groups: dict[Text, list[TallyRow]] = {}
    for row in rows:
        groups.setdefault(row.service.label, []).append(row)
    return tuple(
        _figure(label, tuple((row.service.item, row.service.partner) for row in found), sum(row.heads for row in found))
        for label, found in groups.items()
    )


def noted(event: EventRow) -> Figure:
    """Return how many suggestions were noted at an event, as a figure of its report without a label."""
    return _figure(Text(""), (), event.suggestions)


def _figure(label: Text, services: tuple[tuple[str, str], ...], heads: int) -> Figure:
    tens, more = rounded(heads)
    return Figure(label=label, services=services, heads=heads, tens=tens, more=more)


def rounded(number: int) -> tuple[int, bool]:
    """Return a number as a newspaper writes it, and whether more than that was counted.

    So the article of 2013 writes 83 as 80多 and 110 as 110: whole tens as they are, others from 20 on as the tens below them and "more
    than" (80+); smaller ones exactly.

    >>> rounded(83), rounded(110), rounded(7)
    ((80, True), (110, False), (7, False))
    """
    return (number, False) if number < 20 or number % 10 == 0 else (number - number % 10, True)


def suggestion_key(suggestion: str) -> str:
    """Return the key of the draft of the case that a suggestion becomes."""
    return f"{_DRAFT}{suggestion}"


def suggestion_of(key: str) -> str:
    """Return the suggestion that a draft makes a case of, '' for every other draft."""
    return key.removeprefix(_DRAFT) if key.startswith(_DRAFT) else ""
