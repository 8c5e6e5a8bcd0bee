"""Invented outreach events, so that a demonstration's page is not empty: the day of 2013 with the article's figures, and two others."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

import msgspec

from models.records.base import CHINA, Text
from models.records.outreach import OutreachStage, Plan, Service, SuggestionOutcome
from models.store.clock import stamp
from models.store.generator.ids import identity
from models.store.generator.reading import Bookshelf
from models.store.rows import Row
from models.tables.base import ReplicaTable
from models.tables.outreach import Counted, OutreachEvent, Suggestion
from resources import path


class Offered(msgspec.Struct, frozen=True):
    """A service of an invented table and how many it served."""

    item: str
    label: Text
    partner: str
    heads: int


class Settled(msgspec.Struct, frozen=True):
    """What became of the suggestion at a place of the list."""

    at: int
    outcome: SuggestionOutcome
    words: str


class Event(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """An invented event, so many days after the end of the year; one with a ``day`` (ISO date) on that, once the year has come so far.

    A demonstration whose clock stands before the day of the article shows that event as one of its own past: nobody has reported what has
    yet to come.
    """

    title: str
    district: str
    place: str
    from_: str
    to: str
    stage: OutreachStage
    remarks: str
    services: tuple[Offered, ...]
    suggestions: tuple[str, ...]
    settled: tuple[Settled, ...]
    day: str = ""
    days: int = 0


def rows(shelf: Bookshelf, operators: Sequence[int], end: datetime) -> Iterator[tuple[type[ReplicaTable], Row]]:
    """Yield the rows of every event: by whom is drawn from ``operators``, the same for the same ``end`` (aware)."""
    events = msgspec.json.decode(path("demo", "outreach.json").read_bytes(), type=tuple[Event, ...])
    for place, event in enumerate(events):
        yield from _event(random.Random(place), shelf, tuple(operators[:2]), event, end)


def _event(
    dice: random.Random, shelf: Bookshelf, table: Sequence[int], event: Event, end: datetime
) -> Iterator[tuple[type[ReplicaTable], Row]]:
    today = end.astimezone(CHINA).date()
    day = date.fromisoformat(event.day) if event.day else today
    if not event.day or day >= today:
        day = today + timedelta(days=event.days)
    begins, ends = (datetime.combine(day, time.fromisoformat(clock), CHINA) for clock in (event.from_, event.to))
    services = tuple(_service(shelf, offered) for offered in event.services)
    plan = Plan(
        title=event.title,
        district=event.district,
        place=event.place,
        begins=stamp(begins),
        ends=stamp(ends),
        services=services,
        remarks=event.remarks,
    )
    event_id = identity(dice, begins)
    yield (
        OutreachEvent,
        {
            "id": event_id,
            "begins": plan.begins,
            "data": msgspec.json.encode(plan).decode(),
            "version": 1,
            "stage": event.stage.value,
            "said": "",
        },
    )
    for offered, service in zip(event.services, services, strict=True):
        for moment in _moments(dice, begins, ends, offered.heads):
            number = dice.choice(table)
            yield (
                Counted,
                {
                    "id": identity(dice, moment),
                    "event": event_id,
                    "item": service.item,
                    "partner": service.partner,
                    "heads": 1,
                    "at": stamp(moment),
                    "operator": number,
                    "desk": str(number),
                    "back_at": "",
                    "back_by": 0,
                },
            )
    became = {settled.at: settled for settled in event.settled}
    for place, (told, moment) in enumerate(zip(event.suggestions, _moments(dice, begins, ends, len(event.suggestions)), strict=True)):
        settled = became.get(place)
        yield (
            Suggestion,
            {
                "id": identity(dice, moment),
                "event": event_id,
                "told": told,
                "name": "",
                "number": "",
                "at": stamp(moment),
                "operator": dice.choice(table),
                "outcome": settled.outcome.value if settled is not None else "",
                "ref": "",
                "said": settled.words if settled is not None else "",
                "settled_at": stamp(ends) if settled is not None else "",
                "settled_by": table[0] if settled is not None else 0,
            },
        )


def _service(shelf: Bookshelf, offered: Offered) -> Service:
    item = next((row for row in shelf.items if row.code == offered.item), None)
    partner = next((row for row in shelf.partners if row.code == offered.partner), None)
    return Service(
        item=offered.item,
        name=item.name if item is not None else offered.label,
        label=offered.label,
        partner=partner.code if partner is not None else "",
        partner_name=partner.name if partner is not None else Text(""),
    )


def _moments(dice: random.Random, begins: datetime, ends: datetime, count: int) -> list[datetime]:
    whole = int((ends - begins).total_seconds())
    return sorted(begins + timedelta(seconds=dice.randrange(whole)) for _ in range(count))
