"""A full disk, a read-only folder: a calm failure, and the store is as it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from models.commands import case, draft
from models.records.case import CaseKind
from models.records.draft import Draft
from models.records.failure import StoreFailure
from models.records.journal import Note
from models.records.operation import Desk
from models.repositories import case as cases
from models.store.database import Database
from models.store.failures import failure_of
from models.store.inspection import inspect
from models.store.store import Store

LONG = "长" * 20_000
AS_NOBODY = """
import os, sys
from console.store_command import run
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.exit(run(["seed", "--cases", "1", "--profile-dir", sys.argv[1]]))
"""


@pytest.fixture
def case_id(store: Store, desk: Desk) -> str:
    return case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")[1]


def fill(database: Database) -> None:
    """Let the file grow no more."""
    pages = database.raw.execute("PRAGMA page_count").fetchone()[0]
    database.raw.execute(f"PRAGMA max_page_count={pages}")


@pytest.mark.parametrize("name", ["outbox", "replica"])
def test_full_disk_changes_nothing_in_either_file_and_passes(name: str, store: Store, desk: Desk, case_id: str) -> None:
    database = store.outbox.database if name == "outbox" else store.replica.database
    count, journal = store.outbox.count(), cases.journal(store, case_id)
    fill(database)
    with pytest.raises(StoreFailure) as met:
        case.append(store, desk, case_id, Note(text=LONG))
    assert (met.value.code, met.value.details) == ("disk.full", {"file": f"{name}.db"})
    assert (store.outbox.count(), cases.journal(store, case_id)) == (count, journal)
    database.raw.execute("PRAGMA max_page_count=1000000")
    case.append(store, desk, case_id, Note(text=LONG))
    assert cases.journal(store, case_id)[-1].body == Note(text=LONG)
    assert inspect(store).clean


def test_full_disk_keeps_the_draft_that_was_saved_before(store: Store) -> None:
    draft.save_draft(store, Draft(key="desk", text="先前"))
    fill(store.outbox.database)
    with pytest.raises(StoreFailure, match=r"disk\.full"):
        draft.save_draft(store, Draft(key="desk", text=LONG))
    assert [found.text for found in draft.load_drafts(store)] == ["先前"]


@pytest.mark.parametrize("name", ["outbox", "replica"])
def test_file_that_became_read_only(name: str, store: Store, desk: Desk, case_id: str) -> None:
    database = store.outbox.database if name == "outbox" else store.replica.database
    database.raw.execute("PRAGMA query_only=ON")
    with pytest.raises(StoreFailure) as met:
        case.append(store, desk, case_id, Note(text="x"))
    assert met.value.code == "disk.read_only"
    assert cases.state(store, case_id).rev == 1
    database.raw.execute("PRAGMA query_only=OFF")
    assert inspect(store).clean


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders work differently")
@pytest.mark.parametrize("kind", ["folder", "file"])
def test_read_only_profile_is_refused(kind: str) -> None:
    """The superuser may write everywhere, so the profile is opened by somebody else where the test runs as one."""
    with tempfile.TemporaryDirectory() as name:
        profile = Path(name) / "profile"
        profile.mkdir()
        Path(name).chmod(0o755)
        if kind == "file":
            (profile / "outbox.db").write_bytes(b"")
            (profile / "outbox.db").chmod(0o444)
            (profile / "console.lock").touch(0o666)
            (profile / "console.lock").chmod(0o666)
        profile.chmod(0o555)
        command, environment = [sys.executable, "-c", AS_NOBODY, str(profile)], {**os.environ, "LC_ALL": "C"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        profile.chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("Writing is not allowed there; "), done.stderr


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk.full"), (errno.EROFS, "disk.read_only"), (errno.EACCES, "disk.read_only"), (errno.EIO, "disk.failed")],
)
def test_what_the_file_system_says(number: int, code: str) -> None:
    failure = failure_of(OSError(number, "x", "/data/outbox.db"), "outbox.db")
    assert failure is not None
    assert (failure.code, failure.details) == (code, {"file": "outbox.db"})


def test_a_bug_is_no_failure_of_the_world() -> None:
    assert failure_of(ValueError("x"), "outbox.db") is None
