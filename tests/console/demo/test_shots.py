"""Pictures of the lead's windows: each that is named is made in both languages (English: slow), and none is blank."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from console.app import Console
from console.demo import board_shots, office_shots
from models.records.base import Language
from tests.support.stage import with_console

SIZE = (1280, 800)
BOARD = {"board-alone", "board-list", "board-arrange", "board", "board-old", "wallboard"}
PAGES = {"handover", "report", "discipline", "partner", "supervision", "unmet", "catalogue", "knowledge"}
SHEETS = {f"supervision-{sheet}" for sheet in ("supervise", "bulletin", "returns", "assessment")}
PAPER = {"bulletin-paper-1", "bulletin-paper-2"}


def colours(image: QImage) -> int:
    """Return how many colours a picture has, looked at on a grid of about 320 by 200 points."""
    wide, tall = image.width(), image.height()
    return len({image.pixel(x, y) for x in range(0, wide, max(wide // 320, 1)) for y in range(0, tall, max(tall // 200, 1))})


@pytest.mark.parametrize("language", [Language.ZH, pytest.param(Language.EN, marks=pytest.mark.slow)])
def test_each_picture_is_there_and_shows_something(qapp: QApplication, tmp_path: Path, language: Language) -> None:
    found: dict[str, QImage] = {}

    def keep(shown: QWidget | QImage, name: str) -> None:
        found[name] = shown if isinstance(shown, QImage) else shown.grab().toImage()

    async def work(console: Console) -> None:
        await board_shots.take(console, SIZE, keep)
        await office_shots.take(console, SIZE, keep)

    with_console(qapp, tmp_path / "profile", work, cases=120, language=language)
    assert set(found) >= BOARD | PAGES | SHEETS | PAPER
    for name, image in found.items():
        assert colours(image) > 20, name
    assert all((found[name].width(), found[name].height()) == SIZE for name in BOARD | PAGES | SHEETS)
    paper = found["bulletin-paper-1"]
    assert paper.height() / paper.width() == pytest.approx(297 / 210, abs=0.01)
    assert len({image.cacheKey() for image in found.values()}) == len(found)
