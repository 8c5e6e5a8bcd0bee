"""Changing the catalogue one item at a time, and growing it out of the ledger of needs that nobody could meet.

``spent`` is what was typed into a form: it goes in the commit that writes what it became.
"""

from __future__ import annotations

from msgspec.structs import replace

from models.commands.guard import admit, changed, fits
from models.records.catalogue import ItemRow, ProposalRow
from models.records.draft import Spent
from models.records.effects import ItemPropose, ItemSettle
from models.records.failure import BadInput
from models.records.operation import Changes, Desk, Entity
from models.repositories import catalogue
from models.rules.access import CATALOGUE
from models.rules.catalogue import differences, examine, next_code
from models.rules.permissions import Permission
from models.store.store import Store
from models.store.work import UnitOfWork


def add_item(store: Store, desk: Desk, item: ItemRow, need: str = "", spent: Spent | None = None) -> tuple[Changes, str]:
    """Add an item under the next free code of its category; return what moved and that code. The item's own code and version are ignored.

    ``need`` is the key of the need of the ledger that it answers: it is noted there. Raises RuleBroken ``permission.denied`` and BadInput
    as ``models.rules.catalogue.examine`` does.
    """
    admit(store, desk, Permission.MANAGE_CATALOGUE)
    fresh = _fresh(store, item)
    proposal = store.outbox.ids.next()
    with store.write(desk) as work:
        work.spend(spent)
        if need:
            admit(store, desk, Permission.SEE_REPORTS)
            work.record(CATALOGUE, _entity(proposal), ItemPropose(proposal=proposal, need=need, item=fresh))
        _write(work, fresh)
        if need:
            work.record(CATALOGUE, _entity(proposal), ItemSettle(proposal=proposal, code=fresh.code))
    return work.changes, fresh.code


def save_item(store: Store, desk: Desk, item: ItemRow, spent: Spent | None = None) -> Changes:
    """Rename, move, retire or bring back an item, or change anything else of it; its version grows by one, cases keep what they had.

    ``item.version`` is the one that was seen. Where nothing differs nothing is written. Raises RuleBroken ``permission.denied``, BadInput
    ``catalogue.unknown_item``, ``item.changed_meanwhile`` where somebody else was quicker, and as ``examine`` does.
    """
    admit(store, desk, Permission.MANAGE_CATALOGUE)
    present = catalogue.item(store, item.code)
    if present is None:
        raise BadInput("catalogue.unknown_item", item=item.code)
    if present.version != item.version:
        raise BadInput("item.changed_meanwhile", version=present.version)
    examine(item, catalogue.items(store, retired=True), catalogue.categories(store))
    if not differences(present, item):
        return Changes()
    with store.write(desk) as work:
        work.spend(spent)
        _write(work, replace(item, version=present.version + 1))
    return work.changes


def propose_item(store: Store, desk: Desk, need: str, item: ItemRow) -> Changes:
    """Propose an item for a need, for somebody who manages the catalogue to decide. Its code is the next one that is free now.

    Raises RuleBroken ``permission.denied``, BadInput ``proposal.stands`` where one for that need is undecided, and as ``examine`` does.
    """
    admit(store, desk, Permission.SEE_REPORTS)
    if any(found.need == need and not found.settled_at for found in catalogue.proposals(store)):
        raise BadInput("proposal.stands")
    proposal = store.outbox.ids.next()
    body = ItemPropose(proposal=proposal, need=need, item=_fresh(store, item))
    fits(body)
    with store.write(desk) as work:
        work.record(CATALOGUE, _entity(proposal), body)
    return work.changes


def take_proposal(store: Store, desk: Desk, proposal: str, item: ItemRow, spent: Spent | None = None) -> tuple[Changes, str]:
    """Add the item of a proposal, as ``item`` now says it; return what moved and its code. Both or nothing.

    Raises RuleBroken ``permission.denied``, BadInput ``proposal.missing`` where it is unknown or decided, and as ``examine`` does.
    """
    admit(store, desk, Permission.MANAGE_CATALOGUE)
    _standing(store, proposal)
    fresh = _fresh(store, item)
    with store.write(desk) as work:
        work.spend(spent)
        _write(work, fresh)
        work.record(CATALOGUE, _entity(proposal), ItemSettle(proposal=proposal, code=fresh.code))
    return work.changes, fresh.code


def refuse_proposal(store: Store, desk: Desk, proposal: str, words: str, spent: Spent | None = None) -> Changes:
    """Decide against a proposal, and say why.

    Raises RuleBroken ``permission.denied``, BadInput ``proposal.missing`` or ``proposal.words``.
    """
    admit(store, desk, Permission.MANAGE_CATALOGUE)
    _standing(store, proposal)
    if not words.strip():
        raise BadInput("proposal.words", field="words")
    body = ItemSettle(proposal=proposal, words=words.strip())
    fits(body)
    with store.write(desk) as work:
        work.spend(spent)
        work.record(CATALOGUE, _entity(proposal), body)
    return work.changes


def _standing(store: Store, proposal: str) -> ProposalRow:
    found = next((row for row in catalogue.proposals(store) if row.id == proposal and not row.settled_at), None)
    if found is None:
        raise BadInput("proposal.missing")
    return found


def _fresh(store: Store, item: ItemRow) -> ItemRow:
    """Return the item as it may be added: under a new code, at its first version."""
    present = catalogue.items(store, retired=True)
    fresh = replace(item, code=next_code(item.category, present), version=1, retired=False)
    examine(fresh, present, catalogue.categories(store))
    return fresh


def _write(work: UnitOfWork, item: ItemRow) -> None:
    body = changed("item", item)
    work.record(CATALOGUE, Entity(type="reference", id="item"), body)


def _entity(proposal: str) -> Entity:
    return Entity(type="proposal", id=proposal)
