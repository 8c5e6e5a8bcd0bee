"""The year case by case: who rings about what, and what becomes of it."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from models.records.call import CallRow
from models.records.caller import PersonRow
from models.records.case import CaseKind, Way
from models.records.catalogue import HandlerKind, Line
from models.records.journal import Accept, Entry
from models.rules import case_number
from models.store.generator import office, service, telling
from models.store.generator.callers import Callers, Household, visits
from models.store.generator.course import HOUR, Course, Need
from models.store.generator.ids import identity
from models.store.generator.ledger import Ledger
from models.store.generator.moments import DAYS, moments
from models.store.generator.standing import Standing, standings
from models.store.generator.world import Trade, World
from models.store.rows import Row

_ABOUT_PARTNER, _SUGGESTIONS, _COMPLAINTS = "C17-12", "C17-14", "C17"
_WITHHELD, _ASKED_ONLY, _UNMET, _PUT_THROUGH, _INQUIRED, _ABANDONED = 0.03, 0.06, 0.008, 0.4, 0.15, 0.042
_TOO_LATE = 4 * HOUR
"""Whoever rang less than this before the end only had a question: work would not be over."""
_ASKED_AT_FIRST, _KNOWN = 0.74, 300
"""While nobody knows the hotline most only ask what it could do, until it is known after so many days. So requests for help (求助), 30 and
some a day at first, become more than 120, while calls and contacts are 170 a day all along (seed article: two counters, never mixed)."""
_CONTACTS = 0.03
"""So many of a hundred needs come by no call."""
_BY_DAY = range(8, 18)
"""The hours at which somebody is there to be visited."""
_WAYS = {Way.SMS: 55.0, Way.MAILBOX: 25.0, Way.VISIT: 12.0, Way.LETTER: 8.0}
_DETAIL = 0.1
_BUDGET, _PER_VERDICT = 24, 400
"""How many complaints are verified in a year at most, and how many cases there are for each."""


class Told(NamedTuple):
    """One case as rows and records. ``people`` are those who were not known before, ``since`` is when they first rang."""

    day: date
    entries: list[Entry]
    calls: list[CallRow]
    discipline: list[Row]
    people: tuple[PersonRow, ...]
    since: datetime


class Year:
    """An invented year before ``end`` (aware). ``counters`` are the running numbers that desks have given already; they are moved on."""

    def __init__(self, world: World, cases: int, seed: int, end: datetime, counters: dict[tuple[str, int], int]) -> None:
        self._world = world
        self._dice = random.Random(seed)
        self._end = end
        self._counters = counters
        self._callers = Callers(seed, world, end.date(), world.phones)
        self._ledger = Ledger(world, min(_BUDGET, max(1, cases // _PER_VERDICT)), end)
        self._standings = standings(world, self._dice, end, cases // 4)
        self._visits = visits(cases, self._dice)
        self._moments = moments(cases - len(self._standings), end, self._dice)
        self._begins = end - timedelta(days=DAYS)
        self._ways = random.Random(f"ways {seed}")
        self._known = bytearray(max(self._visits, default=0) + 1)

    def cases(self) -> Iterator[Told]:
        """Yield the cases in the order in which they are taken on."""
        arrivals = heapq.merge(
            ((moment, None) for moment in self._moments), ((found.opened, found) for found in self._standings), key=lambda pair: pair[0]
        )
        for place, (moment, standing) in zip(self._visits, arrivals, strict=True):
            yield self._open(place, standing) if standing else self._over(place, moment)

    def _over(self, place: int, opened: datetime) -> Told:
        """A case that is closed by the end."""
        dice, world = self._dice, self._world
        trade = world.trade(dice)
        if trade.item.line is Line.PSYCHOLOGY:
            return self._sealed(trade, opened)
        household = self._callers.household(place)
        need = self._need(trade, household, opened)
        course = self._course(need)
        limit = need.limit
        course.fit(limit)
        if course.steps and not need.withheld:
            course.told_in_between(dice, limit)
        return self._told(place, need, household, course, world.on_duty(dice, opened), stays=False)

    def _open(self, place: int, standing: Standing) -> Told:
        """A case that is still open at the end."""
        dice, world = self._dice, self._world
        household = self._callers.household(place)
        trade = world.calm_trade(dice, standing.handler, standing.categories)
        kind = CaseKind.SERVICE if standing.handler is HandlerKind.PARTNER else _kind_of(trade)
        need = Need(trade=trade, kind=kind, district=household.district, opened=standing.opened, limit=self._end)
        course = standing.posture(world, dice, need)
        return self._told(place, need, household, course, standing.operator, stays=True)

    def _sealed(self, trade: Trade, opened: datetime) -> Told:
        """A talk on the psychology line: no name, no number, no word of what was said."""
        dice, world = self._dice, self._world
        need = Need(trade=trade, kind=CaseKind.CONSULTATION, district="", opened=opened, limit=self._end, withheld=True)
        course = office.counselled(dice, need)
        course.fit(self._end)
        nobody = Household("", (), "", "")
        return self._told(-1, need, nobody, course, dice.choice(world.counsellors), stays=True)

    def _need(self, trade: Trade, household: Household, opened: datetime) -> Need:
        dice = self._dice
        limit = self._end - timedelta(minutes=1)
        kind = _kind_of(trade)
        asks_only = kind is CaseKind.SERVICE and dice.random() < self._asked_only(trade.item.handler, opened)
        if asks_only or (limit - opened).total_seconds() < _TOO_LATE:
            kind = CaseKind.CONSULTATION
        elif trade.item.handler is not HandlerKind.DEPARTMENT and not trade.item.emergency and dice.random() < _UNMET:
            kind = CaseKind.UNMET
        withheld = kind is CaseKind.CONSULTATION and dice.random() < _WITHHELD
        return Need(trade=trade, kind=kind, district=household.district, opened=opened, limit=limit, withheld=withheld)

    def _course(self, need: Need) -> Course:
        """Return what becomes of a need."""
        dice, world, item = self._dice, self._world, need.trade.item
        if need.kind is CaseKind.UNMET:
            return service.unmet(dice, need)
        if need.kind is CaseKind.CONSULTATION:
            asks = item.handler is not HandlerKind.PARTNER and need.room > _TOO_LATE and dice.random() < _INQUIRED
            return office.inquired(world, dice, need) if asks else office.answered(world, dice, need)
        if item.code == _ABOUT_PARTNER:
            about = world.calm_trade(dice, HandlerKind.PARTNER)
            partner = world.partner(dice, about.item.code, need.district, need.opened)
            if partner is not None:
                return service.complain(self._ledger, dice, need, partner)
        if item.handler is HandlerKind.PARTNER:
            return service.serve(world, self._ledger, dice, need)
        if item.emergency and need.trade.transfer is not None and dice.random() < _PUT_THROUGH:
            return office.put_through(dice, need)
        return office.assigned(world, dice, need)

    def _told(self, place: int, need: Need, household: Household, course: Course, operator: int, *, stays: bool) -> Told:
        dice, world, item = self._dice, self._world, need.trade.item
        person = dice.choice(household.people) if household.people and not need.withheld else None
        number = household.number if person else ""
        way = self._way(need) if person and not stays else Way.UNSAID
        call = None if way else telling.first_call(dice, number, item.line, course.opened, operator)
        case_id = identity(dice, course.opened)
        accept = Accept(
            no=self._number(operator, course.opened),
            kind=need.kind,
            item_code=item.code,
            item_name=item.name,
            item_version=item.version,
            handler_kind=item.handler,
            line=item.line,
            urgent=item.emergency,
            number=number,
            person_id=person.id if person else "",
            person_name=person.name if person else "",
            district=household.district,
            address=person.address if person else "",
            text=self._words(need) if item.line is not Line.PSYCHOLOGY else "",
            call_id=call.id if call else "",
            minutes_on_site=need.trade.minutes_on_site,
            way=way,
        )
        entries = telling.journal(world, dice, case_id, accept, course, operator, stays=stays)
        calls = list(chain((call,) if call else (), telling.later_calls(dice, accept, course, entries)))
        if person and call and dice.random() < _ABANDONED:
            calls.append(telling.abandoned(dice, number, course.opened))
        discipline = list(telling.discipline_rows(dice, course, entries))
        people = self._unknown(place, household) if person else ()
        return Told(course.opened.date(), entries, calls, discipline, people, course.opened)

    def _asked_only(self, handler: HandlerKind, opened: datetime) -> float:
        """Return how often somebody only asks about a service, with its price, and needs nobody to come."""
        unknown = max(1 - (opened - self._begins) / timedelta(days=_KNOWN), 0.0)
        return max(_ASKED_AT_FIRST * unknown, _ASKED_ONLY if handler is HandlerKind.PARTNER else 0.0)

    def _way(self, need: Need) -> Way:
        """Return how a need came by no call, UNSAID for one that a call brought. Danger is rung about."""
        dice = self._ways
        if need.trade.item.emergency or dice.random() >= _CONTACTS:
            return Way.UNSAID
        (way,) = dice.choices(list(_WAYS), list(_WAYS.values()))
        return Way.SMS if way is Way.VISIT and need.opened.hour not in _BY_DAY else way

    def _words(self, need: Need) -> str:
        """Return what the operator writes down: what people say for the item, now and then with what to mind."""
        said = self._dice.choice(need.trade.phrases)
        return f"{said}。{self._dice.choice(self._world.notes)}" if self._world.notes and self._dice.random() < _DETAIL else said

    def _number(self, operator: int, opened: datetime) -> str:
        desk = self._world.desk_number(operator)
        key = opened.date().isoformat(), desk
        self._counters[key] = n = self._counters.get(key, 0) + 1
        return case_number.make(opened.date(), desk, n)

    def _unknown(self, place: int, household: Household) -> tuple[PersonRow, ...]:
        """Return the people of a household that rings for the first time."""
        if self._known[place]:
            return ()
        self._known[place] = 1
        return household.people


def _kind_of(trade: Trade) -> CaseKind:
    if trade.item.handler is HandlerKind.CONSULTATION:
        return CaseKind.CONSULTATION
    if trade.item.code == _SUGGESTIONS:
        return CaseKind.SUGGESTION
    return CaseKind.COMPLAINT if trade.item.category == _COMPLAINTS else CaseKind.SERVICE
