"""The import contracts of pyproject.toml hold, and each of them can turn red."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.tree import ROOT, copy_sources

VIOLATIONS = [
    ("house", "widgets/base/parts.py", "import console.hub"),
    ("house", "models/records/case.py", "import models.rules.lifecycle"),
    ("house", "models/rules/phone.py", "import resources.catalogue"),
    ("house", "models/rules/phone.py", "import models.search.sounds"),
    ("house", "models/search/sounds.py", "import models.rules.phone"),
    ("house", "models/tables/base.py", "import models.repositories"),
    ("house", "models/repositories/__init__.py", "import models.commands"),
    ("house", "resources/look/__init__.py", "import widgets.base.theme"),
    ("resources", "resources/catalogue/__init__.py", "import models.rules.phone"),
    ("widgets", "widgets/base/parts.py", "from models.rules import phone"),
    ("widgets", "widgets/queue/__init__.py", "import models.repositories"),
    ("widgets", "widgets/queue/__init__.py", "import sqlite3"),
    ("panes", "widgets/queue/__init__.py", "import widgets.call"),
    ("panes", "widgets/base/parts.py", "import widgets.call"),
    ("qt", "models/rules/phone.py", "from PySide6 import QtCore"),
    ("qt", "resources/look/__init__.py", "import PySide6.QtGui"),
    ("http", "models/rules/phone.py", "import urllib.request"),
    ("loop", "console/hub.py", "import qasync"),
    ("sql", "console/hub.py", "import sqlalchemy.orm"),
    ("sql", "models/rules/phone.py", "import sqlite3"),
    ("sql", "sync/client/__init__.py", "import sqlalchemy"),
    ("halves", "sync/server/__init__.py", "import sync.client"),
    ("halves", "sync/server/__init__.py", "import requests"),
    ("desk", "console/hub.py", "import sync.server"),
    ("desk", "sync/client/__init__.py", "import litestar"),
    ("cycles", "console/calls/port.py", "import console.operator.desk"),
]


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the tree in ``folder``; its packages are found before those of this checkout."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def contract_ids() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sources(tmp_path_factory.mktemp("tree"))


def test_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_contract_has_a_violation_here() -> None:
    assert sorted(set(contract_ids())) == sorted({name for name, _, _ in VIOLATIONS})


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS)
def test_violation_turns_the_contract_red(copy: Path, contract: str, module: str, line: str) -> None:
    file = copy / module
    sound = file.read_text(encoding="utf-8")
    file.write_text(f"{sound}\n{line}\n", encoding="utf-8")
    try:
        result = lint(copy, "--contract", contract)
    finally:
        file.write_text(sound, encoding="utf-8")
    assert result.returncode == 1, result.stdout + result.stderr
    assert "1 broken" in result.stdout
