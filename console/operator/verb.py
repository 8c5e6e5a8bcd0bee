"""What an action on a case is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from console.shortcuts import Shortcut
from models.records.case import CaseState
from models.records.journal import Body

Values = dict[str, str]


@dataclass(frozen=True)
class Verb:
    """One action: its operation type, key, label, the fields to ask, and how the answers become a body.

    ``asked`` False means that it is done at once and words are optional.
    """

    type: str
    key: Shortcut
    label: object
    make: Callable[[CaseState, Values], Body]
    fields: tuple[tuple[str, object], ...] = ()
