"""The packet of a shift on paper: one page or more of A4, in the language of the interface."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from models.records.handover import Incoming, Packet
from widgets.base.number import masked
from widgets.base.paper import a4, pdf
from widgets.base.words import first_word, flag_word, language, stage_word, why_word
from widgets.handover.lines import promise_words, say_due, shift_words

_STYLE = """
body { color: #17212b; } h1 { font-size: 17pt; margin-bottom: 4px; } h2 { font-size: 11pt; margin-top: 22px; margin-bottom: 6px; }
p { margin-top: 0px; margin-bottom: 6px; } .muted { color: #667381; } .signed { color: #667381; margin-top: 44px; }
th { text-align: left; color: #667381; font-weight: normal; } td { padding: 3px 8px 3px 0px; } th { padding: 3px 8px 3px 0px; }
.due { color: #a15c00; font-weight: bold; }
"""
_WORDS: Mapping[str, object] = {
    "title": QT_TRANSLATE_NOOP("handover", "Shift handover"),
    "shift": QT_TRANSLATE_NOOP("handover", "No. {number} {name}, to the shift {hours} · made {time}"),
    "case": QT_TRANSLATE_NOOP("handover", "Case"),
    "need": QT_TRANSLATE_NOOP("handover", "Need"),
    "stands": QT_TRANSLATE_NOOP("handover", "Where it stands"),
    "promise": QT_TRANSLATE_NOOP("handover", "Next promise"),
    "open": QT_TRANSLATE_NOOP("handover", "Open cases ({count})"),
    "waits": QT_TRANSLATE_NOOP("handover", "Waiting to be accepted ({count})"),
    "words": QT_TRANSLATE_NOOP("handover", "Words"),
    "watch": QT_TRANSLATE_NOOP("handover", "Callers to watch"),
    "who": QT_TRANSLATE_NOOP("handover", "Who"),
    "flags": QT_TRANSLATE_NOOP("handover", "Flags"),
    "away": QT_TRANSLATE_NOOP("handover", "Partners who cannot be counted on"),
    "partner": QT_TRANSLATE_NOOP("handover", "Partner"),
    "why": QT_TRANSLATE_NOOP("handover", "Why"),
    "notes": QT_TRANSLATE_NOOP("handover", "Notes"),
    "signed": QT_TRANSLATE_NOOP("handover", "Handed over by: ____________________    Accepted by: ____________________"),
}


def document(packet: Packet, incoming: Incoming, notes: str, who: str, now: datetime) -> QTextDocument:
    """Return the packet as a document; ``who`` is the operator's name, ``notes`` their words, ``now`` when it was made (aware)."""
    made = QTextDocument()
    made.setDefaultFont(QFont(QFont().family(), 9))
    made.setDefaultStyleSheet(_STYLE)
    made.setHtml(f"<body>{''.join(_body(packet, incoming, notes, who, now))}</body>")
    return made


def pdf_of(made: QTextDocument) -> bytes:
    """Return a document as a PDF. It leaves its margins itself, and numbers its pages there."""
    return pdf(_say("title"), made.print_)


def print_on(made: QTextDocument, printer: QPrinter) -> None:
    """Print a document on A4."""
    printer.setPageLayout(a4())
    made.print_(printer)


def _body(packet: Packet, incoming: Incoming, notes: str, who: str, now: datetime) -> Iterable[str]:
    yield f"<h1>{escape(_say('title'))}</h1>"
    shift = _say("shift")
    told_when = shift.format(number=packet.by, name=who, hours=shift_words(packet.shift), time=f"{now:%Y-%m-%d %H:%M}")
    yield f"<p class='muted'>{escape(told_when)}</p>"
    falls = set(packet.due)
    head = (_say("case"), _say("need"), _say("stands"), _say("promise"))
    rows = [
        (
            escape(row.no),
            escape(" ".join(filter(None, (first_word() if row.priority else "", row.item_name.in_(language()))))),
            escape(" · ".join(filter(None, (stage_word(row.stage), row.handler.in_(language()), row.person_name or masked(row.number))))),
            f"{escape(promise_words(row))} <span class='due'>{escape(say_due()) if row.id in falls else ''}</span>",
        )
        for row in packet.cases
    ]
    yield from _table(_say("open").format(count=len(rows)), head, rows)
    waits = [
        (escape(row.case.no), escape(row.case.item_name.in_(language())), escape(row.note), escape(promise_words(row.case)))
        for row in incoming.cases
    ]
    if waits:
        titles = (head[0], head[1], _say("words"), head[3])
        yield from _table(_say("waits").format(count=len(waits)), titles, waits)
    watch = [
        (escape(row.case_no), escape(row.name or masked(row.number)), escape(", ".join(flag_word(flag.kind) for flag in row.flags)))
        for row in packet.watch
    ]
    if watch:
        yield from _table(_say("watch"), (head[0], _say("who"), _say("flags")), watch)
    away = [(escape(row.case_no), escape(row.name.in_(language())), escape(why_word(row.reason))) for row in packet.outages]
    if away:
        yield from _table(_say("away"), (head[0], _say("partner"), _say("why")), away)
    told = [notes, *(row.notes for row in incoming.notes)]
    if words := [escape(text.strip()).replace("\n", "<br>") for text in told if text.strip()]:
        yield f"<h2>{escape(_say('notes'))}</h2>" + "".join(f"<p>{text}</p>" for text in words)
    signed = escape(_say("signed")).replace("    ", "&nbsp;" * 8)
    yield f"<p class='signed'>{signed}</p>"


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    yield f"<h2>{escape(title)}</h2><table width='100%' cellspacing='0'><tr>"
    yield "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
    yield "</table>"


def _say(word: str) -> str:
    return QCoreApplication.translate("handover", str(_WORDS[word]))
