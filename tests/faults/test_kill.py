"""``kill -9`` at any moment: nothing that was told to be saved is missing, and no case is in an impossible state."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from models.commands import case
from models.records.case import CaseKind
from models.records.draft import Draft
from models.records.journal import Note
from models.records.operation import Desk
from models.repositories import case as cases
from models.store.inspection import inspect
from models.store.store import Store, open_store
from tests.faults.shift import Round, Told, examine

KILLS = int(os.environ.get("HOTLINE_KILLS", "20"))
SEED = int(os.environ.get("HOTLINE_SEED", "81890"))
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal and forks")

DIES = """
import os, signal, sys
from pathlib import Path
from models.commands import case, draft
from models.records.draft import Draft
from models.records.journal import Note
from models.records.operation import Desk
from models.store.store import open_store

profile, file, moment, deed, case_id = Path(sys.argv[1]), *sys.argv[2:]
store = open_store(profile)
database = store.outbox.database if file == "outbox" else store.replica.database

def die(statement):
    if statement.startswith(moment):
        os.kill(os.getpid(), signal.SIGKILL)

database.raw.set_trace_callback(die)
if deed == "draft":
    draft.save_draft(store, Draft(key="desk", text="afterwards"))
else:
    case.append(store, Desk(actor=28, desk="28", session="s"), case_id, Note(text="afterwards"))
"""


def dies(profile: Path, file: str, moment: str, deed: str, case_id: str = "") -> None:
    """Let a desk do something and die as it is about to run a statement that begins with ``moment`` on one of its files."""
    command = [sys.executable, "-c", DIES, str(profile), file, moment, deed, case_id]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr


@pytest.fixture
def desk() -> Desk:
    return Desk(actor=28, desk="28", session="s")


@pytest.fixture
def case_id(profile_dir: Path, desk: Desk) -> str:
    """A closed profile with a case and a draft in it."""
    store = open_store(profile_dir)
    _, made = case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    store.outbox.save_draft(Draft(key="desk", text="before"))
    store.close()
    return made


def test_killed_again_and_again_nothing_is_lost(profile_dir: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.shift", str(profile_dir), str(KILLS), str(SEED)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    rounds = [msgspec.json.decode(line, type=Round) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr or rounds[-1]
    assert [found.round for found in rounds] == list(range(KILLS))
    assert all(found.wrong == () for found in rounds)
    assert sum(found.told > 0 for found in rounds) > KILLS // 2, "most desks must come to work before they are killed"


@pytest.mark.parametrize(
    ("file", "moment", "saved"),
    [
        ("replica", "BEGIN", False),
        ("replica", "INSERT", False),
        ("outbox", "BEGIN", False),
        ("outbox", "INSERT", False),
        ("outbox", "COMMIT", False),
        ("replica", "COMMIT", True),
    ],
)
def test_a_deed_is_saved_from_the_commit_of_the_outbox_on_and_wholly(
    file: str, moment: str, saved: bool, profile_dir: Path, case_id: str
) -> None:
    dies(profile_dir, file, moment, "note", case_id)
    store = open_store(profile_dir)
    bodies = [entry.body for entry in cases.journal(store, case_id)][1:]
    assert bodies == ([Note(text="afterwards")] if saved else [])
    assert store.outbox.count() == (9 if saved else 8)
    assert inspect(store).clean
    store.close()


@pytest.mark.parametrize("moment", ["INSERT", "COMMIT"])
def test_a_draft_is_the_old_one_or_the_new_one(moment: str, profile_dir: Path, case_id: str) -> None:
    dies(profile_dir, "outbox", moment, "draft", case_id)
    store = open_store(profile_dir)
    assert [draft.text for draft in store.outbox.drafts()] == ["before"]
    store.close()


def test_examination_sees_what_is_missing(profile_dir: Path, case_id: str) -> None:
    store: Store = open_store(profile_dir)
    assert examine(store, Told(draft="bef", operations=8)) == ()
    assert examine(store, Told(draft="more", operations=10)) == ("2 operations lost", "draft lost")
    store.read().exec_driver_sql('UPDATE "case" SET stage = \'closed\' WHERE id = ?', (case_id,))
    assert [line.split("(")[0] for line in examine(store, None)] == ["inspection Inspection"]
    store.close()
