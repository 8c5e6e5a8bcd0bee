"""Whether the telephone of whom is dialled, or consulted, rings: told as soon as it says so itself, and no more when it is picked up."""

from __future__ import annotations

import pytest

from models.records.call import CallRow, CallState
from models.records.catalogue import Line
from sync.server.ami.message import Message
from sync.server.asterisk.consulting import seek
from sync.server.asterisk.model import Model
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.world import Dialled

PLAN = PbxPlan(queues=(("81890", Line.GENERAL),))
LEG = "hotline-general-8001-1"
OWN = {"Uniqueid": LEG, "Linkedid": LEG, "Channel": "PJSIP/8001-00000001"}
CITIZEN = {"DestUniqueid": "1.9", "DestLinkedid": LEG, "DestChannel": "PJSIP/trunk-00000002"}
CALLER = {"Uniqueid": "2.1", "Linkedid": "2.1", "Channel": "PJSIP/trunk-00000003", "CallerIDNum": "057765550101"}
SEAT = {"Interface": "PJSIP/8001", "MemberName": "8001"}
AGENT = {"DestUniqueid": "2.2", "DestLinkedid": "2.1", "DestChannel": "PJSIP/8001-00000004", **SEAT}
WAY = {"Uniqueid": "2.4", "Linkedid": "2.1", "Channel": "Local/110@hotline-transfer-00000001;2"}
ASKED = {"DestUniqueid": "2.5", "DestLinkedid": "2.1", "DestChannel": "PJSIP/trunk-00000005"}


class Pbx:
    """A model, and what it told last of the call."""

    def __init__(self) -> None:
        self.model = Model(PLAN)
        self.rows: list[CallRow] = []
        self.at = 1_795_460_000.0

    def hear(self, event: str, *parts: dict[str, str], **more: str) -> None:
        self.at += 1
        pairs: dict[str, str] = {"Event": event, "Timestamp": f"{self.at:.6f}"}
        for part in (*parts, more):
            pairs.update(part)
        happening = self.model.hear(Message(tuple(pairs.items())))
        self.rows += happening.calls if happening else ()

    def leg(self, part: dict[str, str], state: str) -> None:
        made = {key.removeprefix("Dest"): value for key, value in part.items() if key.startswith("Dest")}
        self.hear("Newchannel", made, ChannelStateDesc=state)

    @property
    def row(self) -> CallRow:
        return self.rows[-1]


def dialled() -> Pbx:
    pbx = Pbx()
    pbx.model.dialled(Dialled(id=LEG, operator=8001, extension="8001", number="13800000001", line=Line.GENERAL, case=""))
    pbx.hear("Newchannel", OWN, ChannelStateDesc="Down")
    pbx.hear("Newstate", OWN, ChannelStateDesc="Ringing")
    assert pbx.row.rung is None, "it is the operator's own telephone that rings"
    pbx.hear("Newstate", OWN, ChannelStateDesc="Up")
    pbx.leg(CITIZEN, "Down")
    pbx.hear("DialBegin", OWN, CITIZEN, DestChannelStateDesc="Down")
    assert (pbx.row.state, pbx.row.rung) == (CallState.ALERTING, None), "it is on its way"
    return pbx


@pytest.mark.parametrize("shown", ["Ringing", "Down"])
def test_whom_is_dialled_is_told_to_be_rung_when_their_telephone_says_so(shown: str) -> None:
    pbx = dialled()
    pbx.hear("DialState", OWN, CITIZEN, DestChannelStateDesc=shown, DialStatus="RINGING")
    assert (pbx.row.state, pbx.row.rung) == (CallState.ALERTING, True)
    pbx.hear("DialEnd", OWN, CITIZEN, DestChannelStateDesc="Up", DialStatus="ANSWER")
    assert (pbx.row.state, pbx.row.rung) == (CallState.CONNECTED, None)


def test_what_is_only_under_way_is_no_ring() -> None:
    pbx = dialled()
    told = len(pbx.rows)
    pbx.hear("DialState", OWN, CITIZEN, DestChannelStateDesc="Down", DialStatus="PROGRESS")
    assert [row.rung for row in pbx.rows[told:] or [pbx.row]] == [None]


def test_somebody_outside_who_is_consulted_is_told_to_be_rung_and_then_to_have_picked_up() -> None:
    pbx = Pbx()
    pbx.hear("Newchannel", CALLER, ChannelStateDesc="Up")
    pbx.hear("QueueCallerJoin", CALLER, Queue="81890")
    pbx.leg(AGENT, "Down")
    pbx.hear("AgentConnect", CALLER, AGENT, Queue="81890", DestChannelStateDesc="Up")
    call = pbx.model.call("2.1")
    assert call is not None
    seek(call, "110")
    pbx.hear("MusicOnHoldStart", CALLER)
    pbx.hear("Newchannel", WAY, ChannelStateDesc="Ring")
    pbx.hear("Newstate", WAY, ChannelStateDesc="Up")
    pbx.leg(ASKED, "Down")
    pbx.hear("DialBegin", WAY, ASKED, DestChannelStateDesc="Down")
    assert (pbx.row.state, pbx.row.party, pbx.row.rung) == (CallState.CONSULTING, "110", None)
    pbx.hear("DialState", WAY, ASKED, DestChannelStateDesc="Ringing", DialStatus="RINGING")
    assert pbx.row.rung is True
    pbx.hear("DialEnd", WAY, ASKED, DestChannelStateDesc="Up", DialStatus="ANSWER")
    assert (pbx.row.state, pbx.row.rung) == (CallState.CONSULTING, False)
