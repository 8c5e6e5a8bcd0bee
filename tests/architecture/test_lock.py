"""The lock file holds what pyproject.toml asks for, each package pinned and hashed, and names no host."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.support.tree import ROOT

PIN = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>\S+)(?P<rest>(?:.*\\\n)(?:    --hash=.*\n)+)", re.MULTILINE)


def plain(requirement: str) -> str:
    """Return the normalised name of a requirement (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]).lower()


@pytest.fixture(scope="module")
def lock() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_everything_asked_for_is_locked(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {plain(text) for text in [*project["dependencies"], *project["optional-dependencies"]["dev"]]}
    assert sorted(asked - {match["name"] for match in PIN.finditer(lock)}) == []


def test_every_package_is_pinned_and_hashed(lock: str) -> None:
    heads = [line for line in lock.splitlines() if line and line[0] not in "# "]
    assert len(heads) == len(list(PIN.finditer(lock)))
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", word) for word in re.findall(r"--hash=(\S+)", lock))


def test_no_host_is_named(lock: str) -> None:
    assert [line for line in lock.splitlines() if "://" in line or line.startswith("-")] == []
