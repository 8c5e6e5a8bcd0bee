"""Kinto on PostgreSQL: accounts, storage and permissions as its own ``kinto init`` sets them up, waitress in front."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import msgspec

from tests.benchmarks.peers.install import KINTO, python_of
from tests.benchmarks.sync_measured import Job, Measured, rate
from tests.benchmarks.sync_processes import Watch, postmaster, running, url
from tests.benchmarks.sync_records import BATCH, Small
from tests.benchmarks.sync_wire import HOST, Connection, free_port

WHO = "Kinto on PostgreSQL"
PAGE = 1_000
_USER, _PASSWORD = "desk", "a-password-of-the-benchmark"
_COLLECTION = "/v1/buckets/centre/collections/cases"
_SETTINGS = """
[server:main]
use = egg:waitress#main
host = {host}
port = {port}
threads = 4

[app:main]
use = egg:kinto
kinto.includes = kinto.plugins.accounts
kinto.storage_backend = kinto.core.storage.postgresql
kinto.storage_url = {database}
kinto.permission_backend = kinto.core.permission.postgresql
kinto.permission_url = {database}
kinto.cache_backend = kinto.core.cache.memory
kinto.userid_hmac_secret = of-the-benchmark
kinto.batch_max_requests = {batch}
kinto.storage_max_fetch_size = 100000
multiauth.policies = account
multiauth.policy.account.use = kinto.plugins.accounts.AccountsPolicy
kinto.account_create_principals = system.Everyone
kinto.bucket_create_principals = system.Authenticated

[loggers]
keys = root
[handlers]
keys = console
[formatters]
keys = plain
[logger_root]
level = ERROR
handlers = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = plain
[formatter_plain]
format = %(message)s
"""


def measure(peers: Path, folder: Path, socket_folder: Path, records: list[Small]) -> list[Measured]:
    """Return Kinto's figures. The database ``kinto`` must exist. Raises RuntimeError, OSError or SubprocessError where it does not run."""
    port = free_port()
    settings = folder / "kinto.ini"
    database = url(socket_folder, "kinto", "postgresql+psycopg2")
    settings.write_text(_SETTINGS.format(host=HOST, port=port, database=database, batch=BATCH), encoding="utf-8")
    command = python_of(peers, KINTO).with_name("kinto")
    subprocess.run([command, "migrate", "--ini", settings], check=True, timeout=120, capture_output=True)
    with running([str(command), "start", "--ini", str(settings), "--port", str(port)], port, folder) as server:
        # The account is made without a sign-in; from then on each request carries it.
        Connection(port, {"Content-Type": "application/json"}).ask(
            "PUT", f"/v1/accounts/{_USER}", msgspec.json.encode({"data": {"password": _PASSWORD}})
        )
        sign_in = base64.b64encode(f"{_USER}:{_PASSWORD}".encode()).decode()
        desk = Connection(port, {"Content-Type": "application/json", "Authorization": f"Basic {sign_in}"})
        desk.ask("PUT", "/v1/buckets/centre", b"{}")
        desk.ask("PUT", _COLLECTION, b"{}")
        work = (server.pid, postmaster(socket_folder))
        return [_push(desk, records, work), *_pull(desk, len(records), work)]


def _push(desk: Connection, records: list[Small], work: tuple[int, ...]) -> Measured:
    bodies = [_batch(records[first : first + BATCH]) for first in range(0, len(records), BATCH)]
    with Watch(*work) as watch:
        answers = [desk.ask("POST", "/v1/batch", body) for body in bodies]
    made = sum(one["status"] == 201 for answer in answers for one in msgspec.json.decode(answer)["responses"])
    if made != len(records):
        raise RuntimeError(f"Kinto made {made} of {len(records)} records")
    note = "each record is a request of its own inside the batch"
    return rate(WHO, Job.PUSH, len(records), watch.seconds, case="1 desk", note=note, processor=watch.processor)


def _batch(records: list[Small]) -> bytes:
    requests = [
        {"path": f"{_COLLECTION.removeprefix('/v1')}/records/{record.id}", "body": {"data": msgspec.to_builtins(record)}}
        for record in records
    ]
    return msgspec.json.encode({"defaults": {"method": "PUT"}, "requests": requests})


def _pull(desk: Connection, count: int, work: tuple[int, ...]) -> list[Measured]:
    """Pull in pages, and everything as one page: what a fresh desk can do at best."""
    found = []
    for job, page in ((Job.PULL, PAGE), (Job.BOOTSTRAP, count)):
        with Watch(*work) as watch:
            got = _pages(desk, f"{_COLLECTION}/records?_limit={page}")
        if got != count:
            raise RuntimeError(f"Kinto gave {got} of {count} records")
        found.append(rate(WHO, job, count, watch.seconds, case=f"pages of {page:,}", processor=watch.processor))
    return found


def _pages(desk: Connection, first: str) -> int:
    path: str | None = first
    got = 0
    while path is not None:
        head, body = desk.answer("GET", path)
        got += len(msgspec.json.decode(body)["data"])
        behind = head.headers.get("Next-Page")
        path = behind[behind.index("/v1/") :] if behind else None
    return got
