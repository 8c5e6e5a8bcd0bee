"""The dry run tells what would be written, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from models.imports.columns import SCHEMAS
from models.imports.difference import plan_import
from models.records.base import Text
from models.records.catalogue import CategoryRow
from models.records.failure import BadInput
from models.records.imports import FieldChange, ImportTable, RowStatus
from models.records.knowledge import ArticleRow
from tests.models.imports.stock import ARTICLE, ITEMS, PARTNER, STORED, cells, write_csv

PARTNERS, CATALOGUE, KNOWLEDGE, STAFF = ImportTable.PARTNERS, ImportTable.CATALOGUE, ImportTable.KNOWLEDGE, ImportTable.STAFF


@pytest.mark.parametrize("table", ImportTable)
def test_the_same_rows_change_nothing(tmp_path: Path, table: ImportTable) -> None:
    count = len(STORED.rows(table))
    path = write_csv(tmp_path / "a.csv", table, *(cells(table, place) for place in range(count)))
    plan = plan_import(table, path, STORED, retire=True)
    assert (plan.changes, plan.rows, plan.categories, plan.retired, plan.unchanged) == ((), (), (), (), count)
    assert not plan.ready


def test_added_changed_and_missing(tmp_path: Path) -> None:
    rows = [cells(CATALOGUE), cells(CATALOGUE, 1, item_zh="龙头维修", emergency="yes"), cells(CATALOGUE, 2, item_code="C04-02")]
    path = write_csv(tmp_path / "a.csv", CATALOGUE, *rows)
    plan = plan_import(CATALOGUE, path, STORED)
    assert [(change.status, change.code, change.line) for change in plan.changes] == [
        (RowStatus.CHANGED, "C03-05", 3),
        (RowStatus.ADDED, "C04-02", 4),
    ]
    assert plan.changes[0].fields == (
        FieldChange(field="item_zh", old="水龙头", new="龙头维修"),
        FieldChange(field="emergency", old="no", new="yes"),
    )
    assert [row.code for row in plan.rows] == ["C03-05", "C04-02"]
    assert (plan.unchanged, plan.retired) == (1, ())
    retiring = plan_import(CATALOGUE, path, STORED, retire=True)
    assert retiring.retired == ("C04-01",)
    assert retiring.changes[-1].status is RowStatus.RETIRED
    assert retiring.changes[-1].name == ITEMS[2].name
    assert (retiring.count(RowStatus.RETIRED), retiring.count(RowStatus.ADDED), retiring.ready) == (1, 1, True)


def test_retired_rows_are_not_retired_again_and_can_return(tmp_path: Path) -> None:
    stored = replace(STORED, items=(*ITEMS[:2], replace(ITEMS[2], retired=True)))
    two = write_csv(tmp_path / "two.csv", CATALOGUE, cells(CATALOGUE), cells(CATALOGUE, 1))
    assert plan_import(CATALOGUE, two, stored, retire=True).changes == ()
    three = write_csv(tmp_path / "three.csv", CATALOGUE, cells(CATALOGUE), cells(CATALOGUE, 1), cells(CATALOGUE, 2))
    plan = plan_import(CATALOGUE, three, stored)
    assert [change.status for change in plan.changes] == [RowStatus.RETURNED]
    assert plan.rows == (ITEMS[2],)


def test_a_file_without_rows_retires_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", PARTNERS)
    assert plan_import(PARTNERS, path, STORED).changes == ()
    with pytest.raises(BadInput, match=r"import\.retire_all"):
        plan_import(PARTNERS, path, STORED, retire=True)


def test_a_renamed_category_is_written_and_its_items_are_not(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", CATALOGUE, cells(CATALOGUE, category_zh="水管"), cells(CATALOGUE, 1, category_zh="水管"))
    plan = plan_import(CATALOGUE, path, STORED)
    assert plan.categories == (CategoryRow(code="C03", name=Text("水管", "Plumbing")),)
    assert plan.rows == ()
    assert [field.field for change in plan.changes for field in change.fields] == ["category_zh", "category_zh"]


def test_a_new_item_in_a_new_category(tmp_path: Path) -> None:
    row = cells(CATALOGUE, category_code="C18", category_zh="新", category_en="New", item_code="C18-01")
    plan = plan_import(CATALOGUE, write_csv(tmp_path / "a.csv", CATALOGUE, row), STORED)
    assert plan.categories == (CategoryRow(code="C18", name=Text("新", "New")),)
    assert [(type(row).__name__, row.code) for row in plan.rows] == [("ItemRow", "C18-01")]


def test_cards_do_not_come_from_a_file(tmp_path: Path) -> None:
    carded = replace(STORED, partners=(replace(PARTNER, verified_bad=2),))
    path = write_csv(tmp_path / "a.csv", PARTNERS, cells(PARTNERS, verified_bad="0"), cells(PARTNERS, code="P002", verified_bad="1"))
    plan = plan_import(PARTNERS, path, carded)
    assert [(change.status, change.code) for change in plan.changes] == [(RowStatus.ADDED, "P002")]
    assert [(remark.code, remark.line) for remark in plan.remarks] == [("column.kept", 2)]
    assert "P001" in plan.remarks[0].text.en
    changed = write_csv(tmp_path / "b.csv", PARTNERS, cells(PARTNERS, verified_bad="0", minutes="30"))
    assert plan_import(PARTNERS, changed, carded).rows == (replace(PARTNER, verified_bad=2, minutes=30),)


@pytest.mark.parametrize("version", ["3", "9"])
def test_an_article_keeps_the_version_that_the_store_counts(tmp_path: Path, version: str) -> None:
    path = write_csv(tmp_path / "a.csv", KNOWLEDGE, cells(KNOWLEDGE, version=version), cells(KNOWLEDGE, code="K002", version=version))
    plan = plan_import(KNOWLEDGE, path, STORED)
    assert [(change.status, change.code) for change in plan.changes] == [(RowStatus.ADDED, "K002")]
    assert [remark.code for remark in plan.remarks] == ["column.kept"]
    changed = plan_import(KNOWLEDGE, write_csv(tmp_path / "b.csv", KNOWLEDGE, cells(KNOWLEDGE, version=version, body_zh="旧")), STORED)
    assert [(row.code, row.version) for row in changed.rows if isinstance(row, ArticleRow)] == [("K001", ARTICLE.version)]


def test_progress_is_told_in_steps(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    rows = [cells(STAFF, number=str(number)) for number in range(1, 1202)]
    path = write_csv(tmp_path / "a.csv", STAFF, *rows)
    plan_import(STAFF, path, STORED, progress=lambda *step: told.append(step))
    loaded = [("load", 500, 0), ("load", 1000, 0)]
    assert told == loaded + [(stage, done, 1201) for stage in ("read", "compare") for done in (0, 500, 1000)]


def test_shipped_tables_have_exactly_these_columns() -> None:
    assert {len(schema.columns) for schema in SCHEMAS.values()} == {5, 9, 11, 12, 21}
