"""A fresh desk: everything pulled row by row into its store, or as the image that the server made (sync protocol 3.9)."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from models.records.feed import Cursor
from models.rules.access import CENTRE
from models.store.centre import adopt, apply_page, join
from models.store.store import Store, open_store
from models.tables.case import Case
from sync.client.bootstrap import unpack
from sync.client.transport import HttpWire
from sync.protocol.messages import Manifest
from tests.benchmarks.sync_desks import BenchDesk
from tests.benchmarks.sync_measured import Job, Measured, Side, rate
from tests.benchmarks.sync_processes import Watch
from tests.benchmarks.sync_wire import HOST

IMAGE_SECONDS = 180.0
"""How long the server may take to make its first image."""

_AGAIN = threading.Event()
"""Never set: only the server can tell when its image is there."""


def stored(who: str, watch: Watch, desk: BenchDesk, folder: Path, cases: int, goal: float | None) -> Measured:
    """Pull every stream into an empty store, page by page, as the desk's engine does. Raises RuntimeError unless all cases are there."""
    store = open_store(folder, alone=False)
    try:
        join(store)
        with watch:
            got, folding = _follow(store, desk, "", {})
        _check(store, cases)
    finally:
        store.close()
    note = f"the fold alone {got / folding:,.0f}/s"
    return rate(who, Job.STORED, got, watch.seconds, side=Side.OURS, goal=goal, processor=watch.processor, note=note)


def begun(who: str, watch: Watch, desk: BenchDesk, folder: Path, cases: int) -> Measured:
    """Fetch the server's image, begin with it and pull what came since, as the desk's engine does.

    The image is made before: one serves every desk. How long that took is told beside. Raises RuntimeError unless all cases are there.
    """
    first = time.perf_counter()
    manifest(desk, cases)
    made = time.perf_counter() - first
    store = open_store(folder, alone=False)
    try:
        join(store)
        with watch:
            found = manifest(desk, cases)
            image = _fetch(desk, found, store.directory)
            adopt(store, image, found.epoch, found.cursors)
            _follow(store, desk, found.epoch, found.cursors)
        _check(store, cases)
    finally:
        store.close()
    size = f"{found.file.bytes / 1e6:.1f} MB packed, {found.file.inflated / 1e6:.1f} MB"
    note = f"{size}; the image was there {made:.1f} s after the last push"
    case = f"image of {cases:,} cases"
    return rate(who, Job.BOOTSTRAP, cases, watch.seconds, side=Side.OURS, case=case, processor=watch.processor, note=note)


def manifest(desk: BenchDesk, cases: int) -> Manifest:
    """Ask until there is an image of so many cases, and return what it is. Raises RuntimeError where the server makes none."""
    until = time.monotonic() + IMAGE_SECONDS
    while True:
        try:
            found = msgspec.json.decode(desk.wire.ask("GET", "/v1/snapshot"), type=Manifest)
            if CENTRE in found.cursors and found.cursors[CENTRE].seq >= cases:
                return found
            if time.monotonic() > until:
                raise RuntimeError(f"the image holds {found.file.rows} rows")
        except RuntimeError as refused:
            if "with 503" not in str(refused) or time.monotonic() > until:
                raise
        _AGAIN.wait(0.1)


def _fetch(desk: BenchDesk, found: Manifest, folder: Path) -> Path:
    """Fetch and unpack the image with the very functions of the desk's engine."""
    wire, part = HttpWire(f"http://{HOST}:{desk.port}"), folder / "image.part"
    try:
        wire.download(desk.session.access, found.file.sha256, part, found.file.bytes, lambda _done: None)
    finally:
        wire.close()
    image = unpack(part, found)
    part.unlink()
    return image


def _follow(store: Store, desk: BenchDesk, epoch: str, cursors: Mapping[str, Cursor]) -> tuple[int, float]:
    """Pull until nothing is left; return how many rows came and the seconds that folding them took."""
    at = {stream: cursors.get(stream, Cursor()) for stream in desk.session.reads}
    got, folding = 0, 0.0
    for page in desk.pages(at, epoch):
        first = time.perf_counter()
        apply_page(store, page.rows, page.end.cursors, page.end.epoch)
        folding += time.perf_counter() - first
        got += len(page.rows)
    return got, folding


def _check(store: Store, cases: int) -> None:
    found = store.read().scalar(select(func.count()).select_from(Case))
    if found != cases:
        raise RuntimeError(f"the desk holds {found} of {cases} cases")
