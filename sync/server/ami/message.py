"""One message of the manager interface, either way: its lines as keys and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Pairs = tuple[tuple[str, str], ...]


class Message:
    """A message that came: lines in their order, keys in any case, some of them more than once (``Variable``, ``Output``).

    ``size`` is how many bytes it had on the wire, 0 for one that was made here. It may hold the numbers of citizens, so that its ``repr``
    names only its kind.
    """

    __slots__ = ("_first", "pairs", "size")

    def __init__(self, pairs: Pairs, size: int = 0) -> None:
        self.pairs = pairs
        self.size = size
        self._first: dict[str, str] | None = None

    def __getitem__(self, key: str) -> str:
        return self._values()[key.lower()]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.lower() in self._values()

    def __len__(self) -> int:
        return len(self.pairs)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.pairs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and other.pairs == self.pairs

    def __hash__(self) -> int:
        return hash(self.pairs)

    def __repr__(self) -> str:
        return f"<Message {self.kind or 'of no kind'} {self.pairs[0][1] if self.kind else ''}, {len(self.pairs)} lines>"

    @property
    def kind(self) -> str:
        """``event`` or ``response``, by the first line alone (the event OriginateResponse has a line ``Response`` too); else empty."""
        first = self.pairs[0][0].lower() if self.pairs else ""
        return first if first in {"event", "response"} else ""

    def get(self, key: str, default: str = "") -> str:
        """Return the first value of a key, ``default`` where the message has no such key."""
        return self._values().get(key.lower(), default)

    def all(self, key: str) -> tuple[str, ...]:
        """Return every value of a key, in their order."""
        wanted = key.lower()
        return tuple(value for name, value in self.pairs if name.lower() == wanted)

    def _values(self) -> dict[str, str]:
        if self._first is None:
            # Backwards, so that the first of several is what stays.
            self._first = {key.lower(): value for key, value in reversed(self.pairs)}
        return self._first


def written(pairs: Sequence[tuple[str, str]]) -> bytes:
    """Return a message as it goes over the wire.

    Raises ``ValueError`` where a key or a value could end its line, and so become another line or a message of its own: the border at
    which every text that a person typed is stopped. The words of the error do not quote it.
    """
    lines = []
    for key, value in pairs:
        if not key or not key.isascii() or ":" in key or not key.isprintable() or key != key.strip():
            raise ValueError("this is no key of an AMI message")
        if any(sign in value for sign in "\r\n\0"):
            raise ValueError("a value of an AMI message must not hold the end of a line")
        lines.append(f"{key}: {value}\r\n")
    return "".join([*lines, "\r\n"]).encode("utf-8", "replace")
