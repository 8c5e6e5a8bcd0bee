"""Reading the cards of partners, and how each stands."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, select, true

from models.records.case import Verification
from models.records.discipline import CardRow, CardStand, CardStep
from models.records.failure import BadInput
from models.records.partner import CardLevel, PartnerRow
from models.rules.discipline import appeal_until, import_of, imported, moved
from models.store.clock import stamp
from models.store.store import Store
from models.tables.case import Case
from models.tables.partner import OF_CARD, Discipline, Partner, PartnerEvent

_decode = msgspec.json.Decoder(CardStep).decode
_partner = msgspec.json.Decoder(PartnerRow).decode
_numbers = msgspec.json.Decoder(tuple[int, ...]).decode


def cards(store: Store, partner: str = "") -> tuple[CardRow, ...]:
    """Return the cards of a partner ('' = all), the newest first, those that were taken back or lifted too.

    Verdicts have given them, or they came with the table of partners: those come last, one for each bad record.
    """
    return _cards(store, Discipline.partner == partner if partner else Discipline.partner != "", _imported(store, partner))


def card(store: Store, entry: str) -> CardRow:
    """Return the card that a verdict (its operation id) gave, or that came with the table of partners.

    Raises BadInput ``card.missing`` where there is none.
    """
    partner = import_of(entry)
    known = _imported(store, partner) if partner else {}
    found = _cards(store, Discipline.entry == entry, {entry: known[entry]} if entry in known else {})
    if not found:
        raise BadInput("card.missing", entry=entry)
    return found[0]


def _imported(store: Store, partner: str) -> dict[str, CardRow]:
    """Return the cards that came with the table of a partner ('' = all), by their entries, as they stood then."""
    query = select(Partner.code, Partner.data).where(Partner.code == partner if partner else true())
    return {
        entry: CardRow(entry=entry, partner=code, case_id="", case_no="", stand=stand, appeal_until="")
        for code, data in store.read().execute(query)
        for entry, stand in imported(code, _partner(data).verified_bad)
    }


def _cards(store: Store, which: ColumnElement[bool], known_before: dict[str, CardRow]) -> tuple[CardRow, ...]:
    query = (
        select(Discipline.__table__, Case.no)
        .outerjoin(Case, Case.id == Discipline.case_id)
        .where(which)
        # What gave the card comes before what took it away, whatever the clocks said.
        .order_by(Discipline.change < 0, Discipline.at, Discipline.op_id)
    )
    found = known_before
    for row in store.read().execute(query).mappings():
        known = found.get(row["entry"])
        if known is not None:
            stand = known.stand
            found[row["entry"]] = replace(known, stand=replace(stand, count=stand.count + row["change"]))
            continue
        stand = CardStand(
            count=row["change"],
            verdict=Verification(row["verdict"]),
            level=CardLevel(row["level"]),
            at=row["at"],
            by=_numbers(row["by"]),
        )
        found[row["entry"]] = CardRow(
            entry=row["entry"],
            partner=row["partner"],
            case_id=row["case_id"],
            case_no=row["no"] or "",
            stand=stand,
            appeal_until=stamp(appeal_until(row["at"], store.profile)),
        )
    return tuple(sorted(_with_steps(store, found), key=lambda card: (card.stand.at, card.entry), reverse=True))


def _with_steps(store: Store, found: dict[str, CardRow]) -> list[CardRow]:
    """Return the cards with what has become of them. A verdict of old times has no step, and most have none."""
    query = select(PartnerEvent.entry, PartnerEvent.actor, PartnerEvent.at, PartnerEvent.body).where(OF_CARD)
    if len(found) == 1:
        query = query.where(PartnerEvent.entry == next(iter(found)))
    for entry, actor, at, body in store.read().execute(query.order_by(PartnerEvent.entry, PartnerEvent.place)):
        if (known := found.get(entry)) is not None:
            found[entry] = replace(known, stand=moved(known.stand, _decode(body), actor, at))
    return list(found.values())


