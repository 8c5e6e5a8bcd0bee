"""A sheet as plain text in rows, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from models.imports.formula import restore
from models.records.base import Record
from models.records.failure import BadInput
from models.records.imports import Remark

Progress = Callable[[str, int, int], None]
"""Is told (what is being done, how many rows are done, of how many); the last is 0 where nobody knows yet."""

STEP = 500
"""Rows between two words of progress."""


class Cell(Record, frozen=True):
    """A cell's text; ``fault`` is ``cell.formula`` or ``cell.error`` where a spreadsheet holds no plain value."""

    text: str
    fault: str = ""


class SheetRow(Record, frozen=True):
    """A row with the line at which it begins, counted from 1."""

    line: int
    cells: tuple[Cell, ...]


class Sheet(Record, frozen=True):
    """The columns' names (trimmed, small letters) and all rows that hold anything. ``padded``: a row may lack its last, empty cells."""

    file: str
    header: SheetRow
    rows: tuple[SheetRow, ...]
    padded: bool
    remarks: tuple[Remark, ...] = ()


def tidy(text: str) -> str:
    """Return a cell's text without blanks around it, with plain line feeds, and without the apostrophe of an export."""
    return restore(re.sub(r"\r\n?", "\n", text).strip())


def gather(
    file: str, lines: Iterable[tuple[int, Sequence[Cell]]], max_rows: int, progress: Progress | None = None
) -> tuple[SheetRow, tuple[SheetRow, ...]]:  # fmt: skip
    """Return the header and the rows of ``lines``, without blank ones and without the empty cells that follow the last column.

    Raises BadInput ``sheet.empty`` where nothing is there, ``sheet.too_long`` beyond ``max_rows``.
    """
    filled = _filled(lines)
    first = next(filled, None)
    if first is None:
        raise BadInput("sheet.empty", file=file)
    names = [Cell(text=cell.text.casefold(), fault=cell.fault) for cell in first.cells]
    while names and not names[-1].text and not names[-1].fault:
        names.pop()
    rows: list[SheetRow] = []
    for row in filled:
        if len(rows) == max_rows:
            raise BadInput("sheet.too_long", file=file, rows=max_rows)
        rows.append(_cut(row, len(names)))
        if progress and len(rows) % STEP == 0:
            progress("load", len(rows), 0)
    return SheetRow(line=first.line, cells=tuple(names)), tuple(rows)


def _filled(lines: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[SheetRow]:
    for line, cells in lines:
        if any(cell.text or cell.fault for cell in cells):
            yield SheetRow(line=line, cells=tuple(cells))


def _cut(row: SheetRow, width: int) -> SheetRow:
    cells = row.cells
    while len(cells) > width and not cells[-1].text and not cells[-1].fault:
        cells = cells[:-1]
    return SheetRow(line=row.line, cells=cells)
