"""What ``python main.py move`` says: what would go to the centre, what stays, what would not be let stand and what to do then. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from models.records.base import Language, Text
from models.records.outcome import Outcome
from sync.client.forecast import Forecast, Part, Reason
from sync.protocol.messages import Rehearsed

_TABLES: Mapping[str, Text] = {
    "item": Text("服务项目", "items"),
    "partner": Text("加盟企业", "partners"),
    "unit": Text("部门乡镇", "departments"),
}
_WHY: Mapping[Reason, Text] = {
    Reason.UNKNOWN: Text(
        "中心没有这个编号：请先让中心管理员加入人员表",
        "the centre does not know this number: have its administrator enter it in the staff list first",
    ),
    Reason.RETIRED: Text("中心已停用这个编号：将由班长决定", "the centre has retired this number: a team lead will have to decide"),
    Reason.NOT_SPOKEN_FOR: Text(
        "他人的记录只有管理员可以带入：请用 --as 管理员编号", "only an administrator may bring in what others did: name one with --as"
    ),
    Reason.ROLE: Text("这个编号在中心的角色不能这样做", "the role that this number has at the centre does not allow it"),
    Reason.TOO_LARGE: Text("一条记录太大", "one entry is too large"),
    Reason.BROKEN: Text("与写入时不一致，已搁置", "not as it was written, kept aside"),
    Reason.FOLLOWS: Text("所属的工单或步骤不能迁入", "it belongs to a case or a step that cannot go"),
}
_DEEDS: Mapping[str, Text] = {
    "case.accept": Text("受理", "accepted"),
    "case.verify": Text("核实", "verdicts"),
    "callback.answer": Text("回访", "callbacks"),
    "case.close": Text("办结", "closed"),
    "call.record": Text("来电记录", "call records"),
    "person.save": Text("来电人卡片", "callers' cards"),
    "partner.discipline": Text("企业记录", "partners' records"),
}
_OTHER = Text("其他步骤", "other steps")
OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.SUPERSEDED: Text("已留作事实，未生效", "kept as a fact, moved nothing"),
    Outcome.REJECTED: Text("中心未接受，留在本台", "not taken, kept here"),
    Outcome.QUARANTINED: Text("待班长决定", "waits for a team lead"),
}


def foretold(found: Forecast, asked: Rehearsed, kept: Mapping[str, int], language: Language) -> Iterator[str]:
    """Yield the lines that tell what a move would do; ``kept`` are the reference tables that stay: name → how many imports of it."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).in_(language)

    centre = asked.centre.in_(language)
    yield say(
        f"迁入{centre}：工单 {found.cases}，来电人 {found.persons}，来电 {found.calls}，共 {found.steps} 条记录。",
        f"To {centre}: {found.cases} cases, {found.persons} callers, {found.calls} calls; {found.steps} entries in all.",
    )
    for number in sorted({part.number for part in found.parts}):
        mine = [part for part in found.parts if part.number == number]
        yield say(f"  {number}号：", f"  Operator {number}: ") + say("，", ", ").join(_counted(mine, language))
    if kept:
        imports = sum(kept.values())
        yield say(
            f"服务目录、企业、知识、人员等 {imports} 份数据留在本台：以中心的为准，另存为表格。",
            f"Reference data (catalogue, partners, knowledge, staff; {imports} imports) stays here, as tables: the centre's counts.",
        )
    for kind, codes in asked.unknown.items():
        table = _TABLES[kind].in_(language)
        yield say(
            f"中心没有的{table}：{'、'.join(codes)}（可从表格导入）。",
            f"The centre has none of these {table}: {', '.join(codes)} (the tables can be imported).",
        )
    for desk in found.desks:
        yield say(
            f"已有的工单编号（{desk}）不变；中心另有同号工单的，都能查到。今后的编号由中心分给本台，不会重复。",
            f"The case numbers given so far ({desk}) stay; where the centre has a case with the same number, both are found. "
            "From now on the centre gives this desk a number that no other has.",
        )
    for part in found.refused:
        yield say("不能迁入：", "Would not stand: ") + _refused(part, language)


def _counted(parts: Sequence[Part], language: Language) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for part in parts:
        counts[part.type if part.type in _DEEDS else ""] += part.count
    for kind, count in sorted(counts.items(), key=lambda item: (not item[0], item[0])):
        yield f"{_DEEDS.get(kind, _OTHER).in_(language)} {count}"


def _refused(part: Part, language: Language) -> str:
    assert part.reason is not None
    deed = _DEEDS.get(part.type, Text(part.type)).in_(language)
    why = _WHY[part.reason].in_(language)
    return Text(f"{part.number}号，{deed} {part.count}：{why}。", f"Operator {part.number}, {deed} {part.count}: {why}.").in_(language)
