"""What a verdict on a complaint does to the partner, and who may give it."""

from __future__ import annotations

from msgspec.structs import replace

from models.records.case import CaseState, Verification
from models.records.catalogue import HandlerKind
from models.records.effects import PartnerDiscipline
from models.records.failure import RuleBroken
from models.records.journal import Complain, Entry, Verify
from models.records.operation import Desk, Entity
from models.records.partner import PartnerRow
from models.repositories import discipline as cards
from models.repositories import partner as partners
from models.repositories import staff
from models.repositories import unit as units
from models.rules import ladder
from models.rules.access import PARTNERS
from models.rules.permissions import Permission, require
from models.store.store import Store
from models.store.work import UnitOfWork

_BAD = frozenset((Verification.VERIFIED, Verification.VETO))


def need_two_people(store: Store, desk: Desk, state: CaseState, body: Verify) -> None:
    """Return quietly where a second person who may confirm a veto stands behind it, other than who proposed it.

    That is who signed in at ``desk``, or who confirms it there with the own number (``body.second``) and own words. The centre takes that
    number with its own word for it only (``body.vouch``); at a desk without one it is a claim, and the journal says so. Raises
    RuleBroken ``veto.two_people``, ``veto.unknown_person``, ``veto.words_missing`` or ``permission.denied``.
    """
    proposer = state.proposal.by if state.proposal else 0
    role = desk.role
    if body.second and body.second != desk.actor:
        found = staff.by_number(store, body.second)
        if found is None or found.retired:
            raise RuleBroken("veto.unknown_person")
        if not body.words.strip():
            raise RuleBroken("veto.words_missing")
        role = found.role
    require(role, Permission.VETO)
    ladder.check_veto(proposer, body.second or desk.actor)


def accusing(store: Store, state: CaseState | None, body: Complain) -> Complain:
    """Return the complaint with the kind and name of whom it is about as the store has them: only partners get cards.

    Who has the case is known from it. Raises RuleBroken ``complaint.partner_missing`` for somebody whom neither it nor the store knows.
    """
    has_it = state is not None and state.handler is not None and state.handler.code == body.partner
    if not body.partner or has_it:
        return body
    partner = partners.by_code(store, body.partner)
    if partner is not None:
        return replace(body, kind=HandlerKind.PARTNER, name=partner.name)
    unit = units.by_code(store, body.partner)
    if unit is None:
        raise RuleBroken("complaint.partner_missing")
    return replace(body, kind=HandlerKind.DEPARTMENT, name=unit.name)


def with_card(store: Store, state: CaseState, body: Verify) -> Verify:
    """Return the verdict with the card that it amounts to today, '' where the complaint was unfounded or is about a unit.

    Raises RuleBroken ``dispatch.nobody`` where a bad record is to be written for a partner that the store does not know.
    """
    if body.verdict not in _BAD or state.accused_kind is HandlerKind.DEPARTMENT:
        return body
    _, level = ladder.after(_partner(store, body.partner).verified_bad, body.verdict is Verification.VETO)
    return replace(body, card=level.value)


def discipline(store: Store, work: UnitOfWork, state: CaseState, body: Verify, entry: str) -> None:
    """Add the partner's bad record for the verdict ``entry`` (its operation id), if it is one; a unit's is counted from the case."""
    if body.verdict not in _BAD or state.accused_kind is HandlerKind.DEPARTMENT:
        return
    before = _partner(store, body.partner).verified_bad
    count, level = ladder.after(before, body.verdict is Verification.VETO)
    behind = {body.second, state.proposal.by if state.proposal else 0} - {0}
    change = PartnerDiscipline(
        partner=body.partner,
        change=count - before,
        level=level,
        case_id=state.id,
        verdict=body.verdict,
        entry=entry,
        by=tuple(sorted(behind)),
    )
    work.record(PARTNERS, Entity(type="partner", id=body.partner), change)


def compensate(store: Store, work: UnitOfWork, entry: Entry) -> None:
    """Write the opposite of what a verdict has done so far: it is being taken back, or restored.

    ``level`` says the card that the verdicts which stand then amount to. Raises RuleBroken ``appeal.lodged`` where the partner has
    appealed: from then on it is the hearing that decides.
    """
    given = partners.verdict_of(store, entry.op_id)
    if given is None:
        return
    if cards.card(store, entry.op_id).stand.appealed_at:
        raise RuleBroken("appeal.lodged")
    standing = partners.change_of(store, entry.op_id)
    change = -standing if standing else given.change
    rest = partners.without(store, given.partner, entry.op_id)
    count = rest.verified_bad if rest is not None else 0
    _, level = ladder.after(count, given.verdict is Verification.VETO)
    if change < 0:
        level = rest.card if rest is not None else given.level
    body = PartnerDiscipline(
        partner=given.partner, change=change, level=level, case_id=given.case_id, verdict=given.verdict, entry=entry.op_id
    )
    work.record(PARTNERS, Entity(type="partner", id=given.partner), body)


def _partner(store: Store, code: str) -> PartnerRow:
    found = partners.by_code(store, code)
    if found is None:
        raise RuleBroken("dispatch.nobody", partner=code)
    return found
