"""One table as CSV or XLSX, in the columns that the import reads: what was written reads back as the same rows."""

from __future__ import annotations

import csv
import errno
import os
import tempfile
from collections.abc import Iterable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from models.imports.cells import is_plain
from models.imports.columns import SCHEMAS, Schema
from models.imports.formula import defuse
from models.imports.grid import STEP, Progress
from models.imports.reading import cells_of
from models.imports.workbook import escape
from models.records.failure import BadInput, StoreFailure
from models.records.imports import ImportTable, ReferenceSet

_TEXT_FORMAT = "@"
"""Keeps a spreadsheet from dropping the 0 of a telephone number or turning a code into a date when a cell is edited."""

_WIDTHS = (10, 60)
"""The narrowest and the widest column of a sheet, in characters."""


def export_table(table: ImportTable, path: Path, stored: ReferenceSet, progress: Progress | None = None) -> int:
    """Write the rows of a table that are not retired to ``path`` (by its ending, .csv or .xlsx); return how many.

    A file that is there is replaced only once the new one is whole. Raises BadInput ``export.suffix``, ``export.folder`` and
    ``export.cell`` (a stored text that no file can keep), StoreFailure ``disk.full`` and ``disk.read_only``.
    """
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise BadInput("export.suffix", file=path.name)
    if path.is_dir() or not path.parent.is_dir():
        raise BadInput("export.folder", file=path.name)
    schema = SCHEMAS[table]
    grid = _grid(schema, stored, progress)
    put_in_place(path, _as_csv(schema, grid) if suffix == ".csv" else _as_workbook(schema, grid))
    return len(grid)


def _grid(schema: Schema, stored: ReferenceSet, progress: Progress | None) -> list[list[str]]:
    categories = {category.code: category.name for category in stored.categories}
    rows = [row for row in stored.rows(schema.table) if not row.retired]
    grid: list[list[str]] = []
    for count, row in enumerate(rows):
        if progress and count % STEP == 0:
            progress("write", count, len(rows))
        cells = cells_of(schema, row, categories)
        for column, text in cells.items():
            if not is_plain(text):
                raise BadInput("export.cell", row=cells[schema.key], column=column)
        grid.append([defuse(text) for text in cells.values()])
    return grid


def _as_csv(schema: Schema, grid: Iterable[list[str]]) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(schema.columns)
    writer.writerows(grid)
    # The mark is how a spreadsheet in a Chinese Windows knows UTF-8 from GB18030.
    return out.getvalue().encode("utf-8-sig")


def _as_workbook(schema: Schema, grid: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(schema.table.value)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(schema.columns):
        longest = max((len(row[place]) for row in grid), default=0)
        sheet.column_dimensions[_letter(place)].width = min(max(longest, len(column), _WIDTHS[0]), _WIDTHS[1])
    sheet.append([_cell(sheet, column, bold=True) for column in schema.columns])
    for row in grid:
        sheet.append([_cell(sheet, text) for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=escape(text) or None)
    if text:
        # The library takes what begins with "=" for a formula and "#N/A" for an error unless it is told that this is text.
        cell.data_type = "s"
    cell.number_format = _TEXT_FORMAT
    if bold:
        cell.font = Font(bold=True)
    return cell


def put_in_place(path: Path, data: bytes) -> None:
    """Write beside the target and move into place, so that a full disk leaves the old file whole.

    Raises StoreFailure ``disk.full`` and ``disk.read_only``.
    """
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(beside, path)
    except OSError as failure:
        if beside:
            Path(beside).unlink(missing_ok=True)
        # Windows knows no quota error.
        full = failure.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
        raise StoreFailure("disk.full" if full else "disk.read_only", file=path.name) from failure
