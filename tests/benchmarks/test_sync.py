"""The benchmark of the sync measures what it says: a few records through the real server, and the comparison itself."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks import sync_ours
from tests.benchmarks.sync_measured import Job, Measured, Side, best, figures, latencies, rate
from tests.benchmarks.sync_ours import Extent
from tests.benchmarks.sync_records import records

FEW = Extent(records=150, cases=400, desks=(3,), events=2)


def test_a_few_records_go_through_every_job(tmp_path: Path) -> None:
    found = [one for part in sync_ours.parts(FEW, tmp_path, None) for one in part.measure()]
    assert {one.job for one in found} == set(Job)
    assert all(one.value > 0 and one.side is Side.OURS for one in found)
    pushed = [one for one in found if one.job is Job.PUSH]
    assert [(one.case, one.count) for one in pushed] == [("1 desk", 150), ("4 desks", 150)]
    assert next(one for one in found if one.job is Job.LIVE_P99).count == 2 * (3 - 1)


def test_the_same_seed_makes_the_same_records() -> None:
    assert records(20) == records(20)
    assert records(20) != records(20, seed=2)
    assert len({record.id for record in records(2_000)}) == 2_000


def test_ours_stands_beside_the_best_peer_and_the_best_that_commits() -> None:
    ours = rate("ours on SQLite", Job.PUSH, 1_000, 0.1, side=Side.OURS, goal=20_000)
    found = [
        ours,
        rate("lazy", Job.PUSH, 1_000, 0.05, kept=False),
        rate("careful", Job.PUSH, 1_000, 0.2),
        rate("a bare database", Job.PUSH, 1_000, 0.01, side=Side.FLOOR),
    ]
    first, *others = figures(found)
    assert first.measured == 10_000
    assert first.verdict == "MISSED"
    assert "0.50 × lazy (20,000/s, not yet on its disk)" in first.note
    assert "2.00 × careful (5,000/s)" in first.note
    assert [figure.name.partition(": ")[2] for figure in others] == ["lazy", "careful", "a bare database"]
    assert best(found, Job.PUSH) != best(found, Job.PUSH, kept=True)


def test_of_latencies_the_least_is_best() -> None:
    found: list[Measured] = [
        *latencies("ours on SQLite", [10.0] * 98 + [40.0, 60.0], case="20 desks", side=Side.OURS, goal=50.0),
        *latencies("slow", [50.0, 90.0], case="2 desks"),
        *latencies("quick", [5.0, 20.0], case="2 desks"),
    ]
    rival = best(found, Job.LIVE_P99)
    assert rival is not None
    assert rival.who == "quick"
    p99 = next(figure for figure in figures(found) if figure.name.startswith(f"{Job.LIVE_P99}: ours"))
    assert p99.measured == 40.0
    assert p99.verdict == "met"
    assert "2.00 × quick (20.0 ms)" in p99.note


def test_what_nobody_else_did_stands_alone() -> None:
    (figure,) = figures([rate("ours on SQLite", Job.STORED, 10, 1.0, side=Side.OURS, processor=0.001)])
    assert figure.note == "100 µs of processor a record at the server"
