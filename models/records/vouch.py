"""A person's yes to somebody else's step: the centre has seen their password and says so."""

from __future__ import annotations

from models.records.base import Record


class Vouch(Record, frozen=True):
    """The centre's word that a person stands behind one step that another one writes down.

    ``id`` names it, for it counts once. ``until`` (ISO time) is when the step must have been done. ``sig`` (Ed25519, base64) is the
    centre's signature over both, the step, its writer and the person.
    """

    id: str
    until: str
    sig: str
