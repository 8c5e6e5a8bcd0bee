"""The words of outreach, and how its figures are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records.outreach import EventRow, Figure, OutreachStage, SuggestionOutcome
from widgets.base.theme import Tone
from widgets.base.words import language

_STAGES: Mapping[OutreachStage, tuple[object, Tone]] = {
    OutreachStage.PLANNED: (QT_TRANSLATE_NOOP("outreach", "planned"), Tone.ACCENT),
    OutreachStage.HELD: (QT_TRANSLATE_NOOP("outreach", "held"), Tone.DUE),
    OutreachStage.REPORTED: (QT_TRANSLATE_NOOP("outreach", "reported"), Tone.OK),
    OutreachStage.OFF: (QT_TRANSLATE_NOOP("outreach", "called off"), Tone.MUTED),
}
_OUTCOMES: Mapping[SuggestionOutcome, tuple[object, Tone]] = {
    SuggestionOutcome.CASE: (QT_TRANSLATE_NOOP("outreach", "case"), Tone.OK),
    SuggestionOutcome.NEED: (QT_TRANSLATE_NOOP("outreach", "unmet need"), Tone.OK),
    SuggestionOutcome.PARTNER: (QT_TRANSLATE_NOOP("outreach", "possible partner"), Tone.OK),
    SuggestionOutcome.LAID_DOWN: (QT_TRANSLATE_NOOP("outreach", "laid down"), Tone.MUTED),
}
_OPEN = QT_TRANSLATE_NOOP("outreach", "open")
_HEADS = QT_TRANSLATE_NOOP("outreach", "{label} {number} visits")
_MORE_HEADS = QT_TRANSLATE_NOOP("outreach", "{label} {number}+ visits")
_SHEETS = QT_TRANSLATE_NOOP("outreach", "{number} suggestions")
_MORE_SHEETS = QT_TRANSLATE_NOOP("outreach", "{number}+ suggestions")
_SENTENCE = QT_TRANSLATE_NOOP("outreach", "{day} {where}: {figures}.")
_COMMA = QT_TRANSLATE_NOOP("outreach", ", ")
_EXACT = QT_TRANSLATE_NOOP("outreach", "{number}")
_MORE = QT_TRANSLATE_NOOP("outreach", "{number}+")


def stage_chip(stage: OutreachStage) -> tuple[str, Tone]:
    """Return how far an event is, and the tone of it."""
    word, tone = _STAGES[stage]
    return _say(word), tone


def outcome_chip(outcome: SuggestionOutcome | None) -> tuple[str, Tone]:
    """Return what became of a suggestion, and the tone of it."""
    if outcome is None:
        return _say(_OPEN), Tone.DUE
    word, tone = _OUTCOMES[outcome]
    return _say(word), tone


def written(figure: Figure) -> str:
    """Return a figure as a newspaper writes it, e.g. ``80+`` for 83."""
    return _say(_MORE if figure.more else _EXACT).format(number=figure.tens)


def figure_words(figure: Figure) -> str:
    """Return a figure of the report in words."""
    return _say(_MORE_HEADS if figure.more else _HEADS).format(label=figure.label.in_(language()), number=figure.tens)


def sentence(event: EventRow, street: str, figures: Iterable[Figure], noted: Figure) -> str:
    """Return an event's report in one sentence, with nothing in it that was not counted.

    ``street`` is the name of its district, ``noted`` are the suggestions.
    """
    counted = [figure_words(figure) for figure in figures if figure.heads]
    if noted.heads:
        counted.append(_say(_MORE_SHEETS if noted.more else _SHEETS).format(number=noted.tens))
    where = f"{street}{event.plan.place}" if language().value == "zh" else f"{street}, {event.plan.place}"
    return _say(_SENTENCE).format(day=event.plan.begins[:10], where=where, figures=_say(_COMMA).join(counted) or "–")


def when(event: EventRow) -> str:
    """Return the day of an event with its times, those of the other day too where it ends on another one."""
    begins, ends = (time[:16].replace("T", " ") for time in (event.plan.begins, event.plan.ends))
    return f"{begins}–{ends[11:] if begins[:10] == ends[:10] else ends}"


def _say(source: object) -> str:
    return QCoreApplication.translate("outreach", str(source))
