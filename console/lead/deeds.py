"""Acts on partners and cards as commands: what a form hands over becomes one write, or a sentence why it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from models.commands import admission, case, discipline
from models.records.admission import PartnerLicence, PartnerMove, PartnerRecheck
from models.records.base import Text
from models.records.case import Verification
from models.records.discipline import CardAppeal, CardHeard, CardRectified, CardRectify, CardRow, CardStep, Hearing
from models.records.dossier import Dossier, Moment
from models.records.failure import BadInput, RuleBroken
from models.records.journal import Complain, ProposeVeto, Verify
from models.records.operation import Changes, Desk
from models.records.partner import CardLevel, PartnerStage
from models.records.profile import Profile
from models.rules import discipline as rules
from models.rules.ladder import check_veto
from models.rules.permissions import Permission
from widgets.base.words import language
from widgets.discipline.acts import ADMISSION, Act

Deed = Callable[[Any], Changes]
"""What is done with the store."""

PERMISSIONS: Mapping[Act, Permission] = {
    **dict.fromkeys((*ADMISSION, Act.ENLIST, Act.RECTIFY, Act.ACCEPT, Act.APPEAL), Permission.MANAGE_PARTNERS),
    **dict.fromkeys((Act.VERIFY, Act.PROPOSE), Permission.VERIFY_COMPLAINTS),
    Act.VETO: Permission.VETO,
    Act.HEAR: Permission.HEAR_APPEALS,
}
"""What an act asks for."""

_COMPLAINTS = (Act.VERIFY, Act.PROPOSE, Act.VETO)


def fitting(act: Act, dossier: Dossier | None, key: str) -> Moment | CardRow | None:
    """Return the complaint or card that an act is about: the one on the current line (``key``), else the newest one that it fits.

    None for an act on the partner itself. Raises RuleBroken ``partner.unchosen``, ``complaint.none_open`` or ``card.none``.
    """
    if act is Act.ENLIST:
        return None
    if dossier is None:
        raise RuleBroken("partner.unchosen")
    if act in ADMISSION:
        return None
    current = next((moment for moment in dossier.timeline if moment.key == key), None)
    if act in _COMPLAINTS:
        waiting = [moment for moment in dossier.timeline if moment.open and moment.case_id]
        if not waiting:
            raise RuleBroken("complaint.none_open")
        return current if current in waiting else waiting[0]
    if not dossier.cards:
        raise RuleBroken("card.none")
    named = [card for card in dossier.cards if current is not None and card.entry == current.entry]
    ready = [card for card in dossier.cards if _ready(act, card)]
    return next(iter((*named, *ready, *dossier.cards)))


def _ready(act: Act, card: CardRow) -> bool:
    stand = card.stand
    match act:
        case Act.ACCEPT:
            return bool(stand.due) and not stand.accepted_by
        case Act.HEAR:
            return bool(stand.appealed_at) and not stand.heard
        case Act.APPEAL:
            return stand.count > 0 and not stand.appealed_at
        case _:
            return stand.count > 0 and not stand.accepted_by


def admission_deed(act: Act, dossier: Dossier, values: Mapping[str, str], desk: Desk) -> Deed:
    """Return what a form about the partner itself does."""
    row = dossier.row
    scan = Path(values["scan"]) if values.get("scan") else None
    match act:
        case Act.MOVE:
            move = PartnerMove(
                partner=row.code,
                stage=PartnerStage(values["stage"]),
                since=values["since"],
                reason=values["reason"],
                agreement=values["agreement"],
            )
            return lambda store: admission.move(store, desk, move)
        case Act.LICENCE:
            licence = PartnerLicence(partner=row.code, kind=values["kind"], number=values["number"], expires=values["expires"])
            return lambda store: admission.license(store, desk, licence, scan)
        case Act.WITHDRAW:
            gone = PartnerLicence(partner=row.code, kind=values["kind"], number="", expires="", withdrawn=True)
            return lambda store: admission.license(store, desk, gone)
        case Act.RECHECK:
            step = PartnerRecheck(partner=row.code, found=values["found"], due=values["due"])
            return lambda store: admission.recheck(store, desk, step)
        case _:
            agreed = replace(
                row,
                items=tuple(values["items"].split()),
                districts=tuple(values["districts"].split()),
                hours=tuple(values["hours"].split()),
                days=values["days"],
                capacity=int(values["capacity"]) if values["capacity"].isascii() and values["capacity"].isdigit() else 0,
                phone=values["phone"],
                price=_in_language(row.price, values["price"]),
            )
            return lambda store: admission.agree(store, desk, agreed, values["reason"], scan)


def ladder_deed(
    act: Act, target: Moment | CardRow | None, values: Mapping[str, str], desk: Desk, at: str, profile: Profile
) -> Deed:  # fmt: skip
    """Return what a form about a complaint or a card does. Raises RuleBroken with what speaks against it whatever is written in it,
    BadInput ``appeal.undecided`` for a hearing without a decision.

    Asked with no ``values`` it tells just that. ``at`` is the ISO time now.
    """
    if isinstance(target, Moment):
        return _complaint_deed(act, target, values, desk)
    assert target is not None, "a form about a card is open only for one"
    entry, words = target.entry, values.get("words", "")
    against = rules.objection(target.stand, _tried(act, target, at, values), desk.actor, at, profile)
    if against is not None:
        raise RuleBroken(against, until=target.appeal_until[:10])
    match act:
        case Act.RECTIFY:
            return lambda store: discipline.rectify(store, desk, entry, values["due"], words)
        case Act.ACCEPT:
            return lambda store: discipline.accept(store, desk, entry, words)
        case Act.APPEAL:
            return lambda store: discipline.appeal(store, desk, entry, words)
        case _:
            if not values.get("decision", Hearing.UPHELD.value):
                raise BadInput("appeal.undecided")
            return lambda store: discipline.hear(store, desk, entry, Hearing(values["decision"]), words)


def _tried(act: Act, card: CardRow, at: str, values: Mapping[str, str]) -> CardStep:
    """Return a step as it would be written; with nothing to write yet, one that nothing but the card's own standing speaks against."""
    words = values.get("words", "–")
    match act:
        case Act.RECTIFY:
            return CardRectify(partner=card.partner, entry=card.entry, due=values.get("due", at[:10]), words=words)
        case Act.ACCEPT:
            return CardRectified(partner=card.partner, entry=card.entry, words=words)
        case Act.APPEAL:
            return CardAppeal(partner=card.partner, entry=card.entry, words=words)
        case _:
            return CardHeard(
                partner=card.partner,
                entry=card.entry,
                case_id=card.case_id,
                verdict=card.stand.verdict,
                change=card.stand.count,
                decision=Hearing(values.get("decision") or Hearing.UPHELD),
                level=CardLevel.NONE,
                words=words,
            )


def _complaint_deed(act: Act, complaint: Moment, values: Mapping[str, str], desk: Desk) -> Deed:
    told = complaint.told
    assert isinstance(told, Complain), "only a complaint is open"
    if act is Act.PROPOSE and complaint.proposed_by:
        raise RuleBroken("veto.proposed")
    if act is Act.VETO:
        check_veto(complaint.proposed_by, desk.actor)
    statement, evidence = values.get("statement", ""), values.get("evidence", "")
    if act is Act.PROPOSE:
        proposal = ProposeVeto(partner=told.partner, name=told.name, statement=statement, evidence=evidence)
        return partial(_append, desk=desk, case_id=complaint.case_id, body=proposal)
    verdict = Verification.VETO if act is Act.VETO else Verification(values.get("verdict") or Verification.OPEN)
    body = Verify(verdict=verdict, partner=told.partner, name=told.name, statement=statement, evidence=evidence)
    return partial(_append, desk=desk, case_id=complaint.case_id, body=body)


def _append(store: Any, *, desk: Desk, case_id: str, body: ProposeVeto | Verify) -> Changes:
    return case.append(store, desk, case_id, body)


def _in_language(text: Text, words: str) -> Text:
    """Return a text with its words in the language of the interface changed, where they were."""
    if words == text.in_(language()):
        return text
    return Text(words, text.en) if language().value == "zh" else Text(text.zh, words)
