"""How a partner is admitted and kept: stages with their dates, licences with their scans, terms, and when it is looked at again."""

from __future__ import annotations

from enum import StrEnum
from typing import Union

from models.records.base import Record
from models.records.partner import PartnerStage


class ScanKind(StrEnum):
    """What a scan may be; nothing else is kept."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"


class Scan(Record, frozen=True):
    """A reference to a scanned paper: its SHA-256 in hexadecimal, its size in bytes, what it is, and what the file was called.

    ``desk`` took it in. The bytes travel apart from the operation, under that sum: to the centre, and from there to whoever opens them.
    """

    sha256: str
    size: int
    kind: ScanKind
    name: str
    desk: str = ""


class PartnerMove(Record, frozen=True, tag="partner.move"):
    """A partner comes into another stage from the day ``since`` (ISO date) on, and why. ``agreement`` is the number of what was signed."""

    partner: str
    stage: PartnerStage
    since: str
    reason: str
    agreement: str = ""


class PartnerLicence(Record, frozen=True, tag="partner.licence"):
    """A licence besides the business licence, one of each ``kind``: a later one of the same kind takes the place of the one before.

    ``expires`` is its last day (ISO date). A ``withdrawn`` one counts no more, neither for nor against the partner.
    """

    partner: str
    kind: str
    number: str
    expires: str
    scan: Scan | None = None
    withdrawn: bool = False


class TermChange(Record, frozen=True):
    """One thing that was agreed otherwise: a field of the partner's row, as it was and as it is now."""

    field: str
    before: str
    after: str


class PartnerTerms(Record, frozen=True, tag="partner.terms"):
    """What was agreed with a partner has changed. The row itself comes in the same group; this says who changed what, and why."""

    partner: str
    changes: tuple[TermChange, ...]
    reason: str
    scan: Scan | None = None


class PartnerRecheck(Record, frozen=True, tag="partner.recheck"):
    """Somebody has looked at a partner's papers and work again: what was found, and the day (ISO date) to look again, '' for none."""

    partner: str
    found: str
    due: str


Admission = Union[PartnerMove, PartnerLicence, PartnerTerms, PartnerRecheck]
"""What a partner's admission is made of."""


class LicenceRow(Record, frozen=True):
    """A licence in the list: the business licence (``kind`` '') or another one. ``entry`` is the operation, '' for what a file brought."""

    kind: str
    number: str
    expires: str
    scan: Scan | None = None
    entry: str = ""
