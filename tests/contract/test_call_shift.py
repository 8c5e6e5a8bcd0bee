"""A shift of calls over headless consoles, with the link to the PBX cut again and again: nothing twice, nothing lost in silence.

By default a slice of it; ``HOTLINE_CALL_SHIFT=200,20,10`` is all of it: calls, consoles, cuts (``make calls-shift``).
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from argon2 import PasswordHasher
from pytestqt.qtbot import QtBot

from models.records.call import CallRow, CallState, Direction, EndReason, OperatorState, Refusal, Verb
from models.store.clock import SystemClock
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.support.call_house import written
from tests.support.call_shift import QUEUE, Counted, Shift, Size, by_direction, ended_at, orders_of, talked_at
from tests.support.pbx.server import Pbx
from tests.support.serving import serving
from tests.support.telephones import telephones

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
OPERATORS = (3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 17, 18, 21, 22, 23, 25, 28, 29, 2, 10, 20)
SIZE = Size(*map(int, os.environ.get("HOTLINE_CALL_SHIFT", "24,4,3").split(",")))


async def opened() -> Pbx:
    """Return a PBX with the hotline's queue, listening in this loop."""
    pbx = Pbx(speed=20.0)
    await pbx.start()
    pbx.queue(QUEUE)
    return pbx


def told(shift: Shift, switch: Counted, ended: list[CallRow]) -> str:
    """Return the account of a shift."""
    done, counted = shift.done, Counter(call.reason for call in ended)
    reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(counted.items()))
    refused = Counter(f"{one.verb} {one.refused}" for one in done.asked if one.refused is not None)
    lines = (
        f"{len(done.rang)} calls in, {len(done.dialled)} dialled, the link lost {switch.losses} times",
        f"answered {sum(bool(call.answered_at) for call in ended)}, abandoned {counted[EndReason.ABANDONED]}, records {len(ended)}",
        f"ended by: {reasons}",
        f"asked of the gateway {len(done.asked)}, done {sum(one.refused is None for one in done.asked)}, refused: {dict(refused)}",
        f"asked of the PBX {len(shift.pbx.received)}, ActionIDs twice {twice(shift.pbx.received, 'ActionID')}",
        f"numbers dialled twice {twice(shift.pbx.asked('Originate'), 'Exten')}, lost silently {len(lost(shift, ended))}",
    )
    return "; ".join(lines)


def twice(asked: list[dict[str, str]], key: str) -> int:
    """Return how many values came more than once."""
    return sum(count > 1 for count in Counter(one[key] for one in asked if key in one).values())


def lost(shift: Shift, ended: list[CallRow]) -> set[str]:
    """Return the numbers of which there is no record, and nobody was told that they were not dialled."""
    not_done = {one.number for one in shift.done.asked if one.verb is Verb.DIAL and one.refused is not None}
    return {*shift.done.rang, *shift.done.dialled} - {call.number for call in ended} - not_done


def taken_for_lost(shift: Shift, switch: Counted, ended: list[CallRow]) -> list[CallRow]:
    """Return the calls that ended with ``link_lost`` though there was a link when their leg ended; one without a leg never began."""
    legs = [(call, shift.done.gone.get(call.id)) for call in ended if call.reason is EndReason.LINK_LOST]
    return [call for call, at in legs if at is not None and not any(begin - 0.001 <= at <= end for begin, end in switch.silences)]


def test_every_call_is_accounted_for_once_and_no_command_is_sent_twice(qtbot: QtBot, tmp_path: Path) -> None:
    clock = SystemClock()
    centre = Centre(open_database(f"sqlite:///{tmp_path / 'centre.db'}"), clock=clock, hasher=CHEAP)
    found(centre)
    with telephones(centre, clock) as room:
        pbx = room.loop.run_until_complete(opened())
        switch = Counted(pbx)
        with serving(centre, switch=switch) as room.place:
            room.until(lambda: switch.linked)
            consoles = [room.open(number) for number in OPERATORS[: SIZE.consoles]]
            shift = Shift(pbx, switch, consoles, SIZE)
            room.loop.run_until_complete(shift.work())
            records = written(centre)
            room.leave()
            room.loop.run_until_complete(pbx.stop())

    # Every call is accounted for once: begun at most once, ended exactly once.
    ended = [call for call in records if call.state is CallState.ENDED]
    print(told(shift, switch, ended))  # noqa: T201
    assert all(count == 1 for count in Counter((call.id, call.state is CallState.ENDED) for call in records).values())
    assert {call.id for call in records} == {call.id for call in ended}
    assert by_direction(ended, Direction.IN) == sorted(shift.done.rang)
    assert len(shift.done.rang) == SIZE.calls
    assert shift.done.cut == SIZE.cuts
    # Whoever talked was answered; of a call that was answered and ended while the link was lost the PBX tells nothing.
    assert shift.done.talked <= {call.number for call in ended if call.answered_at or call.reason is EndReason.LINK_LOST}
    assert len(shift.done.talked) > SIZE.calls // 2
    assert taken_for_lost(shift, switch, ended) == []

    # No command is sent twice, and none is lost in silence: it was carried out, or somebody was told that it was not.
    assert twice(pbx.received, "ActionID") == twice(pbx.asked("Originate"), "Exten") == 0
    assert lost(shift, ended) == set()
    assert max(Counter(order.number for order in orders_of(switch, Verb.DIAL)).values(), default=0) <= 1
    dials = {one.number: one.refused for one in shift.done.asked if one.verb is Verb.DIAL}
    out = by_direction(ended, Direction.OUT)
    assert len(shift.done.dialled) == SIZE.calls // 2
    assert sorted(dials) == sorted(shift.done.dialled)
    assert len(out) == len(set(out))
    assert {number for number, refused in dials.items() if refused is None} <= set(out)
    assert set(out) <= {number for number, refused in dials.items() if refused in {None, Refusal.UNKNOWN}}

    # A console that comes too late is told so, and only where the call had ended at the PBX by then.
    late = [(one.call, one.at) for one in shift.done.asked if one.refused is Refusal.NO_CALL]
    assert [call for call, at in late if shift.done.gone.get(call, 0.0) > at] == []

    # Each console saw the end of whatever it talked in, once, and nothing but its own calls; it was never ready without a link.
    for console in consoles:
        assert max(Counter(ended_at(console)).values(), default=0) <= 1
        assert talked_at(console) <= set(ended_at(console))
        assert all(status.link_ok or status.operator is not OperatorState.READY for status in console.statuses)
        assert console.statuses[-1].operator is OperatorState.LOGGED_OUT
