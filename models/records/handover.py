"""Shift handover (交接班): what an operator who leaves gives to whoever comes next."""

from __future__ import annotations

from models.records.base import Record, Text
from models.records.caller import Flag
from models.records.case import CaseRow
from models.records.catalogue import Line
from models.records.partner import Reason


class Shift(Record, frozen=True):
    """A shift (班次): both ends as ISO times, the second one not included."""

    begins: str
    ends: str


class UnownedRow(Record, frozen=True):
    """An open case that nobody answers for: who handed it over (operator number), when (ISO time), with which words."""

    case: CaseRow
    by: int
    at: str
    note: str = ""


class NotesRow(Record, frozen=True):
    """What an operator told at a handover and nobody has read: who, when, for the shift that begins at ``shift`` (ISO times).

    ``lead`` is who let them go although the promises of so many ``left`` cases had nobody, 0 for an ordinary handover; not ``proved`` where
    that is the word of whoever left.
    """

    id: str
    by: int
    at: str
    shift: str
    notes: str
    line: Line = Line.GENERAL
    lead: int = 0
    left: int = 0
    proved: bool = True


class WatchRow(Record, frozen=True):
    """A caller of the packet who is to be met with care: the person, their flags, and the case they stand in."""

    name: str
    number: str
    flags: tuple[Flag, ...]
    case_no: str


class OutageRow(Record, frozen=True):
    """A partner who cannot be counted on during the next shift, why, and the case it matters for ('' where it matters for none)."""

    code: str
    name: Text
    reason: Reason
    case_no: str = ""


class Packet(Record, frozen=True):
    """What operator ``by`` hands over for ``shift``: the cases they answer for, of which ``due`` (ids) fall due before it is over."""

    by: int
    shift: Shift
    cases: tuple[CaseRow, ...]
    due: tuple[str, ...] = ()
    watch: tuple[WatchRow, ...] = ()
    outages: tuple[OutageRow, ...] = ()


class Incoming(Record, frozen=True):
    """What lies there for whoever comes: cases that nobody answers for, and what was told beside them."""

    cases: tuple[UnownedRow, ...] = ()
    notes: tuple[NotesRow, ...] = ()


class WhisperRow(Record, frozen=True):
    """A lead's note to one operator: from whom (number), when (ISO time)."""

    id: str
    sender: int
    text: str
    at: str
