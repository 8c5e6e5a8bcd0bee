"""Reading the cards of partners, and how each stands."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, select

from models.records.case import Verification
from models.records.discipline import CardRow, CardStand, CardStep
from models.records.failure import BadInput
from models.records.partner import CardLevel
from models.rules.discipline import appeal_until, moved
from models.store.clock import stamp
from models.store.store import Store
from models.tables.case import Case
from models.tables.partner import OF_CARD, Discipline, PartnerEvent

_decode = msgspec.json.Decoder(CardStep).decode
_numbers = msgspec.json.Decoder(tuple[int, ...]).decode


def cards(store: Store, partner: str = "") -> tuple[CardRow, ...]:
    """Return the cards that verdicts have given a partner ('' = all), the newest first, those that were taken back or lifted too."""
    return _cards(store, Discipline.partner == partner if partner else Discipline.partner != "")


def card(store: Store, entry: str) -> CardRow:
    """Return the card that a verdict (its operation id) gave. Raises BadInput ``card.missing`` for one that gave none."""
    found = _cards(store, Discipline.entry == entry)
    if not found:
        raise BadInput("card.missing", entry=entry)
    return found[0]


def _cards(store: Store, which: ColumnElement[bool]) -> tuple[CardRow, ...]:
    query = (
        select(Discipline.__table__, Case.no)
        .outerjoin(Case, Case.id == Discipline.case_id)
        .where(which)
        # What gave the card comes before what took it away, whatever the clocks said.
        .order_by(Discipline.change < 0, Discipline.at, Discipline.op_id)
    )
    found: dict[str, CardRow] = {}
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


