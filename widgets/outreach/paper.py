"""The report of one event on paper: A4, in the language of the interface. Nobody who made a suggestion is named on it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QTextDocument

from models.records.outreach import EventSheet, Figure, SuggestionOutcome
from widgets.base.paper import a4, pdf
from widgets.base.theme import face
from widgets.base.words import language
from widgets.outreach.words import outcome_chip, sentence, when, written

_MARGIN_MM = 20
_TITLE = QT_TRANSLATE_NOOP("outreach", "Outreach report")
_WRITTEN = QT_TRANSLATE_NOOP("outreach", "As written")
_EXACT = QT_TRANSLATE_NOOP("outreach", "Exact number")
_SERVICE = QT_TRANSLATE_NOOP("outreach", "At the table")
_PARTNER = QT_TRANSLATE_NOOP("outreach", "Partner")
_SUGGESTIONS = QT_TRANSLATE_NOOP("outreach", "Suggestions")
_ITSELF = QT_TRANSLATE_NOOP("outreach", "the hotline itself")
_RULE = QT_TRANSLATE_NOOP(
    "outreach", "From 20 on, what is no whole ten is written as the tens below it and “more than”; the exact number stands beside it."
)


def page(sheet: EventSheet, figures: Sequence[Figure], noted: Figure, street: str) -> str:
    """Return the page as HTML; ``noted`` are the suggestions, ``street`` is the name of the event's district."""
    event = sheet.event
    rows = [(figure.label.in_(language()), written(figure), str(figure.heads)) for figure in figures]
    rows.append((_say(_SUGGESTIONS), written(noted), str(noted.heads)))
    services = [
        (
            f"{row.service.item} {row.service.name.in_(language())}",
            row.service.partner_name.in_(language()) or _say(_ITSELF),
            str(row.heads),
        )
        for row in sheet.tally
    ]
    outcomes: dict[SuggestionOutcome | None, int] = {}
    for told in sheet.suggestions:
        outcomes[told.outcome] = outcomes.get(told.outcome, 0) + 1
    became = ", ".join(f"{outcome_chip(outcome)[0]} {outcomes[outcome]}" for outcome in (None, *SuggestionOutcome) if outcome in outcomes)
    parts = [
        f"<h2>{escape(event.plan.title)}</h2>",
        f"<p>{escape(when(event))} · {escape(street)} {escape(event.plan.place)}</p>",
        f"<p><b>{escape(sentence(event, street, figures, noted))}</b></p>",
        "<p></p>",
        _table((_say(_TITLE), _say(_WRITTEN), _say(_EXACT)), rows),
        "<p></p>",
        _table((_say(_SERVICE), _say(_PARTNER), _say(_EXACT)), services),
    ]
    if became:
        parts.append(f"<p>{escape(_say(_SUGGESTIONS))}: {escape(became)}</p>")
    if event.plan.remarks:
        parts.append(f"<p>{escape(event.plan.remarks)}</p>")
    parts.append(f'<p style="font-size: 9pt">{escape(_say(_RULE))}</p>')
    return "".join(parts)


def pdf_of(html: str) -> bytes:
    """Return a page as PDF on A4."""
    document = QTextDocument()
    document.setDefaultFont(face(12))
    document.setHtml(html)
    return pdf(_say(_TITLE), document.print_, layout=a4(_MARGIN_MM))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    first = "".join(f'<th align="left">{escape(head)}</th>' for head in heads)
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table width="100%" cellpadding="4" border="1" cellspacing="0"><tr>{first}</tr>{lines}</table>'


def _say(source: object) -> str:
    return QCoreApplication.translate("outreach", str(source))
