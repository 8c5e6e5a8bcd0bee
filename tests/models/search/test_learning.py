from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.catalogue import DistrictRow, ItemRow
from models.records.search import Choice
from models.search.index import SearchIndex
from models.search.learning import Learning
from resources.catalogue import load_districts, load_items, load_phrases

ITEMS: tuple[ItemRow, ...] = load_items()
DISTRICTS: tuple[DistrictRow, ...] = load_districts()
PHRASES = load_phrases()


@pytest.fixture(scope="module")
def built() -> SearchIndex:
    return SearchIndex.build(ITEMS, PHRASES, districts=DISTRICTS)


@pytest.fixture
def index(built: SearchIndex) -> SearchIndex:
    """An index that nobody has taught."""
    built.teach(())
    return built


def rank(index: SearchIndex, query: str, code: str) -> int:
    return [hit.code for hit in index.find(query, item_limit=129, limit=129).items()].index(code)


def test_repeated_choices_move_an_item_up(index: SearchIndex) -> None:
    query, code = "马桶堵了", "C07-01"
    ranks = [rank(index, query, code)]
    for _ in range(30):
        index.learn(query, code)
        ranks.append(rank(index, query, code))
    assert ranks[0] > 5
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[-1] <= 1


def test_a_few_choices_mend_a_close_order(index: SearchIndex) -> None:
    query = "车子坏在停车场"
    first, second = (hit.code for hit in index.find(query).items()[:2])
    for _ in range(4):
        index.learn(query, second)
    assert [hit.code for hit in index.find(query).items()[:2]] == [second, first]


@pytest.mark.parametrize("query", ["马桶堵了", "kongtiaobuzhileng", "xsdst", "I'm locked out", "安阳 电梯关人 两人", "打役苗"])
def test_one_odd_choice_does_not_bury_the_right_item(index: SearchIndex, query: str) -> None:
    right = index.find(query).items()[0].code
    index.learn(query, "C15-09")
    assert index.find(query).items()[0].code == right


def test_an_odd_choice_among_many_right_ones_does_nothing(index: SearchIndex) -> None:
    query = "水管坏了"
    right = index.find(query).items()[0].code
    for _ in range(12):
        index.learn(query, right)
    index.learn(query, "C15-09")
    assert index.find(query).items()[0].code == right
    assert "C15-09" not in [hit.code for hit in index.find(query).items()[:3]]


def test_a_similar_query_profits_and_a_strange_one_does_not(index: SearchIndex) -> None:
    strange = {hit.code: hit.score for hit in index.find("结婚登记要预约吗").items()}
    before = index.find("蓝色的妖精灯闪得人眼花", item_limit=129, limit=129).items()
    for _ in range(10):
        index.learn("蓝色的妖精灯闪得眼睛花", "C17-14")
    after = index.find("蓝色的妖精灯闪得人眼花", item_limit=129, limit=129).items()
    assert [hit.code for hit in after].index("C17-14") < [hit.code for hit in before].index("C17-14")
    assert {hit.code: hit.score for hit in index.find("结婚登记要预约吗").items()} == strange


def test_the_district_and_greetings_are_not_part_of_what_is_learnt(index: SearchIndex) -> None:
    assert index.key("你好 安阳 马桶堵了") == index.key("莘塍 马桶堵了") == index.key("马桶堵了")


def test_a_learnt_hit_says_so(index: SearchIndex) -> None:
    for _ in range(6):
        index.learn("要那个谁来", "C05-01")
    hit = index.find("要那个谁来").items()[0]
    assert (hit.code, hit.why, hit.via) == ("C05-01", "learned", index.key("要那个谁来"))


def test_stored_choices_count_like_fresh_ones(index: SearchIndex) -> None:
    for _ in range(7):
        index.learn("你好 安阳 水管坏了", "C03-04")
    fresh = index.find("水管坏了")
    index.teach([Choice(query="你好 安阳 水管坏了", code="C03-04", count=7)])
    assert index.find("水管坏了") == fresh
    index.teach(())
    assert index.find("水管坏了") != fresh


CHOICES = st.tuples(st.sampled_from(["堵了", "漏水", "堵了水", ""]), st.sampled_from(["A", "B", "C"]), st.integers(-1, 500))


@given(st.lists(CHOICES, max_size=30))
def test_a_gain_is_bounded(choices: list[tuple[str, str, int]]) -> None:
    learning = Learning()
    for key, code, times in choices:
        learning.count(key, code, times)
    for key in ("堵了", "漏水", "堵了漏水", ""):
        for points, via in learning.gains(key).values():
            assert 0 < points <= 60
            assert via


def test_the_oldest_key_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.search.learning._KEYS", 2)
    learning = Learning()
    for key in ("马桶堵了", "水管漏水", "马桶堵了", "电梯停了"):
        learning.count(key, "A")
    assert learning.gains("马桶堵了")
    assert learning.gains("电梯停了")
    assert not learning.gains("水管漏水")
