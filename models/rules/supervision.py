"""When a unit is chased (催办), supervised (督办) and named in a bulletin (通报), and until when it may return a case (退回).

Nothing of this is written anywhere by itself: it follows from the journal, the clock and the figures of the profile, alike at every desk
and at the centre. What somebody sends on the strength of it is an entry of the journal, and once for each step of a unit's task.

Codes of refusals: ``return.late``, ``chase.early``, ``chase.over``, ``supervise.early``, ``bulletin.early``.
"""

from __future__ import annotations

from datetime import datetime

from models.records.base import CHINA, Record, parse_time
from models.records.case import CaseState, Deadline, DeadlineKind
from models.records.failure import RuleBroken
from models.records.journal import Body, verb_of
from models.records.profile import Profile
from models.records.supervision import Bulletin, Chase, Press, Return, ReturnState, Supervise, TaskStep, UnitTask
from models.rules.calendar import add_working_minutes, take_working_minutes
from models.rules.deadlines import promise
from models.rules.tasks import open_task


class Watch(Record, frozen=True):
    """The times (aware) that matter while a unit owes a step: from ``chase_at`` on it is chased, after ``due`` supervised, from
    ``bulletin_at`` on named in a bulletin.
    """

    step: TaskStep
    due: datetime
    chase_at: datetime
    bulletin_at: datetime


def acknowledge_due(task: UnitTask, profile: Profile) -> Deadline:
    """Return by when the unit has to take its task."""
    return promise(DeadlineKind.ACKNOWLEDGE, profile.acknowledge_unit, parse_time(task.assigned_at), profile)


def answer_due(task: UnitTask, profile: Profile) -> Deadline:
    """Return by when the unit has to answer: the time of the profile, or an earlier one that the unit named itself."""
    rule = profile.feedback_consultation if task.consultation else profile.feedback_unit
    general = promise(DeadlineKind.FEEDBACK, rule, parse_time(task.assigned_at), profile)
    try:
        named = parse_time(task.eta) if task.eta else None
    except ValueError:
        named = None
    if named is None or named >= parse_time(general.due):
        return general
    return Deadline(kind=DeadlineKind.FEEDBACK, due=named.isoformat())


def return_until(task: UnitTask, profile: Profile) -> Deadline:
    """Return until when the unit may say that a case is not its own."""
    return promise(DeadlineKind.ACKNOWLEDGE, profile.units.objection, parse_time(task.assigned_at), profile)


def decision_due(task: UnitTask, profile: Profile) -> Deadline:
    """Return by when the desk answers a return."""
    return promise(DeadlineKind.DECIDE_RETURN, profile.units.decide_return, parse_time(task.returned_at), profile)


def watch(task: UnitTask, profile: Profile) -> Watch | None:
    """Return the times of a unit's present step, None where it owes nothing or the desk owes it the answer to its return.

    The chase is never sent before half of the time for the step has passed, however short that is.
    """
    step = task.step
    if step is None or task.returning is ReturnState.OPEN:
        return None
    due = parse_time((acknowledge_due if step is TaskStep.ACKNOWLEDGE else answer_due)(task, profile).due)
    begun = min(parse_time(task.assigned_at), due)
    half = (begun + (due - begun) / 2).replace(microsecond=0)
    before, _ = take_working_minutes(due, profile.units.chase_before, profile.office_hours)
    after, _ = add_working_minutes(due, profile.units.bulletin_after, profile.office_hours)
    return Watch(step=step, due=due, chase_at=max(before, half), bulletin_at=after)


def press_of(task: UnitTask, profile: Profile, now: datetime) -> Press | None:
    """Return how a unit is to be pressed at ``now`` (aware), None where it is not, or was already."""
    found = watch(task, profile)
    if found is None or now < found.chase_at:
        return None
    press = Press.CHASE if now <= found.due else Press.SUPERVISE if now < found.bulletin_at else Press.BULLETIN
    return None if press in task.pressed else press


def check_time(state: CaseState | None, body: Body, profile: Profile, at: datetime) -> None:
    """Return quietly where a step that fits the case comes at its time. Raises RuleBroken with one of the codes above and, as
    ``until`` or ``since``, the month, day and time that was missed.
    """
    if state is None or not isinstance(body, Return | Chase | Supervise | Bulletin):
        return
    task = open_task(state, body.unit)
    if task is None:
        return
    if isinstance(body, Return):
        until = parse_time(return_until(task, profile).due)
        if at > until:
            raise RuleBroken("return.late", verb=verb_of(body), until=_said(until))
        return
    found = watch(task, profile)
    if found is None:
        return
    match body:
        case Chase() if at < found.chase_at:
            raise RuleBroken("chase.early", verb=verb_of(body), since=_said(found.chase_at))
        case Chase() if at > found.due:
            raise RuleBroken("chase.over", verb=verb_of(body), until=_said(found.due))
        case Supervise() if at <= found.due:
            raise RuleBroken("supervise.early", verb=verb_of(body), since=_said(found.due))
        case Bulletin() if at < found.bulletin_at:
            raise RuleBroken("bulletin.early", verb=verb_of(body), since=_said(found.bulletin_at))


def _said(moment: datetime) -> str:
    return moment.astimezone(CHINA).strftime("%m-%d %H:%M")
