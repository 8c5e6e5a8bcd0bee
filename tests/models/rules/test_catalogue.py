"""What a change to the catalogue must keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.records.base import Text
from models.records.catalogue import HandlerKind, ItemRow, Line
from models.records.failure import BadInput
from models.rules.catalogue import LONGEST, differences, examine, next_code
from resources.catalogue import load_categories, load_items

ITEMS, CATEGORIES = load_items(), load_categories()
TAXI = ItemRow(
    code="C10-07", category="C10", name=Text("夜间约车", "Night taxi"), line=Line.GENERAL, emergency=False, handler=HandlerKind.PARTNER
)


def test_the_catalogue_that_ships_stands_by_the_rules() -> None:
    assert len(ITEMS) == 129
    for item in ITEMS:
        examine(item, ITEMS, CATEGORIES)


@given(st.sets(st.integers(1, 200), max_size=30), st.sampled_from(["C01", "C10"]))
def test_a_code_is_never_given_twice(numbers: set[int], category: str) -> None:
    present = [replace(TAXI, code=f"C10-{number:02}", retired=number % 2 == 0) for number in numbers]
    code = next_code(category, present)
    assert code not in {item.code for item in present}
    assert int(code.partition("-")[2]) == (max(numbers, default=0) if category == "C10" else 0) + 1


@pytest.mark.parametrize(
    ("item", "code", "field"),
    [
        (replace(TAXI, name=Text("  ", "Night taxi")), "item.name_missing", "name_zh"),
        (replace(TAXI, name=Text("夜" * (LONGEST + 1))), "item.name_long", "name_zh"),
        (replace(TAXI, name=Text("夜间约车", "t" * (LONGEST + 1))), "item.name_long", "name_en"),
        (replace(TAXI, category="C99"), "item.category_unknown", "category"),
        (replace(TAXI, keywords_zh=("夜" * (LONGEST + 1),)), "item.keyword_long", "keywords_zh"),
        (replace(TAXI, keywords_en=tuple(map(str, range(41)))), "item.keywords_many", "keywords_en"),
        (replace(TAXI, name=Text(" 公交线路 问询")), "item.name_taken", "name_zh"),
    ],
)
def test_a_refusal_names_the_field(item: ItemRow, code: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        examine(item, ITEMS, CATEGORIES)
    assert (refused.value.code, refused.value.details["field"]) == (code, field)


def test_a_retired_item_leaves_its_name_to_others() -> None:
    bus = next(item for item in ITEMS if item.code == "C10-01")
    others = [replace(item, retired=item.code == bus.code) for item in ITEMS]
    examine(replace(TAXI, name=bus.name), others, CATEGORIES)
    examine(replace(bus, retired=True), [*others, replace(TAXI, name=bus.name)], CATEGORIES)
    with pytest.raises(BadInput):
        examine(bus, [*others, replace(TAXI, name=bus.name)], CATEGORIES)


def test_what_differs_is_told_in_the_order_of_reading() -> None:
    after = replace(TAXI, name=Text("夜间叫车", "Night taxi"), category="C01", emergency=True, version=9)
    assert differences(TAXI, after) == (("name_zh", "夜间约车", "夜间叫车"), ("category", "C10", "C01"), ("emergency", False, True))
    assert differences(TAXI, replace(TAXI, version=2, code="C10-99")) == ()
