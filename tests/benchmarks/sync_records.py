"""The same small records for everyone who is measured: what an operator writes down about one need, about 400 bytes of JSON."""

from __future__ import annotations

import random
import uuid

from models.records.base import Record

BATCH = 100
COUNT = 10_000
_PLACES = ("东门外大街", "河滨路", "学府路", "青石巷", "南苑小区", "新桥村", "人民路", "望江里")
_NEEDS = (
    ("JZ-101", "家里的水龙头坏了，一直在流水，请派人来修，住在三楼，没有电梯，下午两点以后有人在家。"),
    ("JZ-204", "门锁打不开，老人一个人在外面，孩子要晚上才回来，想请人开锁，已经核对过是本人的家。"),
    ("BM-012", "问一下老年优待证在哪里办，要带什么材料，能不能让女儿代办，周六开不开门。"),
    ("CG-330", "小区门口的路灯三天没亮了，晚上走路看不清，昨天有人摔了一跤，请转给管路灯的部门。"),
)


class Small(Record, frozen=True):
    """One record. ``number`` is invented and cannot be rung."""

    id: str
    no: str
    item: str
    number: str
    address: str
    text: str
    at: str
    revision: int = 1


def records(count: int = COUNT, seed: int = 81890) -> list[Small]:
    """Return ``count`` records; the same seed makes the same ones."""
    source = random.Random(seed)
    made = []
    for number in range(count):
        item, text = source.choice(_NEEDS)
        made.append(
            Small(
                id=str(uuid.UUID(int=source.getrandbits(128), version=4)),
                no=f"1126-{number // 1000 + 10}-{number % 1000:03d}",
                item=item,
                number=f"0000{source.randrange(10**7):07d}",
                address=f"{source.choice(_PLACES)}{source.randrange(1, 300)}号{source.randrange(1, 7)}幢{source.randrange(101, 630)}室",
                text=text,
                at=f"2026-11-26T{source.randrange(24):02d}:{source.randrange(60):02d}:{source.randrange(60):02d}+08:00",
            )
        )
    return made
