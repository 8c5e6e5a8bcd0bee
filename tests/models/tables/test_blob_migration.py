"""A centre from before attachments travelled learns from its feed which bytes its operations name."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from sqlalchemy import create_engine

from models.migrations.upgrade import upgrade
from models.records.admission import PartnerLicence
from models.records.effects import encode_content, type_of
from tests.support.papers import licence, pdf, scan_of

STANDS, LOST = scan_of(pdf(81, 100)), scan_of(pdf(82, 100))


def line(content: PartnerLicence, outcome: str = "applied") -> str:
    operation = {"type": type_of(content), "body": encode_content(content)}
    return json.dumps({"outcome": outcome, "operation": operation})


def test_what_stands_in_the_feed_is_noted_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "centre.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection, "centre", "0002")
    rows = [
        ("partners", line(licence(STANDS))),
        ("partners", line(licence(STANDS, number="2"), "rebased")),
        ("partners", line(licence(LOST), "superseded")),
        ("partners", line(licence(None))),
        ("me/1", line(licence(LOST), "rejected")),
        ("partners", json.dumps({"outcome": "applied", "operation": {"type": "partner.recheck", "body": '{"found":"sha256"}'}})),
    ]
    with sqlite3.connect(path) as raw:
        raw.executemany("INSERT INTO feed VALUES (?, ?, '', ?)", [(stream, seq, text) for seq, (stream, text) in enumerate(rows, 1)])
    with engine.begin() as connection:
        upgrade(connection, "centre")
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT sha256, stream FROM attachment").fetchall() == [(STANDS.sha256, "partners")]
    engine.dispose()
