"""What is still open when the year ends: everybody's newest cases, and of the operator at the demonstration desk some in every list."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from models.records.callback import Attempt
from models.records.catalogue import HandlerKind
from models.records.journal import Acknowledge, Body, CallbackAttempt, Complain, Decline, Dispatch, OnSite
from models.rules.checklist import POOR
from models.store.clock import stamp
from models.store.generator import words
from models.store.generator.course import Course, Need, answer
from models.store.generator.office import assign
from models.store.generator.service import dispatch, work_done
from models.store.generator.world import World

FOCUS = 28
"""The operator whose My work (我的事) is well filled: number 28 of the seed article."""

_OTHERS = 12
_CATEGORIES = ("C02", "C07", "C08", "C15")

Posture = Callable[[World, random.Random, Need], Course]
"""How an open case came to where it stands; ``need.limit`` is now."""


class Standing(NamedTuple):
    """An open case: who took it on, when, who it is for and how it stands."""

    opened: datetime
    operator: int
    handler: HandlerKind
    posture: Posture
    categories: tuple[str, ...] = _CATEGORIES


def standings(world: World, dice: random.Random, end: datetime, most: int) -> list[Standing]:
    """Return at most ``most`` open cases in the order in which they were opened.

    Operator 28 has 2 to 4 to dispatch, 3 to 6 waiting for feedback, 2 to 4 callbacks due, and of all these 1 or 2 overdue.
    """
    focus = FOCUS if FOCUS in world.rota else world.rota[0]
    waiting = [_taken, _there, _with_office, _disputed, _sent][: dice.randint(2, 5)]
    own = [_sent_back, *[_accepted] * dice.randint(1, 3), _forgotten, *waiting]
    own += [*[_done] * dice.randint(1, 3), dice.choice((_done, _missed))]
    mixed = [_accepted, _sent, _taken, _taken, _there, _with_office, _with_office, _disputed, _done, _done, _missed, _forgotten]
    others = [number for number in world.rota if number != focus] or [focus]
    found = [_standing(dice, end, focus, posture) for posture in own]
    found += [_standing(dice, end, dice.choice(others), posture) for posture in mixed[:_OTHERS]]
    return sorted(found[:most], key=lambda standing: standing.opened)


def _standing(dice: random.Random, end: datetime, operator: int, posture: Posture) -> Standing:
    least, longest = _AGES[posture]
    opened = end - timedelta(seconds=dice.randint(round(least * 60), round(longest * 60)))
    return Standing(opened, operator, HandlerKind.DEPARTMENT if posture is _with_office else HandlerKind.PARTNER, posture)


def _accepted(_world: World, _dice: random.Random, need: Need) -> Course:
    return Course(need.opened)


def _sent_back(world: World, dice: random.Random, need: Need) -> Course:
    course = _sent(world, dice, need)
    return _ago(course, need, dice.uniform(2, 6), Decline(reason=dice.choice(words.DECLINED))) if course.steps else course


def _sent(world: World, dice: random.Random, need: Need) -> Course:
    course = Course(need.opened)
    partner = world.partner(dice, need.trade.item.code, need.district, need.opened)
    if partner is not None:
        course.then(dice.uniform(60, 150), dispatch(partner))
    return course


def _forgotten(world: World, dice: random.Random, need: Need) -> Course:
    """Sent to a partner who does not answer: overdue."""
    return _sent(world, dice, need)


def _taken(world: World, dice: random.Random, need: Need) -> Course:
    course = _sent(world, dice, need)
    if course.steps:
        eta = need.limit + timedelta(minutes=dice.randint(25, 90))
        course.then(dice.uniform(120, 500), Acknowledge(eta=stamp(eta), note="约好时间上门"))
    return course


def _there(world: World, dice: random.Random, need: Need) -> Course:
    course = _taken(world, dice, need)
    return _ago(course, need, dice.uniform(5, 35), OnSite()) if course.steps else course


def _with_office(world: World, dice: random.Random, need: Need) -> Course:
    course = Course(need.opened)
    unit = world.unit(dice, need.trade.item.code, need.district)
    if unit is not None:
        course.then(dice.uniform(180, 900), assign(unit))
        course.then(dice.uniform(1, 3) * 3600, Acknowledge(note=dice.choice(words.OFFICE_TAKEN)))
    return course


def _done(world: World, dice: random.Random, need: Need) -> Course:
    course = _taken(world, dice, need)
    return _ago(course, need, dice.uniform(15, 80), work_done(dice, need.trade.item.code)) if course.steps else course


def _missed(world: World, dice: random.Random, need: Need) -> Course:
    """Done a day ago, rung once in vain: the callback is overdue."""
    course = _taken(world, dice, need)
    if course.steps:
        _ago(course, need, 26 * 60, work_done(dice, need.trade.item.code))
        course.then(dice.uniform(40, 120) * 60, CallbackAttempt(outcome=Attempt.NO_ANSWER))
    return course


def _disputed(world: World, dice: random.Random, need: Need) -> Course:
    course = _sent(world, dice, need)
    if course.steps:
        sent = course.steps[0][1]
        assert isinstance(sent, Dispatch)
        course.then(300, Acknowledge())
        _ago(course, need, 200, work_done(dice, need.trade.item.code))
        _ago(course, need, 75, answer(dice, need, POOR))
        _ago(course, need, 70, Complain(text=dice.choice(words.COMPLAINTS), partner=sent.partner, name=sent.name))
    return course


def _ago(course: Course, need: Need, minutes: float, body: Body) -> Course:
    """Let something happen so many minutes before now."""
    course.then((need.limit - course.at).total_seconds() - round(minutes * 60), body)
    return course


_AGES: dict[Posture, tuple[float, float]] = {
    _accepted: (2, 8),
    _sent_back: (18, 28),
    _sent: (4, 9),
    _forgotten: (40, 70),
    _taken: (40, 150),
    _there: (70, 170),
    _with_office: (1300, 1600),
    _disputed: (300, 420),
    _done: (120, 230),
    _missed: (29 * 60, 31 * 60),
}
"""How many minutes ago a case was opened, at least and at most."""
