"""Half a character, as a text that was cut in the middle of an emoji has it, is refused calmly wherever a row is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from models.commands import admission, catalogue, knowledge
from models.records.base import Text
from models.records.failure import BadInput
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories import catalogue as items
from models.repositories import knowledge as articles
from models.repositories import partner as partners
from models.store.store import Store

SUPERVISOR = Desk(actor=1, desk="1", session="ses_1", role=Role.SUPERVISOR)
HALF = "\ud83d"


def agree(store: Store) -> object:
    row = partners.by_code(store, "P001")
    assert row is not None
    return admission.agree(store, SUPERVISOR, replace(row, price=Text(HALF)), "涨价")


def save_article(store: Store) -> object:
    row = articles.all(store)[0]
    return knowledge.save_article(store, SUPERVISOR, replace(row, body=Text(row.body.zh + HALF)))


def save_item(store: Store) -> object:
    row = items.items(store)[0]
    return catalogue.save_item(store, SUPERVISOR, replace(row, keywords_zh=(HALF,)))


DEEDS: dict[str, Callable[[Store], object]] = {
    "partner": lambda store: admission.enlist(store, SUPERVISOR, Text(f"新来{HALF}"), "enterprise", ""),
    "terms": agree,
    "article": save_article,
    "item": save_item,
}


@pytest.mark.parametrize("deed", sorted(DEEDS))
def test_half_a_character_is_refused_and_nothing_is_written(store: Store, deed: str) -> None:
    before = store.outbox.next_dseq
    with pytest.raises(BadInput, match=r"text\.broken"):
        DEEDS[deed](store)
    assert store.outbox.next_dseq == before
