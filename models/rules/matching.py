"""Partner lookup: who can be sent, best first, and for everybody else every reason why not.

Each partner that lists the item appears exactly once. Nothing is random and nothing depends on the order of the input.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from models.records.base import CHINA, parse_time
from models.records.catalogue import ItemRow
from models.records.failure import BadInput
from models.records.partner import CardLevel, Match, PartnerExclusion, PartnerPick, PartnerRow, PartnerStage, Reason, Why
from models.rules.hours import covers

STANDING_SIGNED, STANDING_TRIAL = 15.0, 5.0
SATISFACTION, ARRIVAL, FREE, TURN, USED_BEFORE = 46.0, 20.0, 10.0, 4.0, 5.0
"""What each part can add to a score; with the standing of a signed partner they add up to 100."""
YELLOW = -40.0
"""What a yellow card takes away: more than any two parts but satisfaction can make up for, so the rank falls at once."""

PRIOR_SHARE, PRIOR_WEIGHT = 0.85, 30
"""Satisfaction is shrunk as if thirty unknown callbacks at 85% came first: three perfect ratings do not beat 208 of 212."""
FLOOR_SHARE = 0.6
"""A satisfaction at or below which the part adds nothing."""
SLOWEST = 120
"""Minutes to arrive at or above which the part adds nothing."""
UNMEASURED = 0.5
"""The share of the arrival part where nobody has measured yet."""
FEW = 10
"""Below this number of ratings the satisfaction is marked as resting on few."""
LONGEST_WAIT = timedelta(days=7)
"""The wait since the last dispatch after which nobody waits longer."""
EQUAL = 5.0
"""Scores that differ by no more (turn left out) count as equal when it is said whose turn it is."""


def match(
    item: ItemRow,
    district: str,
    at: datetime,
    partners: Iterable[PartnerRow],
    declined: Collection[str] = (),
    used_before: Collection[str] = (),
) -> Match:
    """Return the ranked picks and the explained exclusions for an item, a district code ('' = unknown) and a moment (aware).

    ``declined`` holds partner codes that have refused this case, ``used_before`` those that this caller has had. With the district unknown
    nobody is left out for it. Picks are ordered by score, then by code.
    """
    picks: list[PartnerPick] = []
    excluded: list[PartnerExclusion] = []
    for partner in partners:
        if item.code not in partner.items:
            continue
        against = _against(partner, district, at, declined)
        if against:
            excluded.append(PartnerExclusion(partner=partner, reasons=against))
        else:
            picks.append(_pick(partner, district, at, used_before))
    ranked = sorted(picks, key=lambda pick: (-pick.score, pick.partner.code))
    return Match(
        item=item.code,
        district=district,
        picks=tuple(_with_turn(pick, ranked, at) for pick in ranked),
        excluded=tuple(sorted(excluded, key=lambda exclusion: exclusion.partner.code)),
    )


def _against(partner: PartnerRow, district: str, at: datetime, declined: Collection[str]) -> tuple[Reason, ...]:
    """Return every reason why the partner cannot be sent, gravest first; none means that it can."""
    found: list[Reason] = []
    if partner.card is CardLevel.EXPELLED or partner.stage is PartnerStage.EXPELLED:
        found.append(Reason(why=Why.CARD_EXPELLED))
    elif partner.card is CardLevel.RED:
        found.append(Reason(why=Why.CARD_RED))
    if partner.stage is PartnerStage.SUSPENDED:
        found.append(Reason(why=Why.SUSPENDED))
    if partner.stage is PartnerStage.UNSIGNED or partner.retired:
        found.append(Reason(why=Why.NOT_SIGNED))
    licence = _licence(partner, at.astimezone(CHINA).date())
    if licence:
        found.append(licence)
    if district and "*" not in partner.districts and district not in partner.districts:
        found.append(Reason(why=Why.OUT_OF_DISTRICT))
    if not _on_duty(partner, at):
        found.append(Reason(why=Why.OFF_HOURS, args=(", ".join(partner.hours), partner.days)))
    if partner.busy >= partner.capacity:
        found.append(Reason(why=Why.AT_CAPACITY, args=(str(partner.busy), str(partner.capacity))))
    if partner.code in declined:
        found.append(Reason(why=Why.DECLINED))
    return tuple(found)


def _licence(partner: PartnerRow, today: date) -> Reason | None:
    """A licence is valid to the end of its last day, and every one has to be; without a number or a readable last day none is on file."""
    try:
        until = date.fromisoformat(partner.licence_expires)
        if partner.lapses:
            until = min(until, date.fromisoformat(partner.lapses))
    except ValueError:
        return Reason(why=Why.LICENCE_MISSING)
    if not partner.licence_no:
        return Reason(why=Why.LICENCE_MISSING)
    return Reason(why=Why.LICENCE_EXPIRED, args=(until.isoformat(),)) if until < today else None


def _on_duty(partner: PartnerRow, at: datetime) -> bool:
    """Tell whether the partner works at this moment; hours that cannot be read are shown as off hours rather than stop the lookup."""
    try:
        return covers(partner.hours, partner.days, at)
    except BadInput:
        return False


def _pick(partner: PartnerRow, district: str, at: datetime, used_before: Collection[str]) -> PartnerPick:
    parts = _parts(partner, at, partner.code in used_before)
    score = min(100.0, max(0.0, round(sum(value for _, value in parts), 1)))
    return PartnerPick(partner=partner, score=score, reasons=_in_favour(partner, district, used_before), parts=parts)


def _parts(partner: PartnerRow, at: datetime, used_before: bool) -> tuple[tuple[str, float], ...]:
    """Return the named parts of the score, each rounded to a tenth so that what is shown adds up."""
    shrunk = (partner.all_satisfied + PRIOR_SHARE * PRIOR_WEIGHT) / (partner.all_rated + PRIOR_WEIGHT)
    quick = 1 - min(partner.minutes, SLOWEST) / SLOWEST if partner.minutes > 0 else UNMEASURED
    found = [
        ("standing", STANDING_SIGNED if partner.stage is PartnerStage.SIGNED else STANDING_TRIAL),
        ("satisfaction", SATISFACTION * min(1.0, max(0.0, (shrunk - FLOOR_SHARE) / (1 - FLOOR_SHARE)))),
        ("arrival", ARRIVAL * quick),
        ("free", FREE * (partner.capacity - partner.busy) / partner.capacity),
        ("turn", TURN * (_waited(partner, at) / LONGEST_WAIT)),
    ]
    if used_before:
        found.append(("used_before", USED_BEFORE))
    if partner.card is CardLevel.YELLOW:
        found.append(("card", YELLOW))
    return tuple((name, round(value, 1)) for name, value in found)


def _in_favour(partner: PartnerRow, district: str, used_before: Collection[str]) -> tuple[Reason, ...]:
    """Return what an operator reads beside a pick: first what speaks against it, then standing, record, place and time."""
    found: list[Reason] = []
    if partner.card is CardLevel.YELLOW:
        found.append(Reason(why=Why.YELLOW_CARD))
    found.append(Reason(why=Why.SIGNED if partner.stage is PartnerStage.SIGNED else Why.TRIAL))
    share = partner.satisfaction
    if share is not None:
        found.append(Reason(why=Why.SATISFACTION, args=(str(int(share * 100)), str(partner.all_rated))))
    if partner.all_rated < FEW:
        found.append(Reason(why=Why.FEW_RATINGS, args=(str(partner.all_rated),)))
    if district:
        found.append(Reason(why=Why.IN_DISTRICT))
    found.append(Reason(why=Why.FREE, args=(str(partner.capacity - partner.busy),)))
    if partner.minutes > 0:
        found.append(Reason(why=Why.ARRIVES, args=(str(partner.minutes),)))
    if partner.code in used_before:
        found.append(Reason(why=Why.USED_BEFORE))
    return tuple(found)


def _with_turn(pick: PartnerPick, picks: Collection[PartnerPick], at: datetime) -> PartnerPick:
    """Return the pick, with the remark that it is its turn where it has waited longest among its equals."""
    rest = _without_turn(pick)
    equals = [other for other in picks if other is not pick and abs(_without_turn(other) - rest) <= EQUAL]
    waited = _waited(pick.partner, at)
    if not equals or any(_waited(other.partner, at) >= waited for other in equals):
        return pick
    return PartnerPick(partner=pick.partner, score=pick.score, reasons=(*pick.reasons, Reason(why=Why.TURN)), parts=pick.parts)


def _without_turn(pick: PartnerPick) -> float:
    return sum(value for name, value in pick.parts if name != "turn")


def _waited(partner: PartnerRow, at: datetime) -> timedelta:
    """Return how long ago the partner was last sent, a week at most; one that was never sent, or at no readable time, waits longest."""
    try:
        waited = at - parse_time(partner.last_dispatch)
    except ValueError:
        return LONGEST_WAIT
    return min(LONGEST_WAIT, max(timedelta(0), waited))
