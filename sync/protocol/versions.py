"""Which protocol is spoken (sync protocol 3.11). A server of protocol N understands N and N-1; a push is never refused for its age."""

from __future__ import annotations

PROTOCOL = 1
SUPPORTED = (1,)
HEADER = "Sync-Protocol"
PREFIX = "/v1"
MINIMUM_CLIENT = "0.1.0"
"""The oldest console that may still pull."""
