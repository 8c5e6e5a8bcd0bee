"""What the board is shown: the room, what was counted, the desks of the centre, and how old each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.records.base import Text
from models.records.board import DeskBoard, Numbers, Tile
from models.records.call import Room


class Source(StrEnum):
    """Where what a tile shows comes from."""

    CALLS = "calls"
    STORE = "store"
    CENTRE = "centre"


SOURCES: Mapping[Tile, Source] = {
    Tile.WAITING: Source.CALLS,
    Tile.LONGEST: Source.CALLS,
    Tile.OPERATORS: Source.CALLS,
    Tile.HEALTH: Source.CENTRE,
}
"""The tiles that do not count what is in the store."""


@dataclass(frozen=True)
class Sight:
    """Everything at ``now`` (aware). ``room`` is None where no call system tells of it, ``desks`` where no centre does.

    ``lost`` holds for each source that is silent since when it is (ISO): what comes from it stands still and is grey. ``alone`` tells that
    this desk belongs to no centre. ``items`` and ``districts`` are names by their codes.
    """

    now: datetime
    room: Room | None = None
    numbers: Numbers | None = None
    desks: DeskBoard | None = None
    lost: Mapping[Source, str] = field(default_factory=dict)
    alone: bool = True
    items: Mapping[str, Text] = field(default_factory=dict)
    districts: Mapping[str, Text] = field(default_factory=dict)

    def since(self, tile: Tile) -> str:
        """Return since when nothing new comes for a tile (ISO), '' where it is fresh."""
        return self.lost.get(SOURCES.get(tile, Source.STORE), "")

    def moment(self, tile: Tile) -> datetime:
        """Return the time by which a tile is shown: it stands still where nothing new comes."""
        since = self.since(tile)
        return datetime.fromisoformat(since) if since else self.now
