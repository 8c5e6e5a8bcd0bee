"""An item as a form and back."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from console.lead.items import difference_rows, item_fields, item_from, item_values
from models.records.base import Text
from resources.catalogue import load_categories, load_items

CATEGORIES = load_categories()


def test_every_item_comes_back_from_the_form_as_it_was(qapp: QApplication) -> None:
    names = {field.name for field in item_fields(CATEGORIES)}
    for item in load_items():
        values = item_values(item)
        assert set(values) == names
        assert item_from(values, item) == item


def test_words_are_tidied_and_kept_once(qapp: QApplication) -> None:
    item = load_items()[0]
    values = item_values(item) | {
        "name_zh": "  夜间  约车 ",
        "keywords_zh": "夜车，夜车、 打车 ;;\n",
        "category": "",
        "line": "",
        "handler": "",
    }
    told = item_from(values, item)
    assert (told.name.zh, told.keywords_zh, told.category) == ("夜间 约车", ("夜车", "打车"), "")
    assert (told.line, told.handler, told.code, told.version) == (item.line, item.handler, item.code, item.version)


def test_each_difference_is_a_line_with_both_sides(qapp: QApplication) -> None:
    item = next(row for row in load_items() if row.code == "C03-03")
    after = replace(item, name=Text("水管", item.name.en), category="C02", emergency=not item.emergency, retired=True)
    lines = difference_rows(item, after, CATEGORIES)
    assert [line.key for line in lines] == ["name_zh", "category", "emergency", "retired"]
    assert lines[0].title == f"{item.name.zh}  →  水管"
    assert "C03" in lines[1].title.split("→")[0]
    assert lines[3].title.split("  →  ") != lines[2].title.split("  →  ") or item.emergency
