"""Makes ``models/search/readings.py`` from pypinyin: ``python -m tests.support.readings``.

The program itself does not load pypinyin: its table of characters takes 12 MB and a good part of the time until a desk can search.
"""

from __future__ import annotations

import os
import unicodedata

os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # documented switch; must be set before the import

from pypinyin.pinyin_dict import pinyin_dict

from models.search.readings import FIRST, LAST
from tests.support.tree import ROOT

FILE = ROOT / "models" / "search" / "readings.py"
_TABLE = '_TABLE = """\n'


def first_reading(char: str) -> str:
    """Return the first toneless reading that pypinyin lists for a character (ü is written v), '' where it lists none."""
    first, _, _others = pinyin_dict.get(ord(char), "").partition(",")
    spread = unicodedata.normalize("NFD", first).replace("u\u0308", "v")
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def table() -> str:
    """Return the lines of the table: each reading and behind it its characters, broken at 136 signs."""
    spoken: dict[str, list[str]] = {}
    for code in range(FIRST, LAST + 1):
        if reading := first_reading(chr(code)):
            spoken.setdefault(reading, []).append(chr(code))
    run = "".join(f"{reading}{''.join(spoken[reading])}" for reading in sorted(spoken))
    return "".join(f"{run[at : at + 136]}\n" for at in range(0, len(run), 136))


if __name__ == "__main__":
    head, _, _rest = FILE.read_text(encoding="utf-8").partition(_TABLE)
    _, _, tail = _rest.partition('"""\n')
    FILE.write_text(f'{head}{_TABLE}{table()}"""\n{tail}', encoding="utf-8")
