"""Which operations name bytes that travel apart from them: the scans of licences and agreements."""

from __future__ import annotations

import re
from typing import Any

from models.records.admission import PartnerLicence, PartnerTerms, Scan

NAMING = (PartnerLicence, PartnerTerms)
"""The bodies that may name a scan."""

_SHA256 = re.compile("[0-9a-f]{64}")


def attached(content: Any) -> Scan | None:
    """Return the scan that the body of an operation names, None where there is none or its name is no SHA-256 of ours."""
    scan = content.scan if isinstance(content, NAMING) else None
    return scan if scan is not None and named(scan.sha256) else None


def named(sha256: str) -> bool:
    """Tell whether a text is a SHA-256 as it is written here: 64 small hexadecimal digits. Nothing else may become a path."""
    return _SHA256.fullmatch(sha256) is not None
