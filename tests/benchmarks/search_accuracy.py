"""How often the right item comes first, by kind of query, and how long a keystroke takes: ``python -m tests.benchmarks.search_accuracy``.

The phrases of ``tests/models/search/caller-phrases.csv`` are the tuning set. Those of ``unseen-a.csv``, ``-b`` and ``-c`` were written
independently of the phrase book: what missed in a was looked at while the search was improved, then what missed in b; c was run once, at
the end. None of them is ever in the index. Prints a table and what misses, and writes ``tests/benchmarks/results/search.json``.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from models.records.base import Text
from models.records.knowledge import ArticleRow
from models.search.grams import clean
from models.search.index import SearchIndex
from models.search.places import Places
from models.search.sounds import cut
from models.search.wording import into_mandarin
from resources.catalogue import load_districts, load_items, load_phrases
from resources.demo import load_articles, load_partners, load_units

_SETS = Path(__file__).resolve().parents[1] / "models" / "search"
TUNING = "caller-phrases"
UNSEEN = ("unseen-a", "unseen-b", "unseen-c")
RESULTS = Path(__file__).resolve().parent / "results" / "search.json"
ARTICLES = 5_000

_MISSPELT = """
找保母 轮台爆了 网隐 想自沙 挑闸了 为章建筑 公机金提取 法律原助 诺车电话 电饭宝坏了 打役苗
水管暴了 插坐没电 收非品 块递没收到 要是忘家里了 孩子厌雪 钟点共 开所师傅 申请抵保 换灯炮 洗一机不脱水
打引机卡纸 空条不制冷 物叶费太贵 抽油烟鸡坏了 机器太重要叫个吊机 点表坏了 营业职照 婚请公司 办户照 造音扰民 下水到堵了
衣保报销 为章查询 点脑死机 托车 露电 带驾 马捅堵住了 考式焦虑
"""
_TYPOS = frozenset(_MISSPELT.split())
_LONG = 9


class Row(NamedTuple):
    """A phrase, the item it is about, and its kind."""

    phrase: str
    code: str
    kind: str


class Tally(msgspec.Struct):
    """Counts of one kind."""

    rows: int = 0
    first: int = 0
    third: int = 0


def kind_of(phrase: str) -> str:
    """Return the kind of a query: english, pinyin, initials, typo, dialect, address, description (long) or plain."""
    text = clean(phrase)
    if text.isascii():
        parts = [cut(piece) for piece in text.split()]
        if all(part is not None and not part[1] for part in parts):
            return "pinyin"
        return "english" if " " in text else "initials"
    if phrase in _TYPOS:
        return "typo"
    if into_mandarin(text) != text:
        return "dialect"
    if Places(load_districts()).take(text)[1] or " " in text:
        return "address"
    return "description" if len(text) >= _LONG else "plain"


def load_rows(name: str = TUNING) -> list[Row]:
    """Return the rows of a set: the tuning set, or one of ``UNSEEN``, whose writers told the kinds."""
    with (_SETS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return [
            Row(row["phrase_zh"], row["expected_item_code"], row["kind"] if name != TUNING else kind_of(row["phrase_zh"]))
            for row in csv.DictReader(stream)
        ]


def build_index(articles: int = 0) -> SearchIndex:
    """Return an index of what ships, with invented articles up to ``articles`` in all."""
    items = load_items()
    known = load_articles()
    chance = random.Random(4)
    words = [word for item in items for word in item.keywords_zh]
    endings = ("怎么办", "办理指南", "常见问题", "收费标准", "须知", "注意事项", "需要哪些材料", "去哪里办")
    invented = (
        ArticleRow(
            code=f"Z{number:05}",
            title=Text(f"{chance.choice(words)}与{chance.choice(words)}{chance.choice(endings)}", f"{chance.choice(items).name.en} guide"),
            body=Text(""),
            items=(),
            owner=Text("测试"),
            source=Text("测试"),
            valid_until="2099-12-31",
        )
        for number in range(max(0, articles - len(known)))
    )
    return SearchIndex.build(items, load_phrases(), load_partners(), load_units(), (*known, *invented), load_districts())


def measure(index: SearchIndex, rows: Iterable[Row]) -> tuple[dict[str, Tally], list[tuple[Row, list[str]]]]:
    """Return the tallies by kind (``all`` for all), and the rows whose item is not first with the three codes that are."""
    tallies = {"all": Tally()}
    misses = []
    for row in rows:
        codes = [hit.code for hit in index.find(row.phrase).items()]
        for tally in (tallies["all"], tallies.setdefault(row.kind, Tally())):
            tally.rows += 1
            tally.first += codes[:1] == [row.code]
            tally.third += row.code in codes[:3]
        if codes[:1] != [row.code]:
            misses.append((row, codes[:3]))
    return tallies, misses


def keystrokes(index: SearchIndex, phrases: Sequence[str]) -> list[float]:
    """Return the sorted milliseconds of every keystroke of typing the phrases."""
    spent = []
    for phrase in phrases:
        for size in range(1, len(phrase) + 1):
            started = time.perf_counter()
            index.find(phrase[:size])
            spent.append((time.perf_counter() - started) * 1000)
    return sorted(spent)


class Miss(msgspec.Struct, frozen=True):
    """A phrase whose item did not come first, with the three that did."""

    phrase: str
    kind: str
    expected: str
    got: list[str]


class Findings(msgspec.Struct, frozen=True):
    """What was found out: seconds to build the index of what ships, milliseconds per keystroke, tallies by kind, what missed.

    ``kinds`` and ``misses`` are those of the tuning set; ``unseen`` has the kinds of each unseen set.
    """

    build_s: float
    articles: int
    keystrokes: int
    p50_ms: float
    p99_ms: float
    worst_ms: float
    kinds: dict[str, Tally]
    unseen: dict[str, dict[str, Tally]]
    misses: list[Miss]


def find_out() -> Findings:
    """Measure accuracy on what ships, and keystrokes over ``ARTICLES`` articles."""
    rows = load_rows()
    started = time.perf_counter()
    index = build_index()
    built = time.perf_counter() - started
    tallies, misses = measure(index, rows)
    spent = keystrokes(build_index(ARTICLES), [row.phrase for row in rows])
    p50, p99 = (spent[int(len(spent) * part)] for part in (0.5, 0.99))
    return Findings(
        build_s=round(built, 3),
        articles=ARTICLES,
        keystrokes=len(spent),
        p50_ms=round(p50, 3),
        p99_ms=round(p99, 3),
        worst_ms=round(spent[-1], 3),
        kinds=tallies,
        unseen={name: measure(index, load_rows(name))[0] for name in UNSEEN},
        misses=[Miss(phrase=row.phrase, kind=row.kind, expected=row.code, got=codes) for row, codes in misses],
    )


def report(found: Findings) -> str:
    """Return accuracy by kind, what misses, and the time of a keystroke, as lines of text."""
    lines = []
    for name, kinds in ((TUNING, found.kinds), *found.unseen.items()):
        lines.append(name)
        for kind, tally in sorted(kinds.items(), key=lambda entry: entry[0] == "all"):
            first, third = tally.first / tally.rows, tally.third / tally.rows
            lines.append(f"  {kind:<12}{tally.rows:>5}   first {first:6.1%}   first three {third:6.1%}")
    for miss in found.misses:
        lines.append(f"  missed: {miss.phrase} ({miss.kind}) is {miss.expected}, came {' '.join(miss.got)}")
    spent = f"p50 {found.p50_ms:.2f} ms, p99 {found.p99_ms:.2f} ms, worst {found.worst_ms:.2f} ms"
    lines.append(f"build {found.build_s:.2f} s; {found.keystrokes} keystrokes over {found.articles} articles: {spent}")
    return "\n".join(lines)


def write(found: Findings) -> None:
    """Write the findings to ``RESULTS``."""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


def main() -> int:
    """Measure, print and write the results."""
    found = find_out()
    print(report(found))
    write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
