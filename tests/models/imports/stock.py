"""What a small store holds, and files made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from models.imports.columns import SCHEMAS
from models.records.base import Text
from models.records.catalogue import CategoryRow, DistrictRow, HandlerKind, ItemRow, Line
from models.records.imports import ImportTable, ReferenceSet
from models.records.knowledge import ArticleRow
from models.records.partner import PartnerRow, PartnerStage
from models.records.staff import OperatorRow, Role
from models.records.unit import UnitRow

PARTNER = PartnerRow(
    code="P001",
    name=Text("某某家政", "Some Home Services"),
    kind="enterprise",
    stage=PartnerStage.SIGNED,
    licence_no="浙瑞JZ9001",
    licence_expires="2028-11-11",
    items=("C03-03",),
    districts=("*",),
    hours=("07:00-21:00",),
    days="1234567",
    capacity=4,
    phone="0577-65550001",
    price=Text("80 元起", "from 80 yuan"),
    rated=10,
    satisfied=9,
    minutes=24,
    verified_bad=0,
    version=3,
)
ITEMS = tuple(
    ItemRow(
        code=code,
        category=code[:3],
        name=Text(zh, en),
        line=Line.GENERAL,
        emergency=False,
        handler=HandlerKind.PARTNER,
        keywords_zh=("漏水", "水管"),
        keywords_en=("leak",),
    )
    for code, zh, en in (("C03-03", "水管漏水", "Leaking pipe"), ("C03-05", "水龙头", "Tap"), ("C04-01", "室内停电", "Power cut"))
)
ARTICLE = ArticleRow(
    code="K001",
    title=Text("叫车", "Taxi"),
    body=Text("请说出位置。\n一般十分钟。", "Tell me where.\nTen minutes."),
    items=("C03-03",),
    owner=Text("某公司", "A company"),
    source=Text("须知", "Notes"),
    valid_until="2028-03-31",
    version=5,
)
UNIT = UnitRow(
    code="D01",
    name=Text("某局", "A bureau"),
    kind="department",
    phone="0577-65550002",
    items=("C03-05",),
    districts=("330381001",),
    hours=("08:30-12:00", "13:30-17:00"),
    days="12345",
)
OPERATOR = OperatorRow(number=28, name=Text("某员", "Someone"), role=Role.OPERATOR, desk=28)

STORED = ReferenceSet(
    categories=(CategoryRow(code="C03", name=Text("水暖", "Plumbing")), CategoryRow(code="C04", name=Text("用电", "Electricity"))),
    items=ITEMS,
    districts=(DistrictRow(code="330381001", name=Text("安阳街道", "Anyang"), kind="street"),),
    partners=(PARTNER,),
    articles=(ARTICLE,),
    units=(UNIT,),
    staff=(OPERATOR,),
)


def cells(table: ImportTable, place: int = 0, **changed: str) -> list[str]:
    """Return the cells of a stored row, some of them changed."""
    schema = SCHEMAS[table]
    names = {category.code: category.name for category in STORED.categories}
    row = schema.cells(STORED.rows(table)[place], names) | changed
    return [row[column] for column in schema.columns]


def csv_text(table: ImportTable, *rows: Sequence[str], separator: str = ",") -> str:
    """Return a CSV with the table's header; every cell quoted."""
    lines = [SCHEMAS[table].columns, *rows]
    return "".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in line) + "\n" for line in lines)


def write_csv(path: Path, table: ImportTable, *rows: Sequence[str]) -> Path:
    path.write_text(csv_text(table, *rows), encoding="utf-8")
    return path


def write_xlsx(path: Path, rows: Iterable[Sequence[object]], *, sheets: int = 1) -> Path:
    """Write a workbook as a spreadsheet would: typed cells, a string that begins with = is a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for place in range(sheets):
        sheet = book.create_sheet(f"S{place}")
        for row in rows if place == 0 else ():
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    return path
