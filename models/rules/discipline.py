"""What becomes of a card after its verdict: put right, appealed against, heard. Desks ask before they write, the centre before it takes.

Codes of refusals: ``card.not_standing``, ``card.words_missing``, ``rectify.day``, ``rectify.none``, ``rectify.accepted``,
``appeal.lodged``, ``appeal.late``, ``appeal.none``, ``appeal.heard``, ``appeal.same_person``, ``appeal.nothing_lower``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from models.records.base import parse_time
from models.records.case import DeadlineKind, Verification
from models.records.discipline import CardAppeal, CardHeard, CardRectified, CardRectify, CardStand, CardStep
from models.records.effects import PartnerDiscipline
from models.records.failure import RuleBroken
from models.records.journal import Entry, ProposeVeto, Verify
from models.records.profile import Profile
from models.rules import ladder
from models.rules.admission import is_day
from models.rules.deadlines import promise
from models.rules.lifecycle import effective

_MOST = {Verification.VERIFIED: 1, Verification.VETO: 3}
"""Verdict → the most bad records that it can add: a veto makes up for all that are missing to be expelled."""


_IMPORTED = re.compile(r"import:(.+):([1-9][0-9]{0,2})")


def imported(partner: str, verified_bad: int) -> Iterator[tuple[str, CardStand]]:
    """Yield (entry, standing) of each bad record that came with the table of partners, the first one first.

    No verdict here gave them, so nobody here stands behind one, and nobody knows when it was given: it can be appealed against at any time.
    """
    for number in range(1, min(verified_bad, 999) + 1):
        yield f"import:{partner}:{number}", CardStand(count=1, level=ladder.after(number - 1, False)[1], partner=partner)


def import_of(entry: str) -> str:
    """Return the partner whose imported bad record an entry names, '' for a verdict that was given here."""
    found = _IMPORTED.fullmatch(entry)
    return found[1] if found else ""


def appeal_until(given_at: str, profile: Profile) -> datetime:
    """Return the last moment at which a partner may appeal against a verdict that was given at an ISO time."""
    return parse_time(promise(DeadlineKind.VERIFY, profile.appeal, parse_time(given_at), profile).due)


def rectify_by(since: datetime, profile: Profile) -> str:
    """Return the day (ISO date) by which a partner that is told at ``since`` (aware) has to put a bad record right."""
    return promise(DeadlineKind.VERIFY, profile.rectify, since, profile).due[:10]


def objection(stand: CardStand, step: CardStep, actor: int, at: str, profile: Profile) -> str | None:
    """Return the code of what speaks against a step that ``actor`` takes at an ISO time, or None."""
    if not step.words.strip():
        return "card.words_missing"
    match step:
        case CardRectify(due=due):
            if stand.count <= 0:
                return "card.not_standing"
            if stand.accepted_by:
                return "rectify.accepted"
            return None if is_day(due) and due >= parse_time(at).date().isoformat() else "rectify.day"
        case CardRectified():
            if not stand.due:
                return "rectify.none"
            return "rectify.accepted" if stand.accepted_by else None
        case CardAppeal():
            if stand.appealed_at:
                return "appeal.lodged"
            if stand.count <= 0:
                return "card.not_standing"
            return "appeal.late" if stand.at and parse_time(at) > appeal_until(stand.at, profile) else None
        case CardHeard():
            return _unheard(stand, step, actor)


def _unheard(stand: CardStand, step: CardHeard, actor: int) -> str | None:
    """An appeal is heard once, by somebody who had no part in the verdict."""
    if not stand.appealed_at:
        return "appeal.none"
    if stand.heard:
        return "appeal.heard"
    if actor < 1 or actor in stand.by:
        return "appeal.same_person"
    try:
        ladder.heard(stand.count, stand.level, stand.verdict, step.decision)
    except RuleBroken as broken:
        return broken.code
    return None


def moved(stand: CardStand, step: CardStep, actor: int, at: str) -> CardStand:
    """Return how a verdict stands after a step that nothing spoke against, but for what it adds to the bad records (see ``after``)."""
    match step:
        case CardRectify(due=due):
            return replace(stand, due=due)
        case CardRectified():
            return replace(stand, accepted_by=actor)
        case CardAppeal():
            return replace(stand, appealed_at=at)
        case CardHeard(decision=decision):
            return replace(stand, heard=decision.value)


def after(stand: CardStand, step: CardStep) -> int:
    """Return what a verdict adds to the bad records after a step that nothing spoke against."""
    return ladder.heard(stand.count, stand.level, stand.verdict, step.decision) if isinstance(step, CardHeard) else stand.count


def founded(journal: Sequence[Entry], content: PartnerDiscipline) -> bool:
    """Tell whether a change of the bad records follows from the journal of its case: no unverified complaint can card.

    The verdict that it names stands there, about the same partner, and adds no more than such a verdict can; or it stands there no more,
    and what it added is taken away.
    """
    given = next((entry.body for entry in journal if entry.op_id == content.entry), None)
    if not isinstance(given, Verify) or (given.partner, given.verdict) != (content.partner, content.verdict):
        return False
    stands = any(entry.op_id == content.entry for entry in effective(journal))
    return stands is (content.change > 0) and 1 <= abs(content.change) <= _MOST.get(given.verdict, 0)


def behind(journal: Sequence[Entry], entry: str) -> frozenset[int]:
    """Return the numbers of those who stand behind a verdict (its operation id) in the journal of its case.

    That is who gave it, who confirmed it at another's session, and who had proposed the veto.
    """
    proposer = 0
    for line in journal:
        if isinstance(line.body, ProposeVeto):
            proposer = line.actor
        if line.op_id == entry and isinstance(line.body, Verify):
            proposed = proposer if line.body.verdict is Verification.VETO else 0
            return frozenset((line.actor, line.body.second, proposed)) - {0}
    return frozenset()
