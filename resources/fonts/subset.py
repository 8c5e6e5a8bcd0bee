"""Makes the bundled fonts: ``python -m resources.fonts.subset SOURCE`` (``make fonts SOURCE=…``).

In: the folder with ``NotoSansCJK-Regular.ttc`` and ``NotoSansCJK-Bold.ttc`` (Debian package fonts-noto-cjk).
Out: ``HotlineSans-Regular.otf`` and ``HotlineSans-Bold.otf`` beside this file, the same bytes for the same source and characters.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont, TTLibError

from resources import ROOT, path

FAMILY = "Hotline Sans"
WEIGHTS = ("Regular", "Bold")
SOURCE_FAMILY = "Noto Sans CJK SC"

# The middle dot separates the parts of a line all over the interface. The Chinese face draws it an em wide, its Korean sister (same glyphs,
# other mapping) as wide as in Latin text.
NARROW_FAMILY = "Noto Sans CJK KR"
MIDDLE_DOT = 0xB7

TEXT_SUFFIXES = frozenset({".csv", ".json", ".ts", ".qss"})

# What the panes draw beside words: keys, states, arrows, timers. A sign that Noto Sans CJK does not have is left to the system's fonts.
SIGNS = "–—‘’“”•…‰′″※€←↑→↓↔↕⇧↵⌘⌥⏎─│┌┐└┘├┤┬┴┼■□▲△▶▷▼▽◀◁◆◇○◎●★☆☎✓×÷±≈≠≤≥℃№"

# Layout features for words on one horizontal line. Figures are of one width by default in the source, so timers need no feature;
# "locl" would bring the Japanese, Korean and Taiwanese forms along and nearly double the files.
FEATURES = ("ccmp", "calt", "kern", "liga", "mark")


def gb2312(rows: range) -> frozenset[str]:
    """Return the characters of these rows of GB 2312-80: 1 to 3 signs and full-width Latin, 16 to 55 level 1, 56 to 87 level 2."""
    cells = (bytes((row + 0xA0, cell + 0xA0)) for row in rows for cell in range(1, 95))
    return frozenset("".join(cell.decode("gb2312", "ignore") for cell in cells))


def shipped_characters(root: Path = ROOT) -> frozenset[str]:
    """Return every printable character of the data and translations under ``root``."""
    found: set[str] = set()
    for file in root.rglob("*"):
        if file.suffix in TEXT_SUFFIXES:
            found.update(file.read_text(encoding="utf-8-sig"))
    return frozenset(character for character in found if character.isprintable())


def wanted_characters() -> frozenset[str]:
    """Return what the fonts are made for."""
    latin = frozenset(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100)))
    return gb2312(range(1, 4)) | gb2312(range(16, 88)) | shipped_characters() | latin | frozenset(SIGNS)


def open_face(stream: BinaryIO) -> TTFont:
    """Return the Simplified Chinese face of a collection, its middle dot narrowed; the stream stays in use.

    Raises TTLibError if the stream is no collection, LookupError if a face is missing.
    """
    faces = {font["name"].getDebugName(1): font for font in TTCollection(stream, lazy=True).fonts}
    if not {SOURCE_FAMILY, NARROW_FAMILY} <= faces.keys():
        raise LookupError(f"no faces named {SOURCE_FAMILY} and {NARROW_FAMILY}")
    font = faces[SOURCE_FAMILY]
    dot = faces[NARROW_FAMILY].getBestCmap()[MIDDLE_DOT]
    for cmap in font["cmap"].tables:
        if cmap.isUnicode() and cmap.format != 14:
            cmap.cmap[MIDDLE_DOT] = dot
    return font


def rename(font: TTFont, weight: str) -> None:
    """Give the subset its own name; copyright and licence records stay as they are."""
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    words = {1: FAMILY, 2: weight, 3: f"2.004;{postscript}", 4: f"{FAMILY} {weight}", 6: postscript}
    table = font["name"]
    # 7 names the trademark, 16 and up repeat the family for other renderers: all would still carry the source's name.
    table.names = [record for record in table.names if record.nameID not in words and record.nameID < 16 and record.nameID != 7]
    for number, text in words.items():
        table.setName(text, number, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames[0] = postscript
    top.topDictIndex[0].FamilyName = FAMILY
    top.topDictIndex[0].FullName = f"{FAMILY} {weight}"


def make(source: Path, weight: str, target: Path) -> Path:
    """Write one weight into the folder ``target`` and return its file. Raises OSError, LookupError or TTLibError for an unusable source."""
    options = subset.Options()
    options.layout_features = list(FEATURES)
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in wanted_characters()])
    file = target / f"HotlineSans-{weight}.otf"
    with (source / f"NotoSansCJK-{weight}.ttc").open("rb") as stream:
        font = open_face(stream)
        font.recalcTimestamp = False
        subsetter.subset(font)
        rename(font, weight)
        subset.save_font(font, str(file), options)
    return file


def main(arguments: Sequence[str]) -> int:
    """Make both weights; return the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m resources.fonts.subset FOLDER_OF_NOTO_SANS_CJK\n")
        return 2
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    for weight in WEIGHTS:
        try:
            file = make(Path(arguments[0]), weight, path("fonts"))
        except (OSError, LookupError, TTLibError) as failure:
            sys.stderr.write(f"{failure}\nThe source fonts are in the Debian package fonts-noto-cjk; name their folder with SOURCE=…\n")
            return 1
        sys.stdout.write(f"{file.name}: {file.stat().st_size / 1e6:.2f} MB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
