"""Starting: the first time, again, twice at once, on a newer file, on an older one."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from models.commands import case, draft
from models.records.case import CaseKind
from models.records.draft import Draft
from models.records.failure import StoreFailure
from models.records.operation import Desk
from models.repositories import case as cases
from models.repositories import catalogue, knowledge, partner, staff, unit
from models.store.clock import SettableClock
from models.store.profile import default_dir
from models.store.reference import ReferenceData
from models.store.store import Store, open_store
from resources.catalogue import load_items
from resources.demo import load_partners, load_staff


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir()) if path.is_file()}


def test_first_start_brings_the_reference_data_in_as_operations(store: Store) -> None:
    assert catalogue.items(store) == load_items()
    assert len(catalogue.categories(store)) == 17
    assert len(catalogue.districts(store)) == 23
    assert [row.code for row in partner.all(store)] == [row.code for row in load_partners()]
    assert staff.all(store) == load_staff()
    assert unit.all(store)
    assert knowledge.all(store)
    types = [(found.type, found.entity.id) for found in store.outbox.operations()]
    assert types == [
        ("reference.import", name) for name in ("category", "item", "district", "partner", "unit", "article", "operator")
    ]


def test_a_store_may_begin_with_other_data(profile_dir: Path, clock: SettableClock) -> None:
    opened = open_store(profile_dir, reference=ReferenceData(items=load_items()[:3]), clock=clock)
    assert [row.code for row in catalogue.items(opened)] == ["C01-01", "C01-02", "C01-03"]
    assert partner.all(opened) == ()
    opened.close()


def test_everything_is_there_after_closing_and_opening(profile_dir: Path, clock: SettableClock, desk: Desk) -> None:
    first = open_store(profile_dir, clock=clock)
    _, case_id = case.accept(first, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="", text="水管漏水")
    draft.save_draft(first, Draft(key="desk", text="打到一半", cursor=4))
    count = first.outbox.count()
    first.close()
    second = open_store(profile_dir, clock=clock)
    assert cases.state(second, case_id).text == "水管漏水"
    assert [(found.text, found.cursor) for found in draft.load_drafts(second)] == [("打到一半", 4)]
    assert (second.outbox.count(), second.notices) == (count, ())
    second.close()


def test_files_are_opened_as_the_protocol_wants(store: Store) -> None:
    def pragma(name: str) -> tuple[object, object]:
        files = (store.outbox.database.raw, store.replica.database.raw)
        return tuple(raw.execute(f"PRAGMA {name}").fetchone()[0] for raw in files)

    assert pragma("journal_mode") == ("wal", "wal")
    assert pragma("synchronous") == (2, 1)
    assert pragma("secure_delete") == (1, 1)
    assert {path.stat().st_mode & 0o077 for path in store.directory.glob("*.db")} == {0}


def test_second_start_is_refused_with_the_holder_and_changes_nothing(store: Store) -> None:
    before = contents(store.directory)
    with pytest.raises(StoreFailure) as refused:
        open_store(store.directory)
    assert refused.value.code == "store.in_use"
    assert refused.value.details == {"pid": os.getpid()}
    assert contents(store.directory) == before


def test_another_process_is_refused_too_and_may_open_afterwards(store: Store) -> None:
    script = "import sys; from pathlib import Path; from console.store_command import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", script, "store", "check", "--profile-dir", str(store.directory)]
    refused = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}, check=False)
    assert refused.returncode == 1
    assert "open on this data" in refused.stderr
    store.outbox.count()
    store.close()
    allowed = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}, check=False)
    assert allowed.returncode == 0, allowed.stderr


@pytest.mark.parametrize("name", ["outbox.db", "replica.db"])
def test_newer_file_is_refused_and_left_alone(name: str, profile_dir: Path, clock: SettableClock) -> None:
    open_store(profile_dir, clock=clock).close()
    raw = sqlite3.connect(profile_dir / name)
    raw.execute("UPDATE alembic_version SET version_num = '0099'")
    raw.commit()
    raw.close()
    before = contents(profile_dir)
    with pytest.raises(StoreFailure) as refused:
        open_store(profile_dir, clock=clock)
    assert refused.value.code == "store.newer"
    assert refused.value.details["file"] == name
    assert contents(profile_dir) == before


def test_profile_lies_where_the_platform_keeps_data() -> None:
    assert default_dir().name == "hotline-console"
