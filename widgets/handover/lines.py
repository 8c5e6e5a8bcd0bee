"""The packet of a shift as lines."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from models.records.base import parse_time
from models.records.case import CaseRow
from models.records.handover import NotesRow, OutageRow, Shift, UnownedRow, WatchRow
from widgets.base.counting import counted
from widgets.base.moment import clock, countdown, day_clock
from widgets.base.number import masked
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import deadline_word, first_word, flag_word, language, stage_word, why_word

NOTES = "notes:"
"""How the keys of lines begin that are words, not cases."""


def shift_words(shift: Shift) -> str:
    """Return both ends of a shift, ``16:00–24:00``."""
    ends = clock(shift.ends)
    return f"{clock(shift.begins)}–{'24:00' if ends == '00:00' else ends}"


def promise_words(row: CaseRow) -> str:
    """Return the next promise of a case with its time, '' where nothing is promised."""
    if not row.due:
        return ""
    at = parse_time(row.due)
    return f"{deadline_word(row.due_kind) if row.due_kind else ''} {at:%m-%d %H:%M}".strip()


def own_line(row: CaseRow, now: datetime, *, due: bool) -> Line:
    """Return a case that is to be handed over; ``due`` ones fall due before the next shift is over."""
    falls = (Mark(say_due(), Tone.DUE),) if due else ()
    return _case_line(row, now, _first(row) + falls, "")


def waiting_line(row: UnownedRow, now: datetime) -> Line:
    """Return a case that nobody answers for, with who handed it over and their words."""
    told = QCoreApplication.translate("HandoverPane", "from No. {number} · {time}").format(number=row.by, time=day_clock(row.at, now))
    return _case_line(row.case, now, _first(row.case), " · ".join(filter(None, (told, row.note))))


def notes_line(row: NotesRow, now: datetime) -> Line:
    """Return what was told at a handover, or that somebody left promises behind and who let them."""
    title = row.notes
    marks: tuple[Mark, ...] = ()
    if row.lead:
        one = QCoreApplication.translate("HandoverPane", "left {count} promise without an owner · let go by No. {lead}")
        many = QCoreApplication.translate("HandoverPane", "left {count} promises without an owner · let go by No. {lead}")
        marks = (Mark(counted(row.left, one, many, lead=row.lead), Tone.OVERDUE),)
        if not row.proved:
            marks += (Mark(QCoreApplication.translate("HandoverPane", "not proved: nobody asked for the lead's password"), Tone.DUE),)
    who = QCoreApplication.translate("HandoverPane", "from No. {number} · {time}").format(number=row.by, time=day_clock(row.at, now))
    kind = QCoreApplication.translate("HandoverPane", "Notes")
    return Line(key=f"{NOTES}{row.id}", lead=kind, title=" ".join(title.split()), subtitle=who, right=marks, note=title)


def watch_line(row: WatchRow) -> Line:
    """Return a caller who is to be met with care."""
    marks = tuple(Mark(flag_word(flag.kind), Tone.DUE) for flag in row.flags)
    notes = " · ".join(flag.note for flag in row.flags if flag.note)
    return Line(key=f"watch:{row.case_no}", title=row.name or masked(row.number), lead=row.case_no, subtitle=notes, marks=marks)


def outage_line(row: OutageRow) -> Line:
    """Return a partner who cannot be counted on during the next shift."""
    return Line(
        key=f"outage:{row.code}:{row.case_no}:{row.reason.why}",
        title=row.name.in_(language()),
        lead=row.case_no,
        marks=(Mark(why_word(row.reason), Tone.DUE),),
    )


def held_line(row: CaseRow, now: datetime) -> Line:
    """Return a case that holds back whoever leaves."""
    nobody = () if row.owner else (Mark(QCoreApplication.translate("HandoverPane", "handed over, not accepted yet"), Tone.DUE),)
    return _case_line(row, now, nobody, "")


def say_due() -> str:
    """Return how a case is marked that falls due during the next shift."""
    return QCoreApplication.translate("HandoverPane", "next shift")


def _first(row: CaseRow) -> tuple[Mark, ...]:
    return (Mark(first_word(), Tone.ACCENT),) if row.priority else ()


def _case_line(row: CaseRow, now: datetime, marks: tuple[Mark, ...], beneath: str) -> Line:
    words, tone = countdown(row.due, now)
    promise = (Mark(f"{deadline_word(row.due_kind)} {words}" if row.due_kind else words, tone),) if words else ()
    who = (stage_word(row.stage), row.handler.in_(language()), row.person_name or masked(row.number))
    return Line(
        key=row.id,
        title=row.item_name.in_(language()),
        lead=row.no,
        subtitle=" · ".join(filter(None, (*who, beneath))),
        marks=marks,
        right=promise,
    )
