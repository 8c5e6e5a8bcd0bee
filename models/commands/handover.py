"""Handing a shift over: the words beside the cases, reading them, and leaving although promises have nobody.

A case itself is handed over and accepted by its own journal (``models.commands.case``).
"""

from __future__ import annotations

from collections.abc import Sequence

from models.commands.guard import admit, fits
from models.records.catalogue import Line
from models.records.effects import HandoverOverride, HandoverTake, HandoverWrite
from models.records.failure import BadInput, RuleBroken
from models.records.handover import Shift
from models.records.operation import Changes, Desk, Entity
from models.repositories import handover as handovers
from models.repositories import staff
from models.rules.access import stream_of
from models.rules.handover import may_let_go
from models.rules.permissions import Permission, may, may_on
from models.store.store import Store


def write(store: Store, desk: Desk, shift: Shift, notes: str) -> Changes:
    """Leave words for whoever comes for ``shift``; those of a counsellor are for counsellors.

    Raises RuleBroken ``permission.denied``, BadInput ``handover.empty``, ``text.long`` or ``text.broken``.
    """
    admit(store, desk, Permission.HAND_OVER)
    if not notes.strip():
        raise BadInput("handover.empty")
    body = HandoverWrite(handover=store.outbox.ids.next(), shift=shift.begins, notes=notes.strip(), line=_line(desk))
    fits(body)
    with store.write(desk) as work:
        work.record(stream_of(body.line), Entity(type="handover", id=body.handover), body)
    return work.changes


def take(store: Store, desk: Desk, handover: str) -> Changes:
    """Say that the one at ``desk`` has read what was told; what somebody has read already stays so. Raises ``permission.denied``."""
    admit(store, desk, Permission.HAND_OVER)
    sealed = may(desk.role, Permission.SEE_SEALED)
    found = next((row for row in handovers.notes(store, sealed=sealed) if row.id == handover), None)
    if found is None:
        return Changes()
    with store.write(desk) as work:
        entity = Entity(type="handover", id=handover)
        work.record(stream_of(found.line), entity, HandoverTake(handover=handover, line=found.line))
    return work.changes


def parting(store: Store, desk: Desk, shift: Shift, cases: Sequence[str], reason: str, lead: int = 0) -> HandoverOverride:
    """Return the words that the one at ``desk`` leaves although the promises of ``cases`` (ids) have nobody, and why; nothing is written.

    A team lead lets them go: whoever signed in, or ``lead`` who gives the own number there. As long as the centre does not vouch for them
    that number is ``claimed``. Raises BadInput ``handover.reason``, RuleBroken ``handover.lead_needed``.
    """
    admit(store, desk, Permission.HAND_OVER)
    if not reason.strip():
        raise BadInput("handover.reason")
    own, line = lead in (0, desk.actor), _line(desk)
    lets = may_on(desk.role, Permission.REASSIGN, line) if own else may_let_go(staff.by_number(store, lead), line)
    if not lets:
        raise RuleBroken("handover.lead_needed", number=lead)
    body = HandoverOverride(
        handover=store.outbox.ids.next(),
        shift=shift.begins,
        cases=tuple(cases),
        reason=reason.strip(),
        lead=0 if own else lead,
        line=line,
        claimed=not own,
    )
    fits(body)
    return body


def leave(store: Store, desk: Desk, body: HandoverOverride) -> Changes:
    """Write down what ``parting`` has returned, with the centre's word for the lead where it gave one. Raises ``permission.denied``."""
    admit(store, desk, Permission.HAND_OVER)
    with store.write(desk) as work:
        work.record(stream_of(body.line), Entity(type="handover", id=body.handover), body)
    return work.changes


def _line(desk: Desk) -> Line:
    return Line.PSYCHOLOGY if may(desk.role, Permission.SEE_SEALED) else Line.GENERAL
