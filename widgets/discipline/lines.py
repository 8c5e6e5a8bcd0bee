"""Partners, moments of their history and their cases as lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from models.records.case import CaseRow
from models.records.discipline import CardHeard, CardRectified, Hearing
from models.records.dossier import Concern, Moment, PartnerSummary
from models.records.journal import Complain, Verify
from models.records.partner import CardLevel, PartnerRow, PartnerStage
from widgets.base.moment import day, day_clock
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import card_word, language, stage_word, standing_word
from widgets.discipline.words import concern_word, moment_words

_CARDS: Mapping[str, tuple[Tone, str]] = {
    CardLevel.YELLOW.value: (Tone.DUE, "card_yellow"),
    CardLevel.RED.value: (Tone.OVERDUE, "card_red"),
    CardLevel.EXPELLED.value: (Tone.OVERDUE, "card_red"),
}
_STAGES: Mapping[PartnerStage, Tone] = {
    PartnerStage.SIGNED: Tone.OK,
    PartnerStage.TRIAL: Tone.ACCENT,
    PartnerStage.SUSPENDED: Tone.OVERDUE,
    PartnerStage.EXPELLED: Tone.OVERDUE,
    PartnerStage.UNSIGNED: Tone.MUTED,
}


def stage_mark(stage: PartnerStage) -> Mark:
    """Return a stage as a chip."""
    return Mark(standing_word(stage), _STAGES[stage])


def standing_marks(row: PartnerRow) -> tuple[Mark, ...]:
    """Return stage and card as chips; who is out by card and by stage is told so once."""
    cards = card_marks(row.card.value)
    return cards if row.stage is PartnerStage.EXPELLED and row.card is CardLevel.EXPELLED else (stage_mark(row.stage), *cards)


def card_marks(level: str) -> tuple[Mark, ...]:
    """Return a card as a chip with a small card in it, none for no card and for one that nobody knows."""
    if level not in _CARDS:
        return ()
    tone, flag = _CARDS[level]
    return (Mark(card_word(CardLevel(level)), tone, flag),)


def reputation(row: PartnerRow) -> str:
    """Return the share of satisfied callbacks with both its figures, and how many of them were counted here."""
    if not row.all_rated:
        return QCoreApplication.translate("discipline", "nobody has been asked yet")
    told = QCoreApplication.translate("discipline", "{0}% satisfied: {1} of {2} answered, {3} of them here")
    return told.format(row.all_satisfied * 100 // row.all_rated, row.all_satisfied, row.all_rated, row.asked)


def _briefly(row: PartnerRow) -> str:
    if not row.all_rated:
        return QCoreApplication.translate("discipline", "nobody has been asked yet")
    told = QCoreApplication.translate("discipline", "{0} of {1} satisfied")
    return told.format(row.all_satisfied, row.all_rated)


def summary_line(summary: PartnerSummary, now: datetime) -> Line:
    """Return a partner in the list: stage and card, what is to be looked at, until when its licences last, what the citizens say."""
    row = summary.row
    until = QCoreApplication.translate("discipline", "licence to {0}").format(row.valid_until or "–")
    licence = (Mark(concern_word(Concern.LICENCE), Tone.DUE),) if Concern.LICENCE in summary.concerns else ()
    others = (Concern.COMPLAINT, Concern.RECHECK, Concern.APPEAL)
    due = tuple(Mark(concern_word(concern), Tone.DUE) for concern in others if concern in summary.concerns)
    return Line(
        key=row.code,
        title=row.name.in_(language()),
        lead=row.code,
        bold=True,
        under=(*standing_marks(row), *licence, *due),
        subtitle=f"{until} · {_briefly(row)}",
    )


def moment_line(moment: Moment, now: datetime) -> Line:
    """Return a line of a partner's history. One that was taken back says so and is muted."""
    title, detail = moment_words(moment, now)
    return Line(
        key=moment.key,
        time=day_clock(moment.at, now),
        lead=QCoreApplication.translate("discipline", "No. {0}").format(moment.by) if moment.by else "",
        title=title,
        subtitle=detail or " ",
        tone=Tone.MUTED if moment.undone else Tone.PLAIN,
        right=_marks(moment),
    )


def _marks(moment: Moment) -> tuple[Mark, ...]:
    if moment.undone:
        return (Mark(QCoreApplication.translate("discipline", "taken back"), Tone.MUTED),)
    match moment.told:
        case Complain() if moment.proposed_by:
            return (Mark(QCoreApplication.translate("discipline", "veto proposed"), Tone.OVERDUE),)
        case Complain() if moment.open:
            return (Mark(QCoreApplication.translate("discipline", "to be verified"), Tone.DUE),)
        case Verify(card=card):
            return card_marks(card)
        case CardRectified():
            return (Mark(QCoreApplication.translate("discipline", "put right"), Tone.OK),)
        case CardHeard(decision=decision):
            return (Mark(QCoreApplication.translate("discipline", "heard"), Tone.MUTED if decision is Hearing.UPHELD else Tone.OK),)
        case _:
            return ()


def case_line(row: CaseRow, now: datetime) -> Line:
    """Return a case under a figure: its number, what it is about, where it stands."""
    marks = {
        True: Mark(QCoreApplication.translate("discipline", "satisfied"), Tone.OK),
        False: Mark(QCoreApplication.translate("discipline", "not satisfied"), Tone.DUE),
    }
    return Line(
        key=row.id,
        time=day(row.opened_at, now),
        lead=row.no,
        title=row.item_name.in_(language()),
        right=(*((marks[row.satisfied],) if row.satisfied is not None else ()), Mark(stage_word(row.stage))),
    )
