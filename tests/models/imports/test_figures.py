"""Figures going out: numbers stay numbers, words no formulas, and a failing disk leaves the old file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.imports.figures import write_csv, write_workbook
from models.records.failure import BadInput, StoreFailure
from models.records.report import Grid

GRID = Grid(
    title="大项 [C03]: 水电/燃气 – 名称很长很长很长很长很长很长很长很长",
    columns=("代码", "名称", "工单", "占比"),
    rows=(("C03", "=1+1", 62056, 0.98765), ("C04", "", None, None)),
)


def test_a_csv_holds_what_the_table_holds(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.csv"
    write_csv(path, GRID)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [list(GRID.columns), ["C03", "'=1+1", "62056", "0.9877"], ["C04", "", "", ""]]


def test_a_workbook_holds_every_table_and_numbers_stay_numbers(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.xlsx"
    write_workbook(path, (GRID, Grid(title="B", columns=("x",), rows=())))
    book = load_workbook(path)
    first, second = book.worksheets
    assert [list(row) for row in first.iter_rows(values_only=True)] == [
        list(GRID.columns),
        ["C03", "'=1+1", 62056, 0.98765],
        ["C04", None, None, None],
    ]
    assert (first["B2"].data_type, first["C2"].number_format, first["D2"].number_format) == ("s", "#,##0", "0.0%")
    assert len(first.title) <= 31
    assert not set(first.title) & set("[]:*?/\\")
    assert [list(row) for row in second.iter_rows(values_only=True)] == [["x"]]


def test_a_folder_that_is_none_and_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput, match=r"export\.folder"):
        write_csv(tmp_path / "none" / "a.csv", GRID)
    path = tmp_path / "a.csv"
    path.write_text("before", encoding="utf-8")

    def full(*_args: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(StoreFailure, match=r"disk\.full"):
        write_csv(path, GRID)
    assert (path.read_text(encoding="utf-8"), list(tmp_path.iterdir())) == ("before", [path])
