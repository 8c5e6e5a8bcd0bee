"""How a demonstration begins: with an invented past, and with people who ring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Any

from console.calls.exchange import Exchange
from console.demo.colleagues import Colleagues
from console.demo.parties import Parties
from console.operator.reference import Reference
from models.commands.seed import seed
from models.records.operation import Desk
from models.repositories import caller as callers
from models.store.clock import Rewound

SEED = 81890


async def fill(console: Any, desk: Desk, now: datetime, rewound: Rewound | None, progress: Callable[[str, int, int], None]) -> None:
    """Give a new demonstration its past before ``now`` (aware): as many cases as it was to have, and an office through ``rewound``."""
    if cases := console.launch.cases:
        await console.runtime.db(seed, desk, cases=cases, seed=SEED, end=now, progress=progress)
    if rewound is not None:
        # Late, for start-up time: nothing of it is needed where stories are played.
        await console.runtime.db(import_module("console.demo.office").furnish, rewound, now)


async def enliven(console: Any, exchange: Exchange, reference: Reference, now: Callable[[], datetime]) -> Parties:
    """Let citizens ring and colleagues work where no story is played; return who plays the far ends."""
    numbers = await console.runtime.db(callers.some_numbers, 200)
    Colleagues(exchange, numbers, now, console)
    return Parties(exchange, numbers, lambda: reference.rows.partners, lambda: reference.rows.units, console)
