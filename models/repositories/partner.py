"""Reading partners, with what cases and verdicts have made of them by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace
from sqlalchemy import RowMapping, Select, case, func, select

from models.records.admission import Admission
from models.records.base import CHINA
from models.records.case import Stage, Verification
from models.records.catalogue import HandlerKind
from models.records.discipline import DisciplineRow
from models.records.partner import CardLevel, PartnerRow
from models.repositories import admission
from models.repositories.rows import open_to
from models.rules.admission import lapses, stage_on
from models.rules.discipline import import_of
from models.rules.ladder import standing
from models.store.clock import stamp
from models.store.store import Store
from models.tables.case import OPEN, RATED, Case
from models.tables.partner import Discipline, Partner

_decode = msgspec.json.Decoder(PartnerRow).decode
_numbers = msgspec.json.Decoder(tuple[int, ...]).decode
_UNDER_WAY = (Stage.DISPATCHED.value, Stage.ACKNOWLEDGED.value, Stage.ON_SITE.value)

_ONCE = case((Discipline.change < 0, -1), else_=1)
"""A verdict has a row for being given and one for each time it was taken back or restored: together 1 while it stands, else 0."""
_COUNTED = func.sum(_ONCE)
_VETOES = func.sum(case((Discipline.verdict == Verification.VETO.value, _ONCE), else_=0))


def all(store: Store, now: datetime | None = None, *, retired: bool = False) -> tuple[PartnerRow, ...]:
    """Return the partners in order with their live figures at ``now`` (aware; the store's clock where None).

    ``busy`` counts open cases that a partner is out on, ``today`` those dispatched to it since midnight, ``last_dispatch`` is the latest,
    ``verified_bad`` adds the verdicts that stand to what was imported (see ``models.rules.ladder``); ``asked`` and ``pleased`` count the
    callbacks with a mark of the partner's cases. Stage and other licences are those of the day.
    """
    query = _live(store, now).where(Partner.retired.in_((False, retired))).order_by(Partner.place)
    steps, day = admission.standing(store), _day(store, now)
    return tuple(_row(*found, steps, day) for found in store.read().execute(query))


def by_code(store: Store, code: str, now: datetime | None = None) -> PartnerRow | None:
    """Return one partner with its live figures, also a retired one, or None."""
    found = store.read().execute(_live(store, now).where(Partner.code == code)).one_or_none()
    return _row(*found, admission.standing(store, (code,)), _day(store, now)) if found else None


def on_file(store: Store, code: str) -> PartnerRow | None:
    """Return the row of a partner as it was imported or agreed last, without any live figure, or None."""
    data = store.read().scalar(select(Partner.data).where(Partner.code == code))
    return _decode(data) if data is not None else None


def without(store: Store, code: str, entry: str) -> PartnerRow | None:
    """Return one partner as it would be without the bad record ``entry``: had a verdict (its operation id) not been given, or had it not
    come with the table. None for no partner.
    """
    found = by_code(store, code)
    stored = store.read().scalar(select(Partner.data).where(Partner.code == code))
    if found is None or stored is None:
        return None
    others = Discipline.partner == code, Discipline.entry != entry
    bad, vetoes = store.read().execute(select(_COUNTED, _VETOES).where(*others)).one()
    brought = _decode(stored).verified_bad - (import_of(entry) == code)
    return replace(found, verified_bad=standing(brought + (bad or 0), vetoes or 0))


def history(store: Store, code: str) -> tuple[DisciplineRow, ...]:
    """Return what verdicts have done to a partner, the newest first."""
    return tuple(row for _, row in changes(store, code))


def changes(store: Store, code: str) -> tuple[tuple[str, DisciplineRow], ...]:
    """Return the same with the operation behind each change."""
    query = (
        select(Discipline.__table__, Case.no)
        .outerjoin(Case, Case.id == Discipline.case_id)
        .where(Discipline.partner == code)
        .order_by(Discipline.at.desc(), Discipline.op_id.desc())
    )
    return tuple((row["op_id"], _discipline(row, row["no"] or "")) for row in store.read().execute(query).mappings())


def change_of(store: Store, entry: str) -> int:
    """Return by how much a verdict (its operation id) changes a partner's record as things stand: 0 where it was taken back."""
    return store.read().scalar(select(func.coalesce(func.sum(Discipline.change), 0)).where(Discipline.entry == entry)) or 0


def verdict_of(store: Store, entry: str) -> DisciplineRow | None:
    """Return what a verdict (its operation id) did when it was given, or None where it did nothing.

    What takes it back may have been made at a desk whose clock is behind: it still comes after what it takes back.
    """
    given = Discipline.change < 0, Discipline.op_id
    query = select(Discipline.__table__).where(Discipline.entry == entry).order_by(*given).limit(1)
    row = store.read().execute(query).mappings().one_or_none()
    return _discipline(row, "") if row is not None else None


def used_before(store: Store, number: str, present: str = "") -> frozenset[str]:
    """Return the codes of the partners that a normalised number has had (sealed cases aside); nobody for a withheld one.

    ``present`` is the id of the case that a partner is looked for: whoever is out on it has not helped before.
    """
    if not number:
        return frozenset()
    mine = (Case.number == number, Case.id != present, Case.handler_kind == HandlerKind.PARTNER.value, *open_to(Case.line, sealed=False))
    query = select(Case.handler_code).where(*mine).distinct()
    return frozenset(store.read().scalars(query))


def _discipline(row: RowMapping, no: str) -> DisciplineRow:
    return DisciplineRow(
        partner=row["partner"],
        case_id=row["case_id"],
        case_no=no,
        at=row["at"],
        change=row["change"],
        level=CardLevel(row["level"]),
        verdict=Verification(row["verdict"]),
        entry=row["entry"],
        by=_numbers(row["by"]),
    )


def _day(store: Store, now: datetime | None) -> str:
    return (now or store.clock.now()).astimezone(CHINA).date().isoformat()


def _live(store: Store, now: datetime | None) -> Select[str, int, int, str | None, int | None, int | None, int, int]:
    moment = (now or store.clock.now()).astimezone(CHINA)
    midnight = stamp(moment.replace(hour=0, minute=0, second=0, microsecond=0))
    sent_here = Case.handler_code == Partner.code
    busy = select(func.count()).select_from(Case).where(OPEN, sent_here, Case.stage.in_(_UNDER_WAY)).correlate(Partner)
    today = select(func.count()).select_from(Case).where(sent_here, Case.dispatched_at >= midnight).correlate(Partner)
    latest = select(func.max(Case.dispatched_at)).where(sent_here).correlate(Partner)
    bad = select(_COUNTED).where(Discipline.partner == Partner.code).correlate(Partner)
    vetoes = select(_VETOES).where(Discipline.partner == Partner.code).correlate(Partner)
    asked = select(func.count()).select_from(Case).where(RATED, sent_here).correlate(Partner)
    pleased = select(func.count()).select_from(Case).where(RATED, sent_here, Case.satisfied).correlate(Partner)
    counted = (query.scalar_subquery() for query in (busy, today, latest, bad, vetoes, asked, pleased))
    return select(Partner.data, *counted)


def _row(
    data: str,
    busy: int,
    today: int,
    latest: str | None,
    bad: int | None,
    vetoes: int | None,
    asked: int,
    pleased: int,
    admitted: Mapping[str, Sequence[Admission]],
    day: str,
) -> PartnerRow:
    stored = _decode(data)
    steps = admitted.get(stored.code, ())
    return replace(
        stored,
        stage=stage_on(stored.stage, admission.moves(steps), day),
        lapses=lapses(admission.other_licences(steps)),
        busy=busy,
        today=today,
        last_dispatch=latest or "",
        verified_bad=standing(stored.verified_bad + (bad or 0), vetoes or 0),
        asked=asked,
        pleased=pleased,
    )
