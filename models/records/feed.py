"""The feed: where an operation stands in the one order that every replica sees (sync protocol 3.6)."""

from __future__ import annotations

from models.records.base import Record
from models.records.operation import Operation
from models.records.outcome import Outcome


class Cursor(Record, frozen=True):
    """How far a replica has come in one stream: the last row's number and its chain value (hexadecimal); (0, '') is the beginning."""

    seq: int = 0
    chain: str = ""


class FeedRow(Record, frozen=True):
    """One row of a stream: an operation with its number, its outcome and the chain value up to and including it.

    ``problem`` is the stable code of why it was not simply applied ('' where it was), ``fields`` are those that it lost
    (``field-conflict``). ``received_at`` is the centre's time (ISO) when it came in. ``rev`` is the revision of the entity after it, for a
    case its place in the whole journal: rows of one case may come in two streams, and only this says which was first. It is 0 where the
    operation never reached its entity, and for what is only added up (calls, searches).
    """

    stream: str
    seq: int
    chain: str
    outcome: Outcome
    operation: Operation
    received_at: str
    rev: int = 0
    problem: str = ""
    fields: tuple[str, ...] = ()
