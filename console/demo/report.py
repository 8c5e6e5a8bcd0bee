"""What the store holds after a story: read back from the journal, never from the script."""

from __future__ import annotations

from pathlib import Path

import msgspec

from models.records.base import Record
from models.records.failure import StoreFailure
from models.repositories import case as cases
from models.store.store import Store


class Report(Record, frozen=True):
    """The outcome of a story. ``satisfied`` is None where nobody was asked. ``journal`` holds one line per entry, oldest first."""

    story: str
    closed: bool
    resolved: bool
    satisfied: bool | None
    cards: tuple[dict[str, str], ...]
    unmet: tuple[dict[str, str], ...]
    journal: tuple[dict[str, object], ...]


def write_report(store: Store, story: str, case_ids: tuple[str, ...], target: Path | None) -> str:
    """Read the cases of a story, write the report as JSON to ``target`` (or nowhere) and return it as text.

    Raises StoreFailure ``report.unwritten`` where the target cannot be written.
    """
    states = [cases.state(store, case_id) for case_id in case_ids]
    entries = [entry for case_id in case_ids for entry in cases.journal(store, case_id)]
    last = states[-1] if states else None
    report = Report(
        story=story,
        closed=bool(states) and all(state.closed for state in states),
        resolved=last is not None and last.resolved is True,
        satisfied=last.satisfied if last else None,
        cards=tuple({"partner": code, "card": card, "case": state.no} for state in states for code, card in state.cards),
        unmet=tuple({"need": need.need, "tried": need.tried, "case": state.no} for state in states for need in state.unmet),
        journal=tuple(
            {
                "at": entry.at,
                "operator": entry.actor,
                "desk": entry.desk,
                "entry": entry.verb,
                "body": {name: value for name, value in msgspec.to_builtins(entry.body).items() if name != "type"},
            }
            for entry in entries
        ),
    )
    text = msgspec.json.format(msgspec.json.encode(report), indent=1).decode()
    if target is not None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text + "\n", encoding="utf-8")
        except OSError as failure:
            raise StoreFailure("report.unwritten", file=target.name) from failure
    return text
