"""An article as a form and back."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from console.lead.articles import article_fields, article_from, article_values, difference_rows
from models.records.base import Text
from resources.demo import load_articles


def test_every_article_comes_back_from_the_form_as_it_was(qapp: QApplication) -> None:
    names = {field.name for field in article_fields()}
    for article in load_articles():
        assert set(article_values(article)) == names
        assert article_from(article_values(article), article) == article


def test_of_a_long_text_the_part_that_differs_is_told(qapp: QApplication) -> None:
    article = replace(load_articles()[0], body=Text("一" * 80 + "二" + "三" * 80))
    [line] = difference_rows(article, replace(article, body=Text("一" * 80 + "四" + "三" * 80)))
    assert "一二三" in line.title.split("→")[0]
    assert "一四三" in line.title.split("→")[1]
    assert len(line.title) < 130
