"""The first start: the same tables on both databases, one beginning however many processes begin, and nothing newer is touched."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from structlog.testing import capture_logs

from models.migrations import HEADS
from models.records.outcome import Outcome
from models.store.device import public_key_of
from models.store.envelope import intact
from models.store.reference import shipped
from models.tables.base import CentreTable
from sync.protocol.problems import Code
from sync.server import accounts
from sync.server.centre import Centre
from sync.server.database import ATTEMPTS, open_database
from sync.server.founding import Founded, NewerDatabase, found, new_epoch
from sync.server.push import push
from sync.server.refusal import Refusal
from tests.support import postgres
from tests.support.desks import PASSWORD, signed_in
from tests.support.feeds import rows
from tests.support.statements import before_each
from tests.sync.server.conftest import CHEAP


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    return postgres.new_database(request.getfixturevalue("postgres_uri"))


def begin(url: str) -> tuple[Centre, Founded | None]:
    centre = Centre(open_database(url), hasher=CHEAP)
    return centre, found(centre)


def test_the_migrations_make_the_mapped_tables(empty: str) -> None:
    centre, _ = begin(empty)
    try:
        assert not centre.database.read(lambda c: compare_metadata(MigrationContext.configure(c), CentreTable.metadata))
        if centre.database.kind == "postgresql":
            told = "SELECT relname, reloptions FROM pg_class WHERE relname IN ('stream_head', 'device', 'standing') ORDER BY 1"
            filled = [tuple(row) for row in centre.database.read(lambda c: c.execute(text(told)).all())]
            assert filled == [("device", ["fillfactor=50"]), ("standing", ["fillfactor=70"]), ("stream_head", ["fillfactor=50"])]
    finally:
        centre.close()


def test_a_centre_begins_with_what_ships_signed_by_itself(empty: str) -> None:
    centre, told = begin(empty)
    try:
        assert told is not None
        accounts.set_password(centre, told.number, PASSWORD)
        _, caller = signed_in(centre, told.number)
        for stream in ("catalogue", "partners", "knowledge", "staff"):
            for row in rows(centre, caller, stream):
                assert row.outcome is Outcome.APPLIED
                assert (row.operation.actor, row.rev) == ("usr_0", 1)
        key = centre.database.read(lambda c: c.scalar(text("SELECT public_key FROM device ORDER BY enrolled_at, last_dseq DESC LIMIT 1")))
        assert all(intact(row.operation, public_key_of(str(key))) for row in rows(centre, caller, "catalogue"))
        documents = centre.database.read(lambda c: c.scalar(text("SELECT count(*) FROM document")))
        assert documents == sum(len(found) for _, found in shipped().tables())
    finally:
        centre.close()


def test_processes_that_start_together_found_one_centre(postgres_uri: str) -> None:
    url = postgres.new_database(postgres_uri)
    with ThreadPoolExecutor(4) as threads:
        begun = list(threads.map(lambda _: begin(url), range(4)))
    try:
        assert len({centre.epoch for centre, _ in begun}) == 1
        assert [told for _, told in begun].count(None) == 3
        told = next(told for _, told in begun if told is not None)
        assert begun[0][0].hasher.verify(
            str(begun[0][0].database.read(lambda c: c.scalar(text("SELECT password FROM account")))), told.password
        )
    finally:
        for centre, _ in begun:
            centre.close()


def test_a_newer_database_is_left_alone(empty: str) -> None:
    centre, _ = begin(empty)
    centre.database.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    centre.close()
    centre = Centre(open_database(empty), hasher=CHEAP)
    try:
        with pytest.raises(NewerDatabase) as newer:
            found(centre)
        assert (newer.value.found, newer.value.known) == ("9999", HEADS["centre"])
    finally:
        centre.close()


def test_a_new_epoch_reaches_every_process(open_centre: Callable[[], Centre]) -> None:
    one, other = open_centre(), open_centre()
    desk, _ = signed_in(one)
    before = one.epoch
    assert new_epoch(other) != before
    accounts.authenticate(one, desk.access)
    assert one.epoch == other.epoch


@pytest.mark.parametrize("state", ["40001", "40P01", "23505"])
def test_a_transaction_that_met_another_is_run_again(postgres_url: str, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And it never becomes a decision: after too many of them the whole request is asked again."""
    centre, _ = begin(postgres_url)
    try:
        desk, caller = signed_in(centre)
        left = ATTEMPTS - 1

        def meet(statement: str) -> None:
            nonlocal left
            if statement.startswith("UPDATE stream_head") and left:
                left -= 1
                raise psycopg.errors.lookup(state)

        before_each(monkeypatch, centre, meet)
        assert push(centre, caller, [desk.accept()]).results[0].seq == 1
        assert left == 0
        left = ATTEMPTS
        with pytest.raises(Refusal) as refused, capture_logs() as told:
            push(centre, caller, [desk.accept()])
        assert refused.value.code is Code.TRY_LATER
        assert [line for line in told if line["log_level"] == "warning"] == [
            {"event": "transaction given up", "attempts": ATTEMPTS, "why": state, "log_level": "warning"}
        ]
    finally:
        centre.close()
