"""The root folder, the stems of the panes, and what must never be written into a tracked file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.tree import ROOT, owned_files, place

ROOT_NAMES = {
    *("console", "widgets", "models", "sync", "resources", "tests", "docs", "packaging", ".ci", ".gitignore", ".gitattributes", "main.py"),
    *("pyproject.toml", "requirements.lock", "Makefile", "LICENSE"),
    *("README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CHANGELOG.md", "SECURITY.md"),
}

# Written in pieces, so that this file does not find itself.
FORBIDDEN = {
    "a path of one machine": re.compile("/" + r"(work|root|home/\w+|Users/\w+|opt)/"),
    "a package registry": re.compile("py" + r"pi\.org|python" + r"hosted\.org|deb\.debian" + r"\.org|index-" + "url *=", re.IGNORECASE),
    "a mobile number that could be somebody's": re.compile(r"(?<!\d)1[3-9]" + r"\d{9}(?!\d)"),
    "a local number that could be somebody's": re.compile(r"0577[- ]?[2-9]" + r"\d{7}(?!\d)"),
}
INVENTED = re.compile(r"1[3-9]\d0000\d{4}|0577[- ]?((6555|8655)\d{4}|\d{4}1234)")
SAMPLES = {
    "a path of one machine": "/" + "home/somebody/console",
    "a package registry": "--index-" + "url = x",
    "a mobile number that could be somebody's": "138" + "12345678",
    "a local number that could be somebody's": "0577-" + "65881239",
}


def traces(text: str, what: str) -> list[str]:
    """Return the places in ``text`` that match, without the numbers that are plainly invented."""
    return [match.group() for match in FORBIDDEN[what].finditer(text) if not INVENTED.fullmatch(match.group())]


def readable(file: Path) -> str:
    """Return the text of a file, empty for a binary one."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_root_holds_only_what_it_may() -> None:
    assert sorted({file.relative_to(ROOT).parts[0] for file in owned_files()} - ROOT_NAMES) == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    assert traces(SAMPLES[what], what)
    # The lock is hashes and names; a hash can hold any run of digits.
    files = [file for file in owned_files() if not ("number" in what and file.name == "requirements.lock")]
    assert {place(file): found for file in files if (found := traces(readable(file), what))} == {}


def test_every_pane_has_its_view_and_its_tests() -> None:
    panes = [folder for folder in (ROOT / "widgets").iterdir() if (folder / "__init__.py").is_file() and folder.name != "base"]
    assert panes
    assert sorted(pane.name for pane in panes if not (pane / "view.py").is_file()) == []
    assert sorted(pane.name for pane in panes if not list((ROOT / "tests" / "widgets" / pane.name).glob("test_*.py"))) == []


def test_every_test_stands_where_its_subject_stands() -> None:
    own = {"architecture", "contract", "journeys", "faults", "benchmarks", "simulation", "support"}
    subjects = (file.relative_to(ROOT / "tests").parts for file in sorted((ROOT / "tests").rglob("test_*.py")))
    lost = {"/".join(parts[:-1]) for parts in subjects if parts[0] not in own and not (ROOT.joinpath(*parts[:-1])).exists()}
    assert sorted(lost) == []
