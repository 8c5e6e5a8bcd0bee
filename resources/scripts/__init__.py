"""What an operator may say when a call has to be ended politely, in steps; both languages, to be adapted by the centre."""

from __future__ import annotations

import msgspec

from models.records.base import Text
from resources import path


def closing_script() -> tuple[Text, ...]:
    """Return the steps of ending a call politely, in order."""
    return msgspec.json.decode(path("scripts", "closing.json").read_bytes(), type=tuple[Text, ...])
