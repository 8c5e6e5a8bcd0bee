"""What the centre makes of an operation (sync protocol 3.7)."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What the centre decided on one operation: stored for ever and told again identically.

    ``applied``: it does what it says. ``rebased``: it was made on an older state but still fits. ``superseded``: kept as a fact that moves
    nothing, somebody must look. ``rejected``: a rule or a permission forbids it. ``quarantined``: a lead decides (revoked device, unknown
    type).
    """

    APPLIED = "applied"
    REBASED = "rebased"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"
    QUARANTINED = "quarantined"

    @property
    def effective(self) -> bool:
        """Whether the operation takes part in the fold."""
        return self is Outcome.APPLIED or self is Outcome.REBASED
