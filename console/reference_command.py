"""``python main.py import TABLE FILE`` and ``export TABLE FILE``: reference data in and out without a window."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from time import monotonic

from console.command_words import BAD_INPUT, code_of, heard, system_language, told
from models.commands.reference import apply_import
from models.imports.difference import plan_import
from models.imports.export import export_table
from models.records.base import Language, Text
from models.records.failure import BadInput, WorldFailure
from models.records.imports import ImportPlan, ImportTable, ReferenceSet, RowStatus
from models.records.operation import Changes, Desk
from models.records.staff import Role
from models.repositories import catalogue, knowledge, partner, staff, unit
from models.store.profile import default_dir
from models.store.store import Store, open_store

COMMAND_LINE = Desk(actor=0, desk="command line", session="", role=Role.ADMIN)
"""Who imports without a window: whoever may open the profile's files, which is the administrator of the machine."""

_SHELVES: Mapping[ImportTable, str] = {
    ImportTable.CATALOGUE: "item",
    ImportTable.PARTNERS: "partner",
    ImportTable.KNOWLEDGE: "article",
    ImportTable.UNITS: "unit",
    ImportTable.STAFF: "operator",
}
"""What the store calls a table."""

_STAGES: Mapping[str, Text] = {
    "load": Text("载入", "loading"),
    "read": Text("读取", "reading"),
    "compare": Text("比较", "comparing"),
    "write": Text("写出", "writing"),
}
_STATUSES: Mapping[RowStatus, Text] = {
    RowStatus.ADDED: Text("新增", "added"),
    RowStatus.CHANGED: Text("更改", "changed"),
    RowStatus.RETURNED: Text("恢复", "returned"),
    RowStatus.RETIRED: Text("停用", "retired"),
}
_UNCHANGED = Text("未变", "unchanged")
_HEADINGS = (Text("状态", "status"), Text("编号", "code"), Text("名称", "name"), Text("列", "field"), Text("原值 → 新值", "old → new"))
_CELL = 44
"""The widest value in the table of differences, in terminal columns."""


def read_stored(store: Store) -> ReferenceSet:
    """Return what is stored of every table, retired rows included, partners with their live bad records."""
    return ReferenceSet(
        categories=catalogue.categories(store),
        items=catalogue.items(store, retired=True),
        districts=catalogue.districts(store),
        partners=partner.all(store, retired=True),
        articles=knowledge.all(store, retired=True),
        units=unit.all(store, retired=True),
        staff=staff.all(store, retired=True),
    )


def apply_plan(store: Store, desk: Desk, plan: ImportPlan) -> Changes:
    """Write what a plan holds, new and renamed categories first, all or nothing.

    Raises BadInput ``import.bad_rows`` where a row of the file is bad.
    """
    if plan.bad:
        raise BadInput("import.bad_rows", file=plan.file, count=len(plan.bad))
    return apply_import(store, desk, _SHELVES[plan.table], plan.rows, plan.retired, categories=plan.categories)


def run(argv: list[str]) -> int:
    """Carry out ``import …`` or ``export …``; return 0, 1 where the store cannot be used, or 2 where the file cannot be taken."""
    options = _parse(argv)
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that does not know a character shows a mark in its place.
        sys.stdout.reconfigure(errors="replace")
    return heard(lambda: _carry_out(options))


def _carry_out(options: argparse.Namespace) -> int:
    language = Language(options.language) if options.language else system_language()
    progress = _Progress(language)
    try:
        with closing(open_store(options.profile_dir or default_dir(), progress=progress)) as store:
            if options.command == "export":
                return _export(store, options, language, progress)
            return _import(store, options, language, progress)
    except WorldFailure as failure:
        progress.end()
        _say(sys.stderr.write, told(failure).in_(language))
        return code_of(failure)


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="main.py")
    commands = parser.add_subparsers(dest="command", required=True)
    bring = commands.add_parser("import", help="take a CSV or XLSX file into a table")
    bring.add_argument("--dry-run", action="store_true", help="only show what would change")
    bring.add_argument("--retire", action="store_true", help="retire the rows that are missing from the file")
    give = commands.add_parser("export", help="write a table as CSV or XLSX")
    for command in (bring, give):
        command.add_argument("table", choices=[table.value for table in ImportTable])
        command.add_argument("file", type=Path)
        command.add_argument("--profile-dir", type=Path, help="use the data in this folder instead of the platform's")
        command.add_argument("--language", choices=[language.value for language in Language])
    return parser.parse_args(argv)


def _import(store: Store, options: argparse.Namespace, language: Language, progress: _Progress) -> int:
    plan = plan_import(ImportTable(options.table), options.file, read_stored(store), retire=options.retire, progress=progress)
    progress.end()
    for remark in plan.remarks:
        _say(sys.stderr.write, remark.text.in_(language))
    if plan.bad:
        _list_bad(plan, language)
        return BAD_INPUT
    _show(plan, language)
    if options.dry_run:
        _say(sys.stdout.write, Text("试运行:未作任何改动。", "Dry run: nothing was changed.").in_(language))
    elif plan.ready:
        apply_plan(store, COMMAND_LINE, plan)
        _say(sys.stdout.write, Text("已写入。", "Applied.").in_(language))
    return 0


def _export(store: Store, options: argparse.Namespace, language: Language, progress: _Progress) -> int:
    count = export_table(ImportTable(options.table), options.file, read_stored(store), progress)
    progress.end()
    written = Text(f"{options.file.name}:已写出 {count} 行。", f"{options.file.name}: {count} rows written.")
    _say(sys.stdout.write, written.in_(language))
    return 0


def _list_bad(plan: ImportPlan, language: Language) -> None:
    """Write each bad place as file, line and column, what stands there and what should."""
    for bad in plan.bad:
        place = ":".join(filter(None, (plan.file, str(bad.line), bad.column)))
        wrong = Text(f"{place}:「{bad.value}」→ 应为{bad.expected.zh}", f"{place}: “{bad.value}” – expected {bad.expected.en}")
        _say(sys.stderr.write, wrong.in_(language))
    count = len(plan.bad)
    total = Text(f"{count} 处无法导入,未作任何改动。", f"Cells that cannot be taken: {count}. Nothing was changed.")
    _say(sys.stderr.write, total.in_(language))


def _show(plan: ImportPlan, language: Language) -> None:
    """Write the counts and the table of differences."""
    counts = [f"{word.in_(language)} {plan.count(status)}" for status, word in _STATUSES.items()]
    _say(sys.stdout.write, f"{plan.file} → {plan.table.value}: " + ", ".join([*counts, f"{_UNCHANGED.in_(language)} {plan.unchanged}"]))
    grid = [[heading.in_(language) for heading in _HEADINGS]]
    for change in plan.changes:
        lead = [_STATUSES[change.status].in_(language), change.code, _cut(change.name.in_(language))]
        if not change.fields:
            grid.append([*lead, "", ""])
        for place, field in enumerate(change.fields):
            value = f"{_cut(field.old)} → {_cut(field.new)}"
            grid.append([*(lead if place == 0 else ("", "", "")), field.field, value])
    if plan.changes:
        _write_grid(grid)


def _write_grid(grid: Sequence[Sequence[str]]) -> None:
    widths = [max(_width(row[place]) for row in grid) for place in range(len(grid[0]))]
    for row in grid:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        _say(sys.stdout.write, "  ".join(padded).rstrip())


def _cut(text: str) -> str:
    """Return a value on one line, shortened to the widest that the table shows; nothing at all is a dash."""
    flat = " ".join(text.split()) or "–"
    if _width(flat) <= _CELL:
        return flat
    while _width(flat) > _CELL - 1:
        flat = flat[:-1]
    return f"{flat}…"


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _say(write: Callable[[str], object], text: str) -> None:
    write(f"{text}\n")


class _Progress:
    """Says on stderr how far a step has come, once it has taken a second and then once a second."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._last = monotonic()
        self._shown = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = monotonic()
        if now - self._last < 1:
            return
        self._last = now
        word = _STAGES.get(stage, Text(stage)).in_(self._language)
        line = f"{word} {done}/{total}" if total else f"{word} {done}"
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
            self._shown = True
        else:
            _say(sys.stderr.write, line)

    def end(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            self._shown = False
