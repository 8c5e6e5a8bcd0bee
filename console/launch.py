"""What the command line asks for."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale

from models.records.base import Language, Text
from widgets.base.theme import Theme

STORIES = ("first-call", "rough-wall", "night-power", "taxi")
DEMO_OPERATOR = 28
DEMO_CASES = 2000
MOST_CASES = 1_000_000
"""As many as can be invented (``models.commands.seed.MOST``, which is not loaded for a command line)."""


COMMANDS = {
    "demo": Text("演示：临时数据与模拟来电，不联网", "the demonstration: throwaway data, simulated calls, no network"),
    "shots": Text("全部窗口的截图", "pictures of every window"),
    "search": Text("从标准输入批量检索", "search: a query a line from standard input, answers as JSON"),
    "store": Text("检查、重建或备份本台数据", "check, rebuild or back up this desk's data"),
    "seed": Text("填入虚构的历史工单", "fill in invented cases"),
    "import": Text("导入服务目录、加盟企业、知识等表", "import catalogue, partners, knowledge and other tables"),
    "export": Text("导出这些表", "export those tables"),
    "enrol": Text("用登记码把本台登记到中心", "make this desk one of a centre's, with a code"),
    "move": Text("把单独工作的本台连同全部记录迁入中心", "move a desk that stood alone into a centre, with all it did"),
    "server": Text("中心服务器及其管理命令", "the central server, and what its administrator does"),
}
"""What may follow ``main.py``; each says the rest with ``--help``."""


@dataclass(frozen=True)
class Launch:
    """How the console starts. ``directory`` None means the platform's own; ``story`` '' means that nobody plays.

    ``throwaway`` tells that the directory was made for this run and goes with it; one that somebody named stays. ``office`` wants a past
    for the lead's window too, in a demonstration that begins.
    """

    demo: bool = False
    directory: Path | None = None
    throwaway: bool = False
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
    office: bool = False


def parse(argv: list[str]) -> Launch:
    """Return what ``argv`` asks for. Exits with a usage line where it cannot be understood."""
    demo = bool(argv) and argv[0] == "demo"
    parser = argparse.ArgumentParser(
        prog="main.py demo" if demo else "main.py",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=None if demo else _commands(),
    )
    parser.add_argument("--profile-dir", type=Path, help="keep the data in this folder instead of the platform's")
    parser.add_argument("--language", choices=[language.value for language in Language])
    parser.add_argument("--theme", choices=[theme.value for theme in Theme])
    parser.add_argument("--size", help="width x height, e.g. 1280x800")
    parser.add_argument("--operator", type=int, default=0, help="sign in as this operator")
    if not demo:
        parser.add_argument("--centre", default="", metavar="URL", help="where the centre of this desk is, if it has moved")
    if demo:
        parser.add_argument("--cases", type=case_count, default=DEMO_CASES, help="how many invented cases to fill in")
        parser.add_argument("--play", choices=STORIES, metavar="STORY", help=f"play one of {', '.join(STORIES)}")
        parser.add_argument("--headless", action="store_true", help="play as fast as it goes, without a screen")
        parser.add_argument("--shots", type=Path, help="write pictures of the story here")
        parser.add_argument("--report", type=Path, help="write what the store holds after the story here")
    options = parser.parse_args(argv[1:] if demo else argv)
    if demo and options.headless and not options.play:
        parser.error("--headless wants --play: without a screen only a story comes to its end")
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
        throwaway=options.profile_dir is None,
        operator=options.operator or DEMO_OPERATOR,
        language=language,
        theme=theme,
        size=size,
        cases=options.cases,
        story=options.play or "",
        headless=options.headless,
        shots=options.shots,
        report=options.report,
        office=not options.play,
    )


def case_count(text: str) -> int:
    """Return a number of cases to invent. Raises what argparse tells of as a usage error."""
    count = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= count <= MOST_CASES:
        raise argparse.ArgumentTypeError(f"wants a number from 0 to {MOST_CASES}, not {text!r}")
    return count


def _commands() -> str:
    """Return the commands with a line each, in Chinese where the system speaks it."""
    chinese = QLocale.system().language() is QLocale.Language.Chinese
    zh, en = "不带命令即打开受理台。命令（各自的 --help 有详细说明）：", "Without a command the desk opens. Commands (--help says more):"
    width = max(map(len, COMMANDS))
    lines = (f"  {name.ljust(width)}  {told.zh if chinese else told.en}" for name, told in COMMANDS.items())
    return "\n".join((zh if chinese else en, *lines))


def _size(parser: argparse.ArgumentParser, text: str | None) -> tuple[int, int] | None:
    if not text:
        return None
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit()):
        parser.error(f"--size wants width x height, not {text!r}")
    return int(width), int(height)
