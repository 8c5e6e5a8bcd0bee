"""What becomes of a consultation that we have asked for, as long as nobody has been reached: the caller waits, somebody is rung. Pure."""

from __future__ import annotations

from models.records.call import EndReason
from sync.server.asterisk.calls import Call, Sought
from sync.server.asterisk.channels import Channel, Channels

_WHY = {
    Sought.ASKED: EndReason.FAILED,
    Sought.RUNG: EndReason.NO_ANSWER,
    Sought.SILENT: EndReason.NO_ANSWER,
    Sought.BUSY: EndReason.BUSY,
    Sought.NOWHERE: EndReason.FAILED,
}
"""Why nobody came. Where the operator gave it up, or spoke with somebody, there is nothing to say."""

_STATUS = {"ANSWER": Sought.REACHED, "BUSY": Sought.BUSY, "NOANSWER": Sought.SILENT, "CANCEL": Sought.SILENT}
"""What a ring has ended with. The PBX cancels one where its own time for a consultation is over (``atxfernoanswertimeout``)."""


def seek(call: Call, number: str) -> None:
    """We are about to consult a number ('': we were refused)."""
    call.wanted, call.sought, call.unmet = number, Sought.NOTHING, None


def begun(call: Call) -> None:
    """The caller has music; where somebody is to be consulted, it is for that."""
    if call.wanted and call.sought is Sought.NOTHING:
        call.sought = Sought.ASKED


def rings(call: Call) -> None:
    """Somebody is rung while the caller waits."""
    if call.sought is Sought.ASKED:
        call.sought = Sought.RUNG


def rung(call: Call, status: str, leg: Channel | None) -> None:
    """The ring of whoever is consulted has ended. One ring may be told to have ended twice; what it ended with the first time counts.

    A telephone that refuses by itself says that it is busy, or is told of as one that did not answer.
    """
    if call.sought is not Sought.RUNG:
        return
    call.sought = _STATUS.get(status, Sought.NOWHERE)
    if call.sought is Sought.SILENT and leg and leg.left:
        call.sought = Sought.BUSY


def given_up(call: Call) -> None:
    """The operator is about to go back to the caller, whatever the ring ends with then."""
    call.sought = Sought.GIVEN_UP


def back(call: Call) -> None:
    """The caller has no music any more; both the caller's leg and the operator's tell so."""
    why = _WHY.get(call.sought)
    if call.wanted and why:
        call.unmet = call.wanted, why
    call.wanted, call.sought = "", Sought.NOTHING


def after_silence(call: Call, channels: Channels) -> None:
    """There is a link again: a consultation goes on, or was over meanwhile and the caller was taken back."""
    caller, agent = channels.get(call.caller), channels.get(call.agent)
    if call.sought is Sought.NOTHING:
        call.wanted = ""
    elif caller and agent and caller.bridge != agent.bridge:
        if any(third.up for third in call.thirds(channels)):
            call.sought = Sought.REACHED
    else:
        call.held, call.sought = False, Sought.NOTHING
        call.wanted = "" if agent else call.wanted
