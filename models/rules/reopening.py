"""When those who are kept from a job by nothing but the hour work again."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.records.base import CHINA
from models.records.failure import BadInput
from models.records.partner import Match, PartnerRow, Reopening, Why
from models.rules.hours import parse_span

WEEK = 7


def reopening(match: Match, at: datetime) -> Reopening | None:
    """Return who opens first, and when, of those who are left out for their hours alone, with how many these are; None for nobody.

    ``at`` is aware. Of several who open together the one with the most satisfied callbacks comes first. Unreadable hours never open.
    """
    waiting = [out.partner for out in match.excluded if [reason.why for reason in out.reasons] == [Why.OFF_HOURS]]
    opens = [(opening, partner) for partner in waiting if (opening := next_opening(partner, at)) is not None]
    if not opens:
        return None
    first, partner = min(opens, key=lambda one: (one[0], -one[1].all_satisfied, one[1].code))
    return Reopening(at=first.isoformat(), partner=partner, count=len(opens))


def next_opening(partner: PartnerRow, at: datetime) -> datetime | None:
    """Return the next moment after ``at`` (aware) at which a partner's hours begin, in the hotline's clock; None within a week."""
    local = at.astimezone(CHINA)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        starts = [parse_span(span)[0] for span in partner.hours]
    except BadInput:
        return None
    days = [midnight + timedelta(days=ahead) for ahead in range(WEEK + 1)]
    moments = [day + timedelta(minutes=start) for day in days if str(day.isoweekday()) in partner.days for start in starts]
    return min((moment for moment in moments if moment > local), default=None)
