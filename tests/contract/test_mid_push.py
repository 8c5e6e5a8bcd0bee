"""Servers and desks are killed while a push is under way: what was acknowledged is there, once, and everybody comes back by themselves."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.faults.left import feed_row, look_over, read_feed
from tests.faults.mid_push import Report, counted
from tests.faults.theatre import NUMBERS, journal_of, profile_of
from tests.support.sidejournal import Line, What, on_its_way, read_journal
from tests.support.tree import ROOT

SERVERS = int(os.environ.get("HOTLINE_SERVER_KILLS", "3"))
DESKS = int(os.environ.get("HOTLINE_DESK_KILLS", "3"))


def killed(folder: Path, url: str, servers: int, desks: int) -> Report:
    """Kill in a process of its own, so that forking meets no thread of the test."""
    found = folder / "found.json"
    command = [sys.executable, "-m", "tests.faults.mid_push", "--db", url, "--folder", str(folder), "--json", str(found)]
    done = subprocess.run(
        [*command, "--servers", str(servers), "--desks", str(desks)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    sys.stdout.write(done.stdout)
    return msgspec.json.decode(found.read_bytes(), type=Report)


def test_nothing_that_was_acknowledged_is_lost_or_there_twice(url: str, tmp_path: Path) -> None:
    report = killed(tmp_path, url, SERVERS, DESKS)
    assert (report.lost, report.unsaved, report.duplicates, report.wrong) == (0, 0, 0, ())
    assert (report.server_kills, report.desk_kills) == (SERVERS, DESKS)
    assert report.server_mid_push + report.desk_mid_push > 0, "some of them must come in mid-push"
    assert report.operations > 0
    assert report.acknowledged > 0


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_count_sees_what_is_missing_or_doubled(url: str, tmp_path: Path) -> None:
    killed(tmp_path, url, 0, 2)
    lines = [line for number in NUMBERS for line in read_journal(journal_of(tmp_path, number))]
    # A desk may be killed between saving an operation and noting that it has.
    noted = [{op_id for line in lines if line.what is what for op_id in line.ids} for what in (What.SAVED, What.TOLD)]
    file = sqlite3.connect(tmp_path / "centre.db")
    rows = file.execute("SELECT seq, line FROM feed WHERE stream = 'centre/ruian' ORDER BY seq").fetchall()
    seq, line = next((seq, line) for seq, line in reversed(rows) if feed_row(line).operation.op_id in noted[0] & noted[1])
    with file:
        file.execute("DELETE FROM feed WHERE stream = 'centre/ruian' AND seq = ?", (seq,))
    gone = counted(tmp_path, url)
    assert (gone.lost, gone.unsaved, gone.duplicates) == (1, 1, 0)
    assert not gone.clean
    with file:
        for place in (1, 2):
            file.execute("INSERT INTO feed VALUES ('centre/ruian', ?, 'c0ffee', ?)", (rows[-1][0] + place, line))
    file.close()
    fed, wrong = read_feed(url)
    assert max(fed.values()) == 2
    assert wrong
    store = sqlite3.connect(profile_of(tmp_path, NUMBERS[0]) / "replica.db")
    with store:
        first, last = (store.execute(f"SELECT case_id, seq, op_id FROM entry ORDER BY op_id {way}").fetchone() for way in ("", "DESC"))
        store.execute("UPDATE entry SET op_id = ? WHERE case_id = ? AND seq = ?", (first[2], *last[:2]))
    store.close()
    doubled, different = look_over({number: profile_of(tmp_path, number) for number in NUMBERS}, fed)
    assert doubled == 1
    assert "the desks differ" in different


def test_a_batch_is_on_its_way_from_its_leaving_until_something_is_heard_of_it(tmp_path: Path) -> None:
    lines = [Line(what=what, at=at) for at, what in enumerate((What.LEFT, What.SAVED, What.TOLD, What.LEFT, What.CUT))]
    assert [on_its_way(lines, moment) for moment in range(-1, 6)] == [False, True, True, False, True, False, False]
    assert read_journal(journal_of(tmp_path, 28)) == []
