"""The grid: nothing lies over another, nothing hangs in the air, and every tile is there once, whatever is done to it."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.records.board import Place, Tile
from widgets.board.placing import COLUMNS, DEFAULT, mended, moved, on_grid, overlap, put, settled, sized, stepped

Places = tuple[Place, ...]
tiles = st.sampled_from(Tile)
numbers = st.integers(-5, 30)
steps = st.one_of(
    st.tuples(st.just("move"), tiles, numbers, numbers),
    st.tuples(st.just("size"), tiles, numbers, numbers),
    st.tuples(st.just("step"), tiles, st.integers(-1, 1), st.integers(-1, 1)),
    st.tuples(st.just("put"), tiles, st.booleans(), st.booleans()),
)


def done(places: Places, step: tuple[str, Tile, int, int]) -> Places:
    what, tile, one, other = step
    if what == "move":
        return moved(places, tile, one, other)
    if what == "size":
        return sized(places, tile, one, other)
    if what == "step":
        return stepped(places, tile, one, other)
    return put(places, tile, shown=bool(one), apart=bool(other))


def sound(places: Places) -> None:
    """Assert what always holds."""
    assert sorted(place.tile for place in places) == sorted(Tile)
    lying = [place for place in places if on_grid(place)]
    for place in lying:
        assert 0 <= place.x <= COLUMNS - place.w
        assert place.y >= 0
        beneath = [other for other in lying if other is not place and other.x < place.x + place.w and place.x < other.x + other.w]
        assert place.y == 0 or place.y in {other.y + other.h for other in beneath}, "it hangs in the air"
    for one, other in combinations(lying, 2):
        assert not overlap(one, other)


@given(st.lists(steps, max_size=12))
def test_whatever_is_done_nothing_overlaps_and_nothing_is_lost(doings: list[tuple[str, Tile, int, int]]) -> None:
    places = DEFAULT
    for doing in doings:
        places = done(places, doing)
        sound(places)
    assert mended(places) == places, "it is kept as it was left"


@given(st.lists(st.builds(Place, tile=tiles, x=numbers, y=st.integers(-5, 10**9), w=numbers, h=numbers), max_size=20))
def test_an_arrangement_that_makes_no_sense_is_mended(kept: list[Place]) -> None:
    sound(mended(kept))


def test_before_anybody_moved_a_tile_all_lie_as_they_were_designed() -> None:
    assert mended(()) == DEFAULT == settled(DEFAULT)
    sound(DEFAULT)


def test_a_step_down_goes_past_the_next_tile_and_up_comes_back() -> None:
    down = stepped(DEFAULT, Tile.OPERATORS, 0, 1)
    by = {place.tile: place for place in down}
    assert by[Tile.PROMISES].y < by[Tile.OPERATORS].y
    assert stepped(down, Tile.OPERATORS, 0, -1) == DEFAULT
    assert stepped(DEFAULT, Tile.WAITING, 0, -1) == DEFAULT, "nothing is above it"


def test_a_tile_keeps_the_size_in_which_it_can_be_read() -> None:
    small = sized(DEFAULT, Tile.PROMISES, 1, 1)
    assert next((place.w, place.h) for place in small if place.tile is Tile.PROMISES) == (3, 2)
    wide = sized(DEFAULT, Tile.WAITING, 99, 2)
    assert next(place.w for place in wide if place.tile is Tile.WAITING) == COLUMNS


def test_a_tile_of_another_program_is_nothing_to_stumble_over() -> None:
    twice = (replace(DEFAULT[0], x=4), replace(DEFAULT[0], x=8))
    assert next(place.x for place in mended(twice) if place.tile is DEFAULT[0].tile) == 4
