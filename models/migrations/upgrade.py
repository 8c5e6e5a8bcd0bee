"""Runs the migrations of one file."""

from __future__ import annotations

import threading
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from models.migrations import Family

_turn = threading.Lock()
"""Alembic gives its migrations one set of operations for the whole process: two threads would write into each other's files."""


def upgrade(connection: Connection, family: Family, target: str = "head") -> None:
    """Bring a file to ``target``. The caller holds the transaction, so that a file is migrated wholly or not at all."""
    script = scripts(family)
    with _turn, EnvironmentContext(Config(), script, fn=lambda revision, _: script._upgrade_revs(target, revision)) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()


def scripts(family: Family) -> ScriptDirectory:
    """Return the migrations of a family."""
    return ScriptDirectory(str(Path(__file__).parent / family))
