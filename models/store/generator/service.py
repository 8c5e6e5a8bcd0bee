"""Courses of cases that partners work on."""

from __future__ import annotations

import random
from datetime import timedelta

from models.records.callback import Step
from models.records.case import CaseKind, CloseReason, Verification
from models.records.catalogue import HandlerKind
from models.records.journal import (
    Acknowledge,
    CallbackAnswer,
    Cancel,
    Close,
    Complain,
    Decline,
    Dispatch,
    Feedback,
    Note,
    OnSite,
    Rework,
    Unmet,
    WorkDone,
)
from models.records.partner import PartnerRow, PartnerStage, Why
from models.rules.checklist import POOR, steps
from models.store.clock import stamp
from models.store.generator import words
from models.store.generator.course import HOUR, HOUSEHOLD_SCORES, MINUTE, Course, Need, answer, closed, ring_back
from models.store.generator.ledger import Ledger
from models.store.generator.world import World

_DECLINED, _CANCELLED, _NOT_DONE, _LATE = 0.05, 0.015, 0.008, 0.05
_ARRIVAL_NOTED = 0.7
_COMPLAINED = 0.8
_APOLOGY = tuple((step, step is Step.ANSWER_CLEAR) for step in steps(HandlerKind.CONSULTATION, CaseKind.UNMET))


def serve(world: World, ledger: Ledger, dice: random.Random, need: Need) -> Course:
    """A partner is sent, does the work, and the citizen is rung back; where nobody does it, the need goes unmet."""
    course = Course(need.opened)
    partner = world.partner(dice, need.trade.item.code, need.district, need.opened)
    if partner is None:
        return unmet(dice, need)
    course.then(dice.uniform(1, 6) * MINUTE, dispatch(partner))
    if dice.random() < _CANCELLED:
        course.then(dice.uniform(3, 40) * MINUTE, Cancel(reason=dice.choice(words.CANCELLED)))
        return course
    if dice.random() < _DECLINED:
        course.then(dice.uniform(2, 9) * MINUTE, Decline(reason=dice.choice(words.DECLINED)))
        partner = world.partner(dice, need.trade.item.code, need.district, need.opened, (partner.code,)) or partner
        course.then(dice.uniform(1, 4) * MINUTE, dispatch(partner))
    _work(course, dice, need, first=True)
    if dice.random() < _NOT_DONE:
        course.wait_for_day(dice)
        course.then(dice.uniform(20, 90) * MINUTE, answer(dice, need, POOR, done=False))
        course.then(dice.uniform(1, 5) * MINUTE, Rework(reason=dice.choice(words.REWORK)))
        _work(course, dice, need, first=False)
    _finish(course, ledger, dice, need, partner)
    return course


def complain(ledger: Ledger, dice: random.Random, need: Need, partner: PartnerRow) -> Course:
    """A complaint about a partner as a case of its own."""
    course = Course(need.opened)
    course.then(dice.uniform(10, 90), Complain(text=dice.choice(words.COMPLAINTS), partner=partner.code, name=partner.name))
    founded = _verify(course, ledger, dice, partner)
    if founded:
        course.then(dice.uniform(1, 5) * MINUTE, Rework(reason=dice.choice(words.REWORK)))
        _work(course, dice, need, first=False)
    course.wait_for_day(dice)
    course.then(dice.uniform(10, 90) * MINUTE, answer(dice, need, dice.choice((5, 4, 4) if founded else (4, 4, 3))))
    course.then(dice.uniform(5, 40), Close(reason=CloseReason.DONE, resolved=True))
    return course


def unmet(dice: random.Random, need: Need) -> Course:
    """Nobody can be found: the citizen gets an apology, and the ledger of unmet needs a line."""
    course = Course(need.opened)
    tried = dice.choice(words.TRIED)
    course.then(dice.uniform(4, 15) * MINUTE, Feedback(note=tried))
    course.then(dice.uniform(1, 4) * MINUTE, Unmet(need=f"{need.trade.item.name.zh}:{dice.choice(need.trade.phrases)}", tried=tried))
    if not need.withheld:
        course.then(dice.uniform(2, 9) * MINUTE, CallbackAnswer(steps=_APOLOGY, comment=words.APOLOGY))
    course.then(dice.uniform(5, 40), Close(reason=CloseReason.UNMET, resolved=False))
    return course


def dispatch(partner: PartnerRow) -> Dispatch:
    """Return the dispatch to a partner with the reasons that stood beside it, as a desk keeps them: to be told in either language."""
    standing = Why.SIGNED if partner.stage is PartnerStage.SIGNED else Why.TRIAL
    percent = partner.satisfied * 100 // partner.rated if partner.rated else 0
    rated = (f"{Why.SATISFACTION.value}|{percent}|{partner.rated}",) if partner.rated else ()
    return Dispatch(partner=partner.code, name=partner.name, phone=partner.phone, reasons=(standing.value, *rated))


def work_done(dice: random.Random, item: str) -> WorkDone:
    """Return what a partner says at the end."""
    return WorkDone(note=dice.choice(words.WORK_DONE.get(item, words.WORK_DONE_ANYWHERE)))


def _work(course: Course, dice: random.Random, need: Need, *, first: bool) -> None:
    """The partner takes it, comes and does it; an emergency at once, the rest within some hours, by day."""
    urgent = need.trade.item.emergency
    course.then(dice.uniform(1, 5 if urgent else 12) * MINUTE, Acknowledge())
    if not urgent:
        if not first:
            course.at += timedelta(hours=dice.randint(1, 18))
        course.wait_for_day(dice)
    way = dice.uniform(10, 35) if urgent else dice.uniform(20, 170)
    eta = course.at + timedelta(minutes=round(way))
    moment, acknowledged = course.steps[-1]
    assert isinstance(acknowledged, Acknowledge)
    course.steps[-1] = moment, Acknowledge(eta=stamp(eta), note="" if urgent else "约好时间上门")
    if dice.random() < _LATE:
        course.then(way * 0.6 * MINUTE, Note(text=dice.choice(words.DELAYED)))
    if dice.random() < _ARRIVAL_NOTED:
        course.then(way * MINUTE, OnSite())
    else:
        course.at += timedelta(minutes=way)
    course.then(dice.uniform(15, 110) * MINUTE, work_done(dice, need.trade.item.code))


def _finish(course: Course, ledger: Ledger, dice: random.Random, need: Need, partner: PartnerRow) -> None:
    """The callback; whoever is unhappy may complain, and then it is verified, put right and asked again."""
    score = ring_back(course, dice, need, HOUSEHOLD_SCORES)
    if closed(course):
        return
    if score is not None and score <= POOR and dice.random() < _COMPLAINED:
        course.then(dice.uniform(1, 6) * MINUTE, Complain(text=dice.choice(words.COMPLAINTS), partner=partner.code, name=partner.name))
        if _verify(course, ledger, dice, partner):
            course.then(dice.uniform(1, 5) * MINUTE, Rework(reason=dice.choice(words.REWORK)))
            _work(course, dice, need, first=False)
        course.wait_for_day(dice)
        course.then(dice.uniform(10, 90) * MINUTE, answer(dice, need, dice.choice((5, 4))))
    course.then(dice.uniform(5, 40), Close(reason=CloseReason.DONE, resolved=True))


def _verify(course: Course, ledger: Ledger, dice: random.Random, partner: PartnerRow) -> bool:
    """Hear the partner; return whether the complaint was founded."""
    wait = dice.uniform(0.3, 5) * HOUR
    verdict = ledger.verdict(dice, partner, course.opened, course.at + timedelta(seconds=wait))
    course.then(wait, verdict)
    return verdict.verdict is Verification.VERIFIED


