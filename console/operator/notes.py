"""Where notes go that were typed beside a case: to the person, or into the journal of a case that keeps them to itself."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from models.records.caller import PersonRow
from models.records.catalogue import Line
from models.records.journal import Note


def home_of(fields: Mapping[str, str], known: PersonRow | None, number: str, line: Line) -> PersonRow | Note | None:
    """Return what the notes in the form become: their person as it is to be saved, or an entry for the case; None where none are new.

    ``known`` is the person on record who speaks, ``number`` the case's normalised number, '' where withheld. The psychology line's notes
    never reach the person, whom everybody reads: they are an entry in that line's own case. So are notes on somebody who has neither
    name nor number.
    """
    notes, before = fields["notes"].strip(), known.notes.strip() if known else ""
    name = fields["name"].strip()
    if notes == before:
        return None
    if line is Line.PSYCHOLOGY or not (known or name or number):
        added = notes.removeprefix(before).strip()
        return Note(text=added) if added else None
    if known is not None:
        return replace(known, notes=notes)
    return PersonRow(
        id="",
        name=name,
        numbers=(number,) if number else (),
        address=fields["address"].strip(),
        district=fields["district"],
        notes=notes,
    )
