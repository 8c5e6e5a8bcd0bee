"""Reading beside whoever writes: of one moment, in another thread, given up when told to, and gone before the file is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from models.commands import case
from models.records.case import CaseKind
from models.records.failure import GivenUp, StoreFailure
from models.records.operation import Desk
from models.store.reading import Reader
from models.store.store import Store, rebuild

SECONDS = 30
ENDLESS = "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT count(*) FROM more"


def another(store: Store, desk: Desk) -> None:
    case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="", text="漏水")


def cases_in(reader: Reader) -> Any:
    return reader.read().exec_driver_sql('SELECT count(*) FROM "case"').scalar()


def aside(function: Callable[[], Any]) -> Any:
    """Run something in a thread of its own and return what it says."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function).result(SECONDS)


def test_what_is_read_is_of_one_moment_while_the_desk_goes_on_writing(store: Store, desk: Desk) -> None:
    another(store, desk)
    begun, written = threading.Event(), threading.Event()

    def read() -> tuple[Any, Any]:
        with store.beside(lambda: True) as reader:
            before = cases_in(reader)
            begun.set()
            assert written.wait(SECONDS)
            return before, cases_in(reader)

    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(read)
        assert begun.wait(SECONDS)
        another(store, desk)
        written.set()
        assert found.result(SECONDS) == (1, 1)
        assert pool.submit(read).result(SECONDS) == (2, 2)


def test_nothing_can_be_written_there(store: Store) -> None:
    def write() -> None:
        with store.beside(lambda: True) as reader:
            reader.read().exec_driver_sql('DELETE FROM "case"')

    with pytest.raises(StoreFailure, match="read_only"):
        aside(write)


def test_a_reading_that_nobody_wants_ends_in_the_middle_of_a_statement(store: Store) -> None:
    wanted = threading.Event()
    asked = threading.Event()
    wanted.set()

    def still() -> bool:
        asked.set()
        return wanted.is_set()

    def read() -> None:
        with store.beside(still) as reader:
            reader.read().exec_driver_sql(ENDLESS)

    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(read)
        assert asked.wait(SECONDS)
        wanted.clear()
        with pytest.raises(GivenUp):
            found.result(SECONDS)


def test_nobody_reads_the_old_file_when_another_takes_its_place(store: Store, desk: Desk) -> None:
    another(store, desk)
    begun = threading.Event()

    def endless() -> None:
        with store.beside(lambda: True) as reader:
            begun.set()
            reader.read().exec_driver_sql(ENDLESS)

    def read() -> Any:
        with store.beside(lambda: True) as reader:
            return cases_in(reader)

    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(endless)
        assert begun.wait(SECONDS)
        rebuild(store)
        with pytest.raises(GivenUp):
            found.result(SECONDS)
        assert pool.submit(read).result(SECONDS) == 1
    another(store, desk)
    assert aside(read) == 2
