"""The stepper's steps from real journals."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from models.records.base import Text
from models.records.callback import Attempt, Step
from models.records.case import CaseKind, CaseState, CloseReason, Verification
from models.records.catalogue import HandlerKind, Line
from models.records.journal import (
    Accept,
    Acknowledge,
    Answer,
    Assign,
    Body,
    CallbackAnswer,
    CallbackAttempt,
    Cancel,
    Close,
    Complain,
    Decline,
    Dispatch,
    Entry,
    Hotwire,
    Merge,
    OnSite,
    Rework,
    Unmet,
    Verify,
    WorkDone,
)
from models.rules.lifecycle import fold
from widgets.case.stepper import Stepper
from widgets.case.steps import StepState, steps_of

NAME = Text("家家乐", "Jiajiale")
SENT = Dispatch(partner="P001", name=NAME)
HAPPY = CallbackAnswer(steps=((Step.DONE, True),), score=5)
SIGNS = {StepState.DONE: "✓", StepState.NOW: ">", StepState.NEXT: "", StepState.SKIPPED: "–"}


def case(*bodies: Body, handler: HandlerKind = HandlerKind.PARTNER) -> CaseState:
    accept = Accept(
        no="1121-0093",
        kind=CaseKind.SERVICE,
        item_code="C03-03",
        item_name=Text("水管漏水", "Pipe leaks"),
        item_version=1,
        handler_kind=handler,
        line=Line.GENERAL,
        urgent=False,
        number="",
    )
    return fold(
        [
            Entry(op_id=str(n), case_id="c1", seq=n, at=f"2026-11-21T09:{n:02}:00+08:00", actor=28, desk="d1", body=body)
            for n, body in enumerate((accept, *bodies), 1)
        ]
    )


def told(state: CaseState) -> str:
    return " ".join(SIGNS[step.state] + step.label.replace(" ", "_") for step in steps_of(state))


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ((), "✓Accept >Dispatch Acknowledge On_site Work_done Callback Close"),
        ((SENT,), "✓Accept ✓Dispatch >Acknowledge On_site Work_done Callback Close"),
        ((SENT, Decline(reason="full")), "✓Accept >Dispatch Acknowledge On_site Work_done Callback Close"),
        ((SENT, Acknowledge()), "✓Accept ✓Dispatch ✓Acknowledge >On_site Work_done Callback Close"),
        ((SENT, Acknowledge(), OnSite()), "✓Accept ✓Dispatch ✓Acknowledge ✓On_site >Work_done Callback Close"),
        ((SENT, WorkDone()), "✓Accept ✓Dispatch –Acknowledge –On_site ✓Work_done >Callback Close"),
        ((SENT, WorkDone(), HAPPY), "✓Accept ✓Dispatch –Acknowledge –On_site ✓Work_done ✓Callback >Close"),
        (
            (SENT, WorkDone(), HAPPY, Close(reason=CloseReason.DONE, resolved=True)),
            "✓Accept ✓Dispatch –Acknowledge –On_site ✓Work_done ✓Callback ✓Close",
        ),
        ((SENT, Cancel()), "✓Accept ✓Dispatch –Acknowledge –On_site –Work_done –Callback ✓Cancelled"),
        ((SENT, Merge(into="c0", into_no="1")), "✓Accept ✓Dispatch –Acknowledge –On_site –Work_done –Callback ✓Merged"),
        (
            (SENT, Acknowledge(), WorkDone(), Rework(reason="leaks")),
            "✓Accept ✓Dispatch >Acknowledge On_site Work_done Callback Close",
        ),
        (
            (SENT, WorkDone(), Complain(text="rough", partner="P001", name=NAME)),
            "✓Accept ✓Dispatch –Acknowledge –On_site ✓Work_done >Verify Callback Close",
        ),
        (
            (
                SENT,
                WorkDone(),
                Complain(text="rough", partner="P001", name=NAME),
                Verify(verdict=Verification.VERIFIED, partner="P001", name=NAME, statement="hurried"),
            ),
            "✓Accept ✓Dispatch –Acknowledge –On_site ✓Work_done ✓Verify >Callback Close",
        ),
        ((Unmet(need="taxi"),), "✓Accept ✓Unmet_need –Callback >Close"),
        (
            (Unmet(need="taxi"), CallbackAnswer(steps=((Step.ANSWER_CLEAR, True),)), Close(reason=CloseReason.UNMET, resolved=False)),
            "✓Accept ✓Unmet_need ✓Callback ✓Close",
        ),
        ((Hotwire(number="119", name=Text("消防", "Fire")),), "✓Accept ✓Put_through >Close"),
    ],
)
def test_the_way_of_a_partner_case(bodies: tuple[Body, ...], expected: str) -> None:
    assert told(case(*bodies)) == expected


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ((), "✓Accept >Answer Close"),
        ((Answer(words="bus 8"),), "✓Accept ✓Answer >Close"),
        ((Answer(words="bus 8"), CallbackAttempt(outcome=Attempt.BUSY)), "✓Accept ✓Answer >Callback Close"),
        ((Answer(words="bus 8"), Close(reason=CloseReason.ANSWERED, resolved=True)), "✓Accept ✓Answer ✓Close"),
    ],
)
def test_the_way_of_a_consultation(bodies: tuple[Body, ...], expected: str) -> None:
    assert told(case(*bodies, handler=HandlerKind.CONSULTATION)) == expected


def test_a_department_is_assigned() -> None:
    assert told(case(Assign(unit="D01", name=NAME), handler=HandlerKind.DEPARTMENT)).startswith("✓Accept ✓Assign >Acknowledge")


def test_only_what_is_done_shows_a_time() -> None:
    steps = steps_of(case(SENT, Acknowledge(), WorkDone(), Rework(reason="leaks")))
    assert [bool(step.at) for step in steps] == [step.state is StepState.DONE for step in steps]


def test_the_stepper_speaks(qtbot: QtBot) -> None:
    stepper = Stepper()
    qtbot.addWidget(stepper)
    stepper.set_steps(steps_of(case(SENT, WorkDone())))
    assert stepper.accessibleName() == (
        "Accept 09:01 done, Dispatch 09:02 done, Acknowledge skipped, On site skipped, Work done 09:03 done, Callback now, Close"
    )
    stepper.resize(560, 62)
    assert not stepper.grab().isNull()
