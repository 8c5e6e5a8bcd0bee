"""A scenario: what the far end does and which keys the operator presses, as data."""

from __future__ import annotations

import msgspec

from models.records.base import Text
from resources import path


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step; exactly one of the fields is set, ``words`` and ``note`` beside them.

    ``ring`` a number rings (``line`` beside it) · ``say`` the far end speaks ·
    ``party`` the far end: answers, hangs_up, no_answer, busy, gives_up ·
    ``key`` a key sequence, ``times`` over · ``type`` words typed where the caret is ·
    ``advance`` seconds that pass on the clock · ``caption`` a sentence to the watcher · ``shot`` a picture's name.
    """

    ring: str | None = None
    line: str = "general"
    say: Text | None = None
    party: str | None = None
    key: str | None = None
    times: int = 1
    type: str | None = None
    advance: int = 0
    caption: Text | None = None
    shot: str | None = None


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """A story: its code, title, the time at which it begins (ISO with offset) and its steps."""

    code: str
    title: Text
    start: str
    steps: tuple[Step, ...]


def load_scenario(code: str) -> Scenario:
    """Return the scenario ``code``. Raises FileNotFoundError, or msgspec.ValidationError naming the place of a mistake."""
    return msgspec.json.decode(path("scenarios", f"{code}.json").read_bytes(), type=Scenario)
