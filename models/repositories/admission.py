"""Reading how partners were admitted: stages, licences and re-checks, reckoned from the steps that were written down and a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec
from sqlalchemy import select

from models.records.admission import Admission, LicenceRow, PartnerLicence, PartnerMove, PartnerRecheck, PartnerTerms
from models.records.partner import PartnerRow, PartnerStage
from models.rules.admission import recheck_due
from models.store.store import Store
from models.tables.partner import PartnerEvent

_decode = msgspec.json.Decoder(Admission).decode
_MOVE, _LICENCE, _TERMS, _RECHECK = (
    str(kind.__struct_config__.tag) for kind in (PartnerMove, PartnerLicence, PartnerTerms, PartnerRecheck)
)

Steps = dict[str, list[Admission]]
"""Partner → steps of its admission, in the order in which they count."""


def standing(store: Store, codes: Iterable[str] | None = None) -> Steps:
    """Return the stages and the licences of partners, of all where ``codes`` is None."""
    return _steps(store, (_MOVE, _LICENCE), codes)


def moves(steps: Iterable[Admission]) -> tuple[PartnerMove, ...]:
    """Return the changes of stage among steps."""
    return tuple(step for step in steps if isinstance(step, PartnerMove))


def other_licences(steps: Iterable[Admission]) -> tuple[PartnerLicence, ...]:
    """Return the licences among steps."""
    return tuple(step for step in steps if isinstance(step, PartnerLicence))


def decided(store: Store, code: str, began: PartnerStage) -> PartnerStage:
    """Return the stage that was decided last for a partner, whether it has begun or not; ``began`` where none ever was."""
    found = moves(_steps(store, (_MOVE,), (code,)).get(code, ()))
    return found[-1].stage if found else began


def agreement(store: Store, code: str) -> str:
    """Return the number of the agreement that a partner signed last, '' where none is known."""
    found = moves(_steps(store, (_MOVE,), (code,)).get(code, ()))
    return next((move.agreement for move in reversed(found) if move.agreement), "")


def licences(store: Store, row: PartnerRow) -> tuple[LicenceRow, ...]:
    """Return the licences of a partner that count: the business licence first, then the others in the order of their kinds."""
    query = (
        select(PartnerEvent.op_id, PartnerEvent.body)
        .where(PartnerEvent.partner == row.code, PartnerEvent.type.in_((_LICENCE, _TERMS)))
        .order_by(PartnerEvent.place)
    )
    business = LicenceRow(kind="", number=row.licence_no, expires=row.licence_expires)
    others: dict[str, LicenceRow] = {}
    for op_id, body in store.read().execute(query):
        step = _decode(body)
        if isinstance(step, PartnerTerms):
            if any(change.field in ("licence_no", "licence_expires") for change in step.changes):
                business = msgspec.structs.replace(business, scan=step.scan, entry=op_id)
        elif isinstance(step, PartnerLicence):
            others.pop(step.kind, None)
            if not step.withdrawn:
                others[step.kind] = LicenceRow(
                    kind=step.kind, number=step.number, expires=step.expires, scan=step.scan, entry=op_id
                )
    return (business, *(others[kind] for kind in sorted(others)))


def rechecks(store: Store) -> dict[str, str]:
    """Return partner → the day (ISO date) on which it is to be looked at again, '' where the last look set none."""
    found = _steps(store, (_RECHECK,), None)
    return {code: recheck_due(step for step in steps if isinstance(step, PartnerRecheck)) for code, steps in found.items()}


def _steps(store: Store, types: tuple[str, ...], codes: Iterable[str] | None) -> Steps:
    query = select(PartnerEvent.partner, PartnerEvent.body).where(PartnerEvent.type.in_(types))
    if codes is not None:
        query = query.where(PartnerEvent.partner.in_(tuple(codes)))
    found: Steps = defaultdict(list)
    for code, body in store.read().execute(query.order_by(PartnerEvent.partner, PartnerEvent.place)):
        found[code].append(_decode(body))
    return found
