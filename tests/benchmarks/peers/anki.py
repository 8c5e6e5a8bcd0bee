"""Anki's own sync server (``anki.syncserver``): whole rows of one user in SQLite, last writer wins, one commit at the end of a sync."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import msgspec

from tests.benchmarks.children import ROOT
from tests.benchmarks.peers.install import ANKI, HERE, python_of
from tests.benchmarks.sync_measured import Job, Measured, rate
from tests.benchmarks.sync_processes import running
from tests.benchmarks.sync_records import Small
from tests.benchmarks.sync_wire import HOST, free_port

WHO = "Anki's sync server"
SECONDS = 300
_JOBS = {"push": Job.PUSH, "pull": Job.PULL, "stored": Job.STORED, "bootstrap": Job.BOOTSTRAP}
_OWN = "250 rows a request; a record is a note with its card"
_NOTES = {
    ("push", "its own client"): f"{_OWN}; nothing is committed before the end",
    ("push", "the bare wire, a sync for each batch"): "notes alone",
    ("push", "the bare wire, one sync"): "notes alone; nothing is committed before the end",
    ("stored", "its own client"): _OWN,
    ("bootstrap", "its own client"): "the whole file, notes and cards",
    ("bootstrap", "notes alone"): "the whole file",
}


class _Line(msgspec.Struct):
    job: str
    case: str
    count: int
    seconds: float
    processor: float


def measure(peers: Path, folder: Path, records: list[Small], many: list[Small]) -> list[Measured]:
    """Return Anki's figures; ``many`` make the large file. Raises RuntimeError, OSError or SubprocessError where it does not run."""
    port = free_port()
    place = folder / "anki"
    place.mkdir()
    files = [place / "records.jsonl", place / "many.jsonl"]
    for file, content in zip(files, (records, many), strict=True):
        file.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in content))
    python = str(python_of(peers, ANKI))
    served = {
        "SYNC_USER1": "first:secret",
        "SYNC_USER2": "second:secret",
        "SYNC_USER3": "third:secret",
        "SYNC_USER4": "fourth:secret",
        "SYNC_BASE": str(place / "server"),
        "SYNC_HOST": HOST,
        "SYNC_PORT": str(port),
        "RUST_LOG": "error",
    }
    with running([python, "-m", "anki.syncserver"], port, place, served) as server:
        done = subprocess.run(
            # -P: this folder, which holds a file of the same name as Anki's package, is not searched.
            [python, "-P", str(HERE / "anki_job.py"), str(port), str(server.pid), str(place), *map(str, files)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    if done.returncode != 0:
        raise RuntimeError(f"Anki's job ended with {done.returncode}: {done.stderr[-1500:]}")
    lines = [msgspec.json.decode(line, type=_Line) for line in done.stdout.splitlines()]
    return [
        rate(
            WHO,
            _JOBS[line.job],
            line.count,
            line.seconds,
            case=line.case,
            note=_NOTES.get((line.job, line.case), "notes alone, 250 a request"),
            kept="before the end" not in _NOTES.get((line.job, line.case), ""),
            processor=line.processor or None,
        )
        for line in lines
    ]
