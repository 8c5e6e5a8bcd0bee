"""Rules of the house about threads, late imports and names, each with a sample that breaks it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.tree import ROOT, place, sources

PATTERNS = {
    "no asyncSlot or asyncClose: a plain slot calls runtime.spawn": (r"\basync(Slot|Close)\b", ("console", "widgets"), "@asyncSlot()"),
    "no nested event loop": (r"\.exec_?\(", ("console", "widgets"), "dialog.exec()"),
    "no QThread": (r"\bQThread\b|\bmoveToThread\b", ("console", "widgets"), "worker.moveToThread(thread)"),
    "no locks of our own": (r"\bthreading\.(R?Lock|Condition|Semaphore)\b", ("console", "widgets", "models"), "threading.Lock()"),
    "no print: the front doors write to stdout": (r"^\s*print\(", ("widgets", "models", "resources"), "print(row)"),
    "no sleeping": (r"\btime\.sleep\(|\bqtbot\.wait\(|\bQTest\.qWait\(", ("console", "widgets", "models", "tests"), "time.sleep(1)"),
    "async def only in presenters": (r"^\s*async def ", ("widgets", "models", "resources"), "async def rows():"),
    "no style sheet of a single widget": (r"\.setStyleSheet\(", ("console", "widgets"), 'label.setStyleSheet("color: red")'),
    "no other name for translate: the strings are gathered by that one": (
        r"(?<![=!<>])=\s*QCoreApplication\.translate\s*$",
        ("console", "widgets"),
        "say = QCoreApplication.translate",
    ),
    "no pickle": (r"\b(pickle|shelve|marshal)\b\.", ("console", "widgets", "models", "sync", "resources"), "pickle.loads(body)"),
}
# The one place where each of these words is at home.
AT_HOME = {
    "widgets/base/theme.py": {"no style sheet of a single widget"},
    # Alembic's operations are global to the process, in which a server and several desks of a test may migrate at once.
    "models/migrations/upgrade.py": {"no locks of our own"},
    "tests/architecture/test_habits.py": set(PATTERNS),
}
BANNED_WORDS = re.compile(r"(manager|helper|utils?|misc|common)(?![a-z])", re.IGNORECASE)
LATE = re.compile(r"#.*start-up")


def late_imports(source: str) -> list[int]:
    """Return the lines of imports inside functions or under TYPE_CHECKING that have no comment about start-up on or above them."""
    text = source.splitlines()
    found: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        hidden = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if hidden or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in ast.walk(node):
                if isinstance(part, ast.Import | ast.ImportFrom):
                    near = text[max(part.lineno - 2, 0) : part.end_lineno]
                    if not any(LATE.search(line) for line in near):
                        found.add(part.lineno)
    return sorted(found)


def unfit_names(source: str) -> list[str]:
    """Return the classes and functions whose name says nothing."""
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef))
    return [node.name for node in nodes if BANNED_WORDS.search(node.name)]


def misnamed_classes(source: str) -> list[str]:
    """Return the classes that break ``Partner`` / ``PartnerRow`` / ``PartnerTableModel``.

    Found are mapped tables called Row, Model or Table, and Qt models not called Model.
    """
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
            mapped = bases & {"ReplicaTable", "OutboxTable"} and node.name.endswith(("Row", "Model", "Table"))
            item_model = any(re.fullmatch(r"QAbstract\w*Model|QStandardItemModel|QSortFilterProxyModel", base) for base in bases)
            if mapped or (item_model and not node.name.endswith("Model")):
                found.append(node.name)
    return found


def unused_functions(source: str) -> list[str]:
    """Return the undecorated functions inside functions that nothing names: a test that runs its story never is always green."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    found: list[str] = []
    for function in functions:
        named = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        inner = (part for part in function.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef))
        found += [f"{function.name}.{part.name}" for part in inner if part.name not in named and not part.decorator_list]
    return found


@pytest.mark.parametrize("rule", PATTERNS)
def test_pattern_occurs_nowhere(rule: str) -> None:
    pattern, folders, sample = PATTERNS[rule]
    expression = re.compile(pattern, re.MULTILINE)
    assert expression.search(sample)
    found = [
        f"{place(file)}:{number}"
        for file in sources(*folders)
        if rule not in AT_HOME.get(place(file), set())
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if expression.search(line)
    ]
    assert found == []


CHECKS: dict[str, tuple[Callable[[str], list[int] | list[str]], str]] = {
    "late import": (late_imports, "def run():\n    import json\n"),
    "import for types only": (late_imports, "if TYPE_CHECKING:\n    import json\n"),
    "name that says nothing": (unfit_names, "class CaseManager: ...\n"),
    "three words for three things": (misnamed_classes, "class PartnerRow(ReplicaTable): ...\nclass Partners(QAbstractTableModel): ...\n"),
}


@pytest.mark.parametrize("check", CHECKS)
def test_source_keeps_the_rule(check: str) -> None:
    find, sample = CHECKS[check]
    assert find(sample)
    assert {place(file): found for file in sources() if (found := find(file.read_text(encoding="utf-8")))} == {}


def test_every_story_that_a_test_tells_is_run() -> None:
    assert unused_functions("def test_it():\n    async def story(): ...\n") == ["test_it.story"]
    files = [*sources(), *sources("tests")]
    assert {place(file): found for file in files if (found := unused_functions(file.read_text(encoding="utf-8")))} == {}


def test_start_up_excuses_a_late_import() -> None:
    assert late_imports("def run():\n    # start-up: Qt takes a tenth of a second to load\n    import json\n") == []


def test_modules_have_names_that_say_what_they_hold() -> None:
    assert [place(file) for file in [*sources(), *sources("tests")] if BANNED_WORDS.fullmatch(file.stem)] == []


def packages_without_init(root: Path) -> list[str]:
    """Return the folders of Python files that the import contracts would not look into. Migration scripts are run by path."""
    folders = {file.parent for file in sources() if file.parent != root and file.parent.name != "versions"}
    return sorted(place(folder) for folder in folders if not (folder / "__init__.py").is_file())


def test_every_folder_is_a_package() -> None:
    assert packages_without_init(ROOT) == []
