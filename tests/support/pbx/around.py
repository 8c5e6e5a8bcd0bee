"""What transfers need of the calls that they are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tests.support.pbx.dials import Dial
from tests.support.pbx.exchange import Channel, Exchange


class Around(Protocol):
    """The calls between channels, as :class:`tests.support.pbx.calls.Calls` has them."""

    exchange: Exchange

    def call(self, source: Channel, exten: str, done: Callable[[Dial | None, str], None]) -> None: ...

    def route(self, channel: Channel, context: str, exten: str) -> None: ...

    def part(self, channel: Channel, asked: bool = False) -> None: ...

    def complete(self, channel: Channel) -> None: ...

    def finish(self, channel: Channel, cause: int = 16, sip: str = "") -> None: ...
