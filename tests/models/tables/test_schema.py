"""The migrations make exactly the tables that the code maps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine

from models.migrations import HEADS, Family
from models.migrations import upgrade as migrations
from models.migrations.upgrade import scripts, upgrade
from models.store.database import Database
from models.tables.base import OutboxTable, ReplicaTable
from models.tables.centre import Centre
from tests.support.databases import migrate, remembered_tables

FAMILIES: list[tuple[Family, MetaData]] = [
    ("outbox", OutboxTable.metadata),
    ("replica", ReplicaTable.metadata),
    ("centre", Centre.metadata),
]


def shape(rows: list[tuple[str, str]]) -> dict[str, str]:
    """Name → statement, without the freedom of white space and quotes."""
    return {name: re.sub(r"[\s\"]+", " ", sql) for name, sql in rows if sql and not name.startswith("alembic")}


@pytest.mark.parametrize(("family", "metadata"), FAMILIES)
def test_migrated_file_has_the_mapped_tables_and_indexes(family: Family, metadata: MetaData, tmp_path: Path) -> None:
    database = Database(tmp_path / "x.db", "NORMAL")
    with database.transaction() as connection:
        upgrade(connection, family)
    migrated = shape(database.raw.execute("SELECT name, sql FROM sqlite_master").fetchall())
    database.close()
    engine = create_engine(f"sqlite:///{tmp_path / 'y.db'}")
    metadata.create_all(engine)
    with engine.connect() as connection:
        mapped = shape([(row[0], row[1]) for row in connection.exec_driver_sql("SELECT name, sql FROM sqlite_master")])
    engine.dispose()
    assert migrated == mapped


@pytest.mark.parametrize("family", [family for family, _ in FAMILIES])
def test_tables_that_the_tests_remember_are_those_of_the_migrations(family: Family, tmp_path: Path) -> None:
    found = []
    with remembered_tables():
        for number, step in enumerate((migrate, migrations.upgrade, migrations.upgrade)):
            database = Database(tmp_path / f"{number}.db", "NORMAL")
            with database.transaction() as connection:
                step(connection, family)
            found.append((sorted(database.raw.iterdump()), database.version()))
            database.close()
    assert found[0] == found[1] == found[2]
    assert found[0][1] == HEADS[family]


@pytest.mark.parametrize("family", [family for family, _ in FAMILIES])
def test_head_that_the_start_compares_with_is_the_newest_migration(family: Family) -> None:
    revisions = sorted(script.revision for script in scripts(family).walk_revisions())
    assert scripts(family).get_current_head() == HEADS[family] == revisions[-1]
    assert all(re.fullmatch(r"\d{4}", revision) for revision in revisions)


def test_whoever_accepted_a_case_answers_for_it_in_a_file_from_before_there_were_owners(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.db", "NORMAL")
    with database.transaction() as connection:
        upgrade(connection, "replica", "0005")
    columns = [row[1] for row in database.raw.execute('PRAGMA table_info("case")')]
    numbers = dict.fromkeys(("urgent", "confidential", "closed", "rev"), 0)
    values = {**dict.fromkeys(columns, ""), **numbers, "id": "c", "opened_by": 28, "open": 1}
    marks = ", ".join("?" * len(columns))
    with database.transaction():
        database.raw.execute(f'INSERT INTO "case" VALUES ({marks})', [values[name] for name in columns])
    with database.transaction() as connection:
        upgrade(connection, "replica")
    assert database.raw.execute('SELECT id, opened_by, owner, priority, open FROM "case"').fetchall() == [("c", 28, 28, 0, 1)]
    database.close()
