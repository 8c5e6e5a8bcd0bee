"""Writing calls down: what of them is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from models.commands.call import play_recording, record_call
from models.migrations import upgrade
from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.catalogue import Line
from models.records.effects import decode_content
from models.records.failure import BadInput, RuleBroken
from models.records.operation import Desk
from models.repositories import call as calls
from models.store.clock import SettableClock
from models.store.database import Database
from models.store.store import Store

CALL = CallRow(
    id="pbx-1",
    direction=Direction.IN,
    number="057765550001",
    line=Line.GENERAL,
    state=CallState.ENDED,
    queued_at="2026-11-24T09:00:00.000+08:00",
    answered_at="2026-11-24T09:00:04.000+08:00",
    ended_at="2026-11-24T09:01:00.000+08:00",
    reason=EndReason.CALLER,
    operator=28,
    recording="2026/11/24/pbx-1.wav",
)


def test_the_recording_is_kept_and_whether_one_was_muted_is_not(store: Store, desk: Desk) -> None:
    record_call(store, desk, replace(CALL, muted=True))
    assert calls.by_id(store, "pbx-1") == CALL


def test_what_an_earlier_program_wrote_of_a_call_is_read() -> None:
    text = (
        '{"type":"call.record","call":{"id":"a","direction":"in","number":"","line":"general","state":"ended","queued_at":"x",'
        '"answered_at":"","ended_at":"","reason":null,"party":"","case":"","operator":0}}'
    )
    assert decode_content(text).call.recording == ""  # type: ignore[union-attr]


def test_calls_stay_where_the_column_is_added(profile_dir: Path, clock: SettableClock, desk: Desk) -> None:
    database = Database(profile_dir / "replica.db", "FULL")
    with database.transaction() as connection:
        upgrade.upgrade(connection, "replica", "0003")  # type: ignore[arg-type]
    database.raw.execute(
        "INSERT INTO call VALUES ('old', 'in', '057765550002', 'general', 'ended', '2025-01-01', '', '2025-01-02', 'abandoned', '', '', 0)"
    )
    with database.transaction() as connection:
        upgrade.upgrade(connection, "replica")
    row = database.raw.execute("SELECT id, number, reason, operator, recording FROM call").fetchall()
    database.close()
    assert [tuple(found) for found in row] == [("old", "057765550002", "abandoned", 0, "")]


def playings(store: Store) -> list[tuple[object, ...]]:
    found = store.read().exec_driver_sql("SELECT call_id, operator FROM call_played ORDER BY op_id")
    return [tuple(row) for row in found]


def test_every_playing_of_a_recording_is_written_down(store: Store, desk: Desk, lead: Desk) -> None:
    record_call(store, desk, CALL)
    for _ in range(2):
        assert play_recording(store, lead, "pbx-1")[1] == CALL.recording
    assert playings(store) == [("pbx-1", 2), ("pbx-1", 2)]


def test_a_recording_is_played_where_there_is_one_by_whom_it_is_for(store: Store, desk: Desk, lead: Desk, counsellor: Desk) -> None:
    record_call(store, desk, CALL)
    record_call(store, desk, replace(CALL, id="bare", recording=""))
    record_call(store, counsellor, replace(CALL, id="sealed", line=Line.PSYCHOLOGY))
    for who, call_id, code in (
        (desk, "pbx-1", "permission.denied"),
        (counsellor, "pbx-1", "permission.denied"),
        (lead, "bare", "recording.none"),
        (lead, "nothing", "call.missing"),
        (lead, "sealed", "line.sealed"),
    ):
        with pytest.raises((BadInput, RuleBroken)) as refused:
            play_recording(store, who, call_id)
        assert refused.value.code == code
    assert playings(store) == []
    play_recording(store, counsellor, "sealed")
    assert playings(store) == [("sealed", 25)]
