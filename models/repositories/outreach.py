"""Reading outreach: the list of events, everything about one of them, and the suggestions that are open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec
from sqlalchemy import ColumnElement, RowMapping, TextClause, and_, func, select

from models.records.outreach import (
    CountRow,
    EventRow,
    EventSheet,
    LateRow,
    OutreachStage,
    Plan,
    SuggestionOutcome,
    SuggestionRow,
)
from models.repositories.rows import open_to
from models.rules.outreach import shown, tally
from models.store.store import Store
from models.tables.case import Case
from models.tables.outreach import COUNTS, OPEN, Counted, LateSettlement, OutreachEvent, Suggestion

_plan = msgspec.json.Decoder(Plan).decode


def events(store: Store) -> tuple[EventRow, ...]:
    """Return all events, the one that begins last first."""
    return _events(store)


def event(store: Store, event_id: str) -> EventRow | None:
    """Return one event, None where it is unknown."""
    return next(iter(_events(store, OutreachEvent.id == event_id)), None)


def sheet(store: Store, event_id: str) -> EventSheet | None:
    """Return everything about an event, None where it is unknown."""
    row = event(store, event_id)
    if row is None:
        return None
    counts = counted(store, event_id)
    return EventSheet(
        event=row,
        tally=tally(row.plan, ((count.item, count.partner, count.heads) for count in counts if not count.back_at)),
        counts=counts,
        suggestions=suggestions(store, event_id),
    )


def counted(store: Store, event_id: str) -> tuple[CountRow, ...]:
    """Return every count at the table of an event, those that were taken back too, the newest first."""
    query = select(Counted.__table__).where(Counted.event == event_id).order_by(Counted.at.desc(), Counted.id.desc())
    return tuple(
        CountRow(
            id=row["id"],
            item=row["item"],
            partner=row["partner"],
            heads=row["heads"],
            at=row["at"],
            operator=row["operator"],
            desk=row["desk"],
            back_at=row["back_at"],
            back_by=row["back_by"],
        )
        for row in store.read().execute(query).mappings()
    )


def suggestions(store: Store, event_id: str = "") -> tuple[SuggestionRow, ...]:
    """Return the suggestions of an event, or ('') of all of them: the open ones first, then the newest."""
    return _suggestions(store, *([Suggestion.event == event_id] if event_id else []))


def open_suggestions(store: Store) -> tuple[SuggestionRow, ...]:
    """Return the suggestions of all events of which nothing has become, the newest first."""
    return _suggestions(store, OPEN)


def suggestion(store: Store, suggestion_id: str) -> SuggestionRow | None:
    """Return one suggestion, None where it is unknown."""
    return next(iter(_suggestions(store, Suggestion.id == suggestion_id)), None)


def suggestion_of_case(store: Store, case_id: str) -> SuggestionRow | None:
    """Return the suggestion that became a case, the first of it or a later one, None for a case that came another way."""
    case = SuggestionOutcome.CASE.value
    found = _suggestions(store, Suggestion.ref == case_id, Suggestion.outcome == case)
    if not found:
        late = select(LateSettlement.suggestion).where(LateSettlement.ref == case_id, LateSettlement.outcome == case)
        found = _suggestions(store, Suggestion.id.in_(late))
    return next(iter(found), None)


def overtaken(store: Store, suggestion_ids: Collection[str], operator: int) -> tuple[SuggestionRow, ...]:
    """Return those of these suggestions that an operator settled when somebody else had done so before."""
    late = select(LateSettlement.suggestion).where(LateSettlement.suggestion.in_(suggestion_ids), LateSettlement.operator == operator)
    return tuple(row for row in _suggestions(store, Suggestion.id.in_(late)) if row.settled_by != operator)


def needs(store: Store) -> tuple[SuggestionRow, ...]:
    """Return the suggestions that became needs of the ledger, the newest first."""
    return _suggestions(store, Suggestion.outcome == SuggestionOutcome.NEED.value)


def _events(store: Store, *wanted: ColumnElement[bool]) -> tuple[EventRow, ...]:
    heads = select(Counted.event, func.sum(Counted.heads).label("heads")).where(COUNTS).group_by(Counted.event).subquery()
    told = (
        select(
            Suggestion.event,
            func.count().label("told"),
            func.count().filter(OPEN).label("open"),
        )
        .group_by(Suggestion.event)
        .subquery()
    )
    query = (
        select(OutreachEvent.__table__, heads.c.heads, told.c.told, told.c.open)
        .outerjoin(heads, heads.c.event == OutreachEvent.id)
        .outerjoin(told, told.c.event == OutreachEvent.id)
        .where(*wanted)
        .order_by(OutreachEvent.begins.desc(), OutreachEvent.id.desc())
    )
    return tuple(_event(row) for row in store.read().execute(query).mappings())


def _event(row: RowMapping) -> EventRow:
    heads = row["heads"] or 0
    return EventRow(
        id=row["id"],
        plan=_plan(row["data"]),
        version=row["version"],
        stage=shown(OutreachStage(row["stage"]), heads),
        said=row["said"],
        heads=heads,
        suggestions=row["told"] or 0,
        open=row["open"] or 0,
    )


def _suggestions(store: Store, *wanted: ColumnElement[bool] | TextClause) -> tuple[SuggestionRow, ...]:
    # The case may be of the psychology line, which nobody reads here: its number stays out.
    case = and_(Case.id == Suggestion.ref, *open_to(Case.line, False))
    query = (
        select(Suggestion.__table__, OutreachEvent.data, Case.no)
        .outerjoin(OutreachEvent, OutreachEvent.id == Suggestion.event)
        .outerjoin(Case, case)
        .where(*wanted)
        .order_by(Suggestion.settled_at != "", Suggestion.at.desc(), Suggestion.id.desc())
    )
    late = (
        select(LateSettlement.__table__, Case.no)
        .join(Suggestion, Suggestion.id == LateSettlement.suggestion)
        .outerjoin(Case, and_(Case.id == LateSettlement.ref, *open_to(Case.line, False)))
        .where(*wanted)
        .order_by(LateSettlement.at, LateSettlement.id)
    )
    besides: dict[str, list[LateRow]] = {}
    for row in store.read().execute(late).mappings():
        besides.setdefault(row["suggestion"], []).append(_late(row))
    return tuple(_rows(store.read().execute(query).mappings(), besides))


def _late(row: RowMapping) -> LateRow:
    return LateRow(
        outcome=SuggestionOutcome(row["outcome"]),
        operator=row["operator"],
        at=row["at"],
        ref=row["ref"],
        case_no=row["no"] or "",
        said=row["said"],
    )


def _rows(found: Iterable[RowMapping], besides: Mapping[str, list[LateRow]]) -> Iterable[SuggestionRow]:
    for row in found:
        plan = _plan(row["data"]) if row["data"] is not None else None
        yield SuggestionRow(
            id=row["id"],
            event=row["event"],
            title=plan.title if plan is not None else "",
            day=(plan.begins if plan is not None else row["at"])[:10],
            district=plan.district if plan is not None else "",
            words=row["told"],
            name=row["name"],
            number=row["number"],
            at=row["at"],
            operator=row["operator"],
            outcome=SuggestionOutcome(row["outcome"]) if row["outcome"] else None,
            ref=row["ref"],
            case_no=row["no"] or "",
            said=row["said"],
            settled_at=row["settled_at"],
            settled_by=row["settled_by"],
            late=tuple(besides.get(row["id"], ())),
        )
