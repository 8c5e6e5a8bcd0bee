"""Orders as actions: only the operator's own calls, only the plan's contexts, only numbers that can be dialled."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from models.records.call import Capability, Refusal, Verb
from models.records.catalogue import Line
from models.rules.calls import DIALABLE
from sync.server.ami.message import Message, written
from sync.server.asterisk.jobs import Desk, Job, Planned
from sync.server.asterisk.model import Model
from sync.server.asterisk.orders import capabilities, planned
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.queues import Queues
from sync.server.calls.switch import Order

PLAN = PbxPlan(queues=(("81890", Line.GENERAL), ("81895", Line.POWER), ("81891", Line.PSYCHOLOGY)))
BY_NOTIFY = msgspec.structs.replace(PLAN, talk_by_notify=True)
CONTEXTS = {PLAN.dial_context, PLAN.transfer_context, PLAN.conference_context}
CALLER = {"Uniqueid": "1.1", "Linkedid": "1.1", "Channel": "PJSIP/trunk-00000001", "CallerIDNum": "057765550101"}
AGENT = {"DestUniqueid": "1.2", "DestChannel": "PJSIP/8001-00000002", "Interface": "PJSIP/8001", "MemberName": "8001"}
IN_A_CALL = [verb for verb in Verb if verb not in {Verb.LOGIN, Verb.LOGOUT, Verb.READY, Verb.NOT_READY, Verb.DIAL}]


def desk(plan: PbxPlan = PLAN, *, state: str = "talks", membership: str = "dynamic") -> Desk:
    """Return what the operator of 8001 stands at: ``away``, ``ready``, ``rings``, ``talks``."""
    model = Model(plan)
    stages = ["away", "ready", "rings", "talks"]
    stage = stages.index(state)
    member = {"Queue": "81890", "Interface": "PJSIP/8001", "MemberName": "8001", "Status": "1", "Paused": "0", "Membership": membership}
    story: list[dict[str, str]] = []
    if stage >= 1:
        story.append({"Event": "QueueMemberAdded", **member})
    if stage >= 2:
        story += [
            {"Event": "Newchannel", **CALLER},
            {"Event": "QueueCallerJoin", **CALLER, "Queue": "81890"},
            {"Event": "Newchannel", "Uniqueid": "1.2", "Linkedid": "1.1", "Channel": "PJSIP/8001-00000002"},
            {"Event": "AgentCalled", **CALLER, **AGENT},
        ]
    if stage >= 3:
        story += [
            {"Event": "AgentConnect", **CALLER, **AGENT},
            {"Event": "BridgeEnter", "Uniqueid": "1.2", "BridgeUniqueid": "b"},
            {"Event": "BridgeEnter", **CALLER, "BridgeUniqueid": "b"},
        ]
    for fields in story:
        model.hear(Message((*fields.items(), ("Timestamp", "1795460000.5"))))
    return Desk(plan=plan, model=model, queues=Queues(plan), new_id=lambda: "0001")


def order(stand: Desk, verb: Verb, **more: object) -> Planned:
    call = stand.model.call("1.1")
    about = call.row(stand.model.world.channels) if call else None
    fields: dict[str, object] = {"operator": 8001, "extension": "8001", "call": about, **more}
    return planned(stand, Order(verb=verb, **fields))  # type: ignore[arg-type]


def actions(job: Planned) -> list[tuple[str, dict[str, str]]]:
    assert isinstance(job, Job)
    return [(step.action, dict(step.fields)) for step in job.steps]


def test_what_the_manager_interface_cannot_do_is_no_capability() -> None:
    assert frozenset(Capability) - capabilities(PLAN) == {Capability.ANSWER, Capability.HOLD}
    assert capabilities(BY_NOTIFY) == frozenset(Capability)
    for verb in (Verb.ANSWER, Verb.HOLD, Verb.RESUME):
        assert order(desk(), verb) is Refusal.NOT_SUPPORTED


def test_telephones_that_can_are_told_by_notify() -> None:
    assert actions(order(desk(BY_NOTIFY, state="rings"), Verb.ANSWER)) == [
        ("PJSIPNotify", {"Endpoint": "8001", "Variable": "Event=talk"}),
    ]
    assert actions(order(desk(BY_NOTIFY), Verb.HOLD)) == [("PJSIPNotify", {"Endpoint": "8001", "Variable": "Event=hold"})]
    assert order(desk(BY_NOTIFY), Verb.RESUME) is Refusal.WRONG_STATE


def test_a_login_joins_the_queues_of_the_lines_that_are_the_operator_s() -> None:
    job = actions(order(desk(state="away"), Verb.LOGIN, lines=(Line.POWER, Line.GENERAL)))
    assert [(action, fields["Queue"], fields["MemberName"], fields["Paused"]) for action, fields in job] == [
        ("QueueAdd", "81890", "8001", "false"),
        ("QueueAdd", "81895", "8001", "false"),
    ]
    assert order(desk(state="away"), Verb.LOGIN, lines=()) is Refusal.NOT_SUPPORTED


@pytest.mark.parametrize("reason", ["", "lunch"])
def test_a_login_where_one_sits_adds_what_is_missing_and_leaves_a_break_as_it_is(reason: str) -> None:
    stand = desk(state="ready")
    if reason:
        paused = {"Event": "QueueMemberPause", "Queue": "81890", "Interface": "PJSIP/8001", "Paused": "1", "PausedReason": reason}
        stand.model.hear(Message(tuple(paused.items())))
    ((action, fields),) = actions(order(stand, Verb.LOGIN, lines=(Line.GENERAL, Line.PSYCHOLOGY)))
    assert (action, fields["Queue"], fields["MemberName"]) == ("QueueAdd", "81891", "8001")
    assert (fields["Paused"], fields.get("Reason", "")) == ("true" if reason else "false", reason)
    assert order(stand, Verb.LOGIN, lines=(Line.GENERAL,)) == Job()


def test_a_seat_of_several_queues_is_paused_in_all_of_them_at_once() -> None:
    stand = desk(state="ready")
    added = {"Event": "QueueMemberAdded", "Queue": "81891", "Interface": "PJSIP/8001", "MemberName": "8001", "Paused": "0"}
    stand.model.hear(Message(tuple(added.items())))
    why = {"Interface": "PJSIP/8001", "Paused": "true", "Reason": "lunch"}
    assert actions(order(stand, Verb.NOT_READY, reason="lunch")) == [("QueuePause", why)]
    assert actions(order(stand, Verb.READY)) == [("QueuePause", {"Interface": "PJSIP/8001", "Paused": "false"})]


def test_a_seat_in_the_pbx_s_files_is_only_the_operator_s_whose_it_is() -> None:
    fixed = desk(state="ready", membership="static")
    assert order(fixed, Verb.LOGIN, operator=8007) is Refusal.NO_PHONE
    leaving = actions(order(fixed, Verb.LOGOUT))
    assert leaving == [("QueuePause", {"Queue": "81890", "Interface": "PJSIP/8001", "Paused": "true", "Reason": "logout"})]
    gone = {"Event": "QueueMemberPause", **leaving[0][1], "MemberName": "8001", "Paused": "1", "PausedReason": "logout"}
    fixed.model.hear(Message(tuple(gone.items())))
    assert order(fixed, Verb.READY) is Refusal.NO_PHONE
    assert actions(order(fixed, Verb.LOGIN)) == [("QueuePause", {"Queue": "81890", "Interface": "PJSIP/8001", "Paused": "false"})]


def test_no_call_comes_any_more_before_the_seat_is_left() -> None:
    assert [action for action, _ in actions(order(desk(state="ready"), Verb.LOGOUT))] == ["QueuePause", "QueueRemove"]
    assert order(desk(state="rings"), Verb.LOGOUT) is Refusal.BUSY


def test_words_of_the_gateway_s_own_are_no_reason_of_a_break() -> None:
    for reason in ("logout", "wrap-up"):
        assert order(desk(state="ready"), Verb.NOT_READY, reason=reason) is Refusal.WRONG_STATE
    assert actions(order(desk(state="rings"), Verb.NOT_READY, reason="a\r\nb"))[0][1]["Reason"] == "ab"


def test_three_are_brought_together_by_two_actions_in_their_order() -> None:
    (redirect, both), (originate, third) = actions(order(desk(), Verb.CONFERENCE_ADD, number="057765550199"))
    assert (redirect, both["Channel"], both["Exten"], both["ExtraChannel"], both["ExtraExten"]) == (
        "Redirect",
        "PJSIP/trunk-00000001",
        "cf8001",
        "PJSIP/8001-00000002",
        "ca8001",
    )
    assert (originate, third["Channel"], third["Exten"]) == ("Originate", "Local/057765550199@hotline-transfer/n", "cf8001")
    assert third["OtherChannelId"] == f"{third['ChannelId']}-2"


def test_a_dialled_call_has_an_id_that_says_whose_it_is() -> None:
    fields = actions(order(desk(state="ready"), Verb.DIAL, number="+442079460958", case="0197-a", lines=(Line.POWER,)))[0][1]
    assert fields["ChannelId"] == "hotline-power-8001-0001"
    assert (fields["Exten"], fields["Variable"]) == ("00442079460958", "HOTLINE_CASE=0197-a")
    assert "Variable" not in actions(order(desk(state="ready"), Verb.DIAL, number="110", case="x=1,y"))[0][1]


@pytest.mark.parametrize("verb", IN_A_CALL)
def test_a_call_of_another_operator_cannot_be_touched(verb: Verb) -> None:
    stand = desk(BY_NOTIFY)
    assert order(stand, verb, operator=8002, extension="8002", number="9001") is Refusal.NOT_YOURS
    assert order(stand, verb, operator=8002, extension="8001", number="9001") is Refusal.NOT_YOURS
    assert order(stand, verb, call=None) is Refusal.NO_CALL


NUMBERED = [(Verb.DIAL, "ready"), *((verb, "talks") for verb in (Verb.CONSULT, Verb.BLIND_TRANSFER, Verb.CONFERENCE_ADD))]


@pytest.mark.parametrize(("verb", "state"), NUMBERED)
@pytest.mark.parametrize("number", ["110", "+" + "9" * 32, "9" * 32, "9" * 33, "86+138", "++86", "9001 ", "９００１", "*21#"])
def test_an_order_takes_the_numbers_that_the_rules_let_be_dialled_and_no_others(verb: Verb, state: str, number: str) -> None:
    taken = order(desk(state=state), verb, number=number) is not Refusal.BAD_NUMBER
    assert taken is (DIALABLE.fullmatch(number) is not None)


WORDS = ["9001", "+86138", "9001\r\nAction: Command", "9001&PJSIP/7", "${EVAL}", "911;1", "９００１", ""]
TEXT = st.text(max_size=20) | st.sampled_from(WORDS)


@seed(20261130)
@settings(max_examples=200, deadline=None, database=None)
@given(st.sampled_from(list(Verb)), st.sampled_from(["away", "ready", "rings", "talks"]), TEXT, TEXT, TEXT, TEXT)
def test_no_word_of_an_order_leaves_its_place(verb: Verb, state: str, number: str, case: str, reason: str, extension: str) -> None:
    stand = desk(BY_NOTIFY, state=state)
    for where in ("8001", extension):
        job = order(stand, verb, number=number, case=case, reason=reason, extension=where)
        if isinstance(job, Refusal):
            continue
        for step in job.steps:
            fields = dict(step.fields)
            assert len(fields) == len(step.fields), "no line twice"
            assert written((("Action", step.action), *step.fields)).count(b"\r\n") == len(fields) + 2
            assert {value for key, value in fields.items() if key.endswith("Context")} <= CONTEXTS
            assert all(re.fullmatch(r"[0-9*#+a-z]{1,40}", value, re.ASCII) for key, value in fields.items() if key.endswith("Exten"))
            assert {"Application", "Command", "Data"}.isdisjoint(fields)
