"""The life of a case: the fold of its journal into a state, and what may be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from models.records.case import CaseState
from models.records.failure import RuleBroken
from models.records.journal import Absorb, Accept, Entry, Undo
from models.rules.amending import counts
from models.rules.effects import advance, begin
from models.rules.transitions import objection


def effective(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries that count, in order: undone ones and the undos themselves are left out.

    An undo takes back one earlier entry by its operation id; an undo that was itself undone restores it. The acceptance that begins a
    journal cannot be taken back, and an operation that arrives twice counts once. What the centre did not let stand does not count; an
    amendment that lost a field does, because its conflict must be seen (``models.rules.amending``).
    """
    undone: set[str] = set()
    kept: list[Entry] = []
    for place, entry in reversed(tuple(enumerate(stands(_distinct(entries))))):
        if entry.op_id in undone and place > 0:
            continue
        if isinstance(entry.body, Undo):
            undone.add(entry.body.op_id)
        else:
            kept.append(entry)
    return tuple(reversed(kept))


def fold(entries: Sequence[Entry]) -> CaseState:
    """Return what a journal adds up to.

    Pure, deterministic and total for every journal that begins with an acceptance: an entry that does not fit the state that it meets is
    kept in the journal and changes nothing. ``rev`` counts all operations, undone ones too. Raises RuleBroken ``case.missing`` otherwise.
    """
    distinct = _distinct(entries)
    state, _ = _trace(effective(distinct))
    last = distinct[-1]
    return replace(state, rev=len(distinct), last_at=last.at, last_by=last.actor)


def extended(state: CaseState | None, entry: Entry) -> CaseState | None:
    """Return what a journal that adds up to ``state`` adds up to with one entry more, without reading it again.

    None stands for a journal without an acceptance that counts, in which nothing else counts either. ``entry.seq`` is the entry's place.
    Not for an undo, which needs the whole journal.
    """
    counted = counts(entry.body, entry.outcome)
    if state is None:
        if not counted or not isinstance(entry.body, Accept):
            return None
        moved = begin(entry, entry.body)
    else:
        moved = advance(state, entry) if counted and objection(state, entry.body) is None else state
    return replace(moved, rev=entry.seq, last_at=entry.at, last_by=entry.actor)


def undoable(entries: Sequence[Entry]) -> Entry | None:
    """Return the last entry that may be taken back, or None.

    That is the last one that counts and fitted, so no later one rests on it; not the acceptance (cancelling is the way), and not the
    absorbing half of a merge (it goes with the other half, in the journal of the case that was merged).
    """
    if not entries:
        return None
    _, applied = _trace(effective(entries))
    return next((entry for entry in reversed(applied[1:]) if not isinstance(entry.body, Absorb)), None)


def stands(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries without those that the centre superseded, rejected or keeps in quarantine."""
    return tuple(entry for entry in entries if counts(entry.body, entry.outcome))


def _distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries without repeated operations; the first arrival counts."""
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.op_id, entry)
    return tuple(found.values())


def _trace(entries: Sequence[Entry]) -> tuple[CaseState, list[Entry]]:
    """Return the state and the entries that fitted on the way to it."""
    if not entries or not isinstance(entries[0].body, Accept):
        raise RuleBroken("case.missing")
    state = begin(entries[0], entries[0].body)
    applied = [entries[0]]
    for entry in entries[1:]:
        if objection(state, entry.body) is None:
            state = advance(state, entry)
            applied.append(entry)
    return state, applied
