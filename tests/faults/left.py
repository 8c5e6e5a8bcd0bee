"""What the kills have left: the feed of the centre, and the stores of the desks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
from sqlalchemy import select

from models.records.feed import FeedRow
from models.repositories import case as cases
from models.rules.chain import BEGINNING, link
from models.store.inspection import inspect
from models.store.store import Store, open_store
from models.tables.centre import Feed
from sync.server.database import open_database

feed_row = msgspec.json.Decoder(FeedRow).decode
"""Returns the record behind a line of the feed."""


def read_feed(url: str) -> tuple[Counter[str], list[str]]:
    """Return how often each operation stands in the feed, and what is wrong with the order of the streams."""
    database = open_database(url)
    rows = database.read(lambda connection: connection.execute(select(Feed.__table__).order_by(Feed.stream, Feed.seq)).all())
    database.close()
    fed: Counter[str] = Counter()
    wrong: list[str] = []
    last: dict[str, tuple[int, str]] = {}
    for row in rows:
        told = feed_row(row.line)
        seq, chain = last.get(row.stream, (0, BEGINNING))
        follows = link(chain, row.seq, told.operation.op_id, told.operation.digest, told.outcome.value)
        if row.seq != seq + 1 or row.chain != follows:
            wrong.append(f"{row.stream} is torn at {row.seq}")
        last[row.stream] = row.seq, row.chain
        fed[told.operation.op_id] += 1
    return fed, wrong


def look_over(profiles: dict[int, Path], fed: Counter[str]) -> tuple[int, list[str]]:
    """Return how many lines stand in a desk's journals twice, and what differs between the desks or from the feed."""
    doubled, wrong, seen = 0, [], []
    for number, profile in profiles.items():
        store = open_store(profile, alone=False)
        try:
            examined = inspect(store)
            if not examined.clean or store.notices:
                wrong.append(f"desk {number}: {examined} {store.notices}")
            journals = _journals(store)
            lines = Counter(op_id for journal in journals.values() for op_id, _outcome in journal)
            doubled += sum(count - 1 for count in lines.values())
            wrong += [f"desk {number} shows {op_id}, which the feed has not" for op_id in lines if op_id not in fed]
            seen.append(journals)
        finally:
            store.close()
    if any(journals != seen[0] for journals in seen):
        wrong.append("the desks differ")
    return doubled, wrong


def _journals(store: Store) -> dict[str, list[tuple[str, str]]]:
    ids = [row[0] for row in store.replica.database.raw.execute("SELECT DISTINCT case_id FROM entry ORDER BY case_id")]
    return {case_id: [(entry.op_id, str(entry.outcome)) for entry in cases.journal(store, case_id)] for case_id in ids}
