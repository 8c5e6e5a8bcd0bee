"""Pictures of every window: both languages, light, dark and high contrast, at the smallest and the usual size."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from console import runtime
from console.admin.window import ReferenceWindow
from console.app import Console
from console.demo import board_shots, call_shots, centre_shots, office_shots
from console.demo.player import Player
from console.demo.scenario import load_scenario
from console.launch import DEMO_CASES, DEMO_OPERATOR, Launch, case_count
from models.records.base import Language
from widgets.base.theme import Theme, install_fonts
from widgets.signin.view import SignIn

SIZES = ((1280, 800), (1920, 1080))
TOUR = "tour"


async def _tour(app: QApplication, target: Path, language: Language, theme: Theme, size: tuple[int, int], cases: int) -> None:
    with tempfile.TemporaryDirectory(prefix="hotline-shots-") as profile:
        launch = Launch(
            demo=True,
            directory=Path(profile),
            operator=DEMO_OPERATOR,
            language=language,
            theme=theme,
            size=size,
            cases=cases,
            story=TOUR,
            headless=True,
            office=True,
        )
        console = Console(app, launch)
        console.window.show()
        await console.open()
        prefix = f"{language.value}-{theme.value}-{size[0]}x{size[1]}-"
        player = Player(console, load_scenario(TOUR), fast=True, shots=target, prefix=prefix)
        await player.play()
        await call_shots.take(console, lambda name: _save(console.window, target, f"{prefix}{name}.png"))
        await _other_windows(console, target, prefix)
        await board_shots.take(console, size, lambda window, name: _save(window, target, f"{prefix}{name}.png"))
        await office_shots.take(console, size, lambda shown, name: _save(shown, target, f"{prefix}{name}.png"))
        console.window.close()
        await console.close()


async def _other_windows(console: Console, target: Path, prefix: str) -> None:
    """Take pictures of what no story comes to: the sign-in, and the import window with a difference to look at."""
    body = console.window.centralWidget()
    assert body is not None
    page = SignIn(body)
    page.show()
    page.set_staff(console.parts.reference.rows.staff, DEMO_OPERATOR)
    console.window.grab().save(str(target / f"{prefix}sign-in.png"))
    page.hide()
    page.deleteLater()
    staff, now = console.parts.reference.rows.staff, console.parts.clock.now()
    centre_shots.take(body, staff, DEMO_OPERATOR, now, lambda name: _save(console.window, target, f"{prefix}{name}.png"))
    window = ReferenceWindow(console)
    window.show()
    changed = target / "changed.csv"
    window.pane.export_asked.emit(str(changed))
    await console.runtime.settle()
    changed.write_text(changed.read_text(encoding="utf-8-sig").replace("水管", "水管与阀门", 3), encoding="utf-8-sig")
    window.pane.import_asked.emit(str(changed))
    await console.runtime.settle()
    window.grab().save(str(target / f"{prefix}import.png"))
    changed.unlink()
    window.close()
    window.deleteLater()


def _save(shown: QWidget | QImage, target: Path, name: str) -> None:
    picture = shown if isinstance(shown, QImage) else shown.grab()
    picture.save(str(target / name))


async def _all(app: QApplication, target: Path, options: argparse.Namespace) -> int:
    sizes = SIZES if not options.size else tuple(size for size in SIZES if f"{size[0]}x{size[1]}" == options.size)
    combinations = [
        (language, theme, size)
        for language in Language
        for theme in Theme
        for size in sizes
        if options.language in (None, language.value) and options.theme in (None, theme.value)
    ]
    for done, (language, theme, size) in enumerate(combinations, start=1):
        sys.stderr.write(f"\r{done}/{len(combinations)} {language.value} {theme.value} {size[0]}x{size[1]}   ")
        sys.stderr.flush()
        await _tour(app, target, language, theme, size, options.cases)
    sys.stderr.write("\n")
    return 0


def run(argv: list[str]) -> int:
    """Write the pictures into the folder named by the first word after ``shots``."""
    parser = argparse.ArgumentParser(prog="main.py shots")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--language", choices=[language.value for language in Language])
    parser.add_argument("--theme", choices=[theme.value for theme in Theme])
    parser.add_argument("--size", choices=[f"{width}x{height}" for width, height in SIZES])
    parser.add_argument("--cases", type=case_count, default=DEMO_CASES)
    options = parser.parse_args(argv[1:])
    options.directory.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([sys.argv[0]])
    app.setQuitOnLastWindowClosed(False)
    install_fonts()

    async def everything() -> int:
        return await _all(app, options.directory, options)

    return runtime.run(app, everything)
