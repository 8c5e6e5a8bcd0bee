"""The review queue, and what a changed article must keep."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.records.base import Text
from models.records.failure import BadInput
from models.records.knowledge import ArticleRow, ReportRow
from models.rules.knowledge import LONGEST, SOON, Review, differences, examine, next_code, queue, review
from resources.catalogue import load_items
from resources.demo import load_articles

TODAY = date(2026, 11, 24)
ITEMS = {item.code for item in load_items()}
ARTICLES = load_articles()
ONE = replace(ARTICLES[0], valid_until="2026-12-31")


def told(article: str, settled: bool = False) -> ReportRow:
    return ReportRow(id="", article=article, version=1, words="错", at="", operator=28, settled_at="2026-11-24" if settled else "")


def test_the_articles_that_ship_stand_by_the_rules() -> None:
    for article in ARTICLES:
        examine(article, ITEMS)
    assert next_code(ARTICLES) not in {article.code for article in ARTICLES}


@given(st.integers(-400, 400), st.integers(0, 2), st.booleans())
def test_an_article_is_in_the_queue_for_one_reason(days: int, reports: int, retired: bool) -> None:
    article = replace(ONE, valid_until=(TODAY + timedelta(days=days)).isoformat(), retired=retired)
    expected = Review.EXPIRED if days < 0 else Review.DUE if days <= SOON.days else Review.NONE
    assert review(article, reports, TODAY) is (Review.NONE if retired else Review.WRONG if reports else expected)


def test_an_article_without_a_last_day_is_never_due() -> None:
    assert review(replace(ONE, valid_until=""), 0, TODAY) is Review.NONE


def test_the_queue_begins_with_what_operators_call_wrong() -> None:
    rows = [
        replace(ONE, code=code, valid_until=day)
        for code, day in (("K1", "2030-01-01"), ("K2", "2026-11-30"), ("K3", "2026-01-01"), ("K4", "2025-01-01"), ("K5", "2030-01-01"))
    ]
    found = queue(rows, [told("K5"), told("K5"), told("K1", settled=True)], TODAY)
    assert [(row.code, why, count) for row, why, count in found] == [
        ("K5", Review.WRONG, 2),
        ("K4", Review.EXPIRED, 0),
        ("K3", Review.EXPIRED, 0),
        ("K2", Review.DUE, 0),
        ("K1", Review.NONE, 0),
    ]


@pytest.mark.parametrize(
    ("article", "code", "field"),
    [
        (replace(ONE, title=Text(" ")), "article.title_missing", "title_zh"),
        (replace(ONE, body=Text("", "words")), "article.body_missing", "body_zh"),
        (replace(ONE, owner=Text("")), "article.owner_missing", "owner_zh"),
        (replace(ONE, source=Text("")), "article.source_missing", "source_zh"),
        (replace(ONE, title=Text("长" * (LONGEST + 1))), "article.long", "title_zh"),
        (replace(ONE, valid_until="2026-13-01"), "article.day_wrong", "valid_until"),
        (replace(ONE, valid_until="20261201"), "article.day_wrong", "valid_until"),
        (replace(ONE, items=("C99-01",)), "article.item_unknown", "items"),
    ],
)
def test_a_refusal_names_the_field(article: ArticleRow, code: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        examine(article, ITEMS)
    assert (refused.value.code, refused.value.details["field"]) == (code, field)


def test_what_differs_is_told_in_the_order_of_reading() -> None:
    after = replace(ONE, body=Text("新", ONE.body.en), valid_until="2027-01-01", version=9)
    assert [field for field, _, _ in differences(ONE, after)] == ["body_zh", "valid_until"]
    assert differences(ONE, replace(ONE, version=3)) == ()
