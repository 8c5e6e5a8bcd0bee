"""The way to the call gateway over HTTP, which may be another server than the centre's."""

from __future__ import annotations

from sync.client.ports import CallStream
from sync.client.stream import HttpStream, call_events
from sync.client.transport import EVENTS, HttpWire
from sync.protocol.calls import CallAnswer, CallCommand


class HttpCallWire(HttpWire):
    """``sync.client.ports.CallWire``."""

    def calls(self, access: str) -> CallStream:
        return HttpStream(self._send("GET", "/calls", access, accept=EVENTS, plain=True), call_events)

    def command(self, access: str, request: CallCommand) -> CallAnswer:
        return self._json("POST", "/calls/commands", CallAnswer, access, request)
