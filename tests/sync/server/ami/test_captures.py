"""Real traffic of an Asterisk is read as it was sent, however it is cut. Skipped where the captures are not at hand."""

from __future__ import annotations

import random

import pytest

from sync.server.ami.client import UNUSED
from sync.server.ami.codec import Decoder
from tests.support.pbx.captures import NAMES, stream, told

pytestmark = pytest.mark.skipif(not NAMES, reason="there are no captures beside the repository")


@pytest.mark.parametrize("name", NAMES)
def test_a_capture_cut_at_random_places_gives_the_messages_of_its_timeline(name: str) -> None:
    data = stream(name)
    chance = random.Random(name)
    for cuts in (0, 1, 10, len(data) // 40, len(data) // 2):
        edges = sorted({0, len(data), *(chance.randrange(len(data)) for _ in range(cuts))})
        decoder = Decoder()
        found = [list(message) for begin, end in zip(edges, edges[1:], strict=False) for message in decoder.feed(data[begin:end])]
        assert found == told(name)
        assert decoder.banner == "Asterisk Call Manager/11.0.0"


def test_every_event_that_is_dropped_is_one_of_no_use() -> None:
    decoders = {name: Decoder(UNUSED) for name in NAMES}
    kept = [list(message) for name, decoder in decoders.items() for message in decoder.feed(stream(name))]
    every = [pairs for name in NAMES for pairs in told(name)]
    unused = [pairs for pairs in every if pairs[0][0] == "Event" and pairs[0][1].startswith(tuple(name.rstrip("*") for name in UNUSED))]
    assert kept == [pairs for pairs in every if pairs not in unused]
    assert sum(decoder.dropped for decoder in decoders.values()) == len(unused) > len(kept)
