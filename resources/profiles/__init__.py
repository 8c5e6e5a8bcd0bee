"""Profiles of figures from the standards, one file each."""

from __future__ import annotations

import msgspec

from models.records.profile import Profile
from resources import path


def load_profile(code: str = "standard") -> Profile:
    """Return the profile ``code``. Raises FileNotFoundError if there is none of that name."""
    return msgspec.json.decode(path("profiles", f"{code}.json").read_bytes(), type=Profile)


def profile_codes() -> tuple[str, ...]:
    """Return the codes of the profiles that ship."""
    return tuple(sorted(file.stem for file in path("profiles").glob("*.json")))
