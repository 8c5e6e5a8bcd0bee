"""Which files are read, what their lines are, and which are refused."""

from __future__ import annotations

import codecs
import zipfile
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest

from models.imports import sheet as sheets
from models.imports import workbook
from models.imports.sheet import read_sheet
from models.imports.words import FILE_WORDS, sentence
from models.records.failure import BadInput
from tests.models.imports.stock import write_xlsx


def texts(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read_sheet(path).rows]


def refusal(path: Path) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_sheet(path)
    said = sentence(caught.value)
    assert said is not None
    assert path.name in said.zh
    assert path.name in said.en
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f'code{separator}name\r\nP1{separator}"安阳{separator}㐀𠮷"\r\n'.encode(encoding))
    read = read_sheet(path)
    assert [cell.text for cell in read.header.cells] == ["code", "name"]
    assert [cell.text for cell in read.rows[0].cells] == ["P1", f"安阳{separator}㐀𠮷"]
    assert [remark.code for remark in read.remarks] == (["sheet.gb18030"] if encoding == "gb18030" else [])


def test_the_mark_of_gb18030_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\ufeffcode,name\nP1,安阳\n".encode("gb18030"))
    assert [cell.text for cell in read_sheet(path).header.cells] == ["code", "name"]


def test_a_row_has_the_line_at_which_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('\ncode,text\nP1,"two\nlines"\n\n,,\nP2,x\n', encoding="utf-8")
    read = read_sheet(path)
    assert read.header.line == 2
    assert [(row.line, row.cells[0].text) for row in read.rows] == [(3, "P1"), (7, "P2")]


def test_header_is_taken_in_any_case_and_without_blanks(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(" Code ,NAME,,\nP1,x,,\n", encoding="utf-8")
    read = read_sheet(path)
    assert [cell.text for cell in read.header.cells] == ["code", "name"]
    assert len(read.rows[0].cells) == 2


def test_one_broken_byte_does_not_turn_utf8_into_other_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("code,name\nP1,瑞安市安阳街道\nP2,玉海".encode() + b"\xff" + "街道\n".encode())
    failure = refusal(path)
    assert failure.code == "sheet.encoding"
    assert failure.details["line"] == 3


def test_a_mark_of_utf8_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(codecs.BOM_UTF8 + "code,name\nP1,安阳".encode("gb18030"))
    assert refusal(path).code == "sheet.encoding"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "sheet.empty"),
        ("a.csv", b" \n,,\n", "sheet.empty"),
        ("a.csv", b"code\0,name\n", "sheet.not_text"),
        ("a.csv", b'code,name\nP1,"open\n', "sheet.broken"),
        ("a.csv", b'code,name\nP1,"a"b\n', "sheet.broken"),
        ("a.csv", b"code,name\nP1,\x80\xff\n", "sheet.encoding"),
        ("a.csv", b"code,name\nP1," + b"x" * 200_000 + b"\n", "sheet.broken"),
        ("a.xlsx", b"code,name\nP1,x\n", "sheet.not_zip"),
        ("a.xlsx", b"PK\x03\x04 and then nothing of a zip", "sheet.not_zip"),
        ("a.csv", b"PK\x03\x04 and then nothing of a zip", "sheet.not_zip"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "sheet.old_excel"),
        ("a.xls", b"code,name\n", "sheet.old_excel"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "sheet.encrypted"),
    ],
)
def test_refused_files(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path).code == code


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv").code == "sheet.missing"
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    assert refusal(folder).code == "sheet.folder"


def test_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('code,name\nP1,x\nP2,"open\nmore\n', encoding="utf-8")
    assert refusal(path).details["line"] == 3


def test_too_many_rows_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("code\n" + "P\n" * 11, encoding="utf-8")
    with pytest.raises(BadInput, match=r"sheet\.too_long"):
        read_sheet(path, max_rows=10)
    assert len(read_sheet(path, max_rows=11).rows) == 11
    with pytest.raises(BadInput, match=r"sheet\.too_big"):
        read_sheet(path, max_bytes=20)
    assert (sheets.MAX_ROWS, sheets.MAX_BYTES) == (50_000, 20 * 1024 * 1024)


def test_workbook_values_become_text(tmp_path: Path) -> None:
    values = ["x", 3, 3.0, 2.5, True, date(2028, 3, 31), datetime(2028, 3, 31), datetime(2028, 3, 31, 8, 30), time(7, 30), None, "_x000D_y"]
    path = write_xlsx(tmp_path / "a.xlsx", [[f"c{place}" for place in range(len(values))], values])
    assert texts(path) == [["x", "3", "3", "2.5", "yes", "2028-03-31", "2028-03-31", "2028-03-31 08:30:00", "07:30:00", "", "y"]]


def test_workbook_lines_formulas_errors_and_other_sheets(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["Code", "name"], [], ["P1", "=1+1"], ["P2", "#N/A"]], sheets=3)
    read = read_sheet(path)
    assert [row.line for row in read.rows] == [3, 4]
    assert [row.cells[1].fault for row in read.rows] == ["cell.formula", "cell.error"]
    assert [(remark.code, "2" in remark.text.en) for remark in read.remarks] == [("sheet.more_sheets", True)]


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "named.csv", [["code"], ["P1"]])
    assert texts(path) == [["P1"]]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_damaged_workbook(tmp_path: Path, part: str) -> None:
    whole = write_xlsx(tmp_path / "whole.xlsx", [["code"], ["P1"]])
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<broken" if name == part else source.read(name))
    assert refusal(path).code == "sheet.not_xlsx"


def test_zip_that_is_no_workbook_and_zip_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refusal(path).code == "sheet.not_xlsx"
    data = bytearray(path.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    path.write_bytes(bytes(data))
    assert refusal(path).code == "sheet.encrypted"


def test_a_small_file_that_unpacks_to_far_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 2 * 1024 * 1024)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(3 * 1024 * 1024))
    path = tmp_path / "a.xlsx"
    path.write_bytes(out.getvalue())
    assert path.stat().st_size < 10_000
    assert refusal(path).code == "sheet.too_big"


def with_rows(path: Path, rows: str) -> Path:
    """Write a workbook whose first sheet holds these rows of XML."""
    whole = write_xlsx(path.with_name("whole.xlsx"), [["code"]])
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return path


def a_row(line: int | str, text: str) -> str:
    return f'<row r="{line}"><c t="inlineStr"><is><t>{text}</t></is></c></row>'


def test_rows_that_are_not_there_cost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last row of a sheet, with nothing between it and the first, is one row: its cells alone are looked at."""
    monkeypatch.setattr(workbook, "MAX_CELLS", 10)
    path = with_rows(tmp_path / "a.xlsx", a_row(1, "code") + '<row r="7"/>' + a_row(1_048_576, "P1"))
    assert [(row.line, [cell.text for cell in row.cells]) for row in read_sheet(path).rows] == [(1_048_576, ["P1"])]


@pytest.mark.parametrize("line", [0, -3, 1_048_577, 2_000_000_000])
def test_a_row_that_no_worksheet_can_have(tmp_path: Path, line: int) -> None:
    failure = refusal(with_rows(tmp_path / "a.xlsx", a_row(1, "code") + a_row(line, "P1")))
    assert (failure.code, failure.details["line"]) == ("sheet.line", line)


@pytest.mark.parametrize("rows", ['<row r="2">' + "<c/>" * 20 + "</row>", '<row r="2"/>' * 20])
def test_more_cells_or_rows_than_anybody_looks_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 20)
    assert refusal(with_rows(tmp_path / "a.xlsx", a_row(1, "code") + rows)).code == "sheet.too_many_cells"


def test_a_cell_stands_in_its_column(tmp_path: Path) -> None:
    apart = '<row r="2"><c r="C2"><v>3</v></c><c r="DA2"><v>9</v></c></row>'
    path = with_rows(tmp_path / "a.xlsx", a_row(1, "code") + apart)
    assert texts(path) == [["", "", "3"]]


def test_every_sentence_is_there_in_both_languages() -> None:
    assert all(text.zh and text.en for text in FILE_WORDS.values())
    assert sentence(BadInput("something.else")) is None
