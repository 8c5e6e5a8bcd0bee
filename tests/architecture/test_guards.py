"""The guards of tests/conftest.py bite: each is shown a test that must fail. Runs pytest on a small tree of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.support.network import NetworkOpened, inet_sockets
from tests.support.tree import ROOT

FAILING = {
    "log": """
        import logging
        def test_it():
            logging.getLogger("console").warning("lost")
    """,
    "log in a fixture": """
        import logging, pytest
        @pytest.fixture
        def desk():
            yield
            logging.getLogger("console").error("lost")
        def test_it(desk):
            pass
    """,
    "another log than expected": """
        import logging, pytest
        @pytest.mark.expected_log("found")
        def test_it():
            logging.warning("lost")
    """,
    "Qt's warning": """
        from PySide6.QtCore import qWarning
        def test_it(qtbot):
            qWarning("lost")
    """,
    "a slot that fails": """
        from PySide6.QtCore import QTimer
        def test_it(qtbot):
            done = []
            QTimer.singleShot(0, lambda: (done.append(1), 1 / 0))
            qtbot.waitUntil(lambda: bool(done))
    """,
    "a Python warning": """
        import warnings
        def test_it():
            warnings.warn("lost")
    """,
    "a socket": """
        import socket
        def test_it(no_network):
            socket.socket(socket.AF_INET)
    """,
    "a native socket": """
        import _socket
        def test_it(no_network):
            global kept
            kept = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
            kept.bind(("127.0.0.1", 0))
    """,
}
PASSING = {
    "expected log": """
        import logging, pytest
        @pytest.mark.expected_log("console: lo.t")
        def test_it():
            logging.getLogger("console").warning("lost")
    """,
    "expected Qt warning": """
        import pytest
        from PySide6.QtCore import qWarning
        @pytest.mark.expected_log("lost")
        def test_it(qtbot):
            qWarning("lost")
    """,
    "an event loop": """
        import asyncio
        def test_it(no_network):
            asyncio.run(asyncio.to_thread(int))
    """,
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Run every sample in one pytest of its own; name → PASSED, FAILED or ERROR (the last that was reported)."""
    folder: Path = tmp_path_factory.mktemp("guarded")
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    shutil.copyfile(ROOT / "tests" / "conftest.py", folder / "conftest.py")
    samples = {f"test_{number}.py": (name, text) for number, (name, text) in enumerate({**FAILING, **PASSING}.items())}
    for file, (_, text) in samples.items():
        (folder / file).write_text(textwrap.dedent(text), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-rA", "--tb=no", f"--rootdir={folder}", "-o", f"pythonpath={ROOT}", *samples]
    lines = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout.splitlines()
    found = {name: "" for name, _ in samples.values()}
    for line in lines:
        outcome, _, place = line.partition(" ")
        file = place.partition("::")[0]
        if file in samples and outcome in {"PASSED", "FAILED", "ERROR"}:
            found[samples[file][0]] += f"{outcome} "
    return found


@pytest.mark.parametrize("name", FAILING)
def test_guard_bites(outcomes: dict[str, str], name: str) -> None:
    assert "FAILED" in outcomes[name] or "ERROR" in outcomes[name]


@pytest.mark.parametrize("name", PASSING)
def test_guard_lets_through(outcomes: dict[str, str], name: str) -> None:
    assert outcomes[name] == "PASSED "


@pytest.mark.usefixtures("no_network")
def test_no_name_is_looked_up() -> None:
    with pytest.raises(NetworkOpened):
        socket.getaddrinfo("localhost", 80)


def test_an_internet_socket_is_found() -> None:
    before = inet_sockets()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.bind(("127.0.0.1", 0))
        assert len(inet_sockets() - before) == 1
    assert inet_sockets() == before
