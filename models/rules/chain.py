"""The hash chain of a stream: it shows a desk and the centre when their histories have parted (sync protocol 3.5, 3.6)."""

from __future__ import annotations

import hashlib

BEGINNING = ""
"""The chain value before the first row."""


def link(before: str, seq: int, op_id: str, digest: str, outcome: str) -> str:
    """Return the chain value of a row: sha256(before ‖ seq ‖ op_id ‖ digest ‖ outcome) in hexadecimal, the parts joined by line ends."""
    return hashlib.sha256(f"{before}\n{seq}\n{op_id}\n{digest}\n{outcome}".encode()).hexdigest()
