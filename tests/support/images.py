"""A centre with a folder for the images that new desks begin with."""

from __future__ import annotations

import hashlib
from pathlib import Path

import zstandard

from sync.protocol.messages import Manifest
from sync.protocol.problems import Code
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.push import push
from sync.server.refusal import Refusal
from sync.server.snapshot import Snapshots
from sync.server.snapshot_files import Images
from sync.server.snapshot_maker import Maker, Plan
from tests.support.desks import signed_in

AT_ONCE = Plan(least=1, share=0.0, quiet=0.0, apart=0.0)


class Pictured:
    """The centre, its images, and a desk of operator 28's."""

    def __init__(self, centre: Centre, folder: Path) -> None:
        self.centre = centre
        self.images = Images(folder)
        self.desk, self.caller = signed_in(centre)
        self.cases: list[str] = []

    def accept(self, count: int = 3) -> None:
        """Accept some cases."""
        made = [self.desk.accept() for _ in range(count)]
        self.cases += [operation.entity.id for operation in made]
        assert all(told.outcome.effective for told in push(self.centre, self.caller, made).results)

    def make(self, plan: Plan = AT_ONCE) -> Manifest:
        """Let a maker have one turn; return what is the newest image then."""
        maker = Maker(self.centre, self.images, plan)
        maker.turn()
        assert not maker.failing
        maker.close()
        return self.images.listed()[0]

    def offered(self, caller: Caller | None = None, plan: Plan = AT_ONCE) -> Manifest | Code:
        """Return what a desk is offered, or why it is not."""
        try:
            return Snapshots(self.centre, self.images.folder, plan).manifest(caller or self.caller)
        except Refusal as refusal:
            return refusal.code

    def unpacked(self, found: Manifest) -> bytes:
        """Return an image."""
        packed = self.images.path(found).read_bytes()
        assert (len(packed), hashlib.sha256(packed).hexdigest()) == (found.file.bytes, found.file.sha256)
        image = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
        assert len(image) == found.file.inflated
        return image
