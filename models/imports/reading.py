"""A sheet into the records of one table, with everything that is wrong with it."""

from __future__ import annotations

from models.imports import words
from models.imports.cells import Known, RowReader, excerpt
from models.imports.columns import Cells, Schema
from models.imports.grid import STEP, Progress, Sheet
from models.records.base import Record, Text
from models.records.imports import BadRow, ImportRow


class ReadRow(Record, frozen=True):
    """A row that could be read: its line, its code and its record."""

    line: int
    key: str
    record: ImportRow


class Reading(Record, frozen=True):
    """What a sheet holds. ``categories`` are the names that a catalogue gives its categories, by code."""

    rows: tuple[ReadRow, ...] = ()
    categories: dict[str, Text] = {}
    bad: tuple[BadRow, ...] = ()


def read_rows(schema: Schema, sheet: Sheet, known: Known, progress: Progress | None = None) -> Reading:
    """Read every row of a sheet. Rows are still checked beneath unknown columns, but not where a column is missing."""
    bad = _check_header(schema, sheet)
    places = {cell.text: place for place, cell in enumerate(sheet.header.cells)}
    if any(column not in places for column in schema.columns) or len(places) < len(sheet.header.cells):
        return Reading(bad=tuple(bad))
    rows: list[ReadRow] = []
    seen: dict[str, int] = {}
    named: dict[str, tuple[int, Text]] = {}
    for count, line in enumerate(sheet.rows):
        if progress and count % STEP == 0:
            progress("read", count, len(sheet.rows))
        reader = RowReader(line, places, known, padded=sheet.padded)
        if reader.bad:
            # A row of another width has its cells in the wrong columns: nothing more can be said of it.
            bad += reader.bad
            continue
        record = schema.read(reader)
        cells = schema.cells(record, {})
        _check_code(schema.key, cells[schema.key], reader, seen)
        if "category_zh" in places:
            _check_category(cells["category_code"], reader, named)
        bad += reader.bad
        rows.append(ReadRow(line=line.line, key=cells[schema.key], record=record))
    if bad:
        return Reading(bad=tuple(sorted(bad, key=lambda found: found.line)))
    return Reading(rows=tuple(rows), categories={code: name for code, (_, name) in named.items()})


def cells_of(schema: Schema, record: ImportRow, categories: dict[str, Text]) -> Cells:
    """Return a record's cells in the order of the table's columns."""
    cells = schema.cells(record, categories)
    return {column: cells[column] for column in schema.columns}


def _check_header(schema: Schema, sheet: Sheet) -> list[BadRow]:
    line = sheet.header.line
    names = [cell.text for cell in sheet.header.cells]
    bad: list[BadRow] = []
    for place, name in enumerate(names):
        if name in names[:place]:
            bad.append(BadRow(line=line, column=excerpt(name), code="column.twice", value=excerpt(name), expected=words.KNOWN_COLUMN_ONCE))
        elif name not in schema.columns:
            expected = words.columns_expected(schema.columns)
            bad.append(BadRow(line=line, column=excerpt(name), code="column.unknown", value=excerpt(name), expected=expected))
    for column in schema.columns:
        if column not in names:
            bad.append(BadRow(line=line, column=column, code="column.missing", value="", expected=words.columns_expected((column,))))
    return bad


def _check_code(column: str, key: str, reader: RowReader, seen: dict[str, int]) -> None:
    if not reader.good(column):
        return
    if key in seen:
        reader.reject(column, "code.twice", key, words.once_only(seen[key]))
    else:
        seen[key] = reader.line


def _check_category(code: str, reader: RowReader, named: dict[str, tuple[int, Text]]) -> None:
    if not reader.good("category_code", "category_zh", "category_en"):
        return
    name = reader.pair("category")
    line, before = named.setdefault(code, (reader.line, name))
    if name != before:
        column, value = ("category_zh", name.zh) if name.zh != before.zh else ("category_en", name.en)
        reader.reject(column, "category.two_names", value, words.same_category(line))
