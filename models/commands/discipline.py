"""What becomes of a card after its verdict: a demand to put it right, its acceptance, an appeal, the hearing."""

from __future__ import annotations

from msgspec.structs import replace

from models.commands.guard import admit, fits
from models.records.discipline import CardAppeal, CardHeard, CardRectified, CardRectify, CardRow, CardStep, Hearing
from models.records.failure import BadInput, RuleBroken
from models.records.operation import Changes, Desk, Entity
from models.records.partner import CardLevel
from models.repositories import discipline as cards
from models.repositories import partner as partners
from models.rules import discipline as rules
from models.rules import ladder
from models.rules.access import PARTNERS
from models.rules.permissions import Permission
from models.store.clock import stamp
from models.store.store import Store


def rectify(store: Store, desk: Desk, entry: str, due: str, words: str) -> Changes:
    """Demand that a partner puts right what the verdict ``entry`` (its operation id) found, by the end of a day (ISO date).

    A later demand takes the place of an earlier one. Raises RuleBroken with the codes of :mod:`models.rules.discipline` and
    ``permission.denied``, BadInput ``card.missing``.
    """
    card = _card(store, desk, entry, Permission.MANAGE_PARTNERS)
    return _step(store, desk, card, CardRectify(partner=card.partner, entry=entry, due=due, words=words))


def accept(store: Store, desk: Desk, entry: str, words: str) -> Changes:
    """Accept what a partner has put right; raises as :func:`rectify`."""
    card = _card(store, desk, entry, Permission.MANAGE_PARTNERS)
    return _step(store, desk, card, CardRectified(partner=card.partner, entry=entry, words=words))


def appeal(store: Store, desk: Desk, entry: str, words: str) -> Changes:
    """Write down a partner's appeal against a verdict, in its own words; raises as :func:`rectify`."""
    card = _card(store, desk, entry, Permission.MANAGE_PARTNERS)
    return _step(store, desk, card, CardAppeal(partner=card.partner, entry=entry, words=words))


def hear(store: Store, desk: Desk, entry: str, decision: Hearing, words: str) -> Changes:
    """Decide an appeal; what it takes away or lessens holds in the same moment. Raises as :func:`rectify`."""
    card = _card(store, desk, entry, Permission.HEAR_APPEALS)
    stand = card.stand
    step = CardHeard(
        partner=card.partner,
        entry=entry,
        case_id=card.case_id,
        verdict=stand.verdict,
        change=stand.count,
        decision=decision,
        level=CardLevel.NONE,
        words=words,
    )
    _check(store, desk, card, step)
    return _written(store, desk, replace(step, level=_level(store, card, decision)))


def _level(store: Store, card: CardRow, decision: Hearing) -> CardLevel:
    """Return the card that the partner holds once an appeal is decided."""
    without = partners.without(store, card.partner, card.entry)
    if without is None:
        return card.stand.level
    if decision is Hearing.UPHELD:
        present = partners.by_code(store, card.partner)
        return present.card if present is not None else card.stand.level
    count = ladder.heard(card.stand.count, card.stand.level, card.stand.verdict, decision)
    return ladder.after(without.verified_bad, False)[1] if count else without.card


def _step(store: Store, desk: Desk, card: CardRow, step: CardStep) -> Changes:
    _check(store, desk, card, step)
    return _written(store, desk, step)


def _card(store: Store, desk: Desk, entry: str, permission: Permission) -> CardRow:
    admit(store, desk, permission)
    card = cards.card(store, entry)
    if partners.by_code(store, card.partner) is None:
        raise BadInput("partner.missing", partner=card.partner)
    return card


def _check(store: Store, desk: Desk, card: CardRow, step: CardStep) -> None:
    fits(step)
    against = rules.objection(card.stand, step, desk.actor, stamp(store.clock.now()), store.profile)
    if against is not None:
        raise RuleBroken(against, partner=card.partner, until=card.appeal_until[:10])


def _written(store: Store, desk: Desk, step: CardStep) -> Changes:
    with store.write(desk) as work:
        work.record(PARTNERS, Entity(type="partner", id=step.partner), step)
    return work.changes

