"""Where the tiles lie on the grid: moving and sizing one makes room among the others, and nothing ever overlaps.

Pure: places in, places out. What is not on the grid (put away, or in a window of its own) keeps its place and takes none.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from models.records.board import Place, Tile

COLUMNS = 12
ROWS = 12
"""So many rows fill the window; more are scrolled to."""
LOWEST = 200
"""No tile lies further down than this row."""
LEAST: dict[Tile, tuple[int, int]] = {
    Tile.OPERATORS: (3, 2),
    Tile.HALF_HOURS: (3, 2),
    Tile.HEALTH: (2, 2),
    Tile.PROMISES: (3, 2),
    Tile.STAGES: (2, 2),
    Tile.UNMET: (2, 2),
}
"""The fewest columns and rows in which a tile can be read; (2, 2) for the others."""

DEFAULT: tuple[Place, ...] = (
    *(
        Place(tile=tile, x=2 * place, y=0, w=2, h=2)
        for place, tile in enumerate((Tile.WAITING, Tile.LONGEST, Tile.ANSWERED, Tile.CONNECTED, Tile.ABANDONED, Tile.SATISFIED))
    ),
    Place(tile=Tile.OPERATORS, x=0, y=2, w=5, h=5),
    Place(tile=Tile.HALF_HOURS, x=5, y=2, w=4, h=5),
    Place(tile=Tile.HEALTH, x=9, y=2, w=3, h=5),
    Place(tile=Tile.PROMISES, x=0, y=7, w=5, h=5),
    Place(tile=Tile.STAGES, x=5, y=7, w=4, h=5),
    Place(tile=Tile.UNMET, x=9, y=7, w=3, h=5),
)


def on_grid(place: Place) -> bool:
    """Tell whether a tile takes room on the grid."""
    return place.shown and not place.apart


def mended(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return an arrangement that can be shown, from one that was kept: every tile once, within the columns, none over another."""
    kept: dict[Tile, Place] = {}
    for place in places:
        kept.setdefault(place.tile, fitted(place))
    for place in DEFAULT:
        kept.setdefault(place.tile, replace(place, y=LOWEST - ROWS + place.y))
    return settled(tuple(kept[place.tile] for place in DEFAULT))


def moved(places: tuple[Place, ...], tile: Tile, x: int, y: int) -> tuple[Place, ...]:
    """Return the places after a tile was put at a column and a row; the others make room downwards and close up."""
    return _changed(places, tile, x=x, y=y)


def stepped(places: tuple[Place, ...], tile: Tile, dx: int, dy: int) -> tuple[Place, ...]:
    """Return the places after a step of the keyboard: a column to the side, or past the next tile above or beneath."""
    place = next(place for place in places if place.tile is tile)
    others = [other for other in places if on_grid(other) and other.tile is not tile and _beside(place, other)]
    y = place.y
    if dy > 0:
        y = min((other.y + 1 for other in others if other.y >= place.y + place.h), default=y)
    elif dy < 0:
        y = max((other.y for other in others if other.y + other.h <= place.y), default=y)
    return _changed(places, tile, x=place.x + dx, y=y)


def sized(places: tuple[Place, ...], tile: Tile, w: int, h: int) -> tuple[Place, ...]:
    """Return the places after a tile was given another size."""
    return _changed(places, tile, w=w, h=h)


def put(places: tuple[Place, ...], tile: Tile, *, shown: bool, apart: bool = False, frame: tuple[int, ...] = ()) -> tuple[Place, ...]:
    """Return the places after a tile was put away, given a window of its own, or laid on the grid again."""
    return _changed(places, tile, shown=shown, apart=apart, frame=frame)


def fitted(place: Place) -> Place:
    """Return a place within the columns, and no smaller than it can be read."""
    least_w, least_h = LEAST.get(place.tile, (2, 2))
    w = min(max(place.w, least_w), COLUMNS)
    h = min(max(place.h, least_h), ROWS)
    return replace(place, x=min(max(place.x, 0), COLUMNS - w), y=min(max(place.y, 0), LOWEST), w=w, h=h)


def settled(places: tuple[Place, ...], first: Tile | None = None) -> tuple[Place, ...]:
    """Return the places with none over another and no gap above any.

    They fall upwards in the order of their upper edges, so whichever was put higher comes first; of two at one height that is ``first``.
    """
    order = sorted(filter(on_grid, places), key=lambda place: (place.y, place.tile is not first, place.x, place.tile.value))
    lying: list[Place] = []
    for place in order:
        lying.append(_dropped(place, lying))
    found = {place.tile: place for place in lying}
    return tuple(found.get(place.tile, place) for place in places)


def _changed(places: tuple[Place, ...], tile: Tile, **fields: object) -> tuple[Place, ...]:
    new = tuple(fitted(replace(place, **fields)) if place.tile is tile else place for place in places)
    return settled(new, tile)


def _dropped(place: Place, lying: list[Place]) -> Place:
    """Return a place as high up as it goes without passing through another one that lies already."""
    return replace(place, y=max((other.y + other.h for other in lying if _beside(place, other)), default=0))


def _beside(one: Place, other: Place) -> bool:
    """Tell whether two tiles share a column."""
    return one.x < other.x + other.w and other.x < one.x + one.w


def overlap(one: Place, other: Place) -> bool:
    """Tell whether two tiles would lie on one another."""
    return _beside(one, other) and one.y < other.y + other.h and other.y < one.y + one.h
