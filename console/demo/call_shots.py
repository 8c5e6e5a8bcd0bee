"""Pictures of what a call system brings that no story comes to: picked up by hand, muted, the link lost, calls that were missed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from models.records.call import Capability
from widgets.queue.lines import OwnList

_MISSED = (("0577-6555 0171", 34), ("0577-6555 0172", 3), ("0577-6555 0171", 21))
"""Invented numbers, and the seconds after which each gave up."""
_BY_HAND = frozenset(Capability) - {Capability.ANSWER, Capability.HOLD}
"""What a telephone beside an Asterisk offers."""


async def take(console: Any, grab: Callable[[str], None]) -> None:
    """Play it at the simulated exchange and let ``grab(name)`` take each picture; what was on the line before is hung up."""
    exchange, presenters, clock = console.parts.exchange, console.parts.presenters, console.parts.clock
    console.parts.line.can = _BY_HAND

    async def pass_by(seconds: int) -> None:
        clock.advance(timedelta(seconds=seconds))
        exchange.tick()
        await console.runtime.settle()
        await asyncio.sleep(0.03)
        presenters.call.refresh()

    if presenters.desk.call is not None:
        presenters.call.hang_up()
    await pass_by(1)
    console.parts.line.ready()
    presenters.flow.next_need()
    await pass_by(1)
    exchange.ring("0577-6555 0031")
    await pass_by(4)
    grab("call-by-hand")
    exchange.connect_caller()
    await pass_by(40)
    presenters.call.mute()
    await pass_by(2)
    grab("call-muted")
    presenters.call.mute()
    exchange.link(False)
    await pass_by(60)
    grab("call-link-lost")
    exchange.link(True)
    presenters.call.hang_up()
    await pass_by(1)
    console.parts.line.ready()
    for number, seconds in _MISSED:
        call_id = exchange.ring(number)
        await pass_by(seconds)
        exchange.abandon(call_id)
        await pass_by(1)
    presenters.keys.open_list(OwnList.MISSED)
    await pass_by(1)
    grab("missed-calls")
    console.parts.line.can = frozenset(Capability)
