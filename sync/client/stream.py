"""Reading the live channel: server-sent events over an answer that does not end."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

import msgspec
import requests

from sync.client.border import mapped
from sync.client.failures import Garbled
from sync.client.ports import CallEvent, Event
from sync.protocol.calls import CallBeat, CallBoard, CallDelta
from sync.protocol.messages import Heads, PresenceRow

_LONGEST = 1 << 20
"""An event of more bytes is none of the centre's."""

T = TypeVar("T")

_heads = msgspec.json.Decoder(Heads)
_presence = msgspec.json.Decoder(PresenceRow | tuple[PresenceRow, ...])
_calls: dict[str, msgspec.json.Decoder[CallBoard] | msgspec.json.Decoder[CallDelta] | msgspec.json.Decoder[CallBeat]] = {
    "calls": msgspec.json.Decoder(CallBoard),
    "call": msgspec.json.Decoder(CallDelta),
    "now": msgspec.json.Decoder(CallBeat),
}


class HttpStream(Generic[T]):
    """``sync.client.ports.LiveStream`` or ``CallStream`` over an open answer."""

    def __init__(self, response: requests.Response, read: Callable[[Iterator[tuple[str, str]]], Iterator[T]]) -> None:
        """``read`` makes of names and data what the events say."""
        self._response = response
        self._read = read
        # Chunks are handed on as they come. Without them only single bytes are: a larger read would wait for what is not there yet.
        chunked = response.headers.get("Transfer-Encoding", "").lower() == "chunked"
        self._pieces = response.iter_content(None if chunked else 1)
        self._parser = EventParser()
        self._waiting: deque[T] = deque()

    def next(self) -> T | None:
        """Wait for the next event, None where the channel was closed. Raises WireFailure."""
        while not self._waiting:
            with mapped():
                piece = next(self._pieces, None)
            if piece is None:
                return None
            self._waiting.extend(self._read(self._parser.feed(piece)))
        return self._waiting.popleft()

    def close(self) -> None:
        """Close it; a thread that waits in ``next`` comes back."""
        with contextlib.suppress(OSError, RuntimeError, ValueError, AttributeError):
            # The last three where the answer has ended by itself already.
            self._response.raw.shutdown()


class EventParser:
    """Takes bytes as they come and gives whole events as (name, data)."""

    def __init__(self) -> None:
        self._rest = b""
        self._name = ""
        self._data: list[str] = []

    def feed(self, piece: bytes) -> Iterator[tuple[str, str]]:
        """Yield the events that ``piece`` completes. Raises Garbled for bytes that are no events."""
        self._rest += piece
        if len(self._rest) > _LONGEST:
            raise Garbled("event")
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            try:
                text = line.rstrip(b"\r").decode()
            except UnicodeDecodeError as error:
                raise Garbled("event") from error
            if text:
                self._take(text)
            elif self._data:
                yield self._name or "message", "\n".join(self._data)
                self._name, self._data = "", []

    def _take(self, text: str) -> None:
        """Take one line: of a comment, and of fields that mean nothing here, nothing is kept."""
        field, _, value = text.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._name = value
        elif field == "data":
            self._data.append(value)
            if sum(map(len, self._data)) > _LONGEST:
                raise Garbled("event")


def live_events(found: Iterator[tuple[str, str]]) -> Iterator[Event]:
    """Yield what the events say; one of a name that this version does not know says nothing."""
    for name, data in found:
        try:
            if name == "heads":
                yield Event(heads=_heads.decode(data))
            elif name == "presence":
                rows = _presence.decode(data)
                yield Event(presence=(rows,) if isinstance(rows, PresenceRow) else rows)
        except msgspec.MsgspecError as error:
            raise Garbled("event") from error


def call_events(found: Iterator[tuple[str, str]]) -> Iterator[CallEvent]:
    """Yield what the gateway's events say; one of a name that this version does not know says nothing."""
    for name, data in found:
        try:
            if name in _calls:
                yield _calls[name].decode(data)
        except msgspec.MsgspecError as error:
            raise Garbled("event") from error
