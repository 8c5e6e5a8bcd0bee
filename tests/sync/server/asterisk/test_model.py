"""What the captured streams do not show: queues that give up, second queues, garbled and missing words, memory."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from models.records.call import CallRow, CallState, EndReason, OperatorState
from models.records.catalogue import Line
from sync.server.ami.message import Message
from sync.server.asterisk.channels import MOST_CHANNELS
from sync.server.asterisk.model import Model
from sync.server.asterisk.plan import PbxPlan, operator_of
from sync.server.asterisk.reasons import at_home, outside
from sync.server.asterisk.world import Dialled
from sync.server.calls.switch import Happening

PLAN = PbxPlan(queues=(("81890", Line.GENERAL), ("81891", Line.PSYCHOLOGY)))
CALLER = {"Uniqueid": "1.1", "Linkedid": "1.1", "Channel": "PJSIP/trunk-00000001", "CallerIDNum": "057765550101"}
AGENT = {"DestUniqueid": "1.2", "DestChannel": "PJSIP/8001-00000002", "Interface": "PJSIP/8001", "MemberName": "8001 王丽"}
MEMBER = {"Queue": "81890", "Interface": "PJSIP/8001", "MemberName": "8001 王丽", "Status": "1", "Paused": "0"}


class Told:
    """A model, what it told last of the call and of the operator, and its clock."""

    def __init__(self) -> None:
        self.model = Model(PLAN)
        self.at = 1_795_460_000.0
        self.rows: list[CallRow] = []
        self.moods: list[OperatorState] = []

    def hear(self, event: str, *more: dict[str, str], after: float = 1.0, **fields: str) -> Happening | None:
        self.at += after
        pairs: dict[str, str] = {"Event": event, "Timestamp": f"{self.at:.6f}"}
        for part in (*more, fields):
            pairs.update(part)
        happening = self.model.hear(Message(tuple(pairs.items())))
        self.take(happening)
        return happening

    def take(self, happening: Happening | None) -> None:
        if happening:
            self.rows += happening.calls
            self.moods += [seat.state for seat in happening.seats]

    def waits(self, queue: str = "81890") -> None:
        self.hear("Newchannel", CALLER, ChannelStateDesc="Ring")
        self.hear("QueueCallerJoin", CALLER, Queue=queue)

    def rings(self) -> None:
        self.hear("QueueMemberStatus", MEMBER)
        self.hear("Newchannel", Uniqueid="1.2", Linkedid="1.1", Channel="PJSIP/8001-00000002", ChannelStateDesc="Down")
        self.hear("AgentCalled", CALLER, AGENT, Queue="81890")

    def talks(self) -> None:
        self.waits()
        self.rings()
        self.hear("AgentConnect", CALLER, AGENT, Queue="81890")
        self.hear("BridgeEnter", Uniqueid="1.2", BridgeUniqueid="b")
        self.hear("BridgeEnter", CALLER, BridgeUniqueid="b")

    @property
    def row(self) -> CallRow:
        return self.rows[-1]


@pytest.fixture
def told() -> Told:
    return Told()


def test_a_queue_that_gives_up_leaves_a_call_that_was_not_answered(told: Told) -> None:
    told.waits()
    told.hear("QueueCallerLeave", CALLER, Queue="81890")
    told.hear("Hangup", CALLER, Cause="16")
    assert (told.row.state, told.row.reason, told.row.operator) == (CallState.ENDED, EndReason.NO_ANSWER, 0)


def test_a_caller_who_hangs_up_on_the_way_has_abandoned(told: Told) -> None:
    told.waits()
    told.hear("QueueCallerLeave", CALLER, Queue="81890")
    told.hear("HangupRequest", CALLER)
    told.hear("Hangup", CALLER, Cause="0")
    assert told.row.reason is EndReason.ABANDONED


def test_a_second_queue_is_the_same_wait_on_another_line(told: Told) -> None:
    told.waits()
    began = told.row.queued_at
    told.hear("QueueCallerLeave", CALLER, Queue="81890")
    told.hear("QueueCallerJoin", CALLER, Queue="81891")
    assert (told.row.line, told.row.queued_at) == (Line.PSYCHOLOGY, began)
    assert len({row.id for row in told.rows}) == 1


def test_queues_that_are_not_ours_concern_nobody(told: Told) -> None:
    told.waits("sales")
    told.hear("QueueMemberStatus", MEMBER, Queue="sales")
    assert (told.rows, told.moods) == ([], [])


def test_a_break_in_one_queue_is_a_break(told: Told) -> None:
    told.hear("QueueMemberAdded", MEMBER)
    told.hear("QueueMemberAdded", MEMBER, Queue="81891")
    told.hear("QueueMemberPause", MEMBER, Queue="81891", Paused="1", PausedReason="lunch")
    told.hear("QueueMemberRemoved", MEMBER, Queue="81891", Paused="1")
    told.hear("QueueMemberRemoved", MEMBER)
    assert told.moods == [OperatorState.READY, OperatorState.NOT_READY, OperatorState.READY, OperatorState.LOGGED_OUT]


def test_a_member_in_the_pbx_s_files_is_logged_out_by_its_break(told: Told) -> None:
    told.hear("QueueMemberPause", MEMBER, Paused="1", PausedReason="logout", Membership="static")
    assert told.moods == [OperatorState.LOGGED_OUT]


def test_a_device_that_is_gone_is_offline_even_before_its_member(told: Told) -> None:
    told.hear("QueueMemberStatus", MEMBER)
    told.hear("DeviceStateChange", Device="PJSIP/8001", State="UNAVAILABLE")
    told.hear("DeviceStateChange", Device="PJSIP/8001", State="NOT_INUSE")
    assert told.moods == [OperatorState.READY, OperatorState.PHONE_OFFLINE, OperatorState.READY]


def test_the_recording_is_what_the_pbx_calls_it(told: Told) -> None:
    told.talks()
    told.hear("Newstate", CALLER, ChanVariable="MIXMONITOR_FILENAME=2026/11/1795460000.1.wav")
    assert told.row.recording == "2026/11/1795460000.1.wav"
    told.hear("VarSet", CALLER, Variable="MIXMONITOR_FILENAME", Value="other.wav")
    assert told.row.recording == "other.wav"
    told.hear("AgentComplete", CALLER, AGENT, Reason="caller")
    assert (told.row.reason, told.row.recording) == (EndReason.CALLER, "other.wav")


def test_a_failed_transfer_is_none(told: Told) -> None:
    told.talks()
    told.model.wish("1.1", EndReason.TRANSFER)
    told.hear("AttendedTransfer", Result="Fail", OrigTransfererUniqueid="1.2")
    assert told.row.state is CallState.CONNECTED
    told.hear("AgentComplete", CALLER, AGENT, Reason="agent")
    assert told.row.reason is EndReason.FAILED


def test_a_hang_up_that_was_lost_with_the_link_is_no_reason_of_a_later_end(told: Told) -> None:
    told.talks()
    told.model.wish("1.1", EndReason.OPERATOR)
    told.model.lost()
    legs = [CALLER, {"Uniqueid": "1.2", "Linkedid": "1.1", "Channel": "PJSIP/8001-00000002"}]
    status = [Message((("Event", "Status"), *leg.items(), ("ChannelStateDesc", "Up"), ("BridgeID", "b"))) for leg in legs]
    told.take(told.model.reconcile([Message((("Event", "QueueMember"), *MEMBER.items()))], status, told.at))
    assert told.row.state is CallState.CONNECTED
    told.hear("AgentComplete", CALLER, AGENT, Reason="caller")
    assert told.row.reason is EndReason.CALLER


def test_a_queue_that_rings_all_lets_the_others_go(told: Told) -> None:
    other = {"DestUniqueid": "1.3", "DestChannel": "PJSIP/8002-00000003", "Interface": "PJSIP/8002", "MemberName": "8002"}
    told.waits()
    told.hear("QueueMemberStatus", MEMBER, Interface="PJSIP/8002", MemberName="8002")
    told.rings()
    told.hear("Newchannel", Uniqueid="1.3", Linkedid="1.1", Channel="PJSIP/8002-00000003", ChannelStateDesc="Down")
    told.hear("AgentCalled", CALLER, other, Queue="81890")
    assert (told.row.state, told.row.operator) == (CallState.ALERTING, 8001)
    told.hear("AgentConnect", CALLER, other, Queue="81890")
    told.hear("DialEnd", CALLER, AGENT, DialStatus="CANCEL")
    told.hear("Hangup", Uniqueid="1.2", Cause="26")
    assert (told.row.state, told.row.operator) == (CallState.CONNECTED, 8002)
    assert told.moods[-1] is OperatorState.READY


def test_the_two_ends_of_a_call_that_the_pbx_cuts_are_a_failure(told: Told) -> None:
    told.talks()
    told.hear("Hangup", Uniqueid="1.2", Cause="38")
    assert told.row.reason is EndReason.FAILED


def test_a_clock_that_is_set_back_while_somebody_waits_lets_nobody_answer_before_the_call(told: Told) -> None:
    told.waits()
    told.rings()
    told.hear("AgentConnect", CALLER, AGENT, Queue="81890", after=-3600.0)
    assert told.row.answered_at == told.row.queued_at
    told.hear("AgentComplete", CALLER, AGENT, Queue="81890", Reason="caller")
    assert told.row.state is CallState.ENDED
    assert told.row.queued_at == told.row.answered_at == told.row.ended_at


def test_no_time_in_an_event_is_the_time_before(told: Told) -> None:
    told.waits()
    told.hear("QueueCallerAbandon", CALLER, Timestamp="garbled")
    assert told.row.ended_at == told.row.queued_at


def test_a_dialled_call_of_which_no_leg_came_has_failed(told: Told) -> None:
    leg = "hotline-general-8001-1"
    told.model.dialled(Dialled(id=leg, operator=8001, extension="8001", number="13800000001", line=Line.GENERAL, case="c"))
    told.hear("OriginateResponse", Response="Failure", Reason="0", Uniqueid=leg)
    assert (told.row.reason, told.row.case, told.row.operator) == (EndReason.FAILED, "c", 8001)


def test_a_dialled_call_is_found_again_by_a_gateway_that_was_started_anew(told: Told) -> None:
    call = "hotline-psychology-8001-7"
    leg = {"Channel": "PJSIP/8001-0000000a", "Uniqueid": call, "Linkedid": call, "Exten": "13800000001", "ChannelStateDesc": "Up"}
    other = {"Channel": "PJSIP/trunk-0000000b", "Uniqueid": "1.9", "Linkedid": call, "Variable": "HOTLINE_CASE=case-7"}
    status = [
        Message((("Event", "Status"), *fields.items(), ("BridgeID", "b"), ("Seconds", seconds)))
        for fields, seconds in ((leg, "9"), (other, "7"))
    ]
    told.take(told.model.reconcile((), status, 1_795_460_100.0))
    assert told.row.case == "case-7"
    assert (told.row.number, told.row.line, told.row.operator, told.row.state) == (
        "13800000001",
        Line.PSYCHOLOGY,
        8001,
        CallState.CONNECTED,
    )


def test_a_call_in_a_conference_is_found_again_by_the_queue_that_it_came_from(told: Told) -> None:
    members = [Message((("Event", "QueueMember"), *MEMBER.items()))]
    legs = [
        {**CALLER, "Application": "ConfBridge", "Variable": "QUEUENAME=81891", "Seconds": "90"},
        {"Uniqueid": "1.2", "Linkedid": "1.1", "Channel": "PJSIP/8001-00000002", "Application": "ConfBridge", "Seconds": "80"},
        {"Uniqueid": "1.3", "Linkedid": "1.3", "Channel": "PJSIP/9001-00000003", "CallerIDNum": "9001", "Seconds": "70"},
    ]
    status = [Message((("Event", "Status"), *leg.items(), ("ChannelStateDesc", "Up"), ("BridgeID", "b"))) for leg in legs]
    told.take(told.model.reconcile(members, status, 1_795_460_100.0))
    assert (told.row.line, told.row.state, told.row.operator, told.row.party) == (Line.PSYCHOLOGY, CallState.CONFERENCE, 8001, "9001")


@pytest.mark.parametrize(
    ("status", "left", "cause", "reason"),
    [
        ("BUSY", False, "17", EndReason.BUSY),
        ("", False, "0", EndReason.BUSY),
        ("", False, "17", EndReason.BUSY),
        ("NOANSWER", False, "19", EndReason.NO_ANSWER),
        ("", False, "1", EndReason.INVALID),
        ("CHANUNAVAIL", False, "28", EndReason.INVALID),
        ("CHANUNAVAIL", False, "0", EndReason.FAILED),
        ("CONGESTION", False, "34", EndReason.FAILED),
        ("CANCEL", True, "16", EndReason.OPERATOR),
        ("", True, "0", EndReason.OPERATOR),
        ("", False, "", EndReason.BUSY),
    ],
)
def test_why_nobody_took_up(status: str, left: bool, cause: str, reason: EndReason) -> None:
    assert outside(status, left, cause) is reason


def test_why_nobody_was_rung() -> None:
    assert at_home(True, "17") is EndReason.OPERATOR
    assert at_home(False, "19") is EndReason.OPERATOR
    assert at_home(False, "20") is EndReason.FAILED


@pytest.mark.parametrize(
    ("name", "number"), [("8001 王丽", 8001), ("8001", 8001), ("王丽", 0), ("", 0), ("PJSIP/8001", 0), ("9" * 30, 999999999)]
)
def test_the_operator_in_the_name_of_a_member(name: str, number: int) -> None:
    assert operator_of(name) == number


KEYS = ["Event", "Uniqueid", "Linkedid", "Channel", "DestUniqueid", "Queue", "Interface", "BridgeUniqueid", "Timestamp", "Reason"]
EVENTS = ["Newchannel", "QueueCallerJoin", "AgentCalled", "AgentConnect", "AgentComplete", "BridgeEnter", "BridgeLeave", "Hangup"]
WORDS = ["1.1", "1.2", "1.3", "81890", "81891", "PJSIP/8001", "PJSIP/8001-1", "Local/9@x;1", "caller", "transfer", "b", "", "�", "1e400"]


@seed(20261129)
@settings(max_examples=150, deadline=None, database=None)
@given(st.lists(st.tuples(st.sampled_from(EVENTS), st.dictionaries(st.sampled_from(KEYS), st.sampled_from(WORDS))), max_size=40))
def test_no_words_in_any_order_make_it_fail(story: list[tuple[str, dict[str, str]]]) -> None:
    told = Told()
    told.hear("QueueMemberStatus", MEMBER)
    for event, fields in story:
        told.hear(event, {**fields, "Event": fields.get("Event") or event})
    ends = [row.id for row in told.rows if row.reason]
    assert len(ends) == len(set(ends)), "a call ends once"
    for row in told.rows:
        assert row.queued_at
        assert (row.state is CallState.ENDED) == (row.reason is not None) == bool(row.ended_at)
        assert not row.answered_at or row.answered_at >= row.queued_at or not row.ended_at


def test_legs_whose_end_is_never_told_do_not_fill_the_memory(told: Told) -> None:
    dice = random.Random(7)
    for number in range(3 * MOST_CHANNELS // 2):
        told.hear("Newchannel", Uniqueid=f"9.{number}", Channel=f"PJSIP/x-{dice.random()}", BridgeUniqueid="b")
        told.hear("BridgeEnter", Uniqueid=f"9.{number}", BridgeUniqueid=f"b{number % 7}")
    world = told.model.world
    assert len(world.channels) == MOST_CHANNELS
    assert sum(len(world.channels.together(f"b{number}")) for number in range(7)) == MOST_CHANNELS
