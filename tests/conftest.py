"""What every test stands on: no display, no unexpected warnings, no chance, a profile of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication

from tests.support.alarms import Alarm
from tests.support.databases import remembered_tables, shared_statements
from tests.support.indexes import shared
from tests.support.network import inet_sockets, refuse_inet
from widgets.base.theme import install_fonts

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("desk"), derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

LONG = (
    "tests/journeys/",
    "tests/contract/",
    "tests/faults/",
    "tests/simulation/",
    "tests/console/",
    "tests/models/search/",
    "tests/models/repositories/",
    "tests/models/store/",
    "tests/sync/server/",
)
"""Where files take their time, the longest first: beside the other files none of them is the last, for which a whole process waits."""

ALARM = pytest.StashKey[Alarm]()

SCORE = "score"
"""A property of a test that passed, which is printed beneath the run."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "expected_log(pattern, …): log records and Qt messages that match do not fail this test")


def expected(item: pytest.Item) -> list[str]:
    """Return the patterns of every ``expected_log`` marker of a test."""
    return [str(pattern) for marker in item.iter_markers("expected_log") for pattern in marker.args]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((place for place, folder in enumerate(LONG) if item.nodeid.startswith(folder)), len(LONG)))
    # pytest-qt fails a test on Qt's warnings (qt_log_level_fail in pyproject.toml): one marker for both kinds of message.
    for item in items:
        if patterns := expected(item):
            item.add_marker(pytest.mark.qt_log_ignore(*patterns))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    item.stash[ALARM] = alarm = Alarm([re.compile(pattern) for pattern in expected(item)])
    alarm.set()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    outcome = yield
    item.stash[ALARM].check("the test")
    return outcome


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    try:
        outcome = yield
    finally:
        item.stash[ALARM].clear()
    item.stash[ALARM].check("its end")
    return outcome


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == SCORE:
                terminalreporter.section(report.nodeid)
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, with the bundled fonts: text has the same size on every machine."""
    install_fonts()
    return qapp


@pytest.fixture(scope="session", autouse=True)
def one_index() -> Iterator[None]:
    """Let all consoles of this run share what a search index knows; programs that a test starts build their own."""
    with shared():
        yield


@pytest.fixture(scope="session", autouse=True)
def tables_made_once() -> Iterator[None]:
    """Let all files of this run share their tables and what SQLAlchemy has compiled; programs that a test starts make their own."""
    with remembered_tables(), shared_statements():
        yield


@pytest.fixture
def profile_dir(tmp_path: Path) -> Path:
    """An empty profile directory."""
    directory = tmp_path / "profile"
    directory.mkdir()
    return directory


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every internet socket made from Python, and fail where one made by native code is found at the end."""
    before = inet_sockets()
    refuse_inet(monkeypatch)
    yield
    left = inet_sockets() - before
    assert not left, f"network sockets were opened: {sorted(left)}"
