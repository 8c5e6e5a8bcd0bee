"""A disk that takes the operations and fails at their rows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from models.records.failure import StoreFailure
from models.store.store import Store


class FailingRows:
    """The replica's commits fail ``times`` times from now on, as they do on a disk that reports an error; nothing of them stays."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
        self.left = times
        self._real = store.replica.database.transaction
        monkeypatch.setattr(store.replica.database, "transaction", self._transaction)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._real() as connection:
            yield connection
            if self.left:
                self.left -= 1
                raise StoreFailure("disk.failed", file="replica.db")
