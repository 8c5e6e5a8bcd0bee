"""The four stories of the seed article as journals: each step is asked for before it is made."""

from __future__ import annotations

import pytest

from models.records.base import Text
from models.records.callback import Attempt, Step
from models.records.case import CaseKind, CloseReason, Stage, UnmetNeed, Verification
from models.records.catalogue import HandlerKind, Line
from models.records.failure import RuleBroken
from models.records.journal import (
    Acknowledge,
    Body,
    CallbackAnswer,
    CallbackAttempt,
    Close,
    Complain,
    Dispatch,
    Feedback,
    Hotwire,
    OnSite,
    Rework,
    Unmet,
    Verify,
    WorkDone,
)
from tests.models.rules.journals import ALL_YES, PARTNER, accept, told

PAINTER = Text("新颜粉刷装饰", "Xinyan Painting and Decoration")
ELECTRICIAN = Text("瑞明电工服务部", "Ruiming Electrical Service")
TAXI = accept(
    item_code="C10-04",
    item_name=Text("叫车/出租车问询", "Taxi enquiry and ride request"),
    handler_kind=HandlerKind.CONSULTATION,
    kind=CaseKind.CONSULTATION,
    text="深夜在郊区打不到车,想去市区",
)


def test_first_call() -> None:
    state = told(
        accept(text="厨房水槽下面的管道漏水", urgent=True),
        Dispatch(partner="P001", name=PARTNER, phone="057765550001"),
        Acknowledge(eta="2026-11-24T08:30:00+08:00", note="马上上门"),
        WorkDone(note="服务已完成"),
        CallbackAnswer(steps=ALL_YES, score=5, comment="非常满意"),
        Close(reason=CloseReason.DONE, resolved=True),
    )
    assert (state.closed, state.resolved, state.satisfied) == (True, True, True)
    assert state.stage is Stage.CLOSED
    assert state.handler is not None
    assert state.handler.code == "P001"
    assert set(state.times) == {"accept", "dispatch", "acknowledge", "work_done", "callback", "close"}


ROUGH_WALL: tuple[Body, ...] = (
    accept(item_code="C06-01", item_name=Text("墙面粉刷与修补", "Wall painting and plaster repair")),
    Dispatch(partner="P003", name=PAINTER),
    Acknowledge(),
    OnSite(),
    WorkDone(),
    CallbackAnswer(steps=((Step.DONE, True), (Step.CLEAN, False)), score=2, comment="墙面有点粗糙"),
    Complain(text="墙面有点粗糙", partner="P003", name=PAINTER),
    Verify(verdict=Verification.VERIFIED, partner="P003", name=PAINTER, statement="赶工,少刮一遍腻子", card="yellow"),
    Rework(reason="补刷", due="2026-11-25T17:00:00+08:00"),
    WorkDone(note="已补刷"),
    CallbackAnswer(steps=ALL_YES, score=4, comment="及时整改,满意"),
    Close(reason=CloseReason.DONE, resolved=True),
)


def test_rough_wall() -> None:
    state = told(*ROUGH_WALL)
    assert (state.closed, state.resolved, state.satisfied, state.score) == (True, True, True, 4)
    assert state.cards == (("P003", "yellow"),)
    assert state.verification is Verification.VERIFIED
    assert (state.accused, state.reworks) == ("P003", 1)


def test_rough_wall_cannot_be_closed_on_the_answer_from_before_the_complaint() -> None:
    with pytest.raises(RuleBroken, match=r"callback\.missing"):
        told(*ROUGH_WALL[:8], ROUGH_WALL[-1])
    with pytest.raises(RuleBroken, match=r"callback\.missing"):
        told(*ROUGH_WALL[:10], ROUGH_WALL[-1])


def test_rough_wall_as_a_case_of_its_own() -> None:
    state = told(
        accept(kind=CaseKind.COMPLAINT, item_code="C17-12", handler_kind=HandlerKind.DEPARTMENT),
        Complain(text="墙面有点粗糙", partner="P003", name=PAINTER),
        Verify(verdict=Verification.VERIFIED, partner="P003", name=PAINTER, statement="承认", card="yellow"),
        Rework(reason="补刷"),
        WorkDone(),
        CallbackAnswer(steps=ALL_YES, score=5),
        Close(reason=CloseReason.DONE, resolved=True),
    )
    assert (state.closed, state.resolved, state.satisfied) == (True, True, True)
    assert state.handler is not None
    assert state.handler.code == "P003"


def test_power_cut_at_night() -> None:
    state = told(
        accept(item_code="C04-02", item_name=Text("电表故障", "Electricity meter fault"), line=Line.POWER, urgent=True),
        Dispatch(partner="P002", name=ELECTRICIAN),
        Acknowledge(note="立刻赶往"),
        OnSite(),
        WorkDone(note="电表已修好"),
        CallbackAnswer(steps=ALL_YES, score=5),
        Close(reason=CloseReason.DONE, resolved=True),
    )
    assert (state.closed, state.resolved, state.satisfied) == (True, True, True)


def test_taxi_at_night_is_closed_but_not_resolved() -> None:
    state = told(
        TAXI,
        Feedback(note="致电出租车公司,暂无空车", by="瑞安出租车公司"),
        CallbackAttempt(outcome=Attempt.BUSY),
        CallbackAnswer(steps=(), score=None, comment="致歉,提醒注意安全"),
        Unmet(need="深夜叫车", tried="致电出租车公司"),
        Close(reason=CloseReason.UNMET, resolved=False),
    )
    assert (state.closed, state.resolved, state.satisfied) == (True, False, None)
    assert state.close_reason is CloseReason.UNMET
    assert state.unmet == (UnmetNeed(need="深夜叫车", tried="致电出租车公司"),)


def test_taxi_at_night_cannot_be_called_resolved() -> None:
    with pytest.raises(RuleBroken, match=r"unmet\.resolved"):
        told(TAXI, Unmet(need="深夜叫车"), Close(reason=CloseReason.UNMET, resolved=True))


def test_danger_goes_to_the_emergency_number_first() -> None:
    state = told(
        accept(item_code="C04-07", urgent=True),
        Hotwire(number="110", name=Text("公安", "Police")),
        Close(reason=CloseReason.TRANSFERRED, resolved=False),
    )
    assert (state.closed, state.resolved, state.transferred_to) == (True, False, "110")
