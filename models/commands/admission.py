"""Admitting partners and keeping what is known of them: stages, licences, terms, re-checks."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import select

from models.commands.guard import admit, changed, fits
from models.records.admission import PartnerLicence, PartnerMove, PartnerRecheck, PartnerTerms, Scan, TermChange
from models.records.base import CHINA, Text
from models.records.effects import Content
from models.records.failure import BadInput, RuleBroken
from models.records.operation import Changes, Desk, Entity
from models.records.partner import PartnerRow, PartnerStage
from models.repositories import admission as admitted
from models.repositories import partner as partners
from models.rules import admission, terms
from models.rules.access import PARTNERS
from models.rules.permissions import Permission
from models.store import scans
from models.store.store import Store
from models.store.work import UnitOfWork
from models.tables.catalogue import District, Item


def enlist(store: Store, desk: Desk, name: Text, kind: str, phone: str) -> tuple[Changes, str]:
    """Write down an enterprise (or, ``kind`` individual, a person) that wants to become a partner; return what changed and its new code.

    It is sent nowhere before it is on trial. Raises BadInput ``terms.name``, ``text.long`` or ``text.broken``, RuleBroken
    ``permission.denied``.
    """
    admit(store, desk, Permission.MANAGE_PARTNERS)
    row = enlisted(store, name, kind, phone)
    body = changed("partner", row)
    with store.write(desk) as work:
        work.record(PARTNERS, Entity(type="reference", id="partner"), body)
    return work.changes, row.code


def enlisted(store: Store, name: Text, kind: str, phone: str) -> PartnerRow:
    """Return the row of somebody who wants to become a partner, under the next free code. Raises BadInput ``terms.name``."""
    if not (name.zh.strip() or name.en.strip()):
        raise BadInput("terms.name")
    numbers = [int(found[1]) for row in partners.all(store, retired=True) if (found := re.fullmatch(r"P(\d+)", row.code))]
    return PartnerRow(
        code=f"P{max(numbers, default=0) + 1:03}",
        name=name,
        kind=kind,
        stage=PartnerStage.UNSIGNED,
        licence_no="",
        licence_expires="",
        items=(),
        districts=("*",),
        hours=("08:00-18:00",),
        days="1234567",
        capacity=1,
        phone=phone,
        price=Text(""),
        rated=0,
        satisfied=0,
        minutes=0,
        verified_bad=0,
    )


def move(store: Store, desk: Desk, step: PartnerMove) -> Changes:
    """Bring a partner into another stage from a day on.

    Raises RuleBroken ``admission.step`` for a stage that does not follow the one decided last, ``admission.unlicensed`` or
    ``admission.agreement_missing`` for signing without complete licences on that day or without an agreement, ``admission.carded`` for a
    trial of whom verified records have expelled, ``permission.denied``;
    BadInput ``admission.day``, ``admission.reason`` or ``partner.missing``.
    """
    row = _partner(store, desk, step.partner)
    if not admission.is_day(step.since):
        raise BadInput("admission.day")
    if not step.reason.strip():
        raise BadInput("admission.reason")
    present = admitted.decided(store, step.partner, row.stage)
    against = admission.objection(present, step.stage) or admission.unfit(row, step)
    if against is not None:
        raise RuleBroken(against, before=present.value, stage=step.stage.value)
    return _written(store, desk, step.partner, step)


def license(store: Store, desk: Desk, licence: PartnerLicence, scan: Path | None = None) -> Changes:
    """Write down a licence, the business licence where its ``kind`` is '', with the file of its scan where there is one.

    Raises BadInput ``licence.number``, ``licence.day``, ``licence.unknown`` for withdrawing one that is not held, ``licence.business`` for
    withdrawing the business licence (suspending is the way), ``partner.missing`` and those of :func:`models.store.scans.keep`; RuleBroken
    ``permission.denied``.
    """
    row = _partner(store, desk, licence.partner)
    kind = licence.kind.strip()
    if licence.withdrawn:
        held = {found.kind: found for found in admitted.licences(store, row)}
        if not kind:
            raise BadInput("licence.business")
        if kind not in held:
            raise BadInput("licence.unknown")
        gone = held[kind]
        return _written(store, desk, row.code, replace(licence, kind=kind, number=gone.number, expires=gone.expires, scan=None))
    if not licence.number.strip():
        raise BadInput("licence.number")
    if not admission.is_day(licence.expires):
        raise BadInput("licence.day")
    kept = scans.keep(store.directory, scan, desk.desk) if scan is not None else None
    if kind:
        return _written(store, desk, row.code, replace(licence, kind=kind, number=licence.number.strip(), scan=kept))
    renewed = replace(_on_file(store, row.code), licence_no=licence.number.strip(), licence_expires=licence.expires)
    return _agreed(store, desk, renewed, "", kept)


def agree(store: Store, desk: Desk, wanted: PartnerRow, reason: str, scan: Path | None = None) -> Changes:
    """Write down what is agreed with a partner from now on: name, items, districts, hours, days, capacity, telephone, price, remark.

    Everything else in ``wanted`` is left as it is. Raises BadInput ``terms.nothing`` where nothing is agreed otherwise,
    ``terms.reason``, ``terms.items``, ``terms.districts``, ``terms.hours``, ``terms.days``, ``terms.capacity``, ``terms.name``,
    ``partner.missing`` and those of :func:`models.store.scans.keep`; RuleBroken ``permission.denied``.
    """
    _partner(store, desk, wanted.code)
    if not reason.strip():
        raise BadInput("terms.reason")
    items = frozenset(store.read().scalars(select(Item.code)))
    districts = frozenset(store.read().scalars(select(District.code)))
    terms.check(wanted, items, districts)
    new = terms.carried(wanted, _on_file(store, wanted.code))
    kept = scans.keep(store.directory, scan, desk.desk) if scan is not None else None
    return _agreed(store, desk, new, reason.strip(), kept)


def recheck(store: Store, desk: Desk, step: PartnerRecheck) -> Changes:
    """Write down that a partner was looked at again, and when that is next due ('' for never).

    Raises BadInput ``recheck.found``, ``recheck.day`` for a day that cannot be read or is not ahead, ``partner.missing``; RuleBroken
    ``permission.denied``.
    """
    _partner(store, desk, step.partner)
    if not step.found.strip():
        raise BadInput("recheck.found")
    if step.due and not (admission.is_day(step.due) and step.due > today(store)):
        raise BadInput("recheck.day")
    return _written(store, desk, step.partner, step)


def today(store: Store) -> str:
    """Return the hotline's day as an ISO date."""
    return store.clock.now().astimezone(CHINA).date().isoformat()


def _agreed(store: Store, desk: Desk, new: PartnerRow, reason: str, scan: Scan | None) -> Changes:
    """Write the row and what was changed in it, all or nothing."""
    before = _on_file(store, new.code)
    changes = tuple(TermChange(field=field, before=old, after=now) for field, old, now in terms.differences(before, new))
    if not changes:
        raise BadInput("terms.nothing")
    step = PartnerTerms(partner=new.code, changes=changes, reason=reason, scan=scan)
    fits(step)
    row = changed("partner", replace(new, version=before.version + 1))
    with store.write(desk) as work:
        work.record(PARTNERS, Entity(type="reference", id="partner"), row)
        _record(work, new.code, step)
    return work.changes


def _written(store: Store, desk: Desk, code: str, step: Content) -> Changes:
    fits(step)
    with store.write(desk) as work:
        _record(work, code, step)
    return work.changes


def _record(work: UnitOfWork, code: str, step: Content) -> None:
    work.record(PARTNERS, Entity(type="partner", id=code), step)


def _partner(store: Store, desk: Desk, code: str) -> PartnerRow:
    admit(store, desk, Permission.MANAGE_PARTNERS)
    found = partners.by_code(store, code)
    if found is None:
        raise BadInput("partner.missing", partner=code)
    return found


def _on_file(store: Store, code: str) -> PartnerRow:
    found = partners.on_file(store, code)
    assert found is not None, "whoever is read with live figures is on file"
    return found
