"""Where results are kept, how they are written, and how a run tells what it is at."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import msgspec

RESULTS = Path(__file__).resolve().parent / "results"


def json_of(value: object) -> bytes:
    """Return a result as it is kept."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def tell(what: str) -> None:
    """Say what is measured now."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {what} …\n")
