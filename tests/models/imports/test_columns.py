"""Bad cells and bad headers are named by line and column, all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.imports.columns import SCHEMAS
from models.imports.difference import plan_import
from models.records.imports import BadRow, ImportPlan, ImportTable
from tests.models.imports.stock import STORED, cells, csv_text, write_csv, write_xlsx

PARTNERS, CATALOGUE, KNOWLEDGE, UNITS, STAFF = (
    ImportTable.PARTNERS,
    ImportTable.CATALOGUE,
    ImportTable.KNOWLEDGE,
    ImportTable.UNITS,
    ImportTable.STAFF,
)


def places(plan: ImportPlan) -> list[tuple[int, str, str]]:
    return [(bad.line, bad.column, bad.code) for bad in plan.bad]


@pytest.mark.parametrize(
    ("table", "column", "value", "code"),
    [
        (PARTNERS, "code", "", "cell.empty"),
        (PARTNERS, "code", "P 1", "cell.code"),
        (PARTNERS, "code", "P" * 17, "cell.code"),
        (PARTNERS, "name_zh", "", "cell.empty"),
        (PARTNERS, "name_zh", "很" * 101, "cell.long"),
        (PARTNERS, "name_en", "bell\x07", "cell.control"),
        (PARTNERS, "kind", "company", "cell.choice"),
        (PARTNERS, "stage", "on trial", "cell.choice"),
        (PARTNERS, "licence_expires", "2026-02-30", "cell.date"),
        (PARTNERS, "licence_expires", "20260228", "cell.date"),
        (PARTNERS, "licence_expires", "2026-2-3", "cell.date"),
        (PARTNERS, "items", "C03-03;C99-01", "item.unknown"),
        (PARTNERS, "items", "c03-03", "item.unknown"),
        (PARTNERS, "districts", "330381999", "district.unknown"),
        (PARTNERS, "districts", "", "cell.empty"),
        (PARTNERS, "hours", "25:00-26:00", "cell.hours"),
        (PARTNERS, "hours", "08:00-12:00;13:00", "cell.hours"),
        (PARTNERS, "hours", "", "cell.empty"),
        (PARTNERS, "days", "12348", "cell.days"),
        (PARTNERS, "days", "1123", "cell.days"),
        (PARTNERS, "capacity", "-1", "cell.number"),
        (PARTNERS, "capacity", "many", "cell.number"),
        (PARTNERS, "capacity", "1.5", "cell.number"),
        (PARTNERS, "capacity", "٣", "cell.number"),
        (PARTNERS, "minutes", "1000001", "cell.number"),
        (PARTNERS, "rated", "", "cell.empty"),
        (PARTNERS, "satisfied", "11", "satisfied.too_many"),
        (PARTNERS, "phone", "12", "cell.phone"),
        (PARTNERS, "phone", "匿名", "cell.phone"),
        (CATALOGUE, "category_code", "X1", "cell.code"),
        (CATALOGUE, "category_zh", "", "cell.empty"),
        (CATALOGUE, "item_code", "C03", "cell.code"),
        (CATALOGUE, "item_code", "C04-03", "item.category"),
        (CATALOGUE, "line", "water", "cell.choice"),
        (CATALOGUE, "emergency", "maybe", "cell.choice"),
        (CATALOGUE, "handler_kind", "", "cell.empty"),
        (CATALOGUE, "keywords_zh", "词;" * 1001, "cell.long"),
        (KNOWLEDGE, "body_zh", "", "cell.empty"),
        (KNOWLEDGE, "body_zh", "长" * 10_001, "cell.long"),
        (KNOWLEDGE, "valid_until", "", "cell.empty"),
        (KNOWLEDGE, "version", "0", "cell.number"),
        (UNITS, "kind", "bureau", "cell.choice"),
        (UNITS, "phone", "", "cell.empty"),
        (STAFF, "number", "0", "cell.number"),
        (STAFF, "number", "10000", "cell.number"),
        (STAFF, "role", "boss", "cell.choice"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, table: ImportTable, column: str, value: str, code: str) -> None:
    path = write_csv(tmp_path / "a.csv", table, cells(table, **{column: value}))
    plan = plan_import(table, path, STORED)
    assert places(plan) == [(2, column, code)]
    assert plan.bad[0].expected.zh
    assert plan.bad[0].expected.en
    assert (plan.rows, plan.changes, plan.retired, plan.ready) == ((), (), (), False)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        (PARTNERS, "stage", "Signed"),
        (PARTNERS, "licence_expires", ""),
        (PARTNERS, "hours", "20:00-02:00；03:00-04:00"),
        (PARTNERS, "items", ""),
        (PARTNERS, "districts", "330381001"),
        (PARTNERS, "name_en", ""),
        (PARTNERS, "phone", "+86 577 6555 0001"),
        (PARTNERS, "satisfied", "10"),
        (CATALOGUE, "emergency", "YES"),
        (CATALOGUE, "item_code", "C03-130"),
        (UNITS, "phone", "110"),
    ],
)
def test_good_cells(tmp_path: Path, table: ImportTable, column: str, value: str) -> None:
    path = write_csv(tmp_path / "a.csv", table, cells(table, **{column: value}))
    assert plan_import(table, path, STORED).bad == ()


def test_all_bad_rows_are_listed_by_line(tmp_path: Path) -> None:
    rows = [cells(PARTNERS, code=f"P{place:03}", days="9" if place % 2 else "1", minutes="-3" if place == 3 else "3") for place in range(6)]
    plan = plan_import(PARTNERS, write_csv(tmp_path / "a.csv", PARTNERS, *rows), STORED)
    assert places(plan) == [(3, "days", "cell.days"), (5, "days", "cell.days"), (5, "minutes", "cell.number"), (7, "days", "cell.days")]


def test_a_code_twice_names_the_first_line(tmp_path: Path) -> None:
    rows = [cells(STAFF), cells(STAFF, number="29"), cells(STAFF, number="028")]
    plan = plan_import(STAFF, write_csv(tmp_path / "a.csv", STAFF, *rows), STORED)
    assert places(plan) == [(4, "number", "code.twice")]
    assert "2" in plan.bad[0].expected.en


def test_a_category_has_one_name_in_a_file(tmp_path: Path) -> None:
    rows = [cells(CATALOGUE), cells(CATALOGUE, 1, category_en="Pipes"), cells(CATALOGUE, 2)]
    plan = plan_import(CATALOGUE, write_csv(tmp_path / "a.csv", CATALOGUE, *rows), STORED)
    assert places(plan) == [(3, "category_en", "category.two_names")]


def test_header_with_unknown_and_doubled_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("number,name_zh,name_en,role,desk,colour\n1,甲,A,nobody,1,red\n", encoding="utf-8")
    assert places(plan_import(STAFF, path, STORED)) == [(1, "colour", "column.unknown"), (2, "role", "cell.choice")]
    path.write_text("number,name_zh,name_zh,name_en,role,desk\n1,甲,乙,A,lead,1\n", encoding="utf-8")
    assert places(plan_import(STAFF, path, STORED)) == [(1, "name_zh", "column.twice")]


def test_missing_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("number,name_zh\n1,甲\n", encoding="utf-8")
    plan = plan_import(STAFF, path, STORED)
    assert places(plan) == [(1, column, "column.missing") for column in ("name_en", "role", "desk")]


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("desk;role;name_en;name_zh;number\n28;operator;Someone;某员;28\n", encoding="utf-8")
    plan = plan_import(STAFF, path, STORED)
    assert (plan.bad, plan.unchanged) == ((), 1)


def test_a_csv_row_of_another_width(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(csv_text(STAFF) + "1,甲,A,lead\n2,乙,B,lead,2,3\n3,丙,C,lead,3,,\n", encoding="utf-8")
    assert places(plan_import(STAFF, path, STORED)) == [(2, "", "row.width"), (3, "", "row.width")]


def test_workbook_formula_and_error_are_named(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx", [SCHEMAS[STAFF].columns, [1, "甲", "=A1", "lead", 1], [2, "乙", "B", "#REF!", 2], [3, "丙", "C", "lead", 3]]
    )
    assert places(plan_import(STAFF, path, STORED)) == [(2, "name_en", "cell.formula"), (3, "role", "cell.error")]


def test_excerpts_are_short_and_on_one_line(tmp_path: Path) -> None:
    plan = plan_import(STAFF, write_csv(tmp_path / "a.csv", STAFF, cells(STAFF, role="x\n" * 300)), STORED)
    found: BadRow = plan.bad[0]
    assert len(found.value) == 60
    assert "\n" not in found.value
