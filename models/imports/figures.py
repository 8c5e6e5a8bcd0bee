"""Figures going out: several tables as one workbook, or one table as CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from models.imports.export import put_in_place
from models.imports.formula import defuse
from models.imports.workbook import escape
from models.records.failure import BadInput
from models.records.report import Cell, Grid

_WIDTHS = (10, 44)
"""The narrowest and the widest column of a sheet, in characters; a Chinese one counts twice."""
_SHARE = "0.0%"
_COUNT = "#,##0"
_TITLE = 31
"""A sheet's name is no longer than this, and holds none of the signs that name cells of other sheets."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_csv(path: Path, grid: Grid) -> None:
    """Write one table as UTF-8 with a mark, which is how a spreadsheet in a Chinese Windows knows it. A share has four decimals.

    A file that is there is replaced only once the new one is whole. Raises BadInput ``export.folder``, StoreFailure.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(defuse, grid.columns))
    for row in grid.rows:
        writer.writerow([_told(cell) for cell in row])
    _put(path, out.getvalue().encode("utf-8-sig"))


def write_workbook(path: Path, grids: Sequence[Grid]) -> None:
    """Write each table as a sheet; numbers stay numbers. Raises as ``write_csv``."""
    book = Workbook(write_only=True)
    for grid in grids:
        sheet = book.create_sheet(grid.title.translate(_FORBIDDEN)[:_TITLE])
        sheet.freeze_panes = "A2"
        for place in range(len(grid.columns)):
            longest = max(_wide(row[place]) for row in (grid.columns, *grid.rows))
            sheet.column_dimensions[get_column_letter(place + 1)].width = min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])
        sheet.append([_cell(sheet, word, bold=True) for word in grid.columns])
        for row in grid.rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    _put(path, out.getvalue())


def _put(path: Path, data: bytes) -> None:
    if path.is_dir() or not path.parent.is_dir():
        raise BadInput("export.folder", file=path.name)
    put_in_place(path, data)


def _told(value: Cell) -> object:
    return defuse(value) if isinstance(value, str) else f"{value:.4f}" if isinstance(value, float) else value


def _wide(value: Cell) -> int:
    return sum(1 if sign.isascii() else 2 for sign in value) if isinstance(value, str) else len(f"{value:,}" if value else "0")


def _cell(sheet: Any, value: Cell, *, bold: bool = False) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=escape(defuse(value)) or None)
        if value:
            # the library takes what begins with "=" for a formula unless it is told that this is text
            cell.data_type = "s"
    else:
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = _SHARE if isinstance(value, float) else _COUNT
    if bold:
        cell.font = Font(bold=True)
    return cell
