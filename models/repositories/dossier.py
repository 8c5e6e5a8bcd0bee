"""Reading partners for those who answer for them: who is to be looked at, a partner's figures, and its history as one timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import get_args

import msgspec
from sqlalchemy import ColumnElement, func, select, text

from models.records.base import CHINA
from models.records.case import CaseRow, CaseState, Stage
from models.records.catalogue import HandlerKind, Line
from models.records.discipline import CardRow, CardStep, DisciplineRow
from models.records.dossier import Dossier, Moment, PartnerFigure, PartnerSummary, Told
from models.records.effects import Effect
from models.records.failure import BadInput
from models.records.journal import Complain, Entry, ProposeVeto, Rework, Verify
from models.records.partner import PartnerRow
from models.repositories import admission, discipline
from models.repositories import case as cases
from models.repositories import partner as partners
from models.repositories.rows import CASE_COLUMNS, case_of, veiled
from models.rules.admission import concerns
from models.rules.discipline import imported
from models.rules.lifecycle import effective
from models.rules.outcome import state_of
from models.store.store import Store
from models.tables.case import COMPLAINT, OPEN, Case, JournalEntry
from models.tables.partner import PartnerEvent

_decode = msgspec.json.Decoder(Effect).decode
_STEPS = (Complain, ProposeVeto, Verify, Rework)
_AWAY = (Stage.DISPATCHED.value, Stage.ACKNOWLEDGED.value, Stage.ON_SITE.value)
_ACCUSED = text("json_extract(body, '$.partner') = :partner")
"""Whom a complaint is about, in the words of the index over complaints."""


def summaries(store: Store, now: datetime) -> tuple[PartnerSummary, ...]:
    """Return all partners in order at ``now`` (aware), retired ones aside, each with what it is to be looked at for."""
    appealed = {card.partner for card in discipline.cards(store) if _waits(card)}
    blamed, due, day = accused(store), admission.rechecks(store), _day(now)
    return tuple(
        _summary(row, due.get(row.code, ""), day, appealed=row.code in appealed, accused=row.code in blamed)
        for row in partners.all(store, now)
    )


def accused(store: Store) -> frozenset[str]:
    """Return the partners of whom a complaint waits for its verdict, as their histories tell it."""
    waiting = store.read().scalars(select(Case.id).where(OPEN, Case.stage == Stage.VERIFYING.value)).all()
    states = (state_of(cases.journal(store, case_id, sealed=True)) for case_id in waiting)
    return frozenset(state.accused for state in states if state is not None and state.accused_kind is HandlerKind.PARTNER)


def dossier(store: Store, code: str, now: datetime, *, sealed: bool) -> Dossier:
    """Return everything about a partner at ``now`` (aware). Raises BadInput ``partner.missing``.

    Without ``sealed`` cases of the psychology line are told by their number and what became of them alone.
    """
    row = partners.by_code(store, code, now)
    if row is None:
        raise BadInput("partner.missing", partner=code)
    cards = discipline.cards(store, code)
    recheck = admission.rechecks(store).get(code, "")
    history = timeline(store, code, sealed=sealed)
    return Dossier(
        summary=_summary(row, recheck, _day(now), appealed=any(map(_waits, cards)), accused=any(moment.open for moment in history)),
        agreement=admission.agreement(store, code),
        licences=admission.licences(store, row),
        figures=figures(store, code),
        cards=cards,
        timeline=history,
    )


def figures(store: Store, code: str) -> dict[PartnerFigure, int]:
    """Return how many cases of a partner there are under each figure (see :func:`cases_of`)."""
    found: dict[PartnerFigure, int] = {}
    for figure in PartnerFigure:
        query = select(func.count()).select_from(Case).where(*_counted(code, figure))
        found[figure] = store.read().scalar(query) or 0
    return found


def cases_of(store: Store, code: str, figure: PartnerFigure, *, sealed: bool) -> tuple[CaseRow, ...]:
    """Return the cases under a figure, the last dispatched first; without ``sealed`` those of the psychology line by their number alone."""
    query = select(*CASE_COLUMNS).where(*_counted(code, figure)).order_by(Case.dispatched_at.desc(), Case.id.desc())
    of = case_of if sealed else veiled
    return tuple(of(row) for row in store.read().execute(query).mappings())


def timeline(store: Store, code: str, *, sealed: bool) -> tuple[Moment, ...]:
    """Return the history of a partner, the newest first: admission, licences, terms, complaints, verdicts, cards and what came of them.

    Last come the bad records that the table of partners brought, of which nobody knows when they were given.
    """
    found = [*_steps(store, code), *_complaints(store, code, sealed=sealed)]
    verdicts = {moment.entry for moment in found if isinstance(moment.told, Verify)}
    heard = {moment.key for moment in found if isinstance(moment.told, get_args(CardStep))}
    found += _verdicts(store, code, verdicts, heard)
    found += _brought(store, code)
    return tuple(sorted(found, key=lambda moment: (moment.at, moment.key), reverse=True))


def _brought(store: Store, code: str) -> Iterator[Moment]:
    row = partners.on_file(store, code)
    for entry, stand in imported(code, row.verified_bad if row is not None else 0):
        told = DisciplineRow(
            partner=code, case_id="", case_no="", at="", change=stand.count, level=stand.level, verdict=stand.verdict, entry=entry
        )
        yield Moment(key=entry, at="", by=0, told=told, entry=entry)


def _summary(row: PartnerRow, recheck: str, day: str, *, appealed: bool, accused: bool) -> PartnerSummary:
    return PartnerSummary(row=row, recheck=recheck, concerns=concerns(row, recheck, day, appealed=appealed, accused=accused))


def _waits(card: CardRow) -> bool:
    return bool(card.stand.appealed_at) and not card.stand.heard


def _day(now: datetime) -> str:
    return now.astimezone(CHINA).date().isoformat()


def _counted(code: str, figure: PartnerFigure) -> list[ColumnElement[bool]]:
    """Return what makes a case count under a figure. The figures from "under way" to "unresolved" share out "sent", merged cases aside."""
    mine = [Case.handler_code == code, Case.handler_kind == HandlerKind.PARTNER.value]
    match figure:
        case PartnerFigure.SENT:
            return [*mine, Case.stage != Stage.MERGED.value]
        case PartnerFigure.UNDER_WAY:
            return [*mine, Case.stage.in_(_AWAY)]
        case PartnerFigure.WAITING:
            return [*mine, ~Case.closed, Case.stage.not_in((*_AWAY, Stage.MERGED.value))]
        case PartnerFigure.RESOLVED:
            return [*mine, Case.closed, Case.resolved.is_(True)]
        case PartnerFigure.UNRESOLVED:
            return [*mine, Case.closed, Case.resolved.is_not(True)]
        case PartnerFigure.RATED:
            return [*mine, Case.satisfied.is_not(None)]
        case PartnerFigure.SATISFIED:
            return [*mine, Case.satisfied.is_(True)]


def _steps(store: Store, code: str) -> Iterator[Moment]:
    query = select(PartnerEvent.__table__).where(PartnerEvent.partner == code)
    for row in store.read().execute(query).mappings():
        told: Told = _decode(row["body"])
        yield Moment(key=row["op_id"], at=row["at"], by=row["actor"], told=told, entry=row["entry"])


def _complaints(store: Store, code: str, *, sealed: bool) -> Iterator[Moment]:
    """Yield what the journals of the cases say in which somebody complained about the partner.

    A journal may have lost its acceptance: to damage, or because its line left this desk and only what waits to be sent has stayed.
    """
    query = select(JournalEntry.case_id).where(COMPLAINT, _ACCUSED).distinct().order_by(JournalEntry.case_id)
    for case_id in store.read().scalars(query, {"partner": code}).all():
        journal = cases.journal(store, case_id, sealed=True)
        state = state_of(journal)
        if state is not None:
            yield from _of_case(journal, state, code, sealed=sealed)


def _of_case(journal: tuple[Entry, ...], state: CaseState, code: str, *, sealed: bool) -> Iterator[Moment]:
    standing = {entry.op_id for entry in effective(journal)}
    veil = state.line is Line.PSYCHOLOGY and not sealed
    last = _waiting(journal, state)
    accused = False
    for entry in journal:
        body = entry.body
        if not isinstance(body, _STEPS):
            continue
        if not isinstance(body, Rework):
            accused = body.partner == code
        if not accused:
            continue
        waits = last is not None and entry.op_id == last.op_id
        yield Moment(
            key=entry.op_id,
            at=entry.at,
            by=entry.actor,
            told=_veiled(body) if veil else body,
            case_id="" if veil else state.id,
            case_no=state.no,
            entry=entry.op_id if isinstance(body, Verify) else "",
            undone=entry.op_id not in standing,
            open=waits,
            proposed_by=state.proposal.by if waits and state.proposal is not None else 0,
            sealed=veil,
        )


def _waiting(journal: tuple[Entry, ...], state: CaseState) -> Entry | None:
    """Return the complaint of a case that waits for its verdict, None where none does."""
    if state.stage is not Stage.VERIFYING:
        return None
    return next((entry for entry in reversed(effective(journal)) if isinstance(entry.body, Complain)), None)


def _veiled(body: Complain | ProposeVeto | Verify | Rework) -> Complain | ProposeVeto | Verify | Rework:
    """Return a step of a sealed case without anybody's words."""
    match body:
        case Complain():
            return msgspec.structs.replace(body, text="")
        case ProposeVeto():
            return msgspec.structs.replace(body, statement="", evidence="")
        case Verify():
            return msgspec.structs.replace(body, statement="", evidence="", words="")
        case Rework():
            return Rework(reason="")


def _verdicts(store: Store, code: str, told: set[str], heard: set[str]) -> Iterator[Moment]:
    """Yield the changes of the bad records that no hearing and no journal on this desk tells: the first one of a verdict is the verdict."""
    first: set[str] = set()
    for op_id, row in reversed(partners.changes(store, code)):
        fresh = row.entry not in first
        first.add(row.entry)
        if op_id.removesuffix("+") in heard or (fresh and row.entry in told):
            continue
        yield Moment(key=op_id, at=row.at, by=min(row.by, default=0), told=row, case_no=row.case_no, entry=row.entry)
