"""One search index for all consoles of a run that search the same tables: making one takes two seconds of pure Python."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from console import assembly
from models.records.catalogue import ItemRow
from models.records.search import Phrases
from models.search import index as searching
from models.search.index import SearchIndex
from models.search.scoring import Scorer, always
from resources.catalogue import load_items, load_phrases

_built: dict[Any, SearchIndex] = {}
_scorers: dict[tuple[ItemRow, ...], Scorer] = {}
_turn = threading.Lock()
"""Two consoles may ask at once, each in a thread of its own."""


@contextmanager
def shared() -> Iterator[None]:
    """Let consoles share what an index knows of the tables while this is open. What their operators chose stays each one's own."""
    build = assembly._build

    def once(rows: Any, choices: tuple[Any, ...], _wanted: Any) -> SearchIndex:
        tables = (rows.items, rows.partners, rows.units, rows.articles, rows.districts)
        with _turn, pytest.MonkeyPatch.context() as patched:
            if tables not in _built:
                patched.setattr(searching, "Scorer", _scorer)
                index = build(rows, (), always)
                assert index is not None
                _built[tables] = index
            index = copy.copy(_built[tables])
        index.teach(choices)
        return index

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly, "_build", once)
        yield


@contextmanager
def kept() -> Iterator[None]:
    """Let consoles go on with the index they began with: for tests that change items again and again and search for none of them."""
    build = assembly._build
    first: list[SearchIndex] = []

    def once(*given: Any) -> SearchIndex:
        if not first:
            index = build(*given)
            assert index is not None
            first.append(index)
        return copy.copy(first[0])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly, "_build", once)
        yield


def warm() -> None:
    """Learn the items that ship now: processes that are forked afterwards, in which ``shared`` is open, need not each for itself."""
    _scorer([item for item in load_items() if not item.retired], load_phrases(), always)


def _scorer(items: Sequence[ItemRow], phrases: Mapping[str, Phrases], wanted: Callable[[], bool]) -> Scorer:
    """Return what the index knows of the items, which are the same wherever partners differ, as the phrase book is: most of its time."""
    key = tuple(items)
    if key not in _scorers:
        _scorers[key] = Scorer(items, phrases, wanted)
    return _scorers[key]
