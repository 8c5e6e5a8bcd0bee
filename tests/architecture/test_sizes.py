"""Files and classes stay small enough to be read at one go."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.tree import ROOT, place, sources

FILE_LINES = 340
CLASS_METHODS = 25
WINDOW_LINES = 150
MAIN_LINES = 40

FILES = [*sources(), *sources("tests")]


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def crowded_classes(source: str) -> dict[str, int]:
    """Return name → number of methods of every class with more than it may have."""
    found: dict[str, int] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in node.body)
            if methods > CLASS_METHODS:
                found[node.name] = methods
    return found


@pytest.mark.parametrize("file", FILES, ids=place)
def test_file_is_short_and_its_classes_are_small(file: Path) -> None:
    assert lines(file) <= FILE_LINES
    assert crowded_classes(file.read_text(encoding="utf-8")) == {}


def test_a_crowded_class_is_seen() -> None:
    body = "\n".join(f"    def verb_{number}(self): ..." for number in range(CLASS_METHODS + 1))
    assert crowded_classes(f"class Everything:\n{body}\n") == {"Everything": CLASS_METHODS + 1}


def test_windows_are_assembly_only() -> None:
    assert {place(file): lines(file) for file in sources("console") if file.stem == "window" and lines(file) > WINDOW_LINES} == {}


def test_main_is_a_signpost() -> None:
    assert lines(ROOT / "main.py") <= MAIN_LINES
