"""The stages of a partner (seed article: 140 on trial, the first twelve signed): which follows which, and from which day on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from models.records.admission import PartnerLicence, PartnerMove, PartnerRecheck
from models.records.dossier import Concern
from models.records.partner import CardLevel, PartnerRow, PartnerStage

STEPS: Mapping[PartnerStage, frozenset[PartnerStage]] = {
    PartnerStage.UNSIGNED: frozenset((PartnerStage.TRIAL,)),
    PartnerStage.TRIAL: frozenset((PartnerStage.SIGNED, PartnerStage.SUSPENDED, PartnerStage.EXPELLED)),
    PartnerStage.SIGNED: frozenset((PartnerStage.SUSPENDED, PartnerStage.EXPELLED)),
    PartnerStage.SUSPENDED: frozenset((PartnerStage.TRIAL, PartnerStage.SIGNED, PartnerStage.EXPELLED)),
    PartnerStage.EXPELLED: frozenset((PartnerStage.TRIAL,)),
}
"""Stage → those that may come next. Whoever was expelled begins again on trial; nobody signs without having been on trial or suspended."""

WARNING_DAYS = 30
"""So many days before its last one a licence is shown as running out."""


def objection(present: PartnerStage, wanted: PartnerStage) -> str | None:
    """Return the code of what speaks against a step from the stage that was decided last, or None."""
    return None if wanted in STEPS[present] else "admission.step"


def unfit(partner: PartnerRow, move: PartnerMove) -> str | None:
    """Return the code of what speaks against a step that could follow, or None.

    Signing takes complete licences on the very day, and the agreement. Whom verified records have expelled no trial brings back: matching
    goes by the records, which only a heard appeal takes away.
    """
    if move.stage is PartnerStage.TRIAL and partner.card is CardLevel.EXPELLED:
        return "admission.carded"
    if move.stage is not PartnerStage.SIGNED:
        return None
    if not partner.licence_no or not valid_on(partner, move.since):
        return "admission.unlicensed"
    return None if move.agreement.strip() else "admission.agreement_missing"


def valid_on(partner: PartnerRow, day: str) -> bool:
    """Tell whether every licence of a partner is valid on a day (ISO date), its last day included."""
    return is_day(partner.valid_until) and partner.valid_until >= day


def is_day(text: str) -> bool:
    """Tell whether a text is a day as ISO writes it, ``2026-11-24``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def stage_on(began: PartnerStage, moves: Iterable[PartnerMove], day: str) -> PartnerStage:
    """Return the stage on a day (ISO date): the one that was decided last among those that have begun, else the one it began with."""
    stage = began
    for move in moves:
        if move.since <= day:
            stage = move.stage
    return stage


def lapses(licences: Iterable[PartnerLicence]) -> str:
    """Return the last day of the licence that ends first, of the last one of each kind that was not withdrawn; '' where there is none."""
    last = {licence.kind: licence for licence in licences}
    return min((licence.expires for licence in last.values() if not licence.withdrawn), default="")


def recheck_due(rechecks: Iterable[PartnerRecheck]) -> str:
    """Return the day on which a partner is to be looked at again, '' where none was set."""
    return next((recheck.due for recheck in reversed(tuple(rechecks))), "")


def concerns(partner: PartnerRow, recheck: str, day: str, *, appealed: bool, accused: bool) -> frozenset[Concern]:
    """Return why a partner is to be looked at on a day (ISO date); ``recheck`` is its next look, ``appealed`` an appeal that is not heard,
    ``accused`` a complaint that waits for its verdict.

    A licence concerns from thirty days before its last day on, and one that is missing always; who was expelled or never begun has none to
    be looked at.
    """
    gone = partner.stage in (PartnerStage.EXPELLED, PartnerStage.UNSIGNED)
    soon = (date.fromisoformat(day) + timedelta(days=WARNING_DAYS)).isoformat()
    found = {
        Concern.COMPLAINT: accused,
        Concern.CARD: partner.card is not CardLevel.NONE,
        Concern.LICENCE: not gone and not (partner.licence_no and valid_on(partner, soon)),
        Concern.RECHECK: bool(recheck) and recheck <= day and not gone,
        Concern.APPEAL: appealed,
    }
    return frozenset(concern for concern, holds in found.items() if holds)
