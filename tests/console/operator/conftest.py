"""One console for the tests of a module; each test begins with an empty desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.stage import Theatre


@pytest.fixture(scope="module")
def theatre(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    opened = Theatre(qapp, tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()
