"""What one system did in one job, and how ours stands beside the others of the same run."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from models.records.base import Record
from tests.benchmarks.figures import Figure, share


class Job(StrEnum):
    """What is measured. Rates are records per second: the higher the better; latencies are milliseconds."""

    PUSH = "push, batches of 100"
    PULL = "pull by a fresh desk, received"
    STORED = "pull by a fresh desk, in its store"
    BOOTSTRAP = "whole bootstrap"
    LIVE_P50 = "live desk → desk, p50"
    LIVE_P99 = "live desk → desk, p99"

    @property
    def latency(self) -> bool:
        """Whether less is better."""
        return self in (Job.LIVE_P50, Job.LIVE_P99)


class Side(StrEnum):
    """Whose figure it is. A floor is what a bare database does, without anything that a sync needs."""

    OURS = "ours"
    PEER = "peer"
    FLOOR = "floor"


class Measured(Record, frozen=True):
    """One figure: ``value`` is records per second, or milliseconds. ``count`` records (or events) took ``seconds`` in all.

    ``case`` tells variants of one job apart (how many desks, how many cases), ``note`` what must be known to read the figure fairly.
    ``kept`` tells whether an answer means that what it answers to is committed to the disk.
    ``processor`` is what the server used, its database included, in microseconds a record (of latencies: a delivery); it says more than
    time does on a busy machine.
    """

    who: str
    job: Job
    value: float
    count: int
    seconds: float
    side: Side = Side.PEER
    case: str = ""
    note: str = ""
    goal: float | None = None
    kept: bool = True
    processor: float | None = None


class Absent(Record, frozen=True):
    """A peer, or a part of the measurement, that could not be had here, and why."""

    who: str
    why: str


def rate(
    who: str,
    job: Job,
    count: int,
    seconds: float,
    *,
    side: Side = Side.PEER,
    case: str = "",
    note: str = "",
    goal: float | None = None,
    kept: bool = True,
    processor: float | None = None,
) -> Measured:
    """Return the rate of ``count`` records in ``seconds``; ``processor`` seconds were used at the server."""
    return Measured(
        who=who,
        job=job,
        value=round(count / seconds, 1),
        count=count,
        seconds=round(seconds, 4),
        side=side,
        case=case,
        note=note,
        goal=goal,
        kept=kept,
        processor=None if processor is None else round(processor / count * 1e6, 1),
    )


def latencies(
    who: str,
    milliseconds: Sequence[float],
    *,
    case: str,
    side: Side = Side.PEER,
    note: str = "",
    goal: float | None = None,
    processor: float | None = None,
) -> list[Measured]:
    """Return the median and the 99th percentile of what was measured; ``goal`` is the second one's, ``processor`` as for ``rate``."""
    seconds = round(sum(milliseconds) / 1000, 4)
    return [
        Measured(
            who=who,
            job=job,
            value=round(share(milliseconds, part), 2),
            count=len(milliseconds),
            seconds=seconds,
            side=side,
            case=case,
            note=note,
            goal=aim,
            processor=None if processor is None else round(processor / len(milliseconds) * 1e6, 1),
        )
        for job, part, aim in ((Job.LIVE_P50, 0.5, None), (Job.LIVE_P99, 0.99, goal))
    ]


def best(found: Sequence[Measured], job: Job, kept: bool = False) -> Measured | None:
    """Return the best peer in a job (with ``kept``, of those that commit before they answer), None where no peer did it."""
    peers = [one for one in found if one.job is job and one.side is Side.PEER and (one.kept or not kept)]
    if not peers:
        return None
    return min(peers, key=_value) if job.latency else max(peers, key=_value)


def figures(found: Sequence[Measured]) -> list[Figure]:
    """Return everything as figures, job by job: ours first, each with its ratio to the best peer of this run, then peers, then floors."""
    made = []
    for job in Job:
        rivals = [rival for kept in (False, True) if (rival := best(found, job, kept)) is not None]
        for one in sorted((one for one in found if one.job is job), key=_place):
            beside = dict.fromkeys(_beside(one, rival) for rival in rivals) if one.side is Side.OURS else ()
            each = "delivery" if job.latency else "record"
            work = "" if one.processor is None else f"{one.processor:.0f} µs of processor a {each} at the server"
            made.append(
                Figure(
                    name=f"{job.value}: {one.who}" + (f", {one.case}" if one.case else ""),
                    measured=one.value,
                    unit="ms" if job.latency else "/s",
                    goal=one.goal,
                    note="; ".join(note for note in (*beside, work, one.note) if note),
                    least=not job.latency,
                )
            )
    return made


def _beside(one: Measured, rival: Measured) -> str:
    value = f"{rival.value:.1f} ms" if rival.job.latency else f"{rival.value:,.0f}/s"
    return f"{one.value / rival.value:.2f} × {rival.who} ({value}{'' if rival.kept else ', not yet on its disk'})"


def _place(one: Measured) -> tuple[int, float]:
    return list(Side).index(one.side), one.value if one.job.latency else -one.value


def _value(one: Measured) -> float:
    return one.value
