"""The way of attachments over HTTP: what the centre lacks, handing it in piece by piece, and fetching on where one was cut."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sync.client.failures import Garbled
from sync.client.transport import HttpWire
from sync.protocol.messages import BlobsAsked, BlobStand, BlobsWanted


class HttpBlobWire(HttpWire):
    """``sync.client.ports.BlobWire`` beside the routes of every desk."""

    def wanted(self, access: str, digests: Collection[str]) -> frozenset[str]:
        asked = BlobsAsked(digests=tuple(digests))
        return frozenset(self._json("POST", "/blobs", BlobsWanted, access, asked).digests)

    def stand(self, access: str, sha256: str) -> BlobStand:
        response = self._send("HEAD", f"/blobs/{sha256}", access, accept="*/*", plain=True)
        offset = response.headers.get("Upload-Offset", "")
        response.close()
        if not offset.isascii() or not offset.isdigit():
            raise Garbled("offset")
        return BlobStand(received=int(offset), whole=response.headers.get("Upload-Complete") == "?1")

    def hand_in(self, access: str, sha256: str, first: int, size: int, data: bytes) -> BlobStand:
        more = {"Content-Range": f"bytes {first}-{first + len(data) - 1}/{size}"}
        return self._json("PUT", f"/blobs/{sha256}", BlobStand, access, data, more=more)

    def fetch(self, access: str, sha256: str, target: Path, size: int) -> None:
        self._fetch(f"/blobs/{sha256}", access, target, size, lambda _done: None)
