"""PouchDB and express-pouchdb on LevelDB: the bare wire of CouchDB's protocol, and PouchDB's own replication in both directions."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import msgspec

from tests.benchmarks.peers.install import HERE, POUCH
from tests.benchmarks.sync_measured import Job, Measured, latencies, rate
from tests.benchmarks.sync_processes import Watch, running
from tests.benchmarks.sync_records import BATCH, Small
from tests.benchmarks.sync_wire import Connection, free_port

WHO = "PouchDB"
EVENTS = 200
SECONDS = 300
_JOBS = {"push": Job.PUSH, "stored": Job.STORED}
_LAZY = "LevelDB is not synced to the disk before the answer"


class _Line(msgspec.Struct):
    job: str
    count: int = 0
    seconds: float = 0.0
    milliseconds: list[float] = []


def measure(peers: Path, folder: Path, records: list[Small]) -> list[Measured]:
    """Return PouchDB's figures. Raises RuntimeError, OSError or SubprocessError where it does not run."""
    node = shutil.which("node")
    if node is None:
        raise OSError("node is not on this machine")
    port = free_port()
    place = folder / "pouch"
    (place / "server").mkdir(parents=True)
    file = place / "records.jsonl"
    file.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in records))
    with running([node, str(HERE / "pouch_server.js"), str(port), str(place / "server")], port, place, cwd=peers / POUCH) as server:
        found = _bare_wire(port, records, server.pid)
        done = subprocess.run(
            [node, str(HERE / "pouch_job.js"), str(port), str(place), str(file), str(EVENTS)],
            cwd=peers / POUCH,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    if done.returncode != 0:
        raise RuntimeError(f"PouchDB's job ended with {done.returncode}: {done.stderr[-1500:]}")
    for line in done.stdout.splitlines():
        told = msgspec.json.decode(line, type=_Line)
        if told.milliseconds:
            found += latencies(WHO, told.milliseconds, case="2 desks")
        else:
            found.append(rate(WHO, _JOBS[told.job], told.count, told.seconds, case="its own replication", note=_LAZY, kept=False))
    return found


def _bare_wire(port: int, records: list[Small], server: int) -> list[Measured]:
    wire = Connection(port, {"Content-Type": "application/json"})
    wire.ask("PUT", "/bare")
    documents = [{"_id": found.pop("id"), **found} for found in map(msgspec.to_builtins, records)]
    bodies = [msgspec.json.encode({"docs": documents[first : first + BATCH]}) for first in range(0, len(documents), BATCH)]
    with Watch(server) as watch:
        answers = [wire.ask("POST", "/bare/_bulk_docs", body) for body in bodies]
    made = sum("rev" in one for answer in answers for one in msgspec.json.decode(answer))
    if made != len(records):
        raise RuntimeError(f"PouchDB made {made} of {len(records)} records")
    found = [rate(WHO, Job.PUSH, made, watch.seconds, case="the bare wire", note=_LAZY, kept=False, processor=watch.processor)]
    for job, path in (
        (Job.PULL, "/bare/_changes?include_docs=true&limit=1000&since="),
        (Job.BOOTSTRAP, "/bare/_all_docs?include_docs=true"),
    ):
        with Watch(server) as watch:
            got = _feed(wire, path) if job is Job.PULL else len(msgspec.json.decode(wire.ask("GET", path))["rows"])
        if got != len(records):
            raise RuntimeError(f"PouchDB gave {got} of {len(records)} records")
        found.append(rate(WHO, job, got, watch.seconds, case="the bare wire", processor=watch.processor))
    return found


def _feed(wire: Connection, path: str) -> int:
    since: object = 0
    got = 0
    while True:
        page = msgspec.json.decode(wire.ask("GET", f"{path}{since}"))
        if not page["results"]:
            return got
        got += len(page["results"])
        since = page["last_seq"]
