from __future__ import annotations

import pytest

from models.search.places import Places
from resources.catalogue import load_districts

XINCHENG, ANYANG, GAOLOU, FEIYUN = "330381007", "330381001", "330381125", "330381009"


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(load_districts())


@pytest.mark.parametrize(
    ("query", "left", "code"),
    [
        ("莘塍 开锁", "开锁", XINCHENG),
        ("在莘塍街道这边开锁", "开锁", XINCHENG),
        ("新城 开锁", "开锁", XINCHENG),
        ("xincheng kaisuo", "kaisuo", XINCHENG),
        ("shencheng kaisuo", "kaisuo", XINCHENG),
        ("xinchengkaisuo", "kaisuo", XINCHENG),
        ("anyang jiedao kaisuo", "kaisuo", ANYANG),
        ("toilet blocked in feiyun town", "toilet blocked", FEIYUN),
        ("高楼 打听养老院", "打听养老院", GAOLOU),
        ("高楼镇养老院", "养老院", GAOLOU),
        ("高楼外墙清洗", "高楼外墙清洗", None),
        ("安阳", "安阳", ANYANG),
        ("空调不冷", "空调不冷", None),
        ("kaisuo", "kaisuo", None),
        ("", "", None),
    ],
)
def test_a_district_is_taken_out(places: Places, query: str, left: str, code: str | None) -> None:
    assert places.take(query) == (left, code)


def test_without_districts_nothing_is_a_place() -> None:
    assert Places(()).take("莘塍 开锁") == ("莘塍 开锁", None)
