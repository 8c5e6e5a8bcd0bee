"""What the lead's window finds when a demonstration begins: all invented, all written through the commands that the desks use."""

from __future__ import annotations

from datetime import datetime

from console.demo import past_desk, past_partners, past_units
from console.demo.past import Past
from models.store.clock import Rewound
from models.store.store import Store


def furnish(store: Store, clock: Rewound, now: datetime) -> None:
    """Write what happened before ``now`` (aware): every stage of an assignment, of a partner's career, of a handover.

    ``clock`` is the store's; it is back at its own time afterwards. The same ``now`` and reference data give the same.
    """
    past = Past(store, clock, now)
    for part in (past_partners, past_units, past_desk):
        part.plan(past)
    past.happen()
