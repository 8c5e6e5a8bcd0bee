"""What may be done to a partner or about one of its cards, and what each act asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from models.records.case import Verification
from models.records.discipline import Hearing
from models.records.dossier import Dossier
from models.records.partner import PartnerStage
from widgets.base.words import language, verdict_word
from widgets.discipline.form import Ask, Field
from widgets.discipline.words import FIELDS, HEARINGS, say, stage_word


class Act(StrEnum):
    """An act with a form of its own."""

    MOVE = "move"
    LICENCE = "licence"
    WITHDRAW = "withdraw"
    TERMS = "terms"
    RECHECK = "recheck"
    VERIFY = "verify"
    PROPOSE = "propose"
    VETO = "veto"
    RECTIFY = "rectify"
    ACCEPT = "accept"
    APPEAL = "appeal"
    HEAR = "hear"
    ENLIST = "enlist"


TITLES: Mapping[Act, object] = {
    Act.MOVE: QT_TRANSLATE_NOOP("discipline", "Stage"),
    Act.LICENCE: QT_TRANSLATE_NOOP("discipline", "Licence"),
    Act.WITHDRAW: QT_TRANSLATE_NOOP("discipline", "Withdraw a licence"),
    Act.TERMS: QT_TRANSLATE_NOOP("discipline", "Terms"),
    Act.RECHECK: QT_TRANSLATE_NOOP("discipline", "Re-check"),
    Act.VERIFY: QT_TRANSLATE_NOOP("discipline", "Verify"),
    Act.PROPOSE: QT_TRANSLATE_NOOP("discipline", "Propose a veto"),
    Act.VETO: QT_TRANSLATE_NOOP("discipline", "Confirm the veto"),
    Act.RECTIFY: QT_TRANSLATE_NOOP("discipline", "To put right"),
    Act.ACCEPT: QT_TRANSLATE_NOOP("discipline", "Accept"),
    Act.APPEAL: QT_TRANSLATE_NOOP("discipline", "Appeal"),
    Act.HEAR: QT_TRANSLATE_NOOP("discipline", "Hear the appeal"),
    Act.ENLIST: QT_TRANSLATE_NOOP("discipline", "New partner"),
}
ADMISSION = (Act.MOVE, Act.LICENCE, Act.WITHDRAW, Act.TERMS, Act.RECHECK)
"""What is done to the partner itself."""
LADDER = (Act.VERIFY, Act.PROPOSE, Act.VETO, Act.RECTIFY, Act.ACCEPT, Act.APPEAL, Act.HEAR)
"""What is done about a complaint or a card: the one that is current in the history, else the newest that it fits."""

_REASON = QT_TRANSLATE_NOOP("discipline", "Reason")
_WORDS = QT_TRANSLATE_NOOP("discipline", "Words")
_NUMBER = QT_TRANSLATE_NOOP("discipline", "Number")
_SCAN = QT_TRANSLATE_NOOP("discipline", "Scan")
_DAY = QT_TRANSLATE_NOOP("discipline", "such as 2026-11-24")
_STATEMENT = QT_TRANSLATE_NOOP("discipline", "What the partner says")
_EVIDENCE = QT_TRANSLATE_NOOP("discipline", "Evidence")
_NOT_SAID = ("", "–")
"""A judgement has no first choice: Enter in the line above it must not pass one that nobody has made."""


def title_of(act: Act) -> str:
    """Return what an act is called."""
    return say(TITLES[act])


def admission_fields(act: Act, dossier: Dossier | None, steps: Iterable[PartnerStage], today: str) -> tuple[Field, ...]:
    """Return what an act on a partner asks for. ``steps`` are the stages that may come next, ``today`` is an ISO date."""
    match act:
        case Act.ENLIST:
            kinds = (("enterprise", say(_ENTERPRISE)), ("individual", say(_INDIVIDUAL)))
            return (
                Field(name="name", label=say(FIELDS["name"])),
                Field(name="kind", label=say(FIELDS["kind"]), ask=Ask.CHOICE, choices=kinds),
                Field(name="phone", label=say(FIELDS["phone"])),
            )
        case Act.MOVE:
            choices = tuple((stage.value, stage_word(stage)) for stage in steps)
            return (
                Field(name="stage", label=say(QT_TRANSLATE_NOOP("discipline", "Stage")), ask=Ask.CHOICE, choices=choices),
                Field(name="since", label=say(QT_TRANSLATE_NOOP("discipline", "From (day)")), value=today, hint=say(_DAY)),
                Field(name="agreement", label=say(QT_TRANSLATE_NOOP("discipline", "Agreement (for signing)"))),
                Field(name="reason", label=say(_REASON)),
            )
        case Act.LICENCE:
            kind = say(QT_TRANSLATE_NOOP("discipline", "empty for the business licence"))
            scan = say(QT_TRANSLATE_NOOP("discipline", "PDF, PNG or JPEG, 10 MB at most"))
            return (
                Field(name="kind", label=say(QT_TRANSLATE_NOOP("discipline", "Kind of licence")), hint=kind),
                Field(name="number", label=say(_NUMBER)),
                Field(name="expires", label=say(QT_TRANSLATE_NOOP("discipline", "Last day")), hint=say(_DAY)),
                Field(name="scan", label=say(_SCAN), ask=Ask.FILE, hint=scan),
            )
        case Act.WITHDRAW:
            held = tuple((found.kind, f"{found.kind} {found.number}") for found in dossier.licences if found.kind) if dossier else ()
            return (Field(name="kind", label=say(QT_TRANSLATE_NOOP("discipline", "Kind of licence")), ask=Ask.CHOICE, choices=held),)
        case Act.RECHECK:
            return (
                Field(name="found", label=say(QT_TRANSLATE_NOOP("discipline", "What was found"))),
                Field(name="due", label=say(QT_TRANSLATE_NOOP("discipline", "Again on (day)")), hint=say(_DAY)),
            )
        case Act.TERMS if dossier is not None:
            return _terms(dossier)
        case _:
            return ()


_ENTERPRISE = QT_TRANSLATE_NOOP("discipline", "enterprise")
_INDIVIDUAL = QT_TRANSLATE_NOOP("discipline", "self-employed")


def _terms(dossier: Dossier) -> tuple[Field, ...]:
    row = dossier.row
    values = {
        "items": " ".join(row.items),
        "districts": " ".join(row.districts),
        "hours": " ".join(row.hours),
        "days": row.days,
        "capacity": str(row.capacity),
        "phone": row.phone,
        "price": row.price.in_(language()),
    }
    hints = {
        "districts": say(QT_TRANSLATE_NOOP("discipline", "* for the whole city")),
        "days": say(QT_TRANSLATE_NOOP("discipline", "1 is Monday")),
    }
    fields = (Field(name=name, label=say(FIELDS[name]), value=value, hint=hints.get(name, "")) for name, value in values.items())
    return (*fields, Field(name="reason", label=say(_REASON)), Field(name="scan", label=say(_SCAN), ask=Ask.FILE))


def ladder_fields(act: Act, rectify_by: str) -> tuple[Field, ...]:
    """Return what an act about a complaint or a card asks for; ``rectify_by`` is the day by which it is usually to be put right."""
    match act:
        case Act.VERIFY:
            verdicts = (_NOT_SAID, *((verdict.value, verdict_word(verdict)) for verdict in (Verification.VERIFIED, Verification.UNFOUNDED)))
            return (
                Field(name="statement", label=say(_STATEMENT)),
                Field(name="evidence", label=say(_EVIDENCE)),
                Field(name="verdict", label=say(QT_TRANSLATE_NOOP("discipline", "Verdict")), ask=Ask.CHOICE, choices=verdicts),
            )
        case Act.PROPOSE | Act.VETO:
            return (Field(name="statement", label=say(_STATEMENT)), Field(name="evidence", label=say(_EVIDENCE)))
        case Act.RECTIFY:
            return (
                Field(name="due", label=say(QT_TRANSLATE_NOOP("discipline", "By (day)")), value=rectify_by, hint=say(_DAY)),
                Field(name="words", label=say(QT_TRANSLATE_NOOP("discipline", "What is to be put right"))),
            )
        case Act.HEAR:
            decisions = (_NOT_SAID, *((decision.value, say(HEARINGS[decision])) for decision in Hearing))
            return (
                Field(name="decision", label=say(QT_TRANSLATE_NOOP("discipline", "Decision")), ask=Ask.CHOICE, choices=decisions),
                Field(name="words", label=say(_REASON)),
            )
        case Act.APPEAL:
            return (Field(name="words", label=say(QT_TRANSLATE_NOOP("discipline", "What the partner says"))),)
        case _:
            return (Field(name="words", label=say(_WORDS)),)
