"""Scans beside the store: which the operations name, backing them up, putting a copy back, and what a look at them tells."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.commands import admission
from models.records.admission import Scan
from models.records.failure import StoreFailure
from models.records.operation import Desk
from models.records.staff import Role
from models.store import scans
from models.store.inspection import inspect
from models.store.profile import BACKUPS
from models.store.store import Store, rebuild
from tests.models.store.desks import SyncedDesk
from tests.support.papers import licence, pdf, scan_of

SUPERVISOR = Desk(actor=1, desk="1", session="ses_1", role=Role.SUPERVISOR)
DATA = pdf(31, 2000)


def take_in(store: Store, tmp_path: Path, data: bytes = DATA, number: str = "浙 1") -> Scan:
    paper = tmp_path / "执照.pdf"
    paper.write_bytes(data)
    admission.license(store, SUPERVISOR, licence(None, number), paper)
    return scan_of(data)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*")}


def test_what_operations_name_is_told_once_and_after_a_rebuild_too(store: Store, tmp_path: Path) -> None:
    assert scans.naming(store) == scans.Named(directory=store.directory)
    first, second = take_in(store, tmp_path), take_in(store, tmp_path, pdf(32, 100))
    assert take_in(store, tmp_path, number="浙 2") == first
    told = scans.naming(store)
    assert (told.scans, told.unsent) == ((first, second), frozenset())
    assert scans.held(store.directory, told.scans) == (first, second)
    rebuild(store)
    assert scans.naming(store) == told


def test_a_desk_of_a_centre_tells_which_the_centre_has_not_heard_of(one: SyncedDesk, tmp_path: Path) -> None:
    one.settle()
    scan = take_in(one.store, tmp_path)
    assert scans.naming(one.store).unsent == {scan.sha256}
    one.settle()
    told = scans.naming(one.store)
    assert (told.scans, told.unsent) == ((scan,), frozenset())


@pytest.mark.parametrize("name", ["../outbox.db", "..", "/etc/hosts", "0" * 63, "A" * 64, ""])
def test_a_reference_never_leads_out_of_the_folder(store: Store, tmp_path: Path, name: str) -> None:
    scan = replace(scan_of(DATA), sha256=name)
    with store.write(SUPERVISOR) as work:
        admission._record(work, "P001", licence(scan))
    assert scans.naming(store).scans == ()
    assert scans.find(store.directory, scan) is None
    assert scans.back_up(store) == 0
    assert scans.look(store) == scans.Looked()


def test_a_backup_holds_every_scan_once(store: Store, tmp_path: Path) -> None:
    take_in(store, tmp_path)
    assert scans.back_up(store) == 1
    folder = store.directory / BACKUPS / scans.SCANS
    times = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    other = take_in(store, tmp_path, pdf(33, 50))
    assert scans.back_up(store) == 2
    assert files(folder) == files(store.directory / scans.SCANS)
    assert {name: (folder / name).stat().st_mtime_ns for name in times} == times
    # A damaged original is no copy for a sound one, and a damaged copy is made anew.
    scans.path_of(store.directory / BACKUPS, other).write_bytes(b"?")
    assert scans.back_up(store) == 2
    assert files(folder) == files(store.directory / scans.SCANS)


def test_a_lost_or_damaged_scan_is_put_back_from_the_backup(store: Store, tmp_path: Path) -> None:
    scan = take_in(store, tmp_path)
    scans.back_up(store)
    path = scans.path_of(store.directory, scan)
    for harm in (path.unlink, lambda: path.write_bytes(bytes(len(DATA))), lambda: path.write_bytes(b"")):
        harm()
        assert scans.find(store.directory, scan) == path
        assert path.read_bytes() == DATA


def test_a_look_tells_the_damaged_from_those_that_are_not_here(store: Store, tmp_path: Path) -> None:
    here, hurt, gone = (take_in(store, tmp_path, pdf(seed, 100 + seed)) for seed in (1, 2, 3))
    assert inspect(store).clean
    scans.path_of(store.directory, hurt).write_bytes(b"%PDF-")
    scans.path_of(store.directory, gone).unlink()
    looked = scans.look(store)
    assert (looked.here, looked.damaged, [scan.sha256 for scan in looked.absent]) == (1, (hurt.sha256,), [gone.sha256])
    assert scans.find(store.directory, here) is not None
    assert not inspect(store).clean


def test_on_a_desk_of_a_centre_what_is_not_here_is_nothing_wrong(one: SyncedDesk, tmp_path: Path) -> None:
    one.settle()
    scan = take_in(one.store, tmp_path)
    scans.path_of(one.store.directory, scan).unlink()
    found = inspect(one.store)
    assert (found.scans.absent[0].sha256, found.clean) == (scan.sha256, True)
    scans.path_of(one.store.directory, scan).write_bytes(b"")
    assert not inspect(one.store).clean


def test_what_was_fetched_is_taken_over_only_where_it_is_the_very_bytes(store: Store, tmp_path: Path) -> None:
    scan, part = scan_of(DATA), tmp_path / "fetched"
    for wrong in (b"", DATA[:-1], DATA + b"x", bytes(len(DATA))):
        part.write_bytes(wrong)
        assert scans.adopt(store.directory, scan, part) is None
        assert not part.exists()
        assert scans.find(store.directory, scan) is None
    part.write_bytes(DATA)
    assert scans.adopt(store.directory, scan, part) == scans.find(store.directory, scan)
    assert files(store.directory / scans.SCANS) == {f"{scan.sha256}.pdf": DATA}


def test_a_full_disk_leaves_nothing_half(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = take_in(store, tmp_path)
    part = tmp_path / "fetched"
    other = pdf(34, 500)
    part.write_bytes(other)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    for deed in (lambda: scans.back_up(store), lambda: scans.adopt(store.directory, scan_of(other), part)):
        with pytest.raises(StoreFailure) as refused:
            deed()
        assert refused.value.code == "disk.full"
    assert files(store.directory / scans.SCANS) == {f"{scan.sha256}.pdf": DATA}
    assert files(store.directory / BACKUPS / scans.SCANS) == {}
