"""Unpacking what was fetched: only the very file that the manifest names, and never more than it says."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import zstandard

from sync.client.bootstrap import unpack
from sync.client.failures import Garbled
from sync.protocol.messages import Manifest, SnapshotFile


def packed(plain: bytes) -> bytes:
    """Return what the centre makes of an image."""
    return zstandard.ZstdCompressor(write_checksum=True).compress(plain)


PLAIN = bytes(range(256)) * 2000
PACKED = packed(PLAIN)


def promised(data: bytes, inflated: int) -> Manifest:
    """Return what a centre would say of a file."""
    file = SnapshotFile(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), inflated=inflated, rows=1)
    return Manifest(epoch="e", schema="s", cursors={}, file=file)


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "file.part"


def test_what_was_packed_comes_out(part: Path) -> None:
    part.write_bytes(PACKED)
    assert unpack(part, promised(PACKED, len(PLAIN))).read_bytes() == PLAIN
    assert part.exists()


@pytest.mark.parametrize(
    ("data", "inflated", "problem"),
    [
        (PACKED, len(PLAIN) - 1, "size"),
        (PACKED, len(PLAIN) + 1, "size"),
        (PACKED[:-20], len(PLAIN), "zstd"),
        (PACKED[:-8] + bytes(8), len(PLAIN), "zstd"),
        (PACKED + PACKED, len(PLAIN), "zstd"),
        (b"<html>", len(PLAIN), "zstd"),
        (b"", 0, "zstd"),
        (packed(bytes(8 << 20)), 4096, "size"),
    ],
)
def test_what_is_not_what_was_promised_is_refused_and_removed(part: Path, data: bytes, inflated: int, problem: str) -> None:
    part.write_bytes(data)
    with pytest.raises(Garbled) as garbled:
        unpack(part, promised(data, inflated))
    assert problem in str(garbled.value)
    assert list(part.parent.iterdir()) == []


def test_another_file_than_the_one_that_was_named_is_not_unpacked(part: Path) -> None:
    part.write_bytes(PACKED[:-1] + b"x")
    with pytest.raises(Garbled, match="checksum"):
        unpack(part, promised(PACKED, len(PLAIN)))
    assert list(part.parent.iterdir()) == []
