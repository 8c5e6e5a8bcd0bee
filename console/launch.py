"""What the command line asks for."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from models.records.base import Language
from widgets.base.theme import Theme

STORIES = ("first-call", "rough-wall", "night-power", "taxi")
DEMO_OPERATOR = 28
DEMO_CASES = 2000


@dataclass(frozen=True)
class Launch:
    """How the console starts. ``directory`` None means the platform's own; ``story`` '' means that nobody plays."""

    demo: bool = False
    directory: Path | None = None
    operator: int = 0
    language: Language | None = None
    theme: Theme | None = None
    size: tuple[int, int] | None = None
    cases: int = 0
    story: str = ""
    headless: bool = False
    shots: Path | None = None
    report: Path | None = None
    centre: str = ""


def parse(argv: list[str]) -> Launch:
    """Return what ``argv`` asks for. Exits with a usage line where it cannot be understood."""
    demo = bool(argv) and argv[0] == "demo"
    parser = argparse.ArgumentParser(prog="main.py demo" if demo else "main.py")
    parser.add_argument("--profile-dir", type=Path, help="keep the data in this folder instead of the platform's")
    parser.add_argument("--language", choices=[language.value for language in Language])
    parser.add_argument("--theme", choices=[theme.value for theme in Theme])
    parser.add_argument("--size", help="width x height, e.g. 1280x800")
    parser.add_argument("--operator", type=int, default=0, help="sign in as this operator")
    if not demo:
        parser.add_argument("--centre", default="", metavar="URL", help="where the centre of this desk is, if it has moved")
    if demo:
        parser.add_argument("--cases", type=int, default=DEMO_CASES, help="how many invented cases to fill in")
        parser.add_argument("--play", choices=STORIES, metavar="STORY", help=f"play one of {', '.join(STORIES)}")
        parser.add_argument("--headless", action="store_true", help="play as fast as it goes, without a screen")
        parser.add_argument("--shots", type=Path, help="write pictures of the story here")
        parser.add_argument("--report", type=Path, help="write what the store holds after the story here")
    options = parser.parse_args(argv[1:] if demo else argv)
    language = Language(options.language) if options.language else None
    theme = Theme(options.theme) if options.theme else None
    size = _size(parser, options.size)
    if not demo:
        return Launch(
            directory=options.profile_dir,
            operator=options.operator,
            language=language,
            theme=theme,
            size=size,
            centre=options.centre,
        )
    directory = options.profile_dir or Path(tempfile.mkdtemp(prefix="hotline-demo-"))
    return Launch(
        demo=True,
        directory=directory,
        operator=options.operator or DEMO_OPERATOR,
        language=language,
        theme=theme,
        size=size,
        cases=options.cases,
        story=options.play or "",
        headless=options.headless,
        shots=options.shots,
        report=options.report,
    )


def _size(parser: argparse.ArgumentParser, text: str | None) -> tuple[int, int] | None:
    if not text:
        return None
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit()):
        parser.error(f"--size wants width x height, not {text!r}")
    return int(width), int(height)
