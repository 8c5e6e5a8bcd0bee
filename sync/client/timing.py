"""How far this desk's clock is off: one look at the centre's, halfway between asking and hearing."""

from __future__ import annotations

from models.records.base import parse_time
from models.store.clock import CentreTime
from sync.client.failures import Garbled
from sync.client.ports import Ground
from sync.protocol.messages import Meta


async def look(ground: Ground) -> tuple[Meta, CentreTime]:
    """Ask the centre what it can do and what its clock shows. Raises WireFailure."""
    before = ground.clock.mono_ms()
    meta = await ground.threads.net(ground.wire.meta)
    after = ground.clock.mono_ms()
    try:
        shown = round(parse_time(meta.now).timestamp() * 1000)
    except ValueError as error:
        raise Garbled("time") from error
    half = (after - before + 1) // 2
    return meta, CentreTime(boot=ground.clock.boot, mono_ms=after, centre_ms=shown + half, err_ms=half)
