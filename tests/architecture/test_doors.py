"""The front doors of main.py: each exists, those that open no window never load Qt, and the window waits for no search."""

from __future__ import annotations

import subprocess
import sys

import pytest

from main import DOORS, main
from tests.support.tree import ROOT

WINDOWLESS = sorted(file.stem for file in (ROOT / "console").glob("*_command.py"))


def loaded_after(statement: str) -> set[str]:
    """Return the top-level modules a fresh Python has loaded after a statement."""
    report = f"{statement}\nimport sys\nsys.stdout.write(' '.join(sys.modules))"
    result = subprocess.run([sys.executable, "-c", report], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return {name.partition(".")[0] for name in result.stdout.split()}


@pytest.mark.parametrize("name", WINDOWLESS)
def test_a_door_without_a_window_does_not_load_qt(name: str) -> None:
    assert not loaded_after(f"import console.{name}") & {"PySide6", "shiboken6", "qasync"}


def test_main_loads_no_room_by_itself() -> None:
    assert not loaded_after("import main") & {"PySide6", "console", "widgets", "models", "resources", "sync", "sqlalchemy"}


@pytest.mark.parametrize("name", ["console.app", "console.assembly", "console.operator.presenters"])
def test_the_window_is_ready_before_the_search_is_loaded(name: str) -> None:
    assert not loaded_after(f"import {name}") & {"rapidfuzz", "pypinyin"}


def test_loading_of_qt_would_be_seen() -> None:
    assert "PySide6" in loaded_after("import console.runtime")


@pytest.mark.parametrize("door", sorted({"console.app", *DOORS.values()}))
def test_every_door_can_be_opened(door: str) -> None:
    file = ROOT.joinpath(*door.split(".")).with_suffix(".py")
    assert file.is_file()
    assert "\ndef run(argv: list[str]) -> int:" in file.read_text(encoding="utf-8")


def test_an_unknown_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dmo"]) == 2
    assert "demo" in capsys.readouterr().err


def test_a_desk_that_stands_alone_loads_nothing_of_the_wire() -> None:
    assert not loaded_after("import console.app, console.assembly") & {"requests", "urllib3", "argon2", "litestar"}
