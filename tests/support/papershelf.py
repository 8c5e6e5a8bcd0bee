"""The attachments of a centre on paper, beside its wire."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sync.protocol.messages import BlobStand
from sync.protocol.problems import Code
from tests.support.centre import PaperCentre
from tests.support.memory import refusal
from tests.support.paperwire import PaperWire


class PaperShelf(PaperWire):
    """``sync.client.ports.BlobWire`` for one desk; ``shelf`` holds the attachments that are at the centre."""

    def __init__(self, paper: PaperCentre) -> None:
        super().__init__(paper)
        self.shelf: dict[str, bytes] = {}

    def wanted(self, access: str, digests: Collection[str]) -> frozenset[str]:
        self._reach()
        told = "".join(row.operation.body for row in self.paper.rows if row.outcome.effective)
        return frozenset(digest for digest in digests if digest not in self.shelf and digest in told)

    def stand(self, access: str, sha256: str) -> BlobStand:
        self._reach()
        return BlobStand(whole=sha256 in self.shelf)

    def hand_in(self, access: str, sha256: str, first: int, size: int, data: bytes) -> BlobStand:
        self._reach()
        assert (first, len(data)) == (0, size), "papers of a test are short"
        self.shelf[sha256] = data
        return BlobStand(received=size, size=size, whole=True)

    def fetch(self, access: str, sha256: str, target: Path, size: int) -> None:
        self._reach()
        if sha256 not in self.shelf:
            raise refusal(Code.NOT_FOUND)
        target.write_bytes(self.shelf[sha256])
