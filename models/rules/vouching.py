"""Whose yes a step needs beside its writer's, and the words that the centre signs where that person has given it."""

from __future__ import annotations

import hashlib
import json

from msgspec.structs import replace

from models.records.effects import Content, HandoverOverride, encode_content
from models.records.journal import Verify


def named(content: Content, author: int) -> int:
    """Return the number of the person besides ``author`` whom a step names as standing behind it, 0 where there is none.

    Nobody is named for good where the step itself says that the centre could not be asked (``claimed``).
    """
    match content:
        case Verify(second=number):
            return 0 if number == author else number
        case HandoverOverride(lead=number, claimed=False):
            return 0 if number == author else number
        case _:
            return 0


def proved(content: Verify | HandoverOverride, author: int) -> bool:
    """Tell whether nobody's word has to be taken for who stands behind a step: its writer alone, or somebody the centre vouches for."""
    if isinstance(content, HandoverOverride):
        return content.lead in (0, author) or (content.vouch is not None and not content.claimed)
    return content.second in (0, author) or content.vouch is not None


def digest_of(content: Content) -> str:
    """Return what binds a vouch to a step (sha256, hexadecimal): all that it says but the vouch itself, and the card, which follows."""
    match content:
        case Verify():
            content = replace(content, vouch=None, card="")
        case HandoverOverride():
            content = replace(content, vouch=None)
    return hashlib.sha256(encode_content(content).encode()).hexdigest()


def words(*, name: str, until: str, author: int, number: int, kind: str, entity: str, digest: str) -> str:
    """Return what the centre signs: that ``number`` stands behind a step of ``author`` on ``entity`` (its id) with this digest.

    ``kind`` is the type of the operation, ``name`` the id of the vouch.
    """
    return json.dumps(["vouch", name, until, author, number, kind, entity, digest])
