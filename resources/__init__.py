"""Words and look: fonts, icons, style, translations, catalogue, demonstration data. Works from a checkout and from a frozen build."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Return the path of a resource, e.g. ``path("catalogue", "items.csv")``."""
    return ROOT.joinpath(*parts)


def rows(*parts: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV resource as dictionaries of strings."""
    with path(*parts).open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


def split(value: str) -> tuple[str, ...]:
    """Return the parts of a list field joined with semicolons."""
    return tuple(part.strip() for part in value.split(";") if part.strip())
