"""Tables. Importing this package makes both metadata complete."""

from __future__ import annotations

from models.tables import call, caller, case, catalogue, feed, handover, knowledge, meta, outbox, partner, search, staff, unit

__all__ = ["call", "caller", "case", "catalogue", "feed", "handover", "knowledge", "meta", "outbox", "partner", "search", "staff", "unit"]
