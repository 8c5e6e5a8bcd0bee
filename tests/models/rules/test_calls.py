"""What may be asked of a call system as things stand: nobody is sent to a telephone that is known not to be connected."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.records.call import CallRow, CallState, Capability, Direction, OperatorState, Refusal, Seat, Verb
from models.records.catalogue import Line
from models.rules.calls import came_about, refused, unplugged

AT = "2026-11-24T09:00:00.000+08:00"
ALL = frozenset(Capability)


def seat(number: int, state: OperatorState) -> Seat:
    return Seat(operator=number, extension=f"80{number}", state=state, since=AT)


def call(state: CallState, party: str = "", *, rung: bool | None = None) -> CallRow:
    return CallRow(
        id="c", direction=Direction.IN, number="", line=Line.GENERAL, state=state, queued_at=AT, answered_at=AT, party=party, rung=rung
    )


OWN = seat(28, OperatorState.ON_CALL)
SEATS = (OWN, seat(12, OperatorState.PHONE_OFFLINE), seat(14, OperatorState.READY))


@pytest.mark.parametrize("state", [CallState.CONNECTED, CallState.HELD])
@pytest.mark.parametrize("verb", [Verb.CONSULT, Verb.BLIND_TRANSFER, Verb.CONFERENCE_ADD])
def test_no_caller_is_sent_to_a_telephone_that_is_not_connected(verb: Verb, state: CallState) -> None:
    answers = {number: refused(verb, ALL, OWN, call(state), number, SEATS) for number in ("8012", "8014", "8099", "110")}
    assert answers == {"8012": Refusal.UNREACHABLE, "8014": None, "8099": None, "110": None}


@pytest.mark.parametrize("verb", [Verb.COMPLETE_TRANSFER, Verb.CONFERENCE_ADD])
@pytest.mark.parametrize(("rung", "answer"), [(None, Refusal.UNREACHABLE), (True, Refusal.UNREACHABLE), (False, None)])
def test_no_caller_is_left_to_one_that_has_gone_meanwhile_unless_it_was_picked_up(
    verb: Verb, rung: bool | None, answer: Refusal | None
) -> None:
    assert refused(verb, ALL, OWN, call(CallState.CONSULTING, "8012", rung=rung), "", SEATS) is answer
    assert refused(verb, ALL, OWN, call(CallState.CONSULTING, "8014", rung=rung), "", SEATS) is None


@pytest.mark.parametrize("verb", [Verb.CANCEL_TRANSFER, Verb.HANG_UP, Verb.MUTE])
def test_what_sends_nobody_there_can_be_done(verb: Verb) -> None:
    assert refused(verb, ALL, OWN, call(CallState.CONSULTING, "8012", rung=True), "", SEATS) is None


@pytest.mark.parametrize("number", ["", "not a number", "801", "+8012"])
def test_what_is_nobodys_telephone_is_not_unplugged(number: str) -> None:
    assert unplugged(number, SEATS) is None
    assert unplugged(number, (Seat(operator=1, extension="", state=OperatorState.PHONE_OFFLINE, since=AT),)) is None


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        (Verb.CONSULT, call(CallState.CONNECTED), call(CallState.CONSULTING, "8014")),
        (Verb.CANCEL_TRANSFER, call(CallState.CONSULTING, "8014"), call(CallState.CONNECTED)),
        (Verb.CONFERENCE_ADD, call(CallState.CONSULTING, "8014"), call(CallState.CONFERENCE, "8014")),
        (Verb.HANG_UP, call(CallState.CONNECTED), None),
        (Verb.COMPLETE_TRANSFER, call(CallState.CONSULTING, "8014"), None),
        (Verb.DIAL, None, replace(call(CallState.ALERTING), direction=Direction.OUT)),
        (Verb.MUTE, call(CallState.CONNECTED), replace(call(CallState.CONNECTED), muted=True)),
        (Verb.UNMUTE, replace(call(CallState.CONNECTED), muted=True), call(CallState.CONNECTED)),
    ],
)
def test_by_the_call_it_is_seen_whether_a_verb_was_carried_out(verb: Verb, before: CallRow | None, after: CallRow | None) -> None:
    assert (came_about(verb, before), came_about(verb, after)) == (False, True)
