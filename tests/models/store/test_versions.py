"""Upgrading a file: a backup first, wholly or not at all."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from models.commands import case
from models.migrations import HEADS, upgrade
from models.records.case import CaseKind
from models.records.operation import Desk
from models.repositories import case as cases
from models.store.clock import SettableClock
from models.store.database import Database
from models.store.inspection import inspect
from models.store.store import Store, open_store
from models.store.versions import KEPT, backup, bring_up
from tests.support.databases import migrate

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("{table}", sa.Column("extra", sa.String(), server_default="new"))
    {more}
"""


@pytest.fixture(autouse=True)
def migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here every file is migrated, a new one too."""
    monkeypatch.setattr(upgrade, "upgrade", migrate)


@pytest.fixture
def old_profile(profile_dir: Path, clock: SettableClock, desk: Desk) -> Path:
    """A profile of today's version with a case in it, closed."""
    opened = open_store(profile_dir, clock=clock)
    case.accept(opened, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="", text="漏水")
    opened.close()
    return profile_dir


def tomorrow(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, more: str = "pass") -> None:
    """Make this the program of the next version, which has one more migration for each file."""
    ours = Path(upgrade.__file__).parent
    heads: dict[str, str] = HEADS  # type: ignore[assignment]
    for family, table in (("outbox", "op"), ("replica", "case")):
        folder = tmp_path / "migrations" / family / "versions"
        shutil.copytree(ours / family / "versions", folder, ignore=shutil.ignore_patterns("__pycache__"))
        head = heads[family]
        following = f"{int(head) + 1:04d}"
        (folder / f"{following}_next.py").write_text(NEXT.format(next=following, head=head, table=table, more=more), encoding="utf-8")
        monkeypatch.setitem(heads, family, following)
    monkeypatch.setattr(upgrade, "scripts", lambda family: ScriptDirectory(str(tmp_path / "migrations" / family)))


def columns(path: Path, table: str) -> list[str]:
    raw = sqlite3.connect(path)
    found = [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')]
    raw.close()
    return found


def test_older_files_are_upgraded_behind_a_backup_of_the_precious_one(
    old_profile: Path, clock: SettableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow(monkeypatch, tmp_path)
    opened = open_store(old_profile, clock=clock)
    assert opened.outbox.count() == 8
    opened.close()
    assert columns(old_profile / "outbox.db", "op")[-1] == "extra"
    assert columns(old_profile / "replica.db", "case")[-1] == "extra"
    copies = list((old_profile / "backups").iterdir())
    assert [path.name for path in copies] == ["outbox.db-20261124-090000"]
    assert "extra" not in columns(copies[0], "op")
    assert copies[0].stat().st_mode & 0o077 == 0


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(
    old_profile: Path, clock: SettableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        tomorrow(patched, tmp_path, more='raise LookupError("half way")')
        with pytest.raises(LookupError):
            open_store(old_profile, clock=clock)
    assert "extra" not in columns(old_profile / "outbox.db", "op")
    opened = open_store(old_profile, clock=clock)
    assert cases.find(opened, "1124-28-001")[0].item_code == "C03-03"
    opened.close()


def test_backups_stay_five_and_are_whole(store: Store, clock: SettableClock) -> None:
    paths = []
    for _ in range(KEPT + 3):
        paths.append(backup(store.outbox.database, clock))
        clock.advance(timedelta(seconds=1))
    assert sorted((store.directory / "backups").iterdir()) == paths[-KEPT:]
    copy = sqlite3.connect(paths[-1])
    assert copy.execute("SELECT count(*) FROM op").fetchone() == (store.outbox.count(),)
    copy.close()


def test_two_backups_of_one_second_do_not_overwrite_each_other(store: Store, clock: SettableClock) -> None:
    assert backup(store.outbox.database, clock) != backup(store.outbox.database, clock)


def test_a_profile_of_the_first_version_opens_and_goes_on(profile_dir: Path, clock: SettableClock, desk: Desk) -> None:
    for family in ("outbox", "replica"):
        database = Database(profile_dir / f"{family}.db", "FULL")
        with database.transaction() as connection:
            upgrade.upgrade(connection, family, "0001")  # type: ignore[arg-type]
        database.close()
    opened = open_store(profile_dir, clock=clock)
    found = {"outbox": opened.outbox.database.version(), "replica": opened.replica.database.version()}
    assert found == {family: HEADS[family] for family in ("outbox", "replica")}
    _, one = case.accept(opened, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    assert cases.state(opened, one).no == "1124-28-001"
    assert inspect(opened).clean
    opened.close()


def test_several_files_are_migrated_at_once(tmp_path: Path, clock: SettableClock) -> None:
    together = threading.Barrier(4)

    def make(number: int) -> str:
        together.wait()
        database = Database(tmp_path / f"{number}.db", "NORMAL")
        bring_up(database, "replica", clock)
        found = database.version()
        database.close()
        return found

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(make, range(4))) == {HEADS["replica"]}
