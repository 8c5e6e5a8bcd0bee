from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from resources import path
from resources.fonts.subset import FAMILY, WEIGHTS, gb2312, main, shipped_characters

LIMIT = 2_500_000
ESSENTIAL = "●○✓×→←↑↓★▲▼◆…·☎、。「」《》0123456789"


def font_file(weight: str) -> Path:
    return path("fonts", f"HotlineSans-{weight}.otf")


@pytest.fixture(scope="module", params=WEIGHTS)
def font(request: pytest.FixtureRequest) -> Iterator[TTFont]:
    with TTFont(font_file(request.param), lazy=True) as opened:
        yield opened


def test_levels_of_the_standard() -> None:
    assert len(gb2312(range(16, 56))) == 3755
    assert len(gb2312(range(56, 88))) == 3008


def test_covers_data_translations_and_the_standard(font: TTFont) -> None:
    known = font.getBestCmap()
    wanted = shipped_characters() | gb2312(range(16, 88)) | frozenset(ESSENTIAL)
    assert "".join(sorted(character for character in wanted if ord(character) not in known)) == ""


def test_shipped_characters_are_those_of_data_and_translations(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "some.csv").write_text("莘塍,1\n", encoding="utf-8-sig")
    (tmp_path / "some.py").write_text("龘", encoding="utf-8")
    assert shipped_characters(tmp_path) == frozenset("莘塍,1")


def test_figures_have_one_width(font: TTFont) -> None:
    known, widths = font.getBestCmap(), font["hmtx"]
    assert len({widths[known[ord(figure)]][0] for figure in "0123456789"}) == 1


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("bold", [False, True])
def test_numbers_are_set_with_one_width(bold: bool) -> None:
    face = QFont(FAMILY)
    face.setPixelSize(15)
    face.setBold(bold)
    metrics = QFontMetricsF(face)
    assert QFontInfo(face).family() == FAMILY
    assert metrics.horizontalAdvance("11711:17") == pytest.approx(metrics.horizontalAdvance("88088:40"))
    assert metrics.horizontalAdvance(" · ") < metrics.horizontalAdvance("接单")


@pytest.mark.parametrize("weight", WEIGHTS)
def test_file_is_small(weight: str) -> None:
    assert font_file(weight).stat().st_size <= LIMIT


@pytest.mark.parametrize("weight", WEIGHTS)
def test_names_and_licence(weight: str) -> None:
    with TTFont(font_file(weight)) as opened:
        words = {record.nameID: str(record) for record in opened["name"].names}
    assert (words[1], words[2]) == (FAMILY, weight)
    assert "Adobe" in words[0]
    assert "SIL Open Font License, Version 1.1" in words[13]
    # Designer, vendor and description may speak of the source; nothing that a font menu shows may.
    assert [number for number in (1, 2, 3, 4, 6, 16, 17, 21, 22) if "Noto" in words.get(number, "")] == []
    licence = path("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "Copyright 2014-2021 Adobe" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_a_missing_source_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "fonts-noto-cjk" in capsys.readouterr().err
    assert main([]) == 2


def test_a_source_that_is_no_font_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"no font")
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().err
