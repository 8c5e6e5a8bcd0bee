"""Who rings; and what waits to be rung, as a draft of this desk: it outlives the window and the machine as typed words do."""

from __future__ import annotations

from models.records.base import Text
from models.records.call import CallRow, CallState, Direction, RingRow
from models.records.draft import Draft

_PREFIX = "ring:"


def rings(call: CallRow | None) -> bool:
    """Tell whether a call is a caller who rings."""
    return call is not None and call.direction is Direction.IN and call.state is CallState.ALERTING


def ring_key(row: RingRow) -> str:
    """Return the key of the draft that keeps a row; the same number for the same case is one wish."""
    return f"{_PREFIX}{row.number}:{row.case}"


def is_ring(key: str) -> bool:
    """Tell whether a draft of this key is a number to ring and no typed words."""
    return key.startswith(_PREFIX)


def ring_draft(row: RingRow, *, sealed: bool = False) -> Draft:
    """Return the draft that keeps a row; ``sealed`` as for typed words."""
    beside = {"no": row.case_no, "who.zh": row.who.zh, "who.en": row.who.en, "key": row.key}
    return Draft(key=ring_key(row), number=row.number, case_id=row.case, fields=beside, saved_at=row.since, sealed=sealed)


def ring_row(draft: Draft) -> RingRow:
    """Return the row that a draft keeps."""
    beside = draft.fields
    return RingRow(
        number=draft.number,
        case=draft.case_id,
        case_no=beside.get("no", ""),
        who=Text(beside.get("who.zh", ""), beside.get("who.en", "")),
        key=beside.get("key", ""),
        since=draft.saved_at,
    )
