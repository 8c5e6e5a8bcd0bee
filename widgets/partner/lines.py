"""Partners, units and articles as lines: what stands for them, what stands against them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from models.records.knowledge import ArticleRow
from models.records.partner import PartnerExclusion, PartnerPick, PartnerRow, Reason, Why
from models.records.unit import UnitRow
from widgets.base.number import regrouped
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import days_word, language, part_word, standing_word, why_word

GOOD = 90
"""The percentage of satisfied callbacks from which the figure is shown as good."""
_BESIDE = (Why.SIGNED, Why.TRIAL, Why.ARRIVES)
"""Reasons that are told apart from the other chips: the standing comes last, the time to arrive stands at the right."""
_TONES = {
    Why.IN_DISTRICT: Tone.ACCENT,
    Why.FREE: Tone.ACCENT,
    Why.TURN: Tone.ACCENT,
    Why.USED_BEFORE: Tone.ACCENT,
    Why.YELLOW_CARD: Tone.DUE,
    Why.CARD_RED: Tone.OVERDUE,
    Why.CARD_EXPELLED: Tone.OVERDUE,
    Why.SUSPENDED: Tone.OVERDUE,
    Why.LICENCE_EXPIRED: Tone.DUE,
    Why.LICENCE_MISSING: Tone.DUE,
    Why.DECLINED: Tone.DUE,
}
_CARDS = {Why.YELLOW_CARD: "card_yellow", Why.CARD_RED: "card_red", Why.CARD_EXPELLED: "card_red"}


def reason_mark(reason: Reason) -> Mark:
    """Return a reason as a chip; cards carry a small card so that the colour is not the only sign."""
    tone = _TONES.get(reason.why, Tone.MUTED)
    if reason.why is Why.SATISFACTION and reason.args:
        tone = Tone.OK if int(reason.args[0]) >= GOOD else Tone.DUE
    return Mark(why_word(reason), tone, _CARDS.get(reason.why, ""))


def pick_line(pick: PartnerPick) -> Line:
    """Return a partner that can be sent. The subtitle holds two lines: what to tell the caller, and what made the score."""
    partner = pick.partner
    arrives = next((why_word(reason) for reason in pick.reasons if reason.why is Why.ARRIVES), "")
    told = " · ".join(filter(None, (arrives, regrouped(partner.phone), partner.price.in_(language()))))
    return Line(
        key=partner.code,
        title=partner.name.in_(language()),
        bold=True,
        under=(*(reason_mark(r) for r in pick.reasons if r.why not in _BESIDE), Mark(standing_word(partner.stage))),
        right=(Mark(arrives),) if arrives else (),
        subtitle=f"{told}\n{score_words(pick)}",
    )


def score_words(pick: PartnerPick) -> str:
    """Return what made the score, the greatest parts first: ``87 = satisfaction 42 + standing 15``."""
    parts = sorted((part for part in pick.parts if part[1]), key=lambda part: -abs(part[1]))
    told = "".join(f" {'+' if value >= 0 else '−'} {part_word(name)} {abs(value):g}" for name, value in parts)
    return QCoreApplication.translate("partner", "score {0} = {1}").format(f"{pick.score:g}", told.removeprefix(" + ").lstrip())


def exclusion_line(exclusion: PartnerExclusion) -> Line:
    """Return a partner that cannot be sent now, with every reason why not."""
    return Line(
        key=exclusion.partner.code,
        title=exclusion.partner.name.in_(language()),
        under=tuple(reason_mark(reason) for reason in exclusion.reasons),
        subtitle=exclusion.partner.note.in_(language()),
    )


def exclusion_summary(excluded: Iterable[PartnerExclusion]) -> str:
    """Return the gravest reasons with how many partners each keeps out, the most frequent first; the counts add up to all."""
    counts = Counter(exclusion.reasons[0].why for exclusion in excluded if exclusion.reasons)
    return " · ".join(f"{why_word(Reason(why=why))} {count}" for why, count in counts.most_common())


def unit_line(unit: UnitRow) -> Line:
    """Return a department, town or other body with its number and hours."""
    works = " ".join(filter(None, (days_word(unit.days), ", ".join(unit.hours))))
    return Line(
        key=unit.code,
        title=unit.name.in_(language()),
        bold=True,
        subtitle=" · ".join(filter(None, (regrouped(unit.phone), works))),
    )


def article_line(article: ArticleRow, today: str) -> Line:
    """Return an article; ``today`` is an ISO date. One past its last day is plainly marked."""
    return Line(
        key=article.code,
        title=article.title.in_(language()),
        bold=True,
        under=(validity_mark(article, today),),
        subtitle=" · ".join(filter(None, (article.owner.in_(language()), article.source.in_(language())))),
    )


def validity_mark(article: ArticleRow, today: str) -> Mark:
    """Return until when an article holds, or that it holds no more."""
    if article.valid_until < today:
        return Mark(QCoreApplication.translate("partner", "EXPIRED {date}").format(date=article.valid_until), Tone.OVERDUE)
    return Mark(QCoreApplication.translate("partner", "valid until {date}").format(date=article.valid_until), Tone.OK)


def phone_of(rows: Iterable[PartnerRow | UnitRow], code: str) -> str:
    """Return the number of the row with a code, or ''."""
    return next((row.phone for row in rows if row.code == code), "")
