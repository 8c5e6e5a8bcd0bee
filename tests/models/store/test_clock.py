"""What the centre's clock tells about this desk's."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from models.commands.case import accept
from models.records.base import CHINA
from models.records.case import CaseKind
from models.records.operation import Desk
from models.store.clock import CentreTime, SettableClock
from models.store.store import open_store

NOON = datetime(2026, 11, 26, 12, tzinfo=CHINA)


def test_setting_the_wall_clock_changes_the_offset_at_once() -> None:
    clock = SettableClock(NOON)
    seen = CentreTime(boot=clock.boot, mono_ms=clock.mono_ms(), centre_ms=round(NOON.timestamp() * 1000) + 340, err_ms=25)
    assert seen.offset_ms(clock) == 340
    clock.advance(timedelta(hours=2))
    assert seen.offset_ms(clock) == 340
    clock.set(NOON)
    assert seen.offset_ms(clock) == 340 + 2 * 3600 * 1000


def test_operations_say_how_far_the_clock_is_off(profile_dir: Path) -> None:
    clock = SettableClock(NOON)
    store = open_store(profile_dir, clock=clock)
    try:
        store.outbox.centre_time = CentreTime(boot=clock.boot, mono_ms=0, centre_ms=round(NOON.timestamp() * 1000) - 1500, err_ms=30)
        desk = Desk(actor=28, desk="desk-28", session="s")
        accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
        last = list(store.outbox.operations())[-1]
    finally:
        store.close()
    assert (last.at.offset_ms, last.at.err_ms) == (-1500, 30)
