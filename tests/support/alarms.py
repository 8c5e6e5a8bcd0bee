"""Listens to the log while a test runs: what nobody expects at WARNING or above fails it."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

import pytest


class Alarm(logging.Handler):
    """Collects the records that match none of the ``expected`` patterns (searched in ``logger: message``)."""

    def __init__(self, expected: Sequence[re.Pattern[str]]) -> None:
        super().__init__(logging.WARNING)
        self._expected = expected
        self._heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.name}: {record.getMessage()}"
        if not any(pattern.search(line) for pattern in self._expected):
            self._heard.append(f"{record.levelname} {line}")

    def set(self) -> None:
        """Begin to listen."""
        logging.getLogger().addHandler(self)

    def clear(self) -> None:
        """Stop listening."""
        logging.getLogger().removeHandler(self)

    def check(self, when: str) -> None:
        """Fail the running test if anything was heard since the last check."""
        heard, self._heard = self._heard, []
        if heard:
            pytest.fail(f"unexpected log records in {when}:\n" + "\n".join(heard), pytrace=False)
