"""Scanned papers for tests: bytes, the reference to them, and the operation that names them."""

from __future__ import annotations

import hashlib
import random

from models.records.admission import PartnerLicence, Scan, ScanKind


def pdf(seed: int, size: int) -> bytes:
    """Return ``size`` bytes that begin like a PDF; the same seed makes the same."""
    return (b"%PDF-1.7\n" + random.Random(seed).randbytes(size))[:size]


def scan_of(data: bytes, name: str = "执照.pdf", desk: str = "1") -> Scan:
    """Return the reference to bytes."""
    return Scan(sha256=hashlib.sha256(data).hexdigest(), size=len(data), kind=ScanKind.PDF, name=name, desk=desk)


def licence(scan: Scan | None, number: str = "浙 1", partner: str = "P001") -> PartnerLicence:
    """Return a licence that names a scan."""
    return PartnerLicence(partner=partner, kind="登高作业证", number=number, expires="2027-01-01", scan=scan)
