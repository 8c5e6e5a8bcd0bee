"""Figures from the standards, as switchable profiles and never hard-coded."""

from __future__ import annotations

from models.records.base import Record, Text


class DeadlineRule(Record, frozen=True):
    """A promise: ``minutes`` of the clock, ``office_minutes`` of office time (the clock stands still at noon, after hours and on days off),
    or ``days`` working days to the end of the office day. Exactly one is > 0.
    """

    minutes: int = 0
    days: int = 0
    office_minutes: int = 0


class UnitRules(Record, frozen=True):
    """The figures by which departments and towns are watched, besides their promises.

    ``objection``: within it, counted from the assignment, a unit may return a case as not its own; ``decide_return``: within it the desk
    answers that. ``chase_before`` and ``bulletin_after`` are minutes of office time before a promise falls due (催办) and after it (通报).
    """

    objection: DeadlineRule
    decide_return: DeadlineRule
    chase_before: int
    bulletin_after: int


class Profile(Record, frozen=True):
    """A set of figures. ``on_site`` is minutes by district kind (street, town, township) for emergencies.

    ``shifts`` are the times (``08:00``) at which one shift ends and the next begins.
    ``rectify`` is how long a partner has to put a bad record right, ``appeal`` how long it may appeal against one.
    ``identity_on_answer``: who rings is looked up only when the call is answered, until then the number alone is shown.
    ``in_time_share`` of the calls (percent) are to be answered within ``answer_seconds``, ``connected_share`` over any 24 hours at all.
    """

    code: str
    name: Text
    source: Text
    answer_seconds: int
    dispatch: DeadlineRule
    dispatch_urgent: DeadlineRule
    acknowledge_partner: DeadlineRule
    acknowledge_unit: DeadlineRule
    feedback_partner: DeadlineRule
    feedback_unit: DeadlineRule
    feedback_consultation: DeadlineRule
    callback: DeadlineRule
    verify: DeadlineRule
    on_site: dict[str, int]
    attempts: int
    office_hours: tuple[str, ...]
    wrap_up_seconds: int
    shifts: tuple[str, ...]
    units: UnitRules
    identity_on_answer: bool = False
    in_time_share: int = 80
    connected_share: int = 95
    rectify: DeadlineRule = DeadlineRule(days=3)
    appeal: DeadlineRule = DeadlineRule(days=7)
