"""The sync light says no more than is known."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace

from models.records.base import CHINA
from models.records.sync import Away, Light, SyncStatus, Waiting
from widgets.base.standing import light, sentence
from widgets.base.theme import Tone

NOW = datetime(2026, 11, 26, 10, 30, tzinfo=CHINA)
HEARD = "2026-11-26T10:09:00.000+08:00"
SINCE = Waiting(count=7, since="2026-11-26T10:10:00.000+08:00")
ONE = Waiting(count=1, since="2026-11-26T10:10:00.000+08:00")
SAID: list[tuple[SyncStatus, str, Tone]] = [
    (SyncStatus(), "This desk only · all saved", Tone.OK),
    (SyncStatus(light=Light.ALL_THERE, heard_at=HEARD), "All there", Tone.OK),
    (SyncStatus(light=Light.ALL_THERE, away=Away.CONNECTING), "Looking for the centre", Tone.MUTED),
    (SyncStatus(light=Light.ALL_THERE, away=Away.UNREACHABLE, heard_at=HEARD), "All sent · no centre since 10:09", Tone.DUE),
    (SyncStatus(light=Light.ALL_THERE, away=Away.UNREACHABLE), "No centre · nothing waits", Tone.DUE),
    (SyncStatus(light=Light.WAITING, waiting=SINCE), "7 wait since 10:10", Tone.MUTED),
    (SyncStatus(light=Light.WAITING, waiting=SINCE, away=Away.UNREACHABLE), "7 wait since 10:10", Tone.DUE),
    (SyncStatus(light=Light.WAITING, waiting=SINCE, away=Away.SIGNED_OUT), "Password asked · 7 wait since 10:10", Tone.DUE),
    (SyncStatus(light=Light.ALL_THERE, away=Away.REVOKED), "No centre", Tone.OVERDUE),
    (SyncStatus(light=Light.NEEDS_YOU, needs=2), "2 need you", Tone.OVERDUE),
    (SyncStatus(light=Light.NEEDS_YOU, needs=1, waiting=ONE), "1 needs you · 1 waits since 10:10", Tone.OVERDUE),
    (SyncStatus(light=Light.NEEDS_YOU, needs=2, waiting=SINCE), "2 need you · 7 wait since 10:10", Tone.OVERDUE),
    (SyncStatus(light=Light.ALL_THERE, done=40, total=160), "Fetching 25%", Tone.MUTED),
    (SyncStatus(light=Light.WAITING, attachments=1), "1 attachment waits", Tone.MUTED),
    (SyncStatus(light=Light.WAITING, attachments=3, away=Away.UNREACHABLE), "3 attachments wait", Tone.DUE),
    (SyncStatus(light=Light.WAITING, waiting=ONE, attachments=2), "1 waits since 10:10 · 2 attachments wait", Tone.MUTED),
    (SyncStatus(light=Light.NEEDS_YOU, needs=1, attachments=2), "1 needs you · 2 attachments wait", Tone.OVERDUE),
]


@pytest.mark.parametrize(("status", "words", "tone"), SAID)
def test_the_light(status: SyncStatus, words: str, tone: Tone) -> None:
    assert light(status, NOW) == (words, tone)


@pytest.mark.parametrize("away", [away for away in Away if away is not Away.NONE])
def test_nothing_is_all_there_while_the_centre_does_not_take_part(away: Away) -> None:
    words, tone = light(SyncStatus(light=Light.ALL_THERE, away=away, heard_at=HEARD), NOW)
    assert words != "All there"
    assert tone is not Tone.OK
    assert sentence(SyncStatus(light=Light.ALL_THERE, away=away), NOW)


def test_the_sentence_says_when_the_centre_was_heard_and_what_the_clock_does() -> None:
    status = SyncStatus(light=Light.ALL_THERE, heard_at=HEARD, clock_off=True, offset_ms=-180_000)
    said = sentence(status, NOW)
    assert "10:09" in said
    assert "3 min fast" in said


@pytest.mark.parametrize(("sign", "far", "near"), [(1, "3 d 5 h slow", "Clock 3 d slow"), (-1, "3 d 5 h fast", "Clock 3 d fast")])
def test_a_clock_that_is_days_off_is_told_on_the_light_and_by_how_much_behind_it(sign: int, far: str, near: str) -> None:
    off = SyncStatus(light=Light.ALL_THERE, heard_at=HEARD, clock_off=True, clock_far=True, offset_ms=sign * 77 * 3_600_000)
    assert far in sentence(off, NOW)
    assert " min " not in sentence(off, NOW)
    assert light(off, NOW) == (near, Tone.DUE)
    waits = replace(off, light=Light.WAITING, waiting=Waiting(count=2, since=HEARD))
    assert light(waits, NOW)[0].startswith(f"{near} · 2 wait")
    needs = replace(off, light=Light.NEEDS_YOU, needs=1)
    assert light(needs, NOW) == ("1 needs you", Tone.OVERDUE)


def test_the_sentence_tells_of_attachments_that_are_still_to_go() -> None:
    said = sentence(SyncStatus(light=Light.WAITING, attachments=3, heard_at=HEARD), NOW)
    assert "does not have yet: 3" in said
    assert "Everything done here is at the centre" not in said
    assert "ttachment" not in sentence(SyncStatus(light=Light.ALL_THERE, heard_at=HEARD), NOW)
