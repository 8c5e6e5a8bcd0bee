"""A desk that moves into a centre brings its scans along, also where the move is cut in the middle of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from models.commands import admission
from models.records.admission import Scan
from models.records.operation import Desk
from models.records.staff import Role
from models.store import scans
from models.store.store import open_store
from models.tables.centre import Blob, BlobPiece
from sync.client import blobs
from sync.client.blob_wire import HttpBlobWire
from sync.client.failures import Unreachable
from sync.client.papers import moving_of
from sync.protocol.messages import BlobStand
from sync.server.centre import Centre
from tests.contract.test_move import code, lived, past
from tests.support.papers import licence, pdf, scan_of
from tests.support.past import Past

__all__ = ["code", "lived", "past"]

SUPERVISOR = Desk(actor=1, desk="desk-28", session="ses_1_alone", role=Role.SUPERVISOR)
PAPERS = {"甲": pdf(51, 2 * blobs.PIECE + 5), "乙": pdf(52, 900)}


@pytest.fixture
def url(tmp_path: Path) -> str:
    """What is kept is tested on both databases in ``test_blobs``."""
    return f"sqlite:///{tmp_path / 'centre.db'}"


def file(past: Past, tmp_path: Path) -> tuple[Scan, ...]:
    """Take papers in at a desk that stands alone, and damage none of them."""
    store = open_store(past.directory)
    for name, data in PAPERS.items():
        paper = tmp_path / f"{name}.pdf"
        paper.write_bytes(data)
        admission.license(store, SUPERVISOR, licence(None, number=name), paper)
    store.close()
    return tuple(scan_of(data) for data in PAPERS.values())


def at_centre(centre: Centre) -> dict[str, bytes]:
    """Return what the centre holds, digest → bytes."""
    query = select(Blob.sha256, BlobPiece.data).join(BlobPiece, BlobPiece.upload == Blob.upload).order_by(Blob.sha256, BlobPiece.first)
    found: dict[str, bytes] = {}
    for digest, data in centre.database.read(lambda connection: connection.execute(query).all()):
        found[digest] = found.get(digest, b"") + data
    return found


def test_a_move_that_was_cut_within_a_scan_brings_the_rest_of_it(
    past: Past, code: str, centre: Centre, served: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = file(past, tmp_path)
    whole, given = HttpBlobWire.hand_in, list[tuple[str, int]]()

    def cut(wire: HttpBlobWire, access: str, sha256: str, first: int, size: int, data: bytes) -> BlobStand:
        given.append((sha256, first))
        if len(given) == 2:
            raise Unreachable("cut")
        return whole(wire, access, sha256, first, size, data)

    monkeypatch.setattr(HttpBlobWire, "hand_in", cut)
    assert past.move(served, code) == 2
    assert moving_of(past.directory) is not None
    told = capsys.readouterr().out
    assert "Attachments that go along: 2." in told
    assert past.move(served, "") == 0, capsys.readouterr().out[-1500:]
    assert at_centre(centre) == {scan.sha256: data for scan, data in zip(papers, PAPERS.values(), strict=True)}
    # What the cut left half was gone on with: no piece of the first one was given twice but the one that was cut.
    assert [first for digest, first in given if digest == papers[0].sha256] == [0, blobs.PIECE, blobs.PIECE, 2 * blobs.PIECE]
    store = open_store(past.directory, alone=False)
    assert scans.held(past.directory, scans.naming(store).scans) == scans.naming(store).scans
    store.close()


def test_a_scan_that_is_damaged_here_holds_no_move_up(
    past: Past, code: str, centre: Centre, served: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = file(past, tmp_path)
    scans.path_of(past.directory, papers[0]).write_bytes(b"%PDF-torn")
    assert past.move(served, code) == 0, capsys.readouterr().out[-1500:]
    assert at_centre(centre) == {papers[1].sha256: PAPERS["乙"]}
