"""One search index for all consoles of a run that search the same tables: making one takes two seconds of pure Python."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from console import assembly
from models.search.index import SearchIndex
from models.search.scoring import always

_built: dict[Any, SearchIndex] = {}


@contextmanager
def shared() -> Iterator[None]:
    """Let consoles share what an index knows of the tables while this is open. What their operators chose stays each one's own."""
    build = assembly._build

    def once(rows: Any, choices: tuple[Any, ...], _wanted: Any) -> SearchIndex:
        tables = (rows.items, rows.partners, rows.units, rows.articles, rows.districts)
        if tables not in _built:
            index = build(rows, (), always)
            assert index is not None
            _built[tables] = index
        index = copy.copy(_built[tables])
        index.teach(choices)
        return index

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly, "_build", once)
        yield
