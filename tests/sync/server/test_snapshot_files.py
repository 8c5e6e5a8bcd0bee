"""The files of images: who is offered them, when they are made and kept, and what happens when the disk is full or spoils one."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.records.staff import Role
from models.rules import access
from models.rules.access import CENTRE
from models.store.database import Database
from models.store.mirror import Mirror
from sync.protocol.problems import Code
from sync.server import snapshot_files
from sync.server.centre import Centre
from sync.server.refusal import Refusal
from sync.server.snapshot import Snapshots
from sync.server.snapshot_files import KEPT, Stopped
from sync.server.snapshot_maker import EVERY, LATER, Maker, Plan, rows_in
from tests.support.desks import signed_in
from tests.support.images import AT_ONCE, Pictured

NUMBERS = {Role.OPERATOR: 28, Role.LEAD: 2, Role.TRAINER: 24, Role.SUPERVISOR: 1, Role.COUNSELLOR: 14, Role.ADMIN: 26}


@pytest.fixture
def url(sqlite_url: str) -> str:
    """Files are the same whatever the database is."""
    return sqlite_url


@pytest.fixture
def one(centre: Centre, tmp_path: Path) -> Pictured:
    return Pictured(centre, tmp_path / "images")


@pytest.mark.parametrize("role", Role)
def test_a_role_gets_the_image_exactly_where_it_reads_all_of_it(one: Pictured, role: Role) -> None:
    one.accept()
    _, caller = signed_in(one.centre, NUMBERS[role])
    assert caller.operator.role is role
    reads = CENTRE in caller.reads
    assert one.offered(caller) is (Code.TRY_LATER if reads else Code.NOT_FOUND)
    found = one.make()
    assert found.cursors[CENTRE].seq == 3
    snapshots = Snapshots(one.centre, one.images.folder, AT_ONCE)
    if reads:
        assert one.offered(caller) == found
        assert snapshots.file(caller, found.file.sha256) == (one.images.path(found), found.file.bytes)
        return
    assert one.offered(caller) is Code.NOT_FOUND
    with pytest.raises(Refusal) as refused:
        snapshots.file(caller, found.file.sha256)
    assert refused.value.code is Code.NOT_FOUND


def test_what_everybody_reads_who_takes_calls_is_common() -> None:
    assert set(access.STREAMS) - set(access.shared()) == {access.SEALED}


def test_there_is_none_for_few_rows_and_none_without_a_folder(one: Pictured) -> None:
    one.accept()
    many = replace(AT_ONCE, least=rows_in(one.centre) + 1)
    maker = Maker(one.centre, one.images, many)
    assert maker.turn() == EVERY
    maker.close()
    assert not one.images.folder.exists()
    assert one.offered(plan=many) is Code.NOT_FOUND
    with pytest.raises(Refusal) as refused:
        Snapshots(one.centre).manifest(one.caller)
    assert refused.value.code is Code.NOT_FOUND


def test_one_whose_file_has_gone_is_offered_no_more_and_made_anew(one: Pictured) -> None:
    one.accept()
    first = one.make()
    one.images.path(first).unlink()
    assert one.images.listed() == ()
    assert one.offered() is Code.TRY_LATER
    second = one.make()
    assert one.offered() == second


def test_a_new_one_is_made_when_it_is_worth_it(one: Pictured) -> None:
    now = 1000.0
    maker = Maker(one.centre, one.images, Plan(least=3, share=0.0, quiet=2.0, apart=60.0, late=600.0), lambda: now)

    def made(seconds: float, cases: int = 0) -> int:
        """Let time pass, then cases come, then the maker look; return how many rows lie in the newest image that there was not before."""
        nonlocal now
        now += seconds
        if cases:
            one.accept(cases)
        maker.turn()
        return one.images.listed()[0].file.rows - begun

    begun = rows_in(one.centre)
    assert made(0) == 0
    assert made(100, 2) == 0, "too few"
    assert made(0, 1) == 0, "more may be on their way"
    assert made(2) == 3, "nothing more has come"
    assert made(0, 3) == made(3) == 3, "the last one is young"
    assert made(57) == 6
    for _ in range(5):
        assert made(100, 1) == 6, "it is never quiet"
    assert made(100, 1) == 12
    maker.close()
    share = Maker(one.centre, one.images, Plan(least=1, share=0.5, quiet=0.0, apart=0.0), lambda: now)
    one.accept(2)
    share.turn()
    share.close()
    assert one.images.listed()[0].file.rows == begun + 12, "a small part of the whole"


def test_the_last_two_stay_and_what_a_killed_maker_left_goes(one: Pictured) -> None:
    one.images.folder.mkdir()
    for name in ("making.db", "making.db-journal", "making.zst", "making.json", f"{'0' * 64}.zst"):
        (one.images.folder / name).write_bytes(b"half")
    made = []
    for _ in range(3):
        one.accept(1)
        made.append(one.make())
    assert one.images.listed() == (made[2], made[1])
    assert len(one.images.listed()) == KEPT
    kept = {one.images.path(found) for found in made[1:]}
    assert {path for path in one.images.folder.iterdir() if not path.name.startswith("mirror.db")} == {
        *kept,
        one.images.folder / "images.json",
        one.images.lock,
    }
    (one.images.folder / "images.json").write_bytes(b'[{"epoch":')
    assert one.offered() is Code.TRY_LATER
    assert one.make().cursors == made[2].cursors
    assert one.offered() == one.images.listed()[0]


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "no space left")


@pytest.mark.parametrize("where", ["packing", "copying", "folding"])
def test_a_full_disk_leaves_the_old_image_and_is_told_once(
    one: Pictured, where: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one.accept()
    old = one.make()
    one.accept()
    maker = Maker(one.centre, one.images, AT_ONCE)
    with monkeypatch.context() as patch:
        match where:
            case "packing":
                patch.setattr(snapshot_files.os, "fsync", full)
            case "copying":
                patch.setattr(Mirror, "image", lambda _self, target: (target.write_bytes(b"half"), full()))
            case _:
                patch.setattr(Mirror, "apply", full)
        assert [maker.turn() for _ in range(3)] == [LATER] * 3
        assert maker.failing
        assert capsys.readouterr().out.count("disk.full") == 1
        assert not [path for path in one.images.folder.iterdir() if path.name.startswith("making")]
        assert one.offered() == old
    maker.turn()
    assert not maker.failing
    assert one.images.listed()[0].file.rows == old.file.rows + 3
    maker.close()


@pytest.mark.parametrize("fails", ["writing", "naming"])
def test_an_image_that_cannot_be_listed_does_not_stay(one: Pictured, fails: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one.accept()
    old = one.make()
    before = set(one.images.folder.iterdir())
    fsync, replace_ = snapshot_files.os.fsync, Path.replace
    listing = one.images.folder / "images.json"

    def full_at_the_list(number: int) -> None:
        return full() if (one.images.folder / "making.json").exists() else fsync(number)

    with monkeypatch.context() as patch:
        if fails == "writing":
            patch.setattr(snapshot_files.os, "fsync", full_at_the_list)
        else:
            patch.setattr(Path, "replace", lambda self, target: full() if target == listing else replace_(self, target))
        for rows in range(3):
            image = one.images.fresh()
            image.write_bytes(bytes([rows]) * 1000)
            with pytest.raises(OSError, match="no space left"):
                one.images.keep(image, "epoch", {}, lambda: True)
            assert set(one.images.folder.iterdir()) == before
    assert one.offered() == old


@pytest.mark.parametrize("part", ["mirror", "copy"])
def test_a_damaged_mirror_begins_anew(one: Pictured, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(path: Path) -> None:
        data = path.read_bytes()
        path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))

    one.accept()
    old = one.make()
    one.accept()
    maker = Maker(one.centre, one.images, AT_ONCE)
    with monkeypatch.context() as patch:
        if part == "mirror":
            spoil(one.images.mirror)
        else:
            copy = Database.copy_to
            patch.setattr(Database, "copy_to", lambda self, target: (copy(self, target), spoil(target)))
        maker.turn()
    assert maker.failing
    assert one.offered() == old
    maker.turn()
    assert not maker.failing
    assert one.images.listed()[0].file.rows == old.file.rows + 3
    maker.close()


def test_a_desk_does_not_wait_for_an_image_that_cannot_be_made(one: Pictured, monkeypatch: pytest.MonkeyPatch) -> None:
    one.accept()
    monkeypatch.setattr(Mirror, "apply", full)
    snapshots = Snapshots(one.centre, one.images.folder, AT_ONCE)
    assert snapshots._maker is not None
    snapshots._maker.turn()
    with pytest.raises(Refusal) as refused:
        snapshots.manifest(one.caller)
    assert refused.value.code is Code.NOT_FOUND
    snapshots.close()


def test_a_server_that_ends_does_not_pack_to_the_end(one: Pictured) -> None:
    one.accept()
    image = one.images.folder / "whole.db"
    one.images.folder.mkdir()
    image.write_bytes(bytes(8 << 20))
    with pytest.raises(Stopped):
        one.images.keep(image, "e", {}, lambda: False)
    assert list(one.images.folder.iterdir()) == []
