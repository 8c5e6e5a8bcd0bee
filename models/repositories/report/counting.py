"""One figure, and the list behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, RowMapping, Select, func, select

from models.records.base import Text
from models.records.catalogue import Line
from models.records.outreach import Plan
from models.records.partner import PartnerRow
from models.records.report import Asked, BehindRow, Cut, Ground, Listed, Measure
from models.repositories.report.conditions import MOMENT, TOOK, ground_of, source, wanted
from models.repositories.rows import CASE_COLUMNS, SEALED, call_of, case_of, veiled
from models.rules.report import rank_of
from models.store.reading import Readable
from models.tables.call import Call
from models.tables.case import Case, UnmetEntry
from models.tables.outreach import OutreachEvent
from models.tables.partner import Discipline, Partner

MOST = 1000
"""So many lines of a list are read at a time."""

_COLUMNS: Mapping[Ground, tuple[ColumnElement[Any], ...]] = {
    Ground.CALL: tuple(Call.__table__.columns),
    Ground.CASE: CASE_COLUMNS,
    Ground.CARD: (*CASE_COLUMNS, Discipline.partner),
    Ground.NEED: (*CASE_COLUMNS, UnmetEntry.need),
    Ground.EVENT: (OutreachEvent.data,),
}
_KEY: Mapping[Ground, tuple[ColumnElement[Any], ...]] = {
    Ground.CALL: (Call.id,),
    Ground.CASE: (Case.id,),
    Ground.CARD: (Discipline.op_id,),
    Ground.NEED: (UnmetEntry.case_id, UnmetEntry.place),
    Ground.EVENT: (OutreachEvent.id,),
}
_BARE = frozenset((Measure.CASES, Measure.CONTACTS, Measure.OPEN, Measure.CLOSED, Measure.MERGED))
"""Figures of cases whose list tells no more of one than its number and stage."""
_BARE_CUTS = frozenset((Cut.LINE, Cut.OPERATOR, Cut.HOUR, Cut.WEEKDAY))
_TOOK = "took"
_plan = msgspec.json.Decoder(Plan).decode
_partner = msgspec.json.Decoder(PartnerRow).decode


def count(store: Readable, asked: Asked) -> int:
    """Return a figure."""
    return store.read().scalar(_of(store, asked, func.count())) or 0


def behind(store: Readable, asked: Asked, limit: int = MOST, offset: int = 0, *, sealed: bool = False) -> tuple[BehindRow, ...]:
    """Return what a figure counts, one line for each, the newest first: as many lines as ``count`` says, ``limit`` of them from ``offset``.

    Behind a response time the quickest stand first. Of the psychology line only the case's number, or that there was a call, is left
    without ``sealed`` (for counsellors). Where being in the list says what it was about, where, or what came of it, not even the number is:
    the line is counted, nothing more.
    """
    ground = ground_of(asked.measure)
    took = (TOOK[asked.measure].label(_TOOK),) if asked.place else ()
    query = _of(store, asked, *_COLUMNS[ground], *took).order_by(*took, MOMENT[ground].desc(), *_KEY[ground]).limit(limit).offset(offset)
    rows = store.read().execute(query).mappings().all()
    named = _names(store) if ground is Ground.CARD and rows else {}
    bare = asked.measure in _BARE and all(cut in _BARE_CUTS for cut, _ in asked.cuts)
    found = tuple(_row(ground, row, named, sealed, bare) for row in rows)
    return tuple(replace(one, seconds=row[_TOOK]) for one, row in zip(found, rows, strict=True)) if took else found


def listed(store: Readable, asked: Asked, limit: int = MOST, offset: int = 0, *, sealed: bool = False) -> Listed:
    """Return a part of the list behind a figure; of a response time the part around the one that is told, which is marked."""
    total = count(store, asked)
    if not asked.place or not total:
        return Listed(total=total, offset=offset, rows=behind(store, asked, limit, offset, sealed=sealed))
    rank = rank_of(total, asked.place)
    first = max(min(rank - limit // 2, total - limit), 0)
    rows = behind(store, asked, limit, first, sealed=sealed)
    marked = tuple(replace(row, marked=True) if first + place == rank else row for place, row in enumerate(rows))
    return Listed(total=total, offset=first, rows=marked)


def _of(store: Readable, asked: Asked, *columns: ColumnElement[Any]) -> Select[Any]:
    """Return the one statement that both the number and the list are read with."""
    return select(*columns).select_from(source(ground_of(asked.measure))).where(wanted(asked, store.profile.answer_seconds))


def _row(ground: Ground, row: RowMapping, named: Mapping[str, Text], sealed: bool, bare: bool) -> BehindRow:
    if ground is Ground.EVENT:
        plan = _plan(row["data"])
        return BehindRow(note=Text(f"{plan.begins[:10]} {plan.place}: {plan.title}"))
    hidden = not sealed and row["line"] == Line.PSYCHOLOGY.value
    if ground is Ground.CALL:
        call = call_of(row)
        return BehindRow(call=replace(call, number="", party="", recording="", case=""), note=SEALED) if hidden else BehindRow(call=call)
    if hidden and ground is not Ground.CARD and not bare:
        return BehindRow(note=SEALED)
    # a verdict may be about a case that this desk does not hold
    found = (veiled(row) if hidden else case_of(row)) if row["id"] is not None else None
    if ground is Ground.CARD and not hidden:
        return BehindRow(case=found, note=named.get(row["partner"], Text(row["partner"])))
    if ground is Ground.NEED and not hidden:
        return BehindRow(case=found, note=Text(row["need"]))
    return BehindRow(case=found)


def _names(store: Readable) -> dict[str, Text]:
    return {found.code: found.name for found in map(_partner, store.read().scalars(select(Partner.data)))}
