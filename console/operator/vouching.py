"""How presenters ask for somebody else's yes at this desk, where the desk belongs to a centre."""

from __future__ import annotations

from typing import Protocol

from models.records.effects import HandoverOverride
from models.records.journal import Verify
from models.records.vouch import Vouch

AWAY = "vouch.away"
"""The code of the failure that says that the centre cannot be asked now."""


class Voucher(Protocol):
    """Asks the centre whether whom a step on ``entity`` (its id) names has given their password here.

    Raises WorldFailure ``vouch.away``, ``vouch.password_missing``, ``sync.login-failed`` or ``sync.slow-down``. The password goes nowhere
    but to the centre.
    """

    async def __call__(self, content: Verify | HandoverOverride, entity: str, password: str) -> Vouch: ...
