"""Import and export without a window, on a real profile."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.reference_command import COMMAND_LINE, apply_plan, read_stored, run
from models.commands.reference import apply_import
from models.imports.difference import plan_import
from models.records.base import CHINA
from models.records.case import Verification
from models.records.effects import PartnerDiscipline
from models.records.failure import BadInput
from models.records.imports import ImportTable, ReferenceSet
from models.records.operation import Entity, Topic
from models.records.partner import CardLevel
from models.repositories import catalogue
from models.store.clock import SettableClock
from models.store.store import open_store

Capture = pytest.CaptureFixture[str]


def stored(profile: Path) -> ReferenceSet:
    with closing(open_store(profile, clock=SettableClock(datetime(2026, 11, 21, 9, tzinfo=CHINA)))) as store:
        return read_stored(store)


def carry_out(profile: Path, *argv: str) -> int:
    return run([*argv, "--profile-dir", str(profile), "--language", "en"])


def edited(path: Path, *changes: tuple[str, str]) -> Path:
    text = path.read_text(encoding="utf-8-sig")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("table", ImportTable)
def test_an_export_comes_back_without_a_change(
    profile_dir: Path, tmp_path: Path, table: ImportTable, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.reference_command.monotonic", lambda: 0.0)  # a busy machine is slow enough to tell how far it is
    file = tmp_path / f"{table.value}.xlsx"
    assert carry_out(profile_dir, "export", table.value, str(file)) == 0
    before = stored(profile_dir)
    assert carry_out(profile_dir, "import", table.value, str(file), "--retire") == 0
    out, err = capsys.readouterr()
    assert f"unchanged {len(before.rows(table))}" in out
    assert "Applied" not in out
    assert err == ""
    assert stored(profile_dir) == before


def test_a_dry_run_changes_nothing_and_the_run_does_what_it_showed(profile_dir: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "items.csv"
    carry_out(profile_dir, "export", "catalogue", str(file))
    lines = edited(file, ("日常保洁与钟点工", "钟点保洁")).read_text(encoding="utf-8").splitlines()
    new = "C18,新大项,New things,C18-01,新小项,New item,general,no,department,,"
    file.write_text("\n".join([*lines[:-1], new]) + "\n", encoding="utf-8")
    before = stored(profile_dir)
    capsys.readouterr()
    assert carry_out(profile_dir, "import", "catalogue", str(file), "--retire", "--dry-run") == 0
    shown = capsys.readouterr().out
    assert "added 1, changed 1, returned 0, retired 1, unchanged 127" in shown
    assert "日常保洁与钟点工 → 钟点保洁" in shown
    assert stored(profile_dir) == before
    assert carry_out(profile_dir, "import", "catalogue", str(file), "--retire") == 0
    assert "Applied." in capsys.readouterr().out
    after = stored(profile_dir)
    first = after.items[0]
    assert (first.name.zh, first.version) == ("钟点保洁", before.items[0].version + 1)
    assert [item.code for item in after.items if item.retired] == [before.items[-1].code]
    assert (after.items[-1].code, after.categories[-1].code) == ("C18-01", "C18")
    assert carry_out(profile_dir, "import", "catalogue", str(file), "--retire") == 0
    assert "unchanged 129" in capsys.readouterr().out
    assert stored(profile_dir) == after


def test_bad_rows_are_all_listed_and_nothing_is_changed(profile_dir: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "partners.csv"
    carry_out(profile_dir, "export", "partners", str(file))
    lines = edited(file, ("2028-11-11", "2028-13-11")).read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("家家乐家政服务中心", "别的名称")
    lines[4] = lines[4].replace("C0", "X0", 1)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = stored(profile_dir)
    capsys.readouterr()
    assert carry_out(profile_dir, "import", "partners", str(file)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "partners.csv:2:licence_expires: “2028-13-11” – expected a date such as 2028-03-31" in err
    assert "partners.csv:5:items:" in err
    assert stored(profile_dir) == before


def test_every_bad_row_is_named(profile_dir: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("number,name_zh,name_en,role,desk\n" + "x,甲,A,boss,1\n" * 300, encoding="utf-8")
    assert carry_out(profile_dir, "import", "staff", str(file)) == 2
    told = capsys.readouterr().err.splitlines()
    assert len([line for line in told if line.startswith("staff.csv:")]) == 600
    assert told[-1] == "Cells that cannot be taken: 600. Nothing was changed."


@pytest.mark.parametrize(("name", "told"), [("none.csv", "There is no file none.csv."), ("", "is a folder")])
def test_files_that_are_none(profile_dir: Path, tmp_path: Path, name: str, told: str, capsys: Capture) -> None:
    assert carry_out(profile_dir, "import", "units", str(tmp_path / name)) == 2
    assert told in capsys.readouterr().err


def test_the_sentence_is_chinese_where_that_is_asked(profile_dir: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(["import", "units", str(tmp_path / "none.csv"), "--profile-dir", str(profile_dir), "--language", "zh"]) == 2
    assert capsys.readouterr().err == "找不到文件 none.csv。\n"


def test_a_profile_in_use_is_left_alone(profile_dir: Path, tmp_path: Path, capsys: Capture) -> None:
    with closing(open_store(profile_dir)):
        assert carry_out(profile_dir, "export", "units", str(tmp_path / "units.csv")) == 1
    assert "The console is open on this data" in capsys.readouterr().err
    assert not (tmp_path / "units.csv").exists()


def test_usage_is_refused_with_two(profile_dir: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        carry_out(profile_dir, "import", "people", "a.csv")
    assert caught.value.code == 2
    assert "people" in capsys.readouterr().err


def test_a_plan_with_bad_rows_is_not_applied(profile_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("number,name_zh\n", encoding="utf-8")
    with closing(open_store(profile_dir)) as store:
        plan = plan_import(ImportTable.STAFF, file, read_stored(store))
        with pytest.raises(BadInput, match=r"import\.bad_rows"):
            apply_plan(store, COMMAND_LINE, plan)


def test_a_card_outlives_an_import_of_its_partner(profile_dir: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "partners.csv"
    carry_out(profile_dir, "export", "partners", str(file))
    carded = PartnerDiscipline(partner="P001", change=1, level=CardLevel.YELLOW, case_id="c1", verdict=Verification.VERIFIED, entry="e1")
    with closing(open_store(profile_dir)) as store, store.write(COMMAND_LINE) as work:
        work.record("partners", Entity(type="partner", id="P001"), carded)
    edited(file, ("212,208,24,0", "213,209,25,0"))
    capsys.readouterr()
    assert carry_out(profile_dir, "import", "partners", str(file)) == 0
    out, err = capsys.readouterr()
    assert "changed 1" in out
    assert "verified_bad" not in out
    assert "verified_bad is counted by the console itself" in err
    after = stored(profile_dir).partners[0]
    assert (after.rated, after.minutes, after.verified_bad, after.card) == (213, 25, 1, CardLevel.YELLOW)


def test_progress_is_told_once_a_second_has_passed(
    profile_dir: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "staff.csv"
    rows = (f"{number},甲,A,operator,1\n" for number in range(1, 1101))
    file.write_text("number,name_zh,name_en,role,desk\n" + "".join(rows), encoding="utf-8")
    stored(profile_dir)
    seconds = count(0.0, 0.6)
    monkeypatch.setattr("console.reference_command.monotonic", lambda: next(seconds))
    assert carry_out(profile_dir, "import", "staff", str(file), "--dry-run") == 0
    told = capsys.readouterr().err.splitlines()
    assert told == ["loading 1000", "reading 500/1100", "comparing 0/1100", "comparing 1000/1100"]


def test_a_returning_row_and_its_changes(profile_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    carry_out(profile_dir, "export", "catalogue", str(file))
    with closing(open_store(profile_dir)) as store:
        gone = catalogue.items(store)[0]
        apply_import(store, COMMAND_LINE, "item", (), (gone.code,))
        changes = apply_plan(store, COMMAND_LINE, plan_import(ImportTable.CATALOGUE, file, read_stored(store)))
        back = catalogue.item(store, gone.code)
    assert back == replace(gone, version=back.version if back else 0)
    assert gone.code in changes.ids(Topic.CATALOGUE)
