"""XLSX: the first sheet's values as text, with the row numbers that the spreadsheet shows."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._reader import WorkSheetParser

from models.imports.grid import Cell, Progress, Sheet, SheetRow, gather, tidy
from models.records.base import Text
from models.records.failure import BadInput
from models.records.imports import Remark

MAX_UNPACKED = 200 * 1024 * 1024
"""The most that a workbook may unpack to, in bytes: a small file can hold gigabytes of blanks."""

MAX_COLUMNS = 100
"""Columns beyond these are not looked at; the widest table has 20."""

MAX_LINE = 1_048_576
"""The last row that a spreadsheet program knows."""

MAX_CELLS = 5_000_000
"""The most cells of a sheet that are looked at, empty ones and empty rows included: the most rows (``sheet.MAX_ROWS``), each of the most
columns."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML cannot hold, and an underscore that would look like one (ECMA-376 part 1, 22.9.2.19)."""


_EMPTY = Cell(text="")


def read_workbook(file: str, data: bytes, max_rows: int, progress: Progress | None = None) -> Sheet:
    """Return the first sheet of an XLSX; formulas and error values come as faulty cells.

    Raises BadInput ``sheet.too_big`` for what unpacks to far more than it is, ``sheet.encrypted``, ``sheet.not_xlsx``,
    ``sheet.too_many_cells``, ``sheet.line`` for a row that no worksheet can have, and as ``gather``.
    """
    _check_archive(file, data)
    try:
        header, rows, more = _read(file, data, max_rows, progress)
    except BadInput:
        raise
    except Exception as failure:
        # A damaged workbook makes the library fail in ways that it does not promise (KeyError, ParseError, TypeError, zlib.error …).
        raise BadInput("sheet.not_xlsx", file=file) from failure
    remarks = () if not more else (_other_sheets(more),)
    return Sheet(file=file, header=header, rows=rows, padded=True, remarks=remarks)


def escape(text: str) -> str:
    """Return the text as a workbook has to hold it: what looks like an escaped character gets its underscore escaped."""
    return _ESCAPED.sub(r"_x005F_x\1_", text)


def _check_archive(file: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as failure:
        raise BadInput("sheet.not_zip", file=file) from failure
    if any(part.flag_bits & 0x1 for part in parts):
        raise BadInput("sheet.encrypted", file=file)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise BadInput("sheet.too_big", file=file, megabytes=MAX_UNPACKED // (1024 * 1024))


def _read(file: str, data: bytes, max_rows: int, progress: Progress | None) -> tuple[SheetRow, tuple[SheetRow, ...], int]:
    with warnings.catch_warnings():
        # The library warns of styles and validations that it does not keep; only values matter here.
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        try:
            if not book.worksheets:
                raise BadInput("sheet.not_xlsx", file=file)
            sheet: Any = book.worksheets[0]
            header, rows = gather(file, _lines(file, sheet), max_rows, progress)
            return header, rows, len(book.worksheets) - 1
        finally:
            book.close()


def _lines(file: str, sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows that the file holds with their numbers.

    The library's parser is asked directly: its rows come with every one that is missing before them, a hundred empty cells each, and a
    file of a few kilobytes can name a row two thousand million lines down.
    """
    book, seen = sheet.parent, 0
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=False,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for line, found in parser.parse():
            if not 0 < line <= MAX_LINE:
                raise BadInput("sheet.line", file=file, line=line)
            seen += len(found) or 1
            if seen > MAX_CELLS:
                raise BadInput("sheet.too_many_cells", file=file, cells=MAX_CELLS)
            # the parser gathers the height of every row, which nobody asks for
            parser.row_dimensions.clear()
            if found:
                yield line, _placed(found)


def _placed(found: list[dict[str, Any]]) -> list[Cell]:
    """Return the cells of a row, each in its column, with empty ones between them."""
    cells = {cell["column"]: _cell(cell["value"], cell["data_type"]) for cell in found if 0 < cell["column"] <= MAX_COLUMNS}
    return [cells.get(column, _EMPTY) for column in range(1, max(cells, default=0) + 1)]


def _cell(value: object, kind: str) -> Cell:
    if kind == "f":
        return Cell(text=str(value) if isinstance(value, str) else "=", fault="cell.formula")
    if kind == "e":
        return Cell(text=str(value), fault="cell.error")
    return Cell(text=tidy(_as_text(value)))


def _as_text(value: object) -> str:
    """Return a value as it would stand in a CSV: dates in ISO form, whole numbers without a fraction, yes and no for a tick."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _other_sheets(count: int) -> Remark:
    return Remark(
        code="sheet.more_sheets",
        text=Text(f"只读取第一个工作表,另有 {count} 个未读。", f"Only the first worksheet was read; {count} more were not."),
    )
