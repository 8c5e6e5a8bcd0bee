"""What was exported reads back as the same rows."""

from __future__ import annotations

import csv
import os
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook

from models.imports.cells import is_plain
from models.imports.columns import PARTNER_KINDS, UNIT_KINDS
from models.imports.difference import plan_import
from models.imports.export import export_table
from models.records.base import Text
from models.records.catalogue import CategoryRow, HandlerKind, ItemRow, Line
from models.records.failure import BadInput, StoreFailure
from models.records.imports import ImportTable, ReferenceSet
from models.records.knowledge import ArticleRow
from models.records.partner import PartnerRow, PartnerStage
from models.records.staff import OperatorRow, Role
from models.records.unit import UnitRow
from resources import path as resource
from resources.catalogue import load_categories, load_districts, load_items
from resources.demo import load_articles, load_partners, load_staff, load_units
from tests.models.imports.stock import PARTNER, STORED

SHIPPED = ReferenceSet(
    categories=load_categories(),
    items=load_items(),
    districts=load_districts(),
    partners=load_partners(),
    articles=load_articles(),
    units=load_units(),
    staff=load_staff(),
)
FILES = {
    ImportTable.CATALOGUE: resource("catalogue", "items.csv"),
    ImportTable.PARTNERS: resource("demo", "partners.csv"),
    ImportTable.KNOWLEDGE: resource("demo", "knowledge.csv"),
    ImportTable.UNITS: resource("demo", "departments.csv"),
    ImportTable.STAFF: resource("demo", "operators.csv"),
}

line = st.text(
    st.characters(codec="utf-8") | st.sampled_from("安阳'=+-@_x0041;,\"\t\n"), max_size=12
).map(lambda text: text.replace("\r", "").strip()).filter(is_plain)  # fmt: skip
name = line.map(lambda text: text or "名")
texts = st.builds(Text, line, line)
names = st.builds(Text, name, line)
word = line.map(lambda text: text.replace(";", "").replace("；", "").strip() or "词")
words = st.lists(word, max_size=3).map(tuple)
dates = st.dates().map(lambda day: day.isoformat())
items = st.lists(st.sampled_from([item.code for item in STORED.items]), max_size=3, unique=True).map(tuple)
districts = st.sampled_from([("*",), ("330381001",)])
hours = st.sampled_from([("00:00-24:00",), ("08:30-12:00", "13:30-17:00"), ("20:00-02:00",)])
days = st.sets(st.sampled_from("1234567"), min_size=1).map(lambda found: "".join(sorted(found)))
phones = st.sampled_from(["0577-65550001", "13800000001", "110", "+86 577 65550001"])
counts = st.integers(0, 1_000_000)


def coded(make: st.SearchStrategy[object]) -> st.SearchStrategy[list[object]]:
    return st.lists(make, max_size=4, unique_by=lambda row: row.number if isinstance(row, OperatorRow) else row.code)  # type: ignore[attr-defined]


codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,7}", fullmatch=True)
partners = st.builds(
    PartnerRow, code=codes, name=names, kind=st.sampled_from(PARTNER_KINDS), stage=st.sampled_from(PartnerStage), licence_no=line,
    licence_expires=dates | st.just(""), items=items, districts=districts, hours=hours, days=days, capacity=counts, phone=phones,
    price=texts, rated=st.just(1_000_000), satisfied=counts, minutes=counts, verified_bad=counts, note=texts, busy=st.just(0),
    today=st.just(0), last_dispatch=st.just(""), version=st.just(1), retired=st.just(False),
)  # fmt: skip
articles = st.builds(
    ArticleRow, code=codes, title=names, body=names, items=items, owner=names, source=texts, valid_until=dates,
    version=st.integers(1, 99), retired=st.just(False),
)  # fmt: skip
units = st.builds(
    UnitRow, code=codes, name=names, kind=st.sampled_from(UNIT_KINDS), phone=phones, items=items, districts=districts, hours=hours,
    days=days, version=st.just(1), retired=st.just(False),
)  # fmt: skip
staff = st.builds(
    OperatorRow, number=st.integers(1, 9_999), name=names, role=st.sampled_from(Role), desk=st.integers(0, 9_999), retired=st.just(False)
)
catalogue = st.builds(
    ItemRow, code=st.from_regex(r"C0[34]-[0-9]{2}", fullmatch=True), category=st.just(""), name=names, line=st.sampled_from(Line),
    emergency=st.booleans(), handler=st.sampled_from(HandlerKind), keywords_zh=words, keywords_en=words, version=st.just(1),
    retired=st.just(False),
).map(lambda item: replace(item, category=item.code[:3]))  # fmt: skip
sets = st.one_of(
    st.tuples(st.just(ImportTable.PARTNERS), coded(partners), st.just("partners")),
    st.tuples(st.just(ImportTable.KNOWLEDGE), coded(articles), st.just("articles")),
    st.tuples(st.just(ImportTable.UNITS), coded(units), st.just("units")),
    st.tuples(st.just(ImportTable.STAFF), coded(staff), st.just("staff")),
    st.tuples(st.just(ImportTable.CATALOGUE), coded(catalogue), st.just("items")),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sets, st.sampled_from((".csv", ".xlsx")), names)
def test_any_rows_come_back(drawn: tuple[ImportTable, list[object], str], suffix: str, category: Text) -> None:
    table, rows, field = drawn
    named = tuple(CategoryRow(code=code, name=category) for code in ("C03", "C04"))
    stored = replace(STORED, **{field: tuple(rows), "categories": named})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"out{suffix}")
        assert export_table(table, path, stored) == len(rows)
        same = plan_import(table, path, stored, retire=bool(rows))
        fresh = plan_import(table, path, replace(stored, **{field: ()}))
    assert (same.bad, same.changes, same.unchanged) == ((), (), len(rows))
    assert fresh.rows == tuple(rows)


@pytest.mark.parametrize("table", ImportTable)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".XLSX"])
def test_shipped_data_comes_back(tmp_path: Path, table: ImportTable, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    export_table(table, path, SHIPPED)
    plan = plan_import(table, path, SHIPPED, retire=True)
    assert (plan.bad, plan.changes, plan.unchanged) == ((), (), len(SHIPPED.rows(table)))


@pytest.mark.parametrize("table", ImportTable)
def test_the_export_is_the_file_that_ships(tmp_path: Path, table: ImportTable) -> None:
    path = tmp_path / "out.csv"
    export_table(table, path, SHIPPED)
    with path.open(encoding="utf-8-sig", newline="") as ours, FILES[table].open(encoding="utf-8-sig", newline="") as theirs:
        assert list(csv.reader(ours)) == list(csv.reader(theirs))


def test_nothing_in_the_file_is_computed(tmp_path: Path) -> None:
    computed = replace(PARTNER, name=Text('=HYPERLINK("http://x")', "@x"), price=Text("+20 元", "-5"))
    stored = replace(STORED, partners=(computed,))
    text, book = tmp_path / "a.csv", tmp_path / "a.xlsx"
    export_table(ImportTable.PARTNERS, text, stored)
    export_table(ImportTable.PARTNERS, book, stored)
    with text.open(encoding="utf-8-sig", newline="") as stream:
        assert not [cell for row in csv.reader(stream) for cell in row if cell.startswith(("=", "+", "-", "@"))]
    opened = load_workbook(book)
    cells = [cell for row in opened.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    opened.close()
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}


def test_retired_rows_stay_at_home(tmp_path: Path) -> None:
    stored = replace(STORED, items=(*STORED.items[:2], replace(STORED.items[2], retired=True)))
    assert export_table(ImportTable.CATALOGUE, tmp_path / "a.csv", stored) == 2


def test_refusals_leave_the_old_file(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path / "a.txt", "export.suffix"),
        (tmp_path / "none" / "a.csv", "export.folder"),
        (tmp_path, "export.suffix"),
    ):
        with pytest.raises(BadInput) as caught:
            export_table(ImportTable.STAFF, path, STORED)
        assert caught.value.code == code
    old = tmp_path / "a.csv"
    old.write_text("old", encoding="utf-8")
    bad = replace(STORED, partners=(replace(PARTNER, note=Text("bell\x07")),))
    with pytest.raises(BadInput, match=r"export\.cell"):
        export_table(ImportTable.PARTNERS, old, bad)
    assert old.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


def test_a_folder_that_takes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StoreFailure, match=r"disk\.full"):
        export_table(ImportTable.STAFF, tmp_path / "a.csv", STORED)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(StoreFailure, match=r"disk\.read_only"):
        export_table(ImportTable.STAFF, tmp_path / "a.csv", STORED)
