from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search.alike import _LINES, SENSES
from models.search.wording import into_mandarin, without_asides


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("灯弗亮罢", "灯不亮了"),
        ("日昼", "中午"),
        ("天光门打弗开", "早上门打不开"),
        ("能界屋里冇水", "现在家里没水"),
        ("河里水臭显", "河里水臭很"),
        ("睏弗着", "睡不着"),
        ("锁妆一下", "锁修一下"),
        ("镬灶间", "厨房"),
        ("脚踏车链掉爻", "自行车链掉了"),
    ],
)
def test_wenzhou_words_become_mandarin(said: str, meant: str) -> None:
    assert into_mandarin(said) == meant


@pytest.mark.parametrize(
    "said",
    ["显示屏黑了", "罢工", "新娘化妆", "希望能修", "水渠堵了", "望远镜", "幼儿园", "配钥匙", "明显漏水", "化妆品"],
)
def test_mandarin_stays_as_it_is(said: str) -> None:
    assert into_mandarin(said) == said


@pytest.mark.parametrize(
    ("said", "matter"),
    [
        ("你好请问一下 空调不冷", "空调不冷"),
        ("市民反映 路灯不亮", "路灯不亮"),
        ("家长来电 孩子厌学", "孩子厌学"),
        ("明天下午三点来修冰箱", "下午 来修冰箱"),
        ("万松东路128号3单元502室 马桶堵了", "马桶堵了"),
        ("一位女士咨询 办护照", "办护照"),
        ("陈先生 路灯不亮 明天上午九点", "路灯不亮 上午"),
        ("我姓林 空调不冷 今天晚上七点后在家", "空调不冷 晚上"),
        ("求助 门打不开 在线等", "门打不开"),
        ("万松新区 路灯不亮", "路灯不亮"),
        ("烧饭阿姨 中午来", "烧饭阿姨 中午来"),
        ("老人说不出话", "老人说不出话"),
        ("几点来电", "几点来电"),
        ("电梯关人 两人", "电梯关人"),
        ("谢谢", "谢谢"),
    ],
)
def test_what_is_not_the_matter_is_taken_out(said: str, matter: str) -> None:
    assert without_asides(said) == matter


@given(st.text(alphabet="你好请问明天三点12号楼路灯不亮 ", max_size=20))
def test_something_is_always_left(text: str) -> None:
    text = " ".join(text.split())
    assert bool(without_asides(text)) == bool(text)


def test_a_word_has_one_sense() -> None:
    words = [word for line in _LINES for word in line if len(word) > 1]
    assert len(words) == len(set(words)) == len(SENSES)
