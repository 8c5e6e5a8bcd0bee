"""Courses of cases that the desk answers itself or hands to departments and towns."""

from __future__ import annotations

import random
from datetime import timedelta

from models.records.case import CloseReason
from models.records.catalogue import HandlerKind
from models.records.journal import Acknowledge, Answer, Assign, Close, Feedback, Hotwire, WorkDone
from models.records.unit import UnitRow
from models.store.generator import words
from models.store.generator.course import DAY, HOUR, MINUTE, OFFICE_SCORES, Course, Need, closed, ring_back
from models.store.generator.service import unmet
from models.store.generator.world import World

_BY_ARTICLE = 0.75
_RESOLVED = 0.93
_INTERIM = 0.2


def answered(world: World, dice: random.Random, need: Need) -> Course:
    """Answered while the citizen is still on the line, from an article or from what the operator knows."""
    course = Course(need.opened)
    item = need.trade.item
    article = world.article(dice, item.code) if dice.random() < _BY_ARTICLE else None
    if article is not None:
        course.then(dice.uniform(20, 100), Answer(article=article.code, title=article.title, version=article.version))
    else:
        spoken = words.TOLD_PRICE if item.handler is HandlerKind.PARTNER else words.TOLD
        course.then(dice.uniform(20, 100), Answer(words=dice.choice(spoken)))
    course.then(dice.uniform(5, 20), Close(reason=CloseReason.ANSWERED, resolved=True))
    return course


def inquired(world: World, dice: random.Random, need: Need) -> Course:
    """Answered after the operator has asked the department that knows, where there is one."""
    unit = world.unit(dice, need.trade.item.code, need.district)
    if unit is None:
        return answered(world, dice, need)
    course = Course(need.opened)
    course.then(dice.uniform(3, 40) * MINUTE, Feedback(note=dice.choice(words.INQUIRED), by=unit.name.zh))
    course.then(dice.uniform(1, 5) * MINUTE, Answer(words=dice.choice(words.TOLD)))
    course.then(dice.uniform(5, 20), Close(reason=CloseReason.ANSWERED, resolved=True))
    return course


def counselled(dice: random.Random, need: Need) -> Course:
    """A talk on the psychology line: that it took place is all that is written down; in danger the caller is put through as well."""
    course = Course(need.opened)
    course.then(dice.uniform(8, 35) * MINUTE, Answer())
    transfer = need.trade.transfer
    if need.trade.item.emergency and transfer is not None:
        course.then(dice.uniform(20, 90), Hotwire(number=transfer.number, name=transfer.name))
    course.then(dice.uniform(5, 30), Close(reason=CloseReason.ANSWERED, resolved=True))
    return course


def put_through(dice: random.Random, need: Need) -> Course:
    """Danger: put through to an emergency number before anything else. Raises LookupError where the item has none."""
    transfer = need.trade.transfer
    if transfer is None:
        raise LookupError(need.trade.item.code)
    course = Course(need.opened)
    course.then(dice.uniform(3, 15), Hotwire(number=transfer.number, name=transfer.name))
    course.then(dice.uniform(20, 90), Close(reason=CloseReason.TRANSFERRED, resolved=False))
    return course


def assigned(world: World, dice: random.Random, need: Need) -> Course:
    """A department or town is told, looks into it within days (an emergency: within hours) and reports; the citizen is rung back."""
    unit = world.unit(dice, need.trade.item.code, need.district)
    if unit is None:
        return unmet(dice, need)
    course = Course(need.opened)
    urgent = need.trade.item.emergency
    course.then(dice.uniform(2, 20) * MINUTE, assign(unit))
    if not urgent:
        course.wait_for_day(dice)
    course.then(dice.uniform(2, 20) * MINUTE if urgent else dice.uniform(0.2, 8) * HOUR, Acknowledge(note=dice.choice(words.OFFICE_TAKEN)))
    work = dice.uniform(0.5, 4) * HOUR if urgent else dice.uniform(0.2, 4.2) * DAY
    if dice.random() < _INTERIM:
        course.then(work * 0.5, Feedback(note=dice.choice(words.OFFICE_INTERIM), by=unit.name.zh))
        work *= 0.5
    course.at += timedelta(seconds=work)
    if not urgent:
        course.wait_for_day(dice)
    course.then(60.0, WorkDone(note=dice.choice(words.OFFICE_DONE)))
    ring_back(course, dice, need, OFFICE_SCORES)
    if not closed(course):
        course.then(dice.uniform(5, 40), Close(reason=CloseReason.DONE, resolved=dice.random() < _RESOLVED))
    return course


def assign(unit: UnitRow) -> Assign:
    """Return the assignment to a unit."""
    return Assign(unit=unit.code, name=unit.name, phone=unit.phone)
