"""Bytes into messages. A message is decoded when all of it is there: a Chinese character may arrive in two pieces, a line in twenty."""

from __future__ import annotations

from collections.abc import Sequence

from sync.server.ami.message import Message

LINE_BYTES = 64 * 1024
MESSAGE_LINES = 50_000
MESSAGE_BYTES = 8 * 1024 * 1024

_FOLLOWS = b"response: follows"
_END = b"--END COMMAND--"
_HEADERS = (b"privilege:", b"actionid:", b"message:")
"""The lines of an answer of the old kind that stand before what the command printed."""


class TooLong(Exception):
    """What comes is longer than anything that a call system says; nothing more is taken from this stream."""


class Decoder:
    """Takes a stream in pieces of any size and gives its messages; whatever the pieces, the messages are the same.

    The first line is the banner. ``drop`` names events that are of no use (``RTCP*`` for all that begin so): they are counted and thrown
    away before they are decoded. A line of the stream may end in LF alone.
    """

    def __init__(self, drop: Sequence[str] = ()) -> None:
        self.banner: str | None = None
        self.dropped = 0
        self._unfinished = bytearray()
        self._lines: list[bytes] = []
        self._bytes = 0
        self._printed = False
        self._exactly = frozenset(f"Event: {name}".encode() for name in drop if not name.endswith("*"))
        self._beginning = tuple(f"Event: {name[:-1]}".encode() for name in drop if name.endswith("*"))

    def feed(self, data: bytes) -> list[Message]:
        """Return the messages that this piece completes. Raises ``TooLong``, after which the decoder is of no use."""
        *ends, rest = data.split(b"\n")
        found: list[Message] = []
        for end in ends:
            if self._unfinished:
                self._unfinished += end
                end = bytes(self._unfinished)
                self._unfinished.clear()
            if len(end) > LINE_BYTES:
                raise TooLong("line")
            message = self._line(end.removesuffix(b"\r"))
            if message is not None:
                found.append(message)
        self._unfinished += rest
        if len(self._unfinished) > LINE_BYTES:
            raise TooLong("line")
        return found

    def _line(self, line: bytes) -> Message | None:
        """Take one whole line; return the message that it ends."""
        if self.banner is None:
            self.banner = line.decode("utf-8", "replace")
            return None
        if line or self._printed:
            self._keep(line)
            return None
        if not self._lines:
            return None
        lines, size = self._lines, self._bytes
        self._lines, self._bytes = [], 0
        if lines[0] in self._exactly or (self._beginning and lines[0].startswith(self._beginning)):
            self.dropped += 1
            return None
        return Message(_old_answer(lines) if lines[0].lower() == _FOLLOWS else tuple(_pair(line) for line in lines), size)

    def _keep(self, line: bytes) -> None:
        self._lines.append(line)
        self._bytes += len(line) + 2
        if len(self._lines) > MESSAGE_LINES or self._bytes > MESSAGE_BYTES:
            raise TooLong("message")
        # What a command printed may hold empty lines: there the message ends only after a mark.
        if len(self._lines) == 1:
            self._printed = line.lower() == _FOLLOWS
        elif self._printed and line.endswith(_END):
            self._printed = False


def _pair(line: bytes) -> tuple[str, str]:
    """Return key and value of a line; the key is empty where there is no colon."""
    key, colon, value = line.decode("utf-8", "replace").partition(":")
    return (key.strip(), value.removeprefix(" ")) if colon else ("", key)


def _old_answer(lines: list[bytes]) -> tuple[tuple[str, str], ...]:
    """Return an answer of before Asterisk 14 as today's are: each line that the command printed is an ``Output``."""
    at = 1
    while at < len(lines) and lines[at].lower().startswith(_HEADERS):
        at += 1
    printed = [line.removesuffix(_END) for line in lines[at:]]
    while printed and not printed[-1]:
        printed.pop()
    return (*(_pair(line) for line in lines[:at]), *(("Output", line.decode("utf-8", "replace")) for line in printed))
