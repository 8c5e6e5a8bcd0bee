"""Departments and towns before the demonstration: every stage of an assignment, and answers enough to assess them by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from console.demo.past import Past
from models.records.base import Text
from models.records.callback import Step
from models.records.case import CaseKind, CloseReason, Verification
from models.records.catalogue import HandlerKind
from models.records.journal import Acknowledge, Assign, CallbackAnswer, Close, Complain, Rework, Verify, WorkDone
from models.records.supervision import AddUnit, Chase, DecideReturn, Press, Return, Supervise, TaskStep, UnitReport, UnitTask
from models.repositories import unit as units
from models.rules.supervision import press_of, watch
from models.store.clock import stamp

_STEP, _FARTHEST = timedelta(minutes=30), timedelta(days=40)
_TAKEN = timedelta(minutes=50)
_CONTENT = ((Step.UNIT_CONTACTED, True), (Step.DONE, True), (Step.SATISFIED, True))
_NOT_CONTENT = ((Step.UNIT_CONTACTED, True), (Step.DONE, True), (Step.SATISFIED, False))

_NOT_DONE = ((Step.UNIT_CONTACTED, True), (Step.DONE, False), (Step.SATISFIED, False))

_SOON: tuple[tuple[str, str, str, int], ...] = (
    ("C17-05", "D03", "小区门口三盏路灯不亮，晚上看不清台阶", 70),
    ("C17-02", "D04", "后巷作坊傍晚烧塑料，气味呛人", 130),
    ("C17-07", "D05", "买的电热水壶用两天漏电，店家不肯退", 175),
)
"""Item, unit, need, and in how many minutes the time is over that the unit named."""

_LATE: tuple[tuple[str, str, str, Press, bool, int], ...] = (
    ("C17-03", "D01", "菜场外摊位占了盲道", Press.SUPERVISE, False, 0),
    ("C17-08", "D02", "电梯口堆满装修垃圾，物业不清", Press.SUPERVISE, True, 1),
    ("C14-03", "D07", "工地干了两个月，工钱只给了一半", Press.SUPERVISE, True, 5),
    ("C17-01", "D01", "夜里十二点后工地还在打桩", Press.BULLETIN, True, 2),
    ("C12-04", "D09", "临时救助的申请交上去没有回音", Press.BULLETIN, True, 8),
)
"""Item, unit, need, how the unit is to be pressed now, whether it has taken the case, and how many half hours it has been so."""

_ANSWERED: tuple[tuple[str, str, str, str, float, int], ...] = (
    ("C17-05", "D03", "路口信号灯旁路灯忽明忽暗", "已更换镇流器", 6, 5),
    ("C17-06", "D03", "人行道窨井盖翘起", "已重新固定井盖", 5, 5),
    ("C17-03", "D01", "学校门口流动摊贩堵路", "已劝离并加派巡查", 7, 4),
    ("C17-01", "D01", "楼下练歌房半夜太响", "已约谈，装隔音棉", 9, 3),
    ("C17-07", "D05", "预付卡退不了钱", "商家已退 380 元", 8, 5),
    ("C17-02", "D04", "河里有油花", "已查到源头并清理", 6, 4),
    ("C17-08", "D02", "楼道灯坏了两个月", "物业已更换", 10, 2),
    ("C12-04", "D09", "低保复核材料交到哪里", "已上门收取材料", 4, 5),
)
"""Item, unit, need, answer, how many days ago it was assigned, and the citizen's mark."""


def plan(past: Past) -> None:
    """Plan what the departments' page shows: each list has somebody in it, and the assessment several units."""
    names = {row.code: row for row in units.all(past.store)}

    def assign(code: str) -> Assign:
        return Assign(unit=code, name=names[code].name, phone=names[code].phone)

    for place, (item, unit, text, minutes) in enumerate(_SOON):
        key, begun = f"soon-{place}", past.ago(hours=20 + place)
        past.accepted(key, begun - timedelta(minutes=9), 12, item, text, CaseKind.COMPLAINT)
        past.step(key, begun, 12, assign(unit))
        past.step(key, begun + _TAKEN, 12, Acknowledge(eta=stamp(past.ago(minutes=-minutes)), note="已派人，今日办结"))
    for place, row in enumerate(_LATE):
        _late(past, f"late-{place}", assign, *row)
    for place, known in enumerate(_ANSWERED):
        _answered(past, f"answered-{place}", assign, *known)
    _returns(past, assign)
    _together(past, assign)
    _at_fault(past, assign("D02"))


def _late(
    past: Past, key: str, assign: Callable[[str], Assign], item: str, unit: str, text: str, press: Press, taken: bool, since: int
) -> None:  # fmt: skip
    """A unit that is late by so much; it was chased in its time, and supervised where it is to be named in a bulletin now."""
    sent = assign(unit)
    begun = _begun(past, press, taken, since)
    past.accepted(key, begun - timedelta(minutes=6), 12, item, text, CaseKind.COMPLAINT)
    past.step(key, begun, 12, sent)
    if taken:
        past.step(key, begun + _TAKEN, 12, Acknowledge(note="已安排人员"))
    found = watch(_task(begun, taken), past.store.profile)
    assert found is not None, "it still owes an answer"
    step = TaskStep.FEEDBACK if taken else TaskStep.ACKNOWLEDGE
    past.step(key, found.chase_at + timedelta(minutes=1), 5, Chase(step=step, note="请按时答复"))
    if press is Press.BULLETIN:
        past.step(key, found.due + timedelta(minutes=20), 2, Supervise(step=step, note="已超过答复期限，请今日内答复"))


def _begun(past: Past, press: Press, taken: bool, since: int) -> datetime:
    """Return when a case was assigned whose unit is to be pressed so now, and has been for ``since`` half hours."""
    for begun in _before(past.now):
        if press_of(_task(begun, taken), past.store.profile, past.now) is press:
            if not since:
                return begun
            since -= 1
    raise AssertionError(f"no assignment of the last {_FARTHEST.days} days is to be pressed with {press}")


def _before(now: datetime) -> Iterator[datetime]:
    """Yield the moments at which it may have been, the nearest first."""
    moment = now - _TAKEN - _STEP
    while moment > now - _FARTHEST:
        yield moment
        moment -= _STEP


def _task(begun: datetime, taken: bool) -> UnitTask:
    return UnitTask(unit="", name=Text(""), assigned_at=stamp(begun), acknowledged_at=stamp(begun + _TAKEN) if taken else "")


def _answered(
    past: Past, key: str, assign: Callable[[str], Assign], item: str, unit: str, text: str, told: str, days: float, score: int
) -> None:  # fmt: skip
    """A unit that has answered, and what the citizen said to it."""
    begun = past.ago(days=days, hours=1)
    past.accepted(key, begun - timedelta(minutes=4), 5, item, text, CaseKind.COMPLAINT)
    past.step(key, begun, 5, assign(unit))
    past.step(key, begun + timedelta(hours=2), 5, Acknowledge())
    past.step(key, begun + timedelta(days=2), 5, WorkDone(note=told))
    steps = _CONTENT if score > 2 else _NOT_CONTENT
    past.step(key, begun + timedelta(days=2, hours=2), 5, CallbackAnswer(steps=steps, score=score))
    past.step(key, begun + timedelta(days=2, hours=2, minutes=1), 5, Close(reason=CloseReason.DONE, resolved=True))


def _returns(past: Past, assign: Callable[[str], Assign]) -> None:
    """Two units say that a case is not theirs and wait for the answer; another one was right, the next was not."""
    for place, (item, unit, text, reason, minutes) in enumerate(
        (
            ("C17-06", "D03", "村道塌了一块，三轮车过不去", "该路段属镇街管养，不在市政范围", 35),
            ("C17-04", "D02", "邻居在天井搭铁棚", "违建查处由执法局负责", 95),
        )
    ):
        key = f"return-{place}"
        past.accepted(key, past.ago(minutes=minutes + 75), 7, item, text, CaseKind.COMPLAINT)
        past.step(key, past.ago(minutes=minutes + 70), 7, assign(unit))
        past.step(key, past.ago(minutes=minutes), 7, Return(reason=reason))
    for place, accepted in enumerate((True, False)):
        key = f"returned-{place}"
        begun = past.ago(days=3 + place, hours=1)
        past.accepted(key, begun - timedelta(minutes=5), 7, "C17-02", "洗车店污水流到路面", CaseKind.COMPLAINT)
        past.step(key, begun, 7, assign("D04"))
        past.step(key, begun + timedelta(minutes=40), 7, Return(reason="属市容管理"))
        said = "属市容管理，改交执法局" if accepted else "污水外排属生态环境职责"
        past.step(key, begun + timedelta(minutes=70), 2, DecideReturn(accepted=accepted, reason=said))
        if accepted:
            past.step(key, begun + timedelta(minutes=75), 7, assign("D01"))
        past.step(key, begun + timedelta(minutes=110), 7, Acknowledge(note="今日到场"))
        past.step(key, begun + timedelta(days=1), 7, WorkDone(note="店家已接污水管"))
        past.step(key, begun + timedelta(days=1, hours=3), 7, CallbackAnswer(steps=_CONTENT, score=4 + place))
        past.step(key, begun + timedelta(days=1, hours=3, minutes=1), 7, Close(reason=CloseReason.DONE, resolved=True))


def _together(past: Past, assign: Callable[[str], Assign]) -> None:
    """A case that two units work on: the main one has taken it, the one that helps has done its part."""
    begun = past.ago(days=1, hours=2)
    past.accepted("together", begun - timedelta(minutes=8), 9, "C17-05", "新装路灯立在下水管上，灯杆歪了", CaseKind.COMPLAINT)
    past.step("together", begun, 9, assign("D03"))
    past.step("together", begun + timedelta(minutes=30), 9, Acknowledge(eta=stamp(past.ago(days=-1))))
    past.step("together", begun + timedelta(minutes=40), 9, AddUnit(unit="D02", note="请查地下管线图"))
    past.step("together", begun + timedelta(hours=2), 9, UnitReport(unit="D02"))
    past.step("together", past.ago(hours=1), 9, UnitReport(unit="D02", note="管线图已送到现场"))


def _at_fault(past: Past, sent: Assign) -> None:
    """A complaint about a unit that was found true: it does its work once more."""
    begun = past.ago(days=4)
    past.accepted("fault", begun, 11, "C17-08", "地下车库积水", CaseKind.COMPLAINT)
    past.step("fault", begun + timedelta(minutes=7), 11, sent)
    past.step("fault", begun + timedelta(hours=1), 11, Acknowledge())
    past.step("fault", begun + timedelta(days=1), 11, WorkDone(note="已督促物业抽水"))
    past.step("fault", begun + timedelta(days=2), 11, CallbackAnswer(steps=_NOT_DONE, score=1, comment="水还在"))
    accused = Complain(text="说抽了水，其实没来人", partner=sent.unit, name=sent.name, kind=HandlerKind.DEPARTMENT)
    past.step("fault", begun + timedelta(days=2, minutes=2), 11, accused)
    verdict = Verify(verdict=Verification.VERIFIED, partner=sent.unit, name=sent.name, statement="承认只打了电话", evidence="市民发来照片")
    past.step("fault", begun + timedelta(days=2, hours=3), 11, verdict)
    past.step("fault", begun + timedelta(days=2, hours=4), 11, Rework(reason="到场抽水并拍照"))
    past.step("fault", past.ago(hours=20), 11, Acknowledge(note="今日到场"))
