"""The benchmark of the calls measures what it says: a few calls through the real gateway, and what it makes of them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.benchmarks import call_bar, calls_gateway
from tests.benchmarks.calls_gateway import Extent, Passed
from tests.benchmarks.calls_stream import UNHEARD, parsed, record

FEW = Extent(consoles=(2,), bursts=1, calls=6, steady=5, rest=0.1)


def test_a_few_calls_go_through_the_gateway(tmp_path: Path) -> None:
    (passed,) = calls_gateway.measure(FEW, tmp_path)
    assert passed.consoles == 2
    assert passed.events > 6 * 20
    assert len(passed.rates) == 1
    assert min(passed.rates) > 0
    assert passed.boards + passed.told >= 2


def test_every_burst_is_of_other_calls_and_nothing_of_it_is_thrown_away() -> None:
    first, second = asyncio.run(record(2, 4, seed=1))
    assert first.last != second.last
    for burst in (first, second):
        assert burst.last.encode() in burst.data
        assert parsed(burst.data) == len(burst.events)
        assert not any(event.startswith(UNHEARD) for event in burst.events)


def test_the_figures_set_a_rate_beside_parsing_alone() -> None:
    rates = [9_000.0, 10_000.0, 11_000.0]
    passed = Passed(consoles=20, events=9, rates=rates, burst=80.0, steady=400.0, idle=0.01, parsing=20.0, told=1.0, boards=1.0)
    alone, burst, steady = calls_gateway.figures([passed])
    assert alone.measured == 50_000
    assert burst.measured == 10_000
    assert burst.note.startswith("0.20 × parsing alone")
    assert steady.note.startswith("20.0 × parsing alone")


def test_the_bar_in_the_process_has_a_frame() -> None:
    here, *others = call_bar.figures([10.0, 40.0], [20.0, 50.0])
    assert (here.measured, here.verdict) == (10.0, "met")
    assert [(figure.measured, figure.verdict) for figure in others] == [(40.0, "MISSED"), (20.0, ""), (50.0, "")]
