from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.search.spelled import Lines, Place

LINES = st.lists(st.text(alphabet="abc'", min_size=1, max_size=6), min_size=1, max_size=12)


@given(LINES, st.text(alphabet="abc'", min_size=1, max_size=3))
def test_finds_what_a_plain_search_finds(lines: list[str], letters: str) -> None:
    index = Lines()
    for ref, line in enumerate(lines):
        index.add(line, ref)
    index.seal()
    found = list(index.find(letters))
    assert sorted(ref for ref, *_rest in found) == [ref for ref, line in enumerate(lines) if letters in line]
    for ref, place, offset, length in found:
        line = lines[ref]
        assert length == len(line)
        assert offset == line.index(letters)
        assert place is (Place.WHOLE if line == letters else Place.START if line.startswith(letters) else Place.INSIDE)


def test_beginnings_only() -> None:
    index = Lines()
    index.add("xsd", 1)
    index.add("axsd", 2)
    index.seal()
    assert [ref for ref, *_rest in index.find("xs", inside=False)] == [1]
