"""A shift of calls over headless consoles, with the link to the PBX cut again and again: nothing twice, nothing lost in silence.

By default a slice of it; ``HOTLINE_CALL_SHIFT=200,20,10`` is all of it: calls, consoles, cuts (``make calls-shift``).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
from argon2 import PasswordHasher
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from models.records.call import CallRow, CallState, Direction, EndReason, Refusal, Verb
from models.records.effects import CallRecord, decode_content
from models.records.feed import FeedRow
from models.store.clock import SystemClock
from models.tables.centre import Feed
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
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


def written(centre: Centre) -> list[CallRow]:
    """Return every record of a call that the centre has written, in order."""
    lines = centre.database.ask(lambda c: c.scalars(select(Feed.line).where(Feed.stream == "centre/ruian").order_by(Feed.seq)).all())
    contents = (decode_content(msgspec.json.decode(line, type=FeedRow).operation.body) for line in lines)
    return [content.call for content in contents if isinstance(content, CallRecord)]


def told(shift: Shift, switch: Counted, ended: list[CallRow]) -> str:
    """Return the figures of a shift."""
    reasons = Counter(str(call.reason) for call in ended)
    orders = Counter(f"{order.verb} {answer or 'done'}" for order, answer in switch.orders)
    late = Counter(f"{verb} {refusal}" for console in shift.consoles for verb, refusal in console.refusals)
    done = f"{len(shift.done.rang)} calls in, {len(shift.done.dialled)} out, the link lost {switch.losses} times"
    return f"{done}; {shift.done.by_hand} ended by hand; ended: {dict(reasons)}; orders: {dict(orders)}; refused after all: {dict(late)}"


def test_every_call_is_accounted_for_once_and_no_command_is_sent_twice(
    qtbot: QtBot, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
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
    assert all(count == 1 for count in Counter((call.id, call.state is CallState.ENDED) for call in records).values())
    record_property("score", told(shift, switch, ended))
    assert {call.id for call in records} == {call.id for call in ended}
    assert by_direction(ended, Direction.IN) == sorted(shift.done.rang)
    assert len(shift.done.rang) == SIZE.calls
    assert shift.done.cut == SIZE.cuts
    unseen = shift.done.talked - {call.number for call in ended if call.answered_at or call.reason is EndReason.LINK_LOST}
    assert len(unseen) <= SIZE.cuts * SIZE.consoles  # answered while the link was lost, at each desk one at most
    assert len(shift.done.talked) > SIZE.calls // 2

    # No command is sent twice, and none is lost in silence: it was carried out, or somebody was told that it was not.
    assert max(Counter(asked["ActionID"] for asked in pbx.received if "ActionID" in asked).values()) == 1
    assert max(Counter(asked["Exten"] for asked in pbx.asked("Originate")).values(), default=0) <= 1
    assert max(Counter(order.number for order in orders_of(switch, Verb.DIAL)).values(), default=0) <= 1
    not_done = sum(verb is Verb.DIAL and refusal is not Refusal.FAILED for one in consoles for verb, refusal in one.refusals)
    unsure = sum(verb is Verb.DIAL and refusal is Refusal.FAILED for one in consoles for verb, refusal in one.refusals)
    out = by_direction(ended, Direction.OUT)
    assert len(out) == len(set(out))
    assert set(out) <= set(shift.done.dialled)
    assert len(shift.done.dialled) - not_done - unsure <= len(out) <= len(shift.done.dialled) - not_done

    # Each console saw the end of whatever it talked in, once, and nothing but its own calls.
    for console in consoles:
        assert max(Counter(ended_at(console)).values(), default=0) <= 1
        assert talked_at(console) <= set(ended_at(console))
    assert sum(len(talked_at(console)) for console in consoles) >= len(shift.done.talked) - SIZE.cuts * SIZE.consoles
    assert shift.done.by_hand <= SIZE.cuts * SIZE.consoles
