"""What became of the calls of each captured stream, read from its timeline and its README by hand: no line of it was made by the model.

Times are seconds: from joining the queue (or from the first ring of a dialled call) to the answer, from there to the end of the operator's
part. A call that was not answered has waited until it ended.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """A call: whose (the last four digits), how long, ended how (``""`` for not yet), at which operator, and the states it went through."""

    number: str
    waited: float
    talked: float
    how: str
    operator: int
    states: str
    party: str = ""


@dataclass(frozen=True)
class Capture:
    calls: tuple[Told, ...] = ()
    seats: tuple[tuple[int, str], ...] = ()


ANSWERED = "queued alerting connected ended"
ONCE = ((8001, "alerting on_call ready"),)
DIALLED = ((8001, "on_call not_ready"),)

OUTCOMES = {
    "01-login-snapshot": Capture(seats=((8001, "ready"), (8002, "ready"), (8003, "not_ready"))),
    "02-answer-caller-hangs-up": Capture((Told("0101", 1.156, 4.651, "caller", 8001, ANSWERED),), ONCE),
    "03-answer-console-hangs-up": Capture((Told("0102", 1.153, 1.651, "operator", 8001, ANSWERED),), ONCE),
    "04-hold-resume": Capture((Told("0103", 1.153, 5.951, "caller", 8001, "queued alerting connected held connected ended"),), ONCE),
    "05-attended-transfer-complete": Capture(
        (Told("0101", 1.155, 5.084, "transfer", 8001, "queued alerting connected consulting ended", "9001"),), ONCE
    ),
    "06-attended-transfer-cancel": Capture(
        (Told("0102", 1.155, 7.085, "caller", 8001, "queued alerting connected consulting connected ended"),), ONCE
    ),
    # The operator leaves the three of them, and caller and partner go on with each other.
    "07-attended-transfer-threeway": Capture(
        (Told("0103", 1.155, 7.688, "transfer", 8001, "queued alerting connected consulting conference ended", "9001"),), ONCE
    ),
    "08-blind-transfer": Capture((Told("0107", 1.157, 1.650, "transfer", 8001, ANSWERED, "9001"),), ONCE),
    "09-three-party-confbridge": Capture(
        (Told("0108", 10.178, 25.666, "caller", 8001, "queued alerting queued alerting connected conference connected ended"),),
        ((8001, "alerting ready alerting on_call ready"),),
    ),
    "10-abandon-while-waiting": Capture((Told("0109", 4.004, 0.0, "abandoned", 0, "queued ended"),)),
    "11-abandon-while-ringing": Capture((Told("0110", 3.006, 0.0, "abandoned", 0, "queued alerting ended"),), ((8001, "alerting ready"),)),
    "12-ring-no-answer-then-next": Capture(
        (Told("0111", 10.163, 2.151, "caller", 8001, "queued alerting queued alerting connected ended"),),
        ((8001, "alerting on_call ready"), (8002, "alerting ready not_ready(noanswer)")),
    ),
    "13-agent-rejects-486": Capture(
        (Told("0112", 2.457, 2.151, "caller", 8001, "queued alerting queued alerting connected ended"),),
        ((8001, "alerting on_call ready"), (8002, "alerting ready")),
    ),
    "14-agent-pause-unpause-add-remove": Capture(
        seats=((8001, "not_ready(lunch) ready not_ready(training) ready"), (8003, "logged_out not_ready(login)"))
    ),
    "15-call-then-wrapup-pause": Capture(
        (
            Told("0113", 1.157, 1.651, "caller", 8001, ANSWERED),
            Told("0114", 7.160, 2.149, "caller", 8001, ANSWERED),
        ),
        ((8001, "alerting on_call ready wrap_up ready alerting on_call ready"),),
    ),
    "16-click-to-dial-answered": Capture((Told("0001", 1.653, 3.151, "operator", 8001, "alerting connected ended"),), DIALLED),
    "17-click-to-dial-busy": Capture((Told("0002", 3.652, 0.0, "busy", 8001, "alerting ended"),), DIALLED),
    "18-click-to-dial-no-answer": Capture((Told("0003", 7.653, 0.0, "no_answer", 8001, "alerting ended"),), DIALLED),
    "19-click-to-dial-invalid-number": Capture((Told("0004", 1.651, 0.0, "invalid", 8001, "alerting ended"),), DIALLED),
    # Nobody outside was rung: the operator's own telephone was not taken up, or refused.
    "20-click-to-dial-agent-does-not-pick-up": Capture((Told("0001", 6.008, 0.0, "operator", 8001, "alerting ended"),), DIALLED),
    "21-click-to-dial-agent-rejects": Capture((Told("0001", 1.651, 0.0, "operator", 8001, "alerting ended"),), DIALLED),
    "22-three-waiting-snapshot": Capture(
        (
            Told("0115", 3.047, 0.0, "abandoned", 0, "queued ended"),
            Told("0116", 5.154, 1.650, "caller", 8001, ANSWERED),
            Told("0117", 5.932, 0.0, "abandoned", 0, "queued ended"),
        ),
        ((8001, "ready alerting on_call ready"),),
    ),
    "23a-before-link-loss": Capture(
        (
            Told("0118", 1.154, 0.0, "", 8001, "queued alerting connected held"),
            Told("0119", 0.0, 0.0, "", 0, "queued"),
        ),
        ((8001, "alerting on_call"),),
    ),
    # After 23a, in the same model: the calls are the same ones, and their waiting and talking goes on.
    "23b-reconnect-snapshot-midcall": Capture(
        (
            Told("0118", 1.154, 5.634, "caller", 8001, "held connected ended"),
            Told("0119", 3.661, 0.0, "abandoned", 0, "queued ended"),
        ),
        ((8001, "on_call ready"), (8002, "not_ready"), (8003, "not_ready")),
    ),
    "24-phone-unregisters-and-returns": Capture(
        (Told("0120", 5.165, 2.149, "caller", 8001, ANSWERED),), ((8001, "phone_offline ready alerting on_call ready"),)
    ),
    "25-withheld-number": Capture((Told("", 1.157, 1.652, "caller", 8001, ANSWERED),), ONCE),
    "26a-login-failed": Capture(),
    "26b-permission-denied": Capture(seats=((8001, "ready"), (8002, "ready"), (8003, "ready"))),
    "26c-minimal-gateway-user": Capture(seats=((8001, "ready not_ready(x) ready"), (8002, "ready"), (8003, "ready"))),
    "27-attended-transfer-by-phone-REFER": Capture(
        (Told("0101", 1.155, 5.339, "transfer", 8001, "queued alerting connected held consulting ended", "9001"),), ONCE
    ),
    "28-consult-second-line-then-ami-bridge": Capture(
        (Told("0102", 1.156, 4.103, "transfer", 8001, "queued alerting connected held consulting ended", "9001"),), ONCE
    ),
    # Another user of the PBX threw the caller out: the PBX says it was the caller, and nothing else.
    "29-wallboard-user-kicks-caller": Capture((Told("0101", 1.154, 1.651, "caller", 8001, ANSWERED),), ONCE),
    "31-server-shutdown": Capture(),
}
