"""Operations keep the bytes that were signed, their seal and their order."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.commands import case
from models.records.case import CaseKind
from models.records.effects import decode_content, encode_content
from models.records.failure import StoreFailure
from models.records.journal import Accept, Note, encode_body
from models.records.operation import Desk, Operation
from models.store.clock import SettableClock
from models.store.device import public_key_of
from models.store.envelope import intact
from models.store.store import Store, open_store
from tests.models.store.day import Day


@pytest.fixture
def operations(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> list[Operation]:
    Day(store, clock, desk, lead).whole()
    return list(store.outbox.operations())


def test_every_seal_fits_and_binds_body_and_envelope(store: Store, operations: list[Operation]) -> None:
    key = public_key_of(store.outbox.device.public_key)
    assert all(intact(operation, key) for operation in operations)
    one = operations[-1]
    assert not intact(replace(one, body=one.body + " "), key)
    assert not intact(replace(one, actor="usr_1"), key)
    assert not intact(replace(one, digest=hashlib.sha256(b"x").hexdigest()), key)


def test_digest_is_sha256_of_salt_and_body_and_salts_differ(operations: list[Operation]) -> None:
    one = operations[-1]
    assert one.digest == hashlib.sha256(base64.b64decode(one.salt) + one.body.encode()).hexdigest()
    assert len({operation.salt for operation in operations}) == len(operations)
    assert len(base64.b64decode(one.salt)) == 16


def test_numbers_have_no_gap_and_ids_grow_with_them(operations: list[Operation]) -> None:
    assert [operation.dseq for operation in operations] == list(range(1, len(operations) + 1))
    assert [operation.op_id for operation in operations] == sorted(operation.op_id for operation in operations)


def test_body_on_disk_is_the_very_text_that_was_encoded(store: Store, desk: Desk) -> None:
    body = Note(text='引号 " 反斜杠 \\ 表情 😀 \u2028')
    _, case_id = case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    case.append(store, desk, case_id, body)
    raw = sqlite3.connect(store.directory / "outbox.db")
    stored = raw.execute("SELECT body FROM op ORDER BY dseq DESC LIMIT 1").fetchone()[0]
    raw.close()
    assert stored == encode_content(body) == encode_body(body).decode()
    assert decode_content(stored) == body


def test_what_was_done_together_has_one_group(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> None:
    Day(store, clock, desk, lead).rough_wall()
    operations = list(store.outbox.operations())
    verdict = next(found for found in operations if found.type == "case.verify")
    discipline = next(found for found in operations if found.type == "partner.discipline")
    assert verdict.group is not None
    assert verdict.group == discipline.group
    assert next(found for found in operations if found.type == "case.dispatch").group is None


def test_streams_keep_the_psychology_line_apart(store: Store, desk: Desk, counsellor: Desk) -> None:
    _, sealed = case.accept(store, counsellor, item_code="C13-07", kind=CaseKind.SERVICE, number="")
    _, plain = case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    streams = {found.entity.id: found.stream for found in store.outbox.operations()}
    line = {row.id: row for row in store.read().exec_driver_sql('SELECT id, line FROM "case"')}
    assert line[sealed].line == "psychology", "the test needs an item of the psychology line"
    assert streams[sealed] == "line/psychology"
    assert streams[plain] == "centre/ruian"


def test_an_operation_out_of_order_is_not_written(store: Store, operations: list[Operation]) -> None:
    with pytest.raises(ValueError, match="gap"):
        store.outbox.append([replace(operations[-1], dseq=len(operations) + 2)])
    assert store.outbox.count() == len(operations)


def test_envelope_says_who_where_and_when(store: Store, clock: SettableClock, desk: Desk) -> None:
    case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    made = list(store.outbox.operations())[-1]
    assert (made.actor, made.desk, made.session, made.v, made.inc) == ("usr_28", "28", "ses_28", 1, 1)
    assert made.at.wall == "2026-11-24T09:00:00.000+08:00"
    assert isinstance(decode_content(made.body), Accept)


def test_key_stays_and_is_readable_by_its_owner_only(profile_dir: Path, clock: SettableClock) -> None:
    first = open_store(profile_dir, clock=clock)
    device = first.outbox.device.id
    first.close()
    second = open_store(profile_dir, clock=clock)
    assert second.outbox.device.id == device
    assert (profile_dir / "device.key").stat().st_mode & 0o077 == 0
    second.close()


def test_a_lost_key_makes_a_new_device_in_a_new_incarnation(profile_dir: Path, clock: SettableClock, desk: Desk) -> None:
    first = open_store(profile_dir, clock=clock)
    device, last = first.outbox.device.id, first.outbox.next_dseq
    first.close()
    (profile_dir / "device.key").unlink()
    second = open_store(profile_dir, clock=clock)
    assert [notice.code for notice in second.notices] == ["store.key_lost"]
    assert isinstance(second.notices[0], StoreFailure)
    assert second.outbox.device.id != device
    assert (second.outbox.inc, second.outbox.next_dseq) == (2, last)
    second.close()
