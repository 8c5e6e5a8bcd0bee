"""``main.py store``: rebuilding, checking and backing up without a window."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from console import store_command
from console.store_command import ProgressLine, run
from models.commands import admission, case
from models.records.case import CaseKind
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories import case as cases
from models.store import scans
from models.store.profile import BACKUPS, KEY, OUTBOX
from models.store.store import open_store
from tests.support.papers import licence, pdf, scan_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def case_id(profile_dir: Path) -> str:
    store = open_store(profile_dir)
    _, made = case.accept(store, Desk(actor=28, desk="28", session="s"), item_code="C03-03", kind=CaseKind.SERVICE, number="")
    store.close()
    return made


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


def store_(profile: Path, work: str) -> int:
    return run(["store", work, "--profile-dir", str(profile)])


def tamper(profile: Path) -> None:
    store = open_store(profile)
    store.read().exec_driver_sql('UPDATE "case" SET stage = \'closed\'')
    store.close()


@pytest.mark.usefixtures("case_id")
def test_check_finds_nothing_in_a_sound_profile(
    profile_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.store_command.QUIET_SECONDS", 3600.0)  # on a busy machine this takes long enough to tell how far it is
    assert store_(profile_dir, "check") == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == ["outbox.db: whole, 8 operations", "replica.db: whole", "every row follows from the operations"]
    assert told.err == ""


@pytest.mark.usefixtures("case_id")
def test_check_names_the_tables_that_do_not_follow(profile_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tamper(profile_dir)
    assert store_(profile_dir, "check") == 1
    assert "tables that do not follow from the operations: case" in capsys.readouterr().out


def test_rebuild_makes_them_follow_again(profile_dir: Path, case_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    tamper(profile_dir)
    assert store_(profile_dir, "rebuild") == 0
    assert "folded again from 8 operations" in capsys.readouterr().out
    store = open_store(profile_dir)
    assert cases.row(store, case_id).stage == "accepted"  # type: ignore[union-attr]
    store.close()
    assert store_(profile_dir, "check") == 0


def test_backup_is_a_profile_that_opens(profile_dir: Path, case_id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert store_(profile_dir, "backup") == 0
    copy = Path(capsys.readouterr().out.removeprefix("copied to ").strip())
    other = tmp_path / "other"
    other.mkdir()
    copy.rename(other / "outbox.db")
    store = open_store(other)
    assert cases.state(store, case_id).item_code == "C03-03"
    assert [notice.code for notice in store.notices] == ["store.key_lost"]
    store.close()


def test_seed_fills_a_named_profile(profile_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seed", "--cases", "25", "--seed", "3", "--profile-dir", str(profile_dir)]) == 0
    assert capsys.readouterr().out == "25 invented cases filled in\n"
    assert store_(profile_dir, "check") == 0
    store = open_store(profile_dir)
    assert store.read().exec_driver_sql('SELECT count(*) FROM "case"').scalar() == 25
    store.close()


def test_seed_refuses_what_it_cannot_do(profile_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seed", "--cases", "0", "--profile-dir", str(profile_dir)]) == 2
    assert capsys.readouterr().err == "The number of cases must be from 1 to 1000000.\n"
    with pytest.raises(SystemExit):
        run(["seed", "--cases", "5"])
    assert "--profile-dir" in capsys.readouterr().err


def test_a_profile_in_use_is_told_in_one_line(profile_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(profile_dir)
    assert store_(profile_dir, "check") == 1
    store.close()
    assert capsys.readouterr().err == "The console is open on this data; leave it first.\n"


def test_mended_damage_is_told(profile_dir: Path, case_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    (profile_dir / "replica.db").write_bytes(b"x" * 9000)
    assert store_(profile_dir, "check") == 0
    assert capsys.readouterr().out.startswith("replica.db was damaged; it was kept as damaged/replica.db-")


def test_progress_keeps_quiet_for_a_moment_and_then_shows_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    quiet = ProgressLine()
    quiet("fold", 1, 4)
    quiet.end()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(store_command, "QUIET_SECONDS", 0.0)
    loud = ProgressLine()
    loud("fold", 1, 4)
    loud("fold", 4, 4)
    loud.end()
    assert capsys.readouterr().err == "\rfold 1/4 (25%)\rfold 4/4 (100%)\n"


def test_no_window_library_is_loaded(profile_dir: Path) -> None:
    script = "import sys; from console.store_command import run; run(sys.argv[1:]); sys.exit('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script, "store", "check", "--profile-dir", str(profile_dir)], cwd=ROOT, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("work", ["rebuild", "check", "backup"])
def test_looking_after_a_profile_makes_none(tmp_path: Path, work: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert store_(tmp_path / "nowhere", work) == 1
    assert capsys.readouterr().err == "That folder holds no data of a desk; nothing was made there.\n"
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert store_(tmp_path / "file", work) == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


@pytest.mark.usefixtures("case_id")
@pytest.mark.parametrize("letter", ["I", "AB", "1"])
def test_a_mark_that_cannot_be_is_told(profile_dir: Path, letter: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["store", "mark", letter, "--profile-dir", str(profile_dir)]) == 2
    assert capsys.readouterr().err == "A mark is one letter, but not I or O, which are read as 1 and 0; '' for none.\n"


@pytest.mark.usefixtures("case_id")
def test_a_reader_who_goes_away_is_no_error(profile_dir: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "main.py", "store", "check", "--profile-dir", str(profile_dir)]
    done = subprocess.run(command, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    os.close(write)
    progress = re.compile(r"(\s*fold \d+/\d+ \(\d+%\)\s*)*")  # which a busy machine is slow enough to show
    assert (done.returncode, progress.sub("", done.stderr)) == (141, "")


@pytest.fixture
def scan(profile_dir: Path, tmp_path: Path) -> Path:
    """The scan of a licence on a desk that stands alone."""
    paper = tmp_path / "licence.pdf"
    paper.write_bytes(pdf(41, 500))
    store = open_store(profile_dir)
    admission.license(store, Desk(actor=1, desk="1", session="s", role=Role.SUPERVISOR), licence(None), paper)
    store.close()
    return scans.path_of(profile_dir, scan_of(pdf(41, 500)))


def test_a_backup_takes_the_attachments_along_and_they_come_back_from_it(
    scan: Path, profile_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert store_(profile_dir, "backup") == 0
    assert "attachments beside it: 1" in capsys.readouterr().out
    copy = profile_dir / BACKUPS / scans.SCANS / scan.name
    assert copy.read_bytes() == pdf(41, 500)
    scan.unlink()
    assert store_(profile_dir, "check") == 0
    assert "attachments: 1 here and whole" in capsys.readouterr().out
    assert scan.read_bytes() == pdf(41, 500)


def test_check_tells_a_damaged_attachment_from_one_that_is_not_here(
    scan: Path, profile_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan.write_bytes(b"%PDF-torn")
    assert store_(profile_dir, "check") == 1
    told = capsys.readouterr().out
    assert f"attachment DAMAGED, and in no backup: {scan.stem}" in told
    assert "not here" not in told
    scan.unlink()
    assert store_(profile_dir, "check") == 1
    told = capsys.readouterr().out
    assert f"attachment not here: {scan.stem} (licence.pdf, taken in at desk 1)" in told
    assert "DAMAGED" not in told


def test_a_profile_that_is_restored_from_its_backups_has_its_attachments(scan: Path, profile_dir: Path, tmp_path: Path) -> None:
    assert store_(profile_dir, "backup") == 0
    fresh = tmp_path / "restored"
    shutil.copytree(profile_dir / BACKUPS, fresh / BACKUPS)
    (outbox,) = (fresh / BACKUPS).glob(f"{OUTBOX}-*")
    shutil.copyfile(outbox, fresh / OUTBOX)
    shutil.copyfile(profile_dir / KEY, fresh / KEY)
    assert store_(fresh, "check") == 0
    assert (fresh / scans.SCANS / scan.name).read_bytes() == pdf(41, 500)
