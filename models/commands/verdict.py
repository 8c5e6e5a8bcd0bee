"""What a verdict on a complaint does to the partner."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from models.records.case import Verification
from models.records.effects import PartnerDiscipline
from models.records.failure import RuleBroken
from models.records.journal import Complain, Entry, Verify
from models.records.operation import Desk, Entity
from models.records.partner import PartnerRow
from models.repositories import partner as partners
from models.rules import ladder
from models.rules.lifecycle import effective
from models.store.store import Store
from models.store.work import UnitOfWork

STREAM = "partners"
_BAD = frozenset((Verification.VERIFIED, Verification.VETO))


def need_two_people(journal: Sequence[Entry], desk: Desk) -> None:
    """Return quietly where somebody else than the person at ``desk`` took the complaint. Raises RuleBroken ``veto.two_people``."""
    complaint = next((entry for entry in reversed(effective(journal)) if isinstance(entry.body, Complain)), None)
    ladder.check_veto(complaint.actor if complaint else 0, desk.actor)


def with_card(store: Store, body: Verify) -> Verify:
    """Return the verdict with the card that it amounts to today, '' where the complaint was unfounded.

    Raises RuleBroken ``dispatch.nobody`` where a bad record is to be written for a partner that the store does not know.
    """
    if body.verdict not in _BAD:
        return body
    _, level = ladder.after(_partner(store, body.partner).verified_bad, body.verdict is Verification.VETO)
    return replace(body, card=level.value)


def discipline(store: Store, work: UnitOfWork, case_id: str, body: Verify, entry: str) -> None:
    """Add the partner's bad record for the verdict ``entry`` (its operation id), if it is one."""
    if body.verdict not in _BAD:
        return
    before = _partner(store, body.partner).verified_bad
    count, level = ladder.after(before, body.verdict is Verification.VETO)
    change = PartnerDiscipline(
        partner=body.partner, change=count - before, level=level, case_id=case_id, verdict=body.verdict, entry=entry
    )
    work.record(STREAM, Entity(type="partner", id=body.partner), change)


def compensate(store: Store, work: UnitOfWork, entry: Entry) -> None:
    """Write the opposite of what a verdict has done so far: it is being taken back, or restored."""
    given = partners.verdict_of(store, entry.op_id)
    if given is None:
        return
    standing = partners.change_of(store, entry.op_id)
    change = -standing if standing else given.change
    partner = partners.by_code(store, given.partner)
    now = replace(partner, verified_bad=max(0, partner.verified_bad + change)).card if partner else given.level
    body = PartnerDiscipline(
        partner=given.partner, change=change, level=now, case_id=given.case_id, verdict=given.verdict, entry=entry.op_id
    )
    work.record(STREAM, Entity(type="partner", id=given.partner), body)


def _partner(store: Store, code: str) -> PartnerRow:
    found = partners.by_code(store, code)
    if found is None:
        raise RuleBroken("dispatch.nobody", partner=code)
    return found
