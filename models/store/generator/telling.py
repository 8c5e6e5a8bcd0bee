"""One case told as rows: its journal, the state that the journal adds up to, its calls, and what it did to a partner's record."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.callback import Attempt
from models.records.catalogue import Line
from models.records.journal import Accept, Body, CallbackAnswer, CallbackAttempt, Entry, Feedback, Verify
from models.store.clock import stamp
from models.store.generator.course import CITIZEN, Course
from models.store.generator.ids import identity
from models.store.generator.world import World
from models.store.rows import Row

_HANDED_OVER = timedelta(hours=5)
"""After so long the operator of the shift goes on with a case."""
_QUICK = 0.965
"""The share of calls answered within fifteen seconds; the standards want 80 of 100, a good centre has more."""


def journal(world: World, dice: random.Random, case_id: str, accept: Accept, course: Course, operator: int, *, stays: bool) -> list[Entry]:
    """Return the journal of a case; where it ``stays`` with its operator, nobody else has touched it."""
    actor, since = operator, course.opened
    entries = [_entry(world, dice, case_id, 1, course.opened, actor, accept)]
    for seq, (moment, body) in enumerate(course.steps, 2):
        if not stays and moment - since >= _HANDED_OVER:
            actor, since = world.on_duty(dice, moment), moment
        entries.append(_entry(world, dice, case_id, seq, moment, actor, body))
    return entries


def discipline_rows(dice: random.Random, course: Course, entries: list[Entry]) -> Iterator[Row]:
    """Yield the row of table ``discipline`` of each verdict that made a bad record."""
    for (moment, _), entry in zip(course.steps, entries[1:], strict=True):
        if isinstance(entry.body, Verify) and entry.body.card:
            yield {
                "op_id": identity(dice, moment),
                "partner": entry.body.partner,
                "case_id": entry.case_id,
                "at": entry.at,
                "change": 1,
                "level": entry.body.card,
                "verdict": entry.body.verdict.value,
                "entry": entry.op_id,
                "by": f"[{entry.actor}]",
            }


def first_call(dice: random.Random, number: str, line: Line, opened: datetime, operator: int) -> CallRow:
    """Return the call in which a case was taken on."""
    answered = opened - timedelta(seconds=dice.randint(35, 150))
    return incoming(dice, number, line, answered, opened + timedelta(seconds=dice.randint(8, 40)), operator)


def incoming(dice: random.Random, number: str, line: Line, answered: datetime, ended: datetime, operator: int) -> CallRow:
    """Return an answered call; most waited no longer than the standard allows."""
    waited = dice.uniform(2, 14) if dice.random() < _QUICK else dice.uniform(16, 55)
    queued = answered - timedelta(milliseconds=round(waited * 1000))
    return CallRow(
        id=identity(dice, queued),
        direction=Direction.IN,
        number=number,
        line=line,
        state=CallState.ENDED,
        queued_at=stamp(queued),
        answered_at=stamp(answered),
        ended_at=stamp(ended),
        reason=EndReason.CALLER if dice.random() < 0.8 else EndReason.OPERATOR,
        operator=operator,
    )


def abandoned(dice: random.Random, number: str, before: datetime) -> CallRow:
    """Return a call whose caller gave up some minutes ``before``."""
    queued = before - timedelta(seconds=dice.randint(180, 600))
    return CallRow(
        id=identity(dice, queued),
        direction=Direction.IN,
        number=number,
        line=Line.GENERAL,
        state=CallState.ENDED,
        queued_at=stamp(queued),
        ended_at=stamp(queued + timedelta(seconds=dice.randint(6, 90))),
        reason=EndReason.ABANDONED,
    )


def later_calls(dice: random.Random, accept: Accept, course: Course, entries: list[Entry]) -> Iterator[CallRow]:
    """Yield the calls behind later entries: callbacks, reached or not, and the citizen ringing once more."""
    for (moment, body), entry in zip(course.steps, entries[1:], strict=True):
        match body:
            case CallbackAnswer():
                yield _outgoing(dice, accept, moment, entry, None)
            case CallbackAttempt(outcome=outcome):
                yield _outgoing(dice, accept, moment, entry, EndReason.BUSY if outcome is Attempt.BUSY else EndReason.NO_ANSWER)
            case Feedback(by=told_by) if told_by == CITIZEN:
                yield incoming(
                    dice, accept.number, accept.line, moment - timedelta(seconds=45), moment + timedelta(seconds=12), entry.actor
                )


def _outgoing(dice: random.Random, accept: Accept, moment: datetime, entry: Entry, failed: EndReason | None) -> CallRow:
    """A call to the citizen: talked through by the time the answers are written down, or rung in vain."""
    queued = moment - timedelta(seconds=dice.randint(20, 40) if failed else dice.randint(70, 200))
    return CallRow(
        id=identity(dice, queued),
        direction=Direction.OUT,
        number=accept.number,
        line=accept.line,
        state=CallState.ENDED,
        queued_at=stamp(queued),
        answered_at="" if failed else stamp(queued + timedelta(seconds=dice.randint(5, 18))),
        ended_at=stamp(moment - timedelta(seconds=2)),
        reason=failed or EndReason.OPERATOR,
        case=entry.case_id,
        operator=entry.actor,
    )


def _entry(world: World, dice: random.Random, case_id: str, seq: int, moment: datetime, actor: int, body: Body) -> Entry:
    return Entry(op_id=identity(dice, moment), case_id=case_id, seq=seq, at=stamp(moment), actor=actor, desk=world.desk(actor), body=body)
