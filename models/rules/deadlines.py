"""The next promise of a case: what must happen by when, from the figures of the profile that is in force."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.records.base import parse_time
from models.records.case import CaseState, Deadline, DeadlineKind, Stage
from models.records.catalogue import HandlerKind
from models.records.failure import BadInput
from models.records.profile import DeadlineRule, Profile
from models.records.supervision import ReturnState
from models.rules.calendar import add_working_days, add_working_minutes
from models.rules.tasks import open_task, with_unit
from models.rules.transitions import settled

_YEAR = 366 * 24 * 60
"""Minutes of the longest time that an item can name."""


def next_deadline(state: CaseState, profile: Profile, district_kind: str) -> Deadline | None:
    """Return the next promise of a case, or None for one that is closed, goes on under another or only waits for its closing.

    ``district_kind`` is the kind of the case's district (street, town, township; '' where it is unknown: the shortest time then holds).
    """
    main = open_task(state) if with_unit(state) else None
    if main is not None and main.returning is ReturnState.OPEN:
        return promise(DeadlineKind.DECIDE_RETURN, profile.units.decide_return, parse_time(main.returned_at), profile)
    match state.stage:
        case Stage.ACCEPTED if settled(state):
            return None
        case Stage.ACCEPTED:
            return promise(
                DeadlineKind.DISPATCH, profile.dispatch_urgent if state.urgent else profile.dispatch, _stage_since(state), profile
            )
        case Stage.DISPATCHED:
            unit = state.handler is not None and state.handler.kind is HandlerKind.DEPARTMENT
            rule = profile.acknowledge_unit if unit else profile.acknowledge_partner
            return promise(DeadlineKind.ACKNOWLEDGE, rule, _stage_since(state), profile)
        case Stage.ACKNOWLEDGED:
            return _arrival(state, profile, district_kind)
        case Stage.ON_SITE:
            return _feedback(state, profile)
        case Stage.CALLBACK:
            return promise(DeadlineKind.CALLBACK, profile.callback, _stage_since(state), profile)
        case Stage.VERIFYING:
            return promise(DeadlineKind.VERIFY, profile.verify, _stage_since(state), profile)
        case Stage.CLOSED | Stage.MERGED:
            return None


def is_late(deadline: Deadline | None, now: datetime) -> bool:
    """Tell whether a promise is past at ``now`` (aware); no promise is never late."""
    return deadline is not None and now > parse_time(deadline.due)


def promise(kind: DeadlineKind, rule: DeadlineRule, since: datetime, profile: Profile) -> Deadline:
    """Return when a rule falls due, counted from ``since`` (aware). Raises BadInput ``profile.rule`` unless exactly one figure is > 0."""
    figures = (rule.minutes, rule.days, rule.office_minutes)
    if min(figures) < 0 or sum(figure > 0 for figure in figures) != 1:
        raise BadInput("profile.rule", profile=profile.code, kind=kind.value, minutes=rule.minutes, days=rule.days)
    if rule.minutes:
        return _at(kind, since + timedelta(minutes=rule.minutes))
    if rule.office_minutes:
        due, certain = add_working_minutes(since, rule.office_minutes, profile.office_hours)
        return Deadline(kind=kind, due=due.isoformat(), certain=certain)
    due, certain = add_working_days(since, rule.days, profile.office_hours)
    return Deadline(kind=kind, due=due.isoformat(), days=rule.days, certain=certain)


def _arrival(state: CaseState, profile: Profile, district_kind: str) -> Deadline:
    """An emergency is on site within its minutes from acceptance; otherwise the arrival that the partner named itself is the promise.

    A named arrival replaces the general promise of feedback, and for an emergency only where it is earlier than the emergency's minutes.
    A unit does not arrive but answers, so there the time it named is one of feedback; it may be earlier than the general one, never later.
    """
    partner = state.handler is None or state.handler.kind is HandlerKind.PARTNER
    named = _read(state.eta)
    minutes = _minutes_on_site(state, profile, district_kind) if state.urgent else None
    if minutes is not None:
        due = _needed_since(state) + timedelta(minutes=minutes)
        return _at(DeadlineKind.ON_SITE, due if named is None else min(due, named))
    general = _feedback(state, profile)
    if named is None or ((state.urgent or not partner) and named >= parse_time(general.due)):
        return general
    return _at(DeadlineKind.ON_SITE if partner else DeadlineKind.FEEDBACK, named)


def _feedback(state: CaseState, profile: Profile) -> Deadline:
    """The promise that the handler reports, counted from when the case was last sent out."""
    if state.handler_kind is HandlerKind.CONSULTATION:
        rule = profile.feedback_consultation
    elif state.handler is not None and state.handler.kind is HandlerKind.DEPARTMENT:
        rule = profile.feedback_unit
    else:
        rule = profile.feedback_partner
    sent = _latest(state, "dispatch", "assign", "rework") or _stage_since(state)
    return promise(DeadlineKind.FEEDBACK, rule, sent, profile)


def _minutes_on_site(state: CaseState, profile: Profile, district_kind: str) -> int | None:
    """Return the item's own minutes, a year of them at most, else those of the district's kind, else the profile's shortest."""
    if state.minutes_on_site is not None:
        return min(max(state.minutes_on_site, 0), _YEAR)
    return profile.on_site.get(district_kind, min(profile.on_site.values(), default=None))


def _needed_since(state: CaseState) -> datetime:
    """Return since when the citizen has been waiting: the acceptance, or what made the need new again."""
    return _latest(state, "accept", "reopen", "rework") or parse_time(state.opened_at)


def _stage_since(state: CaseState) -> datetime:
    return parse_time(state.stage_at or state.opened_at)


def _latest(state: CaseState, *verbs: str) -> datetime | None:
    """Return the time of whichever of these verbs came last in the journal, or None. A clock that was set back changes no order."""
    return next((parse_time(at) for verb, at in reversed(state.times.items()) if verb in verbs), None)


def _read(moment: str) -> datetime | None:
    """Return a time that a partner named, or None where there is none that can be read (an old or foreign entry)."""
    try:
        return parse_time(moment) if moment else None
    except ValueError:
        return None


def _at(kind: DeadlineKind, due: datetime) -> Deadline:
    return Deadline(kind=kind, due=due.isoformat())
