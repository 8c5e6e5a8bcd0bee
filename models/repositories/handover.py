"""The packet of a shift: made from what the store knows, so that nothing has to be remembered to be handed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import select

from models.records.base import CHINA, parse_time
from models.records.case import CaseRow, CaseState
from models.records.catalogue import Line
from models.records.handover import Incoming, NotesRow, OutageRow, Packet, Shift, WatchRow
from models.records.partner import PartnerRow, PartnerStage, Reason, Why
from models.repositories import caller, owner, partner
from models.repositories import case as cases
from models.repositories.rows import CASE_COLUMNS, case_of, open_to, veiled
from models.repositories.unsent import marked
from models.rules.flags import lapsed
from models.rules.handover import falls_due, held_back, next_shift
from models.rules.hours import covers
from models.store.store import Store
from models.tables.case import OPEN, Case
from models.tables.handover import WAITING, Handover

_LOOK = timedelta(minutes=30)
"""So far apart a partner's hours are looked at within a shift."""


def mine(store: Store, actor: int, limit: int = 500, *, sealed: bool = False) -> tuple[CaseRow, ...]:
    """Return the open cases that an operator answers for, those that a lead has put first before the others, then the earliest promise."""
    order = (Case.priority.desc(), Case.due == "", Case.due, Case.id)
    query = select(*CASE_COLUMNS).where(OPEN, Case.owner == actor).order_by(*order).limit(limit)
    return marked(store, ((case_of if sealed else veiled)(row) for row in store.read().execute(query).mappings()))


def packet(store: Store, actor: int, now: datetime, *, sealed: bool = False) -> Packet:
    """Return what an operator hands over to the shift after the one that is on at ``now`` (aware)."""
    shift = next_shift(store.profile.shifts, now)
    rows = mine(store, actor, sealed=sealed)
    states = {row.id: cases.state(store, row.id, sealed=sealed) for row in rows if row.item_code}
    partners = {found.code: found for found in partner.all(store, now)}
    return Packet(
        by=actor,
        shift=shift,
        cases=rows,
        due=tuple(row.id for row in rows if falls_due(row, shift)),
        watch=tuple(_watch(store, states.values(), now)),
        outages=(*_away(rows, states, partners, shift), *_suspended(partners)),
    )


def incoming(store: Store, *, sealed: bool = False) -> Incoming:
    """Return what lies there for whoever comes."""
    return Incoming(cases=owner.unowned(store, sealed=sealed), notes=notes(store, sealed=sealed))


def notes(store: Store, limit: int = 100, *, sealed: bool = False) -> tuple[NotesRow, ...]:
    """Return what was told at handovers and nobody has read, the oldest first; what a counsellor wrote only with ``sealed``."""
    query = select(Handover.__table__).where(WAITING, *open_to(Handover.line, sealed)).order_by(Handover.at).limit(limit)
    return tuple(
        NotesRow(
            id=row["id"],
            by=row["operator"],
            at=row["at"],
            shift=row["shift"],
            notes=row["notes"],
            line=Line(row["line"]),
            lead=row["lead"],
            left=len(msgspec.json.decode(row["cases"], type=list[str])),
            proved=row["proved"],
        )
        for row in store.read().execute(query).mappings()
    )


def holding(store: Store, actor: int, now: datetime, *, sealed: bool = False) -> tuple[Shift, tuple[CaseRow, ...]]:
    """Return the next shift, and the cases whose promises would have nobody during it if the operator left now."""
    shift = next_shift(store.profile.shifts, now)
    return shift, held_back(mine(store, actor, sealed=sealed), owner.unowned(store, sealed=sealed), actor, shift)


def _watch(store: Store, states: Iterable[CaseState], now: datetime) -> Iterator[WatchRow]:
    today = now.astimezone(CHINA).date()
    seen: set[str] = set()
    for state in states:
        if not state.person_id or state.person_id in seen or state.line is Line.PSYCHOLOGY:
            continue
        seen.add(state.person_id)
        person = caller.person(store, state.person_id)
        flags = tuple(flag for flag in person.flags if not lapsed(flag, today)) if person is not None else ()
        if person is not None and flags:
            yield WatchRow(name=person.name, number=state.number, flags=flags, case_no=state.no)


def _away(
    rows: Sequence[CaseRow], states: Mapping[str, CaseState], partners: Mapping[str, PartnerRow], shift: Shift
) -> Iterator[OutageRow]:
    """Yield the partners who have one of these cases and do not work during the shift, and those who declined one."""
    for row in rows:
        state = states.get(row.id)
        if state is None:
            continue
        has = partners.get(state.handler.code) if state.handler is not None else None
        if has is not None and not _works(has, shift):
            reason = Reason(why=Why.OFF_HOURS, args=("/".join(has.hours), has.days))
            yield OutageRow(code=has.code, name=has.name, reason=reason, case_no=row.no)
        for code in state.declined:
            if (found := partners.get(code)) is not None:
                yield OutageRow(code=code, name=found.name, reason=Reason(why=Why.DECLINED), case_no=row.no)


def _suspended(partners: Mapping[str, PartnerRow]) -> Iterator[OutageRow]:
    for found in partners.values():
        if found.stage is PartnerStage.SUSPENDED:
            yield OutageRow(code=found.code, name=found.name, reason=Reason(why=Why.SUSPENDED))


def _works(found: PartnerRow, shift: Shift) -> bool:
    at, ends = parse_time(shift.begins), parse_time(shift.ends)
    while at < ends:
        if covers(found.hours, found.days, at):
            return True
        at += _LOOK
    return False
