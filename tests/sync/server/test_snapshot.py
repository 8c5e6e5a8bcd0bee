"""The images that new desks begin with: what lies in them, and what becomes of them when a centre is restored or has several processes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import delete, update

from models.records.catalogue import Line as Telephone
from models.records.feed import Cursor
from models.records.journal import Note
from models.records.operation import Entity
from models.rules import access
from models.rules.access import CENTRE
from models.store.centre import adopt, apply_page, join
from models.store.comparison import differing_tables
from models.store.store import open_store
from models.tables.centre import Feed, StreamHead
from sync.protocol.messages import Manifest
from sync.protocol.problems import Code
from sync.server import snapshot_files
from sync.server.centre import Centre
from sync.server.founding import new_epoch
from sync.server.push import push
from sync.server.snapshot import Snapshots
from sync.server.snapshot_maker import LATER, Maker, rows_in
from tests.support.desks import acceptance, signed_in
from tests.support.feeds import rows
from tests.support.images import AT_ONCE, Pictured

MARKER = "紫藤花开"


@pytest.fixture
def world(centre: Centre, tmp_path: Path) -> Pictured:
    return Pictured(centre, tmp_path / "images")


def test_a_desk_that_begins_with_the_image_shows_what_the_feed_shows(world: Pictured, tmp_path: Path) -> None:
    world.accept()
    push(world.centre, world.caller, [world.desk.note(world.cases[0])])
    found = world.make()
    world.accept(2)
    begun, followed = (open_store(tmp_path / name, alone=False) for name in ("image", "feed"))
    for store in (begun, followed):
        join(store, world.centre.epoch)
    target = begun.directory / "fetched.db"
    target.write_bytes(world.unpacked(found))
    adopt(begun, target, found.epoch, found.cursors)
    for store in (begun, followed):
        for stream in world.caller.reads:
            whole = rows(world.centre, world.caller, stream)
            end = Cursor(seq=whole[-1].seq, chain=whole[-1].chain) if whole else Cursor()
            apply_page(store, whole, {stream: end}, world.centre.epoch)
    path = followed.replica.database.path
    followed.close()
    assert differing_tables(begun.replica.database, path) == ()
    assert begun.read().exec_driver_sql('SELECT count(*) FROM "case"').scalar() == 5
    begun.close()


def test_no_byte_of_a_stream_that_not_everybody_reads_lies_in_it(world: Pictured) -> None:
    counsellor, their = signed_in(world.centre, 14)
    sealed = counsellor.make(replace(acceptance(Telephone.PSYCHOLOGY), text=MARKER), Entity(type="case", id=f"case-{MARKER}"))
    told = push(world.centre, their, [sealed, counsellor.act(sealed.entity.id, Note(text=MARKER))]).results
    assert {result.stream for result in told} == {access.SEALED}
    world.accept(1)
    mine = [world.desk.act(sealed.entity.id, Note(text=MARKER)), world.desk.note(world.cases[0], "听见了")]
    # The first is refused, and kept in the own stream of who wrote it.
    assert [result.stream for result in push(world.centre, world.caller, mine).results] == ["me/28", CENTRE]
    found = world.make()
    image = world.unpacked(found)
    assert "听见了".encode() in image
    assert MARKER.encode() not in image
    assert found.cursors.keys() <= set(access.shared())
    assert MARKER.encode() not in world.images.mirror.read_bytes()


def test_pushes_go_on_while_an_image_is_packed(world: Pictured, monkeypatch: pytest.MonkeyPatch) -> None:
    world.accept()
    begun, pack = rows_in(world.centre), snapshot_files._pack

    def packing(*arguments: object) -> object:
        world.accept()
        return pack(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(snapshot_files, "_pack", packing)
    assert world.make().file.rows == begun
    assert rows_in(world.centre) == begun + 3


def test_a_new_history_gets_an_image_of_its_own(world: Pictured) -> None:
    world.accept()
    old = world.make()
    new_epoch(world.centre)
    assert world.offered() is Code.TRY_LATER
    found = world.make()
    assert found.epoch == world.centre.epoch != old.epoch
    assert world.offered() == found


def test_an_image_that_the_centre_has_forgotten_is_served_no_more(world: Pictured) -> None:
    """A backup was restored and nobody has said so: the same history, and rows that are gone."""
    world.accept()
    old = world.make()
    streams = (StreamHead.stream == CENTRE, Feed.stream == CENTRE)
    first = rows(world.centre, world.caller, CENTRE)[0]
    world.centre.database.write(lambda c: c.execute(delete(Feed).where(streams[1], Feed.seq > 1)))
    world.centre.database.write(lambda c: c.execute(update(StreamHead).where(streams[0]).values(n=1, chain=first.chain)))
    assert world.offered() is Code.TRY_LATER
    maker = Maker(world.centre, world.images, AT_ONCE)
    maker.turn()
    maker.turn()
    maker.close()
    found = world.offered()
    assert isinstance(found, Manifest)
    assert found.file.rows == old.file.rows - 2
    assert found.cursors[CENTRE] == Cursor(seq=1, chain=first.chain)


def test_of_several_processes_one_makes_and_all_serve(world: Pictured, open_centre: Callable[[], Centre]) -> None:
    world.accept()
    first, second = (Maker(world.centre, world.images, AT_ONCE) for _ in range(2))
    first.turn()
    (found,) = world.images.listed()
    world.accept()
    assert second.turn() == LATER
    assert world.images.listed() == (found,)
    assert Snapshots(open_centre(), world.images.folder, AT_ONCE).manifest(world.caller) == found
    first.close()
    second.turn()
    assert world.images.listed()[0].file.rows == found.file.rows + 3
    second.close()
