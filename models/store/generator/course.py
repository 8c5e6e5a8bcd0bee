"""The course of a case: what happens when, from what the citizen needs to the day it is closed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.records.callback import Attempt, Step
from models.records.case import CaseKind, CloseReason
from models.records.catalogue import HandlerKind
from models.records.journal import Body, CallbackAnswer, CallbackAttempt, Close, Feedback
from models.rules.checklist import steps
from models.rules.effects import SATISFIED_FROM
from models.store.generator import words
from models.store.generator.world import Trade

CITIZEN = "来电人"
"""Who reports, where it is the citizen who rang once more."""

HOUSEHOLD_SCORES = (80.0, 19.0, 0.4, 0.4, 0.2)
"""How often a household service gets 5, 4, 3, 2, 1: over 98 of 100 are satisfied (seed article)."""
OFFICE_SCORES = (45.0, 40.0, 9.0, 4.0, 2.0)

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0

_SCORES = (5, 4, 3, 2, 1)
_MORNING, _NIGHT = 9, 20
"""Citizens are rung back between nine and eight."""
_SILENT = 0.02
_COMMENTED = 0.35
_MISSED, _NEVER_REACHED = 0.12, 0.02
ATTEMPTS = 3
"""How often a citizen is rung in vain before a case is closed without them, as all profiles that ship have it."""


@dataclass(frozen=True)
class Need:
    """What somebody rang about. All must be over by ``limit``; where ``withheld``, there is no number to ring back."""

    trade: Trade
    kind: CaseKind
    district: str
    opened: datetime
    limit: datetime
    withheld: bool = False

    @property
    def room(self) -> float:
        """How many seconds there are."""
        return (self.limit - self.opened).total_seconds()


class Course:
    """Steps in the order of time, the acceptance left out."""

    def __init__(self, opened: datetime) -> None:
        self.opened = opened
        self.at = opened
        self.steps: list[tuple[datetime, Body]] = []

    def then(self, seconds: float, body: Body) -> None:
        """Let time pass and something happen."""
        self.at += timedelta(milliseconds=round(seconds * 1000))
        self.steps.append((self.at, body))

    def wait_for_day(self, dice: random.Random) -> None:
        """Let the night pass: nobody is rung back then."""
        if _MORNING <= self.at.hour < _NIGHT:
            return
        morning = self.at.replace(hour=_MORNING, minute=0, second=0, microsecond=0) + timedelta(seconds=dice.randint(60, 5400))
        self.at = morning if self.at.hour < _MORNING else morning + timedelta(days=1)

    def fit(self, limit: datetime) -> None:
        """Let everything go faster where it would not be over by ``limit``."""
        needed = (self.at - self.opened).total_seconds()
        room = (limit - self.opened).total_seconds()
        if needed > room:
            pace = room / needed
            self.steps = [(self.opened + _scaled(moment - self.opened, pace), body) for moment, body in self.steps]
            self.at = self.steps[-1][0]

    def told_in_between(self, dice: random.Random, limit: datetime) -> None:
        """The citizen rings once more: to ask how far it is, or afterwards to thank."""
        lasted = (self.at - self.opened).total_seconds()
        chance = dice.random()
        if chance < 0.07 and lasted > HOUR:
            moment = self.opened + _scaled(self.at - self.opened, dice.uniform(0.3, 0.9))
            place = next(index for index, (at, _) in enumerate(self.steps) if at >= moment)
            self.steps.insert(place, (moment, Feedback(note=words.URGED, by=CITIZEN)))
        elif chance > 0.97 and self.at + timedelta(hours=3) < limit:
            self.then(dice.uniform(0.3, 3.0) * HOUR, Feedback(note=words.THANKED, by=CITIZEN))


def ring_back(course: Course, dice: random.Random, need: Need, scores: tuple[float, ...]) -> int | None:
    """Ring the citizen back; return the score, None where the citizen would not say or (and then the case is closed) was never reached."""
    course.wait_for_day(dice)
    chance = dice.random()
    if chance < _NEVER_REACHED:
        for _ in range(ATTEMPTS):
            course.then(dice.uniform(2, 5) * HOUR, _attempt(dice))
            course.wait_for_day(dice)
        course.then(dice.uniform(10, 60), Close(reason=CloseReason.UNREACHED, resolved=False))
        return None
    if chance < _NEVER_REACHED + _MISSED:
        course.then(dice.uniform(5, 60) * MINUTE, _attempt(dice))
        course.at += timedelta(minutes=dice.randint(40, 150))
        course.wait_for_day(dice)
    score = None if dice.random() < _SILENT else dice.choices(_SCORES, scores)[0]
    course.then(dice.uniform(5, 90) * MINUTE, answer(dice, need, score))
    return score


def answer(dice: random.Random, need: Need, score: int | None, *, done: bool = True) -> CallbackAnswer:
    """Return what the citizen says, with yes and no that fit the score."""
    asked = steps(need.trade.item.handler, need.kind)
    content = score is None or score >= SATISFIED_FROM
    grumble = Step.PRICE_AS_QUOTED if dice.random() < 0.4 else Step.CLEAN if dice.random() < 0.5 else Step.AS_PROMISED
    said = {Step.SATISFIED: content, Step.ANYTHING_ELSE: False, Step.DONE: done}
    if not content:
        said[grumble] = False
    comment = ""
    if score is None:
        comment = words.REFUSED
    elif dice.random() < _COMMENTED:
        told = words.PARTNER_COMMENTS if need.trade.item.handler is HandlerKind.PARTNER else words.OFFICE_COMMENTS
        comment = dice.choice(told[score])
    return CallbackAnswer(steps=tuple((step, said.get(step, True)) for step in asked), score=score, comment=comment)


def closed(course: Course) -> bool:
    """Tell whether the last step closed the case."""
    return bool(course.steps) and isinstance(course.steps[-1][1], Close)


def _attempt(dice: random.Random) -> CallbackAttempt:
    return CallbackAttempt(outcome=Attempt.BUSY if dice.random() < 0.25 else Attempt.NO_ANSWER)


def _scaled(span: timedelta, pace: float) -> timedelta:
    return timedelta(milliseconds=int(span.total_seconds() * 1000 * pace))
