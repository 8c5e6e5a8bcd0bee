"""The power fails at any moment: what was told to be saved is there, the replica is one that once was, and the two find together again."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from models.commands import caller, case, draft, search
from models.records.base import Text
from models.records.caller import PersonRow
from models.records.draft import Draft
from models.records.journal import Acknowledge, Dispatch, Merge, Note
from models.repositories import case as cases
from models.store.clock import SettableClock
from models.store.profile import KEY, OUTBOX, REPLICA
from tests.models.conftest import clock, one, paper, two  # noqa: F401  fixtures
from tests.models.store.desks import SyncedDesk, accepted, assert_same
from tests.support.power import Disk

CUTS = int(os.environ.get("HOTLINE_CUTS", "1000"))
SEED = int(os.environ.get("HOTLINE_SEED", "81890"))
REUNIONS = 12
"""So many of the cuts are followed by a start of the whole store and a meeting with the centre."""

Statement = tuple[str, str]


class Recorded:
    """A day between two desks, as statements on the two files of one of them."""

    def __init__(self, desk: SyncedDesk) -> None:
        self.desk = desk
        self.begin = {path.name: path.read_bytes() for path in (desk.directory / OUTBOX, desk.directory / REPLICA)}
        self.statements: list[Statement] = []

    def listen(self) -> None:
        for file, database in ((OUTBOX, self.desk.store.outbox.database), (REPLICA, self.desk.store.replica.database)):
            database.raw.set_trace_callback(lambda sql, file=file: self._note(file, sql))

    def _note(self, file: str, sql: str) -> None:
        if not sql.lstrip().upper().startswith(("SELECT", "PRAGMA")):
            self.statements.append((file, sql))


class Run:
    """The statements on a disk that can fail: what was promised by which moment, and which replicas there have been."""

    def __init__(self, recorded: Recorded, synchronous: str = "FULL") -> None:
        self.disk = Disk(f"power-{id(self)}", recorded.begin)
        files = {OUTBOX: self.disk.open(OUTBOX, synchronous), REPLICA: self.disk.open(REPLICA, "NORMAL")}
        self.promised: list[tuple[int, tuple[int, str]]] = [(0, kept(files[OUTBOX]))]
        self.replicas = {folded(files[REPLICA])}
        for file, sql in recorded.statements:
            files[file].execute(sql).fetchall()
            if sql == "COMMIT" and file == OUTBOX:
                self.promised.append((self.disk.at, kept(files[OUTBOX])))
            elif sql == "COMMIT":
                self.replicas.add(folded(files[REPLICA]))
        self._open = files

    def promised_at(self, moment: int) -> tuple[int, str]:
        """Return the last operation and the draft that were told to be saved before a moment."""
        return max(found for found in self.promised if found[0] <= moment)[1]

    def close(self) -> None:
        for connection in self._open.values():
            connection.close()
        self.disk.unregister()


def kept(connection: apsw.Connection | sqlite3.Connection) -> tuple[int, str]:
    """Return the number of the last operation and the text of the draft in an outbox."""
    last = connection.execute("SELECT coalesce(max(dseq), 0) FROM op").fetchall()[0][0]
    found = connection.execute("SELECT data FROM draft").fetchall()
    return last, str(found[0][0]) if found else ""


def folded(connection: apsw.Connection | sqlite3.Connection) -> tuple[object, ...]:
    """Return what tells one state of a replica from another."""
    tables = ("entry", "pending", "beneath", "confirmation", "person", "lead")
    counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in tables]
    cursors = connection.execute("SELECT stream, seq, chain FROM cursor ORDER BY stream").fetchall()
    return (*counts, *connection.execute("SELECT applied_dseq FROM meta").fetchall()[0], *map(tuple, cursors))


@pytest.fixture
def recorded(one: SyncedDesk, two: SyncedDesk, clock: SettableClock) -> Recorded:  # noqa: F811
    """Two desks on one case and beside it; every kind of transaction that the two files know."""
    case_id = accepted(one)
    one.settle()
    two.settle()
    one.store.close()
    found = Recorded(one)
    one.open()
    found.listen()
    for number in range(6):
        draft.save_draft(one.store, Draft(key="desk", text=f"第{number}句", saved_at="2026-11-24T09:00:00+08:00"))
        case.append(one.store, one.desk, case_id, Note(text=f"一 {number}"))
        case.append(two.store, two.desk, case_id, Note(text=f"二 {number}"))
        _, person = caller.save_person(one.store, one.desk, PersonRow(id="", name=f"陈{number}", numbers=("13800001111",)))
        other = accepted(one, text="漏水")
        case.append(one.store, one.desk, other, Dispatch(partner="P001", name=Text("家家乐")))
        search.record_lead(one.store, one.desk, "遛狗")
        two.settle()
        one.pull()
        one.push(4, answered=number % 2 == 0)
        one.pull()
        case.append(one.store, one.desk, other, Acknowledge())
        third = accepted(one)
        case.append(one.store, one.desk, third, Merge(into=other, into_no=cases.state(one.store, other).no))
    one.settle()
    one.store.outbox.database.raw.set_trace_callback(None)
    one.store.replica.database.raw.set_trace_callback(None)
    return found


@pytest.fixture
def run(recorded: Recorded) -> Iterator[Run]:
    found = Run(recorded)
    yield found
    found.close()


def lay_down(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)


def wrong_with(run: Run, folder: Path, moment: int, files: dict[str, bytes]) -> list[str]:
    """Return what a cut has broken."""
    lay_down(folder, files)
    found: list[str] = []
    with contextlib.closing(sqlite3.connect(folder / OUTBOX)) as outbox:
        if outbox.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            return ["outbox damaged"]
        last, text = kept(outbox)
        promised, typed = run.promised_at(moment)
        if last < promised:
            found.append(f"operations {last + 1} to {promised} lost")
        if last == promised and text < typed:
            found.append("draft lost")
        torn = outbox.execute("SELECT 1 FROM op GROUP BY group_id HAVING group_id IS NOT NULL AND count(*) < 2").fetchone()
        if torn:
            found.append("group torn")
    with contextlib.closing(sqlite3.connect(folder / REPLICA)) as replica:
        if replica.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            found.append("replica damaged")
        elif folded(replica) not in run.replicas:
            found.append("a replica that never was")
    for path in folder.iterdir():
        path.unlink()
    return found


def test_no_cut_takes_what_was_told_to_be_saved(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "left"
    folder.mkdir()
    chances = random.Random(SEED)
    wrong = {moment: found for moment, files in run.disk.cuts(chances, CUTS) if (found := wrong_with(run, folder, moment, files))}
    assert wrong == {}


def test_without_full_syncs_the_same_cuts_lose_operations(recorded: Recorded, tmp_path: Path) -> None:
    """The test above can fail."""
    folder = tmp_path / "left"
    folder.mkdir()
    careless = Run(recorded, "NORMAL")
    cuts = careless.disk.cuts(random.Random(SEED), 60)
    lost = [found for moment, files in cuts if (found := wrong_with(careless, folder, moment, files))]
    careless.close()
    assert any("lost" in found[0] for found in lost)


@pytest.mark.usefixtures("two")
def test_after_a_cut_the_two_files_find_together_and_with_the_centre(run: Run, recorded: Recorded, tmp_path: Path) -> None:
    desk = recorded.desk
    desk.store.close()
    key = (desk.directory / KEY).read_bytes()
    for place, (moment, files) in enumerate(run.disk.cuts(random.Random(SEED + 1), REUNIONS)):
        desk.directory = tmp_path / f"after-{place}"
        desk.directory.mkdir()
        lay_down(desk.directory, {**files, KEY: key})
        desk.open()
        assert desk.store.notices == ()
        assert desk.store.outbox.next_dseq > run.promised_at(moment)[0]
        desk.settle()
        assert_same(desk, tmp_path)
        desk.store.close()
    desk.open()
