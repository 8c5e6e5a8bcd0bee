"""Files into rows of text with their line numbers: what kind of file it is is seen from its content, not from its name."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from models.imports.delimited import read_delimited
from models.imports.grid import Progress, Sheet
from models.imports.workbook import read_workbook
from models.records.failure import BadInput

MAX_BYTES = 20 * 1024 * 1024
"""The largest file that is read, in bytes."""

MAX_ROWS = 50_000
"""The most rows that are read, the header not counted."""

_ZIP = b"PK"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of an OLE2 compound file: an old .xls, or an XLSX inside a password's envelope ([MS-OFFCRYPTO] 2.3)."""


def read_sheet(
    path: Path, *, max_rows: int = MAX_ROWS, max_bytes: int = MAX_BYTES, progress: Progress | None = None
) -> Sheet:  # fmt: skip
    """Read a CSV (UTF-8, UTF-16 with a mark, or GB18030; comma, semicolon or tab) or the first sheet of an XLSX.

    Raises BadInput ``sheet.…`` (words in ``models.imports.words``) with the file's name, and the line where there is one.
    """
    data = _load(path, max_bytes)
    if data.startswith(_COMPOUND):
        # The envelope's directory names the stream in UTF-16LE.
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise BadInput("sheet.encrypted" if locked else "sheet.old_excel", file=path.name)
    if data.startswith(_ZIP) and zipfile.is_zipfile(BytesIO(data)):
        return read_workbook(path.name, data, max_rows, progress)
    if path.suffix.lower() in (".xlsx", ".xlsm") or data.startswith(b"PK\x03\x04"):
        raise BadInput("sheet.not_zip", file=path.name)
    if path.suffix.lower() == ".xls":
        raise BadInput("sheet.old_excel", file=path.name)
    return read_delimited(path.name, data, max_rows, progress)


def _load(path: Path, max_bytes: int) -> bytes:
    try:
        if path.is_dir():
            raise BadInput("sheet.folder", file=path.name)
        if path.stat().st_size > max_bytes:
            raise BadInput("sheet.too_big", file=path.name, megabytes=max_bytes // (1024 * 1024))
        data = path.read_bytes()
    except FileNotFoundError as failure:
        raise BadInput("sheet.missing", file=path.name) from failure
    except (OSError, ValueError) as failure:
        raise BadInput("sheet.unreadable", file=path.name, why=getattr(failure, "strerror", None) or type(failure).__name__) from failure
    if not data.strip():
        raise BadInput("sheet.empty", file=path.name)
    return data
