"""Making a desk one of a centre's: a one-time code for the device's key (sync protocol 3.12)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.records.sync import Centre
from sync.client.papers import keep_centre
from sync.client.ports import Local, Wire
from sync.protocol.messages import Enrol


def enrol(store: Any, local: Local, wire: Wire, directory: Path, centre: Centre, code: str, name: str, desk: int = 0) -> Centre:
    """Have the centre take this device's key in, join its history, and keep where it is. ``name`` is what the administrator will read.

    ``desk`` is the number that this desk would like to have in case numbers, 0 for any; the centre gives no number to two.

    Runs in the thread that owns ``store``. Asked again with the same code after an answer was lost it comes to the same. Raises Refused
    ``code-invalid`` or ``device-revoked``, another WireFailure, StoreFailure, or RuleBroken for a desk of another centre.
    """
    code = code.strip().upper()
    proof = local.prove(store, code)
    enrolled = wire.enrol(Enrol(code=code, name=name, public_key=proof.public_key, proof=proof.signature, desk=desk))
    local.join(store, enrolled.epoch, enrolled.desk)
    joined = Centre(url=centre.url, name=enrolled.centre, authority=centre.authority)
    keep_centre(directory, joined)
    return joined
