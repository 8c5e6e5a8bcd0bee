"""CSV: which encoding, which separator, and the physical line of every row."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from io import StringIO

from models.imports.grid import Cell, Progress, Sheet, gather, tidy
from models.records.base import Text
from models.records.failure import BadInput
from models.records.imports import Remark

SEPARATORS = (",", ";", "\t")

GB18030 = Remark(
    code="sheet.gb18030",
    text=Text(
        "文件不是 UTF-8,按 GB18030(中文 Excel 的默认编码)读取;请核对中文是否正确。",
        "The file is not UTF-8 and was read as GB18030, as Chinese Excel saves it; check that the Chinese text is right.",
    ),
)


def read_delimited(file: str, data: bytes, max_rows: int, progress: Progress | None = None) -> Sheet:
    """Return the rows of a CSV.

    Raises BadInput ``sheet.not_text``, ``sheet.encoding`` and ``sheet.broken`` with the line, and what ``gather`` raises.
    """
    text, remarks = _decode(file, data)
    header, rows = gather(file, _lines(file, text), max_rows, progress)
    return Sheet(file=file, header=header, rows=rows, padded=False, remarks=remarks)


def _decode(file: str, data: bytes) -> tuple[str, tuple[Remark, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # What Excel calls "Unicode text".
        return _strict(file, data, "utf-16"), ()
    if b"\0" in data:
        raise BadInput("sheet.not_text", file=file)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as failure:
        if data.startswith(codecs.BOM_UTF8) or _mostly_utf8(data):
            raise BadInput("sheet.encoding", file=file, line=_line_at(data, failure.start)) from failure
    return _strict(file, data, "gb18030"), (GB18030,)


def _mostly_utf8(data: bytes) -> bool:
    """Tell a UTF-8 file with a few broken bytes from one in GB18030, which as UTF-8 has next to nothing legible beyond ASCII.

    Without this a single broken byte would turn every Chinese name of the file into other Chinese characters.
    """
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    legible = sum(not char.isascii() for char in text) - broken
    return legible > broken


def _strict(file: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as failure:
        raise BadInput("sheet.encoding", file=file, line=_line_at(data, failure.start)) from failure


def _line_at(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _lines(file: str, text: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as failure:
            raise BadInput("sheet.broken", file=file, line=begins) from failure
        if cells is None:
            return
        yield begins, [Cell(text=tidy(cell)) for cell in cells]
        begins = reader.line_num + 1


def _separator(text: str) -> str:
    """Return what separates the names in the first line that holds any; a name itself never holds a separator."""
    header = next((line for line in text.splitlines() if line.strip(" \t,;")), "")
    return max(SEPARATORS, key=header.count)
