"""The dry run: what a file would change, row by row and field by field. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from models.imports.cells import Known
from models.imports.columns import SCHEMAS, Schema
from models.imports.grid import STEP, Progress, Sheet
from models.imports.reading import Reading, ReadRow, cells_of, read_rows
from models.imports.sheet import read_sheet
from models.records.base import Text
from models.records.catalogue import CategoryRow
from models.records.failure import BadInput
from models.records.imports import FieldChange, ImportPlan, ImportRow, ImportTable, ReferenceSet, Remark, RowChange, RowStatus

_NAMED = 5
"""How many codes a remark names."""


def plan_import(
    table: ImportTable, path: Path, stored: ReferenceSet, *, retire: bool = False, progress: Progress | None = None
) -> ImportPlan:  # fmt: skip
    """Return what importing a file would do; with ``retire``, rows missing from the file are retired.

    Rows that cannot be taken come in the plan's ``bad``. Raises BadInput for a file that cannot be read at all (see ``read_sheet``) and
    ``import.retire_all`` where a file without rows would retire everything.
    """
    return plan_sheet(table, read_sheet(path, progress=progress), stored, retire=retire, progress=progress)


def plan_sheet(
    table: ImportTable, sheet: Sheet, stored: ReferenceSet, *, retire: bool = False, progress: Progress | None = None
) -> ImportPlan:  # fmt: skip
    """Return what importing a sheet would do; as :func:`plan_import`."""
    schema = SCHEMAS[table]
    known = Known(
        items=frozenset(item.code for item in stored.items),
        districts=frozenset(district.code for district in stored.districts),
    )
    reading = read_rows(schema, sheet, known, progress)
    if reading.bad:
        return ImportPlan(table=table, file=sheet.file, bad=reading.bad, remarks=sheet.remarks)
    if retire and not reading.rows:
        raise BadInput("import.retire_all", file=sheet.file)
    return _Comparison(schema, stored, reading).plan(sheet, retire, progress)


class _Comparison:
    """Compares one reading with what is stored."""

    def __init__(self, schema: Schema, stored: ReferenceSet, reading: Reading) -> None:
        self._schema = schema
        self._reading = reading
        self._before = {category.code: category.name for category in stored.categories}
        self._after = self._before | reading.categories
        rows = stored.rows(schema.table)
        self._stored = {schema.cells(row, {})[schema.key]: row for row in rows}
        self._kept: list[tuple[int, str, str]] = []

    def plan(self, sheet: Sheet, retire: bool, progress: Progress | None) -> ImportPlan:
        changes: list[RowChange] = []
        rows: list[ImportRow] = []
        total = len(self._reading.rows)
        for count, found in enumerate(self._reading.rows):
            if progress and count % STEP == 0:
                progress("compare", count, total)
            change, record = self._compare(found)
            if change is not None:
                changes.append(change)
                # A renamed category changes how its items stand in the file, but not the items.
                if record != self._stored.get(found.key):
                    rows.append(record)
        unchanged = total - len(changes)
        retired = self._missing() if retire else ()
        changes += [RowChange(status=RowStatus.RETIRED, code=code, name=self._name(self._stored[code], self._before)) for code in retired]
        return ImportPlan(
            table=self._schema.table,
            file=sheet.file,
            rows=tuple(rows),
            categories=self._categories(),
            retired=retired,
            changes=tuple(changes),
            unchanged=unchanged,
            remarks=(*sheet.remarks, *self._kept_remarks()),
        )

    def _compare(self, found: ReadRow) -> tuple[RowChange | None, ImportRow]:
        name = self._name(found.record, self._after)
        old = self._stored.get(found.key)
        if old is None:
            return RowChange(status=RowStatus.ADDED, code=found.key, name=name, line=found.line), found.record
        fields = self._fields(found, old)
        record = self._carry(found.record, old)
        if old.retired:
            return RowChange(status=RowStatus.RETURNED, code=found.key, name=name, line=found.line, fields=fields), record
        if fields:
            return RowChange(status=RowStatus.CHANGED, code=found.key, name=name, line=found.line, fields=fields), record
        return None, record

    def _fields(self, found: ReadRow, old: ImportRow) -> tuple[FieldChange, ...]:
        before, after = cells_of(self._schema, old, self._before), cells_of(self._schema, found.record, self._after)
        changed: list[FieldChange] = []
        for column in self._schema.columns:
            if before[column] == after[column]:
                continue
            if column in self._schema.kept:
                self._kept.append((found.line, found.key, column))
            else:
                changed.append(FieldChange(field=column, old=before[column], new=after[column]))
        return tuple(changed)

    def _carry(self, new: ImportRow, old: ImportRow) -> ImportRow:
        """Return the new record with what no file decides taken from the stored one."""
        return replace(new, **{field: getattr(old, field) for field in self._schema.carried})

    def _missing(self) -> tuple[str, ...]:
        there = {found.key for found in self._reading.rows}
        return tuple(code for code, row in self._stored.items() if code not in there and not row.retired)

    def _categories(self) -> tuple[CategoryRow, ...]:
        names = self._reading.categories
        return tuple(CategoryRow(code=code, name=name) for code, name in names.items() if self._before.get(code) != name)

    def _name(self, row: ImportRow, categories: Mapping[str, Text]) -> Text:
        cells = self._schema.cells(row, categories)
        return Text(cells[f"{self._schema.title}_zh"], cells[f"{self._schema.title}_en"])

    def _kept_remarks(self) -> Sequence[Remark]:
        if not self._kept:
            return ()
        line, _, column = self._kept[0]
        told = ", ".join(code for _, code, _ in self._kept[:_NAMED]) + (" …" if len(self._kept) > _NAMED else "")
        text = Text(
            f"{column} 由系统自行计数,文件中的值不采用:{told}",
            f"{column} is counted by the console itself; what the file says was left out: {told}",
        )
        return (Remark(code="column.kept", text=text, line=line),)
